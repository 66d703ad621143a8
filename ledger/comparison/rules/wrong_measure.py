"""T4: a number under another measure.

What it finds: one odd number (three significant digits or more) that one source or one document gives under
two measures, or for two groups that have nothing to do with each other, for one date.
Why it matters: two counts agree to the last person by chance about once in 260 times at this length, so a
number has probably been copied into the wrong column or sentence.
Example: 4,460 dead, which is the same source's count of shelters.
What a reviewer should do: look up which of the two the source really counted.
Limits: a number that comes back on another day is left alone, since in daily figures that is mostly chance
(24 instead of 13 hits in 4,609 real reports within three days, and false ones in a daily toll); a combined
category (tanks and other armour) may rightly be filed twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from ledger.comparison.axes import place_relation
from ledger.comparison.context import Context, finding
from ledger.comparison.sentences import group_words, who
from ledger.comparison.times import same_time
from ledger.comparison.values import Placed
from ledger.comparison.verdicts import Fact, Relation
from ledger.vocabulary import Severity

FLOWS = ("period", "rate")
MOST = 60
"""A number that so many claims give is no odd number; its pairs would say nothing."""


def find(key: str, block: Sequence[Placed], context: Context) -> Iterator[Fact[Placed]]:
    """One finding two quantities; `block` holds the claims of one number in one country."""
    members = sorted(block, key=lambda c: c.claim)
    if len({(c.measure, c.group) for c in members}) < 2 or len(members) > MOST:
        return
    seen: set[tuple[str, str]] = set()
    for a, b in combinations(members, 2):
        low, high = sorted((a.quantity_key, b.quantity_key))
        if (low, high) in seen or not _suspect(a, b, context):
            continue
        seen.add((low, high))
        relation = Relation(
            "T4",
            Severity.MINOR,
            f"{a.shown} is given both as {_what(a)} by {who(a)} and as {_what(b)} by {who(b)}",
            "Fits if the two counts happen to be equal, or if one category is filed under both",
            "check which of the two the source counted",
        )
        yield finding(
            "T4",
            relation,
            [a, b],
            about=[low, high, str(a.value)],
            quantity=a,
            quantities=[b.quantity_key],
            lens="figure",
            block=key,
        )


def _suspect(a: Placed, b: Placed, context: Context) -> bool:
    if a.origin != b.origin and a.document != b.document:
        return False
    if (a.time_class in FLOWS) != (b.time_class in FLOWS):
        return False
    if a.value != b.value or place_relation(a.place, b.place) is None or not same_time(a, b):
        return False
    group = context.names.group_relation(a.group, b.group)
    return group is None if a.measure == b.measure else group == 0


def _what(claim: Placed) -> str:
    return f"{group_words(claim.group)} {claim.measure.replace('_', ' ')}"
