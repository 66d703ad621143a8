"""The places of one sentence: names with what ties them to the clause, nouns of place, and their chains.

A name is a place where the gazetteer knows it, or where the grammar makes it one: after a preposition of place
("in Deir Omar"), after a kind of place ("the village of Kafr Zita"), or before one ("Tawil ridge").
"""

from __future__ import annotations

from dataclasses import replace

from ledger.extraction import spot_chains
from ledger.extraction.lexicons import (
    CAPITAL,
    DAY,
    DET,
    MONTH,
    NATION,
    PERSON,
    PREP,
    SAY,
    SOURCE_BODY,
    SOURCE_PERSON,
    STOP,
    TITLE,
    lexicon,
)
from ledger.extraction.model import Sentence
from ledger.extraction.placewords import PlaceWords, placewords
from ledger.extraction.spot import Spot
from ledger.names.world import Found, key, lookup

_JOINS = frozenset(["of", "de", "del", "della", "la", "las", "los", "el", "al", "ez", "es", "du", "da", "do", "le"])
_ARTICLES = ("al-", "el-", "ez-", "es-", "as-", "ad-", "ar-", "at-", "az-", "an-", "ash-", "ed-", "er-", "et-", "ul-")
_BARRED = DAY | MONTH | TITLE | SAY | SOURCE_PERSON
_MANY = 5
_MANY_CAPITALS = 4
"""Seven in ten of the five words that a title has at the least."""
_VAGUE = frozenset(["state", "post", "side", "part", "parts", "half"])
ADJECTIVES = frozenset(["US", "U.S.", "UK", "U.K.", "USA"])
"""Countries' short names that mostly stand as adjectives ("US drones")."""


def find(s: Sentence, text: str) -> list[Spot]:
    """The places of a sentence, in order, chains of narrow to wide already joined."""
    reader = _Reader(s, text)
    return spot_chains.chained(s, reader.spots())


def _titled(s: Sentence) -> bool:
    """Most longer words of the sentence begin with a capital, as in a headline."""
    if len([flag for flag in s.flags if flag & CAPITAL]) < _MANY_CAPITALS:
        return False
    letters = [flag for flag, t in zip(s.flags, s.texts, strict=True) if len(t) > 3 and t[0].isalpha()]
    return len(letters) >= 5 and len([f for f in letters if f & CAPITAL]) >= 0.7 * len(letters)


class _Reader:
    """One sentence with its words of place at hand."""

    def __init__(self, s: Sentence, text: str) -> None:
        self.s, self.text = s, text
        self.words: PlaceWords = placewords()
        self.titled = s.shouting or _titled(s)
        """Capitals say nothing here: only what the gazetteer knows is a name."""

    def spots(self) -> list[Spot]:
        s, out = self.s, list[Spot]()
        nouns = self.words.before_noun
        lows, resume = s.lows, 0
        self.owner: Spot | None = None
        self.before: Spot | None = None
        for k in [i for i, flag in enumerate(s.flags) if flag & CAPITAL or lows[i] in nouns or "-" in lows[i]]:
            if k < resume or s.starts[k] < s.body:
                continue
            if s.flags[k] & CAPITAL or ("-" in s.texts[k] and _article(s.texts[k])):
                spot = self._name(k)
            else:
                spot = self._noun(k) if lows[k] in nouns else None
            if spot is not None:
                out.append(spot)
                self.owner = spot if spot.kind == "owner" else None
                self.before = spot if spot.kind == "name" else None
                resume = max(spot.last, k + 1)
        return out

    # --- names

    def _name(self, k: int) -> Spot | None:
        s, words = self.s, self.words
        tie = self._tie(k)
        stop = self._run(k)
        if stop == k or _day(s, k):
            return None
        known_stop, found = self._known(k, stop)
        if found and known_stop < stop and s.low(k - 1) == "of" and s.low(k - 2) in words.small:
            known_stop, found = stop, ()  # "the village of Bani Qays" is no town called Bani
        if not tie and (found or s.low(stop) in words.kinds):
            tie = self._far(k)
        if not tie and self.before is not None and self.before.last == k - 1 and s.low(k - 1) == "and":
            tie = self.before.tie if self.before.tie in words.firm and not s.flag(stop) & SAY else ""
        owned = self.owner is not None and self.owner.last == k
        if not tie and self.owner is not None and owned and (found or s.low(stop) in words.kinds):
            tie = self.owner.tie or "in"
        own = s.texts[known_stop - 1].endswith(("'s", "’s")) or (bool(found) and self._lost(known_stop, found))
        if own and found:
            return self._owned_site(k, known_stop, tie) or Spot(
                self._text(k, known_stop), k, known_stop, tie, found, "owner"
            )
        if (
            found
            and s.texts[k] in ADJECTIVES
            and (not tie or (s.low(known_stop).isalpha() and not s.flag(known_stop) & STOP))
        ):
            return Spot(self._text(k, known_stop), k, known_stop, tie, found, "owner")
        loose = tie in words.loose
        site = s.lows[stop - 1] in words.nouns and bool(tie)
        if found and (known_stop == stop or self.titled or not (site or (tie in words.firm and found[0].size < 2))):
            stop = known_stop
        elif found and site and not self.titled:
            return Spot(self._text(k, stop), k, stop, tie, (), "name")
        elif self.titled or loose or not tie:
            return None if self.titled or tie in words.firm else self._before_noun(k, stop)
        barred = [i for i in range(k, stop) if s.lows[i] in words.never or s.lows[i] in lexicon().relay_names]
        if barred and (not found or stop - k == 1):
            return None
        if not found and (
            s.flags[stop - 1] & (SOURCE_BODY | PERSON) or any(s.flags[i] & NATION for i in range(k, stop))
        ):
            return None
        if not found and s.texts[stop - 1].endswith(("'s", "’s")):
            return None
        if found and not tie and not self._stands_alone(k, stop, found):
            actor = found[0].kind == "country"
            return Spot(self._text(k, stop), k, stop, "", found, "owner") if actor else None
        if loose and not self._loosely_tied(k, tie, found):
            return None
        return self._widened(Spot(self._text(k, stop), k, stop, tie, found, "name"))

    def _run(self, k: int) -> int:
        """Where the name that begins at `k` ends: capitals, joined by "of" or "de"."""
        s, n = self.s, len(self.s.texts)
        i = k
        while i < n and i - k < _MANY:
            flag = s.flags[i]
            if (
                flag & CAPITAL
                and not flag & _BARRED
                and not (i == k and flag & STOP and s.texts[i] != s.texts[i].upper())
            ):
                i += 1
                if s.texts[i - 1].endswith(("'s", "’s")):
                    break
            elif _article(s.texts[i]) or (i > k and s.lows[i] in _JOINS and _names(s.flag(i + 1))):
                i += 1
            else:
                break
        while i > k and s.lows[i - 1] in _JOINS:
            i -= 1
        return i

    def _ordinary(self, i: int, k: int) -> bool:
        """A word that has a capital for its place alone: the first of a sentence, or one of a headline."""
        s, low = self.s, self.s.lows[i]
        if i == k and s.flags[i] & STOP and s.texts[i] != s.texts[i].upper():
            return True
        return (
            low in self.words.attacks
            or low in self.words.struck
            or (low in lexicon().cues and low not in self.words.nouns)
        )

    def _lost(self, stop: int, found: tuple[Found, ...]) -> bool:
        """A possessive whose apostrophe was lost in scraping: “Syrias largest city”."""
        word = self.s.texts[stop - 1]
        return (
            word.endswith("s")
            and not any(key(p) == key(word) for f in found for p in (f.path[-1],))
            and not lookup(word)
        )

    def _known(self, k: int, stop: int) -> tuple[int, tuple[Found, ...]]:
        """The longest known name that begins at `k`."""
        s = self.s
        for end in range(min(stop, k + 4), k, -1):
            last = s.texts[end - 1]
            name = " ".join([*s.texts[k : end - 1], last.removesuffix("'s").removesuffix("’s")])
            if len(name) < 3 and not name.isupper():
                continue
            if end == k + 1 < stop and s.lows[k] in self.words.directions:
                continue  # "West Texas" is no town called West
            found = lookup(name)
            if not found and last.endswith("s") and len(name) > 4:
                found = tuple(f for f in lookup(name[:-1]) if f.size >= 2)
            if found:
                return end, found
        return stop, ()

    def _tie(self, k: int) -> str:
        """The preposition of place before `k`, looked for through "the", a direction and "the city of"."""
        s, words = self.s, self.words
        i = k - 1
        if s.low(i) == "of":
            j = i - 1
            if s.low(j) in words.directions or s.low(j) in ("outside", "inside"):
                return "near"
            if s.low(j) in words.kinds or s.low(j) in words.plural or s.low(j) in words.alone:
                return "in"
            return "of"
        while s.low(i) in words.directions or s.low(i) in ("nearby", "neighbouring", "neighboring", "downtown"):
            i -= 1
        i -= s.low(i) == "the"
        while s.low(i) in words.directions:
            i -= 1
        return self._tie_at(i)

    def _far(self, k: int) -> str:
        """The preposition before plain words: “in the restive Dagestan region”, “in rebel-held Idlib”."""
        s = self.s
        article = k - 1
        while article > k - 3 and self._adjective(article):
            article -= 1
        if s.low(article) in ("the", "a", "an"):
            return self._tie_at(article - 1)
        return self._tie_at(k - 2) if "-" in s.low(k - 1) and self._adjective(k - 1) else ""

    def _tie_at(self, i: int) -> str:
        s, words = self.s, self.words
        low = s.low(i)
        if low in words.firm or low in words.loose:
            return low
        if low in words.struck:
            return "on"
        if s.flag(i) & NATION and s.low(i - 1) in words.firm:
            return s.low(i - 1)
        return ""

    def _adjective(self, i: int) -> bool:
        """A plain word between "the" and a name: “the restive Dagestan region”."""
        low = self.s.low(i)
        return bool(low) and low[0].isalpha() and not self.s.flag(i) and low not in self.words.nouns

    def _owned_site(self, k: int, own: int, tie: str) -> Spot | None:
        """A site by its town: “Mecca's Grand Mosque”."""
        s = self.s
        stop = self._run(own)
        if not tie or stop - own < 2 or s.lows[stop - 1] not in self.words.nouns:
            return None
        return Spot(self._text(k, stop), k, stop, tie, (), "name")

    def _stands_alone(self, k: int, stop: int, found: tuple[Found, ...]) -> bool:
        """Whether a known name without a preposition is a place at all: large, and no part of another name."""
        s = self.s
        if found[0].size < 2 or s.flag(stop) & SAY or s.flag(k - 1) & TITLE:
            return False
        if self.titled:
            return True
        if s.low(k - 1) in ("with", "by", "against", "like", "than", "as"):
            return False
        after = s.flag(stop)
        if after & CAPITAL and not after & (DAY | MONTH | NATION):
            return False
        return not (s.flag(k - 1) & CAPITAL and not s.flag(k - 1) & (STOP | NATION | DAY))

    def _loosely_tied(self, k: int, tie: str, found: tuple[Found, ...]) -> bool:
        """After "on", "of", "from" a name is a place where it is well known or an attack stands before."""
        s, words = self.s, self.words
        if found and found[0].size >= 2:
            return True
        struck = any(s.low(i) in words.attacks or s.low(i) in words.struck for i in range(k - 3, k))
        return struck and bool(found or not s.flags[k] & NATION)

    def _before_noun(self, k: int, stop: int) -> Spot | None:
        """A name that a kind of place follows: "Tawil ridge", "Dankali village"; or one attacked."""
        s, words = self.s, self.words
        end = stop - 1 if s.lows[stop - 1] in words.nouns and stop - k > 1 else stop
        if any(s.flags[i] & (NATION | PERSON | SOURCE_BODY) or s.lows[i] in words.never for i in range(k, end)):
            return None
        tie = self._tie(k)
        if s.low(stop - 1) in words.country_of and s.low(stop + 1) == "of":
            return None  # "the Philippine island of Basilan"
        if s.low(stop) in words.nouns and not s.flag(stop) & CAPITAL and tie and s.low(stop) not in ("state", "post"):
            return Spot(self._text(k, stop + 1), k, stop + 1, "in", (), "name")
        if tie == "on" and any(s.low(i) in words.attacks or s.low(i) in words.struck for i in range(k - 3, k)):
            return Spot(self._text(k, stop), k, stop, "in", (), "name")
        return None

    def _widened(self, spot: Spot) -> Spot:
        """With the kind that follows ("Diyala province") or stands before ("the province of Diyala")."""
        s, words = self.s, self.words
        if s.low(spot.last) in words.sorts and s.low(spot.last + 1) in words.nouns:
            last = spot.last + 2  # "the Santa Rosa gold mine": a place of its own
            spot = replace(spot, words=self._text(spot.first, last), last=last)
            return replace(spot, country=self._country_before(spot.first))
        low = s.low(spot.last)
        country = spot_chains.is_country(spot)
        if country and low in words.narrow and s.low(spot.first - 1) == "the" and not s.flag(spot.last) & CAPITAL:
            return replace(spot, words=s.texts[spot.last], last=spot.last + 1, kind="back")  # "the Bangladesh city"
        if country and low in words.nouns - words.kinds and s.low(spot.last + 1) in words.attacks:
            return spot  # "Nigeria market massacre"
        if low in words.nouns and not s.flag(spot.last) & CAPITAL and low not in words.directions | _VAGUE:
            if low in words.kinds or not spot.found or s.low(spot.last - 1) not in words.directions:
                spot = replace(spot, words=self._text(spot.first, spot.last + 1), last=spot.last + 1)
        elif s.low(spot.first - 1) == "of" and s.low(spot.first - 2) in words.wide:
            spot = replace(spot, words=f"{spot.words} {s.low(spot.first - 2)}")
        elif s.low(spot.first - 1) == "of" and (
            s.low(spot.first - 2) in (words.directions | words.alone) - words.kinds - {"capital"}
            or (s.low(spot.first - 2) == "capital" and spot_chains.is_country(spot))
        ):
            spot = replace(spot, words=f"{s.low(spot.first - 2)} of {spot.words}")
        elif spot.tie in ("near", "outside") and s.low(spot.first - 1) == spot.tie:
            spot = replace(spot, words=f"{spot.tie} {spot.words}")
        elif s.low(spot.first - 1) in words.directions and s.flag(spot.first - 1) & CAPITAL == 0:
            spot = replace(spot, words=f"{s.low(spot.first - 1)} {spot.words}")
        return replace(spot, country=self._country_before(spot.first))

    def _country_before(self, k: int) -> str | None:
        """The country of "the Syrian city of X", "Nigeria's northern town of X"."""
        s = self.s
        i = k - 1
        for _ in range(7):
            if s.low(i) in self.words.country_of:
                return self.words.country_of[s.low(i)]
            if s.low(i).endswith("'s") and s.flag(i) & CAPITAL:
                found = lookup(s.texts[i][:-2])
                return found[0].path[0] if found and found[0].kind == "country" else None
            if not (
                s.low(i) in self.words.nouns or s.low(i) in self.words.directions or s.low(i) in ("of", "border", "-")
            ):
                return None
            i -= 1
        return None

    # --- nouns of place

    def _noun(self, k: int) -> Spot | None:
        """ "in the northern suburbs", "on the southern front", "at the border": a place without a name."""
        s, words = self.s, self.words
        low = s.lows[k]
        i, definite, turned = k + 1, False, False
        while s.flag(i) & DET or s.low(i) in ("same",) or s.low(i).endswith("'s"):
            definite = definite or s.low(i) in ("the", "this", "that", "its", "their") or s.low(i).endswith("'s")
            i += 1
        start = i
        while i - start < 4 and s.low(i) and not s.flag(i) & (PREP | DET | CAPITAL | STOP) and s.low(i).isalpha():
            turned = turned or s.low(i) in words.directions
            nxt = s.low(i + 1)
            if s.low(i) in words.alone and not (nxt in words.nouns or (nxt in words.alone)):
                break
            i += 1
        if s.low(i) not in words.alone or i - start >= 4 or not (definite or turned):
            return None
        if self._of_name(i + 1):
            return None  # "the northern city of Mosul": the name is the place
        after = s.flag(i + 1)
        nxt = s.low(i + 1)
        if nxt.isalpha() and not after and nxt not in words.nouns and nxt not in lexicon().cues and nxt[-2:] != "ed":
            return None  # "the city council", "the border guards"
        if (after & (PERSON | SOURCE_BODY | SOURCE_PERSON) and not after & CAPITAL) or (
            low == "on" and s.low(i) in ("side", "city", "town")
        ):
            return None
        owner = s.low(start - 1).endswith("'s")
        first = start - 1 if owner and s.flag(start - 1) & CAPITAL else start
        bare = i == start and s.low(i) in words.kinds
        spot = Spot(self._text(start, i + 1), k + 1, i + 1, low, (), "back" if bare else "noun")
        if first < start:
            whose = s.texts[first][:-2]
            return replace(spot, words=f"{spot.words}, {whose}", found=(), kind="name" if lookup(whose) else "noun")
        if s.low(i + 1) == "of" and s.low(i + 2) in ("the", "that") and s.low(i + 3) in words.kinds | {"country"}:
            return replace(spot, words=self._text(start, i + 4), last=i + 4, kind="noun")
        return spot

    def _of_name(self, i: int) -> bool:
        """ "of Mosul", "of the town of Mosul" """
        s = self.s
        if s.low(i) != "of":
            return False
        i += 1
        if s.low(i) == "the" and s.low(i + 1) in self.words.kinds and s.low(i + 2) == "of":
            i += 3
        i += s.low(i) == "the"
        while s.low(i) in self.words.directions or s.low(i) == "besieged":
            i += 1
        return bool(s.flag(i) & CAPITAL) or (i < len(s.texts) and _article(s.texts[i]))

    def _text(self, first: int, last: int) -> str:
        found = " ".join(self.text[self.s.starts[first] : self.s.ends[last - 1]].split())
        return found.removesuffix("'s").removesuffix("’s")


def _day(s: Sentence, k: int) -> bool:
    """ "Tuesday's market bombing": the day of the bombing, and no name of a market."""
    low = s.lows[k]
    return low.endswith(("'s", "’s")) and bool(lexicon().flags.get(low[:-2], 0) & (DAY | MONTH))


def _article(word: str) -> bool:
    """A name that begins with its article: “al-Bab”, “ez-Zor”."""
    return "-" in word and word.lower().startswith(_ARTICLES) and word.partition("-")[2][:1].isupper()


def _names(flag: int) -> bool:
    return bool(flag & CAPITAL) and not flag & _BARRED
