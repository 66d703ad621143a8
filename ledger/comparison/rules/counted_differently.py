"""W1: counted differently.

What it finds: two figures alike in everything but the stated way of counting, whose readings do not meet.
Why it matters: set side by side they look like a disagreement and are none; half of all disagreeing items on
the web were ambiguities of this kind (Li et al., Truth finding on the deep web).
Example: one source counts all sides, another leaves out government forces.
What a reviewer should do: nothing to resolve; say in print what each count leaves out.
Limits: raised only where both say how they count and neither way is registered as containing the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.comparison.context import Context, Family, Quantity, finding
from ledger.comparison.relate import same_quantity
from ledger.comparison.sentences import given, way_words, who
from ledger.comparison.values import Placed
from ledger.comparison.verdicts import Fact, Relation
from ledger.vocabulary import Severity


def find(family: Family, context: Context) -> Iterator[Fact[Placed]]:
    """One finding for two ways of counting one thing."""
    alike: dict[tuple[str, ...], list[Quantity[Placed]]] = {}
    for quantity in family.quantities.values():
        s = quantity.sample
        if s.definition is not None:
            alike.setdefault((s.measure, s.group, s.place, s.time_class, s.anchor), []).append(quantity)
    for _, quantities in sorted(alike.items()):
        for i, one in enumerate(quantities):
            for other in quantities[i + 1 :]:
                yield from between(one, other, context)


def between(one: Quantity[Placed], other: Quantity[Placed], context: Context) -> Iterator[Fact[Placed]]:
    """One finding for two quantities that differ in how they were counted, `one` of the lower key."""
    pair = _apart(one, other, context)
    if pair and context.names.definition_relation(one.sample.definition, other.sample.definition) is None:
        yield _note(one, other, *pair)


def _apart(one: Quantity[Placed], other: Quantity[Placed], context: Context) -> tuple[Placed, Placed] | None:
    """The two claims of different origins furthest apart that would be at odds if counted alike."""
    for a, b in ((one, other), (other, one)):
        if a.max_low <= b.min_high:
            continue
        high = min(a.claims, key=lambda c: (-c.low, c.claim))
        low = min(b.claims, key=lambda c: (c.ceiling, c.claim))
        if high.origin != low.origin and same_quantity(high, low, context.policy).code in ("C1", "C2", "C5"):
            return high, low
    return None


def _note(one: Quantity[Placed], other: Quantity[Placed], a: Placed, b: Placed) -> Fact[Placed]:
    relation = Relation(
        "W1",
        Severity.NOTE,
        f"{_given(a)}, {_given(b)}: counted differently, not compared",
        "Fits as it stands: neither way of counting is known to contain the other",
    )
    keys = sorted((one.key, other.key))
    return finding("W1", relation, [a, b], about=keys, quantity=a, quantities=keys)


def _given(claim: Placed) -> str:
    return f"{who(claim)} gives {given(claim, way_words(claim.definition))}"
