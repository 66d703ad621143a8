"""Where: the place of a figure, from its clause, its sentence, the last place named, the dateline, the document.

Rules: `where.clause` (tied to the figure's clause by a preposition), `where.sentence` (named in the sentence),
`where.back` ("the city", which stands for the last one named), `where.before` (the last place named),
`where.dateline`, `where.after` (the first place named later), `where.document` (the one country that the document
names). A country is added only where the words or the rest of the document leave no choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ledger.extraction import spots as places
from ledger.extraction.lexicons import CLAUSE, SAY
from ledger.extraction.model import Mention, Sentence
from ledger.extraction.placewords import placewords
from ledger.extraction.spot import Spot
from ledger.names.world import Found, lookup

_KEPT = 12
_AHEAD = 4
"""Sentences looked ahead for the first place named, where none was named before."""


@dataclass(frozen=True, slots=True)
class Where:
    """The answer for one figure: the words of the record, the rule, and the words of the text that gave it."""

    place: str
    rule: str
    words: str


def known(words: str) -> bool:
    """Whether the gazetteer has a place of that name."""
    return bool(lookup(words))


def title(words: str) -> str:
    """A name in capitals as names are printed: “NEW DELHI” gives “New Delhi”."""
    return words.title() if words.isupper() and len(words) > 3 else words


@dataclass(slots=True)
class Scene:
    """The places of a document, read once; `before` is the last one named up to the sentence being read."""

    sentences: Sequence[Sentence]
    text: str
    dateline: str | None
    speakers: Callable[[int], list[tuple[int, int]]]
    """The tokens of those who speak in a sentence: their places are not where it happened."""
    spots: list[list[Spot]] = field(default_factory=list)
    countries: tuple[str, ...] = ()
    """The countries that the document names or whose adjectives it uses, the commonest first."""
    named: tuple[str, ...] = ()
    """The countries that it names."""
    told: frozenset[str] = frozenset()
    """Those that it names otherwise than as one who speaks."""
    before: Spot | None = None
    past: list[Spot] = field(default_factory=list)
    """The last places named, the latest last."""
    left: int = 0

    def __post_init__(self) -> None:
        self.spots = [places.find(s, self.text) for s in self.sentences]
        named = Counter[str]()
        told = set[str]()
        for s, spot in ((s, p) for s, found in zip(self.sentences, self.spots, strict=True) for p in found):
            country = spot.country or next((f.path[0] for f in spot.found if f.kind == "country"), None)
            named.update(
                [country] if country and not (spot.kind == "owner" and spot.words in places.ADJECTIVES) else []
            )
            if country and not (spot.kind == "owner" and s.flag(spot.last) & SAY):  # "Canada said" tells not where
                told.add(country)
        self.told = frozenset(told)
        self.named = tuple(c for c, _ in named.most_common())
        named.update(f.path[0] for found in self.spots for p in found if p.kind == "owner" for f in p.found[:1])
        if self.dateline:
            named.update(f.path[0] for f in lookup(self.dateline.split(",")[0])[:1] if f.size >= 2)
        own = placewords().country_of
        named.update(own[low] for s in self.sentences for low in s.lows if low in own)
        self.countries = tuple(c for c, _ in named.most_common())

    def _leave(self, number: int) -> None:
        """Sentence `number` has been read: its places stand for those that follow."""
        firm = placewords().firm
        said = self.speakers(number)
        named = [
            p for p in self.spots[number] if p.kind in ("name", "noun") and (p.tie or _town(p)) and not _of(p, said)
        ]
        self.past = [*self.past, *named][-_KEPT:]
        if not named and (back := next((p for p in self.spots[number] if p.kind == "back"), None)):
            named = [p for p in self.spots[number] if p.first < back.first and _town(p)][-1:]
        tied = [p for p in named if p.tie]
        if tied or named:
            self.before = next((p for p in tied if p.tie in firm and p.kind == "name"), (tied or named)[0])

    def of(self, number: int, m: Mention, others: Iterable[Mention]) -> Where | None:
        """The place of a figure of sentence `number`; sentences are asked for in order."""
        while self.left < number:
            self._leave(self.left)
            self.left += 1
        here = self.spots[number]
        spot = choose(self.sentences[number], here, m, list(others), self.speakers(number))
        if spot is not None and (self._speaks_elsewhere(spot, number) or self._workplace(spot, number)):
            spot = None
        if spot is not None:
            if spot.kind in ("noun", "back"):
                return self._meant(spot, here)
            return Where(self.full(spot), "where.clause" if spot.tie else "where.sentence", spot.words)
        s = self.sentences[number]
        if self.countries and any(low in _NATIONAL for low in s.lows):
            country = next((c for c in self.countries if c in self.named), self.countries[0])
            return Where(
                country, "where.document", next(t for t, low in zip(s.texts, s.lows, strict=True) if low in _NATIONAL)
            )
        if self.before is not None:
            held = self._meant(self.before, []) if self.before.kind == "noun" else None
            return Where(held.place if held else self.full(self.before), "where.before", self.before.words)
        if self.dateline:
            return Where(
                self._with_country(title(self.dateline), lookup(self.dateline), None), "where.dateline", self.dateline
            )
        for found in self.spots[number + 1 : number + 1 + _AHEAD]:
            for spot in found:
                if spot.kind == "name" and spot.tie in placewords().firm:
                    return Where(self.full(spot), "where.after", spot.words)
        if len(self.named) == 1:
            return Where(self.named[0], "where.document", self.named[0])
        return None

    def _speaks_elsewhere(self, spot: Spot, number: int) -> bool:
        """ "A fire in Gazipur killed dozens. Police in Dhaka said 66": the speaker's place is not the fire's.

        Who speaks in a part of a town or in a province is taken to tell of it: “activists in east Aleppo”.
        """
        words = spot.words.lower().split()
        if words[0] in placewords().directions or words[-1] in placewords().wide or " and " in spot.words:
            return False
        before = self.before
        return (
            before is not None
            and before.kind == "name"
            and spot.kind == "name"
            and _town(before)
            and not _inside(spot, before)
            and _of(spot, self.speakers(number))
        )

    def _workplace(self, spot: Spot, number: int) -> bool:
        """ "A doctor at the town's hospital said": where the speaker works, not where it happened."""
        return (
            spot.kind == "noun" and spot.words.split()[-1].lower() in _WORKPLACES and _of(spot, self.speakers(number))
        )

    def _meant(self, spot: Spot, here: list[Spot]) -> Where | None:
        """What "the city" or "the northern suburbs" are of: the last place named that can hold them."""
        noun = spot.words.split()[-1].lower()
        if noun == "capital":
            country = self.named[0] if len(self.named) == 1 else self.countries[0] if len(self.countries) == 1 else None
            return Where(f"the capital, {country}" if country else "the capital", "where.back", spot.words)
        wide = noun in placewords().wide and spot.kind == "back"
        told = [p for p in here if p.first < spot.first and _town(p)] if spot.kind == "back" else []
        held = next(
            (p for p in reversed([*told, *self.past]) if p is not spot and p.kind == "name" and (not wide or _wide(p))),
            None,
        )
        base = self.full(held) if held is not None else self._filed() if self.dateline and not wide else None
        if spot.kind == "back":
            return Where(base, "where.back", spot.words) if base else None
        return Where(
            f"{spot.words}, {base}" if base and ", " not in spot.words else spot.words, "where.clause", spot.words
        )

    def _filed(self) -> str:
        return self._with_country(title(self.dateline or ""), lookup(self.dateline or ""), None)

    def full(self, spot: Spot) -> str:
        """The words with the country, where the words or the rest of the document leave no choice."""
        return self._with_country(title(spot.words), spot.found, spot.country)

    def _with_country(self, words: str, found: tuple[Found, ...], said: str | None) -> str:
        if " and " in words:
            return words
        own = {f.path[0] for f in found}
        last = lookup(words.rpartition(", ")[2]) if ", " in words else ()
        if any(f.kind == "country" for f in (*found, *last)) and not said:
            return words
        country = said
        if country is None and ", " in words and last:
            own &= {f.path[0] for f in last} or own
        if country is None:
            meant = [c for c in own if c in self.countries]
            if len(meant) == 1 and (meant[0] in self.told or _best_known(found, meant[0])):
                country = meant[0]
            elif len(own) == 1 and found[0].size >= 3 and not self.countries:
                country = next(iter(own))
        if country is None or country == words or words.endswith(f", {country}"):
            return words
        return f"{words}, {country}"


def _best_known(found: tuple[Found, ...], country: str) -> bool:
    """Whether no namesake is better known: “One Canadian died in London” is not of the London in Canada."""
    return max(f.size for f in found if f.path[0] == country) >= max(f.size for f in found)


def _inside(narrow: Spot, wide: Spot) -> bool:
    """Whether the first lies in the second, or is it."""
    return any(n.path[: len(w.path)] == w.path for n in narrow.found for w in wide.found)


def _town(spot: Spot) -> bool:
    """Named without a preposition, a country is mostly an actor; a town or a region is a place."""
    return bool(spot.found) and spot.found[0].kind != "country"


def _wide(spot: Spot) -> bool:
    last = spot.words.split()[-1].lower()
    return last in placewords().wide or (bool(spot.found) and spot.found[0].kind == "admin1")


def choose(
    s: Sentence, spots: list[Spot], m: Mention, others: list[Mention], speakers: list[tuple[int, int]]
) -> Spot | None:
    """The place of a figure among those of its sentence: the cheapest way from the figure to a place."""
    best: tuple[float, Spot] | None = None
    for spot in spots:
        cost = _cost(s, spot, m, others, speakers)
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, spot)
    return best[1] if best is not None else None


def _of(spot: Spot, speakers: Iterable[tuple[int, int]]) -> bool:
    """Whether a place belongs to somebody who speaks: “a hospital source in Idlib said”."""
    return any(a <= spot.first < b or 0 <= spot.first - b <= 2 for a, b in speakers)


_WORKPLACES = frozenset(
    ["hospital", "mosque", "station", "university", "airport", "morgue", "clinic", "mine", "prison"]
)
_NATIONAL = frozenset(["war", "conflict", "country", "nationwide", "uprising", "insurgency", "revolt", "nation"])
"""Where a sentence speaks of these and of no place, its figures are the country's."""
_SAME = frozenset(["when", "after", "as", "where", "before"])
"""Clauses that begin so mostly tell of the same event."""


def _cost(s: Sentence, spot: Spot, m: Mention, others: list[Mention], speakers: list[tuple[int, int]]) -> float | None:
    if spot.kind == "owner":
        return None
    after = spot.first >= m.last
    if not after and spot.last > m.first:
        return None
    gap = range(m.last, spot.first) if after else range(spot.last, m.first)
    cost = float(len(gap)) + (0.0 if after else 6.0)
    cost += sum(4.0 if s.lows[i] in _SAME else 12.0 for i in gap if s.flags[i] & CLAUSE or s.lows[i] in (";", "."))
    if _of(spot, speakers):
        cost += 25.0 if spot.tie in placewords().firm else 60.0
    cost += 5.0 * sum(1 for o in others if o is not m and (o.first in gap))
    if not spot.tie:
        cost += 12.0
    elif spot.tie in ("from", "of", "to", "over", "for", "between", "against"):
        cost += 8.0
    if spot.kind in ("noun", "back"):
        cost += 9.0
    return cost
