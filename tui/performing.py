"""The one way in which acts are done, and what came of them is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.worker import Worker, WorkerState

from ledger import saved
from ledger.counting import plural
from ledger.errors import Conflict, LedgerError
from tui import faults
from tui.going import Going

if TYPE_CHECKING:
    from ledger.api import Done, Ledger
    from ledger.queries import ClaimView


class Performing(Going):
    """An app on a ledger. Acts are done one at a time, off the app's thread."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.visit = saved.Visit()
        self.refusal = ""
        self.faults: list[BaseException] = []
        self._ledger: Ledger | None = None
        self._acting = asyncio.Lock()
        self._names: dict[str, list[tuple[str, int]]] = {}
        self._own: set[int] = set()

    @property
    def is_open(self) -> bool:
        """Whether the ledger is open yet."""
        return self._ledger is not None

    @property
    def ledger(self) -> Ledger:
        """The open ledger."""
        assert self._ledger is not None  # screens ask only once it is open
        return self._ledger

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

        for screen in self.places():
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
        for screen in self.places():
            screen.changed(done)
        self.say(" · ".join([done.say, *found]), "accepted")

    def say(self, text: str, role: str = "") -> None:
        """One line of news on the screen in front; the ledger goes by its name, as its path would fill the line."""
        text = text.replace(str(self.path), self.path.name)
        for front in list(self.places())[-1:]:
            front.news(text, role)

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

    # Faults

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
