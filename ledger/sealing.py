"""The seal of a batch: the Merkle roots over its documents and its claims, as they stand in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.merkle import Tree
from ledger.rowhash import COLUMNS, row_hash

if TYPE_CHECKING:
    from sqlalchemy import Connection


def stored_root(connection: Connection, table: str, first: int, count: int) -> str:
    """The root over the rows of `table` from id `first` on, hashed anew from what is stored."""
    tree = Tree()
    columns = ", ".join(COLUMNS[table])
    db: Any = connection.connection.driver_connection
    rows = db.execute(
        f"SELECT {columns} FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id",
        (first, first + count - 1),
    )
    for row in rows:
        tree.add(row_hash(table, row))
    return tree.root().hex()
