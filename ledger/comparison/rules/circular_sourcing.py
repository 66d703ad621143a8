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
from ledger.comparison.values import Finding, Placed, Relation
from ledger.names.folding import plain
from ledger.vocabulary import Severity


def find(quantity: Quantity, context: Context) -> Iterator[Finding]:
    """One finding a quantity: all reports that hang in the air together."""
    cites: dict[str, set[str]] = {}
    grounded: set[str] = set()
    made: dict[str, list[Placed]] = {}
    for claim in quantity.claims:
        if not claim.publisher:
            continue
        publisher = plain(context.names.resolve_actor(claim.publisher))
        if not claim.attributed or claim.origin == publisher:
            grounded.add(publisher)
        else:
            cites.setdefault(publisher, set()).add(claim.origin)
            made.setdefault(publisher, []).append(claim)
    if not any(target in cites for targets in cites.values() for target in targets):
        return
    reach = grounded | {t for targets in cites.values() for t in targets if t not in cites}
    while more := {p for p, targets in cites.items() if p not in reach and targets & reach}:
        reach |= more
    afloat = sorted(set(cites) - reach)
    if not afloat:
        return
    claims = [c for p in afloat for c in made[p]]
    names = sorted({c.publisher for c in claims})
    relation = Relation(
        "X2",
        Severity.MINOR,
        f"{', '.join(names)} cite each other for this figure; none of them counted, so it has no origin",
        "Fits if one of them counted by itself, or names another source elsewhere",
    )
    yield finding("X2", relation, claims, about=[quantity.key, *afloat], quantity=quantity.sample)
