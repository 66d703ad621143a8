"""C4: parts do not add up.

What it finds: counts of the parts of one whole, of one source and date, that add up to more than the whole;
or, where the parts make up the whole between them, to less.
Why it matters: the figures come from one source at one time, so a part is missing, counted twice or misread.
Example: 27 and 26 beside a total of 60, with nobody else counted.
What a reviewer should do: re-read the passage; look for a part that was left out or two parts that overlap.
Limits: men, women and children, and civilians and combatants are taken to make up the whole, killed and
injured to make up the casualties; places inside one place may leave others out, so they can only exceed it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor

from ledger.comparison.axes import paths
from ledger.comparison.context import Context, Family, Quantity, finding
from ledger.comparison.keys import PLACES, STEP
from ledger.comparison.sentences import given
from ledger.comparison.severity import gap_severity
from ledger.comparison.values import Placed
from ledger.comparison.verdicts import Fact, Relation
from ledger.figures import count
from ledger.names.spelling import spelled

Voice = tuple[str, int | None, int | None]


def find(family: Family, context: Context) -> Iterator[Fact[Placed]]:
    """One finding a whole, its parts, source and date."""
    children = _places_below(family)
    for whole in family.quantities.values():
        s = whole.sample
        for partition in context.names.partitions:
            if partition.whole == s.group:
                parts = [family.alike(whole, group=name) for name in partition.parts]
                yield from check(whole, [p[0] for p in parts if p], len(parts), context)
        if s.measure == "casualties":
            parts = [family.alike(whole, measure=name) for name in ("killed", "injured")]
            yield from check(whole, [p[0] for p in parts if p], len(parts), context)
        below = [q for q in children.get(s.place, ()) if _beside(q.sample, s)]
        if len(below) > 1:
            yield from check(whole, below, 0, context)


def _places_below(family: Family) -> dict[str, list[Quantity[Placed]]]:
    found: dict[str, list[Quantity[Placed]]] = {}
    for quantity in family.quantities.values():
        place = quantity.sample.place
        if PLACES not in place and not place.startswith("?"):
            path = paths(place)[0]
            for depth in range(1, len(path)):
                found.setdefault(STEP.join(path[:depth]), []).append(quantity)
    return found


def _outermost(counted: Sequence[list[Placed]]) -> list[list[Placed]]:
    """The parts of which none lies in the place of another: a town is counted once, beside its province or in it."""
    places = [claims[0].place for claims in counted]
    return [c for c, own in zip(counted, places, strict=True) if not any(own.startswith(p + STEP) for p in places)]


def _beside(part: Placed, whole: Placed) -> bool:
    mine = (part.measure, part.group, part.time_class, part.anchor, part.definition)
    return mine == (whole.measure, whole.group, whole.time_class, whole.anchor, whole.definition)


def _voices(quantity: Quantity[Placed]) -> dict[Voice, list[Placed]]:
    found: dict[Voice, list[Placed]] = {}
    for claim in quantity.claims:
        found.setdefault((claim.origin, claim.as_of_first, claim.as_of_last), []).append(claim)
    return found


def check(
    whole: Quantity[Placed], parts: Sequence[Quantity[Placed]], all_of: int, context: Context
) -> Iterator[Fact[Placed]]:
    """The findings for one whole and some of its parts, one a source and date.

    `all_of` is how many parts make up the whole; 0 where there may always be others.
    """
    if not parts or any(c.loose for c in whole.claims):
        return  # where a text states no time, which of its figures are about one event is a guess
    spoken = [_voices(p) for p in parts]
    for voice, totals in sorted(_voices(whole).items(), key=str):
        counted = _outermost([v[voice] for v in spoken if voice in v])
        if len(counted) < 2:
            continue
        low = sum(min(c.low for c in claims) for claims in counted)
        high = sum(max(c.ceiling for c in claims) for claims in counted)
        total = max(totals, key=lambda c: (c.ceiling, c.claim))
        least = min(totals, key=lambda c: (c.low, c.claim))
        if low > total.ceiling:
            severity, gap, relative = gap_severity(low, total.ceiling, context.policy)
            words = f"the parts add up to at least {count(ceil(low))}, more than the total of {given(total)}"
            fits = "Fits if two of the parts count some of the same people"
        elif all_of and len(counted) == all_of and high < least.low:
            severity, gap, relative = gap_severity(least.low, high, context.policy)
            words = f"the parts add up to at most {count(floor(high))}, short of the total of {given(least)}"
            fits = "Fits if the total counts people whom none of the parts counts"
            total = least
        else:
            continue
        claims = [c for group in counted for c in group] + [total]
        listed = ", ".join(given(g[0], _differs(g[0], total)) for g in counted)
        relation = Relation("C4", severity, f"{total.origin_name}: {words}: {listed}", fits, "", gap, relative)
        about = [whole.key, *map(str, voice), *sorted(c[0].quantity_key for c in counted)]
        keys = [c[0].quantity_key for c in counted]
        yield finding("C4", relation, claims, about=about, quantity=total, quantities=keys, weight=relative)


def _differs(part: Placed, whole: Placed) -> str:
    if part.group != whole.group:
        return part.group
    if part.measure != whole.measure:
        return part.measure.replace("_", " ")
    return spelled(paths(part.place)[0][-1], part.place_said)
