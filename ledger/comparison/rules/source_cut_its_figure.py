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

from ledger.comparison.context import Context, Quantity, fact, worse
from ledger.comparison.positions import Position, positions
from ledger.comparison.relate import verdict
from ledger.comparison.rules.stale_figure import stale
from ledger.comparison.values import C, Placed
from ledger.comparison.verdicts import Fact, Verdict, Words
from ledger.comparison.wording import words as words_of_two

PERIOD_SHARE = 0.2
"""A fall to less than this share that is made good at once is likelier a period filed as a total."""
MISFILED = "its next figure is back at the old level: a count for a period filed as a total?"


def find(quantity: Quantity[C], context: Context) -> Iterator[Fact[C]]:
    """One finding a source and quantity: its deepest cut."""
    if quantity.fits or not quantity.running:
        return
    for origin, claims in quantity.by_origin().items():
        if len(claims) < 2 or not _apart(claims):
            continue
        worst: tuple[Verdict, tuple[C, C], Position[C] | None] | None = None
        for earlier, later, after in falls(claims):
            pair = (earlier.lowest(), later.highest())
            found = verdict(*pair, context.policy)
            if found.code == "R2" and worse(found, worst[0] if worst else None):
                worst = (found, pair, after)
        if worst is None:
            continue
        found, pair, after = worst
        misfiled = after is not None and pair[1].ceiling < pair[0].low * PERIOD_SHARE and after.high >= pair[0].low
        hint = MISFILED if misfiled else ""
        yield fact("R2", found, pair, key=(quantity.key, origin), about=quantity.sample, pair=pair, hint=hint)


def words(found: Fact[Placed]) -> Words:
    """What one of these findings says."""
    assert found.pair is not None
    said = words_of_two(found.code, *found.pair)
    return said._replace(hint=found.hint) if found.hint else said


def _apart(claims: Iterable[C]) -> bool:
    """Whether no number fits all of those claims."""
    low, high = 0.0, float("inf")
    for claim in claims:
        low, high = max(low, claim.low), min(high, claim.ceiling)
    return low > high


def falls(claims: Iterable[C]) -> Iterator[tuple[Position[C], Position[C], Position[C] | None]]:
    """The falls in one source's running total, stale repeats left out: (before, after, the next one)."""
    members = list(claims)
    repeats = {claim.claim for claim, _, _ in stale(members)}
    held = positions([c for c in members if c.claim not in repeats])
    top: Position[C] | None = None
    for i, position in enumerate(held):
        if top is not None and top.low > position.high and top.before(position):
            yield top, position, held[i + 1] if i + 1 < len(held) else None
            top = position
        elif top is None or position.low >= top.low:
            top = position
