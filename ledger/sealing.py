"""The seal of a batch: the Merkle roots over its documents and its claims, as they stand in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ledger.merkle import Tree
from ledger.rowhash import COLUMNS, row_hash

if TYPE_CHECKING:
    from sqlalchemy import Connection

STEP = 2_000
"""Rows that are fetched at a time."""


def hashed_bytes(table: str) -> str:
    """SQL for the id of a row, its stored hash, and the bytes that are hashed, as SQLite writes them.

    Its JSON is canonical but for characters that it may escape otherwise, so that a hash that does not fit is to be
    computed again from the columns. It takes half the time of fetching them all.
    """
    return f"SELECT id, row_hash, CAST(json_array('{table}', {', '.join(COLUMNS[table])}) AS BLOB) FROM {table}"


def hashes(rows: Iterable[tuple[Any, ...]]) -> list[bytes]:
    """The hashes of rows that `hashed_bytes` gave."""
    return [sha256(b"\x00" + row[2]).digest() for row in rows]


def stored_root(connection: Connection, table: str, first: int, count: int) -> str:
    """The root over the rows of `table` from id `first` on, hashed anew from what is stored."""
    tree = Tree()
    db: Any = connection.connection.driver_connection
    between = "WHERE id BETWEEN ? AND ? ORDER BY id"
    rows = db.execute(f"{hashed_bytes(table)} {between}", (first, first + count - 1))
    while chunk := rows.fetchmany(STEP):
        leaves = hashes(chunk)
        if leaves != [row[1] for row in chunk]:
            plain = f"SELECT {', '.join(COLUMNS[table])} FROM {table} {between}"
            leaves = [row_hash(table, row) for row in db.execute(plain, (chunk[0][0], chunk[-1][0]))]
        tree.extend(leaves)
    return tree.root().hex()
