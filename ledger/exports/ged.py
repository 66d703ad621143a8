"""CSV in the shape of the UCDP Georeferenced Event Dataset: its 49 columns, one claim of people killed a row.

A claim is not an event: two claims about one event are two rows, and `id` is the claim's. `best` is the number
printed, `low` and `high` are the ends printed, else those that its words commit to (`high` empty where there is no
ceiling: none is invented). Deaths stand in `deaths_civilians` for civilians, else in `deaths_unknown`: which side a
group belongs to is not in a record. `source_original` is who said so, `source_office` the publisher. `conflict_name`
and `dyad_name` are empty, as is every code that only UCDP can give.

Without a place in it, and counted when it is written: claims that do not count the killed, and those without a date.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from ledger import edtf
from ledger.exports.formats import Options
from ledger.exports.source import Export
from ledger.safetext import spreadsheet_cell
from ledger.vocabulary import GroupStatus, Measure

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip

_PRECISION = ((1, 1), (6, 2), (31, 4))
"""GED's `date_prec` by the number of days that a date spans: the day, 2 to 6 days, the month; else 5."""


def write(export: Export, stream: TextIO, options: Options) -> int:
    """Write the table; gives how many claims have no place in it."""
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    written = 0
    for row in _rows(export):
        writer.writerow(row)
        written += 1
    return export.size - written


def _rows(export: Export) -> Iterator[dict[str, object]]:
    relid = f"{export.stamp.ledger}@{export.stamp.head[:16]}"
    for claim in export.claims():
        record = claim.view.record
        when = edtf.parse(record.event_start) if record.event_start else None
        if record.measure is not Measure.KILLED or when is None or when.first is None or when.last is None:
            continue
        end = edtf.parse(record.event_end).last if record.event_end else when.last
        last = end or when.last
        days = (last - when.first).days + 1
        places = [p.strip() for p in (record.place or "").split(",") if p.strip()]
        best, (low, high) = record.value, claim.ends
        civilians = record.status is GroupStatus.CIVILIAN
        row: dict[str, object] = {
            "id": record.id,
            "relid": relid,
            "year": when.first.year,
            "active_year": 1,
            "code_status": "Clear",
            "number_of_sources": 1,
            "source_article": record.quote,
            "source_office": record.publisher,
            "source_date": record.published,
            "source_headline": record.document,
            "source_original": record.attributed_to,
            "where_prec": 1 if len(places) > 2 else 6 if len(places) < 2 else 4,
            "where_coordinates": places[0] if places else None,
            "where_description": record.place,
            "adm_1": places[-2] if len(places) > 2 else None,
            "country": places[-1] if places else None,
            "event_clarity": 1 if days == 1 else 2,
            "date_prec": next((prec for most, prec in _PRECISION if days <= most), 5),
            "date_start": when.first.isoformat(),
            "date_end": last.isoformat(),
            "deaths_civilians": best if civilians else 0,
            "deaths_unknown": 0 if civilians else best,
            "deaths_a": 0,
            "deaths_b": 0,
            "best": best,
            "high": high,
            "low": low,
        }
        yield {k: spreadsheet_cell(v) if isinstance(v, str) else v for k, v in row.items() if v is not None}
