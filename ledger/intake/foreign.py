"""Tables that are not in the native format: read by a known format, a mapping or their HXL tags.

The file is read twice where dates must be told apart or occasions counted, so memory does not grow with it.
With `keep_going` a bad row goes to the rejects and the others are taken.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Set
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING, Any, BinaryIO

from ledger.comparison.independence import DATASET
from ledger.counting import plural
from ledger.errors import InputError
from ledger.fingerprints import Fingerprints
from ledger.intake import formats
from ledger.intake.batch import (
    CHUNK,
    KEPT,
    IntakeOptions,
    Prepared,
    Spill,
    TableDocuments,
    packed_content,
    row_of,
    rows_in_all,
    told_apart,
)
from ledger.intake.checks import RecordChecks
from ledger.intake.claimreview import KNOWN as CLAIM_REVIEW
from ledger.intake.claimreview import Reviews
from ledger.intake.coding import NO_FIGURE, Coder, Draft, Known, Passed, has_figure
from ledger.intake.dates import EITHER_WAY, Detector, either_way
from ledger.intake.encodings import check_encoding
from ledger.intake.items import Item
from ledger.intake.meter import Meter
from ledger.intake.native import REQUIRED
from ledger.intake.native_rows import NATIVE, native_known
from ledger.intake.refusal import Refused
from ledger.intake.rejects import Rejects
from ledger.intake.tables.opening import medium_of, open_table
from ledger.intake.tables.rows import Cell, Layout, Row, Table
from ledger.records import FIELDS
from ledger.repeats import Numbers

if TYPE_CHECKING:
    from ledger.records import ClaimRecord

MOST_REASONS = 1_000
"""So many rejected rows are listed one by one; the others are counted."""


@dataclass(slots=True)
class Tally:
    """What became of the rows."""

    rows: int = 0
    passed: dict[str, int] = field(default_factory=dict)
    rejected: int = 0

    def passed_over(self, reason: str) -> None:
        """Count a row that holds no claim."""
        self.passed[reason] = self.passed.get(reason, 0) + 1


def known_of(item: Item, raw: BinaryIO, options: IntakeOptions) -> tuple[Table, Known]:
    """The open table and how it is read; InputError where nothing here reads it."""
    if options.mapping is not None:
        from ledger.intake.mapping import load

        mapping = load(options.mapping)
        table = open_table(item, raw, options.encoding or mapping.encoding, _layout(options, mapping.layout))
        return table, mapping.known(table, item.name, options.dates)
    if options.format in NATIVE:
        table = open_table(
            item, raw, options.encoding, _layout(options, Layout(header=1, headers=(frozenset(REQUIRED),)))
        )
        return table, native_known(item, table, options.format or "")
    if options.format == "claimreview":
        return _reviews(item, raw, options), CLAIM_REVIEW
    chosen = formats.named(options.format) if options.format else None
    choice = (chosen,) if chosen else formats.known()
    headers = tuple(h for f in choice for h in f.headers())
    table = open_table(item, raw, options.encoding, _layout(options, Layout(headers=headers)))
    known = chosen or formats.recognised(table.columns)
    if known is None and {"document", "measure"} <= set(table.columns) <= {*FIELDS}:
        return table, native_known(item, table, "native-csv")  # claim records kept in a workbook
    if known is not None and known.spelled(table.columns) is not None:
        return table, known
    if known is not None:
        missing = ", ".join(n for n in known.needs if known.spelled((*table.columns, n)) is None or n)
        raise InputError(item.name, 1, f"this is no table of {known.label}", f"it needs the columns {missing}")
    if any(table.tags):
        from ledger.intake.hxl import known_by_tags

        return table, known_by_tags(table, item, options.dates)
    from ledger.intake.mapping.starting import unknown_table

    if table.medium != "xlsx":
        check_encoding(raw, table.encoding, item.name)
    raise unknown_table(item.name, table)


def _reviews(item: Item, raw: BinaryIO, options: IntakeOptions) -> Table:
    return Reviews(item.name, raw, options.encoding, lines=medium_of(item, raw, options.encoding) == "jsonl")


def _layout(options: IntakeOptions, given: Layout) -> Layout:
    return replace(given, delimiter=options.delimiter or given.delimiter, sheet=options.sheet or given.sheet)


def prepare_foreign(item: Item, raw: BinaryIO, options: IntakeOptions, meter: Meter | None = None) -> Prepared:
    """Read and check a foreign table; InputError names file, line, column and value."""
    table, known = known_of(item, raw, options)
    if table.medium != "xlsx":
        check_encoding(raw, table.encoding, item.name)
    reading, spill = _read(partial(_Reading, item, raw, table, known, options, meter))
    with spill:
        digest, size = _hash(raw)
        packing = packed_content(raw, digest, item.name)
    tally = reading.tally
    if not spill.count and not reading.documents:
        for file in (spill.done(), packing, reading.rejects):
            if file is not None:
                file.close()
        raise reading.nothing()
    skipped: list[dict[str, Any]] = list(reading.rejects.listed)
    skipped += [{"line": None, "reason": f"{plural(n, 'row')}: {reason}"} for reason, n in tally.passed.items()]
    return Prepared(
        path=item.name,
        format=known.name,
        kind="table",
        sha256=digest,
        size=size,
        packed=None,
        packing=packing,
        documents=TableDocuments(reading.checks.documents, options),
        claims=spill.count,
        options={"encoding": table.encoding, **_more(known, options)},
        skipped=skipped,
        spill=spill.done(),
        rows_read=tally.rows,
        rejected=tally.rejected,
        said=tuple(table.said),
        rejects=reading.rejects if tally.rejected else None,
        dataset=options.dataset or (known.dataset if known.ids else None),
    )


def _read(begun: Callable[..., _Reading]) -> tuple[_Reading, Spill]:
    """A reading that is done, with its rows; InputError where a row is refused and that ends it.

    Where ids far apart may be one, the table is read again with an eye on those alone.
    """
    reading, spill, fault = begun(), None, None
    with reading.checks, closing(reading.marks):
        try:
            spill = _rows(reading)
        except InputError as error:
            fault = error
        twice = reading.checks.suspects()
        if fault and not twice:
            raise fault
    if spill is None or twice:
        reading.close()
        if spill:
            spill.close()
        reading = begun(twice)
        with reading.checks, closing(reading.marks):
            spill = _rows(reading)
    return reading, spill


def _rows(reading: _Reading) -> Spill:
    with Spill() as spill:
        for line, record in reading.records():
            spill.add(row_of(record, line, reading.marks.of(record), None, None))
        return told_apart(spill, reading.marks)


def _more(known: Known, options: IntakeOptions) -> dict[str, Any]:
    if known.native:
        return {"dataset": options.dataset} if options.dataset else {}
    own: dict[str, Any] = {"dataset": options.dataset or known.dataset, "compiler": known.compiler}
    return {**own, "mapping": options.mapping} if options.mapping is not None else own


def _hash(raw: BinaryIO) -> tuple[str, int]:
    raw.seek(0)
    hashed, size = sha256(), 0
    while piece := raw.read(1 << 18):
        hashed.update(piece)
        size += len(piece)
    return hashed.hexdigest(), size


class _Reading:
    """One table being read."""

    def __init__(
        self,
        item: Item,
        raw: BinaryIO,
        table: Table,
        known: Known,
        options: IntakeOptions,
        meter: Meter | None,
        twice: Set[int] = frozenset(),
    ) -> None:
        self.item, self.table, self.known, self.options = item, table, known, options
        self.raw, self.meter = raw, meter
        self.names = known.spelled(table.columns) or {}
        self._missing = known.missing | set(json.loads(dict(item.given).get("missing", "[]")))  # of a data package
        self.checks = RecordChecks(item.name, KEPT, twice)
        self.marks = Fingerprints(KEPT)
        self.tally = Tally()
        self.rejects = Rejects(table, MOST_REASONS)
        self._publisher = known.dataset if known.publisher is None and not known.native else known.publisher or ""
        if known.compiler and self._publisher:
            self._publisher += DATASET
        self._orders: dict[str, str] = {}
        self._shared = self._looked_through()
        self._first: InputError | None = None
        self.documents = 0
        """Rows that name a document and no claim."""

    def close(self) -> None:
        """Let go of what is not in memory."""
        self.checks.documents.close()
        self.rejects.close()

    def records(self) -> Iterator[tuple[int, ClaimRecord]]:
        """The checked records with their lines."""
        for row in self.table.rows():
            self.tally.rows += 1
            if self.meter and self.tally.rows % CHUNK == 0:
                total = rows_in_all(self.raw, self.tally.rows) if self.table.medium != "xlsx" else None
                self.meter(f"reading {self.item.name}", self.tally.rows, total)
            try:
                yield from [(row.line, record) for record in self._checked(row)]
            except Refused as fault:
                error = fault.at(self.item.name, row.line)
                if not self.options.keep_going:
                    raise error from None
                self._first = self._first or error
                self.tally.rejected += 1
                self.rejects.add(row, error)
            except Passed as reason:
                self.tally.passed_over(str(reason))

    def nothing(self) -> InputError:
        """The error for a table that gave nothing at all."""
        if self._first is not None:
            return InputError(
                self.item.name,
                self._first.line,
                f"every row was refused, the first since {self._first.reason}",
                self._first.remedy,
            )
        why = next(iter(self.tally.passed), "there are no rows")
        return InputError(self.item.name, None, f"no row holds a claim ({why})", "check the format or the mapping")

    def _coder(self, row: Row) -> Coder:
        return Coder(row, self.names, self._missing)

    def _checked(self, row: Row) -> list[ClaimRecord]:
        if row.fault is not None:
            raise row.fault
        coder = self._coder(row)
        coder.orders = self._orders
        if self.known.native:
            return [self._record(row, draft) for draft in self.known.code(coder)]
        if self.known.occasion is not None:
            coder.shared = _mark(self.known.occasion(coder)) in self._shared
        drafts = self.known.code(coder)
        for reason in coder.passed:
            self.tally.passed_over(reason)
        if not drafts and coder.passed:
            return []
        if not drafts:
            raise Passed(NO_FIGURE)
        records = []
        for draft in drafts:
            self._complete(draft)
            if not draft.get("measure"):
                self._document_only(row, draft)
            elif has_figure(draft):
                records.append(self._record(row, draft))
        if not records and all(d.get("measure") for d in drafts):
            raise Passed(NO_FIGURE)
        return records

    def _complete(self, draft: Draft) -> None:
        draft.setdefault("document", self.known.dataset)
        if not draft.get("publisher"):
            draft["publisher"] = self._publisher
        if self.known.url and "url" not in draft:
            draft["url"] = self.known.url

    def _document_only(self, row: Row, draft: Draft) -> None:
        parts = [draft.get(n) or None for n in ("document", "publisher", "published", "url")]
        document = parts[0] or ""
        try:
            self.checks.documents.merge(row.line, document, parts[1], parts[2], parts[3], None)
        except Refused as fault:
            raise _named(fault, draft) from None
        self.documents += 1

    def _record(self, row: Row, draft: Draft) -> ClaimRecord:
        cells = [str(draft.get(name) or "") for name in FIELDS]
        try:
            return self.checks.checked(row.line, cells)
        except Refused as fault:
            raise _named(fault, draft) from None

    def _looked_through(self) -> set[int]:
        """Marks of place and days that several rows are about; notes how dates are read that could be read two ways."""
        occasion = self.known.occasion
        dates = [Detector(self.names[c], EITHER_WAY) for c in self.known.dates if c in self.names]
        if occasion is None and not dates:
            return set()
        with closing(Numbers()) as seen:
            for row in self.table.rows():
                if row.fault is not None:
                    continue
                if occasion is not None:
                    seen.add(_mark(occasion(self._coder(row))))
                for detector in dates:
                    text = row.cells.get(detector.column, "")
                    if either_way(text):
                        detector.feed(text)
            for detector in dates:
                pattern = detector.settled(self.options.dates, self.item.name)
                if pattern:
                    self._orders[detector.column] = pattern
                    self.table.said.append(f"dates in “{detector.column}” read as {pattern}")
            return seen.repeated()


def _mark(parts: tuple[str, ...]) -> int:
    digest = blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _named(fault: Refused, draft: Draft) -> Refused:
    """The fault with the column of the file in the place of the native field."""
    cell = draft.get(fault.field)
    if not isinstance(cell, Cell):
        return fault
    return Refused(f"column {cell.column}", fault.value, fault.reason, fault.remedy, fault.line)
