"""A finding: its claims side by side, their readings on one scale, and what would make them fit."""

from __future__ import annotations

from math import inf
from typing import ClassVar

from ledger.figures import show
from ledger.queries import ClaimView
from ledger.vocabulary import FindingState
from tui import actions, columns, desk, intervals
from tui.actions import Standing
from tui.columns import Column
from tui.desk import FindingPage
from tui.intervals import Drawn
from tui.lines import Line, wrap
from tui.screens.acting import ActingScreen
from tui.screens.base import bindings
from tui.widgets.pane import Row, rows

COLUMNS = (
    Column("id", "#", 3, 6, "right"),
    Column("figure", "figure", 9, 20, "right"),
    Column("group", "counted", 12, 34),
    Column("said", "said by", 14, 36),
    Column("through", "through", 8, 30),
    Column("published", "published", 10, 10),
    Column("words", "words", 10, 60),
)
DROP = ("words", "published", "through")


class FindingScreen(ActingScreen):
    """One finding."""

    where: ClassVar[str] = actions.FINDING
    BINDINGS = bindings(actions.FINDING)

    def __init__(self, finding_id: str, among: list[str]) -> None:
        super().__init__()
        self.finding_id, self.among = finding_id, among
        self.page: FindingPage | None = None

    def read(self) -> FindingPage:
        """The finding with its claims."""
        return desk.finding_page(self.review.ledger, self.finding_id)

    def standing(self) -> Standing:
        """The finding, and the claim that the cursor is on."""
        if self.page is None:
            return Standing(self.where, opened=False)
        claim = next((c for c in self.page.claims if c.id == self.pane().cursor), None)
        return Standing(
            self.where,
            claim=claim,
            finding=self.page.finding,
            chosen=claim is not None,
            rows=len(self.page.claims),
        )

    def show(self, snapshot: FindingPage) -> None:
        """Fill the screen."""
        self.page = snapshot
        f = snapshot.finding
        at = self.among.index(f.id) + 1 if f.id in self.among else 1
        self.at(
            Line.of(
                ("‹ findings ", "dim"),
                (f"{at} of {len(self.among)} · ", "dim"),
                (f.kind.replace("_", " "), f.list.value),
            ),
            Line.of((f"{f.list.label} · {f.severity.label} · {f.state.label}", "dim")),
        )
        self.pane().fill(lambda width: page_rows(snapshot, width))

    def do_open(self) -> None:
        """Read the words of the claim."""
        if self.page is not None:
            self.review.open_claim(self.pane().cursor or "", [c.id for c in self.page.claims])

    def do_forward(self) -> None:
        """The next finding."""
        self._step(1)

    def do_previous(self) -> None:
        """The previous finding."""
        self._step(-1)

    def _step(self, step: int) -> None:
        at = self.among.index(self.finding_id) + step
        if not 0 <= at < len(self.among):
            self.news("there is no further finding this way", "dim")
            return
        self.finding_id = self.among[at]
        self.reload()

    def do_note(self) -> None:
        """A note here is on the finding."""
        from tui.widgets.ask import Question

        subject = f"finding:{self.finding_id}"
        self.ask(
            Question("note", "on this finding", needed=True),
            lambda text: self.review.perform(lambda ledger: ledger.note(subject, text)),
        )


def page_rows(page: FindingPage, width: int) -> list[Row]:
    """The whole page for a width."""
    f = page.finding
    out = rows(Line.of((str(f.quantity.get("label", "")), "strong")).cut(width), Line())
    drawn = [
        Drawn(
            r.low,
            inf if r.high == inf else r.high,
            show(c.record.figure),
            _who(c, len(f.origins) == 1),
            f.list.value,
            not (r.low == 0 and r.high != inf and r.high > 0),
        )
        for c in page.claims
        if (r := page.readings.get(c.id)) is not None
    ]
    out += rows(*intervals.draw(drawn, width), Line())
    for text, role in ((f.explanation, ""), (f.fits_if, "dim"), (f.hint or "", "note")):
        if text:
            out += rows(*wrap(Line.of((text, role)), width))
    out.append(Row(Line()))
    fitted = columns.fit(COLUMNS, width, DROP)
    out.append(Row(columns.heading(fitted)))
    out += [Row(columns.row(_cells(c), fitted), c.id) for c in page.claims]
    out.append(Row(Line()))
    for c in page.claims:
        if c.id in page.readings:
            out += rows(*wrap(Line.of((f"{c.id:>4}  {page.readings[c.id].why}", "dim")), width, 6))
    if f.decision is not None and f.state is not FindingState.OPEN:
        d = f.decision
        said = f"{f.state.label}: {d.method.label}. {d.why} ({d.reviewer}, {d.at[:10]})"
        out += rows(Line(), *wrap(Line.of((said, "accepted")), width))
    if f.reopened_by:
        out += rows(Line(), Line.of((f"reopened by claim {', '.join(f.reopened_by)}", "note")).cut(width))
    for note in page.remarks:
        out += rows(*wrap(Line.of(("note: ", "dim"), note.text, (f" ({note.reviewer})", "dim")), width))
    return out


def _who(c: ClaimView, one_origin: bool) -> str:
    """Who gave the figure; where all come from one origin, who carried it tells them apart."""
    if one_origin:
        return f"{c.record.publisher or c.record.document}, {c.record.published or 'no date'}"
    who = c.record.attributed_to or "nobody named"
    through = c.record.publisher
    return f"{who}, {through}" if through and through != who else who


def _cells(c: ClaimView) -> dict[str, Line]:
    r = c.record
    return {
        "id": Line.of(c.id),
        "figure": Line.of((show(r.figure), "strong")),
        "group": Line.of(r.group or "not stated"),
        "said": Line.of(r.attributed_to or "nobody named"),
        "through": Line.of((" > ".join([*r.relays, r.publisher or ""]).strip(" >") or "–", "dim")),
        "published": Line.of((r.published or "not stated", "dim")),
        "words": Line.of((f"“{r.quote}”" if r.quote else "keyed in", "dim")),
    }
