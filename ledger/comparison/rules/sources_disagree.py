"""C1, C2, T3, W5, A1, A2: sources disagree.

What it finds: two independent origins whose figures for the same thing no number fits (C1, no common
figure), or of which the later one gives less than a running total can fall to (C2, toll falls). Where the
lower figure only was published later, it may be an older count (T3); where the toll rises tenfold within
three days, that is possible and worth a look (W5).
Why it matters: at least one of them is wrong about the world, and no re-reading will tell which.
Example: the government says 62, the UN says 27; 53 on Monday and 27 on Wednesday.
Two labels help to read a dispute: all but one source agree (A1), or it runs along the parties (A2).
What a reviewer should do: find out what each of them counted and how; prefer one, report the range, or put
it off, with the reason.
Limits: only positions in force are compared, one dispute a pair of origins; with more than 40 origins the
pair that is furthest apart stands for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from ledger.comparison.camps import Item, at_odds, camps, largest_agreeing_set
from ledger.comparison.context import Context, Quantity, finding, worse
from ledger.comparison.positions import Position, in_force
from ledger.comparison.relate import JUMP_TIMES, same_quantity
from ledger.comparison.support import as_item
from ledger.comparison.values import Finding, Placed, Relation
from ledger.vocabulary import FindingList

MOST_ORIGINS = 40
"""Beyond this many origins a list of pairs is no help to anybody, and its length grows with the square."""
FEWEST_FOR_ONE_AGAINST_REST = 3
REPORTED = ("C1", "C2", "T3", "W5")


def find(quantity: Quantity, context: Context) -> Iterator[Finding]:
    """At most one finding of each list for every two origins of a quantity."""
    sample = quantity.sample
    if quantity.fits and not sample.running:
        return
    held = quantity.positions()
    origins = list(held)
    if len(origins) > MOST_ORIGINS:
        origins = _extremes(held)
    alone = cache(lambda: _alone(held))
    wrong = cache(lambda: _wrong(held))
    ends = {o: (max([p.low for p in held[o]]), min([p.high for p in held[o]])) for o in origins}
    for i, one in enumerate(origins):
        top, bottom = ends[one]
        for other in origins[i + 1 :]:
            if top > ends[other][1] or ends[other][0] > bottom:
                yield from _between(quantity, one, other, held, alone, wrong, context)


def _wrong(held: dict[str, list[Position]]) -> int:
    """How many origins' latest figures cannot hold, at the least."""
    latest = [as_item(own[-1]) for own in held.values()]
    return len(latest) - len(largest_agreeing_set(latest))


def _smaller(higher: Position, lower: Position, held: dict[str, list[Position]]) -> int:
    """How many origins stand on the smaller side: those whose latest figure meets one of the two and not the other."""
    above = below = 0
    for own in held.values():
        latest = own[-1]
        high = latest.low <= higher.high and higher.low <= latest.high
        low = latest.low <= lower.high and lower.low <= latest.high
        above += high and not low
        below += low and not high
    return min(above, below)


def _extremes(held: dict[str, list[Position]]) -> list[str]:
    highest = min(held, key=lambda o: (-max(p.low for p in held[o]), o))
    lowest = min(held, key=lambda o: (min(p.high for p in held[o]), o))
    return sorted({highest, lowest})


def _between(
    quantity: Quantity,
    one: str,
    other: str,
    held: dict[str, list[Position]],
    alone: Callable[[], str | None],
    wrong: Callable[[], int],
    context: Context,
) -> Iterator[Finding]:
    worst: dict[FindingList, tuple[Relation, Sequence[Placed], int]] = {}
    for mine, theirs in in_force(held[one], held[other]):
        if mine.low <= theirs.high and theirs.low <= mine.high:
            continue
        higher, lower = (mine, theirs) if mine.low > theirs.high else (theirs, mine)
        if quantity.sample.running and lower.before(higher) and higher.low < JUMP_TIMES * lower.high:
            continue  # a running count may grow
        relation = same_quantity(higher.lowest(), lower.highest(), context.policy)
        if relation.code not in REPORTED:
            continue
        part = FindingList.DISPUTE if relation.code in ("C1", "C2") else FindingList.NOTE
        known = worst.get(part)
        if worse(relation, known[0] if known else None):
            worst[part] = (relation, (*higher.claims, *lower.claims), _smaller(higher, lower, held))
    for relation, claims, smaller in worst.values():
        said: tuple[str, ...] = ()
        if relation.code in ("C1", "C2"):
            said = _labels(one, other, alone(), len(held), context)
        if said:
            relation = replace(relation, sentence=f"{relation.sentence}. {' '.join(said)}")
        yield finding(
            relation.code,
            relation,
            claims,
            about=[quantity.key, *sorted((one, other))],
            quantity=quantity.sample,
            topic="dispute" if relation.code in ("C1", "C2") else relation.code,
            labels=said,
            weight=relation.relative,
            smaller=smaller,
            wrong=wrong(),
        )


def _labels(one: str, other: str, alone: str | None, origins: int, context: Context) -> tuple[str, ...]:
    """A1 and A2: all but one source agree; the disagreement runs along the parties to the conflict."""
    found = []
    if alone in (one, other):
        found.append(f"All but one of {origins} independent origins agree.")
    sides = (context.side(one), context.side(other))
    if None not in sides and sides[0] != sides[1]:
        found.append("The disagreement runs along the parties to the conflict.")
    return tuple(found)


def _clash(a: Item, b: Item) -> bool:
    return at_odds(a, b) or at_odds(b, a)


def _one_date_one_answer(items: Iterable[Item]) -> bool:
    """Whether figures of one date all state it, or none does: then leaving one out changes nothing for others."""
    known: dict[tuple[int, int], bool] = {}
    return all(known.setdefault((i.first, i.last), i.known) == i.known for i in items)


def _alone(held: dict[str, list[Position]]) -> str | None:
    """The one origin without which the latest figures of all others can hold together."""
    if len(held) < FEWEST_FOR_ONE_AGAINST_REST:
        return None
    latest = {o: as_item(own[-1]) for o, own in held.items()}
    if len(latest) <= MOST_ORIGINS and _one_date_one_answer(latest.values()):
        apart = [{a, b} for a, b in combinations(latest, 2) if _clash(latest[a], latest[b])]
        return min(set.intersection(*apart), default=None) if apart else None
    if max(camps(list(latest.values()))) == 1:
        return None
    for origin in sorted(latest):
        if max(camps([item for o, item in latest.items() if o != origin])) == 1:
            return origin
    return None
