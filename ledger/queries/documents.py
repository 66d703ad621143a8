"""Documents and the batches that they came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.queries.stored import STANDING
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


def batches(connection: Connection) -> list[dict[str, object]]:
    """The imported files, in order: what a person needs to name one to withdraw it."""
    names = ("batch", "file", "format", "documents", "claims", "reviewer", "at", "state")
    rows = connection.exec_driver_sql(
        "SELECT batch.id, original.name, batch.format, batch.documents, batch.claims, batch.reviewer,"
        " batch.at, batch.state FROM batch JOIN original ON original.id = batch.original_id ORDER BY batch.id"
    )
    return [dict(zip(names, row, strict=True)) for row in rows]
