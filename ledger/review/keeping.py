"""What comes into a ledger by hand, what is taken back out of it, and what may be passed on."""

from __future__ import annotations

from typing import Any

from ledger import anchors, fields, journal
from ledger.acts import Act, next_id
from ledger.anchors import Anchor
from ledger.driving import raw
from ledger.errors import LedgerError
from ledger.fingerprints import fingerprint
from ledger.models import Batch, Claim, Document
from ledger.records import ClaimRecord
from ledger.review.doing import DOCUMENT_FIELDS, Doing, standing_document
from ledger.telling import claim as told_claim
from ledger.vocabulary import Confidentiality


def add(act: Act, record: ClaimRecord, at: Anchor | None = None) -> Doing:
    """Key a claim in by hand; its document is found by its key, or entered as a reference.

    Its words stand at `at`, else where the document's text holds them once.
    """
    document = standing_document(act, record.document)
    if document is None:
        said = {name: getattr(record, name) for name in DOCUMENT_FIELDS}
        number = act.enter(Document, key=record.document, **said)
    else:
        number = document.id or 0
        _add_to(act, document, record)
    own = fields.columns(record)
    next_row = next_id(act.connection, "claim")
    key = free_key(act, record.id or str(next_row))
    act.enter(
        Claim,
        id=next_row,
        key=key,
        document_id=number,
        source_key=record.id,
        fingerprint=fingerprint(record, 0),
        **anchors.columns(document.text if document is not None else None, record.quote, record.figure_text, at),
        **own,
    )
    return Doing(f"claim:{key}", f"claim {key}: added {told_claim(own)}", {})


def _add_to(act: Act, document: Document, record: ClaimRecord) -> None:
    """Fill in what a document does not say yet; refuses a record that says otherwise."""
    for name in DOCUMENT_FIELDS:
        given, has = getattr(record, name), getattr(document, name)
        if given is not None and has is not None and given != has:
            raise LedgerError(f"document {record.document!r} has {name} {has!r}, not {given!r}")
        if given is not None and has is None:
            act.change(document, **{name: given})


def free_key(act: Act, wanted: str) -> str:
    """`wanted` where the ledger has no such claim id yet, else `wanted-2` and so on."""
    key, n = wanted, 1
    while raw(act.connection).execute("SELECT 1 FROM claim WHERE key = ?", (key,)).fetchone():
        n += 1
        key = f"{wanted}-{n}"
    return key


def withdraw(act: Act, what: str, why: str) -> Doing:
    """Take a wrong import back as one act: `batch:N`, or a document by its key. Nothing is deleted."""
    if not why.strip():
        raise LedgerError("say why the import is withdrawn: --why TEXT")
    kind, _, number = what.partition(":")
    if kind == "batch" and number.isdecimal():
        batch = act.get(Batch, int(number))
        if batch is None or batch.state != "standing":
            raise LedgerError(f"there is no standing batch {number}; claims sources --batches shows them")
        act.reverse(_revisions(act, what))
        act.change(batch, state="withdrawn")
        for row in _documents_left_empty(act, batch.id or 0):
            document = act.get(Document, row)
            assert document is not None  # it was read in this transaction
            act.change(document, state="withdrawn")
        return Doing(f"batch:{number}", f"batch {number}: withdrawn with its claims", {"why": why})
    document = standing_document(act, what)
    if document is None:
        raise LedgerError(f"there is no standing document or batch {what!r}; name batch:N or a document's key")
    act.change(document, state="withdrawn")
    return Doing(f"document:{document.id}", f"document {what!r}: withdrawn with its claims", {"why": why})


def _revisions(act: Act, subject: str) -> list[dict[str, Any]]:
    """What the import of a newer release changed in claims and documents that were there."""
    entries = [e for e in journal.about(act.connection, subject) if e.act == "import"]
    return [c for e in entries for c in e.contents().get("changes", ()) if c.get("kind")]


def _documents_left_empty(act: Act, batch: int) -> list[int]:
    """Documents that came with a batch and hold no standing claim of another."""
    found = act.connection.exec_driver_sql(
        "SELECT id FROM document WHERE batch_id = ? AND state = 'standing' AND NOT EXISTS ("
        " SELECT 1 FROM claim LEFT JOIN batch ON batch.id = claim.batch_id"
        " WHERE claim.document_id = document.id AND claim.batch_id IS NOT document.batch_id"
        " AND claim.state <> 'withdrawn' AND (batch.id IS NULL OR batch.state = 'standing')) ORDER BY id",
        (batch,),
    )
    return [row[0] for row in found]


def set_confidentiality(act: Act, key: str, confidentiality: Confidentiality, why: str) -> Doing:
    """Say whether a document may be passed on; reports and exports follow it."""
    document = standing_document(act, key)
    if document is None:
        raise LedgerError(f"there is no standing document {key!r}; claims documents lists them")
    if not act.change(document, confidentiality=confidentiality.value):
        raise LedgerError(f"document {key!r} is {confidentiality.value} already; nothing was changed")
    return Doing(f"document:{document.id}", f"document {key!r}: {confidentiality.value}", {"why": why})
