"""T1: a qualifier was lost or changed on the way.

What it finds: one number of one source that documents qualify differently: “at least 27” here, “27” there.
Why it matters: “at least” sets no ceiling and “up to” no floor; a report that drops the word claims more
than its source did, and the next reader takes it for a precise count.
Example: the UN said “at least 27”, a report says “27”.
What a reviewer should do: look up the source's own words and note which report changed them.
Limits: the source may itself have used both words; “at least” beside “more than” is not worth a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.comparison.context import Context, Quantity, fact
from ledger.comparison.relate import CLASSES
from ledger.comparison.values import C, Placed
from ledger.comparison.verdicts import Fact, Verdict, Words

CHANGED = Verdict("T1")


def find(quantity: Quantity[C], context: Context) -> Iterator[Fact[C]]:
    """One finding a source and number."""
    for origin, claims in quantity.by_origin().items():
        if len(claims) < 2:
            continue
        numbers: dict[int, list[C]] = {}
        for claim in claims:
            if claim.attributed and claim.value is not None and claim.qualifier in CLASSES:
                numbers.setdefault(claim.value, []).append(claim)
        for value, alike in sorted(numbers.items()):
            if (
                len(alike) > 1
                and len({CLASSES[c.qualifier] for c in alike}) > 1
                and len({c.document for c in alike}) > 1
            ):
                yield fact("T1", CHANGED, alike, key=(quantity.key, origin, str(value)), about=alike[0])


def words(found: Fact[Placed]) -> Words:
    """What one of these findings says."""
    ways: dict[str, list[str]] = {}
    for claim in found.claims:
        carriers = ways.setdefault(claim.shown, [])
        if (carrier := claim.relay or claim.document) not in carriers:
            carriers.append(carrier)
    said = ", but ".join(f"“{shown}” in {' and '.join(c)}" for shown, c in sorted(ways.items()))
    return Words(
        f"One number of {found.claims[0].origin_name} is qualified differently: {said}",
        "Fits if the qualifier was lost or changed on the way; compare with the source's own words",
    )
