"""CSV in the shape of the replication data of Radford et al. (PNAS 2023), for their model of reporting biases.

Their ten columns. `days` counts from the day before the first day of the export (theirs: 23 February 2022), so that
1 is its first day; `time_frame` is Cumulative for a running total, else Day. `minimum` marks “at least” and “more
than”, `maximum` “at most”, “up to” and “fewer than”. A loss type is the measure in their words with the group, the
loss country the widest part of the place, and `source_target` pairs the source with it, as theirs does.

Without a place in it, and counted when it is written: claims without a number or a day, periods that are neither a
day nor a running total, measures that are no losses. It cannot carry documents, quotes, chains and ids.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from typing import TextIO

from ledger import edtf
from ledger.exports.formats import Options
from ledger.exports.source import Export
from ledger.records import ClaimRecord
from ledger.safetext import spreadsheet_cell
from ledger.vocabulary import GroupStatus, Measure, Qualifier, TimeKind

COLUMNS = (
    "days", "loss_count", "loss_type", "claim_source", "time_frame", "loss_country", "minimum", "maximum",
    "category", "source_target",
)  # fmt: skip

_LOSSES = {
    Measure.KILLED: "Deaths",
    Measure.INJURED: "Injuries",
    Measure.CASUALTIES: "Casualties",
    Measure.CAPTURED: "Captured",
}
_MINIMUM = (Qualifier.AT_LEAST, Qualifier.MORE_THAN)
_MAXIMUM = (Qualifier.AT_MOST, Qualifier.LESS_THAN, Qualifier.UP_TO)


def write(export: Export, stream: TextIO, options: Options) -> int:
    """Write the table; gives how many claims have no place in it."""
    first = min((day for r in export.records() if (day := _day(r))), default=date.min)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    written = 0
    for row in _rows(export, first):
        writer.writerow(row)
        written += 1
    return export.size - written


def _rows(export: Export, first: date) -> Iterator[tuple[object, ...]]:
    for record in export.records():
        day = _day(record)
        if day is None:
            continue
        country = (record.place or "").split(",")[-1].strip() or "Unknown"
        source = record.attributed_to or "Other"
        category = _category(record)
        cells = (f"{category}-{country}", source, country, category, f"{source}-{country}")
        kind, said, where, plain, pair = (spreadsheet_cell(c) for c in cells)
        frame = "Cumulative" if record.time_kind is TimeKind.CUMULATIVE or record.counted_from else "Day"
        yield (
            (day - first).days + 1,
            record.value,
            kind,
            said,
            frame,
            where,
            int(record.qualifier in _MINIMUM),
            int(record.qualifier in _MAXIMUM),
            plain,
            pair,
        )


def _category(record: ClaimRecord) -> str:
    loss = _LOSSES.get(record.measure)
    if loss is None:
        return record.group or "Equipment"
    who = {GroupStatus.CIVILIAN: "Civilian", GroupStatus.ARMED_FORCES: "Military"}.get(record.status, record.group)  # type: ignore[arg-type]
    return f"{who} {loss}" if who else loss


def _day(record: ClaimRecord) -> date | None:
    """The day that a loss or a running total is of; None where the record has no place in the table."""
    if record.measure not in (*_LOSSES, Measure.EQUIPMENT_LOST) or record.value is None:
        return None
    running = record.time_kind is TimeKind.CUMULATIVE or record.counted_from is not None
    text = record.as_of or record.published if running else record.event_start or record.as_of
    if text is None:
        return None
    span = edtf.parse(text)
    if not running and record.event_end is not None and edtf.parse(record.event_end).last != span.first:
        return None
    return span.first if span.first == span.last else None
