"""The full-text index over the words of claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.driving import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.acts import Act

_SEARCHED = ("quote", "figure_text", "group_name", "place", "attributed_to", "note")


def feed_search(connection: Connection, first: int, last: int) -> None:
    """Index the words of new claims for full-text search."""
    columns = ", ".join(_SEARCHED)
    raw(connection).execute(
        f"INSERT INTO claim_search (rowid, {columns}) SELECT id, {columns} FROM claim WHERE id BETWEEN ? AND ?",
        (first, last),
    )


def follow_search(connection: Connection, act: Act) -> None:
    """Index changed words anew. The index forgets a row only when it is told the words it held."""
    old: dict[int, dict[str, Any]] = {}
    for change in act.changes:
        if change["table"] == "claim" and change["before"] is not None:
            held = old.setdefault(change["id"], {})
            for column in set(_SEARCHED) & set(change["before"]):
                held.setdefault(column, change["before"][column])
    for number in act.added("claim"):
        old.pop(number, None)
        feed_search(connection, number, number)
    columns = ", ".join(_SEARCHED)
    for number, held in sorted(old.items()):
        if not held:
            continue
        now = connection.exec_driver_sql(f"SELECT {columns} FROM claim WHERE id = ?", (number,)).one()
        before = [held.get(column, value) for column, value in zip(_SEARCHED, now, strict=True)]
        connection.exec_driver_sql(
            f"INSERT INTO claim_search (claim_search, rowid, {columns}) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)",
            (number, *before),
        )
        feed_search(connection, number, number)


def rebuild_search(connection: Connection) -> None:
    """Index all words anew, from nothing: also words that are gone leave the index."""
    connection.exec_driver_sql("INSERT INTO claim_search (claim_search) VALUES ('rebuild')")
