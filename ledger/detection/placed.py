"""The claims of quantities as the comparison holds them, read back from the stored readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from ledger.detection.world import in_lists, marks
from ledger.driving import raw
from ledger.queries.placed import PLACED

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.comparison import Placed

_FROM = "FROM reading AS r JOIN quantity AS q ON q.id = r.quantity JOIN document AS d ON d.id = r.document_id"


def of_quantities(connection: Connection, keys: Sequence[str]) -> Iterator[list[Placed]]:
    """The claims of each of those quantities, by key."""
    for chunk in in_lists(sorted(set(keys)), 400):
        yield from _grouped(connection, f"WHERE q.key IN ({marks(chunk)})", chunk)


def keys_of(connection: Connection, claims: Sequence[str]) -> list[str]:
    """The keys of the quantities that those claims, by their ids, speak of."""
    found: set[str] = set()
    for chunk in in_lists(sorted(set(claims)), 400):
        found.update(
            row[0]
            for row in raw(connection).execute(
                "SELECT DISTINCT q.key FROM reading AS r CROSS JOIN quantity AS q ON q.id = r.quantity"
                f" WHERE r.claim IN ({marks(chunk)})",
                chunk,
            )
        )
    return sorted(found)


def quotes_of(connection: Connection, keys: Sequence[str]) -> dict[str, str]:
    """The words of the claims of those quantities, by their ids."""
    found: dict[str, str] = {}
    for chunk in in_lists(sorted(set(keys)), 400):
        found.update(
            raw(connection).execute(
                "SELECT r.claim, c.quote FROM quantity AS q CROSS JOIN reading AS r ON r.quantity = q.id"
                f" CROSS JOIN claim AS c ON c.id = r.claim_id WHERE q.key IN ({marks(chunk)}) AND c.quote IS NOT NULL",
                chunk,
            )
        )
    return found


def spoken_of_by(connection: Connection, origins: Sequence[str]) -> Iterator[list[Placed]]:
    """The claims of each quantity of which one of those origins, by key, gives a figure."""
    held = sorted(set(origins))
    where = f"WHERE r.quantity IN (SELECT quantity FROM reading WHERE origin_key IN ({marks(held)}))"
    yield from _grouped(connection, where, held)


def _grouped(connection: Connection, where: str, values: Sequence[str]) -> Iterator[list[Placed]]:
    from ledger.comparison.values import Placed

    rows = raw(connection).execute(f"SELECT {PLACED} {_FROM} {where} ORDER BY q.key, r.claim", values)
    for _, members in groupby(rows, itemgetter(0)):
        yield [Placed._make(row) for row in members]
