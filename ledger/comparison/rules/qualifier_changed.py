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

from ledger.comparison.context import Context, Quantity, finding
from ledger.comparison.relate import CLASSES
from ledger.comparison.values import Finding, Placed, Relation
from ledger.vocabulary import Severity


def find(quantity: Quantity, context: Context) -> Iterator[Finding]:
    """One finding a source and number."""
    numbers: dict[tuple[str, int], list[Placed]] = {}
    for claims in quantity.by_origin().values():
        for claim in claims if len(claims) > 1 else ():
            if claim.attributed and claim.value is not None and claim.qualifier in CLASSES:
                numbers.setdefault((claim.origin, claim.value), []).append(claim)
    for (origin, value), claims in sorted(numbers.items()):
        if len({CLASSES[c.qualifier] for c in claims}) < 2 or len({c.document for c in claims}) < 2:
            continue
        ways: dict[str, list[str]] = {}
        for claim in claims:
            carriers = ways.setdefault(claim.shown, [])
            if (carrier := claim.relay or claim.document) not in carriers:
                carriers.append(carrier)
        said = ", but ".join(f"“{shown}” in {' and '.join(c)}" for shown, c in sorted(ways.items()))
        relation = Relation(
            "T1",
            Severity.NOTE,
            f"One number of {claims[0].origin_name} is qualified differently: {said}",
            "Fits if the qualifier was lost or changed on the way; compare with the source's own words",
        )
        yield finding("T1", relation, claims, about=[quantity.key, origin, str(value)], quantity=claims[0])
