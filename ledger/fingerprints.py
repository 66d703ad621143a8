"""What makes a claim the same claim when a file comes in again: its content as it was imported."""

from __future__ import annotations

import sys
from hashlib import blake2b
from operator import attrgetter
from typing import Any

import orjson

from ledger.records import FIELDS, ClaimRecord
from ledger.repeats import Numbers

_CONTENT = attrgetter(*(f for f in FIELDS if f not in ("id", "publisher", "published", "url")))


def fingerprint(record: ClaimRecord, occurrence: int = 0, start: int | None = None) -> str:
    """32 hex digits over the document's key, the record, its place in the text, and which repeat it is.

    The file's own id is left out: a spreadsheet numbered anew holds the same claims.
    """
    return _digest((*_CONTENT(record), occurrence, start)).hex()


def _digest(content: tuple[Any, ...]) -> bytes:
    return blake2b(orjson.dumps(content), digest_size=16).digest()


class Fingerprints:
    """The fingerprints of one file: the second of two equal rows is a claim of its own.

    Numbers are kept, not texts, as a table of a million rows has as many. Two that meet by chance give the later
    row the mark of a repeat, which is as good a mark and the same whenever the file comes in. More than are `kept`
    so wait on the disk, as numbers: `repeated` and `settled` then have the last word.
    """

    def __init__(self, kept: int = sys.maxsize) -> None:
        self._kept = kept
        self._seen: set[bytes] = set()
        self._later = Numbers()
        self._repeats: dict[bytes, int] = {}

    def of(self, record: ClaimRecord, start: int | None = None) -> str:
        """The fingerprint of the next record of the file."""
        return self.of_values(_CONTENT(record), start)

    def of_values(self, content: tuple[Any, ...], start: int | None = None) -> str:
        """The same of its values: of all FIELDS but id, publisher, published and url, in their order."""
        digest = _digest((*content, 0, start))
        number = digest[:8]
        if number in self._seen:
            return self._repeat(digest, content, start)
        if len(self._seen) < self._kept:
            self._seen.add(number)
        else:
            self._later.add(int.from_bytes(number, sys.byteorder, signed=True))
        return digest.hex()

    def repeated(self) -> set[bytes]:
        """The starts of those marks of which `of` could not tell that they came twice."""
        return {number.to_bytes(8, sys.byteorder, signed=True) for number in self._later.repeated()}

    def close(self) -> None:
        """Let go of what is on the disk."""
        self._later.close()

    def settled(self, mark: str, content: tuple[Any, ...], among: set[bytes]) -> str:
        """The mark of a row that is gone over again, `among` those that are repeated."""
        digest = bytes.fromhex(mark)
        if digest[:8] not in among:
            return mark
        if digest[:8] in self._seen:
            return self._repeat(digest, content, None)
        self._seen.add(digest[:8])
        return mark

    def _repeat(self, digest: bytes, content: tuple[Any, ...], start: int | None) -> str:
        repeat = self._repeats[digest] = self._repeats.get(digest, 0) + 1
        return _digest((*content, repeat, start)).hex()
