"""Which figures of one quantity can hold together: the fewest camps, and the largest agreeing set.

A figure is (first, last, known, low, high): the days it may hold for, whether it says so itself, and its
reading. i is at odds with j where i holds no later than j and low_i > high_j; that is a strict partial
order, since low_i > high_j >= low_j > high_k (`dated_together` sees to figures whose date is not stated). So
the fewest groups without a disagreement inside are as many as the longest chain has links (Mirsky), found
with one Fenwick tree in O(n log n), and no list of pairs is ever made. The largest agreeing set is the
heaviest set of intervals that one never-falling curve can pass.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from math import inf
from typing import NamedTuple


class Item(NamedTuple):
    """One figure in time. `first` and `last` are day numbers; `known` where the as-of date is stated."""

    first: int
    last: int
    low: float
    high: float
    known: bool = True
    weight: int = 1


def dated_together(items: Sequence[Item]) -> list[Item]:
    """The figures with one answer a date to whether it is stated: where one figure of those days says so, the
    others of the same days are taken to hold then too. Without it being at odds would not carry over: an
    early high figure against a dated low one, and that one against an undated lower one of the same day.
    """
    known = {(i.first, i.last) for i in items if i.known}
    return [i if i.known or (i.first, i.last) not in known else i._replace(known=True) for i in items]


def at_odds(a: Item, b: Item) -> bool:
    """Whether `a`, holding no later than `b`, gives more than `b` allows."""
    in_time = (a.first, a.last) == (b.first, b.last) or (a.last <= b.first and b.known)
    return in_time and a.low > b.high


class _Best:
    """The largest rank among figures whose low end lies above a value: a Fenwick tree over low ends."""

    def __init__(self, lows: Sequence[float]) -> None:
        self.lows = sorted(set(lows))
        self.tree = [0] * (len(self.lows) + 1)

    def put(self, low: float, rank: int) -> None:
        at = len(self.lows) - bisect_left(self.lows, low)
        while at < len(self.tree):
            self.tree[at] = max(self.tree[at], rank)
            at += at & -at

    def above(self, value: float) -> int:
        at, best = len(self.lows) - bisect_right(self.lows, value), 0
        while at:
            best = max(best, self.tree[at])
            at -= at & -at
        return best


def camps(items: Sequence[Item]) -> list[int]:
    """The camp of each figure, counted from 1; nobody in one camp is at odds with another in it.

    The largest number is the least number of camps there can be. O(n log n).
    """
    items = dated_together(items)
    dates: dict[tuple[int, int], list[int]] = {}
    for i, item in enumerate(items):
        dates.setdefault((item.first, item.last), []).append(i)
    best = _Best([i.low for i in items])
    ranks = [0] * len(items)
    waiting: list[tuple[int, int]] = []
    for first, last in sorted(dates):
        while waiting and waiting[0][0] <= first:
            _, i = waiting.pop(0)
            best.put(items[i].low, ranks[i])
        own_lows: list[float] = []
        own_ranks: list[int] = []
        # From the highest low end down, so that whoever a figure can be at odds with stands before it.
        for i in sorted(dates[first, last], key=lambda i: (-items[i].low, -items[i].high)):
            item = items[i]
            same_day = own_ranks[n - 1] if (n := bisect_left(own_lows, -item.high)) else 0
            earlier = best.above(item.high) if item.known else 0
            ranks[i] = 1 + max(same_day, earlier)
            own_lows.append(-item.low)
            own_ranks.append(max(ranks[i], own_ranks[-1] if own_ranks else 0))
            insort(waiting, (last, i))
    return ranks


def largest_agreeing_set(items: Sequence[Item]) -> list[int]:
    """The heaviest set of figures that one never-falling curve passes, as indexes in order.

    Every figure counts at its last day. O(n log n) steps on a sorted list of the curve's jumps: a figure
    [low, high] lifts the curve at `low` by its weight and takes that weight from the jumps beyond `high`;
    undoing the steps backwards gives the set. Figures whose date is not stated may be older, so they only lift it,
    those of one day by as many as share a number (`_lifts`). Ties go to the larger set member seen last in time, so
    the answer does not depend on the order of the input's equal figures.
    """
    items = dated_together(items)
    undated = _undated(items)
    order = sorted(
        (i for i in range(len(items)) if (items[i].last, i) in undated or items[i].known),
        key=lambda i: (items[i].last, not items[i].known, -items[i].low, -items[i].high, i),
    )
    values = sorted({i.low for i in items} | {i.high for i in items if i.high != inf})
    sums = [0] * (len(values) + 1)

    def add(value: float, weight: int) -> None:
        at = bisect_left(values, value) + 1
        while at <= len(values):
            sums[at] += weight
            at += at & -at

    def upto(value: float) -> int:
        at, total = bisect_right(values, value), 0
        while at:
            total += sums[at]
            at -= at & -at
        return total

    jumps: list[float] = []
    weights: dict[float, int] = {}

    def jump(value: float, weight: int) -> None:
        now = weights.get(value, 0) + weight
        if value not in weights:
            insort(jumps, value)
        weights[value] = now
        add(value, weight)
        if not now:
            del weights[value]
            del jumps[bisect_left(jumps, value)]

    undo: list[list[tuple[float, int]]] = []
    for i in order:
        item = items[i]
        if not item.known:
            undo.append(_lifts([items[n] for n in undated[item.last, i]]))
            for at, weight in undo[-1]:
                jump(at, weight)
            continue
        steps = [(item.low, item.weight)]
        jump(item.low, item.weight)
        left = item.weight
        while left and (n := bisect_right(jumps, item.high)) < len(jumps):
            value = jumps[n]
            taken = min(left, weights[value])
            jump(value, -taken)
            steps.append((value, -taken))
            left -= taken
        undo.append(steps)

    value = values[-1] if values else 0.0
    chosen: list[int] = []
    for i, steps in zip(reversed(order), reversed(undo), strict=True):
        item, total = items[i], upto(value)
        for at, weight in steps:
            jump(at, -weight)
        if not item.known:
            shared = max((at for at, _ in steps if at <= value), default=None)
            chosen += [
                n for n in undated[item.last, i] if shared is not None and items[n].low <= shared <= items[n].high
            ]
            continue
        meet = min(value, item.high)
        if meet >= item.low and upto(meet) + item.weight == total:
            chosen.append(i)
            value = meet
    return sorted(chosen)


def _undated(items: Sequence[Item]) -> dict[tuple[int, int], list[int]]:
    """The figures whose date is not stated, by their last day and the first of those of it."""
    days: dict[tuple[int, int], list[int]] = {}
    for i, item in enumerate(items):
        if not item.known:
            days.setdefault((item.first, item.last), []).append(i)
    return {(last, members[0]): members for (_, last), members in days.items()}


def _lifts(day: Sequence[Item]) -> list[tuple[float, int]]:
    """By how much undated figures of one day lift the curve, and where: as many as share a number not above it."""
    found: list[tuple[float, int]] = []
    best = 0
    for low in sorted({i.low for i in day}):
        shared = sum(i.weight for i in day if i.low <= low <= i.high)
        if shared > best:
            found.append((low, shared - best))
            best = shared
    return found


def most_together(items: Iterable[Item]) -> int:
    """How many figures the largest agreeing set has where each counts once: `largest_agreeing_set` without the set.

    The jumps of its curve are then a list of low ends, one a figure of the best set so far.
    """
    jumps: list[float] = []
    held = dated_together(list(items))
    undated = _undated(held)
    waiting = sorted(undated)
    for item in sorted((i for i in held if i.known), key=lambda i: (i.last, -i.low, -i.high)):
        while waiting and waiting[0][0] < item.last:
            _lift(jumps, [held[n] for n in undated[waiting.pop(0)]])
        insort(jumps, item.low)
        beyond = bisect_right(jumps, item.high)
        if beyond < len(jumps):
            del jumps[beyond]
    for day in waiting:
        _lift(jumps, [held[n] for n in undated[day]])
    return len(jumps)


def _lift(jumps: list[float], day: Sequence[Item]) -> None:
    for low, by in _lifts([i._replace(weight=1) for i in day]):
        for _ in range(by):
            insort(jumps, low)
