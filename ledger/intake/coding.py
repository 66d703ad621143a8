"""From rows of a foreign table to drafts of claims: what every known format and every mapping shares.

A draft is a record before it is checked: text by native field. A text that was taken from the table is a
`Cell`, so that an error about it can name the column of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ledger.figures import MAX_COUNT
from ledger.intake.dates import either_way, read_day
from ledger.intake.refusal import Refused
from ledger.intake.tables.rows import Cell, Row

Draft = dict[str, str]

NO_FIGURE = "holds no figure"


class Passed(Exception):
    """A row that is no claim: it is counted with its reason, and is no error."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a known format: its name, other spellings seen in releases, and what is made of it."""

    name: str
    means: str = ""
    also: tuple[str, ...] = ()


class Coder:
    """What reads one row. `shared` tells that another row of the file is about the same place and days.

    `passed` takes a few words for every figure of the row that was passed over. `orders` says by which pattern the
    dates of a column are read that could be read two ways.
    """

    def __init__(self, row: Row, names: Mapping[str, str] | None = None, missing: frozenset[str] = frozenset()) -> None:
        self.line = row.line
        self.shared = False
        self.passed: list[str] = []
        self.orders: Mapping[str, str] = {}
        self._row, self._names, self._missing = row, names, missing

    def __getitem__(self, column: str) -> Cell:
        """The text of a cell; empty where there is none or a word for missing."""
        actual = self._names.get(column, column) if self._names is not None else column
        cell = self._row[actual]
        return cell.but("") if cell in MISSING or cell in self._missing else cell

    def as_it_stands(self, column: str) -> Cell:
        """The text of a cell, whatever it is, with the blanks at its ends."""
        return self._row.as_it_stands(column)

    def has(self, column: str) -> bool:
        """Whether the cell holds anything."""
        return bool(self[column])

    def number(self, column: str, thousands: str = "") -> Cell:
        """The cell as a count: `6.0` is 6; what is no number stays, and is refused with its column."""
        return plain_number(self[column], thousands)

    def count(self, column: str) -> int | None:
        """The count in a cell; None where it is empty; Refused where it is none."""
        cell = self.number(column)
        if not cell:
            return None
        if not re.fullmatch("[0-9]{1,10}", cell):
            raise refused_number(cell)
        return int(cell)

    def day(self, column: str, *patterns: str) -> Cell:
        """The cell as a date by the first pattern that fits, ISO always among them; Refused where none does."""
        cell = self[column]
        order = self.orders.get(cell.column) if either_way(cell) else None
        return day_of(cell, (order,) if order else patterns)


MISSING = frozenset({"NA", "N/A", "n/a", "NULL", "null", "None"})
"""Words for “no value” that no name and no figure is spelled like."""


def refused_number(cell: Cell) -> Refused:
    """Why a cell is no count."""
    if re.fullmatch(r"[-−]\s?\d+(?:\.0+)?", cell):
        return Refused(f"column {cell.column}", cell, "is below zero", "a count of people is 0 or more")
    if cell.isascii() and cell.isdigit():
        return Refused(f"column {cell.column}", cell, f"is larger than {MAX_COUNT:,}", "this is no count of people")
    return Refused(f"column {cell.column}", cell, "is not a plain whole number", "write digits only")


def plain_number(cell: Cell, thousands: str = "") -> Cell:
    """`6.0` as 6, and `1,234` as 1234 where `thousands` is the comma."""
    text = cell.replace(thousands, "") if thousands and re.fullmatch(_grouped(thousands), cell) else str(cell)
    match = re.fullmatch(r"(\d{1,12})\.0+", text)
    if match is None and re.fullmatch(r"\d{1,10}(?:\.\d{1,12})?[eE]\+?\d{1,2}", text):
        number = Decimal(text)  # 1e+05, as R and spreadsheets write 100000
        return cell.but(str(int(number)) if number == number.to_integral_value() else text)
    return cell.but(match[1] if match else text)


def _grouped(mark: str) -> str:
    return rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+(?:\.0+)?"


def day_of(cell: Cell, patterns: Iterable[str] = ()) -> Cell:
    """A date in EDTF; Refused names the column where it is none."""
    if not cell:
        return cell
    why = ""
    for pattern in (None, *patterns):
        try:
            return cell.but(read_day(cell, pattern))
        except ValueError as error:
            why = str(error)
    raise Refused(f"column {cell.column}", cell, why, "correct the date")


def place_of(*parts: str) -> str:
    """Names from narrow to wide, without empty ones and repeats."""
    kept: list[str] = []
    for part in parts:
        name = " ".join(part.replace(",", " ").split()) if part else ""
        if name and name.casefold() not in (k.casefold() for k in kept):
            kept.append(name)
    return ", ".join(kept)


def range_of(low: Cell, high: Cell, best: Cell | str = "") -> Draft:
    """Low, best and high as the fields of a figure: one number where they agree, else a range."""
    if low and high and low == high and (not best or best == low):
        return {"value": best or low}
    if low and high:
        return {"value": best, "low": low, "high": high, "qualifier": "between"}
    if best:
        return {"value": best}
    if low:
        return {"value": low, "qualifier": "at_least"}
    return {"value": high, "qualifier": "at_most"} if high else {}


def has_figure(draft: Draft) -> bool:
    """Whether a draft holds any part of a figure."""
    return any(draft.get(name) for name in ("value", "low", "high", "figure_text"))


def named_or_described(name: str) -> str:
    """Whether words name somebody or only describe: “police” and “local officials” describe."""
    words = name.split()
    return "named_organisation" if words and any(w[:1].isupper() for w in words[1:] or words) else "anonymous_described"


@dataclass(frozen=True, slots=True)
class Known:
    """A format that is read without a mapping.

    `needs` are the columns by which it is recognised, `code` makes the drafts of a row (none: the row holds no
    figure), `occasion` tells which place and days a row is about, so that two events there can be told apart.
    `dataset` names the table across its releases, and is the title of its document. A `compiler` codes what
    others reported: it is never independent of them. `ids` says that drafts carry ids that stay the same from one
    release to the next. `dates` are the columns that people's spreadsheets write in the order of their country.
    """

    name: str
    label: str
    dataset: str
    publisher: str | None
    columns: tuple[Column, ...]
    needs: tuple[str, ...]
    code: Callable[[Coder], list[Draft]]
    compiler: bool = True
    ids: bool = True
    url: str | None = None
    occasion: Callable[[Coder], tuple[str, ...]] | None = None
    never: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    native: bool = False
    missing: frozenset[str] = frozenset()
    notes: str = ""

    def spelled(self, columns: Iterable[str]) -> dict[str, str] | None:
        """Which column of a table holds which column of the format; None if the table is another."""
        there = {" ".join(c.split()).casefold(): c for c in columns}
        found = {}
        for column in self.columns:
            actual = next((there[n.casefold()] for n in (column.name, *column.also) if n.casefold() in there), None)
            if actual is not None:
                found[column.name] = actual
        fits = all(n in found for n in self.needs) and not any(n in found for n in self.never)
        return found if fits else None

    def headers(self) -> tuple[frozenset[str], ...]:
        """The names by which its header is known, in lower case, for each spelling of what it needs."""
        by_name = {c.name: c for c in self.columns}
        plain = frozenset(n.casefold() for n in self.needs)
        others = [(by_name[n].name, a) for n in self.needs for a in by_name[n].also]
        return (plain, *(plain - {n.casefold()} | {a.casefold()} for n, a in others))
