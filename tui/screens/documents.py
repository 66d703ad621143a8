"""The documents: who published them and when, and whether the ledger holds their words."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import ClassVar

from ledger.api import Ledger
from ledger.queries import DocumentView
from ledger.vocabulary import Confidentiality
from tui.columns import Column
from tui.lines import Line
from tui.registry import DOCUMENTS, Standing
from tui.screens.base import PlaceScreen, bindings
from tui.screens.claim import withdraw
from tui.screens.tables import TableScreen
from tui.widgets.ask import Option, Question
from tui.widgets.table import PAGE


class Rows:
    """Documents by their rows, read a page at a time."""

    def __init__(self, ledger: Ledger, ids: array[int]) -> None:
        self.ledger, self.ids = ledger, ids

    def __len__(self) -> int:
        return len(self.ids)

    def page(self, number: int) -> Sequence[DocumentView]:
        """One page."""
        return self.ledger.documents_at(self.ids[number * PAGE : (number + 1) * PAGE])


class DocumentsScreen(TableScreen[DocumentView]):
    """Every document on a line."""

    where: ClassVar[str] = DOCUMENTS
    caption: ClassVar[str] = "Documents"
    noun: ClassVar[str] = "document"
    preview_lines = 2
    columns = (
        Column("key", "document", 24, 80, share=3),
        Column("publisher", "publisher", 12, 34),
        Column("published", "published", 10, 10),
        Column("claims", "claims", 6, 8, "right"),
        Column("kind", "holds", 9, 12),
        Column("state", "state", 9, 12),
    )
    drop = ("state", "kind")
    BINDINGS = bindings(DOCUMENTS)

    def read(self) -> array[int]:
        """The rows of the documents that hold the words."""
        return self.review.ledger.document_rows(self.words)

    def count(self, words: str) -> int:
        """How many documents hold the words."""
        return len(self.review.ledger.document_rows(words))

    def show(self, snapshot: array[int]) -> None:
        """Fill the table."""
        self.place(Rows(self.review.ledger, snapshot))

    def cells(self, item: DocumentView) -> dict[str, Line]:
        """A document in columns."""
        gone = "dim" if item.state == "withdrawn" else ""
        state = item.state if item.state == "withdrawn" else item.confidentiality
        return {
            "key": Line.of((item.key, gone or "strong")),
            "publisher": Line.of((item.publisher or "not stated", gone if item.publisher else "dim")),
            "published": Line.of((item.published or "not stated", "dim")),
            "claims": Line.of((f"{item.claims:,}", gone)),
            "kind": Line.of(("its words" if item.text_sha256 else "reference", "dim")),
            "state": Line.of(("" if state == "unprotected" else state, "dispute" if not gone else "dim")),
        }

    def about(self, item: DocumentView, width: int) -> list[Line]:
        """Its name in full, and where it can be read."""
        return [Line.of(item.key), Line.of((item.url or "no address is known", "dim"))]

    def standing(self) -> Standing:
        """The document under the cursor."""
        chosen = self.table.chosen
        return Standing(
            self.where,
            opened=self.review.is_open,
            chosen=chosen is not None,
            rows=len(self.table),
            filtered=bool(self.words),
            document=chosen.key if chosen and chosen.state == "standing" else None,
        )

    def do_open(self) -> None:
        """Its words, or its claims where it has none."""
        if (item := self.table.chosen) is None:
            return
        if item.text_sha256:
            self.review.open_document(item.row)
        else:
            self.review.go("claims", 'document:"{}"'.format(item.key.replace('"', " ")))

    def do_withdraw(self) -> None:
        """Withdraw it."""
        if (item := self.table.chosen) is not None:
            withdraw(self, item.key)

    def do_confidentiality(self) -> None:
        """Say whether it may be passed on."""
        if (item := self.table.chosen) is not None:
            confidentiality(self, item)


def confidentiality(screen: PlaceScreen, document: DocumentView) -> None:
    """Ask whether a document may be passed on."""
    terms = tuple(Option(t.value, t.label or t.value) for t in Confidentiality)
    screen.ask(
        Question("may it be passed on", document.key, options=terms, strict=True, cursor=document.confidentiality),
        lambda term: screen.review.perform(lambda ledger: ledger.set_confidentiality(document.key, term)),
    )
