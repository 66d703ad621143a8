"""X2: circular sourcing.

What it finds: reports that cite each other for one figure, so that nobody among them has counted.
Why it matters: however many they are, they stand for no source at all.
Example: A cites B, and B cites A.
What a reviewer should do: look for the first report and what it rests on; reject those that rest on it.
Limits: sees only who cites whom for one thing in this ledger; a report that also counts by itself grounds
those who cite it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.comparison.context import Context, Quantity, finding
from ledger.comparison.independence import afloat
from ledger.comparison.values import Placed
from ledger.comparison.verdicts import Fact, Relation
from ledger.vocabulary import Severity


def find(quantity: Quantity[Placed], context: Context) -> Iterator[Fact[Placed]]:
    """One finding a quantity: all reports that hang in the air together."""
    found = afloat(quantity.claims, context.names)
    if not found:
        return
    claims = [c for own in found.values() for c in own]
    names = sorted({c.publisher for c in claims})
    relation = Relation(
        "X2",
        Severity.MINOR,
        f"{', '.join(names)} cite each other for this figure; none of them counted, so it has no origin",
        "Fits if one of them counted by itself, or names another source elsewhere",
    )
    yield finding("X2", relation, claims, about=[quantity.key, *found], quantity=quantity.sample)
