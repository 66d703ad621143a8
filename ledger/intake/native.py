"""The native tables: CSV with the columns, and JSON lines with the keys, of `ledger.records.FIELDS`.

Both are read as a stream: one row is held at a time, so a table of any length takes the same memory but for
what must be compared across rows (ids and documents). The first fault ends the reading with an `InputError`
that names file, line, column and value. Nothing is repaired, skipped or read two ways.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, starmap
from operator import itemgetter
from typing import TypeVar

from ledger.errors import InputError
from ledger.intake.checks import RecordChecks
from ledger.intake.limits import raised
from ledger.intake.native_json import jsonl_rows, read_jsonl
from ledger.intake.refusal import nearest
from ledger.intake.rows import FIELD_LIMIT, WHY, Row, clean_lines
from ledger.records import FIELDS
from ledger.safetext import from_spreadsheet_cell, one_line

__all__ = ["FIELD_LIMIT", "Row", "csv_rows", "jsonl_rows", "read_csv", "read_jsonl"]

T = TypeVar("T")

REQUIRED = ("document", "measure")
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
"""What may part the cells, and how it is called."""
FIGURES = ("value", "low", "high", "figure_text")
_KNOWN = frozenset(FIELDS)


def read_csv(lines: str | Iterable[str], path: str, checks: RecordChecks | None = None) -> Iterator[Row]:
    """The rows of a native CSV table, given as its text or as lines that keep their ends.

    A table that was exported for spreadsheets (its first column's name has an apostrophe in front) is turned
    back. `checks.documents` holds afterwards what the rows together said about each document.
    """
    return starmap(Row, csv_rows(lines, path, (checks or RecordChecks(path)).record))


def csv_rows(
    lines: str | Iterable[str],
    path: str,
    made: Callable[[int, Sequence[str]], T],
    delimiter: str | None = None,
    told: Callable[[str], None] | None = None,
) -> Iterator[tuple[int, T]]:
    """The line of each row, and what `made` makes of the line and the cells in the order of FIELDS.

    Without a `delimiter` the header says what parts the cells; `told` hears of it where it is no comma.
    """
    csv.field_size_limit(FIELD_LIMIT)
    clean = clean_lines(lines, path)
    if delimiter is None:
        delimiter, clean = _delimiter(clean)
        if delimiter != "," and told:
            told(f"cells parted by {DELIMITERS[delimiter]}")
    reader = csv.reader(clean, strict=True, delimiter=delimiter)
    start = 1
    try:
        for header in reader:
            if header:
                break
            start = reader.line_num + 1
        else:
            raise InputError(path, 1, "the file is empty", f"its first line names the columns: {_example()}")
        spreadsheet = header[0].startswith("'")
        if spreadsheet:
            header[0] = header[0][1:]
        pick = _columns(header, path, start)
        width = len(header)
        start = reader.line_num + 1
        for cells in reader:
            line, start = start, reader.line_num + 1
            if len(cells) != width:
                if not cells:
                    continue
                raise _ragged(path, line, len(cells), width)
            if spreadsheet:
                cells = [from_spreadsheet_cell(cell) for cell in cells]
            cells.append("")
            yield line, made(line, pick(cells))
    except csv.Error as error:
        raise _malformed(path, start, str(error)) from None


def _delimiter(lines: Iterator[str]) -> tuple[str, Iterator[str]]:
    """What parts the names in the header: the mark that makes most of them known names, else a comma; and all lines."""
    above: list[str] = []
    for line in lines:
        above.append(line)
        if line.strip():
            break
    header = above[-1].lstrip("'") if above else ""

    def known(mark: str) -> int:
        try:
            return sum(name.strip() in _KNOWN for cells in csv.reader([header], delimiter=mark) for name in cells)
        except csv.Error:
            return 0

    return max(DELIMITERS, key=known), chain(above, lines)


def _columns(header: Sequence[str], path: str, line: int) -> Callable[[list[str]], tuple[str, ...]]:
    """A function that puts the cells of a row, with one blank at their end, in the order of FIELDS."""
    places = check_columns([name.strip() for name in header], path, line)
    return itemgetter(*(places.get(name, len(header)) for name in FIELDS))


def check_columns(names: Sequence[str], path: str, line: int) -> dict[str, int]:
    """The place of each column; InputError where one is unknown, stands twice, or is needed and not there."""
    places: dict[str, int] = {}
    for at, name in enumerate(names):
        if name == WHY:
            continue
        if name not in _KNOWN:
            raise _unknown_column(path, line, at, names)
        if name in places:
            raise InputError(
                path,
                line,
                f"column {name} stands twice ({places[name] + 1} and {at + 1})",
                "remove one of them",
            )
        places[name] = at
    missing = [name for name in REQUIRED if name not in places]
    if missing:
        raise InputError(path, line, f"there is no column {' and no column '.join(missing)}", f"needed: {_example()}")
    if not any(name in places for name in FIGURES):
        raise InputError(path, line, "there is no column for the figure", f"add one of {', '.join(FIGURES)}")
    return places


def _unknown_column(path: str, line: int, at: int, names: Sequence[str]) -> InputError:
    name = names[at]
    if len(names) == 1 and any(f"{mark}" in name for mark in ";\t|"):
        mark = next(mark for mark in ";\t|" if mark in name)
        shown = "tabs" if mark == "\t" else f"“{mark}”"
        return InputError(path, line, f"the columns are parted by {shown}", "save the table with commas")
    if not name:
        return InputError(path, line, f"column {at + 1} has no name", "name it or remove it")
    near = nearest(name, FIELDS)
    hint = f"did you mean {near}?" if near else f"the columns are: {', '.join(FIELDS)}"
    return InputError(path, line, f"column {at + 1} “{one_line(name, 60)}” is not known", hint)


def _ragged(path: str, line: int, found: int, width: int) -> InputError:
    return InputError(
        path,
        line,
        f"the row has {found} cells, the header {width}",
        "put quotes around cells that hold commas, and keep empty cells",
    )


def _malformed(path: str, line: int, error: str) -> InputError:
    if "end of data" in error or "field larger" in error:
        return InputError(
            path,
            line,
            f"a quote opens in this row and is not closed within {FIELD_LIMIT:,} characters",
            f"close the quote, and write quotes inside a cell twice, or {raised('FIELD')}",
        )
    if "expected after" in error:
        return InputError(path, line, "text follows the closing quote of a cell", "write quotes inside a cell twice")
    return InputError(path, line, f"the row is not CSV ({error})", "save the table as CSV with commas")


def _example() -> str:
    return "document, measure and value (or low, high, figure_text)"
