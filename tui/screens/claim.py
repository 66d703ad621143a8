"""A claim: the document's words beside its fields, each with why it was read so."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from ledger.figures import show
from ledger.records import FIELDS
from tui import actions, desk
from tui.actions import Standing
from tui.desk import ClaimPage
from tui.lines import Line, paragraphs, wrap
from tui.screens.acting import ActingScreen
from tui.screens.base import bindings
from tui.widgets.ask import Question
from tui.widgets.pane import Pane, Row, rows

WIDE = 110
CONTEXT = 1_500
"""Characters of the document that are shown around the quote."""
SHOWN = tuple(f for f in FIELDS if f not in ("id", "quote", "figure_text", "low", "high", "value", "qualifier"))


class ClaimScreen(ActingScreen):
    """One claim: words, fields, chain, findings, history."""

    where: ClassVar[str] = actions.CLAIM
    BINDINGS = bindings(actions.CLAIM)
    DEFAULT_CSS = """
    ClaimScreen #both { height: 1fr; layout: vertical; }
    ClaimScreen #both.wide { layout: horizontal; }
    ClaimScreen #words { height: 2fr; }
    ClaimScreen #body { height: 3fr; }
    ClaimScreen .wide #words { height: 1fr; width: 1fr; }
    ClaimScreen .wide #body { height: 1fr; width: 1fr; }
    """

    def __init__(self, claim_id: str, among: list[str]) -> None:
        super().__init__()
        self.claim_id, self.among = claim_id, among
        self.page: ClaimPage | None = None
        self.moving = "#body"

    def body(self) -> ComposeResult:
        """The words, and the fields beside or below them."""
        with Container(id="both"):
            yield Pane(id="words", signs=False, focus=False)
            yield Pane(id="body")

    def on_resize(self) -> None:
        """Beside each other where there is room."""
        self.query_one("#both").set_class(self.size.width >= WIDE, "wide")

    def pane(self) -> Pane:
        """The pane that moves."""
        return self.query_one(self.moving, Pane)

    def read(self) -> ClaimPage:
        """The claim with everything about it."""
        return desk.claim_page(self.review.ledger, self.claim_id)

    def standing(self) -> Standing:
        """The claim itself."""
        if self.page is None:
            return Standing(self.where, opened=False)
        return Standing(self.where, claim=self.page.claim, chosen=True, rows=len(self.among))

    def show(self, snapshot: ClaimPage) -> None:
        """Fill both panes; the quote is scrolled into view."""
        self.page = snapshot
        c = snapshot.claim
        at = self.among.index(c.id) + 1 if c.id in self.among else 1
        self.at(
            Line.of(("‹ claims ", "dim"), (f"{at} of {len(self.among)} · claim ", "dim"), (c.id, "strong")),
            Line.of((c.state.label, "accepted" if c.state.value == "approved" else "dim")),
        )
        words = self.query_one("#words", Pane)
        marked: list[int] = []

        def build(width: int) -> list[Row]:
            made = rows(*word_lines(snapshot, width))
            marked[:] = [i for i, r in enumerate(made) if any(role == "mark" for _, role in r.line.spans)]
            return made

        words.fill(build)
        if marked:
            words.go_to(max(marked[0] - 3, 0))
        self.query_one("#body", Pane).fill(lambda width: field_rows(snapshot, width))

    def do_other_pane(self) -> None:
        """Move between words and fields."""
        self.moving = "#words" if self.moving == "#body" else "#body"

    def do_open(self) -> None:
        """Correct the field, or open the finding, that the cursor is on."""
        kind, _, name = (self.query_one("#body", Pane).cursor or "").partition(":")
        if kind == "finding":
            self.review.open_finding(name)
        elif kind == "field" and self.page is not None:
            self._new_value(self.page.claim, name)

    def do_forward(self) -> None:
        """The next claim."""
        self._step(1)

    def do_previous(self) -> None:
        """The previous claim."""
        self._step(-1)

    def _step(self, step: int) -> None:
        at = self.among.index(self.claim_id) + step
        if not 0 <= at < len(self.among):
            self.news("there is no further claim this way", "dim")
            return
        self.claim_id = self.among[at]
        self.reload()

    def do_withdraw(self) -> None:
        """Withdraw the document."""
        if self.page is None:
            return
        key = self.page.claim.record.document
        question = Question("withdraw", f"“{key}” and all its claims. Why?", needed=True)
        self.ask(question, lambda why: self.review.perform(lambda ledger: ledger.withdraw(key, why)))


def word_lines(page: ClaimPage, width: int) -> list[Line]:
    """The document around the quote, with the quote and the figure's words marked."""
    c, text = page.claim, page.document.text if page.document else None
    if text is None or c.quote_start is None or c.quote_end is None:
        quote = c.record.quote
        said = f"“{quote}”" if quote else "Keyed in: the ledger does not hold the document's words."
        return wrap(Line.of((said, "quote" if quote else "dim")), width)
    first, last = max(0, c.quote_start - CONTEXT), min(len(text), c.quote_end + CONTEXT)
    parts = [(text[first : c.quote_start], "context")]
    if c.figure_start is not None and c.figure_end is not None:
        parts += [
            (text[c.quote_start : c.figure_start], "quote"),
            (text[c.figure_start : c.figure_end], "mark"),
            (text[c.figure_end : c.quote_end], "quote"),
        ]
    else:
        parts.append((text[c.quote_start : c.quote_end], "quote"))
    parts.append((text[c.quote_end : last], "context"))
    return paragraphs(parts, width)


def field_rows(page: ClaimPage, width: int) -> list[Row]:
    """The fields with their evidence, the reading, the chain, the findings and the history."""
    c, r = page.claim, page.claim.record
    why = {e.field: e for e in c.evidence}

    def row(name: str, value: str, key: str | None, reason: str = "") -> Row:
        dim = "dim" if value == "not stated" else ""
        line = Line.of((name.replace("_", " ").ljust(14), "dim"), (value, dim or "strong"), ("  " + reason, "dim"))
        return Row(line.cut(width), key)

    figure = f"“{why['value'].words}”" if "value" in why else ""
    out = [row("figure", show(r.figure), "field:value", figure)]
    if page.reading is not None:
        out += rows(*wrap(Line.of((" " * 14, ""), (page.reading.why, "dim")), width, 14))
    for name in SHOWN:
        value = getattr(r, name)
        shown = getattr(value, "label", None) or (str(value) if value not in (None, "") else "not stated")
        reason = f"“{why[name].words}”, {why[name].rule}" if name in why else ""
        out.append(row(name, shown, f"field:{name}" if name != "document" else None, reason))
    chain = " > ".join([r.attributed_to or "nobody named", *r.relays, r.publisher or r.document])
    out += rows(Line(), *wrap(Line.of(("chain".ljust(14), "dim"), chain), width, 14))
    out.append(Row(Line.of((f"in {len(page.findings)} findings", "dim"))))
    for f in page.findings:
        out.append(
            Row(
                Line.of("  ", (f.kind.replace("_", " "), f.list.value), (f"  {f.explanation}", "dim")).cut(width),
                f"finding:{f.id}",
            )
        )
    for n in page.remarks:
        out += rows(*wrap(Line.of(("note ", "dim"), n.text, (f" ({n.reviewer})", "dim")), width))
    for e in page.history:
        contents = e.contents()
        changes = "; ".join(
            f"{k.removesuffix('_name')}: {x['before'][k]} > {x['after'][k]}"
            for x in contents.get("changes", ())
            if x["before"] is not None
            for k in x["before"]
        )
        words = f"{e.at[:10]} {e.reviewer} {e.act} {changes} {contents.get('why', '')}"
        out += rows(*wrap(Line.of((words.rstrip(), "dim")), width, 2))
    return out
