"""Files turned into rows ready for the ledger, before any lock is taken.

Everything that can fail on bad input fails here: unpacking, decoding, checking, extraction. Several files are
all checked before the first of them is written.
"""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from ledger.errors import InputError
from ledger.fingerprints import Fingerprints
from ledger.intake import sniff
from ledger.intake.batch import CHUNK, IntakeOptions, Prepared, Spill, documents_of, packed_content, row_of, rows_in_all
from ledger.intake.checks import RecordChecks
from ledger.intake.items import HEAD, Item, open_item
from ledger.intake.meter import Meter
from ledger.intake.native import read_csv
from ledger.intake.native_json import read_jsonl
from ledger.intake.reading import TableText
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
    checks, marks = RecordChecks(path), Fingerprints()
    reader, ends = (read_jsonl, "\n") if name == "native-jsonl" else (read_csv, "")
    table = TableText(path, raw, options.encoding)
    with Spill() as spill:
        for line, record in reader(table.lines(ends), path, checks):
            spill.add(row_of(record, line, marks.of(record), None, None))
            if meter and spill.count % CHUNK == 0:
                meter(f"reading {path}", spill.count, rows_in_all(raw, spill.count))
        packed = packed_content(raw, table.size, table.sha256, path)
    return Prepared(
        path=path,
        format=name,
        kind="table",
        sha256=table.sha256,
        size=table.size,
        packed=packed,
        documents=documents_of(checks.documents, options),
        claims=spill.count,
        options={"encoding": table.encoding} | ({"dataset": options.dataset} if options.dataset else {}),
        spill=spill.done(),
        dataset=options.dataset,
    )
