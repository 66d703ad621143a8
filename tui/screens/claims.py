"""The list of claims: any number of them, filtered, in any order, marked and acted on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import work

from ledger.api import Done, Ledger
from ledger.errors import LedgerError
from ledger.figures import show
from ledger.filters import Completion, complete, parse
from ledger.gist import short, signed
from ledger.queries import ORDERS, ClaimFilter, ClaimView
from ledger.vocabulary import ReviewState
from tui.columns import Column
from tui.lines import Line
from tui.registry import CLAIMS, Standing
from tui.screens import views
from tui.screens.base import bindings
from tui.screens.tables import TableScreen
from tui.widgets.ask import Option, Question
from tui.widgets.table import PAGE, VirtualTable

NARROW = 120
"""Cells of a table below which figures are shown in signs, “>50,000”, to leave room for words."""
STATE_ROLES = {ReviewState.APPROVED: "accepted", ReviewState.IN_PROGRESS: "dispute"}


class Rows:
    """Claims by their rows, read a page at a time."""

    def __init__(self, ledger: Ledger, ids: Sequence[int]) -> None:
        self.ledger, self.ids = ledger, ids

    def __len__(self) -> int:
        return len(self.ids)

    def page(self, number: int) -> Sequence[ClaimView]:
        """One page, by primary key."""
        return self.ledger.claims_at(self.ids[number * PAGE : (number + 1) * PAGE])


class ClaimsScreen(TableScreen[ClaimView]):
    """A virtual table over the ledger."""

    where: ClassVar[str] = CLAIMS
    caption: ClassVar[str] = "Claims"
    noun: ClassVar[str] = "claim"
    columns = (
        Column("id", "#", 5, 8, "right"),
        Column("figure", "figure", 13, 22, "right"),
        Column("measure", "counts", 9, 17),
        Column("group", "who", 16, 44, share=3),
        Column("place", "where", 14, 36, share=2),
        Column("said", "said by", 14, 40, share=2),
        Column("published", "published", 10, 10),
        Column("state", "state", 8, 13),
    )
    drop = ("published", "place", "said")
    preview_lines = 4
    BINDINGS = bindings(CLAIMS)

    def __init__(self, words: str | None = None, claim_id: str | None = None) -> None:
        super().__init__()
        self._given, self._begin_at = words, claim_id
        self.order, self.descending = "entered", False
        self.marks: set[int] = set()
        self._last_mark: int | None = None
        self._counting = False
        self._ticket = 0

    def on_mount(self) -> None:
        """Begin with what was asked for, or with what stood here on the last visit."""
        visit = self.review.visit
        if self._given is not None:
            self.words = self._given
        elif visit.order in ORDERS:
            self.words, self.order, self.descending = visit.filter, visit.order, visit.descending
            if self._begin_at is None and visit.place == CLAIMS:
                self._begin_at = visit.subject or None
        self.table.marked = lambda claim: claim.row in self.marks
        super().on_mount()

    @property
    def subject(self) -> str:
        """The claim that the cursor is on."""
        chosen = self.table.chosen
        return chosen.id if chosen else ""

    @property
    def only(self) -> ClaimFilter:
        """The filter as a value; ValueError says what is wrong with it."""
        return ClaimFilter(terms=parse(self.words))

    # Reading: the first page at once, then the numbers of all rows

    @work(thread=True, exclusive=True, group="read", exit_on_error=False)
    def reload(self) -> None:
        """Read the rows anew."""
        self._ticket += 1
        ticket, ledger = self._ticket, self.review.ledger
        say = self.app.call_from_thread
        try:
            only = self.only
        except ValueError as wrong:
            say(self.news, str(wrong), "slip")
            only, self.words = ClaimFilter(), ""
        try:
            if self._begin_at is None and self.table.cursor < PAGE:
                first = ledger.claims(only, self.order, PAGE, descending=self.descending)
                say(self._first, ticket, first)
            rows = ledger.claim_rows(only, self.order, self.descending)
            begin = self._row_of(ledger, rows)
        except LedgerError as refusal:
            say(self.news, str(refusal), "slip")
            return
        say(self._whole, ticket, rows, begin)

    def count(self, words: str) -> int:
        """How many claims the filter lets through."""
        return len(self.review.ledger.claim_rows(ClaimFilter(terms=parse(words))))

    def _row_of(self, ledger: Ledger, rows: Sequence[int]) -> int | None:
        """Where the claim that was asked for stands."""
        if self._begin_at is None:
            return None
        try:
            row, self._begin_at = ledger.claim(self._begin_at).row, None
            return rows.index(row)
        except (LedgerError, ValueError):
            return None

    def _first(self, ticket: int, page: list[ClaimView]) -> None:
        if self.is_attached and ticket == self._ticket:
            self._counting = len(page) == PAGE
            self.place(_Page(page), min(self.table.cursor, max(len(page) - 1, 0)))
            self.refresh_keys()

    def _whole(self, ticket: int, rows: Sequence[int], begin: int | None) -> None:
        if self.is_attached and ticket == self._ticket:
            self._counting = False
            self.table.take_over(Rows(self.review.ledger, rows), begin)
            self.say_place()
            self.explain()
            self.refresh_keys()
            self._keep()

    def _keep(self) -> None:
        visit = self.review.visit
        visit.filter, visit.order, visit.descending = self.words, self.order, self.descending

    def changed(self, done: Done | None) -> None:
        """The rows in view are read again; they never shift under the person on their own."""
        if done is not None and done.act == "add":
            self.reload()
        else:
            self.table.renew()

    # Showing

    def position(self) -> str:
        """Marks and order, after the position."""
        counting = " (counting)" if self._counting else ""
        marks = f" · {len(self.marks):,} marked" if self.marks else ""
        return f"{counting}{marks} · by {self.order}{' ↓' if self.descending else ''}"

    def cells(self, item: ClaimView) -> dict[str, Line]:
        """A claim in columns."""
        r = item.record
        settled = "dim" if item.state is ReviewState.REJECTED else ""
        figure = signed(show(r.figure)) if self.table.size.width < NARROW else show(r.figure)
        return {
            "id": Line.of((item.id, "dim")),
            "figure": Line.of((figure, settled or "strong")),
            "measure": Line.of((r.measure.label, settled)),
            "group": Line.of((r.group, settled) if r.group else ("not stated", "dim")),
            "place": Line.of((r.place, settled) if r.place else ("not stated", "dim")),
            "said": Line.of((short(r.attributed_to), settled) if r.attributed_to else ("nobody named", "dim")),
            "published": Line.of((r.published or "not stated", "dim")),
            "state": Line.of((item.state.label, STATE_ROLES.get(item.state, "dim"))),
        }

    def spoken(self, item: ClaimView) -> Line:
        """A claim as a sentence."""
        r = item.record
        marked = "marked, " if item.row in self.marks else ""
        who, where = r.group or "who is not stated", r.place or "where is not stated"
        return Line.of(
            f"{marked}claim {item.id}: {show(r.figure)} {r.measure.label}, {who}, {where}, "
            f"{r.attributed_to or 'nobody named'}, {item.state.label}"
        )

    def about(self, item: ClaimView, width: int) -> list[Line]:
        """The words of the claim, and through whom they came."""
        r = item.record
        chain = " > ".join(dict.fromkeys([r.attributed_to or "nobody named", *r.relays, r.publisher or r.document]))
        words = Line.of(("“", "dim"), (r.quote, ""), ("”", "dim")) if r.quote else Line.of(("keyed in", "dim"))
        when = r.event_start or r.as_of
        about = ", ".join(x for x in (r.group or "who is not stated", r.place or "where is not stated", when) if x)
        return [
            words,
            Line.of(f"{show(r.figure)} {r.measure.label}: {about}"),
            Line.of((f"{chain}  {r.document}", "dim")),
        ]

    def standing(self) -> Standing:
        """The claim that the cursor is on, and the marks."""
        claim = self.table.chosen
        return Standing(
            self.where,
            opened=self.review.is_open,
            claim=claim,
            chosen=claim is not None,
            rows=len(self.table),
            filtered=bool(self.words),
            marked=len(self.marks),
        )

    def do_open(self) -> None:
        """Open the claim."""
        if (claim := self.table.chosen) is not None:
            self.review.open_claim(claim.id, [c.id for c in self.near()])

    def do_back(self) -> None:
        """Take the marks off, else go back."""
        if self.marks:
            self.unmark()
            self.news("the marks are off", "dim")
        else:
            super().do_back()

    # The filter and its views

    def do_filter(self) -> None:
        """Ask for a filter."""
        names = self.review.filter_names()

        def wrong(text: str) -> str | None:
            try:
                parse(text)
            except ValueError as error:
                return str(error)
            return None

        question = Question(
            "show only",
            'words, "words in order", place:hasakeh, measure:killed, >20, state:open, -the:opposite',
            value=self.words,
            complete=lambda text: tuple(_option(c) for c in complete(text, names)),
            check=wrong,
        )
        self.ask(question, self.narrow)

    def do_views(self) -> None:
        """Saved views."""
        views.choose(self, self.review.visit, (self.words, self.order), self.take_view)

    def take_view(self, words: str, order: str) -> None:
        """Show a saved view."""
        self.order = order if order in ORDERS else "entered"
        self.narrow(words)

    def do_sort(self) -> None:
        """Choose the order."""
        chosen = tuple(Option(name, name, "turned round" if name == self.order else "") for name in ORDERS)
        self.ask(Question("order by", options=chosen, strict=True, cursor=self.order), self._sort)

    def _sort(self, order: str) -> None:
        self.descending = not self.descending if order == self.order else False
        self.order = order
        self.table.cursor = 0
        self.reload()

    # Marks

    def marked(self) -> list[int]:
        """The rows that are marked."""
        return sorted(self.marks)

    def unmark(self) -> None:
        """Take all marks off."""
        self.marks.clear()
        self._last_mark = None
        self._marks_changed()

    def do_mark(self) -> None:
        """Mark the claim, or take its mark off, and go on to the next."""
        if (claim := self.table.chosen) is not None:
            self.marks ^= {claim.row}
            self._last_mark = self.table.cursor
            self.table.move(1)
            self._marks_changed()

    def do_mark_range(self) -> None:
        """Mark from the last mark to here."""
        ids = self._ids()
        a, b = sorted((self._last_mark if self._last_mark is not None else self.table.cursor, self.table.cursor))
        self.marks.update(ids[a : b + 1])
        self._last_mark = self.table.cursor
        self._marks_changed()

    def do_mark_all(self) -> None:
        """Mark everything that is shown, or nothing."""
        ids = self._ids()
        if len(self.marks) == len(ids):
            self.marks.clear()
        else:
            self.marks = set(ids)
        self._marks_changed()

    def _ids(self) -> Sequence[int]:
        source: Any = self.table.source
        return source.ids if source is not None else ()

    def _marks_changed(self) -> None:
        self.table.redraw()
        self.moved()

    def on_virtual_table_chosen(self, _message: VirtualTable.Chosen) -> None:
        self.action_act("open")


class _Page:
    """The first page alone, while the rows are counted."""

    def __init__(self, rows: list[ClaimView]) -> None:
        self.rows = rows
        self.ids = [c.row for c in rows]

    def __len__(self) -> int:
        return len(self.rows)

    def page(self, number: int) -> Sequence[ClaimView]:
        """The page."""
        return self.rows if number == 0 else ()


def _option(found: Completion) -> Option:
    return Option(found.text, found.word, found.hint)
