"""A finding: its claims side by side, their readings on one scale or over time, and what would make them fit."""

from __future__ import annotations

from typing import ClassVar

from tui import desk
from tui.desk import FindingPage
from tui.lines import Line
from tui.registry import FINDING, Standing
from tui.screens.acting import ActingScreen
from tui.screens.base import bindings
from tui.screens.finding_rows import page_rows
from tui.widgets.ask import Question, Told
from tui.wording import glimpses

TALL = 30
"""Lines of a terminal from which on who told whom is shown unasked."""


class FindingScreen(ActingScreen):
    """One finding."""

    where: ClassVar[str] = FINDING
    BINDINGS = bindings(FINDING)

    def __init__(self, finding_id: str, among: list[str]) -> None:
        super().__init__()
        self.finding_id, self.among = finding_id, among
        self.page: FindingPage | None = None
        self.graph: bool | None = None

    @property
    def subject(self) -> str:
        """The finding."""
        return self.finding_id

    def read(self) -> FindingPage:
        """The finding with its claims."""
        return desk.finding_page(self.review.ledger, self.finding_id)

    def standing(self) -> Standing:
        """The finding, and the claim that the cursor is on."""
        if self.page is None:
            return Standing(self.where, opened=False)
        claim = next((c for c in self.page.claims if c.id == self.pane().cursor), None)
        at = self.among.index(self.finding_id) if self.finding_id in self.among else 0
        return Standing(
            self.where,
            claim=claim,
            finding=self.page.finding,
            chosen=claim is not None,
            rows=len(self.page.claims),
            ahead=at + 1 < len(self.among),
            behind=at > 0,
        )

    def show(self, snapshot: FindingPage) -> None:
        """Fill the screen."""
        other = self.page is None or self.page.finding.id != snapshot.finding.id
        self.page = snapshot
        f = snapshot.finding
        at = self.among.index(f.id) + 1 if f.id in self.among else 1
        state = "dim" if f.state.value == "open" else "accepted"
        self.at(
            Line.of(("‹ finding ", "dim"), (f"{at} of {len(self.among)}  ", "dim"),
                    (f.kind.replace("_", " "), f.list.value)),
            Line.of((f"{f.list.value} · {f.severity.label} · ", "dim"), (f.state.label, state)),
        )  # fmt: skip
        if self.graph is None:  # where there is little room, the claims come first
            self.graph = self.size.height >= TALL
        graph = self.graph
        self.pane().fill(lambda width: page_rows(snapshot, width, graph=graph, plain=self.review.plain))
        if other:
            self.pane().go_to(0)

    def do_open(self) -> None:
        """Read the words of the claim."""
        if self.page is not None:
            self.review.open_claim(self.pane().cursor or "", [c.id for c in self.page.claims])

    def do_graph(self) -> None:
        """Show or hide who told whom."""
        self.graph = not self.graph
        if self.page is not None:
            self.show(self.page)

    def do_forward(self) -> None:
        """The next finding."""
        self._step(1)

    def do_previous(self) -> None:
        """The previous finding."""
        self._step(-1)

    def _step(self, step: int) -> None:
        self.finding_id = self.among[self.among.index(self.finding_id) + step]
        self.reload()

    def quotes(self) -> Told | None:
        """The sentences of its claims."""
        return glimpses(self.page.claims) if self.page is not None else None

    def do_note(self) -> None:
        """A note here is on the finding."""
        subject = f"finding:{self.finding_id}"
        about = f"on: {self.page.finding.explanation}" if self.page is not None else "on this finding"
        self.ask(
            Question("note", about, needed=True),
            lambda text: self.review.perform(lambda ledger: ledger.note(subject, text)),
            words=self.quotes(),
        )
