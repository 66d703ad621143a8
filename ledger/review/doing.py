"""What an act says of itself, and the rows that acts work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ledger import queries
from ledger.acts import Act
from ledger.driving import raw
from ledger.errors import Conflict, LedgerError
from ledger.models import Claim, Document

DOCUMENT_FIELDS = ("publisher", "published", "url")
"""Fields of a claim's record that stand in its document."""


@dataclass(frozen=True, slots=True)
class Doing:
    """What an act does: the subject of its journal entry, a sentence, and what else the entry holds.

    A subject names rows by their numbers, never people: it is hashed as it stands, and could not be redacted.
    """

    subject: str
    say: str
    extra: dict[str, Any]


def claim_of(act: Act, claim_id: str, seen: str | None) -> tuple[Claim, queries.ClaimView]:
    """The row of a claim, and the claim as it stands. Raises Conflict where it is not as it was `seen`."""
    view = queries.claim(act.connection, claim_id)
    if view is None:
        raise LedgerError(f"there is no claim {claim_id}; claims list shows them")
    if seen is not None and view.row_hash != seen:
        raise Conflict(f"claim {claim_id} was changed by somebody else since you looked; nothing was changed")
    row = act.get(Claim, view.row)
    assert row is not None  # it was read in this transaction
    return row, view


def standing_document(act: Act, key: str) -> Document | None:
    """The document that stands under a key, if there is one."""
    query = "SELECT id FROM document WHERE key = ? AND state = 'standing'"
    row = raw(act.connection).execute(query, (key,)).fetchone()
    return act.get(Document, row[0]) if row is not None else None
