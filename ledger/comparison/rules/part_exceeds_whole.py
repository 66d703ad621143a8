"""C3: a part exceeds the whole.

What it finds: a count of a part (children among civilians, a city in its province, a day in a campaign, the
dead among the casualties) that is larger than what the whole can be.
Why it matters: both cannot be right, even though the two figures are about different things.
Example: 40 children killed, of 30 civilians killed.
What a reviewer should do: check whether the whole is an earlier or partial count, or whether the part was
read too widely.
Limits: for running totals only where the part is counted no later than the whole. Within one source it is a
slip, between sources a dispute.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.comparison.axes import axes, paths
from ledger.comparison.context import Context, Family, Quantity, finding, worse
from ledger.comparison.keys import PLACES, STEP
from ledger.comparison.relate import relate
from ledger.comparison.values import Finding, Placed, Relation
from ledger.comparison.vocabulary import PART_OF
from ledger.vocabulary import FindingList


def find(family: Family, context: Context) -> Iterator[Finding]:
    """One finding for a part, a whole and the two origins: the widest excess."""
    index = _Index(family)
    for part in family.quantities.values():
        for whole in index.around(part):
            if part.max_low > whole.min_high and _inside(part.sample, whole.sample, context):
                yield from _between(part, whole, context)


class _Index:
    """The quantities of a family by measure and place, so that only those around a part are looked at."""

    def __init__(self, family: Family) -> None:
        self.cells: dict[tuple[str, str], list[Quantity]] = {}
        self.joined: list[Quantity] = []
        for quantity in family.quantities.values():
            s = quantity.sample
            if PLACES in s.place:
                self.joined.append(quantity)
            else:
                self.cells.setdefault((s.measure, s.place), []).append(quantity)

    def around(self, part: Quantity) -> Iterator[Quantity]:
        """Quantities whose measure and place hold those of `part`, itself left out."""
        s = part.sample
        measures = (s.measure, *PART_OF.get(s.measure, ()))
        places = _wider(s.place)
        for measure in measures:
            for place in places:
                for other in self.cells.get((measure, place), ()):
                    if other is not part:
                        yield other
        for other in self.joined:
            if other is not part and other.sample.measure in measures:
                yield other


def _wider(place: str) -> list[str]:
    """The place and every place that it lies in; for several places, those that hold all of them."""
    held: list[set[str]] = []
    for path in paths(place):
        held.append({STEP.join(path[:n]) for n in range(1, len(path) + 1)})
    return sorted(set.intersection(*held))


def _inside(part: Placed, whole: Placed, context: Context) -> bool:
    values = set(axes(part, whole, context.names).values())
    return values <= {0, 1} and 1 in values


def _between(part: Quantity, whole: Quantity, context: Context) -> Iterator[Finding]:
    worst: dict[tuple[str, str], tuple[Relation, tuple[Placed, Placed]]] = {}
    wholes = [w for w in whole.claims if w.ceiling < part.max_low]
    for claim in part.claims:
        if claim.low <= whole.min_high:
            continue
        for other in wholes:
            if claim.low <= other.ceiling:
                continue
            relation = relate(claim, other, context.names, context.policy)
            key = (claim.origin, other.origin)
            known = worst.get(key)
            if relation.code == "C3" and worse(relation, known[0] if known else None):
                worst[key] = (relation, (claim, other))
    for (one, other_origin), (relation, pair) in sorted(worst.items()):
        yield finding(
            "C3",
            relation,
            pair,
            about=[part.key, whole.key, one, other_origin],
            quantity=pair[0],
            quantities=[whole.key],
            where=FindingList.SLIP if one == other_origin else FindingList.DISPUTE,
            weight=relation.relative,
        )
