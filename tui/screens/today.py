"""Today: what is waiting, what came in since the last visit, and who did what."""

from __future__ import annotations

from typing import ClassVar

from ledger.counting import plural
from ledger.figures import show
from ledger.queries import ClaimView
from ledger.telling import whole
from ledger.vocabulary import FindingList
from tui import desk
from tui.desk import Today
from tui.lines import Line, between
from tui.registry import TODAY, Standing
from tui.screens.base import PlaceScreen, bindings
from tui.widgets.pane import Row

LEFT = 28


class TodayScreen(PlaceScreen):
    """Open slips, disputes and notes, the claims to read, and the latest acts."""

    where: ClassVar[str] = TODAY
    BINDINGS = bindings(TODAY)

    def on_mount(self) -> None:
        """Say at once which ledger this is."""
        self.at(Line.of((self.review.path.name, "strong"), (" · opening …", "dim")))
        super().on_mount()

    def read(self) -> Today:
        """What is waiting in the ledger."""
        return desk.today(self.review.ledger, self.review.since)

    def standing(self) -> Standing:
        """The row that the cursor is on."""
        cursor = self.pane().cursor
        return Standing(self.where, opened=self.review.is_open, chosen=cursor is not None, rows=len(self.pane().keys))

    def show(self, snapshot: Today) -> None:
        """Fill the screen."""
        c = snapshot.counts
        claims = plural(c.claims, "claim")
        documents = plural(c.documents, "document")
        self.at(
            Line.of((snapshot.name, "strong"), (f" · {claims} · {documents}", "dim")),
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
        elif key == "reading":
            self.review.go("reading")
        elif key == "journal":
            self.review.go("journal")
        elif key == "import":
            self.do_import()
        else:
            self.review.go("findings")


def _rows(t: Today, width: int) -> list[Row]:
    rows = [Row(Line())]
    numbers = {
        FindingList.SLIP: t.counts.open_slips,
        FindingList.DISPUTE: t.counts.open_disputes,
        FindingList.NOTE: t.counts.open_notes,
    }
    for part, number in numbers.items():
        rows.append(_head(part.label, number, part.value, f"list:{part.value}"))
        for f in [f for f in t.findings if f.list is part]:
            about = Line.of("  ", f.kind.replace("_", " "), (f"  {f.quantity.get('label', '')}", "dim"))
            rows.append(Row(between(about, Line.of((f.severity.label, "dim")), width), f"finding:{f.id}"))
    rows.append(_head("claims to read", t.counts.to_read, "strong", "reading"))
    for c in t.unread:
        rows.append(Row(Line.of("  ", _claim(c)).cut(width), f"claim:{c.id}"))
    if not t.counts.claims:
        rows.append(Row(Line.of(("nothing is in the ledger yet: i imports files", "note")), "import"))
    rows.append(Row(Line()))
    since = "; ".join(f"{who}: {number:,} {act}" for who, act, number in t.since) or "nothing"
    rows.append(Row(Line.of("since your last visit".ljust(LEFT), (since, "note" if t.since else "dim")), "journal"))
    if t.counts.unsure:
        rows.append(_head("claims you are unsure of", t.counts.unsure, "strong", "reading"))
    accepted = t.counts.claims - t.counts.to_read - t.counts.unsure
    done = f"{plural(t.counts.decided, 'finding')} decided, {plural(accepted, 'claim')} accepted"
    rows.append(Row(Line.of(("done so far".ljust(LEFT), "dim"), (done, "dim"))))
    rows.append(Row(Line()))
    for i, e in enumerate(t.recent):
        head = "latest acts" if i == 0 else ""
        when = e.at[:16].replace("T", " ")
        words = Line.of((head.ljust(LEFT), "dim"), (f"{when}  ", "dim"), f"{e.reviewer}  ", (e.act, "strong"))
        rows.append(Row((words + Line.of((f"  {whole(e, t.named)}", "dim"))).cut(width)))
    return rows


def _head(label: str, number: int, role: str, key: str) -> Row:
    return Row(Line.of((label.ljust(LEFT), ""), (f"{number:>7,}", role if number else "dim")), key)


def _claim(c: ClaimView) -> Line:
    r = c.record
    who = f"  {r.group or 'who is not stated'}, {r.place or 'where is not stated'}, {r.attributed_to or 'nobody named'}"
    return Line.of(f"{show(r.figure)} {r.measure.label}", (who, "dim"))
