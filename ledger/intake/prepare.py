"""Files turned into rows ready for the ledger, before any lock is taken.

Everything that can fail on bad input fails here: unpacking, decoding, checking, extraction. Several files are
all checked before the first of them is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain
from typing import Any, BinaryIO

from ledger.collecting import uncollected
from ledger.errors import InputError
from ledger.fingerprints import Fingerprints
from ledger.intake import sniff
from ledger.intake.batch import (
    CHUNK,
    KEPT,
    IntakeOptions,
    Prepared,
    Spill,
    TableDocuments,
    content_of,
    row_of_values,
    rows_in_all,
    told_apart,
)
from ledger.intake.checks import RecordChecks
from ledger.intake.items import HEAD, Item, open_item
from ledger.intake.meter import Meter
from ledger.intake.native import csv_rows, jsonl_rows
from ledger.intake.packing import Packing
from ledger.intake.reading import SIZE_LIMIT, TableText
from ledger.intake.refusal import Refused
from ledger.intake.texts import prepare_text


def prepare(item: Item, options: IntakeOptions, meter: Meter | None = None) -> Prepared:
    """Read and check one file; InputError names what is wrong and where."""
    given = dict(item.given)
    if given:
        options = replace(
            options,
            encoding=options.encoding or given.get("encoding"),
            delimiter=options.delimiter or given.get("delimiter"),
        )
    known = format_of(item, options)
    if known.kind == "text":
        return prepare_text(item, known.name, options)
    with open_item(item) as raw:
        if known.kind == "foreign" or options.keep_going:
            from ledger.intake.foreign import prepare_foreign

            named = known.name.startswith("native") or known.name == "claimreview"
            made = prepare_foreign(item, raw, replace(options, format=known.name) if named else options, meter)
        else:
            with uncollected():
                made = _native(item, raw, known.name, options, meter)
    if "said" in given:
        made.said = (given["said"], *made.said)
    return made


def format_of(item: Item, options: IntakeOptions) -> sniff.Format:
    """The format the user names, else the one that the file's start and name show."""
    if options.mapping is not None:
        return sniff.format_named("table")
    if options.format is not None:
        try:
            return sniff.format_named(options.format)
        except ValueError as error:
            raise InputError(item.name, None, str(error)) from None
    with open_item(item) as raw:
        return sniff.format_named(sniff.sniff(item.name, raw.read(HEAD), options.encoding, suffix=item.suffix))


def _native(item: Item, raw: BinaryIO, name: str, options: IntakeOptions, meter: Meter | None) -> Prepared:
    path = item.name
    checks, marks = RecordChecks(path, KEPT), Fingerprints(KEPT)
    lines_of_json = name == "native-jsonl"
    said: list[str] = []
    refused: list[tuple[int, str | None]] = []

    def checked(line: int, cells: Sequence[str]) -> tuple[Any, ...]:
        try:
            values = checks.values(line, cells)
        except Refused as error:
            refused.append((line, cells[0].strip() or None))
            raise error.at(path, line) from None
        return row_of_values(values, line, marks.of_values(content_of(values)))

    with Spill() as spill, Packing(SIZE_LIMIT) as packing, checks, closing(marks):
        table = TableText(path, raw, options.encoding, packing=packing)
        try:
            lines = table.lines("\n" if lines_of_json else "")
            rows_of = (
                jsonl_rows(lines, path, checked)
                if lines_of_json
                else csv_rows(lines, path, checked, options.delimiter, said.append)
            )
            for _, row in rows_of:
                spill.add(row)
                if meter and spill.count % CHUNK == 0:
                    meter(f"reading {path}", spill.count, rows_in_all(raw, spill.count))
        except InputError:
            _once(spill, checks, refused)  # an id that stood twice up to there is told first
            raise
        _once(spill, checks)
        rows, packed = told_apart(spill, marks), packing.done()
    return Prepared(
        path=path,
        format=name,
        kind="table",
        sha256=table.sha256,
        size=table.size,
        packed=None,
        packing=packed,
        documents=TableDocuments(checks.documents, options),
        claims=spill.count,
        options={"encoding": table.encoding} | ({"dataset": options.dataset} if options.dataset else {}),
        spill=rows.done(),
        said=tuple(said),
        dataset=options.dataset,
    )


def _once(spill: Spill, checks: RecordChecks, more: Iterable[tuple[int, str | None]] = ()) -> None:
    """Refuse the first id that stood twice among those of which only hashes are kept, `more` after the rows."""
    if suspects := checks.suspects():
        checks.check_ids(chain(((row[2], row[1]) for chunk in spill.rows() for row in chunk), more), suspects)
