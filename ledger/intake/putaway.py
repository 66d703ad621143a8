"""Documents of a large table put away on the disk, and found again by name.

They stand in a temporary database of SQLite's own, which keeps few of its pages in memory and is gone with its
connection. Nearly every document that is asked for is new, which a bit by the hash of its name tells at once.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from typing import Any

from ledger.connections.driver import driver

Record = tuple[int, str, str | None, str | None, str | None, int, int, tuple[Any, ...] | None]
"""Number, name, publisher, publication date, address, line, row in the ledger, and what later lines added."""

_BITS = 1 << 23
"""For a million documents one question in nine looks in vain."""
_KIB = 1_000
"""Pages that are held in memory."""
_AT_A_TIME = 500
_COLUMNS = "number, name, publisher, published, url, line, row, more"


class PutAway:
    """Records by number and name."""

    def __init__(self) -> None:
        self._next = 0
        self._bits = bytearray(_BITS >> 3)
        self._db = driver().connect("", isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_KIB}"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.execute(
            "CREATE TABLE document (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, publisher TEXT,"
            " published TEXT, url TEXT, line INTEGER NOT NULL, row INTEGER NOT NULL, more BLOB)"
        )
        self._db.execute("BEGIN")  # never ended: a commit would write to the disk

    def put(self, records: Iterable[Record]) -> None:
        """Put some away, in the place of what stood there under their numbers."""
        self._db.executemany(
            f"INSERT INTO document ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET"
            " publisher = excluded.publisher, published = excluded.published, url = excluded.url,"
            " row = excluded.row, more = excluded.more",
            map(self._packed, records),
        )

    def may_have(self, name: str) -> bool:
        """Whether there may be a record of that name."""
        bit = hash(name) % _BITS
        return bool(self._bits[bit >> 3] & 1 << (bit & 7))

    def found(self, name: str, ahead: int) -> list[Record]:
        """The record of that name, none where it is new; and where they are asked for in order, so many more."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM document WHERE name = ?", (name,)).fetchone()
        if row is None:
            return []
        number = row[0]
        found = [_unpacked(row)]
        if number == self._next:
            found += self._after(number, ahead)
        self._next = found[-1][0] + 1
        return found

    def __iter__(self) -> Iterator[Record]:
        """All in the order of their numbers; they may be put and found meanwhile."""
        last = 0
        while some := self._after(last, _AT_A_TIME):
            yield from some
            last = some[-1][0]

    def close(self) -> None:
        """Let go of them."""
        self._db.close()

    def _after(self, number: int, count: int) -> list[Record]:
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM document WHERE number > ? ORDER BY number LIMIT ?", (number, count)
        )
        return [_unpacked(row) for row in rows]

    def _packed(self, record: Record) -> tuple[Any, ...]:
        bit = hash(record[1]) % _BITS
        self._bits[bit >> 3] |= 1 << (bit & 7)
        return record if record[7] is None else (*record[:7], marshal.dumps(record[7]))


def _unpacked(row: tuple[Any, ...]) -> Record:
    return row if row[7] is None else (*row[:7], marshal.loads(row[7]))
