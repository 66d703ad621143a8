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

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ledger.comparison.context import Context, Family, Quantity, finding
from ledger.comparison.relate import same_quantity
from ledger.comparison.sentences import given, who
from ledger.comparison.severity import RANK
from ledger.comparison.values import C, Placed
from ledger.comparison.verdicts import Fact, Relation
from ledger.vocabulary import Severity

OfDocument = Callable[[str, str], Sequence[Placed]]
"""Gives the claims of one document and origin in the family of the quantity, in a fixed order."""


def find(family: Family, context: Context) -> Iterator[Fact[Placed]]:
    """One finding a quantity and origin: the date on which its reports differ most."""
    for quantity in family.quantities.values():
        yield from find_in(quantity, family.of_document, context)


def may(quantity: Quantity[C]) -> bool:
    """Whether a source has two figures of one date that no number fits."""
    if quantity.fits:
        return False
    for claims in quantity.by_origin().values():
        if len(claims) > 1:
            ends: dict[tuple[int | None, int | None], tuple[float, float]] = {}
            for c in claims:
                if c.attributed:
                    date = c.as_of_first, c.as_of_last
                    low, high = ends.get(date, (c.low, c.ceiling))
                    ends[date] = low, high = max(low, c.low), min(high, c.ceiling)
                    if low > high:
                        return True
    return False


def find_in(quantity: Quantity[Placed], of_document: OfDocument, context: Context) -> Iterator[Fact[Placed]]:
    """The same for one quantity."""
    if quantity.fits:
        return
    for origin, claims in quantity.by_origin().items():
        if len(claims) < 2:
            continue
        dates: dict[tuple[int | None, int | None], list[Placed]] = {}
        for claim in claims:
            if claim.attributed:
                dates.setdefault((claim.as_of_first, claim.as_of_last), []).append(claim)
        apart = [pair for members in dates.values() if (pair := _apart(members, context))]
        if apart:
            apart.sort(key=lambda a: (worse_first(a[0]), a[1].claim))
            yield _finding(of_document, quantity, origin, apart, dates, context)


Apart = tuple[Relation, Placed, Placed]


def _apart(members: Sequence[Placed], context: Context) -> Apart | None:
    """The two reports of one date that are furthest apart, where they are two documents."""
    if len({c.document for c in members}) < 2:
        return None
    high = min(members, key=lambda c: (-c.low, c.claim))
    low = min(members, key=lambda c: (c.ceiling, c.claim))
    if high.low <= low.ceiling or high.document == low.document:
        return None
    relation = same_quantity(high, low, context.policy)
    return (relation, high, low) if relation.code == "C6" else None


def worse_first(relation: Relation) -> tuple[int, float, float]:
    """A key that puts the graver verdict first."""
    return -RANK[relation.severity or Severity.NOTE], -relation.relative, -relation.gap


def _finding(
    of_document: OfDocument,
    quantity: Quantity[Placed],
    origin: str,
    found: list[Apart],
    dates: dict[tuple[int | None, int | None], list[Placed]],
    context: Context,
) -> Fact[Placed]:
    relation, high, low = found[0]
    members = dates[high.as_of_first, high.as_of_last]
    apart = [c for c in members if _clash(c, high) or _clash(c, low)]
    shown = "; ".join(dict.fromkeys(_given(c) for c in sorted(apart, key=lambda c: (c.low, c.claim))))
    more = f" ({len(found) - 1} more dates likewise)" if len(found) > 1 else ""
    sums = _sums(of_document, context, high, [c for c in apart if c.ceiling < high.low])
    relation = replace(
        relation,
        sentence=f"Reports of one source, {high.origin_name}, give different figures for one date: {shown}{more}",
        fits_if="Fits if the higher figure counts people whom the others count apart" if sums else relation.fits_if,
        hint=sums or relation.hint,
    )
    about = [quantity.key, origin]
    return finding("C6", relation, apart, about=about, quantity=high, weight=relation.relative)


def _given(claim: Placed) -> str:
    """The figure, and through whom it came where that is not the source itself."""
    return given(claim, who(claim).removeprefix(claim.origin_name).removeprefix(" (").removesuffix(")"))


def _clash(a: Placed, b: Placed) -> bool:
    return a.low > b.ceiling or b.low > a.ceiling


def _sums(of_document: OfDocument, context: Context, high: Placed, lower: Sequence[Placed]) -> str:
    """Figures that the lower reports' documents give for people beside those counted: “20 + 6 = 26”."""
    found: dict[str, bool] = {}
    whom = ""
    for claim in lower:
        for other in of_document(claim.document, claim.origin):
            if _beside(claim, other, context) and claim.value is not None and other.value is not None:
                total = claim.value + other.value
                found[f"{claim.value:,} + {other.value:,} = {total:,}"] = total == high.value
                whom = other.group
    if not any(found.values()):
        return ""
    listed = " and ".join(sorted(found))
    return f"{listed} are on record, as the same documents count {whom} apart: the higher figure may include them"


def _beside(claim: Placed, other: Placed, context: Context) -> bool:
    """Whether `other` counts a sibling group of the same place and time."""
    return (other.measure, other.place, other.anchor) == (
        claim.measure,
        claim.place,
        claim.anchor,
    ) and context.names.siblings(claim.group, other.group)
