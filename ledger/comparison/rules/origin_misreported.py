"""C6: reports of one origin differ.

What it finds: documents that give different figures of one source for the same thing and date, with no
number that fits all of them.
Why it matters: somebody misquoted the source, or the source counted two things under one name. It is one
source, so it is no disagreement about the world: what it said can be looked up.
Example: AP gives 27 of the UN, the BBC 26.
What a reviewer should do: read what the source itself published, and correct or reject the other reports.
Limits: reports of one date may come from different hours, where nothing says which is the later one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.comparison.context import Context, Family, Quantity, finding
from ledger.comparison.relate import same_quantity
from ledger.comparison.sentences import says
from ledger.comparison.values import Finding, Placed, Relation


def find(family: Family, context: Context) -> Iterator[Finding]:
    """One finding a quantity, origin and date."""
    for quantity in family.quantities.values():
        if quantity.fits:
            continue
        for origin, claims in quantity.by_origin().items():
            dates: dict[tuple[int | None, int | None], list[Placed]] = {}
            for claim in claims:
                if claim.attributed:
                    dates.setdefault((claim.as_of_first, claim.as_of_last), []).append(claim)
            for date, members in sorted(dates.items(), key=str):
                yield from _on_one_date(family, quantity, origin, date, members, context)


def _on_one_date(
    family: Family,
    quantity: Quantity,
    origin: str,
    date: tuple[int | None, int | None],
    members: Sequence[Placed],
    context: Context,
) -> Iterator[Finding]:
    if len({c.document for c in members}) < 2:
        return
    high = min(members, key=lambda c: (-c.low, c.claim))
    low = min(members, key=lambda c: (c.ceiling, c.claim))
    if high.low <= low.ceiling or high.document == low.document:
        return
    relation = same_quantity(high, low, context.policy)
    if relation.code != "C6":
        return
    apart = [c for c in members if c.low > low.ceiling or c.ceiling < high.low or any(_clash(c, o) for o in members)]
    shown = "; ".join(dict.fromkeys(says(c) for c in sorted(apart, key=lambda c: (c.low, c.claim))))
    sums = _sums(family, context, high, [c for c in apart if c.ceiling < high.low])
    relation = Relation(
        "C6",
        relation.severity,
        f"Reports of one source give different figures for one date: {shown}",
        relation.fits_if if not sums else "Fits if the higher figure counts people whom the others count apart",
        sums or relation.hint,
        relation.gap,
        relation.relative,
    )
    about = [quantity.key, origin, str(date[0]), str(date[1])]
    yield finding("C6", relation, apart, about=about, quantity=high, weight=relation.relative)


def _clash(a: Placed, b: Placed) -> bool:
    return a.low > b.ceiling or b.low > a.ceiling


def _sums(family: Family, context: Context, high: Placed, lower: Sequence[Placed]) -> str:
    """Figures that the lower reports' documents give for people beside those counted: “20 + 6 = 26”."""
    found: dict[str, bool] = {}
    who = ""
    for claim in lower:
        for quantity in family.quantities.values():
            for other in quantity.claims:
                if _beside(claim, other, context) and claim.value is not None and other.value is not None:
                    total = claim.value + other.value
                    found[f"{claim.value:,} + {other.value:,} = {total:,}"] = total == high.value
                    who = other.group
    if not any(found.values()):
        return ""
    listed = " and ".join(sorted(found))
    return f"{listed} are on record, as the same documents count {who} apart: the higher figure may include them"


def _beside(claim: Placed, other: Placed, context: Context) -> bool:
    """Whether `other` counts a sibling group, in the same document, of the same source, place and time."""
    return (
        other.document == claim.document
        and other.origin == claim.origin
        and (other.measure, other.place, other.anchor) == (claim.measure, claim.place, claim.anchor)
        and context.names.siblings(claim.group, other.group)
    )
