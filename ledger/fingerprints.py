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
        # Numbers, not texts: a table of a million rows has as many. Two that meet by chance give the later row
        # the mark of a repeat, which is as good a mark and the same whenever the file comes in.
        self._seen: set[int] = set()
        self._repeats: dict[str, int] = {}

    def of(self, record: ClaimRecord, start: int | None = None) -> str:
        """The fingerprint of the next record of the file."""
        mark = fingerprint(record, 0, start)
        number = int(mark[:15], 16)
        if number not in self._seen:
            self._seen.add(number)
            return mark
        repeat = self._repeats[mark] = self._repeats.get(mark, 0) + 1
        return fingerprint(record, repeat, start)
