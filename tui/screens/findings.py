"""The list of findings: slips first, the gravest first, what is settled dim."""

from __future__ import annotations

from typing import ClassVar

from ledger.queries import FindingView
from ledger.vocabulary import FindingState
from tui import actions
from tui.actions import Standing
from tui.lines import Line, between
from tui.screens.acting import ActingScreen
from tui.screens.base import bindings
from tui.widgets.ask import Question
from tui.widgets.pane import Row


class FindingsScreen(ActingScreen):
    """Every finding in two lines."""

    where: ClassVar[str] = actions.FINDINGS
    BINDINGS = bindings(actions.FINDINGS)

    def __init__(self) -> None:
        super().__init__()
        self.found: list[FindingView] = []
        self.words = ""

    def read(self) -> list[FindingView]:
        """All findings."""
        return self.review.ledger.findings(state="all")

    def shown(self) -> list[FindingView]:
        """Those that hold the words of the filter."""
        wanted = self.words.casefold().split()
        return [
            f
            for f in self.found
            if all(w in f"{f.kind} {f.explanation} {f.quantity.get('label')}".casefold() for w in wanted)
        ]

    def standing(self) -> Standing:
        """The finding that the cursor is on."""
        key = self.pane().cursor
        finding = next((f for f in self.found if f.id == key), None)
        return Standing(
            self.where,
            finding=finding,
            chosen=finding is not None,
            rows=len(self.shown()),
            filtered=bool(self.words),
        )

    def show(self, snapshot: list[FindingView]) -> None:
        """Fill the list."""
        self.found = snapshot
        shown = self.shown()
        waiting = sum(f.state is FindingState.OPEN for f in snapshot)
        right = (
            f"“{self.words}”: {len(shown)} of {len(snapshot)}" if self.words else f"{waiting} open of {len(snapshot)}"
        )
        self.at(Line.of(("Findings", "strong")), Line.of((right, "dim")))
        self.pane().fill(
            lambda width: [row for f in shown for row in _rows(f, width)] or [Row(Line.of(("no findings", "dim")))]
        )

    def do_open(self) -> None:
        """Open the finding."""
        self.review.open_finding(self.pane().cursor or "", [f.id for f in self.shown()])

    def do_filter(self) -> None:
        """Ask for words."""
        self.ask(Question("filter", "words that the finding holds", value=self.words), self._filter)

    def do_all(self) -> None:
        """Take the filter off."""
        self._filter("")

    def _filter(self, words: str) -> None:
        self.words = words
        self.show(self.found)
        self.refresh_keys()


def _rows(f: FindingView, width: int) -> list[Row]:
    settled = f.state is not FindingState.OPEN
    role = "dim" if settled else f.list.value
    state = f.state.label if settled else f.severity.label
    head = Line.of((f.kind.replace("_", " "), role), "  ", (str(f.quantity.get("label", "")), "dim" if settled else ""))
    return [
        Row(between(head, Line.of((state, "dim")), width), f.id),
        Row(Line.of("  ", (f.explanation, "dim")).cut(width), f.id),
    ]
