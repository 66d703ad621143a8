"""What makes a claim the same claim when a file comes in again: its content as it was imported."""

from __future__ import annotations

from hashlib import blake2b
from operator import attrgetter

import orjson

from ledger.records import FIELDS, ClaimRecord

_CONTENT = attrgetter(*(f for f in FIELDS if f not in ("id", "publisher", "published", "url")))


def fingerprint(record: ClaimRecord, occurrence: int = 0, start: int | None = None) -> str:
    """32 hex digits over the document's key, the record, its place in the text, and which repeat it is.

    The file's own id is left out: a spreadsheet numbered anew holds the same claims.
    """
    return blake2b(orjson.dumps([*_CONTENT(record), occurrence, start]), digest_size=16).hexdigest()


class Fingerprints:
    """The fingerprints of one file: the second of two equal rows is a claim of its own."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def of(self, record: ClaimRecord, start: int | None = None) -> str:
        """The fingerprint of the next record of the file."""
        mark = fingerprint(record, 0, start)
        repeat = self._seen.get(mark, 0)
        self._seen[mark] = repeat + 1
        return fingerprint(record, repeat, start) if repeat else mark
