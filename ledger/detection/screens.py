"""Which quantities, pairs of quantities and numbers can hold a finding at all: one statement a sort of rule.

Each condition is necessary for its rules (the tests hold that against comparing everything), so that claims
are read for what comes out here and for nothing else. `{quantity}` is every quantity, or those in `temp.touched`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from ledger.comparison.candidates import Known, Task
from ledger.comparison.candidates import tasks as in_family
from ledger.comparison.context import Context
from ledger.comparison.keys import PLACES, STEP
from ledger.comparison.vocabulary import PART_OF, measure_relation
from ledger.detection.world import RUNNING, chunks, marks
from ledger.driving import each

MANY = 64
"""Quantities of more claims are looked at without trying their pairs first."""
ODD_MOST = 60
"""A number that so many claims give is no odd number (`rules.wrong_measure`)."""

_AT_ONCE = 400
"""Families that are read at a time."""

TOUCHED = "temp.touched AS t CROSS JOIN quantity AS q ON q.id = t.id"
_FALLS = """
EXISTS (
    SELECT 1 FROM reading AS a CROSS JOIN reading AS b ON b.quantity = a.quantity
    WHERE a.quantity = q.id AND a.lo > q.min_hi AND b.hi < a.lo AND (
        a.as_of_first IS NULL OR b.as_of_last IS NULL OR b.as_of_last > a.as_of_first
        OR (b.as_of_first = a.as_of_first AND b.as_of_last = a.as_of_last)))
"""
"""Two claims no number fits, where the lower one does not certainly hold at an earlier date."""
SUSPECT = f"""(q.mixed
    OR q.max_lo > q.min_hi
        AND (NOT q.{RUNNING} OR q.claims > {MANY} OR q.max_lo >= 10 * q.min_hi OR {_FALLS}))
"""
"""Quantities that can hold a finding by themselves, but for those of `_WORDED`."""
_WORDED = (
    "SELECT r.quantity FROM reading AS r WHERE r.fault IS NOT NULL {only}",
    "SELECT r.quantity FROM reading AS r CROSS JOIN reading AS b ON b.quantity = r.quantity AND b.origin_key = r.citing"
    " WHERE r.citing IS NOT NULL AND b.citing IS NOT NULL {only}",
)
"""Quantities with an impossible record, and those in which somebody cites one who cites in turn."""
IN_FAMILY = """
SELECT q.id, q.key, q.family, q.measure, q.group_name, q.place, q.time_class, q.anchor, q.definition,
    q.window_first, q.window_last, q.max_lo, q.min_hi
FROM quantity AS q WHERE q.family IN ({families}) AND q.claims > 0 ORDER BY q.family, q.key
"""
_TOUCHED_FAMILIES = f"SELECT q.family FROM {TOUCHED}"
_MANY_SIDED = (
    # Several ways of counting, or parts that may make up a whole, in one place.
    "SELECT family FROM quantity GROUP BY family, place HAVING count(*) > 1 AND"
    " (count(definition) > 1 OR total(measure = 'casualties') > 0 OR total(group_name IN ({parts})) > 1)",
    # Places that lie in one another, or several at once.
    "SELECT a.family FROM (SELECT DISTINCT family, place FROM quantity) AS a CROSS JOIN quantity AS b"
    f" ON b.family = a.family AND b.place > a.place || '{STEP}' AND b.place < a.place || '{STEP}' || char(1114111)",
    f"SELECT family FROM quantity WHERE instr(place, '{PLACES}') > 0",
)
_IN_PLACE = """
SELECT p.family, p.id, w.id, p.measure, w.measure, p.group_name, w.group_name
FROM quantity AS p CROSS JOIN quantity AS w ON w.family = p.family AND w.place = p.place
WHERE w.id <> p.id AND p.max_lo > w.min_hi AND p.claims > 0 AND w.claims > 0
    AND (w.measure = p.measure OR (p.measure, w.measure) IN (VALUES {wholes}))
"""
"""A part and a whole in one place whose readings do not fit."""
_ACROSS = """
FROM quantity AS {first} CROSS JOIN quantity AS {second} ON {second}.area = {first}.area
WHERE w.window_last > w.window_first AND w.area IS NOT NULL AND p.area IS NOT NULL AND w.min_hi < 9e999
    AND p.window_first >= w.window_first AND p.window_first <= w.window_last AND p.window_last <= w.window_last
    AND p.anchor <> w.anchor AND p.max_lo > w.min_hi
"""
ACROSS = f"SELECT p.id, w.id {_ACROSS.format(first='w', second='p')}"
"""Parts whose days lie inside a longer window, and those that hold the window: (part, whole)."""
ACROSS_TOUCHED = (
    f"{ACROSS} AND w.id IN (SELECT id FROM temp.touched) UNION "
    f"SELECT p.id, w.id {_ACROSS.format(first='p', second='w')} AND p.id IN (SELECT id FROM temp.touched)"
)
CAPACITIES = """
SELECT capacity FROM quantity WHERE capacity IS NOT NULL {only} GROUP BY capacity
HAVING max(CASE measure WHEN 'killed' THEN max_lo END) > min(CASE measure WHEN 'strength' THEN min_hi END)
"""
ODD = f"""
WITH few AS (
    SELECT figure FROM reading WHERE figure IS NOT NULL {{only}} GROUP BY figure
    HAVING count(*) BETWEEN 2 AND {ODD_MOST} AND min(quantity) < max(quantity))
SELECT DISTINCT a.figure FROM few CROSS JOIN reading AS a ON a.figure = few.figure
    CROSS JOIN reading AS b ON b.figure = a.figure AND b.quantity > a.quantity
WHERE (b.origin_key = a.origin_key OR b.document_id = a.document_id)
    AND ((a.as_of_first IS NULL AND a.as_of_last IS NULL) OR (b.as_of_first IS NULL AND b.as_of_last IS NULL)
        OR (a.as_of_first IS b.as_of_first AND a.as_of_last IS b.as_of_last))
"""
"""Numbers of many digits that one source or document gives for two things and one date."""
UNCERTAIN = """
SELECT family FROM quantity
WHERE family IN (
    SELECT q.family FROM quantity AS q WHERE q.id IN (SELECT quantity FROM reading WHERE uncertain_place IS NOT NULL))
    {only}
GROUP BY family HAVING sum(claims) > 1
"""
"""Families in which a place is uncertain and other claims could be compared with it."""


class Bearing(NamedTuple):
    """The quantities that were touched, and the sorts of rules beyond their families that they may bear on at all."""

    rows: frozenset[int]
    area: bool
    series: bool
    capacity: bool
    figure: bool


def bearing(db: Any) -> Bearing:
    """What `temp.touched` and `temp.touched_figure` bear on."""
    touched = db.execute(
        "SELECT t.id, q.area, q.series, q.capacity, EXISTS (SELECT 1 FROM temp.touched_figure)"
        " FROM temp.touched AS t LEFT JOIN quantity AS q ON q.id = t.id"
    ).fetchall()
    area, series, capacity = (any(row[n] is not None for row in touched) for n in (1, 2, 3))
    figure = bool(touched[0][4]) if touched else _any(db, "temp.touched_figure")
    return Bearing(frozenset(row[0] for row in touched), area, series, capacity, figure)


def _any(db: Any, name: str) -> bool:
    return db.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() is not None


def worded(db: Any, *, everything: bool) -> set[int]:
    """The quantities of which only the words of the claims, or who cites whom, tell what they hold."""
    if everything:
        only = ("", "AND r.citing IN (SELECT DISTINCT origin_key FROM reading)")
    else:
        only = ("AND r.quantity IN (SELECT id FROM temp.touched)",) * 2
    return {row[0] for sql, which in zip(_WORDED, only, strict=True) for row in db.execute(sql.format(only=which))}


def tasks(db: Any, context: Context, touched: frozenset[int] | None) -> Iterator[Task]:
    """What rules must look at in families that hold several quantities: those of `touched`, or all."""
    if touched is not None:
        for family in _families(db, _TOUCHED_FAMILIES):
            yield from in_family(family, context, touched)
        return
    parts = ", ".join(f"'{name}'" for name in sorted({n for p in context.names.partitions for n in p.parts}))
    many_sided = " UNION ".join(_MANY_SIDED).format(parts=parts)
    apart = {row[0] for row in db.execute(many_sided)}
    for some in chunks(sorted(apart), _AT_ONCE):
        for family in _families(db, marks(some), some):
            yield from in_family(family, context)
    wholes = ", ".join(f"('{part}', '{whole}')" for part, of in PART_OF.items() for whole in of)
    relation = cache(context.names.group_relation)
    for family, part, whole, measure, of, group, inside in db.execute(_IN_PLACE.format(wholes=wholes)):
        if relation(group, inside) in (0, 1) and measure_relation(measure, of) in (0, 1) and family not in apart:
            yield Task("pair", (part, whole))


def _families(db: Any, keys: str, values: Sequence[str] = ()) -> Iterator[list[Known]]:
    """The quantities of each of those families."""
    family: list[Known] = []
    for row in db.execute(IN_FAMILY.format(families=keys), values):
        known = Known._make(row)
        if family and family[0].family_key != known.family_key:
            yield family
            family = []
        family.append(known)
    if family:
        yield family


def windows(db: Any, *, everything: bool) -> Iterator[tuple[int, int]]:
    """Parts and wholes whose windows lie in one another."""
    yield from each(db, ACROSS if everything else ACROSS_TOUCHED)


def series(db: Any, *, everything: bool) -> Iterator[tuple[int, int]]:
    """Periods, and the running totals of the same thing: (period, total), in order of the period."""
    sql = (
        "SELECT p.id, s.id FROM quantity AS p JOIN quantity AS s ON s.series = p.series"
        " WHERE p.time_class = 'period' AND s.time_class = 'total' AND p.series IS NOT NULL AND s.series IS NOT NULL"
        " AND p.claims > 0 AND s.claims > 0"
    )
    if not everything:
        sql = " UNION ".join(f"{sql} AND {one}.id IN (SELECT id FROM temp.touched)" for one in ("p", "s"))
    yield from each(db, f"{sql} ORDER BY 1, 2")


def capacities(db: Any, *, everything: bool) -> list[str]:
    """The keys of events and groups with more dead than people."""
    only = "" if everything else f"AND capacity IN (SELECT q.capacity FROM {TOUCHED})"
    return [row[0] for row in db.execute(CAPACITIES.format(only=only))]


def odd_numbers(db: Any, *, everything: bool) -> list[str]:
    """The keys of odd numbers that stand under two measures; those in `temp.touched_figure`, or all."""
    only = "" if everything else "AND figure IN (SELECT figure FROM temp.touched_figure)"
    return [row[0] for row in db.execute(f"{ODD.format(only=only)} ORDER BY 1")]


def uncertain(db: Any, *, everything: bool) -> list[str]:
    """The families in which somebody must say which place is meant."""
    only = "" if everything else f"AND family IN (SELECT q.family FROM {TOUCHED})"
    return [row[0] for row in db.execute(UNCERTAIN.format(only=only))]
