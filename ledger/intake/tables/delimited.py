"""CSV and its kin: delimiter and header found where they are unambiguous, else asked for."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from ledger.errors import InputError
from ledger.intake.limits import raised
from ledger.intake.native import DELIMITERS
from ledger.intake.reading import TABLE_LIMIT, TableText
from ledger.intake.refusal import Refused
from ledger.intake.rows import FIELD_LIMIT, clean_lines
from ledger.intake.tables.rows import Layout, Row, is_tag_row, unique
from ledger.safetext import from_spreadsheet_cell, one_line

_LOOK = 60
"""So many lines are looked at to find delimiter and header."""


class Delimited:
    """A CSV table."""

    medium = "csv"

    def __init__(self, path: str, raw: BinaryIO, encoding: str | None, layout: Layout) -> None:
        self.path, self._raw, self._given = path, raw, encoding
        self.said: list[str] = []
        csv.field_size_limit(FIELD_LIMIT)
        self.encoding = self._text().encoding
        self._comment = layout.comment
        self._quote = layout.quote
        head = list(islice(self._lines(), _LOOK))
        if not any(line.strip() for _, line in head):
            raise InputError(path, 1, "the file is empty", "its first line names the columns")
        self.delimiter, self._above = self._find(head, layout)
        names, start, self._data_from = self._header(layout)
        self._spreadsheet = bool(names) and names[0].startswith("'")
        if self._spreadsheet:
            names = [names[0][1:], *names[1:]]
        self.columns = unique(names, path, start)
        self.tags: tuple[str, ...] = ()
        first = next(self.rows(), None)
        if first is not None and first.fault is None and is_tag_row(first.cells.values()):
            self.tags = tuple(first.cells[c].strip() for c in self.columns)
            self.said.append("a row of HXL tags under the header")

    def rows(self) -> Iterator[Row]:
        """The rows below the header, and below the HXL tags if there are any."""
        lines = self._lines()
        for number, _ in lines:
            if number >= self._data_from - 1:
                break
        width, columns = len(self.columns), self.columns
        skip_tags = bool(self.tags)
        for line, cells in self._parsed(lines, self._data_from):
            if not any(cell.strip() for cell in cells):
                continue
            if skip_tags:
                skip_tags = False
                continue
            if self._spreadsheet:
                cells = [from_spreadsheet_cell(cell) for cell in cells]
            if len(cells) != width:
                said = f"the row has {len(cells)} cells, the header {width}"
                fault = Refused("", None, said, "put quotes around cells that hold the delimiter")
                yield Row(line, dict(zip(columns, cells, strict=False)), fault, tuple(cells))
                continue
            yield Row(line, dict(zip(columns, cells, strict=True)), None, tuple(cells))

    def _text(self) -> TableText:
        self._raw.seek(0)
        return TableText(self.path, self._raw, self._given, TABLE_LIMIT)

    def _lines(self) -> Iterator[tuple[int, str]]:
        """The lines with their numbers, without comments."""
        for number, line in enumerate(clean_lines(self._text().lines(""), self.path), 1):
            if self._comment is None or not line.startswith(self._comment):
                yield number, line

    def _parsed(self, lines: Iterator[tuple[int, str]], start: int) -> Iterator[tuple[int, list[str]]]:
        at = [start]

        def feed() -> Iterator[str]:
            for number, line in lines:
                at.append(number)
                yield line

        reader = csv.reader(feed(), strict=True, delimiter=self.delimiter, quotechar=self._quote)
        try:
            for cells in reader:
                first = at[1] if len(at) > 1 else at[0]
                del at[:-1]
                at[0] += 1
                yield first, cells
        except csv.Error as error:
            raise self._malformed(at[1] if len(at) > 1 else at[0], str(error)) from None

    def _malformed(self, line: int, error: str) -> InputError:
        if "end of data" in error or "field larger" in error:
            said = f"a quote opens in this row and is not closed within {FIELD_LIMIT:,} characters"
            remedy = f"close the quote, and write quotes inside a cell twice, or {raised('FIELD')}"
            return InputError(self.path, line, said, remedy)
        if "expected after" in error:
            said = "text follows the closing quote of a cell"
            return InputError(self.path, line, said, "write quotes inside a cell twice")
        return InputError(self.path, line, f"the row is not CSV ({error})", "save the table as CSV")

    def _find(self, head: Sequence[tuple[int, str]], layout: Layout) -> tuple[str, int]:
        """The delimiter, and how many lines stand above the header."""
        tried = (layout.delimiter,) if layout.delimiter else DELIMITERS
        parsed = {d: _split(head, d, self._quote) for d in tried}
        for delimiter, rows in parsed.items():
            for number, cells in rows:
                names = {" ".join(c.lstrip("'").split()).casefold() for c in cells}
                if any(known <= names for known in layout.headers):
                    return self._told(delimiter, number, layout)
        fits: dict[str, int] = {}
        for delimiter, rows in parsed.items():
            if layout.header is not None:
                rows = [row for row in rows if row[0] >= layout.header]
            widths = Counter(len(cells) for _, cells in rows if any(cells))
            if not widths:
                continue
            width = max(widths, key=lambda w: (widths[w], w))
            first = next((n for n, cells in rows if len(cells) == width), 1)
            steady = all(len(cells) == width for n, cells in rows if n >= first and any(cells))
            if width > 1 and steady:
                fits[delimiter] = first
        if len(fits) == 1 or layout.delimiter:
            delimiter = layout.delimiter or next(iter(fits))
            return self._told(delimiter, layout.header or fits.get(delimiter, head[0][0]), layout)
        if fits:
            named = " and ".join(DELIMITERS[d] for d in fits)
            raise InputError(
                self.path, 1, f"the cells may be parted by {named}", "settle it with --delimiter, or in the mapping"
            )
        counts = {d: len(rows[0][1]) for d, rows in parsed.items() if rows}
        best = max(counts, key=lambda d: counts[d], default=",")
        return self._told(best if counts.get(best, 0) > 1 else ",", layout.header or head[0][0], layout)

    def _told(self, delimiter: str, header: int, layout: Layout) -> tuple[str, int]:
        if layout.delimiter is None and delimiter != ",":
            self.said.append(f"cells parted by {DELIMITERS.get(delimiter, repr(delimiter))}")
        if layout.header is None and header > 1 and self._comment is None:
            self.said.append(f"the header is on line {header}")
        return delimiter, header - 1

    def _header(self, layout: Layout) -> tuple[list[str], int, int]:
        """The names of the columns, the line of the header, the line after it."""
        lines = self._lines()
        start = self._above + 1
        for number, line in lines:
            if number >= start and line.strip():
                held, start = [line], number
                break
        else:
            raise InputError(self.path, start, "there is no header", "its first line names the columns")
        after = start + 1
        while True:
            try:
                [cells] = csv.reader(held, strict=True, delimiter=self.delimiter, quotechar=self._quote)
                return cells, start, after
            except csv.Error as error:
                number, line = next(lines, (0, ""))
                if not number or "expected after" in str(error) or len(held) > 50:
                    raise self._malformed(start, str(error)) from None
                held.append(line)
                after = number + 1


def _split(head: Sequence[tuple[int, str]], delimiter: str, quote: str) -> list[tuple[int, list[str]]]:
    """The first rows under one delimiter, with the line on which each ends; the last may be cut, and is left out."""
    found: list[tuple[int, list[str]]] = []
    at = [head[0][0]]

    def feed() -> Iterator[str]:
        for number, line in head:
            at[0] = number
            yield line

    try:
        for cells in csv.reader(feed(), strict=False, delimiter=delimiter, quotechar=quote):
            found.append((at[0], cells))
    except csv.Error:
        pass
    return found[:-1] if len(head) >= _LOOK and len(found) > 1 else found


def shown_delimiter(text: str) -> str:
    """A delimiter as people write it: `tab` or the sign itself; ValueError if it is none."""
    sign = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "bar": "|"}.get(text.casefold(), text)
    if len(sign) != 1 or sign in "\r\n\"'" or sign.isalnum():
        raise ValueError(f"{one_line(text, 20)!r} is no delimiter; write tab or one sign such as ;")
    return sign
