"""Where a clause ends and the phrase that names the speaker begins, in text without the comma between them.

"in the attack | local officials said", "near Damascus | British Foreign Secretary William Hague said".
"""

from __future__ import annotations

from ledger.extraction import where
from ledger.extraction.lexicons import (
    ADVERB,
    BE,
    CAPITAL,
    DAY,
    DET,
    MODIFIER,
    MONTH,
    NATION,
    PERSON,
    PREP,
    SAY,
    SAY_OBJECT,
    SOURCE_BODY,
    SOURCE_PERSON,
    TITLE,
    UNIT,
    lexicon,
    listed,
)
from ledger.extraction.model import Sentence

_DOCUMENTS = listed("speakers.documents")
_SAYERS = listed("speakers.sayers")
_PLACING = ("in", "near", "at", "on", "around", "outside", "inside", "across", "from")
_PLACES = listed("speakers.places")
_EVENTS = listed("speakers.events")
_VICTIMS = listed("speakers.victims")
_JOINS = frozenset(["of", "for", "and", "'s", "al", "the", "&", "de", "-"])
_HEAD = SOURCE_PERSON | SOURCE_BODY | TITLE
_CERTAIN = 3.0
_LIKELY = 1.0


def after_preposition(s: Sentence, first: int) -> bool:
    """The phrase that begins at `first` stands after a preposition, which must have a noun of its own."""
    back = s.low(first - 1)
    if s.flag(first - 1) & BE or (s.flag(first - 1) & ADVERB and s.flag(first - 2) & BE):
        return True  # "is a conservative figure | Mardini said"
    if back == "as" and s.low(first - 2) not in ("well", "such", "same"):
        return False  # "as the agency raised the toll"
    return bool(s.flag(first - 1) & PREP) and back not in ("than", "that", "because", "so", "when", "while")


def article(s: Sentence, first: int, last: int) -> int:
    """The token of an article that can only open a phrase of its own: "bordering Iraq | an NGO said"."""
    for i in range(last, first, -1):
        speaks = any(s.flag(k) & (_HEAD | PERSON) for k in range(i + 1, last + 1))
        if speaks and opens(s, first, i, last):
            return i
    return first


def opens(s: Sentence, first: int, i: int, last: int) -> bool:
    """The article at token i opens a phrase of its own, and is no part of what begins at `first`."""
    if s.low(i) not in ("a", "an", "the") or (s.texts[i].isupper() and (len(s.texts[i]) > 1 or s.shouting)):
        return False
    back, low = s.flag(i - 1), s.low(i - 1)
    if back & (PREP | DET) or low in _JOINS or low in ("all", "both", "with") or low.endswith("ing"):
        return False
    if i == first + 1 and s.low(i) == "the" and s.texts[i].islower() and back & s.flag(i + 1) & CAPITAL:
        return False  # "Save the Children"
    name = all(s.flag(k) & (CAPITAL | DET) or s.low(k) in _JOINS for k in range(first, i))
    apposed = any(s.flag(k) & _HEAD and s.low(k) not in _DOCUMENTS for k in range(i + 1, min(last + 1, i + 8)))
    return not (name and apposed)  # after a name it opens an apposition


def inner(s: Sentence, first: int, last: int) -> int | None:
    """ "a market in the village of Dena | local activists said": a seam after a preposition inside the phrase."""
    for k in range(last - 1, first, -1):
        if s.low(k) not in _PLACING or not s.flag(k) & PREP:
            continue
        if s.low(k - 1) in _SAYERS or s.flag(k - 1) & (SOURCE_BODY | TITLE | CAPITAL):
            return None
        return find(s, k + 1, last)
    return None


def find(s: Sentence, first: int, last: int) -> int | None:
    """The token where the speaker begins within first..last, or None where nothing parts the two."""
    tied = after_preposition(s, first)
    best, found = _LIKELY if tied else _CERTAIN, None
    for t in range(first + 1, last + 1):
        if not tied and s.flag(first) & DET and t == last:  # "a war monitor"
            continue
        if not tied and s.flag(first) & DET and s.low(t - 1) in _EVENTS and not s.flag(t) & (DET | NATION | CAPITAL):
            continue  # "the national flood control agency"
        score = _score(s, first, t, last)
        if score is not None and score >= best:
            best, found = score, t
    return found


def _score(s: Sentence, first: int, t: int, last: int) -> float | None:
    """How well the words before t end a clause and those from t begin a speaker; None where they cannot."""
    if s.low(t) in _JOINS or s.low(t - 1) in _JOINS or s.flag(t - 1) & DET or s.flag(t) & (PREP | DAY | MONTH):
        return None
    if not any(s.flag(i) & (_HEAD | CAPITAL) for i in range(t, last + 1)):
        return None
    if s.flag(t - 2) & DET and t - 2 >= first and s.low(t - 1).endswith("ing"):
        return None  # "a monitoring group"
    ending = _ending(s, first, t)
    if ending is None:
        return None
    split_name = bool(s.flag(t) & s.flag(t - 1) & CAPITAL) and ending < _CERTAIN and not s.flag(t) & NATION
    return ending + _opening(s, t) - (2.0 if split_name else 0.0)


def _ending(s: Sentence, first: int, t: int) -> float | None:
    low, flag = s.low(t - 1), s.flag(t - 1)
    if low in lexicon().relay_names and flag & CAPITAL:
        return None
    if flag & CAPITAL and not flag & (_HEAD | MODIFIER) and _known(s, first, t):
        return _CERTAIN
    if t - first == 1 and s.low(first - 1) in _PLACING and _acronym_says(s, t):
        return _CERTAIN  # "21 others in al-Sinaah | FNA reports"
    if low in _PLACES or low in _EVENTS or low in _VICTIMS or flag & UNIT:
        return _CERTAIN
    if flag & MODIFIER and t - 2 >= first and not s.flag(t - 2) and s.flag(t) & CAPITAL:
        return 1.0  # "sarin gas | Turkey's health ministry"
    if flag & (_HEAD | MODIFIER | NATION):
        return 0.5 if not flag & (CAPITAL | MODIFIER) and s.flag(t) & (NATION | DET) else None
    return 0.5 if flag & CAPITAL else 1.0


def _acronym_says(s: Sentence, t: int) -> bool:
    """An acronym right after a name in small letters, and right before a verb of saying."""
    acronym = len(s.texts[t]) > 1 and s.texts[t].isupper() and not s.shouting
    return acronym and not s.texts[t - 1].isupper() and bool(s.flag(t + 1) & (SAY | SAY_OBJECT))


def _known(s: Sentence, first: int, t: int) -> bool:
    """The capitals that end right before t are a place of the gazetteer, and no longer one goes on past t."""
    for begin in range(max(first, t - 4), t):
        back = s.low(begin - 1)
        article = s.flag(begin - 1) & DET and s.flag(begin - 2) & PREP
        within = s.flag(begin - 1) & CAPITAL and s.low(begin - 2) in ("of", "in", "near", "at")
        tied = s.flag(begin - 1) & PREP or article or within or back in ("of", "city", "town", "village")
        if not s.flag(begin) & CAPITAL or not tied or back in ("for", "with", "by"):
            continue
        words = s.texts[begin:t]
        if where.known(" ".join(words)) and not where.known(" ".join([*words, *s.texts[t : t + 1]])):
            return True
    return False


def _opening(s: Sentence, t: int) -> float:
    flag = s.flag(t)
    if flag & DET or s.low(t) in lexicon().relay_names:
        return 2.0
    if flag & (NATION | _HEAD | MODIFIER):
        return 1.0
    return 0.5 if flag & CAPITAL else 0.0
