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

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Generic

from ledger.comparison.camps import Item, at_odds, camps, most_together
from ledger.comparison.context import Context, Quantity, fact, worse
from ledger.comparison.independence import doubled, joined
from ledger.comparison.positions import Position, in_force
from ledger.comparison.relate import JUMP_TIMES, verdict
from ledger.comparison.severity import RANK
from ledger.comparison.support import as_item
from ledger.comparison.values import C, Placed
from ledger.comparison.verdicts import Fact, Verdict, Words
from ledger.comparison.wording import words as words_of_two

MOST_ORIGINS = 40
"""Beyond this many origins a list of pairs is no help to anybody, and its length grows with the square."""
FEWEST_FOR_ONE_AGAINST_REST = 3
DISPUTES = ("C1", "C2")
NOTES = ("T3", "W5")


def find(quantity: Quantity[C], context: Context) -> Iterator[Fact[C]]:
    """At most one finding of each list for every two origins of a quantity; origins that may be one are taken once."""
    if quantity.fits:
        return
    held = quantity.positions()
    origins = list(held)
    if len(origins) < 2:
        return
    if len(origins) > MOST_ORIGINS:
        origins = _extremes(held)
    latest = _Latest(held)
    facts: list[tuple[str, str, Fact[C]]] = []
    ends = [(o, held[o], *_ends(held[o])) for o in origins]
    for i, (one, mine, top, bottom) in enumerate(ends, 1):
        for other, theirs, their_top, their_bottom in ends[i:]:
            if top > their_bottom or their_top > bottom:
                apart = _apart(mine, theirs, quantity.running)
                for found, higher, lower in _gravest(apart, context) if apart else ():
                    facts.append((one, other, _fact(quantity, one, other, found, higher, lower, latest, context)))
    if len(facts) < 2 or len(origins) > MOST_ORIGINS:
        yield from (found for _, _, found in facts)
        return
    told = {o: [c for p in held[o] for c in p.claims] for o in origins}
    for codes in (DISPUTES, NOTES):
        yield from _once([f for f in facts if f[2].code in codes], told)


def _once(facts: Sequence[tuple[str, str, Fact[C]]], told: Mapping[str, Sequence[C]]) -> Iterator[Fact[C]]:
    """Facts of one list without those that only repeat another by an origin that may be the same: the gravest stays,
    with the claims of all."""
    by_pair = {
        (one, other): found
        for one, other, found in sorted(facts, key=lambda f: (-RANK[f[2].severity], -f[2].weight, f[0], f[1]))
    }
    again = doubled(by_pair, told)
    if not again:
        yield from by_pair.values()
        return
    beside: dict[tuple[str, str], list[C]] = {}
    for pair, kept in again.items():
        beside.setdefault(kept, []).extend(by_pair[pair].claims)
    for pair, found in by_pair.items():
        if pair not in again:
            more = {c.claim: c for c in (*found.claims, *beside.get(pair, ()))}
            yield found._replace(claims=tuple(more[name] for name in sorted(more))) if pair in beside else found


def words(found: Fact[Placed]) -> Words:
    """What one of these findings says."""
    assert found.pair is not None
    said = words_of_two(found.code, *found.pair)
    if found.labels:
        return said._replace(sentence=f"{said.sentence}. {' '.join(found.labels)}")
    return said


def _ends(own: Sequence[Position[C]]) -> tuple[float, float]:
    """The highest low end of one origin's positions, and their lowest high end."""
    if len(own) == 1:
        return own[0].low, own[0].high
    return max([p.low for p in own]), min([p.high for p in own])


class _Latest(Generic[C]):
    """What the origins' latest figures come to together, worked out when a finding first asks."""

    def __init__(self, held: dict[str, list[Position[C]]]) -> None:
        self.by_origin = {origin: own[-1] for origin, own in held.items()}
        self._wrong: int | None = None
        self._alone: str | None = ""

    def wrong(self) -> int:
        """How many of them cannot hold, at the least."""
        if self._wrong is None:
            self._wrong = len(self.by_origin) - most_together([as_item(p) for p in self.by_origin.values()])
        return self._wrong

    def alone(self) -> str | None:
        """The one origin without which all others can hold together."""
        if self._alone == "":
            self._alone = _alone({o: as_item(p) for o, p in self.by_origin.items()})
        return self._alone

    def apart(self) -> int:
        """How many they are, those that may be one and the same counted once; 0 where that is the one alone."""
        together = (
            joined({o: p.claims for o, p in self.by_origin.items()}) if len(self.by_origin) <= MOST_ORIGINS else {}
        )
        if any(self._alone in (origin, into.root) for origin, into in together.items()):
            return 0
        return len(self.by_origin) - len(together)

    def smaller(self, higher: Position[C], lower: Position[C]) -> int:
        """How many origins stand on the smaller side: whose latest figure meets one of the two and not the other."""
        above = below = 0
        top, bottom, low_top, low_bottom = higher.high, higher.low, lower.high, lower.low
        for _, _, _, low, high, _ in self.by_origin.values():
            if low <= top and bottom <= high:
                above += not (low <= low_top and low_bottom <= high)
            elif low <= low_top and low_bottom <= high:
                below += 1
        return min(above, below)


def _extremes(held: dict[str, list[Position[C]]]) -> list[str]:
    highest = min(held, key=lambda o: (-max(p.low for p in held[o]), o))
    lowest = min(held, key=lambda o: (min(p.high for p in held[o]), o))
    return sorted({highest, lowest})


def _apart(
    mine: Sequence[Position[C]], theirs: Sequence[Position[C]], running: bool
) -> list[tuple[Position[C], Position[C]]]:
    """The positions that stood side by side and that no number fits, (higher, lower); a running count may grow."""
    found: list[tuple[Position[C], Position[C]]] = []
    for one, other in in_force(mine, theirs):
        if one.low > other.high:
            higher, lower = one, other
        elif other.low > one.high:
            higher, lower = other, one
        else:
            continue
        if running and higher.low < JUMP_TIMES * lower.high and lower.before(higher):
            continue
        found.append((higher, lower))
    return found


def _gravest(
    apart: Iterable[tuple[Position[C], Position[C]]], context: Context
) -> Iterator[tuple[Verdict, Position[C], Position[C]]]:
    """The gravest dispute and the gravest note among two origins' positions."""
    dispute: tuple[Verdict, Position[C], Position[C]] | None = None
    note: tuple[Verdict, Position[C], Position[C]] | None = None
    for higher, lower in apart:
        found = verdict(higher.lowest(), lower.highest(), context.policy)
        if found.code in DISPUTES:
            if dispute is None or worse(found, dispute[0]):
                dispute = found, higher, lower
        elif found.code in NOTES and (note is None or worse(found, note[0])):
            note = found, higher, lower
    if dispute:
        yield dispute
    if note:
        yield note


def _fact(
    quantity: Quantity[C],
    one: str,
    other: str,
    found: Verdict,
    higher: Position[C],
    lower: Position[C],
    latest: _Latest[C],
    context: Context,
) -> Fact[C]:
    dispute = found.code in DISPUTES
    return fact(
        found.code,
        found,
        (*higher.claims, *lower.claims),
        key=(quantity.key, one, other),
        about=quantity.sample,
        pair=(higher.lowest(), lower.highest()),
        topic="dispute" if dispute else found.code,
        labels=_labels(one, other, latest, context) if dispute else (),
        weight=found.relative,
        smaller=latest.smaller(higher, lower),
        wrong=latest.wrong(),
    )


def _labels(one: str, other: str, latest: _Latest[C], context: Context) -> tuple[str, ...]:
    """A1 and A2: all but one source agree; the disagreement runs along the parties to the conflict."""
    found = []
    if latest.alone() in (one, other) and (voices := latest.apart()) >= FEWEST_FOR_ONE_AGAINST_REST:
        found.append(f"All but one of {voices} independent origins agree.")
    sides = (context.side(one), context.side(other))
    if None not in sides and sides[0] != sides[1]:
        found.append("The disagreement runs along the parties to the conflict.")
    return tuple(found)


def _clash(a: Item, b: Item) -> bool:
    return (a.low > b.high or b.low > a.high) and (at_odds(a, b) or at_odds(b, a))


def _one_date_one_answer(items: Iterable[Item]) -> bool:
    """Whether figures of one date all state it, or none does: then leaving one out changes nothing for others."""
    known: dict[tuple[int, int], bool] = {}
    return all(known.setdefault((i.first, i.last), i.known) == i.known for i in items)


def _alone(latest: dict[str, Item]) -> str | None:
    if len(latest) < FEWEST_FOR_ONE_AGAINST_REST:
        return None
    wanted: Iterable[str] = sorted(latest)
    if len(latest) <= MOST_ORIGINS:
        # Who takes no part in every disagreement cannot be the one; those that rest on dates stated beside others
        # (`camps.dated_together`) may come on top.
        apart = [{a, b} for a, b in combinations(latest, 2) if _clash(latest[a], latest[b])]
        both = sorted(set.intersection(*apart)) if apart else []
        if (apart and not both) or _one_date_one_answer(latest.values()):
            return both[0] if both else None
        wanted = both or wanted
    if max(camps(list(latest.values()))) == 1:
        return None
    for origin in wanted:
        if max(camps([item for o, item in latest.items() if o != origin])) == 1:
            return origin
    return None
