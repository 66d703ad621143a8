"""The review app: the ledger, the colours, and the one way in which acts are done and refusals are shown."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Iterable
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.worker import Worker, WorkerState

from ledger import saved
from ledger.counting import plural
from ledger.errors import Conflict, LedgerError
from tui import faults
from tui.looks import Looks
from tui.screens.base import PlaceScreen
from tui.screens.today import TodayScreen
from tui.theme import DARK, MONO, PALETTES

if TYPE_CHECKING:
    from ledger.api import Done, Ledger
    from ledger.queries import ClaimView
    from ledger.watching import Watch

CACHE_KIB = 1_000
"""Memory that each connection to the ledger may hold; a page of rows needs a few hundred."""
LOOK_EVERY = 1.0
"""Seconds between two looks at what others did: their acts appear within two."""

SCREENS: dict[str, tuple[str, str]] = {
    "reading": ("reading", "ReadingScreen"),
    "claims": ("claims", "ClaimsScreen"),
    "findings": ("findings", "FindingsScreen"),
    "names": ("names", "NamesScreen"),
    "sources": ("sources", "SourcesScreen"),
    "documents": ("documents", "DocumentsScreen"),
    "journal": ("journal", "JournalScreen"),
}
"""The screens that a key leads to, by module and class: loaded when they are first shown."""


@cache
def _spare_the_collector() -> None:
    """Leave what was loaded so far out of every later garbage collection, once a process.

    Textual and SQLAlchemy are some hundred thousand objects that stay: to look through them took 60 ms of every
    twentieth page down.
    """
    gc.freeze()


class ReviewApp(Looks):
    """One person reviewing one ledger. Screens read snapshots in workers; acts are done one at a time."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { background: $background; color: $ledger-text; layers: base; }
    Ask, Working { background: $background 0%; }
    .plain Pane, .plain TextPane, .plain VirtualTable { scrollbar-size-vertical: 0; }
    """
    BINDINGS: ClassVar[list[Any]] = []

    def __init__(self, path: Path, reviewer: str, *, plain: bool = False) -> None:
        super().__init__()
        person = saved.person()
        self.take_looks(MONO if os.environ.get("NO_COLOR") else PALETTES.get(person.theme, DARK), plain or person.plain)
        self.path, self.reviewer = path, reviewer
        self.visit = saved.Visit()
        self.faults: list[BaseException] = []
        self.since = 0
        """The last journal entry that was seen on the visit before."""
        self.ledger_id = ""
        self._ledger: Ledger | None = None
        self._watch: Watch | None = None
        self._acting = asyncio.Lock()
        self._names: dict[str, list[tuple[str, int]]] = {}
        self._own: set[int] = set()
        self._own_batches: set[str] = set()
        self.refusal = ""

    def get_default_screen(self) -> TodayScreen:
        """The first screen says what is waiting."""
        return TodayScreen()

    # The ledger

    @property
    def is_open(self) -> bool:
        """Whether the ledger is open yet."""
        return self._ledger is not None

    @property
    def ledger(self) -> Ledger:
        """The open ledger."""
        assert self._ledger is not None  # screens ask only once it is open
        return self._ledger

    def on_mount(self) -> None:
        """Open the ledger once the first screen is drawn: loading SQLAlchemy takes longer than drawing it."""
        self.show_cursor()
        self.call_after_refresh(self.open)

    @work(thread=True, exit_on_error=False)
    def open(self) -> None:
        """Open the ledger, off the app's thread; a ledger that cannot be opened ends the app with its line."""
        from ledger.api import Ledger

        try:
            ledger = Ledger(self.path, reviewer=self.reviewer, cache=CACHE_KIB)
            seen = ledger.entries()
            ledger_id = ledger.id
            watch = ledger.watch()
        except LedgerError as refusal:
            self.refusal = str(refusal)
            self.call_from_thread(self.exit, 1)
            return
        self.call_from_thread(self._opened, ledger, watch, ledger_id, seen)

    def _opened(self, ledger: Ledger, watch: Watch, ledger_id: str, seen: int) -> None:
        self._ledger, self._watch, self.ledger_id = ledger, watch, ledger_id
        self.visit = saved.visit(ledger_id, self.reviewer)
        self.since, self.visit.seen = self.visit.seen or seen, seen
        self._reload()
        self._restore()
        self.set_interval(LOOK_EVERY, self.look)
        _spare_the_collector()

    def _restore(self) -> None:
        """Begin where the last visit ended."""
        if len(self.screen_stack) > 1:
            return
        place, subject = self.visit.place, self.visit.subject
        if place in SCREENS:
            self.go(place)
        elif place == "claim" and subject:
            self.open_claim(subject)
        elif place == "finding" and subject:
            self.open_finding(subject)

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def look(self) -> None:
        """Notice what others did."""
        watch, ledger = self._watch, self._ledger
        if watch is None or ledger is None:
            return
        try:
            if not watch.changed():
                return
            entries = ledger.journal(after=self.visit.seen)
        except LedgerError as refusal:
            self.call_from_thread(self.say, str(refusal), "slip")
            return
        if entries:
            self.call_from_thread(self._noticed, entries)

    def _noticed(self, entries: list[Any]) -> None:
        async def wait() -> None:
            async with self._acting:  # an act of one's own that is being written is none of another's
                self._tell(entries)

        self.run_worker(wait(), group="look", exit_on_error=False)

    def _tell(self, entries: list[Any]) -> None:
        self.visit.seen = max(self.visit.seen, entries[-1].seq)
        others = [e for e in entries if e.seq not in self._own and e.subject not in self._own_batches]
        if not others:
            return
        for screen in self.screen_stack:
            if isinstance(screen, PlaceScreen):
                screen.changed(None)
        last = others[-1]
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        self.say(f"{last.reviewer}: {last.act} {last.subject.replace(':', ' ')}{more}", "note")

    def on_unmount(self) -> None:
        if self._watch is not None:
            self._watch.close()
        if self._ledger is not None:
            self._ledger.close()

    def redraw(self) -> None:
        """Draw every open screen anew, with what it shows."""
        super().redraw()
        if self.is_open:
            self._reload()

    def set_plain(self, plain: bool) -> None:
        """Switch plain mode on or off, now and on the next visit."""
        super().set_plain(plain)
        self.say("plain mode is on" if plain else "plain mode is off")

    def _reload(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, PlaceScreen):
                screen.reload()

    # Going somewhere

    def home(self) -> None:
        """Back to the first screen."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def go(self, name: str, *given: Any) -> None:
        """To one of SCREENS; a screen that is open further down the stack is gone back to."""
        module, cls = SCREENS[name]
        if not given:
            for depth, screen in enumerate(self.screen_stack):
                if isinstance(screen, PlaceScreen) and screen.where == name:
                    while len(self.screen_stack) > depth + 1:
                        self.pop_screen()
                    return
        self.push_screen(getattr(import_module(f"tui.screens.{module}"), cls)(*given))

    def open_claim(self, claim_id: str, among: list[str] | None = None) -> None:
        """One claim; `among` are the claims that next and previous walk through."""
        from tui.screens.claim import ClaimScreen

        self.push_screen(ClaimScreen(claim_id, among or [claim_id]))

    def open_finding(self, finding_id: str, among: list[str] | None = None) -> None:
        """One finding; `among` are those that next and previous walk through."""
        from tui.screens.finding import FindingScreen

        self.push_screen(FindingScreen(finding_id, among or [finding_id]))

    def open_document(self, row: int, claim_id: str | None = None) -> None:
        """The words of one document, at those of a claim."""
        from tui.screens.document import DocumentScreen

        self.push_screen(DocumentScreen(row, claim_id))

    # Names in use, for completion

    def known_names(self, kind: str, then: Callable[[list[tuple[str, int]]], object]) -> None:
        """Give the names in use of a kind, the most used first; read once, off the app's thread."""
        self.run_worker(self._known_names([kind], lambda names: then(names[kind])), group="names", exit_on_error=False)

    def filter_names(self) -> dict[str, list[tuple[str, int]]]:
        """The names in use by the field of the filter language that holds them; it fills while a person types."""
        fields = {"place": "place", "group": "group", "actor": "attributed_to"}
        found: dict[str, list[tuple[str, int]]] = {}
        for kind, field in fields.items():
            self.known_names(kind, partial(found.__setitem__, field))
        return found

    async def _known_names(self, kinds: list[str], then: Callable[[dict[str, list[tuple[str, int]]]], object]) -> None:
        for kind in kinds:
            if kind not in self._names:
                names = await asyncio.to_thread(self.ledger.names_in_use, kind)
                self._names[kind] = sorted(names, key=lambda x: (-x[1], x[0]))
        then({kind: self._names[kind] for kind in kinds})

    # Acts

    def perform(
        self,
        do: Callable[[Ledger], Done],
        *,
        about: ClaimView | None = None,
        again: Callable[[ClaimView], object] | None = None,
        failed: Callable[[], object] | None = None,
    ) -> None:
        """Do an act off the app's thread, after those before it; say what it did, or why it was refused.

        `about` is the claim as the person saw it: where somebody else has changed it since, the difference is
        shown, and `again` does the act on the claim as it now stands. `failed` is called on any refusal.
        """
        self.run_worker(self._perform(do, about, again, failed), group="act", exit_on_error=False)

    async def _perform(
        self,
        do: Callable[[Ledger], Done],
        about: ClaimView | None,
        again: Callable[[ClaimView], object] | None,
        failed: Callable[[], object] | None,
    ) -> None:
        async with self._acting:
            try:
                done = await asyncio.to_thread(do, self.ledger)
            except Conflict as conflict:
                if failed is not None:
                    failed()
                if about is None or again is None:
                    self.say(str(conflict), "slip")
                    return
                await self._differ(about, again)
                return
            except (LedgerError, ValueError) as refusal:
                if failed is not None:
                    failed()
                self.say(str(refusal), "slip")
                return
            self._own.update(range(done.first, done.seq + 1))
            self.visit.seen = max(self.visit.seen, done.seq)
            self.done(done)

    async def _differ(self, about: ClaimView, again: Callable[[ClaimView], object]) -> None:
        """Show what has changed in a claim since the person saw it, and let them decide."""
        from tui.screens.differing import question
        from tui.widgets.ask import Ask

        now, history = await asyncio.to_thread(
            lambda: (self.ledger.claim(about.id), self.ledger.history(f"claim:{about.id}"))
        )

        def answered(answer: str | None) -> None:
            if answer == "again":
                again(now)
            else:
                self.say("nothing was changed", "dim")

        for screen in self.screen_stack:
            if isinstance(screen, PlaceScreen):
                screen.changed(None)
        self.push_screen(Ask(question(about, now, history)), answered)

    def done(self, done: Done) -> None:
        """Show what was done and bring every open screen up to date."""
        self._names.clear()
        found = [plural(len(done.findings.new), "new finding")] if done.findings.new else []
        found += [f"{len(done.findings.gone)} gone"] if done.findings.gone else []
        found += [f"{len(done.findings.reopened)} reopened"] if done.findings.reopened else []
        if done.act in ("alias", "event") and done.findings.moved:
            found = [done.findings.moves(), *found]
        for screen in self.screen_stack:
            if isinstance(screen, PlaceScreen):
                screen.changed(done)
        self.say(" · ".join([done.say, *found]), "accepted")

    def came_in(self, batches: Iterable[int | None] = ()) -> None:
        """Something was imported here: read every open screen anew."""
        self._own_batches.update(f"batch:{b}" for b in batches)
        self._names.clear()
        self.look()
        self._reload()

    def say(self, text: str, role: str = "") -> None:
        """One line of news on the screen in front; the ledger goes by its name, as its path would fill the line."""
        text = text.replace(str(self.path), self.path.name)
        for screen in reversed(self.screen_stack):
            if isinstance(screen, PlaceScreen):
                screen.news(text, role)
                return

    # Leaving

    @work(exit_on_error=False, group="leave", exclusive=True)
    async def leave(self) -> None:
        """Leave without asking; an act that is being written is waited for."""
        async with self._acting:
            self._keep_visit()
            self.exit(0)

    def action_leave(self) -> None:
        """Leave, from a dialog as well."""
        self.leave()

    async def action_quit(self) -> None:
        """Textual's own way out is this one."""
        self.leave()

    def _keep_visit(self) -> None:
        if self._ledger is None:
            return
        places = [s for s in self.screen_stack if isinstance(s, PlaceScreen)]
        self.visit.place, self.visit.subject = places[-1].where, places[-1].subject
        saved.keep_visit(self.ledger_id, self.reviewer, self.visit)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What fails in a worker is told like any other fault."""
        if event.state is WorkerState.ERROR and isinstance(event.worker.error, Exception):
            self.fault(event.worker.error)

    def fault(self, error: Exception) -> None:
        """A fault of the program in an act: one line, a note in a file, and the app goes on."""
        self.faults.append(error)
        self.say(faults.note(error), "slip")

    def _handle_exception(self, error: Exception) -> None:
        """A fault that Textual cannot go on from ends the app with one line, never a traceback."""
        self.faults.append(error)
        self.refusal = faults.note(error)
        self._return_code = 1
        if self._exception is None:  # as Textual does, so that a test fails with the fault itself
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()


def run(path: Path, reviewer: str, *, plain: bool = False) -> int:
    """Open the app on a ledger; gives the exit code. LedgerError when the ledger cannot be opened."""
    app = ReviewApp(path, reviewer, plain=plain)
    code = app.run()
    if app.refusal:
        raise LedgerError(app.refusal)
    return code or 0
