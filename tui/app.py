"""The review app, from opening the ledger to leaving it, with an eye on what others do meanwhile."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.worker import Worker

from ledger import saved
from ledger.errors import LedgerError
from tui.going import SCREENS
from tui.performing import Performing
from tui.screens.today import TodayScreen
from tui.theme import DARK, MONO, PALETTES

if TYPE_CHECKING:
    from ledger.api import Ledger
    from ledger.watching import Watch

CACHE_KIB = 1_000
"""Memory that each connection to the ledger may hold; a page of rows needs a few hundred."""
LOOK_EVERY = 1.0
"""Seconds between two looks at what others did: their acts appear within two."""


@cache
def _spare_the_collector() -> None:
    """Leave what was loaded so far out of every later garbage collection, once a process.

    Textual and SQLAlchemy are some hundred thousand objects that stay: to look through them took 60 ms of every
    twentieth page down.
    """
    gc.freeze()


class ReviewApp(Performing):
    """One person reviewing one ledger. Screens read snapshots in workers; acts are done one at a time."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { background: $background; color: $ledger-text; layers: base; }
    Ask, Working { background: $background 0%; }
    .plain Pane, .plain TextPane, .plain VirtualTable { scrollbar-size-vertical: 0; }
    """
    BINDINGS: ClassVar[list[Any]] = []

    def __init__(self, path: Path, reviewer: str, *, plain: bool = False) -> None:
        super().__init__(path)
        person = saved.person()
        self.take_looks(MONO if os.environ.get("NO_COLOR") else PALETTES.get(person.theme, DARK), plain or person.plain)
        self.reviewer = reviewer
        self.since = 0
        """The last journal entry that was seen on the visit before."""
        self.ledger_id = ""
        self._watch: Watch | None = None
        self._own_batches: set[str] = set()

    def get_default_screen(self) -> TodayScreen:
        """The first screen says what is waiting."""
        return TodayScreen()

    # The ledger

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

        # Of a group of its own: the next look, which ends the one before, must not end the telling.
        _telling: Worker[None] = self.run_worker(wait, group="tell", exit_on_error=False)

    def _tell(self, entries: list[Any]) -> None:
        self.visit.seen = max(self.visit.seen, entries[-1].seq)
        others = [e for e in entries if e.seq not in self._own and e.subject not in self._own_batches]
        if not others:
            return
        for screen in self.places():
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
        for screen in self.places():
            screen.reload()

    def came_in(self, batches: Iterable[int | None] = ()) -> None:
        """Something was imported here: read every open screen anew."""
        self._own_batches.update(f"batch:{b}" for b in batches)
        self._names.clear()
        self.look()
        self._reload()

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
        *_, front = self.places()
        self.visit.place, self.visit.subject = front.where, front.subject
        saved.keep_visit(self.ledger_id, self.reviewer, self.visit)


def run(path: Path, reviewer: str, *, plain: bool = False) -> int:
    """Open the app on a ledger; gives the exit code. LedgerError when the ledger cannot be opened."""
    app = ReviewApp(path, reviewer, plain=plain)
    code = app.run()
    if app.refusal:
        raise LedgerError(app.refusal)
    return code or 0
