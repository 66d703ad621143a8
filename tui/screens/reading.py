"""Reading mode: one claim after another, the least certain first, with single keys."""

from __future__ import annotations

from array import array
from collections import Counter
from itertools import chain
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Container

from ledger.api import Done
from ledger.errors import LedgerError
from ledger.figures import show
from ledger.filters import parse
from ledger.queries import ClaimFilter, ClaimView
from tui import desk
from tui.desk import MOST_SORTED, ClaimPage
from tui.lines import Line, wrap
from tui.registry import READING, Standing
from tui.screens import correcting
from tui.screens.acting import ActingScreen
from tui.screens.base import bindings
from tui.widgets.pane import Pane, Row, rows
from tui.widgets.textpane import TextPane
from tui.wording import field_rows, surety, words_of

WIDE = 110
AHEAD = 3
"""Claims that are read while the person looks at one."""
SAID = {"accept": "accepted", "reject": "rejected", "unsure": "unsure"}


class ReadingScreen(ActingScreen):
    """A queue of claims. What is judged is left behind at once; a refusal brings it back."""

    where: ClassVar[str] = READING
    BINDINGS = bindings(READING)
    DEFAULT_CSS = """
    ReadingScreen #both { height: 1fr; layout: vertical; }
    ReadingScreen #both.wide { layout: horizontal; }
    ReadingScreen #words { height: 1fr; }
    ReadingScreen #body { height: 12; }
    ReadingScreen .wide #words { height: 1fr; width: 1fr; }
    ReadingScreen .wide #body { height: 1fr; width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: array[int] | None = None
        self.number = 0
        self.judged: dict[int, str] = {}
        self._pages: dict[int, ClaimPage] = {}
        self._row_of: dict[str, int] = {}
        self._last = 0

    def body(self) -> ComposeResult:
        """The words, and the fields beside or below them."""
        with Container(id="both"):
            yield TextPane(id="words")
            yield Pane(id="body", focus=False)

    @property
    def beside(self) -> bool:
        """A question goes over the fields where they stand beside the words."""
        return self.query_one("#both").has_class("wide")

    def keeps_in_view(self, top: int) -> bool:
        """The words stay in view."""
        return self.query_one("#words", TextPane).clear_of(top)

    def on_resize(self) -> None:
        """Beside each other where there is room, and where the eye may jump."""
        wide = self.size.width >= WIDE and not self.review.plain
        self.query_one("#both").set_class(wide, "wide")
        self.query_one("#body").styles.height = None if wide else min(12, max(self.size.height // 2 - 1, 5))

    # The queue

    def read(self) -> array[int]:
        """The claims to read, the least certain first; then those that were marked unsure."""
        ledger = self.review.ledger
        order = "certainty" if ledger.counts().to_read <= MOST_SORTED else "entered"
        each = (ledger.claim_rows(ClaimFilter(terms=parse(f"state:{s}")), order) for s in ("to_read", "unsure"))
        return array("q", chain.from_iterable(each))

    def show(self, snapshot: array[int]) -> None:
        """Begin with the first."""
        self.rows = snapshot
        self.number = 0
        self._pages.clear()
        self._turn()

    @property
    def row(self) -> int | None:
        """The row of the claim that is being read; None before the first and after the last."""
        return self.rows[self.number] if self.rows is not None and self.number < len(self.rows) else None

    @property
    def page(self) -> ClaimPage | None:
        """Everything about that claim, once it is there."""
        return self._pages.get(self.row) if self.row is not None else None

    def _turn(self) -> None:
        """Show the claim whose turn it is, and read the next ones meanwhile."""
        self._draw()
        self.fetch()

    @work(thread=True, exclusive=True, group="fetch", exit_on_error=False)
    def fetch(self) -> None:
        """Read the claims around the number that are not there yet."""
        rows, number, ledger = self.rows, self.number, self.review.ledger
        if rows is None:
            return
        for row in rows[number : number + 1 + AHEAD]:
            if row in self._pages:
                continue
            try:
                claims = ledger.claims_at([row])
                page = desk.claim_page(ledger, claims[0].id) if claims else None
            except LedgerError as refusal:
                self.app.call_from_thread(self.news, str(refusal), "slip")
                return
            if page is not None:
                self.app.call_from_thread(self._fetched, row, page)

    def _fetched(self, row: int, page: ClaimPage) -> None:
        self._pages[row] = page
        self._row_of[page.claim.id] = row
        for old in list(self._pages)[: -20 if len(self._pages) > 20 else 0]:
            if old != self.row:
                del self._pages[old]
        if row == self.row and self.is_attached:
            self._draw()

    # Showing

    def _draw(self) -> None:
        rows_, page = self.rows, self.page
        total = len(rows_) if rows_ is not None else 0
        left = total - len(self.judged)
        tally = Counter(self.judged.values())
        counts = "  ".join(f"{n} {SAID[act]}" for act, n in sorted(tally.items()))
        at = f"  {min(self.number + 1, total)} of {total:,}"
        self.at(Line.of(("Reading", "strong"), (at, "dim"), ("  " + counts, "dim")), Line.of((f"{left:,} left", "")))
        words, body = self.query_one("#words", TextPane), self.query_one("#body", Pane)
        if self.row is None and rows_ is not None:
            words.show("There is nothing left to read." if total else "There is nothing to read.", (), base="strong")
            body.fill(lambda width: rows(*self._ended(width)))
        elif page is not None:
            text, marks, aim = words_of(page.claim, page.document.text if page.document else None)
            words.show(text, marks, aim, "context" if marks else "dim")
            body.fill(lambda width: self._fields(page, width))
            body.go_to(0)
        self.refresh_keys()

    def _fields(self, page: ClaimPage, width: int) -> list[Row]:
        c, r = page.claim, page.claim.record
        told = Line.of((f"{show(r.figure)} {r.measure.label}", "strong"), (f"  {r.group or 'who is not stated'}", ""))
        state = self.judged.get(c.row)
        if state is not None:
            told += Line.of((f"  {SAID[state]}", "accepted" if state == "accept" else "dim"))
        out = rows(*wrap(told, width, 2))
        if sure := surety(c):
            out += rows(Line.of((sure, "dim")).cut(width))
        made = field_rows(page, width, brief=True)
        out += [Row(row.line) for row in made if row.key not in ("field:value", "field:measure", "field:group")]
        where = f"{r.document}, {r.published or 'no date'}"
        out += rows(*wrap(Line.of(("in".ljust(15), "dim"), (where, "dim")), width, 15))
        for f in page.findings:
            out.append(Row(Line.of(("finding".ljust(15), "dim"), (f.kind.replace("_", " "), f.list.value)).cut(width)))
        return out

    def _ended(self, width: int) -> list[Line]:
        tally = Counter(self.judged.values())
        if not tally:
            return wrap(Line.of(("r begins again when claims come in; h goes to Today", "dim")), width)
        told = ", ".join(f"{n} {SAID[act]}" for act, n in sorted(tally.items()))
        return [Line.of((f"{sum(tally.values())} read: {told}", "strong")),
                *wrap(Line.of(("f goes to the findings, w writes the report, p goes back", "dim")), width)]  # fmt: skip

    def standing(self) -> Standing:
        """The claim that is being read."""
        page = self.page
        document = page.document if page else None
        return Standing(
            self.where,
            opened=self.rows is not None,
            claim=page.claim if page else None,
            chosen=page is not None,
            rows=len(self.rows) if self.rows is not None else 0,
            text=document is not None and document.text is not None,
            document=document.key if document else None,
            ahead=self.row is not None,
            behind=self.number > 0,
        )

    # Judging

    def acted(self, claim: ClaimView) -> None:
        """The act is under way: on to the next."""
        self._last = self.number
        self.number += 1
        self._turn()

    def judge(self, act: str, why: str = "") -> None:
        """Judge, and leave the claim behind."""
        if self.row is not None:
            self.judged[self.row] = act
        super().judge(act, why)

    def refused(self) -> None:
        """Back to the claim whose act was refused."""
        self.number = self._last
        if self.row is not None:
            self.judged.pop(self.row, None)
            self._pages.pop(self.row, None)
        self._turn()

    def changed(self, done: Done | None) -> None:
        """Read again what an act was about; an undo leads back to its claim."""
        if done is None:
            self._pages = {row: page for row, page in self._pages.items() if row == self.row}
            self._reread(self.page.claim.id if self.page else None)
            return
        kind, _, name = done.subject.partition(":")
        if kind != "claim":
            return
        row = self._row_of.get(name)
        if row is None or self.rows is None:
            return
        self._pages.pop(row, None)
        if done.act == "undo":
            self.number = self.rows.index(row)
            self.judged.pop(row, None)
        self._turn()

    def _reread(self, claim_id: str | None) -> None:
        if claim_id is not None and self.row is not None:
            self._pages.pop(self.row, None)
            self.fetch()

    # Moving

    def do_forward(self) -> None:
        """Leave the claim for later."""
        self.number += 1
        self._turn()

    def do_previous(self) -> None:
        """Back to the claim before."""
        self.number -= 1
        self._turn()

    def do_down(self) -> None:
        """Scroll the words."""
        self.query_one("#words", TextPane).step(1)

    def do_up(self) -> None:
        """Scroll the words."""
        self.query_one("#words", TextPane).step(-1)

    def do_page_down(self) -> None:
        """Scroll the words by a page."""
        words = self.query_one("#words", TextPane)
        words.step(max(words.size.height - 1, 1))

    def do_page_up(self) -> None:
        """Scroll the words by a page."""
        words = self.query_one("#words", TextPane)
        words.step(-max(words.size.height - 1, 1))

    def do_top(self) -> None:
        """To the first words."""
        self.query_one("#words", TextPane).step(-(1 << 30))

    def do_bottom(self) -> None:
        """To the last words."""
        self.query_one("#words", TextPane).step(1 << 30)

    def do_open(self) -> None:
        """The whole claim."""
        if self.page is not None:
            self.review.open_claim(self.page.claim.id)

    def do_correct(self) -> None:
        """Correct a field; the claim stays, to be accepted then."""
        if self.page is not None:
            correcting.which(self, self.page.claim)

    def do_mark_words(self) -> None:
        """Mark words in the document."""
        if self.page is not None and self.page.document is not None:
            self.review.open_document(self.page.document.row, self.page.claim.id)
