"""What a large import leaves to be compared after it is stored: some claims a transaction, so that nobody waits.

The claims are put off in the transaction that stores them, so a kill leaves the work behind and never loses it.
Each portion is whole in itself: readings of some claims, with their quantities noted as due; once all are read, the
findings of some quantities, a family after another; last those of odd numbers. People may act in between: an act
compares what it bears on by itself, and what is due is compared again, when all readings are there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ledger.detection import readings
from ledger.detection.changing import refresh
from ledger.detection.findings import Changes
from ledger.detection.world import World, settings_key
from ledger.driving import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.detection.beside import Beside

PORTION = 20_000
"""Claims that are read, or whose quantities are compared, while others wait: less than a second."""


def put_off(connection: Connection, spans: Iterable[tuple[int, int]]) -> None:
    """Leave the claims from one row to another, of each of `spans`, to be compared later."""
    raw(connection).executemany(
        "INSERT INTO due_claim VALUES (?, ?) ON CONFLICT (first_row) DO UPDATE"
        " SET last_row = max(last_row, excluded.last_row)",
        spans,
    )


def is_due(connection: Connection) -> bool:
    """Whether claims wait to be compared."""
    found = raw(connection).execute(
        "SELECT EXISTS (SELECT 1 FROM due_claim) OR EXISTS (SELECT 1 FROM due_quantity)"
        " OR EXISTS (SELECT 1 FROM due_figure)"
    )
    return bool(found.fetchone()[0])


def unread(connection: Connection) -> int:
    """How many claims wait to be read."""
    found: int = (
        raw(connection).execute("SELECT coalesce(sum(last_row - first_row + 1), 0) FROM due_claim").fetchone()[0]
    )
    return found


def waiting(connection: Connection) -> int:
    """How many claims wait to be compared: those that are not read, and those of quantities that are due."""
    found: int = (
        raw(connection)
        .execute(
            "SELECT coalesce((SELECT sum(last_row - first_row + 1) FROM due_claim), 0)"
            " + (SELECT count(*) FROM due_quantity CROSS JOIN reading ON reading.quantity = due_quantity.id)"
        )
        .fetchone()[0]
    )
    return found or int(is_due(connection))


def compare_due(connection: Connection, beside: Beside | None = None) -> Changes | None:
    """Do one portion of what is due, in the open transaction; None where nothing is.

    A process `beside` this one places claims where it goes by the settings as they stand.
    """
    db = raw(connection)
    span = db.execute("SELECT first_row, last_row FROM due_claim ORDER BY first_row LIMIT 1").fetchone()
    if span is not None:
        if beside and beside.key != settings_key(connection):
            beside = None
        _read(db, World.kept(connection), span[0], span[1], beside)
        return Changes()
    quantities = _portion(db)
    if quantities:
        changes = refresh(connection, (), quantities)
        db.executemany("DELETE FROM due_quantity WHERE id = ?", [(row,) for row in quantities])
        return changes
    db.execute("DELETE FROM due_quantity")  # those of which no claim is left
    figures = [row[0] for row in db.execute("SELECT figure FROM due_figure ORDER BY figure LIMIT ?", (PORTION,))]
    if figures:
        changes = refresh(connection, (), figures=figures)
        db.executemany("DELETE FROM due_figure WHERE figure = ?", [(figure,) for figure in figures])
        return changes
    return None


def _read(db: Any, world: World, first: int, last: int, beside: Beside | None) -> None:
    """Store the readings of the first claims of a span, and note what they bear on."""
    until = min(last, first + PORTION - 1)
    db.execute("DELETE FROM due_claim WHERE first_row = ?", (first,))
    if until < last:
        db.execute("INSERT OR IGNORE INTO due_claim VALUES (?, ?)", (until + 1, last))
    _note(db, first, until)  # one that an act has read meanwhile, or that a newer release changed
    db.execute("DELETE FROM reading WHERE claim_id BETWEEN ? AND ?", (first, until))
    readings.insert(db, world, readings.standing(db, range(first, until + 1)), beside=beside)
    _note(db, first, until)
    if not db.execute("SELECT EXISTS (SELECT 1 FROM due_claim)").fetchone()[0]:
        db.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY)")
        db.execute("DELETE FROM temp.touched")
        db.execute("INSERT INTO temp.touched SELECT id FROM due_quantity")
        readings.count_up(db, everything=False)


def _note(db: Any, first: int, last: int) -> None:
    """Note as due the quantities and odd numbers of claims that are read."""
    where = "FROM reading WHERE claim_id BETWEEN ? AND ?"
    db.execute(f"INSERT OR IGNORE INTO due_quantity SELECT quantity {where}", (first, last))
    db.execute(f"INSERT OR IGNORE INTO due_figure SELECT figure {where} AND figure IS NOT NULL", (first, last))


def _portion(db: Any) -> list[int]:
    """The next quantities that are due, a family after another, as many as have so many claims."""
    found: list[int] = []
    claims = 0
    cursor = db.execute(
        "SELECT q.id, q.claims FROM quantity AS q INDEXED BY quantity_family"
        " CROSS JOIN due_quantity AS d ON d.id = q.id ORDER BY q.family"
    )
    for row, held in cursor:
        found.append(row)
        claims += held
        if claims >= PORTION:
            break
    cursor.close()
    return found
