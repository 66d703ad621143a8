"""Where: the place a figure belongs to, from its clause, its sentence, the last place named, the dateline.

Places are those of the gazetteer (`ledger.names.places`), and other capitalised names after a preposition of
place. Rules: `where.clause`, `where.sentence`, `where.before`, `where.dateline`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ledger.extraction.lexicons import CAPITAL, DAY, MONTH, PERSON, SAY, SOURCE_BODY, TITLE
from ledger.extraction.model import Mention, Sentence
from ledger.names.gazetteer import places

_AT = frozenset(["in", "at", "near", "around", "outside", "inside", "across", "throughout", "from", "of", "on", "over"])
_WIDER = frozenset(["province", "governorate", "district", "region", "city", "town", "state", "department", "oblast"])


@dataclass(frozen=True, slots=True)
class Spot:
    """A place named in a sentence: its words, its tokens, and whether a preposition of place stands before."""

    words: str
    first: int
    last: int
    tied: bool
    known: bool


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word of a known place to the word sequences that name one, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for place in places():
        for name in (place.name, *place.aliases):
            words = tuple(name.casefold().replace("’", "'").split())
            found.setdefault(words[0], set()).add(words)
    return {k: tuple(sorted(v, key=lambda w: (-len(w), w))) for k, v in found.items()}


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Names that stand for one place only, with its country."""
    found: dict[str, set[str]] = {}
    for place in places():
        for name in (place.name, *place.aliases):
            found.setdefault(name.casefold(), set()).add(place.country)
    return {name: next(iter(c)) for name, c in found.items() if len(c) == 1}


def known(words: str) -> bool:
    """Whether the gazetteer has a place of that name."""
    parts = tuple(words.casefold().replace("’", "'").split())
    return bool(parts) and parts in _known().get(parts[0], ())


def find(s: Sentence, text: str) -> list[Spot]:
    """The places of a sentence, in order."""
    out: list[Spot] = []
    known = _known()
    k, n = 0, len(s.texts)
    while k < n:
        if not s.flags[k] & CAPITAL:
            k += 1
            continue
        stop, sure = k, False
        for words in known.get(s.lows[k].removesuffix("'s"), ()):
            if tuple(w.removesuffix("'s") for w in s.lows[k : k + len(words)]) == words:
                stop, sure = k + len(words), True
                break
        tied = s.low(k - 1) in _AT or (s.low(k - 1) == "the" and s.low(k - 2) in _AT)
        if not sure and tied and s.low(k - 1) not in ("of", "on", "from", "over"):
            stop = k
            while stop < n and s.flags[stop] & CAPITAL and not s.flags[stop] & (DAY | MONTH | TITLE):
                stop += 1
            if any(s.flags[i] & (SOURCE_BODY | SAY | PERSON) for i in range(k, stop)):
                stop = k
        if stop <= k:
            k += 1
            continue
        if sure and s.low(stop) in _WIDER and not s.flags[stop] & CAPITAL:
            stop += 1
        words_ = " ".join(text[s.starts[k] : s.ends[stop - 1]].split())
        spot = Spot(words_.removesuffix("'s").removesuffix("’s"), k, stop, tied, sure)
        if out and s.low(k - 1) == "and" and out[-1].last == k - 1 and out[-1].tied:
            last = out.pop()
            spot = Spot(f"{last.words} and {spot.words}", last.first, stop, True, last.known and sure)
        out.append(spot)
        k = stop
    return out


def choose(spots: list[Spot], m: Mention) -> tuple[Spot, str] | None:
    """The place of a figure among those of its sentence: tied ones first, those after it first, the nearest."""
    tied = [p for p in spots if p.tied]
    if tied:
        after = [p for p in tied if p.first >= m.last]
        pool = after or tied
        return min(pool, key=lambda p: abs(p.first - m.last)), "where.clause"
    sure = [p for p in spots if p.known]
    if sure:
        return min(sure, key=lambda p: abs(p.first - m.last)), "where.sentence"
    return None


def full(words: str) -> str:
    """The place with its country, where the name belongs to one country only: “Hasakeh, Syria”."""
    if " and " in words or "," in words:
        return words
    bare = words
    for kind in _WIDER:
        bare = bare.removesuffix(f" {kind}")
    country = _countries().get(words.casefold()) or _countries().get(bare.casefold())
    if country is None or country.casefold() == words.casefold():
        return words
    return words if _countries().get(words.casefold()) == words else f"{words}, {country}"
