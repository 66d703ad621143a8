"""T2: a stale figure is repeated.

What it finds: a report that repeats a figure of its source although the source had published another one at
least a day before, and that does not say as of when the figure holds.
Why it matters: superseded tolls live on; about 6,000 dead of 11 September were quoted for months after the
count had fallen below 4,000.
Example: 27 quoted on Friday, although the source raised it to 53 on Wednesday.
What a reviewer should do: take the newer figure; note the report as out of date.
Limits: needs both figures of the source in the ledger; a report that gives the old date is not stale.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.comparison.context import Context, Quantity, finding
from ledger.comparison.sentences import when, who
from ledger.comparison.times import day_words
from ledger.comparison.values import C, Placed
from ledger.comparison.verdicts import Fact, Relation
from ledger.vocabulary import Severity

FEWEST = 3
"""The figure, what replaced it, and the repeat."""


def may(quantity: Quantity[C]) -> bool:
    """Whether there is anything to find."""
    return not quantity.fits and any(
        next(stale(claims), None) for claims in quantity.by_origin().values() if len(claims) >= FEWEST
    )


def find(quantity: Quantity[Placed], context: Context) -> Iterator[Fact[Placed]]:
    """One finding a source and repeated figure: the latest report that repeats it."""
    if quantity.fits:
        return
    for origin, claims in quantity.by_origin().items():
        if len(claims) < FEWEST:
            continue
        last: dict[int, tuple[Placed, Placed, Placed]] = {}
        for claim, old, newer in stale(claims):
            last[claim.value or 0] = (claim, old, newer)
        for value, (claim, old, newer) in sorted(last.items()):
            relation = Relation(
                "T2",
                Severity.MINOR,
                f"{who(claim)} repeats {claim.shown} ({when(old)}), which {newer.origin_name} replaced by "
                f"{newer.shown} on {day_words(newer.published_day or 1)}",
                f"Fits if {claim.shown} is as of before {day_words(newer.published_day or 1)}",
                "the report may rest on an older one",
            )
            yield finding(
                "T2",
                relation,
                [claim, old, newer],
                about=[quantity.key, origin, str(value)],
                quantity=quantity.sample,
            )


def stale(claims: Sequence[C]) -> Iterator[tuple[C, C, C]]:
    """Claims of one source that repeat a figure it has replaced: (the repeat, the old one, the newer one)."""
    dated = [c for c in claims if c.attributed and c.published_day is not None]
    if len(dated) < FEWEST or len({c.value for c in dated}) == len(dated):
        return
    ordered = sorted(dated, key=lambda c: (c.published_day or 0, c.claim))
    first: dict[int, C] = {}
    newest: C | None = None
    today: list[C] = []
    for claim in ordered:
        day = claim.published_day or 0
        while today and (today[0].published_day or 0) < day:
            done = today.pop(0)
            if newest is None or _holds_later(done, newest):
                newest = done
        old = first.get(claim.value) if claim.value is not None else None
        if (
            old is not None
            and newest is not None
            and not claim.as_of_known
            and (newest.low > claim.ceiling or claim.low > newest.ceiling)
            and _holds_later(newest, old)
            and old.document != claim.document
        ):
            yield claim, old, newest
            continue
        if claim.value is not None:
            first.setdefault(claim.value, claim)
        today.append(claim)


def _holds_later(a: C, b: C) -> bool:
    return (a.as_of_last or 0, a.published_day or 0) > (b.as_of_last or 0, b.published_day or 0)
