"""R2: a source cut its own figure.

What it finds: a running total of one source that is lower at a later date.
Why it matters: official tolls do fall, as duplicates are removed (11 September: about 6,700 at first, 2,752
after two years), and the old figure goes on being quoted.
Example: 2,792 cut to 2,752.
What a reviewer should do: note the reason the source gave; watch for reports that repeat the old figure.
Limits: shown as a note whatever the size of the cut; it is the source's own history, not a disagreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ledger.comparison.context import Context, Quantity, finding, worse
from ledger.comparison.positions import Position, positions
from ledger.comparison.relate import same_quantity
from ledger.comparison.rules.stale_figure import stale
from ledger.comparison.values import Finding, Placed, Relation

PERIOD_SHARE = 0.2
"""A fall to less than this share that is made good at once is likelier a period filed as a total."""


def find(quantity: Quantity, context: Context) -> Iterator[Finding]:
    """One finding a source and quantity: its deepest cut."""
    if quantity.fits or not quantity.sample.running:
        return
    for origin, claims in quantity.by_origin().items():
        if len(claims) < 2:
            continue
        worst: tuple[Relation, tuple[Placed, Placed], Position | None] | None = None
        for earlier, later, after in falls(claims):
            pair = (earlier.lowest(), later.highest())
            relation = same_quantity(*pair, context.policy)
            if relation.code == "R2" and worse(relation, worst[0] if worst else None):
                worst = (relation, pair, after)
        if worst is not None:
            relation, pair, after = worst
            if after is not None and pair[1].ceiling < pair[0].low * PERIOD_SHARE and after.high >= pair[0].low:
                hint = "its next figure is back at the old level: a count for a period filed as a total?"
                relation = replace(relation, hint=hint)
            yield finding("R2", relation, pair, about=[quantity.key, origin], quantity=quantity.sample)


def falls(claims: Iterable[Placed]) -> Iterator[tuple[Position, Position, Position | None]]:
    """The falls in one source's running total, stale repeats left out: (before, after, the next one)."""
    members = list(claims)
    repeats = {claim.claim for claim, _, _ in stale(members)}
    held = positions(c for c in members if c.claim not in repeats)
    top: Position | None = None
    for i, position in enumerate(held):
        if top is not None and top.low > position.high and top.before(position):
            yield top, position, held[i + 1] if i + 1 < len(held) else None
            top = position
        elif top is None or position.low >= top.low:
            top = position
