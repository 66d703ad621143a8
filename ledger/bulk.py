"""Many rows put into a table at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def insert_many(db: Any, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows, each with a value for every one of `columns`; those that no row fills are left out.

    A claim has 37 columns, of which a table fills some twenty: to bind NULL to the others and check it costs as much
    as all the rest. So a column that may be NULL must have no other default.
    """
    if not rows:
        return
    held = list(zip(*rows, strict=True))
    filled = [at for at, values in enumerate(held) if values[0] is not None or values.count(None) < len(values)]
    names = ", ".join(columns[at] for at in filled)
    marks = ", ".join("?" * len(filled))
    values = rows if len(filled) == len(columns) else zip(*(held[at] for at in filled), strict=True)
    db.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)  # noqa: S608 - own names


def indexes(db: Any, table: str) -> list[tuple[str, str]]:
    """The indexes of a table that have a statement of their own: name and statement."""
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY rowid"
    return [(row[0], row[1]) for row in db.execute(sql, (table,))]
