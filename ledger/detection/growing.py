"""A ledger that had no claim: what comes in is read as it is stored, and compared once all is there.

It comes to what `rebuild` gives. But who stores texts while others still read the last of them has the readings of
most claims already when those end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from ledger.detection import readings
from ledger.detection.changing import compare_all
from ledger.detection.findings import Changes
from ledger.detection.world import World
from ledger.driving import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Growing:
    """The readings of a ledger that is being filled, in the write transaction that is open on `connection`."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._world = connection, World.of(connection)
        self._db: Any = raw(connection)
        self._without = ExitStack()
        self._without.enter_context(readings.anew(self._db))

    def add(self, rows: range, documents: Sequence[int], ready: readings.Ready) -> None:
        """Read the claims in some rows, all higher than those before; those that are `ready` are placed already.

        `documents` has the row of the document of each.
        """
        words_needed = len(ready) < len(rows)
        claims: Iterable[readings.Stated]
        claims = readings.standing(self._db, rows) if words_needed else zip(rows, documents, strict=True)
        readings.insert(self._db, self._world, claims, ready)

    def compared(self) -> Changes:
        """Find what they hold; nothing can be added then."""
        self._without.close()
        readings.count_up(self._db, everything=True)
        return compare_all(self._connection)


def grows(connection: Connection) -> bool:
    """Whether a ledger has no claim yet."""
    return raw(connection).execute("SELECT 1 FROM claim LIMIT 1").fetchone() is None
