"""Claim records in the native format: what is written here, `ledger.intake.native` reads back the same."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from operator import attrgetter
from typing import TextIO

from ledger.records import FIELDS, ClaimRecord
from ledger.safetext import json_text, spreadsheet_cell

_cells = attrgetter(*FIELDS)


def write_csv(records: Iterable[ClaimRecord], stream: TextIO, *, spreadsheet: bool = False) -> int:
    """Write records as CSV (RFC 4180: CRLF, a header with all columns); gives how many.

    `stream` must leave line ends alone (`newline=""`), as quotes may hold any. With `spreadsheet`, cells that
    a spreadsheet would run are neutralised and a byte order mark makes it read UTF-8; the apostrophe in front
    of the first column's name tells the reader to undo this.
    """
    rows = map(_cells, records)
    if not spreadsheet:
        return _write(stream, FIELDS, rows)
    stream.write("\ufeff")
    header = (f"'{FIELDS[0]}", *FIELDS[1:])
    return _write(
        stream, header, (tuple(spreadsheet_cell(v) if isinstance(v, str) else v for v in row) for row in rows)
    )


def _write(stream: TextIO, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> int:
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(header)
    number = 0
    for row in rows:
        writer.writerow(row)
        number += 1
    return number


def write_jsonl(records: Iterable[ClaimRecord], stream: TextIO) -> int:
    """Write records as JSON, one object a line with every key, null where nothing is stated; gives how many.

    Characters that a terminal would obey are escaped, so the lines may be printed as they are.
    """
    number = 0
    for record in records:
        stream.write(json_text(as_object(record)) + "\n")
        number += 1
    return number


def as_object(record: ClaimRecord) -> dict[str, str | int | None]:
    """A record as the JSON object of the native format, its keys in the order of FIELDS."""
    return dict(zip(FIELDS, _cells(record), strict=True))
