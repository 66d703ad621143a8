"""Where each field of the native record is stored, and which claims stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ledger.records import FIELDS, ClaimRecord
from ledger.vocabulary import Anonymity, GroundRules, GroupStatus, Measure, Method, Qualifier, TimeKind

STANDING = (
    "claim.state NOT IN ('rejected', 'withdrawn') AND document.state = 'standing'"
    " AND (batch.id IS NULL OR batch.state = 'standing')"
)
"""A claim stands unless it was rejected, or it, its document or its batch was withdrawn."""

FROM = " FROM claim JOIN document ON document.id = claim.document_id LEFT JOIN batch ON batch.id = claim.batch_id "

_STORED = {"id": "claim.key", "document": "document.key", "group": "claim.group_name"}
_STORED |= {f: f"document.{f}" for f in ("publisher", "published", "url")}
RECORD_COLUMNS: tuple[str, ...] = tuple(_STORED.get(f, f"claim.{f}") for f in FIELDS)
"""Where each field of the native record is stored."""

_TERMS: dict[str, type[Any]] = {
    "qualifier": Qualifier,
    "measure": Measure,
    "time_kind": TimeKind,
    "anonymity": Anonymity,
    "method": Method,
    "ground_rules": GroundRules,
    "status": GroupStatus,
}


def record_from(values: Sequence[Any]) -> ClaimRecord:
    """A record of its stored values, in the order of FIELDS."""
    parts = dict(zip(FIELDS, values, strict=True))
    for name, vocabulary in _TERMS.items():
        if parts[name] is not None:
            parts[name] = vocabulary(parts[name])
    return ClaimRecord(**parts)
