"""The full-text index over the words of claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.driving import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.acts import Act

_SEARCHED = ("quote", "figure_text", "group_name", "place", "attributed_to", "note")


_STEP = 8
"""After so many claims keyed in, so many pages of the index are merged at most."""
_A_PAGE = 4
"""An import may merge a page for so many claims that it brought."""
_LARGE = 2_000


def feed_search(connection: Connection, first: int, last: int) -> None:
    """Index the words of new claims for full-text search."""
    columns = ", ".join(_SEARCHED)
    db = raw(connection)
    db.execute(
        f"INSERT INTO claim_search (rowid, {columns}) SELECT id, {columns} FROM claim WHERE id BETWEEN ? AND ?",
        (first, last),
    )
    if first < last or last % _STEP == 0:
        _merge(db, last - first + 1)


def _merge(db: Any, claims: int) -> None:
    """Merge what the index holds apart, as much as so many new claims call for.

    Left to itself FTS5 merges 64 pages a level every 64 acts, or a whole level when there are sixteen parts of it:
    of a million claims that was a tenth of a second, within one act. So the schema turns that off (`automerge`). A
    large import brings all parts together, so that none of its large ones lies on one level with those of acts to
    come; what it may not finish is left to what comes in later, bit by bit.
    """
    pages = claims // _A_PAGE + _STEP
    sql = "INSERT INTO claim_search (claim_search, rank) VALUES ('merge', ?)"
    db.execute(sql, (-pages if claims >= _LARGE else pages,))


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
    db = raw(connection)
    for command in ("VALUES ('automerge', 0)", "VALUES ('rebuild', NULL)"):
        db.execute(f"INSERT INTO claim_search (claim_search, rank) {command}")
    db.execute("SAVEPOINT words")  # before which FTS5 writes down what it still holds in memory
    db.execute("RELEASE words")
    _merge(db, db.execute("SELECT count(*) FROM claim").fetchone()[0])
