"""Which quantities of one family can bear on one another, told from what their readings come to alone.

A whole ledger is compared by looking at a row a quantity (`Known`); the claims are read only of those
quantities that come out here. Every condition is necessary for the rule that it stands for, so nothing that a
rule would find is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Self

from ledger.comparison.axes import place_relation
from ledger.comparison.context import Context
from ledger.comparison.keys import PLACES, STEP
from ledger.comparison.rules.part_exceeds_whole import Index
from ledger.comparison.vocabulary import measure_relation

FEW = 12
"""So few quantities are compared with each of their family; more of them by an index of what holds what."""


class Known(NamedTuple):
    """What is kept of a quantity. The fields are those of `Placed`, with the row in the store and the bounds."""

    row: int
    key: str
    family_key: str
    measure: str
    group: str
    place: str
    time_class: str
    anchor: str
    definition: str | None
    window_first: int | None
    window_last: int | None
    max_low: float
    min_high: float

    @property
    def sample(self) -> Self:
        """Itself: it stands for any of its claims."""
        return self


class Task(NamedTuple):
    """Quantities that a rule must look at: `pair` (part, whole), `ways` (two definitions), `sum` (whole, parts).

    `all_of` is how many parts make up the whole of a `sum`, 0 where there may always be others.
    """

    rule: str
    rows: tuple[int, ...]
    all_of: int = 0


def tasks(family: Sequence[Known], context: Context, touched: frozenset[int] | None = None) -> Iterator[Task]:
    """What rules must look at in one family; of pairs only what bears on a row in `touched`, unless it is None."""
    if len(family) < 2:
        return
    near = family if touched is None else [q for q in family if q.row in touched]
    for part, whole in _pairs(family, context, near):
        if part.max_low > whole.min_high and (touched is None or part.row in touched or whole.row in touched):
            yield Task("pair", (part.row, whole.row))
    for task in _ways(family):
        if touched is None or not touched.isdisjoint(task.rows):
            yield task
    if len(family) > 2:
        yield from _sums(family, context)


def _pairs(family: Sequence[Known], context: Context, near: Sequence[Known]) -> Iterator[tuple[Known, Known]]:
    """Parts and wholes, of which one at least is `near`."""
    if len(near) > FEW:
        index: Index[Known] = Index(family, context)
        for part in family:
            for whole in index.around(part):
                yield part, whole
        return
    rows = {q.row for q in near}
    for part in family:
        for whole in family if part.row in rows else near:
            if part.max_low > whole.min_high and part is not whole and inside(part, whole, context):
                yield part, whole


def inside(part: Known, whole: Known, context: Context) -> bool:
    """Whether measure, group and place let `part` lie inside `whole`; the days are looked at with the claims."""
    return (
        measure_relation(part.measure, whole.measure) in (0, 1)
        and context.names.group_relation(part.group, whole.group) in (0, 1)
        and place_relation(part.place, whole.place) in (0, 1)
    )


def _ways(family: Sequence[Known]) -> Iterator[Task]:
    """Quantities alike in everything but the stated way of counting, whose readings do not meet."""
    alike: dict[tuple[str, ...], list[Known]] = {}
    for q in family:
        if q.definition is not None:
            alike.setdefault((q.measure, q.group, q.place, q.time_class, q.anchor), []).append(q)
    for members in alike.values():
        members.sort(key=lambda q: q.key)
        for i, one in enumerate(members):
            for other in members[i + 1 :]:
                if one.max_low > other.min_high or other.max_low > one.min_high:
                    yield Task("ways", (one.row, other.row))


def _sums(family: Sequence[Known], context: Context) -> Iterator[Task]:
    """Wholes with two or more parts that may add up to too much, or to too little."""
    groups = {q.group for q in family}
    partitions = [p for p in context.names.partitions if p.whole in groups and len(groups.intersection(p.parts)) > 1]
    places = {q.place for q in family}
    nested = any(place.rpartition(STEP)[0] in places for place in places)
    if not (partitions or nested or any(q.measure == "casualties" for q in family)):
        return
    cells: dict[tuple[Any, ...], Known] = {}
    below: dict[tuple[Any, ...], list[Known]] = {}
    for q in family:
        time = (q.time_class, q.anchor, q.definition)
        cells[q.measure, q.group, q.place, time] = q
        around = q.place.rpartition(STEP)[0]
        if around and PLACES not in q.place and not q.place.startswith("?"):
            below.setdefault((q.measure, q.group, around, time), []).append(q)
    for whole in family:
        time = (whole.time_class, whole.anchor, whole.definition)
        for partition in partitions:
            if partition.whole == whole.group:
                parts = [p for n in partition.parts if (p := cells.get((whole.measure, n, whole.place, time)))]
                yield from _sum(whole, parts, len(partition.parts))
        if whole.measure == "casualties":
            parts = [p for n in ("killed", "injured") if (p := cells.get((n, whole.group, whole.place, time)))]
            yield from _sum(whole, parts, 2)
        if placed := below.get((whole.measure, whole.group, whole.place, time)):
            yield from _sum(whole, sorted(placed, key=lambda q: q.key), 0)


def _sum(whole: Known, parts: Sequence[Known], all_of: int) -> Iterator[Task]:
    if len(parts) < 2:
        return
    over = sum(p.max_low for p in parts) > whole.min_high
    short = len(parts) == all_of and sum(p.min_high for p in parts) < whole.max_low
    if over or short:
        yield Task("sum", (whole.row, *(p.row for p in parts)), all_of)
