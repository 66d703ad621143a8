"""The driver's own connection, beneath SQLAlchemy's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection


def raw(connection: Connection) -> Any:
    """The driver's connection, in whose open transaction everything happens that is done through `connection`.

    A single act runs some forty statements: through SQLAlchemy they cost a millisecond more.
    """
    return connection.connection.driver_connection


def value(db: Any, table: str, column: str, row: int, *, readonly: bool) -> Any:
    """One stored value to be read or written in pieces: in a `with` block, by `read` and `write`."""
    opened = getattr(db, "blobopen", None) or db.open_blob  # as pysqlite3 calls it
    return opened(table, column, row, readonly=readonly)


def each(db: Any, sql: str, parameters: Sequence[Any] = ()) -> Iterator[Any]:
    """The rows of a statement, for a generator that may be left half-way: `yield from` a cursor would close it then,
    and complain where the ledger is closed already."""
    for row in db.execute(sql, parameters):  # noqa: UP028 - see above: not `yield from`
        yield row
