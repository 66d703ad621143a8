"""C3: a part exceeds the whole.

What it finds: a count of a part (children among civilians, a city in its province, a day in a campaign, the
dead among the casualties) that is larger than what the whole can be.
Why it matters: both cannot be right, even though the two figures are about different things.
Example: 40 children killed, of 30 civilians killed.
What a reviewer should do: check whether the whole is an earlier or partial count, or whether the part was
read too widely.
Limits: for running totals only where the part is counted no later than the whole. Incidents read off texts
that name no event are held against each other only within one document, and there of one source, or of two
whom it quotes next to each other and one of whom counts all people: two reports of one day and city are mostly
of two incidents, and two figures of one sentence stand side by side. Within one source it is a slip, between
sources a dispute.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Generic, Protocol, TypeVar

from ledger.comparison.axes import axes, paths
from ledger.comparison.context import Context, Family, Quantity, finding, worse
from ledger.comparison.independence import doubled
from ledger.comparison.keys import PLACES, STEP
from ledger.comparison.positions import Position, in_force
from ledger.comparison.relate import relate
from ledger.comparison.values import C, Placed
from ledger.comparison.verdicts import Fact, Relation
from ledger.comparison.vocabulary import PART_OF
from ledger.comparison.windows import month_keys
from ledger.names.groups import JOINED
from ledger.vocabulary import FindingList

MOST_PAIRS = 400
"""Beyond so many pairs of origins only the two furthest apart are named."""


def find(family: Family, context: Context) -> Iterator[Fact[Placed]]:
    """One finding for a part, a whole of the same stretch of time, and the two origins."""
    if len(family.quantities) < 2:
        return
    index: Index[Quantity[Placed]] = Index(family.quantities.values(), context)
    for part in family.quantities.values():
        for whole in index.around(part):
            yield from between(part, whole, itself, context)


def itself(claim: Placed) -> Placed:
    """A claim that has its words."""
    return claim


def find_across_windows(key: str, block: Sequence[Placed], context: Context) -> Iterator[Fact[Placed]]:
    """One finding for a part whose days lie inside a longer window; `block` holds one month.

    A part and a whole that share several months meet in the first month of the part alone.
    """
    if not any(claim.wide and claim.high is not None for claim in block):
        return
    family = Family(block)
    index: Index[Quantity[Placed]] = Index(family.quantities.values(), context)
    for part in family.quantities.values():
        if month_keys(part.sample)[0] != key:
            continue
        for whole in index.across(part):
            yield from between(part, whole, itself, context, "month", key)


class Sampled(Protocol):
    """A quantity, or what a store keeps of one: its key, and the parts of the key that all claims share."""

    @property
    def key(self) -> str:
        """The key of the quantity."""

    @property
    def sample(self) -> Any:
        """Anything with the fields of a placed claim."""


Q = TypeVar("Q", bound=Sampled)


class _Cell(Generic[Q]):
    """Quantities alike in measure, group and place: by their words for time, and the longer windows."""

    def __init__(self) -> None:
        self.by_time: dict[str, list[Q]] = {}
        self.long: list[tuple[int, int, str, Q]] = []
        self.longest = 0

    def add(self, quantity: Q) -> None:
        s = quantity.sample
        self.by_time.setdefault(s.anchor, []).append(quantity)
        if s.window_first is not None and s.window_last is not None and s.window_last > s.window_first:
            self.long.append((s.window_first, s.window_last, quantity.key, quantity))
            self.longest = max(self.longest, s.window_last - s.window_first)

    def across(self, part: Placed) -> Iterator[Q]:
        """Those with a longer window around the days of `part`."""
        if part.window_first is None or part.window_last is None or part.label:
            return
        start = bisect_left(self.long, (part.window_last - self.longest,))
        end = bisect_right(self.long, (part.window_first + 1,))
        for _, last, _, quantity in self.long[start:end]:
            if last >= part.window_last and quantity.sample.anchor != part.anchor:
                yield quantity


class Index(Generic[Q]):
    """The quantities of a family by measure, group and place, so that only those around a part are met.

    Looking at every pair costs the square of a family; a country's days are thousands of quantities.
    """

    def __init__(self, quantities: Iterable[Q], context: Context) -> None:
        self.names = context.names
        self.cells: dict[tuple[str, str, str], _Cell[Q]] = {}
        self.joined_places: set[str] = set()
        self.joined_groups: set[str] = set()
        for quantity in quantities:
            s = quantity.sample
            self.cells.setdefault((s.measure, s.group, s.place), _Cell()).add(quantity)
            if PLACES in s.place:
                self.joined_places.add(s.place)
            if JOINED in s.group:
                self.joined_groups.add(s.group)
        for cell in self.cells.values():
            cell.long.sort(key=lambda w: w[:3])

    def around(self, part: Q) -> Iterator[Q]:
        """Quantities of the same stretch of time that may hold `part`, itself left out."""
        for cell in self._cells(part):
            for other in cell.by_time.get(part.sample.anchor, ()):
                if other is not part:
                    yield other

    def across(self, part: Q) -> Iterator[Q]:
        """Quantities of a longer stretch of time that may hold `part`."""
        for cell in self._cells(part):
            yield from cell.across(part.sample)

    def _cells(self, part: Q) -> Iterator[_Cell[Q]]:
        s = part.sample
        groups = sorted({s.group, *self.names.groups.above(s.group), *self.joined_groups})
        places = sorted({*_wider(s.place), *self.joined_places})
        for measure in (s.measure, *PART_OF.get(s.measure, ())):
            for group in groups:
                for place in places:
                    cell = self.cells.get((measure, group, place))
                    if cell is not None:
                        yield cell


def _wider(place: str) -> list[str]:
    """The place and every place that it lies in; for several places, those that hold all of them."""
    held: list[set[str]] = []
    for path in paths(place):
        held.append({STEP.join(path[:n]) for n in range(1, len(path) + 1)})
    return sorted(set.intersection(*held))


def _inside(part: Placed, whole: Placed, context: Context) -> bool:
    values = set(axes(part, whole, context.names).values())
    values.add(context.names.definition_relation(part.definition, whole.definition))
    return values <= {0, 1} and 1 in values


def between(
    part: Quantity[C],
    whole: Quantity[C],
    full: Callable[[C], Placed],
    context: Context,
    lens: str = "family",
    block: str | None = None,
) -> Iterator[Fact[Placed]]:
    """One finding for the two origins of a part and a whole that counts less.

    `full` gives a claim with its words, where only what decides was read.
    """
    if part.max_low <= whole.min_high or not _inside(full(part.sample), full(whole.sample), context):
        return
    worst: dict[tuple[str, str], tuple[Relation, tuple[Placed, Placed]]] = {}
    mine = {o: h for o, h in part.positions().items() if max([p.low for p in h]) > whole.min_high}
    theirs = {o: h for o, h in whole.positions().items() if min([p.high for p in h]) < part.max_low}
    if len(mine) * len(theirs) > MOST_PAIRS:
        top = min(mine, key=lambda o: (-max(p.low for p in mine[o]), o))
        low = min(theirs, key=lambda o: (min(p.high for p in theirs[o]), o))
        mine, theirs = {top: mine[top]}, {low: theirs[low]}
    known: dict[str, Placed] = {}
    for one, other, p, w in _over(mine, theirs):
        pair = (p.lowest(), w.highest())
        for claim in pair:
            if claim.claim not in known:
                known[claim.claim] = full(claim)
        claims = (known[pair[0].claim], known[pair[1].claim])
        relation = relate(*claims, context.names, context.policy)
        gravest = worst.get((one, other))
        if relation.code == "C3" and worse(relation, gravest[0] if gravest else None):
            worst[one, other] = (relation, claims)
    again = {}
    if len(worst) > 1:
        gravest_first = sorted(worst, key=lambda pair: (-worst[pair][0].relative, pair))
        told: dict[str, list[C]] = {}
        for o, held in chain(mine.items(), theirs.items()):
            told.setdefault(o, []).extend(c for p in held for c in p.claims)
        again = doubled(gravest_first, told)
    beside: dict[tuple[str, str], list[Placed]] = {}
    for pair_again, kept in again.items():
        beside.setdefault(kept, []).extend(worst[pair_again][1])
    for (one, other), (relation, claims) in sorted(worst.items()):
        if (one, other) in again:
            continue
        yield finding(
            "C3",
            relation,
            [*claims, *beside.get((one, other), ())],
            about=[part.key, whole.key, one, other],
            quantity=claims[0],
            quantities=[whole.key],
            where=FindingList.SLIP if one == other else FindingList.DISPUTE,
            lens=lens,
            block=block,
            weight=relation.relative,
        )


def _over(
    parts: Mapping[str, list[Position[C]]], wholes: Mapping[str, list[Position[C]]]
) -> Iterator[tuple[str, str, Position[C], Position[C]]]:
    """Positions of a part above those of its whole, with the two origins: those that stood side by side, and the
    last of both, since a part may have grown."""
    bottom = {origin: min([w.high for w in held]) for origin, held in wholes.items()}
    for one, held in parts.items():
        top = max([p.low for p in held])
        for other, against in wholes.items():
            if top > bottom[other]:
                for p, w in chain(in_force(held, against), ((held[-1], against[-1]),)):
                    if p.low > w.high:
                        yield one, other, p, w
