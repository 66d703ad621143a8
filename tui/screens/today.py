"""Today: what is waiting."""

from __future__ import annotations

from typing import ClassVar

from ledger.vocabulary import FindingList
from tui import actions, desk
from tui.actions import Standing
from tui.desk import Today
from tui.lines import Line
from tui.screens.base import PlaceScreen, bindings
from tui.widgets.pane import Row


class TodayScreen(PlaceScreen):
    """Open slips, disputes and notes, the claims to read, and who did what last."""

    where: ClassVar[str] = actions.TODAY
    BINDINGS = bindings(actions.TODAY)

    def read(self) -> Today:
        """What is waiting in the ledger."""
        return desk.today(self.review.ledger)

    def standing(self) -> Standing:
        """The row that the cursor is on."""
        return Standing(self.where, chosen=self.pane().cursor is not None, rows=len(self.pane().keys))

    def show(self, snapshot: Today) -> None:
        """Fill the screen."""
        c = snapshot.counts
        self.at(
            Line.of((snapshot.name, "strong"), (f" · {c.claims:,} claims · {c.documents:,} documents", "dim")),
            Line.of((f"{snapshot.reviewer} · head {snapshot.head[:8]}", "dim")),
        )
        self.pane().fill(lambda width: _rows(snapshot, width))

    def do_open(self) -> None:
        """Open what the cursor is on."""
        key = self.pane().cursor or ""
        kind, _, name = key.partition(":")
        if kind == "finding":
            self.review.open_finding(name)
        elif kind == "claim":
            self.review.open_claim(name)
        elif key == "claims":
            self.review.go_claims()
        else:
            self.review.go_findings()


def _rows(t: Today, width: int) -> list[Row]:
    rows = [Row(Line())]
    numbers = {
        FindingList.SLIP: t.counts.open_slips,
        FindingList.DISPUTE: t.counts.open_disputes,
        FindingList.NOTE: t.counts.open_notes,
    }
    for part, number in numbers.items():
        first = Line.of((part.label.ljust(26), ""), (f"{number:>6,}", part.value if number else "dim"))
        rows.append(Row(first, f"list:{part.value}"))
        for f in [f for f in t.findings if f.list is part][:4]:
            about = f"{f.kind.replace('_', ' ')} · {f.quantity.get('label', '')}"
            rows.append(Row(Line.of("    ", (about, "dim")).cut(width), f"finding:{f.id}"))
    rows.append(Row(Line.of("claims to read".ljust(26), f"{t.counts.to_read:>6,}"), "claims"))
    for c in t.unread:
        words = f"{c.record.figure_text or c.record.value} {c.record.measure.label} · {c.record.group or 'not stated'}"
        rows.append(Row(Line.of("    ", (words, "dim")).cut(width), f"claim:{c.id}"))
    rows += [Row(Line()), Row(Line.of(("latest", "dim")))]
    for e in t.recent:
        rows.append(
            Row(
                Line.of(f"  {e.at[:16].replace('T', ' ')}  {e.act:10} ", (f"{e.subject}  {e.reviewer}", "dim")).cut(
                    width
                )
            )
        )
    return rows
