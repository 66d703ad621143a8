"""The derived tables against what the claims give, a few rows of each at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ledger.detection import findings, readings
from ledger.detection.evaluating import evaluate
from ledger.detection.world import World, chunks, marks
from ledger.driving import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

Difference = tuple[str, str, str]


def differences(connection: Connection) -> Iterator[Difference]:
    """Where the derived tables are not what the claims give: table, row, and a sentence each."""
    db, world = raw(connection), World.of(connection)
    yield from _readings(db, world)
    yield from _quantities(db)
    yield from _findings(db, world)


def _readings(db: Any, world: World) -> Iterator[Difference]:
    """Both sides in order of claim: what is stored, and what the claims' words give."""
    kept = db.cursor()
    kept.execute(
        f"SELECT r.claim_id, {', '.join(f'q.{c}' for c in readings.QUANTITY_COLUMNS.split(', '))},"
        f" {', '.join(f'r.{c}' for c in readings.READING_COLUMNS.split(', '))}"
        " FROM reading AS r LEFT JOIN quantity AS q ON q.id = r.quantity ORDER BY r.claim_id"
    )
    width = len(readings.QUANTITY_COLUMNS.split(","))
    stored = kept.fetchone()
    for chunk in chunks(readings.standing(db), readings.CHUNK):
        for row in chunk:
            placed = world.placer.place(*row[2:])
            while stored is not None and stored[0] < row[0]:
                yield "reading", str(stored[0]), f"claim row {stored[0]} has a reading although it does not stand"
                stored = kept.fetchone()
            if stored is None or stored[0] > row[0]:
                yield "reading", str(row[0]), f"the reading of claim row {row[0]} is missing"
                continue
            quantity = stored[width + 1]
            if stored[width + 1 :] != readings.reading_values(world, placed, quantity, row[1]):
                yield "reading", str(row[0]), f"the reading of claim row {row[0]} is not what its words give"
            elif stored[1 : width + 1] != readings.quantity_values(placed):
                say = f"the quantity of claim row {row[0]} is not what its words give"
                yield "quantity", str(quantity), say
            stored = kept.fetchone()
    while stored is not None:
        yield "reading", str(stored[0]), f"claim row {stored[0]} has a reading although it does not stand"
        stored = kept.fetchone()


def _quantities(db: Any) -> Iterator[Difference]:
    for row in db.execute(readings.SUMS_THAT_DIFFER):
        yield "quantity", str(row[0]), f"what quantity row {row[0]} comes to is not what its readings give"


def _findings(db: Any, world: World) -> Iterator[Difference]:
    """Every finding that follows is there as it follows, with its claims; and no other is there."""
    seen: set[str] = set()
    for chunk in chunks(evaluate(db, world, everything=True), 200):
        ids = [found.fact.id for found in chunk]
        decisions = findings.decided(db, ids)
        kept = {
            row[0]: tuple(row[1:])
            for row in db.execute(
                f"SELECT id, {findings.FINDING_COLUMNS} FROM finding WHERE id IN ({marks(ids)})", ids
            ).fetchall()
        }
        links: dict[str, set[int]] = {}
        for finding_id, row in db.execute(
            "SELECT f.id, l.claim_id FROM finding AS f CROSS JOIN finding_claim AS l ON l.finding = f.row"
            f" WHERE f.id IN ({marks(ids)})",
            ids,
        ).fetchall():
            links.setdefault(finding_id, set()).add(row)
        for found in chunk:
            name = found.fact.id
            seen.add(name)
            if kept.get(name) != findings.values(db, found, decisions):
                yield "finding", name, f"finding {name} is missing or not what the claims give"
            for row in sorted(links.get(name, set()) ^ set(found.rows)):
                say = f"whether claim row {row} is in finding {name} is not what follows"
                yield "finding_claim", name, say
    for (name,) in db.execute("SELECT id FROM finding ORDER BY id"):
        if name not in seen:
            yield "finding", name, f"finding {name} does not follow from the claims"
    for name, row in db.execute(
        "SELECT coalesce(f.id, l.finding), l.claim_id FROM finding_claim AS l LEFT JOIN finding AS f"
        " ON f.row = l.finding ORDER BY 1, 2"
    ):
        if name not in seen:
            yield "finding_claim", str(name), f"whether claim row {row} is in finding {name} is not what follows"
