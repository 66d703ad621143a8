"""The list of findings: what is open first, slips before disputes before notes, the gravest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ledger.api import Ledger
from ledger.gist import figures, parties
from ledger.queries import FindingView
from ledger.vocabulary import FindingList, FindingState, Severity
from tui.columns import Column, fit
from tui.lines import Line
from tui.registry import FINDINGS, Standing
from tui.screens.base import bindings
from tui.screens.tables import TableScreen
from tui.widgets.table import PAGE

LISTS = {FindingList.SLIP: "slip", FindingList.DISPUTE: "dispute", FindingList.NOTE: "note"}


class Rows:
    """Findings by their ids, read a page at a time."""

    def __init__(self, ledger: Ledger, ids: list[str]) -> None:
        self.ledger, self.ids = ledger, ids

    def __len__(self) -> int:
        return len(self.ids)

    def page(self, number: int) -> Sequence[FindingView]:
        """One page."""
        return self.ledger.findings_at(self.ids[number * PAGE : (number + 1) * PAGE])


class FindingsScreen(TableScreen[FindingView]):
    """Every finding on a line, its sentence below the table."""

    where: ClassVar[str] = FINDINGS
    caption: ClassVar[str] = "Findings"
    noun: ClassVar[str] = "finding"
    preview_lines = 7
    columns = (
        Column("list", "list", 9, 9),
        Column("kind", "finding", 17, 22),
        Column("what", "about", 20, 60, share=3),
        Column("figures", "figures", 23, 30),
        Column("origins", "said by", 14, 34),
        Column("severity", "severity", 8, 8),
        Column("state", "state", 9, 9),
    )
    drop = ("kind", "state", "severity")
    BINDINGS = bindings(FINDINGS)

    def __init__(self) -> None:
        super().__init__()
        self.waiting = 0

    def read(self) -> tuple[list[str], int]:
        """The ids in order, and how many stand open."""
        ledger = self.review.ledger
        counts = ledger.counts()
        return ledger.finding_ids(words=self.words), counts.open_slips + counts.open_disputes + counts.open_notes

    def count(self, words: str) -> int:
        """How many findings hold the words."""
        return len(self.review.ledger.finding_ids(words=words))

    def show(self, snapshot: tuple[list[str], int]) -> None:
        """Fill the table."""
        ids, self.waiting = snapshot
        source = self.table.source
        known = self.table.chosen.id if source is not None and self.table.chosen else None
        cursor = ids.index(known) if known in ids else self.table.cursor
        self.place(Rows(self.review.ledger, ids), cursor)

    @property
    def tight(self) -> bool:
        """Whether there is no room for the columns that the rows can do without."""
        return all(f.column.name != "state" for f in fit(self.columns, max(self.size.width - 3, 20), self.drop))

    def position(self) -> str:
        """How many stand open."""
        return f" · {self.waiting:,} open"

    def cells(self, item: FindingView) -> dict[str, Line]:
        """A finding in columns."""
        decided = item.state is not FindingState.OPEN
        role = "dim" if decided else item.list.value
        return {
            "list": self._state(item) if decided and self.tight else Line.of((LISTS[item.list], role)),
            "kind": Line.of((item.kind.replace("_", " "), role)),
            "what": Line.of((str(item.quantity.get("label", "")), "dim" if decided else "")),
            "figures": Line.of((figures(item.readings), role)),
            "origins": Line.of(parties(item.origins)),
            "severity": Line.of((item.severity.label, "dim")),
            "state": self._state(item),
        }

    def _state(self, item: FindingView) -> Line:
        """Whether it is decided; where there is no room for a column of its own, in the first one."""
        return Line.of((item.state.label, "dim" if item.state is FindingState.OPEN else "accepted"))

    def about(self, item: FindingView, width: int) -> list[Line]:
        """What it is, its sentence, and what would make the claims fit."""
        grade = "" if item.severity is Severity.NOTE else f", {item.severity.label}"
        named = f"{item.kind.replace('_', ' ')}{grade}: {item.quantity.get('label', '')}"
        lines = [Line.of((named, item.list.value)), Line.of(item.explanation)]
        lines += [Line.of((text, role)) for text, role in ((item.fits_if, "dim"), (item.hint or "", "note")) if text]
        if item.decision is not None and item.state is not FindingState.OPEN:
            lines.append(Line.of((f"{item.decision.method.label}: {item.decision.why}", "accepted")))
        return lines

    def standing(self) -> Standing:
        """The finding that the cursor is on."""
        finding = self.table.chosen
        return Standing(
            self.where,
            opened=self.review.is_open,
            finding=finding,
            chosen=finding is not None,
            rows=len(self.table),
            filtered=bool(self.words),
        )

    def do_open(self) -> None:
        """Open the finding."""
        if (finding := self.table.chosen) is not None:
            self.review.open_finding(finding.id, [f.id for f in self.near()])
