"""The rows of the tables of an export (`ledger.exports.columns.TABLES`), the same for every format of tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

from ledger.exports.columns import FINDINGS
from ledger.exports.source import Export
from ledger.records import FIELDS

Row = tuple[Any, ...]

_record = attrgetter(*FIELDS)
_finding = attrgetter(*(c.name for c in FINDINGS))
_ORIGINS = next(n for n, c in enumerate(FINDINGS) if c.kind == "list")

NEEDS = ("documents", "findings")
"""What the tables ask of an export beside its claims."""


def rows(export: Export, table: str) -> Iterator[Row]:
    """The rows of one table in the order of its columns; None where nothing is stated."""
    return _ROWS[table](export)


def _claims(export: Export) -> Iterator[Row]:
    return (_record(r) for r in export.records())


def _documents(export: Export) -> Iterator[Row]:
    seen: set[str] = set()
    for d in export.documents():
        if d.key not in seen:  # a withdrawn document may have come in again under its key
            seen.add(d.key)
            yield d.key, d.publisher, d.published, d.url, d.text_sha256, d.original_sha256, d.confidentiality


def _findings(export: Export) -> Iterator[Row]:
    for f in export.findings():
        row = list(_finding(f))
        row[_ORIGINS] = json.dumps(list(f.origins), ensure_ascii=False)
        yield tuple(row)


def _finding_claims(export: Export) -> Iterator[Row]:
    return ((f.id, claim) for f in export.findings() for claim in dict.fromkeys(f.claims))


_ROWS: dict[str, Callable[[Export], Iterator[Row]]] = {
    "claims": _claims,
    "documents": _documents,
    "findings": _findings,
    "finding_claims": _finding_claims,
}
