"""The list of claims: any number of them, in any order, filtered by words."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from ledger.api import Ledger
from ledger.figures import show
from ledger.queries import ORDERS, ClaimFilter, ClaimView
from ledger.vocabulary import ReviewState
from tui import actions, columns
from tui.actions import Standing
from tui.columns import Column
from tui.lines import Line
from tui.screens.acting import ActingScreen
from tui.screens.base import bindings
from tui.widgets.ask import Question, options
from tui.widgets.bars import Bar
from tui.widgets.table import PAGE, VirtualTable

COLUMNS = (
    Column("id", "#", 4, 8, "right"),
    Column("figure", "figure", 10, 22, "right"),
    Column("measure", "counts", 9, 17),
    Column("group", "who", 14, 34),
    Column("place", "where", 10, 28),
    Column("said", "said by", 12, 36),
    Column("published", "published", 10, 10),
    Column("state", "state", 8, 13),
)
DROP = ("published", "place", "said")


class Rows:
    """Claims by their rows, read a page at a time."""

    def __init__(self, ledger: Ledger, ids: array[int]) -> None:
        self.ledger, self.ids = ledger, ids

    def __len__(self) -> int:
        return len(self.ids)

    def page(self, number: int) -> Sequence[ClaimView]:
        """One page, by primary key."""
        return self.ledger.claims_at(self.ids[number * PAGE : (number + 1) * PAGE])


class ClaimsScreen(ActingScreen):
    """A virtual table over the ledger."""

    where: ClassVar[str] = actions.CLAIMS
    BINDINGS = bindings(actions.CLAIMS)

    def __init__(self, words: str | None = None) -> None:
        super().__init__()
        self.words, self.order = words or "", "entered"

    def body(self) -> ComposeResult:
        """Headings and the table."""
        yield Bar(id="heads")
        yield VirtualTable[ClaimView](self._draw, id="claims")

    @property
    def table(self) -> VirtualTable[ClaimView]:
        """The table."""
        return self.query_one("#claims", VirtualTable)

    def read(self) -> array[int]:
        """The rows in order: 8 bytes a claim."""
        only = ClaimFilter(words=self.words or None)
        return self.review.ledger.claim_rows(only, self.order)

    def show(self, snapshot: array[int]) -> None:
        """Put the rows into the table; the cursor keeps its place."""
        self.table.show(Rows(self.review.ledger, snapshot), self.table.cursor)
        self._say_place()

    def _say_place(self) -> None:
        total = len(self.table)
        at = f"{self.table.cursor + 1:,} of {total:,}" if total else "none"
        words = f" · “{self.words}”" if self.words else ""
        self.at(Line.of(("Claims", "strong"), (words, "dim")), Line.of((f"{at} · by {self.order}", "dim")))
        width = max(self.size.width - 3, 20)  # as the rows have it: sign, mark and scrollbar
        self.query_one("#heads", Bar).say(Line.of(" ") + columns.heading(columns.fit(COLUMNS, width, DROP)))

    def on_virtual_table_moved(self, _message: VirtualTable.Moved) -> None:
        self._say_place()
        self.refresh_keys()

    def on_virtual_table_chosen(self, _message: VirtualTable.Chosen) -> None:
        self.action_act("open")

    def on_virtual_table_failed(self, message: VirtualTable.Failed) -> None:
        self.news(str(message.error), "slip")

    def on_resize(self) -> None:
        """Fit the headings to the new width."""
        if self.is_mounted:
            self._say_place()

    def standing(self) -> Standing:
        """The claim that the cursor is on."""
        claim = self.table.chosen
        return Standing(
            self.where,
            claim=claim,
            chosen=claim is not None,
            rows=len(self.table),
            filtered=bool(self.words),
        )

    def _draw(self, c: ClaimView, width: int) -> Line:
        r = c.record
        state = {ReviewState.APPROVED: "accepted", ReviewState.REJECTED: "dim"}.get(c.state, "dim")
        cells = {
            "id": Line.of((c.id, "dim")),
            "figure": Line.of((show(r.figure), "strong")),
            "measure": Line.of(r.measure.label),
            "group": Line.of(r.group or "not stated"),
            "place": Line.of(r.place or "not stated"),
            "said": Line.of(r.attributed_to or "nobody named"),
            "published": Line.of((r.published or "not stated", "dim")),
            "state": Line.of((c.state.label, state)),
        }
        return columns.row(cells, columns.fit(COLUMNS, width, DROP))

    def do_down(self) -> None:
        """Move down."""
        self.table.move(1)

    def do_up(self) -> None:
        """Move up."""
        self.table.move(-1)

    def do_page_down(self) -> None:
        """Move down by a page."""
        self.table.page(1)

    def do_page_up(self) -> None:
        """Move up by a page."""
        self.table.page(-1)

    def do_top(self) -> None:
        """Go to the first claim."""
        self.table.ends(False)

    def do_bottom(self) -> None:
        """Go to the last claim."""
        self.table.ends(True)

    def do_open(self) -> None:
        """Open the claim."""
        if (claim := self.table.chosen) is not None:
            near = [
                c.id
                for i in range(max(0, self.table.cursor - 100), self.table.cursor + 100)
                if (c := self.table.at(i, 0))
            ]
            self.review.open_claim(claim.id, near)

    def do_filter(self) -> None:
        """Ask for words."""
        self.ask(Question("filter", "words in quote, group, place or source", value=self.words), self._filter)

    def do_all(self) -> None:
        """Take the filter off."""
        self._filter("")

    def _filter(self, words: str) -> None:
        self.words = words
        self.table.cursor = 0
        self.reload()

    def do_sort(self) -> None:
        """Choose the order."""
        chosen = options([(name, name) for name in ORDERS])
        self.ask(Question("order by", options=chosen, strict=True, cursor=self.order), self._sort)

    def _sort(self, order: str) -> None:
        self.order = order
        self.reload()
