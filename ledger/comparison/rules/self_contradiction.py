"""C5: a document contradicts itself.

What it finds: two figures for the same thing in one document, of one source or of nobody named, that no
number fits.
Why it matters: one of them is a slip of the document; re-reading settles it faster than any reporting.
Example: 27 in the headline, 62 in the text.
What a reviewer should do: read both passages; correct the claim that was read wrong, or note which figure
the document stands by.
Limits: two passages may count different people, places or days without saying so.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.comparison.context import Context, Quantity, finding
from ledger.comparison.positions import worst_fall
from ledger.comparison.relate import same_quantity
from ledger.comparison.values import Finding, Placed


def find(quantity: Quantity, context: Context) -> Iterator[Finding]:
    """One finding a document and quantity: its widest contradiction, with every claim that takes part."""
    if quantity.fits:
        return
    documents: dict[str, list[Placed]] = {}
    for claim in quantity.claims:
        documents.setdefault(claim.document, []).append(claim)
    for document, claims in sorted(documents.items()):
        for voice in _voices(claims):
            pair = worst_fall(voice)
            relation = same_quantity(*pair, context.policy) if pair else None
            if pair is None or relation is None or relation.code != "C5":
                continue
            yield finding("C5", relation, pair, about=[quantity.key, document, pair[0].origin], quantity=pair[0])


def _voices(claims: list[Placed]) -> Iterator[list[Placed]]:
    """The claims of each source of a document, each with those that name nobody."""
    nobody = [c for c in claims if not c.attributed]
    origins = sorted({c.origin for c in claims if c.attributed})
    for origin in origins:
        yield [c for c in claims if c.attributed and c.origin == origin] + nobody
    if not origins and len(nobody) > 1:
        yield nobody
