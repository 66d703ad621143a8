"""R2: a source cut its own figure.

What it finds: a running total of one source that is lower at a later date.
Why it matters: official tolls do fall, as duplicates are removed (11 September: about 6,700 at first, 2,752
after two years), and the old figure goes on being quoted.
Example: 2,792 cut to 2,752.
What a reviewer should do: note the reason the source gave; watch for reports that repeat the old figure.
Limits: shown as a note whatever the size of the cut; it is the source's own history, not a disagreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ledger.comparison.context import Context, Quantity, finding, worse
from ledger.comparison.relate import same_quantity
from ledger.comparison.values import Finding, Placed, Relation


def find(quantity: Quantity, context: Context) -> Iterator[Finding]:
    """One finding a source and quantity: its deepest cut."""
    if quantity.fits or not quantity.sample.running:
        return
    for origin, held in quantity.positions().items():
        worst: tuple[Relation, tuple[Placed, Placed]] | None = None
        for earlier, later in pairwise(held):
            if earlier.low <= later.high:
                continue
            pair = (earlier.lowest(), later.highest())
            relation = same_quantity(*pair, context.policy)
            if relation.code == "R2" and worse(relation, worst[0] if worst else None):
                worst = (relation, pair)
        if worst is not None:
            yield finding("R2", worst[0], worst[1], about=[quantity.key, origin], quantity=quantity.sample)
