"""The readings of standing claims, and the quantities that they speak of, kept as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ledger import derived, queries
from ledger.detection.world import World, chunks, in_lists, marks
from ledger.driving import each

if TYPE_CHECKING:
    from ledger.comparison import Placed
    from ledger.detection.beside import Beside

CHUNK = 2_000
"""Claims that are placed at a time."""

STATED = (
    "claim.id, claim.document_id, claim.key, document.key, document.publisher, document.published, claim.value,"
    " claim.low, claim.high, claim.qualifier, claim.figure_text, claim.measure, claim.group_name, claim.place,"
    " claim.event_start, claim.event_end, claim.as_of, claim.time_kind, claim.counted_from, claim.definition,"
    " claim.attributed_to, claim.anonymity, claim.relayed_by, claim.event, claim.method,"
    " claim.quote, claim.quote_start"
)
"""A claim's row and document, then what `Placer.place` takes, in its order."""

QUANTITY_COLUMNS = (
    "key, family, area, series, capacity, measure, group_name, place, time_class, anchor, counted_from, definition,"
    " window_first, window_last"
)
SUBJECT = 12
"""The fields of `Placed` that are columns of `quantity`: the first of both, in one order."""
READING_COLUMNS = (
    "quantity, document_id, claim, label, window_first, window_last, lo, hi, soft_lo, soft_hi, soft_ceiling, why,"
    " value, qualifier, shown, origin_key, origin, attributed, relay, as_of_first, as_of_last, as_of_known,"
    " published_day, figure, uncertain_place, fault, sentence, at, citing"
)
_INSERT_READING = f"INSERT INTO reading (claim_id, {READING_COLUMNS}) VALUES (?, {marks(READING_COLUMNS.split(','))})"
_INSERT_QUANTITY = (
    f"INSERT INTO quantity (id, {QUANTITY_COLUMNS}, claims, max_lo, min_hi, mixed)"
    f" VALUES (?, {marks(QUANTITY_COLUMNS.split(','))}, 0, 0, 0, 0)"
)

Stated = tuple[Any, ...]
Made = tuple[tuple[Any, ...], tuple[Any, ...]]
"""What a claim comes to: the columns of QUANTITY_COLUMNS, and those of READING_COLUMNS without the first two."""
Ready = Mapping[int, "Placed"]
"""Claims that were placed before they were stored, by row (`ledger.intake.placing`)."""


def standing(db: Any, rows: Sequence[int] | None = None) -> Iterator[Stated]:
    """The standing claims, all or those of `rows`, as STATED says, in order of row."""
    sql = f"SELECT {STATED}{queries.FROM}WHERE {queries.STANDING}"
    if rows is None:
        yield from each(db, f"{sql} ORDER BY claim.id")
        return
    for chunk in in_lists(rows, 500):
        yield from each(db, f"{sql} AND claim.id IN ({marks(chunk)}) ORDER BY claim.id", chunk)


def quantity_values(placed: Placed) -> tuple[Any, ...]:
    """The columns of QUANTITY_COLUMNS."""
    window = (placed.window_first, placed.window_last) if placed.area_key is not None else (None, None)
    return (*placed[:SUBJECT], *window)


def reading_values(world: World, placed: Placed, quantity: int, document: int) -> tuple[Any, ...]:
    """The columns of READING_COLUMNS."""
    return (quantity, document, *_own_values(world, placed))


def _own_values(world: World, placed: Placed) -> tuple[Any, ...]:
    """The same without those of the rows that a reading refers to; the last field of `Placed` stands with the claim."""
    citing = None
    if placed.attributed and placed.publisher:
        publisher = world.placer.voice(placed.publisher)
        citing = publisher if publisher != placed.origin else None
    return (placed.claim, *placed[SUBJECT + 3 : -1], citing)


def values_of(world: World, placed: Placed) -> Made:
    """What a claim that is placed comes to."""
    return quantity_values(placed), _own_values(world, placed)


def made(world: World, *words: Any) -> Made:
    """What a claim comes to, of the words that `Placer.place` takes."""
    return values_of(world, world.placer.place(*words))


def insert(
    db: Any, world: World, claims: Iterable[Stated], ready: Ready | None = None, beside: Beside | None = None
) -> set[int]:
    """Store the readings of claims, with the quantities that are new; gives the rows of all quantities touched.

    Those that are `ready` are not placed again; the others by the process `beside` where there is one.
    """
    touched: set[int] = set()
    following: int = db.execute("SELECT coalesce(max(id), 0) + 1 FROM quantity").fetchone()[0]
    lists = chunks(claims, CHUNK)
    for chunk, found in beside.place(world, lists) if beside and not ready else _placed(world, lists, ready):
        ids = known(db, {about[0] for about, _ in found})
        fresh = []
        for about, _ in found:
            if about[0] not in ids:
                ids[about[0]] = following
                fresh.append((following, *about))
                following += 1
        db.executemany(_INSERT_QUANTITY, fresh)
        db.executemany(
            _INSERT_READING,
            [(row[0], ids[about[0]], row[1], *own) for row, (about, own) in zip(chunk, found, strict=True)],
        )
        touched.update(ids.values())
    return touched


def _placed(
    world: World, lists: Iterable[list[Stated]], ready: Ready | None
) -> Iterator[tuple[list[Stated], list[Made]]]:
    place = world.placer.place
    for claims in lists:
        if ready:
            yield claims, [values_of(world, ready.get(row[0]) or place(*row[2:])) for row in claims]
        else:
            yield claims, [values_of(world, place(*row[2:])) for row in claims]


def known(db: Any, keys: Iterable[str]) -> dict[str, int]:
    """The rows of the quantities with those keys, as far as there are any."""
    found: dict[str, int] = {}
    for part in in_lists(keys, 500):
        found.update(db.execute(f"SELECT key, id FROM quantity WHERE key IN ({marks(part)})", part))
    return found


def indexes(db: Any, table: str) -> list[tuple[str, str]]:
    """The indexes of a table that have a statement of their own: name and statement."""
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY rowid"
    return [(row[0], row[1]) for row in db.execute(sql, (table,))]


def insert_all(
    db: Any, world: World, claims: Iterable[Stated], ready: Ready | None = None, beside: Beside | None = None
) -> None:
    """Store the readings of all claims."""
    with anew(db):
        insert(db, world, claims, ready, beside)


@contextmanager
def anew(db: Any) -> Iterator[None]:
    """No reading and no quantity is left; those that come meanwhile have their indexes made afterwards: sorting once
    is cheaper."""
    derived.anew(db, "reading", "quantity")
    db.execute("DELETE FROM reading")
    db.execute("DELETE FROM quantity")
    later = [*indexes(db, "reading"), *indexes(db, "quantity")]
    for name, _ in later:
        db.execute(f"DROP INDEX {name}")
    yield
    for _, statement in later:
        db.execute(statement)


_SUMS = """
    SELECT quantity AS row, sum(claims) AS claims, max(max_lo) AS max_lo,
        coalesce(min(min_hi), 9e999) AS min_hi, max(mixed) AS mixed
    FROM (
        SELECT quantity, count(*) AS claims, max(lo) AS max_lo, min(hi) AS min_hi,
            value IS NOT NULL AND count(*) > 1
                AND (min(qualifier) <> max(qualifier) OR min(lo) <> max(lo)) AS mixed
        FROM reading {only} GROUP BY quantity, origin_key, value
    ) GROUP BY quantity
"""
"""`mixed` marks a quantity of which one source gives one number in two ways: only then can a qualifier have
been changed, or a figure come back that reads otherwise than before."""
_DIFFER = (
    "(quantity.claims, quantity.max_lo, quantity.min_hi, quantity.mixed) IS NOT (s.claims, s.max_lo, s.min_hi, s.mixed)"
)
SUMS_THAT_DIFFER = (
    f"SELECT quantity.id FROM quantity LEFT JOIN ({_SUMS.format(only='')}) AS s ON s.row = quantity.id WHERE {_DIFFER}"
)
"""The rows of quantities whose sums are not those of their readings."""


_SUMMED = 8_192
"""Quantities whose sums are made at a time, so that memory does not grow with the ledger."""


def count_up(db: Any, *, everything: bool, grown: bool = False) -> None:
    """Bring the sums of quantities up to date: of all, or of those in `temp.touched`, which may have `grown` only."""
    only = "quantity BETWEEN ? AND ?"
    if not everything:
        only = f"quantity IN (SELECT id FROM temp.touched WHERE {only.replace('quantity', 'id')})"
    if not everything and not grown:
        # Whose last claim has gone stays until its family has been looked at again.
        db.execute(
            "UPDATE quantity SET claims = 0, max_lo = 0, min_hi = 9e999, mixed = 0"
            " WHERE id IN (SELECT id FROM temp.touched)"
            " AND NOT EXISTS (SELECT 1 FROM reading WHERE reading.quantity = quantity.id)"
        )
    sql = (
        "UPDATE quantity SET claims = s.claims, max_lo = s.max_lo, min_hi = s.min_hi, mixed = s.mixed"
        f" FROM ({_SUMS.format(only=f'WHERE {only}')}) AS s WHERE s.row = quantity.id AND {_DIFFER}"
    )
    table = "quantity" if everything else "temp.touched"
    first, last, many = db.execute(
        f"SELECT coalesce(min(id), 0), coalesce(max(id), -1), count(*) FROM {table}"
    ).fetchone()
    step = _SUMMED if many > _SUMMED else last - first + 1
    for start in range(first, last + 1, max(step, 1)):
        db.execute(sql, (start, start + step - 1))


def count_one(db: Any, row: int) -> None:
    """Bring the sums of the quantity that the claim in a row has just joined up to date: a hundredth of the work of
    `count_up` where it holds thousands."""
    db.execute(_JOINED, (row,))


_JOINED = """
    UPDATE quantity SET claims = quantity.claims + 1, max_lo = iif(quantity.claims, max(quantity.max_lo, r.lo), r.lo),
        min_hi = iif(quantity.claims, min(quantity.min_hi, coalesce(r.hi, 9e999)), coalesce(r.hi, 9e999)),
        mixed = quantity.mixed OR EXISTS (
            SELECT 1 FROM reading AS b
            WHERE b.quantity = r.quantity AND b.origin_key = r.origin_key AND b.value = r.value
                AND b.claim_id <> r.claim_id AND (b.qualifier <> r.qualifier OR b.lo <> r.lo))
    FROM reading AS r WHERE r.claim_id = ? AND quantity.id = r.quantity
"""
