"""C7: period and total disagree.

What it finds: one source's count for a period that cannot be the rise of its own running total over it.
Why it matters: one of the three figures is wrong, and it is the source's own arithmetic that says so. This
check finds what the keepers of a real daily toll list by hand, all of it and nothing else.
Example: 725 “in a day” while the total rose by 349.
What a reviewer should do: look at the days around it; a later report often carries the missing number.
Limits: needs the totals as of the day before the period and of its last day, counted from one start.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.comparison.context import Context, finding
from ledger.comparison.positions import Position, positions
from ledger.comparison.sentences import when
from ledger.comparison.severity import gap_severity
from ledger.comparison.values import Placed
from ledger.comparison.verdicts import Fact, Relation
from ledger.figures import count


def find(key: str, block: Sequence[Placed], context: Context) -> Iterator[Fact[Placed]]:
    """One finding a period; `block` holds the period counts and running totals of one source and thing."""
    starts: dict[str, list[Placed]] = {}
    periods: dict[str, list[Placed]] = {}
    for claim in block:
        if claim.time_class == "total":
            starts.setdefault(claim.anchor, []).append(claim)
        elif claim.time_class == "period":
            periods.setdefault(claim.quantity_key, []).append(claim)
    for _, claims in sorted(starts.items()):
        totals = by_day(claims)
        for _, counted in sorted(periods.items()):
            yield from check(counted, totals, context)


def by_day(totals: Sequence[Placed]) -> dict[int | None, Position[Placed]]:
    """What one source's running total stood at, by the day that it is as of."""
    dated = [c for c in totals if c.as_of_known and c.as_of_first == c.as_of_last]
    return {p.last: p for p in positions(dated)}


def check(
    counted: Sequence[Placed], totals: dict[int | None, Position[Placed]], context: Context
) -> Iterator[Fact[Placed]]:
    """At most one finding for one source's claims about one period, beside its running total."""
    windowed = [c for c in counted if c.window_first is not None]
    if not windowed:
        return
    period = positions(windowed)[-1]
    sample = period.claims[0]
    before = totals.get((sample.window_first or 0) - 1)
    after = totals.get(sample.window_last)
    if before is None or after is None:
        return
    exact = _to_the_unit(period, before, after)
    first_low, first_high = _ends(before, exact)
    last_low, last_high = _ends(after, exact)
    low, high = _ends(period, exact)
    least, most = last_low - first_high, last_high - first_low
    if low > most:
        claim, edge = period.lowest(), "at most"
        severity, gap, relative = gap_severity(low, max(most, 0.0), context.policy)
        rise = max(most, 0.0)
    elif high < least:
        claim, edge, rise = period.highest(), "at least", least
        severity, gap, relative = gap_severity(least, high, context.policy)
    else:
        return
    first, last = before.highest(), after.lowest()
    relation = Relation(
        "C7",
        severity,
        f"{claim.origin_name} gives {claim.shown} for the period, but its running total rose by {edge} "
        f"{count(rise)}: {first.shown} ({when(first)}), {last.shown} ({when(last)})",
        "Fits if the period is another one, or if the total was corrected in between",
        "",
        gap,
        relative,
    )
    yield finding(
        "C7",
        relation,
        [claim, first, last],
        about=[sample.quantity_key, first.quantity_key, sample.origin],
        quantity=claim,
        quantities=[first.quantity_key],
        lens="series",
        block=f"{sample.series_key} {sample.origin}",
        weight=relative,
    )


def _to_the_unit(*held: Position[Placed]) -> bool:
    """Whether the source counts to the last person: then its round numbers are counts like the others.

    Reading 40,000 of such a source as 38,000 to 42,000 hid 9 of 25 mismatches that the keepers of a real
    daily toll know of.
    """
    return any(c.qualifier == "exact" and (c.value or 0) % 10 for p in held for c in p.claims)


def _ends(position: Position[Placed], exact: bool) -> tuple[float, float]:
    values = [float(c.value) for c in position.claims if c.qualifier == "exact" and c.value is not None]
    floor = any(c.high is None for c in position.claims)
    if exact and not floor and len(values) == len(position.claims):
        return min(values), max(values)
    return position.low, position.high
