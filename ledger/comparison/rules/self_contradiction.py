"""C5: a document contradicts itself.

What it finds: two figures for the same thing in one document, of one source or of nobody named, that no
number fits; and a headline whose figure fits none of those that the text gives.
Why it matters: one of them is a slip of the document; re-reading resolves it faster than any reporting.
Example: 27 in the headline, 62 in the text.
What a reviewer should do: read both passages; correct the claim that was read wrong, or note which figure
the document stands by.
Limits: two passages may count different people, places or days without saying so. Not raised for two speakers
that a document quotes, nor for a speaker and the outlet's own voice, which may be at odds with each other; nor for
an earlier count beside the present one. Not raised for two figures
of one sentence, which list different people; nor where the higher figure is the sum of others that the
document gives for the same thing, which are then its parts. In a text that states no time, only against the
figure of its headline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from ledger.comparison.context import Context, Quantity, finding
from ledger.comparison.positions import worst_fall
from ledger.comparison.relate import same_quantity
from ledger.comparison.values import C, Placed
from ledger.comparison.verdicts import Fact

MOST_PARTS = 12
"""Of so many figures at most the sums are tried."""
BACKGROUND = 10
"""A figure so many times that of the headline is the toll of something larger, such as the war."""
MOST_PASSAGES = 60
"""Beyond so many figures for one thing only the two furthest apart are looked at."""


def may(quantity: Quantity[C]) -> bool:
    """Whether a document gives two figures."""
    return not quantity.fits and len({c.document for c in quantity.claims}) < len(quantity.claims)


def find(quantity: Quantity[Placed], context: Context) -> Iterator[Fact[Placed]]:
    """One finding a document and source: its widest contradiction."""
    if quantity.fits:
        return
    documents: dict[str, list[Placed]] = {}
    for claim in quantity.claims:
        documents.setdefault(claim.document, []).append(claim)
    for document, claims in sorted(documents.items()):
        if len(claims) < 2:
            continue
        seen: set[str] = set()
        for pair in (*map(_contradiction, _voices(claims)), _headline(claims)):
            relation = same_quantity(*pair, context.policy) if pair else None
            if pair is None or relation is None or relation.code != "C5" or pair[0].origin in seen:
                continue
            seen.add(pair[0].origin)
            yield finding("C5", relation, pair, about=[quantity.key, document, pair[0].origin], quantity=pair[0])


Pair = tuple[Placed, Placed]


def _headline(claims: Sequence[Placed]) -> Pair | None:
    """A headline that nobody is named for and the figure of a speaker furthest from it, where none of them fits."""
    lead = [c for c in claims if c.lead and not c.attributed]
    spoken = [c for c in claims if c.attributed]
    rest = [c for c in claims if c not in lead]
    if not lead or not spoken or any(_fit(one, other) for one in lead for other in rest):
        return None
    apart = [pair for one in lead for other in spoken if (pair := _contradiction([one, other]))]
    return max(apart, key=_width, default=None)


def _fit(a: Placed, b: Placed) -> bool:
    return a.low <= b.ceiling and b.low <= a.ceiling


def _width(pair: Pair) -> tuple[float, str, str]:
    return pair[0].low - pair[1].ceiling, pair[0].claim, pair[1].claim


def _contradiction(voice: Sequence[Placed]) -> Pair | None:
    """The two passages furthest apart, once what only looks like a contradiction is set aside."""
    pair = worst_fall(voice)
    if pair is None or pair[0].sentence is None:
        return pair
    listed = max((c.value or 0 for c in voice if _is_sum(c, voice)), default=0)
    left = [c for c in voice if c.value is None or c.value >= listed]
    if len(left) > MOST_PASSAGES:
        pair = worst_fall(left)
        return pair if pair and _apart(*pair) else None
    apart = (worst_fall(two) for two in combinations(left, 2) if _apart(*two))
    return max(
        (p for p in apart if p and _about_one_event(*p, left)),
        key=_width,
        default=None,
    )


def _apart(a: Placed, b: Placed) -> bool:
    return a.sentence is None or a.sentence != b.sentence


def _about_one_event(high: Placed, low: Placed, voice: Sequence[Placed]) -> bool:
    """Whether two passages of a text speak of one event: where it states no time, the smaller figure may be
    one incident of several. Only the headline speaks for the whole text: what its body says may not exceed
    it, nor, where the body gives one figure and no more, fall short of it.
    """
    if not (high.loose and low.loose):
        return True
    if low.lead:
        return high.low < BACKGROUND * max(low.ceiling, 1)
    return high.lead and len({c.shown for c in voice if not c.lead}) == 1


def _is_sum(claim: Placed, voice: Sequence[Placed]) -> bool:
    """Whether the figure is the sum of two or more smaller ones that stand elsewhere in the document."""
    if not claim.value or claim.sentence is None:
        return False
    parts = {(c.value, c.sentence) for c in voice if c.value and c.value < claim.value and c.sentence}
    if not 2 <= len(parts) <= MOST_PARTS:
        return False
    reached = {0}
    for part, _ in parts:
        reached |= {total + part for total in reached}
    return claim.value in reached


def _voices(claims: Sequence[Placed]) -> Iterator[list[Placed]]:
    """The claims of each source of a document, and those that name nobody."""
    spoken: dict[str, list[Placed]] = {}
    for claim in claims:
        spoken.setdefault(claim.origin if claim.attributed else "", []).append(claim)
    yield from (own for _, own in sorted(spoken.items()) if len(own) > 1)
