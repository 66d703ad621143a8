"""Names that may be the same: yes, no, unsure, previous. What a yes would change is shown before it happens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import work

from ledger.api import Ledger
from ledger.counting import plural
from ledger.detection import Changes
from ledger.errors import LedgerError
from ledger.names.proposals import Proposal
from tui.columns import Column
from tui.lines import Line
from tui.registry import NAMES, Standing
from tui.screens.base import bindings
from tui.screens.tables import Listed, TableScreen

PREVIEWED = 20_000
"""Claims up to which a merge is tried out as soon as the cursor rests on it: trying compares all of them."""
KINDS = {"place": "place", "group": "group", "actor": "source"}

Key = tuple[str, str, str]


class NamesScreen(TableScreen[Proposal]):
    """Pairs of names, those that most claims hold first."""

    where: ClassVar[str] = NAMES
    caption: ClassVar[str] = "Names that may be the same"
    preview_lines = 5
    columns = (
        Column("kind", "kind", 6, 6),
        Column("name", "this name", 18, 44),
        Column("claims", "claims", 6, 8, "right"),
        Column("target", "may be", 18, 44),
        Column("why", "because", 12, 44),
    )
    drop = ("why", "kind")
    BINDINGS = bindings(NAMES)

    def __init__(self) -> None:
        super().__init__()
        self.left: set[Key] = set()
        self.tried: dict[Key, Changes | None] = {}
        self.claims = 0

    def read(self) -> tuple[list[Proposal], int]:
        """What is proposed, of all kinds."""
        ledger: Ledger = self.review.ledger
        return ledger.name_proposals(), ledger.counts().claims

    def show(self, snapshot: tuple[Sequence[Proposal], int]) -> None:
        """Fill the table, without what was left for another day."""
        found, self.claims = snapshot
        self.tried.clear()
        kept = [p for p in found if _key(p) not in self.left]
        self.place(Listed(kept))
        if not kept:
            self.news("no two names look alike that nobody has spoken about", "dim")

    def cells(self, item: Proposal) -> dict[str, Line]:
        """A pair of names in columns."""
        return {
            "kind": Line.of((KINDS[item.kind], "dim")),
            "name": Line.of((item.name, "strong")),
            "claims": Line.of((f"{item.claims:,}", "dim")),
            "target": Line.of((item.target, "strong")),
            "why": Line.of((item.why, "dim")),
        }

    def spoken(self, item: Proposal) -> Line:
        """A pair of names as a question."""
        return Line.of(f"same {KINDS[item.kind]}? {item.name}; {item.target}; {item.why}")

    def about(self, item: Proposal, width: int) -> list[Line]:
        """What a yes would change."""
        claims = plural(item.claims, "claim")
        lines = [Line.of(f"Same {KINDS[item.kind]}?  ", (item.name, "strong"), "  =  ", (item.target, "strong"))]
        tried = self.tried.get(_key(item), None)
        if _key(item) not in self.tried:
            ask = "enter tries out what it would change" if self.claims > PREVIEWED else "trying out what it changes …"
            lines.append(Line.of((f"{claims} would be read as “{item.target}”; {ask}", "dim")))
        elif tried is None:
            lines.append(Line.of(("it could not be tried out", "slip")))
        else:
            found = [
                plural(len(tried.new), "new finding"),
                f"{len(tried.gone)} gone",
                f"{len(tried.reopened)} reopened",
            ]
            lines.append(Line.of((f"{claims} would be read as “{item.target}”: {', '.join(found)}", "")))
        return [*lines, Line.of((item.why, "dim"))]

    def say_place(self) -> None:
        """Also begin to try out the pair under the cursor."""
        super().say_place()
        item = self.table.chosen
        if item is not None and _key(item) not in self.tried and self.claims <= PREVIEWED:
            self.try_out(item)

    @work(thread=True, exclusive=True, group="try", exit_on_error=False)
    def try_out(self, item: Proposal) -> None:
        """Find what a yes would change."""
        found: Changes | None = None
        try:
            found = self.review.ledger.preview_link(item.kind, item.name, "same", item.target)
        except LedgerError as refusal:
            self.app.call_from_thread(self.news, str(refusal), "slip")
        self.app.call_from_thread(self._tried, _key(item), found)

    def _tried(self, key: Key, found: Changes | None) -> None:
        self.tried[key] = found
        if self.is_attached:
            super().say_place()

    def standing(self) -> Standing:
        """The pair under the cursor."""
        chosen = self.table.chosen
        return Standing(
            self.where,
            opened=self.review.is_open,
            chosen=chosen is not None,
            rows=len(self.table),
            behind=self.table.cursor > 0,
        )

    def do_open(self) -> None:
        """Try out what a yes would change."""
        if (item := self.table.chosen) is not None:
            self.try_out(item)

    def _link(self, relation: str) -> None:
        item = self.table.chosen
        assert item is not None  # the registry lets nothing else through
        self.review.perform(lambda ledger: ledger.link_names(item.kind, item.name, relation, item.target))

    def do_same(self) -> None:
        """They are one."""
        self._link("same")

    def do_different(self) -> None:
        """They are not one."""
        self._link("different")

    def do_inside(self) -> None:
        """The first lies inside the second."""
        self._link("inside")

    def do_skip_name(self) -> None:
        """Leave them for another day."""
        if (item := self.table.chosen) is not None:
            self.left.add(_key(item))
            rows = [p for i in range(len(self.table)) if (p := self.table.at(i)) is not None and p is not item]
            self.place(Listed(rows))

    def do_name_back(self) -> None:
        """To the pair before."""
        self.table.move(-1)


def _key(p: Proposal) -> Key:
    return p.kind, p.name, p.target
