"""Long work with its progress; esc stops it, and what was not finished leaves no trace."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from ledger.errors import Cancelled
from tui.lines import Line
from tui.widgets.bars import Bar, Foot

Progress = Callable[[str, int], None]

Job = Callable[[Progress], Any]
"""Work that says now and then how far it is; saying so raises Cancelled once a person has stopped it."""


class Working(ModalScreen[Any]):
    """Runs a job; gives what it gave, or the exception that ended it."""

    DEFAULT_CSS = """
    Working { align: center bottom; background: $background 0%; }
    Working > Vertical { height: 3; width: 1fr; background: $ledger-bar; }
    Working Bar { background: $ledger-bar; }
    """
    BINDINGS: ClassVar[list[Any]] = [
        Binding("escape,ctrl+c,ctrl+q", "stop", show=False, priority=True),
    ]

    def __init__(self, title: str, job: Job) -> None:
        super().__init__()
        self.job, self.told = job, title
        self._stopped = Event()
        self._label, self._done, self._began = "", 0, monotonic()

    def compose(self) -> ComposeResult:
        """Three lines: what, how far, and how to stop."""
        with Vertical():
            yield Foot(id="what")
            yield Foot(id="far")
            yield Foot(id="keys")

    def on_mount(self) -> None:
        """Begin."""
        self.query_one("#what", Bar).say(Line.of((self.told, "strong")))
        self.query_one("#keys", Bar).say(Line.of(("esc stops; what is not finished leaves no trace", "dim")))
        self.set_interval(0.1, self._tell)
        self.run_worker(self._run(), exit_on_error=False)

    async def _run(self) -> None:
        try:
            result = await asyncio.to_thread(self.job, self._progress)
        except Exception as error:
            result = error
        self.dismiss(result)

    def _progress(self, label: str, done: int) -> None:
        """Called by the job, in its own thread."""
        if self._stopped.is_set():
            raise Cancelled("stopped; what was not finished left no trace")
        self._label, self._done = label, done

    def _tell(self) -> None:
        seconds = monotonic() - self._began
        rate = f"  {self._done / seconds:,.0f} a second" if seconds > 1 and self._done else ""
        done = f"  {self._done:,}" if self._done else ""
        self.query_one("#far", Bar).say(
            Line.of(self._label, (done + rate, "dim")), Line.of((f"{seconds:.0f} s", "dim"))
        )

    def action_stop(self) -> None:
        """Stop at the next word of progress."""
        self._stopped.set()
        self.query_one("#keys", Bar).say(Line.of(("stopping …", "dim")))
