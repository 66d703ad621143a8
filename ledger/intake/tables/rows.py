"""A row of a foreign table: named cells, each of which knows its column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from ledger.errors import InputError
from ledger.intake.limits import raised
from ledger.intake.refusal import Refused
from ledger.intake.rows import FIELD_LIMIT


class Cell(str):
    """The text of a cell, and the column it stands in; an error can then name it."""

    __slots__ = ("column",)
    column: str

    def __new__(cls, text: str, column: str) -> Cell:
        made = super().__new__(cls, text)
        made.column = column
        return made

    def but(self, text: str) -> Cell:
        """Another text from the same column."""
        return Cell(text, self.column)


class NoCell(Cell):
    """What stands where a row has no such column: empty text."""


@dataclass(slots=True)
class Row:
    """One row: where it starts, its cells by column, and what is wrong with it as a row, if anything.

    `raw` are the cells as the file has them, for a file of rejects.
    """

    line: int
    cells: dict[str, str]
    fault: Refused | None = None
    raw: tuple[str, ...] | str = ()

    def __getitem__(self, column: str) -> Cell:
        return Cell(self.cells.get(column, "").strip(), column)

    def as_it_stands(self, column: str) -> Cell:
        """The text of a cell with the blanks at its ends."""
        return Cell(self.cells.get(column, ""), column)


class Table(Protocol):
    """A table that is read row by row, as often as it is asked.

    `said` are the things that were detected, a few words each, to be told to the user.
    """

    medium: str
    columns: tuple[str, ...]
    tags: tuple[str, ...]
    said: list[str]
    encoding: str

    def rows(self) -> Iterator[Row]:
        """The rows below the header; InputError where the file cannot be read on."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is laid out, as far as the user or a mapping says; None is detected."""

    delimiter: str | None = None
    header: int | None = None
    comment: str | None = None
    quote: str = '"'
    sheet: str | None = None
    records: str | None = None
    headers: tuple[frozenset[str], ...] = field(default=())
    """Names of known headers: a line that holds one of these sets is the header."""


def unique(names: Iterable[str], path: str, line: int) -> tuple[str, ...]:
    """The names of the columns, one without a name after its place; InputError for a name that stands twice."""
    found: dict[str, int] = {}
    for at, name in enumerate(names, 1):
        name = " ".join(name.split()) or f"column {at}"
        if name in found:
            raise InputError(path, line, f"column “{name[:60]}” stands twice ({found[name]} and {at})", "rename one")
        found[name] = at
    return tuple(found)


def is_tag_row(cells: Iterable[str]) -> bool:
    """Whether the cells are HXL tags: each is empty or a hash mark with a word."""
    tags = [c.strip() for c in cells if c.strip()]
    return bool(tags) and all(_TAG.fullmatch(t) for t in tags)


_TAG = re.compile(r"#[A-Za-z][\w]*(?:\s*\+\s*[A-Za-z][\w]*)*\s*")


def check_cell(column: str, text: str) -> None:
    """Refuse what no ledger can hold."""
    if len(text) > FIELD_LIMIT:
        raise Refused(
            column, text[:80], f"is longer than {FIELD_LIMIT:,} characters", f"shorten it, or {raised('FIELD')}"
        )
    if "\0" in text:
        raise Refused(column, text[:40].replace("\0", "␀"), "holds a NUL", "remove it")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise Refused(column, None, "holds half a character", "save the file again as UTF-8") from None
