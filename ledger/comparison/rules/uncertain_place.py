"""W3: an uncertain place.

What it finds: words for a place that name more than one, where nothing in the claim says which.
Why it matters: claims about two places must not be compared, nor claims about one kept apart.
Example: Tripoli, in Lebanon or in Libya.
What a reviewer should do: say once which place is meant; the ledger remembers it as an alias.
Limits: found only where two claims or more name the place so and could be compared; `claims alias propose` asks of
every place that leaves a choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.comparison.context import Context, Family, finding
from ledger.comparison.values import Placed
from ledger.comparison.verdicts import Fact, Relation
from ledger.vocabulary import Severity


def find(family: Family, context: Context) -> Iterator[Fact[Placed]]:
    """One finding an uncertain place, however many claims name it."""
    asked: dict[str, list[Placed]] = {}
    for quantity in family.quantities.values():
        for claim in quantity.claims:
            if claim.uncertain_place:
                asked.setdefault(claim.place, []).append(claim)
    for place, claims in sorted(asked.items()):
        yield ask(place, claims)


MOST = 20
"""So many claims are named; the question is the same for all."""


def ask(place: str, claims: Sequence[Placed]) -> Fact[Placed]:
    """The question about one place; `claims` in order of the keys of their quantities and their ids."""
    relation = Relation(
        "W3",
        Severity.NOTE,
        f"The place may be {claims[0].uncertain_place}; nothing in the claim says which",
        "Fits once somebody says which place is meant",
    )
    about = [place, claims[0].family_key]
    return finding("W3", relation, claims[:MOST], about=about, quantity=claims[0])
