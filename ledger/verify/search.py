"""The full-text index against the words of the claims.

FTS5 can compare the two itself, where the ledger may be locked for a moment (740,000 claims a second). Where it
may not, or to name the words, the index is built anew beside the ledger and compared (80,000 a second): both
are read in order of term, column and row, and for each term and column the number of places and two sums over
rows and offsets are compared, which an exchange of words between rows changes.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from ledger.connections.driver import driver
from ledger.rowhash import COLUMNS
from ledger.verify.model import ALTERED, Verification
from ledger.verify.rows import Chunk

if TYPE_CHECKING:
    from sqlalchemy import Connection

SEARCHED = ("quote", "figure_text", "group_name", "place", "attributed_to", "note")
_AT = (0, *(COLUMNS["claim"].index(c) for c in SEARCHED))
_SUMS = (
    "SELECT term, col, count(*), sum(doc % 1000003 * (offset + 7) % 999983), sum(doc % 65537 * doc % 1000003)"
    " FROM {words} GROUP BY term, col"
)


def quick_check(connection: Connection) -> bool | None:
    """FTS5's own comparison with the claims, which changes nothing; None where it may not be asked."""
    raw: Any = connection.connection.driver_connection
    if raw.execute("PRAGMA query_only").fetchone()[0]:
        return _check_a_copy(raw)
    try:
        raw.execute("INSERT INTO claim_search (claim_search, rank) VALUES ('integrity-check', 1)")
    except raw.OperationalError:  # another process is writing, or the disk may only be read
        return None
    except raw.DatabaseError:
        return False
    return True


def _check_a_copy(raw: Any) -> bool | None:
    """The same in a passing copy of a ledger that may only be read; None where there is no room for one."""
    with tempfile.TemporaryDirectory(prefix="claims-verify-") as folder:
        copy: Any = driver().connect(os.path.join(folder, "copy"), isolation_level=None)
        try:
            raw.backup(copy)
            copy.execute("INSERT INTO claim_search (claim_search, rank) VALUES ('integrity-check', 1)")
        except copy.OperationalError:
            return None
        except copy.DatabaseError:
            return False
        finally:
            copy.close()
    return True


class Index:
    """Collects the words of the claims that pass by (a watcher of `check_rows`), then compares."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="claims-verify-")
        self._db: Any = driver().connect(os.path.join(self._folder.name, "index"), isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000;"
            f"CREATE VIRTUAL TABLE again USING fts5 ({', '.join(SEARCHED)}, content = '',"
            " tokenize = 'unicode61 remove_diacritics 2'); BEGIN;"
        )

    def __call__(self, table: str, chunk: Chunk) -> None:
        if table == "claim":
            rows = [[row[n] for n in _AT] for row in chunk]
            marks = ", ".join("?" * len(_AT))
            self._db.executemany(f"INSERT INTO again (rowid, {', '.join(SEARCHED)}) VALUES ({marks})", rows)

    def compare(self, connection: Connection, result: Verification) -> bool:
        """Name the first words that are not found where they stand; False where all are. Ends the index."""
        different = False
        try:
            self._db.execute("COMMIT")
            self._db.execute("CREATE VIRTUAL TABLE temp.places USING fts5vocab (main, again, instance)")
            raw: Any = connection.connection.driver_connection
            locked = raw.execute("PRAGMA query_only").fetchone()[0]
            raw.execute("PRAGMA query_only = OFF")  # for the table in memory: the file itself is opened to be read
            raw.execute("CREATE VIRTUAL TABLE temp.stored_places USING fts5vocab (main, claim_search, instance)")
            try:
                given = self._db.execute(_SUMS.format(words="places"))
                stored = raw.execute(_SUMS.format(words="stored_places"))
                for words in _different(given, stored):
                    say = f"searching for {words!r} does not find the claims that hold it; claims rebuild mends it"
                    result.add(ALTERED, "claim_search", words, say)
                    different = True
                    break
                given.close()
                stored.close()
                different = different or self._sizes_differ(raw, result)
            finally:
                raw.execute("DROP TABLE temp.stored_places")
                raw.execute(f"PRAGMA query_only = {int(locked)}")
        finally:
            self.close()
        return different

    def _sizes_differ(self, raw: Any, result: Verification) -> bool:
        """Lengths and totals, by which hits are ranked."""
        for what in (
            "SELECT id, sz FROM {}_docsize ORDER BY id",
            # of an index without rows there may be totals, all of them zero, or none
            "SELECT block FROM {0}_data WHERE id = 1 AND EXISTS (SELECT 1 FROM {0}_docsize)",
        ):
            given, stored = self._db.execute(what.format("again")), raw.execute(what.format("claim_search"))
            same = all(one == other for one, other in zip_longest(given, stored))
            given.close()
            stored.close()
            if not same:
                say = "the lengths by which hits are ranked are not those of the claims; claims rebuild mends it"
                result.add(ALTERED, "claim_search", "", say)
                return True
        return False

    def close(self) -> None:
        """Let go of the temporary index."""
        with closing(self._db):
            self._folder.cleanup()


def _different(given: Any, stored: Any) -> Iterator[str]:
    for one, other in zip_longest(given, stored):
        if one != other:
            yield str(min(row[0] for row in (one, other) if row is not None))
