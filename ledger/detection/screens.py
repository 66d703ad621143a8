"""Which quantities, pairs of quantities and numbers can hold a finding at all: one statement a sort of rule.

Each condition is necessary for its rules (the tests hold that against comparing everything), so that claims
are read for what comes out here and for nothing else. `{quantity}` is every quantity, or those in `temp.touched`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledger.comparison.candidates import Known
from ledger.detection.world import RUNNING

MANY = 64
"""Quantities of more claims are looked at without trying their pairs first."""
ODD_MOST = 60
"""A number that so many claims give is no odd number (`rules.wrong_measure`)."""

TOUCHED = "temp.touched AS t CROSS JOIN quantity AS q ON q.id = t.id"
_FALLS = """
EXISTS (
    SELECT 1 FROM reading AS a CROSS JOIN reading AS b ON b.quantity = a.quantity
    WHERE a.quantity = q.id AND a.lo > q.min_hi AND b.hi < a.lo AND (
        a.as_of_first IS NULL OR b.as_of_last IS NULL OR b.as_of_last > a.as_of_first
        OR (b.as_of_first = a.as_of_first AND b.as_of_last = a.as_of_last)))
"""
"""Two claims no number fits, where the lower one does not certainly hold at an earlier date."""
_CIRCLES = """
EXISTS (
    SELECT 1 FROM reading AS a CROSS JOIN reading AS b ON b.quantity = a.quantity
    WHERE a.quantity = q.id AND a.citing IS NOT NULL AND b.citing = a.origin_key)
"""
IN_QUANTITY = f"""
SELECT q.id FROM {{quantity}}
WHERE q.mixed
    OR q.max_lo > q.min_hi
        AND (NOT q.{RUNNING} OR q.claims > {MANY} OR q.max_lo >= 10 * q.min_hi OR {_FALLS})
    OR q.claims > 1 AND (q.claims > {MANY} OR {_CIRCLES})
    OR q.id IN (SELECT quantity FROM reading WHERE fault IS NOT NULL)
"""
"""Quantities that can hold a finding by themselves."""
IN_FAMILY = """
SELECT q.id, q.key, q.family, q.measure, q.group_name, q.place, q.time_class, q.anchor, q.definition,
    q.window_first, q.window_last, q.max_lo, q.min_hi
FROM quantity AS q WHERE q.family IN ({families}) AND q.claims > 0 ORDER BY q.family, q.key
"""
_ALL_FAMILIES = "SELECT family FROM quantity GROUP BY family HAVING count(*) > 1"
_TOUCHED_FAMILIES = f"SELECT q.family FROM {TOUCHED}"
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
WITH few AS MATERIALIZED (
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


def quantities(db: Any, *, everything: bool) -> Iterator[int]:
    """Quantities that can hold a finding by themselves, in order."""
    source = "quantity AS q" if everything else TOUCHED
    for row in db.execute(f"{IN_QUANTITY.format(quantity=source)} ORDER BY q.id"):
        yield row[0]


def families(db: Any, *, everything: bool) -> Iterator[list[Known]]:
    """The quantities of each family that holds several."""
    sql = IN_FAMILY.format(families=_ALL_FAMILIES if everything else _TOUCHED_FAMILIES)
    family: list[Known] = []
    for row in db.execute(sql):
        known = Known._make(row)
        if family and family[0].family_key != known.family_key:
            yield family
            family = []
        family.append(known)
    if family:
        yield family


def windows(db: Any, *, everything: bool) -> Iterator[tuple[int, int]]:
    """Parts and wholes whose windows lie in one another."""
    yield from db.execute(ACROSS if everything else ACROSS_TOUCHED)


def series(db: Any, *, everything: bool) -> Iterator[tuple[int, int]]:
    """Periods, and the running totals of the same thing: (period, total), in order of the period."""
    sql = (
        "SELECT p.id, s.id FROM quantity AS p JOIN quantity AS s ON s.series = p.series"
        " WHERE p.time_class = 'period' AND s.time_class = 'total' AND p.series IS NOT NULL AND s.series IS NOT NULL"
        " AND p.claims > 0 AND s.claims > 0"
    )
    if not everything:
        sql = " UNION ".join(f"{sql} AND {one}.id IN (SELECT id FROM temp.touched)" for one in ("p", "s"))
    yield from db.execute(f"{sql} ORDER BY 1, 2")


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
