"""Documents and the batches that they came in."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ledger.queries.stored import STANDING
from ledger.queries.terms import like
from ledger.queries.views import DocumentView

if TYPE_CHECKING:
    from sqlalchemy import Connection


_DOCUMENT_SQL = (
    "SELECT document.id, document.key, document.publisher, document.published, document.url, {text},"
    " document.text_sha256, original.sha256, document.batch_id, document.state,"
    " (SELECT count(*) FROM claim LEFT JOIN batch ON batch.id = claim.batch_id"
    f" WHERE claim.document_id = document.id AND {STANDING}), document.confidentiality"
    " FROM document LEFT JOIN original ON original.id = document.original_id "
)


def document(connection: Connection, row: int) -> DocumentView | None:
    """One document with its text."""
    found = connection.exec_driver_sql(
        _DOCUMENT_SQL.format(text="document.text") + "WHERE document.id = ?", (row,)
    ).first()
    return DocumentView(*found) if found else None


def documents(connection: Connection) -> list[DocumentView]:
    """Every document, without its text, in the order of entry."""
    found = connection.exec_driver_sql(_DOCUMENT_SQL.format(text="NULL") + "ORDER BY document.id")
    return [DocumentView(*row) for row in found]


def document_rows(connection: Connection, words: str = "") -> array[int]:
    """The rows of the documents whose name or publisher holds every word, in the order of entry."""
    parts = words.split()
    tests = " AND ".join(["(key LIKE ? ESCAPE '\\' OR publisher LIKE ? ESCAPE '\\')"] * len(parts))
    found = connection.exec_driver_sql(
        f"SELECT id FROM document{' WHERE ' + tests if parts else ''} ORDER BY id",
        tuple(f"%{like(p)}%" for p in parts for _ in range(2)),
    )
    return array("q", (row[0] for row in found))


def documents_at(connection: Connection, rows: Iterable[int]) -> list[DocumentView]:
    """The documents in those rows, without their texts, in the order given."""
    wanted = list(rows)
    marks = ", ".join("?" * len(wanted))
    found = connection.exec_driver_sql(
        _DOCUMENT_SQL.format(text="NULL") + f"WHERE document.id IN ({marks})", tuple(wanted)
    )
    by_row = {row[0]: DocumentView(*row) for row in found}
    return [by_row[r] for r in wanted if r in by_row]


def confidential(connection: Connection) -> tuple[list[DocumentView], set[str | None]]:
    """The confidential documents, without their texts, and the publishers of all others."""
    found = connection.exec_driver_sql(
        _DOCUMENT_SQL.format(text="NULL") + "WHERE document.confidentiality = 'confidential' ORDER BY document.id"
    )
    kept = [DocumentView(*row) for row in found]
    if not kept:
        return [], set()
    others = connection.exec_driver_sql(
        "SELECT DISTINCT publisher FROM document WHERE confidentiality <> 'confidential'"
    )
    return kept, {row[0] for row in others}


def batches(connection: Connection) -> list[dict[str, object]]:
    """The imported files, in order: what a person needs to name one to withdraw it."""
    names = ("batch", "file", "format", "documents", "claims", "reviewer", "at", "state")
    rows = connection.exec_driver_sql(
        "SELECT batch.id, original.name, batch.format, batch.documents, batch.claims, batch.reviewer,"
        " batch.at, batch.state FROM batch JOIN original ON original.id = batch.original_id ORDER BY batch.id"
    )
    return [dict(zip(names, row, strict=True)) for row in rows]
