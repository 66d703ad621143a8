"""The journal: every act, the newest first."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import ClassVar

from ledger.api import Ledger
from ledger.journal import Entry
from ledger.telling import whole
from tui.columns import Column
from tui.lines import Line
from tui.registry import JOURNAL, Standing
from tui.screens.base import bindings
from tui.screens.tables import TableScreen
from tui.widgets.table import PAGE


class Rows:
    """Entries by their numbers, read a page at a time."""

    def __init__(self, ledger: Ledger, ids: array[int]) -> None:
        self.ledger, self.ids = ledger, ids
        self.words: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def page(self, number: int) -> Sequence[Entry]:
        """One page."""
        entries = self.ledger.journal_at(self.ids[number * PAGE : (number + 1) * PAGE])
        named = self.ledger.named(entries)
        self.words |= {e.seq: whole(e, named) for e in entries}
        return entries


class JournalScreen(TableScreen[Entry]):
    """Every entry on a line."""

    where: ClassVar[str] = JOURNAL
    caption: ClassVar[str] = "Journal"
    noun: ClassVar[str] = "act"
    preview_lines = 5
    columns = (
        Column("seq", "#", 5, 9, "right"),
        Column("at", "when (UTC)", 16, 16),
        Column("reviewer", "who", 8, 18),
        Column("act", "did", 9, 15),
        Column("words", "what and why", 36, 130, share=6),
    )
    drop = ("at",)
    BINDINGS = bindings(JOURNAL)

    def read(self) -> array[int]:
        """The numbers of the entries that hold the words."""
        return self.review.ledger.journal_numbers(self.words)

    def count(self, words: str) -> int:
        """How many entries hold the words."""
        return len(self.review.ledger.journal_numbers(words))

    def show(self, snapshot: array[int]) -> None:
        """Fill the table."""
        self.place(Rows(self.review.ledger, snapshot))

    def cells(self, item: Entry) -> dict[str, Line]:
        """An entry in columns."""
        return {
            "seq": Line.of((f"{item.seq:,}", "dim")),
            "at": Line.of((item.at[:16].replace("T", " "), "dim")),
            "reviewer": Line.of(item.reviewer),
            "act": Line.of((item.act, "strong")),
            "words": Line.of(self.words_of(item)),
        }

    def about(self, item: Entry, width: int) -> list[Line]:
        """What it changed and why, when, and its hash."""
        when = f"{item.reviewer}, {item.at[:16].replace('T', ' ')} UTC, entry {item.seq:,}"
        said = self.words_of(item) or "no more is recorded"
        return [Line.of(said), Line.of((when, "dim")), Line.of((f"hash {item.hash.hex()}", "dim"))]

    def words_of(self, item: Entry) -> str:
        """What an entry was about, in words; they were read with its page."""
        source = self.table.source
        return source.words.get(item.seq, "") if isinstance(source, Rows) else ""

    def standing(self) -> Standing:
        """The entry under the cursor."""
        chosen = self.table.chosen
        kind = chosen.subject.partition(":")[0] if chosen else ""
        return Standing(
            self.where,
            opened=self.review.is_open,
            chosen=kind in ("claim", "finding", "document"),
            rows=len(self.table),
            filtered=bool(self.words),
        )

    def do_open(self) -> None:
        """What the entry is about."""
        if (item := self.table.chosen) is None:
            return
        kind, _, name = item.subject.partition(":")
        if kind == "claim":
            self.review.open_claim(name)
        elif kind == "finding":
            self.review.open_finding(name)
        elif kind == "document" and name.isdecimal():
            self.review.open_document(int(name))
