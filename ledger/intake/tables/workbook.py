"""Workbooks (.xlsx), row by row, by openpyxl. Formulas give the value that was saved with them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, BinaryIO

from ledger.errors import InputError
from ledger.intake import unpack
from ledger.intake.limits import limit
from ledger.intake.refusal import Refused
from ledger.intake.tables.rows import Layout, Row, check_cell, is_tag_row, unique

COLUMNS_LIMIT = limit("COLUMNS")
_HEADER_WITHIN = 40
_MERGED = re.compile(rb"<mergeCell [^>]*ref=\"([A-Z]+(\d+):[A-Z]+(\d+))\"")


class Workbook:
    """One sheet of a workbook as a table."""

    medium = "xlsx"
    encoding = "xlsx"

    def __init__(self, path: str, raw: BinaryIO, layout: Layout) -> None:
        self.path = path
        self.said: list[str] = []
        unpack.members(raw, path)  # refuses a bomb
        raw.seek(0)
        self._book = self._open(raw)
        self._sheet = self._choose(layout)
        self._header_row, names = self._find_header(layout)
        self.columns = unique(names, path, self._header_row)
        merged = self._merged()
        if merged:
            self.said.append(f"cells are merged, such as {merged}: only the first row of each has what stands in them")
        self.tags: tuple[str, ...] = ()
        first = next(self.rows(), None)
        if first is not None and is_tag_row(first.cells.values()):
            cells = first.cells
            self.tags = tuple(cells[c].strip() for c in self.columns)
            self.said.append("a row of HXL tags under the header")

    def _open(self, raw: BinaryIO) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                from openpyxl import load_workbook

                return load_workbook(raw, read_only=True, data_only=True)
            except Exception as error:  # openpyxl raises what its parts raise
                raise self._damaged(error) from None

    def _damaged(self, error: Exception) -> InputError:
        why = type(error).__name__
        return InputError(self.path, None, f"the workbook is damaged or cut off ({why})", "save it again, or as CSV")

    def _choose(self, layout: Layout) -> Any:
        names = [sheet.title for sheet in self._book.worksheets]
        if layout.sheet is not None:
            if layout.sheet not in names:
                said = f"there is no sheet “{layout.sheet[:60]}”"
                raise InputError(self.path, None, said, f"there are: {_few(names)}")
            return self._book[layout.sheet]
        filled = [sheet for sheet in self._book.worksheets if self._filled(sheet)]
        if not filled:
            raise InputError(self.path, None, "the workbook holds no table", "leave it out")
        if len(filled) > 1:
            raise InputError(
                self.path,
                None,
                f"the workbook has several sheets: {_few([s.title for s in filled])}",
                'say which with --sheet, or sheet = "..." in the mapping',
            )
        return filled[0]

    def _filled(self, sheet: Any) -> bool:
        return next(self._read(sheet, 1), None) is not None

    def _read(self, sheet: Any, least: int) -> Iterator[tuple[int, list[str]]]:
        """Rows with at least so many filled cells, from the top, with their numbers."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                sheet.reset_dimensions()
                for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                    cells = [_text(value) for value in row[:COLUMNS_LIMIT]]
                    if sum(1 for c in cells if c.strip()) >= least:
                        yield number, cells
            except InputError:
                raise
            except Exception as error:  # as above: a sheet may break in its middle
                raise self._damaged(error) from None

    def _find_header(self, layout: Layout) -> tuple[int, list[str]]:
        """The row of the header and its cells: a known one, else the first of the fullest rows near the top."""
        top: list[tuple[int, list[str]]] = []
        for number, cells in self._read(self._sheet, 1):
            if layout.header is None and number > _HEADER_WITHIN:
                break
            while cells and not cells[-1].strip():
                cells.pop()
            names = {" ".join(c.split()).casefold() for c in cells}
            if number == layout.header or any(known <= names for known in layout.headers):
                return number, cells
            top.append((number, cells))
        filled = {number: sum(1 for c in cells if c.strip()) for number, cells in top}
        full = max(filled.values(), default=0)
        for number, cells in top:
            words = sum(1 for c in cells if c.strip() and not re.fullmatch(r"[\d.,:T -]+", c))
            if layout.header is None and 10 * filled[number] >= 6 * full and 2 * words >= filled[number]:
                if number > 1:
                    self.said.append(f"the header is on row {number}")
                return number, cells
        raise InputError(self.path, layout.header, "there is no row with the names of the columns", "give file.header")

    def _merged(self) -> str | None:
        """The first cells below the header that are merged over several rows; a file gives their value to the first."""
        rest = b""
        try:
            with self._sheet._get_source() as source:
                while piece := source.read(1 << 16):
                    rest += piece
                    for match in _MERGED.finditer(rest):
                        if self._header_row < int(match[2]) < int(match[3]):
                            return match[1].decode()
                    rest = rest[-100:]
        except Exception as error:  # as below
            raise self._damaged(error) from None
        return None

    def rows(self) -> Iterator[Row]:
        """The rows below the header."""
        width = len(self.columns)
        skip_tags = bool(self.tags)
        for number, cells in self._read(self._sheet, 1):
            if number <= self._header_row:
                continue
            if skip_tags:
                skip_tags = False
                continue
            extra = [c for c in cells[width:] if c.strip()]
            cells = cells[:width] + [""] * (width - len(cells))
            fault = None
            if extra:
                fault = Refused("", None, "the row has cells beyond the last column", "give the column a name")
            try:
                for column, text in zip(self.columns, cells, strict=True):
                    check_cell(column, text)
            except Refused as error:
                fault = error
            yield Row(number, dict(zip(self.columns, cells, strict=True)), fault, tuple(cells))


def _text(value: object) -> str:
    """A cell as text: whole numbers without a point, days as 2015-06-03."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _few(names: list[str]) -> str:
    return ", ".join(n[:40] for n in names[:8]) + (", …" if len(names) > 8 else "")
