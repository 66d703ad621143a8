"""The driver's own connection, beneath SQLAlchemy's."""

from __future__ import annotations

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
