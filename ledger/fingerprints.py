"""What makes a claim the same claim when a file comes in again: its content as it was imported."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import orjson

from ledger.records import FIELDS, ClaimRecord


def fingerprint(record: ClaimRecord, occurrence: int, start: int | None = None) -> str:
    """32 hex digits over every field of the record, its place in the text, and which repeat it is."""
    parts: list[Any] = [getattr(record, name) for name in FIELDS]
    return blake2b(orjson.dumps([*parts, occurrence, start]), digest_size=16).hexdigest()
