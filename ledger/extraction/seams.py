"""Where a clause ends and the phrase that names the speaker begins, in text without the comma between them.

"in the attack | local officials said", "near Damascus | British Foreign Secretary William Hague said".
"""

from __future__ import annotations

from ledger.extraction import where
from ledger.extraction.lexicons import (
    CAPITAL,
    DAY,
    DET,
    MODIFIER,
    MONTH,
    NATION,
    PREP,
    SOURCE_BODY,
    SOURCE_PERSON,
    TITLE,
    UNIT,
    lexicon,
    listed,
)
from ledger.extraction.model import Sentence

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
    return bool(s.flag(first - 1) & PREP) and back not in ("as", "than", "that", "because", "so", "when", "while")


def find(s: Sentence, first: int, last: int) -> int | None:
    """The token where the speaker begins within first..last, or None where nothing parts the two."""
    need = _LIKELY if after_preposition(s, first) else _CERTAIN
    best, found = need, None
    for t in range(first + 1, last + 1):
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
    ending = _ending(s, first, t)
    if ending is None:
        return None
    split_name = bool(s.flag(t) & s.flag(t - 1) & CAPITAL) and ending < _CERTAIN and not s.flag(t) & NATION
    return ending + _opening(s, t) - (2.0 if split_name else 0.0)


def _ending(s: Sentence, first: int, t: int) -> float | None:
    low, flag = s.low(t - 1), s.flag(t - 1)
    if flag & CAPITAL and _known(s, first, t):
        return _CERTAIN
    if low in _PLACES or low in _EVENTS or low in _VICTIMS or flag & UNIT:
        return _CERTAIN
    if flag & (_HEAD | MODIFIER | NATION) or low in lexicon().relay_names:
        return None
    return 0.5 if flag & CAPITAL else 1.0


def _known(s: Sentence, first: int, t: int) -> bool:
    """The capitals that end right before t are a place of the gazetteer, and no longer one goes on past t."""
    for begin in range(max(first, t - 4), t):
        if not s.flag(begin) & CAPITAL:
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
