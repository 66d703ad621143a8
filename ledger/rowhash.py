"""The hash of a row: what the journal holds about every row of evidence and of review.

Format 1, frozen (golden vectors in the tests): SHA-256 over a zero byte and the canonical JSON array
`[table, value, value, ...]` of the columns below, in this order. Values are strings, whole numbers and
null; canonical JSON is UTF-8 without blanks, with RFC 8785's escapes. The zero byte makes the row hash a
leaf of an RFC 9162 Merkle tree. Originals' content and documents' text are covered by their SHA-256.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import orjson

COLUMNS: dict[str, tuple[str, ...]] = {
    "setting": ("id", "name", "value"),
    "original": ("id", "name", "sha256", "size"),
    "batch": (
        "id",
        "original_id",
        "format",
        "options",
        "reviewer",
        "at",
        "documents",
        "claims",
        "state",
    ),
    "document": (
        "id",
        "batch_id",
        "original_id",
        "key",
        "publisher",
        "published",
        "url",
        "encoding",
        "text_sha256",
        "confidentiality",
        "state",
    ),
    "claim": (
        "id",
        "key",
        "batch_id",
        "document_id",
        "source_key",
        "source_line",
        "fingerprint",
        "quote",
        "quote_start",
        "quote_end",
        "figure_text",
        "figure_start",
        "figure_end",
        "value",
        "low",
        "high",
        "qualifier",
        "measure",
        "group_name",
        "place",
        "event_start",
        "event_end",
        "as_of",
        "time_kind",
        "counted_from",
        "definition",
        "attributed_to",
        "anonymity",
        "relayed_by",
        "event",
        "method",
        "ground_rules",
        "status",
        "note",
        "evidence",
        "state",
    ),
    "name_link": ("id", "kind", "name", "relation", "target", "state"),
    "source": ("id", "name", "party", "method", "reliability", "state"),
    "decision": ("id", "finding", "outcome", "method", "why", "claims", "reviewer", "at", "state"),
    "remark": ("id", "subject", "text", "reviewer", "at", "state"),
}
"""The tables that the journal covers, with the columns that are hashed, in order."""


def row_hash(table: str, values: Sequence[object]) -> bytes:
    """Hash one row of `table`, its `values` in the order of COLUMNS."""
    return sha256(b"\x00" + orjson.dumps((table, *values))).digest()
