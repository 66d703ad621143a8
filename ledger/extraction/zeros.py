"""Explicit zeros: "no casualties", "without any reported casualties", "nobody was hurt".

"No reports of casualties" is left out: it says that nothing is known, not that nobody was harmed.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.extraction.borders import hard
from ledger.extraction.cues import Cues
from ledger.extraction.lexicons import ADVERB, AUX, BE, CAPITAL, MODIFIER, NATION, PERSON, SOURCE_BODY, THING, listed
from ledger.extraction.model import Cue, Sentence
from ledger.vocabulary import Measure

_HEARSAY = listed("zeros.hearsay")
_NOT_COUNTED = listed("zeros.not-counted")

_CAUSING = listed("zeros.causing")
_NOT_HARM = listed("zeros.not-harm")
_NOBODY = ("nobody", "none", "no-one", "noone")
_SIGNS = frozenset([":", "no", "without", "nil", "neither", "not", *_NOBODY])
"""Without one of these a sentence has no zero: asked first, since most sentences have none."""
_SKIP = listed("zeros.skip")
_HARMED = listed("zeros.harmed")
_VICTIMS = listed("zeros.victims")
_LOSING = listed("zeros.losing")
_RELATIVE = ("who", "that", "which")
_TIED = ("of", "from", "in", "at", "on", "aboard", "with", "among", "inside", "belonging")
_LABELLED = ("ed", "adj", "noun")


@dataclass(frozen=True, slots=True)
class Zero:
    """A negation read as nought: its tokens, the cue and the rule."""

    first: int
    last: int
    cue: Cue
    rule: str


def find(s: Sentence, cues: Cues) -> list[Zero]:
    """Every explicit zero of the sentence."""
    out: list[Zero] = []
    if _SIGNS.isdisjoint(s.lows):
        return out
    n = len(s.texts)
    taken = -1
    for i in range(n):
        low = s.lows[i]
        if i <= taken or s.starts[i] < s.body:
            continue
        label = _label(s, cues, i) if s.low(i - 1) == ":" else None
        if label is not None:
            out.append(label)
            taken = i
            continue
        if low in ("no", "without", "nil"):
            zero = _nobody(s, cues, i, i + 2) if low == "no" and s.low(i + 1) in ("one", "-one") else _noun(s, cues, i)
        elif low == "neither":
            zero = _noun(s, cues, i)
        elif low in _NOBODY:
            zero = _nobody(s, cues, i, i + 1)
        elif low == "not" and s.low(i + 1) in ("a", "one") and s.low(i + 2) == "single":
            zero = _noun(s, cues, i, i + 3)
        elif (
            low == "not"
            and s.low(i - 1) in ("did", "does", "do", "have")
            and s.low(i + 1) in ("cause", "result", "suffer", "caused")
        ):
            zero = _noun(s, cues, i, i + (3 if s.low(i + 1) == "result" else 2))
        else:
            continue
        if zero is not None:
            out.append(zero)
            taken = zero.cue.last
    return out


def _noun(s: Sentence, cues: Cues, i: int, start: int | None = None) -> Zero | None:
    """`zero.noun`: "no casualties", "without any reported casualties", "no civilians were killed"."""
    k = start if start is not None else i + 1
    last = k if start is not None else i + 1
    if s.low(i) == "without":
        if s.low(k) in _CAUSING:
            k += 1
        if s.low(k) == "any":
            last = k + 1 if k == i + 1 else last
            k += 1
        elif cues.first(k, ("ing",)) is not None:
            return None
    if s.low(i) == "no" and s.low(k) == "losses" and _of_people(s, k + 1):
        return Zero(i, last, _made(s, k, Measure.CASUALTIES), "zero.noun")
    for _ in range(6):
        if s.low(k) in _HEARSAY and s.low(k) != "reported":
            return None
        cue = cues.first(k, ("noun",))
        if cue is not None and s.low(cue.last - 1) not in _NOT_COUNTED:
            if s.low(cue.last) in _NOT_HARM:
                return None
            return Zero(i, last, cue, "zero.noun")
        if s.flag(k) & PERSON and (start is None or s.low(i) == "not") and s.low(i) in ("no", "not"):
            j = k + 1
            while s.flag(j) & PERSON:
                j += 1
            found = _befell(s, cues, _past_modifier(s, j))
            if found is not None:
                return Zero(i, last, found, "zero.people")
        named = s.low(i) == "no" and s.flag(k) & (CAPITAL | NATION | MODIFIER | SOURCE_BODY)
        if s.low(k) not in _SKIP and not s.flag(k) & PERSON and not named:
            return None
        k += 1
    return None


def _befell(s: Sentence, cues: Cues, j: int) -> Cue | None:
    """The harm that the verb at j says: "were hurt", "died", "was harmed", "were among the dead"."""
    begin = j
    while s.flag(j) & (AUX | ADVERB) and cues.first(j, ("ed", "adj", "die")) is None and j < begin + 8:
        if s.low(j) in ("would", "could", "should", "will", "can"):
            return None
        j += 1
    found = cues.first(j, ("ed", "adj", "die"))
    if found is not None:
        return found if j > begin or found.form == "die" else None
    if j == begin:
        return None
    if s.low(j) in _HARMED:
        return _made(s, j, Measure.INJURED)
    if s.low(j) == "among" and s.low(j + 1) == "the":
        if s.low(j + 2) in _VICTIMS:
            return _made(s, j + 2, Measure.CASUALTIES)
        return cues.first(j + 2, ("noun", "ed", "adj"))
    return None


def _past_modifier(s: Sentence, j: int) -> int:
    """Past "of the agency", "who were inside the terminal": the verb that belongs to the people."""
    verbs = int(s.low(j) in _RELATIVE)
    if not verbs and s.low(j) not in _TIED:
        return j
    for k in range(j + 1, min(len(s.texts), j + 14)):
        if hard(s, k):
            return j
        if s.flag(k) & AUX and not s.flag(k - 1) & (AUX | ADVERB):
            if not verbs:
                return k
            verbs -= 1
    return j


def _past_group(s: Sentence, cues: Cues, k: int) -> int:
    """Past "of the two dozen officers who were inside", "of those freed"."""
    for j in range(k + 1, min(len(s.texts), k + 8)):
        if hard(s, j):
            return k
        if s.low(j) in _RELATIVE:
            return _past_modifier(s, j)
        if s.flag(j) & AUX or cues.first(j, ("die",)) is not None:
            return j
    return k


def _of_people(s: Sentence, k: int) -> bool:
    """ "among our crews", "in the ranks", "of life": the losses are people and not equipment."""
    if s.low(k) not in ("among", "of", "in"):
        return False
    after = range(k + 1, k + 5)
    if any(s.flag(i) & THING for i in after):
        return False
    return s.low(k) == "among" or any(s.flag(i) & PERSON or s.low(i) in ("life", "ranks", "personnel") for i in after)


def _made(s: Sentence, k: int, measure: Measure) -> Cue:
    """A cue of one word that says harm only where it is denied."""
    return Cue(k, k + 1, measure, "noun", s.texts[k])


def _label(s: Sentence, cues: Cues, i: int) -> Zero | None:
    """`zero.label`: "Missing: nil", "Injured: none"."""
    if s.low(i) not in ("nil", "none", "zero", "nobody") or s.low(i + 1) not in (".", ",", ";", ""):
        return None
    cue = cues.last(i - 1, _LABELLED)
    return Zero(i, i, cue, "zero.label") if cue is not None else None


def _nobody(s: Sentence, cues: Cues, i: int, k: int) -> Zero | None:
    """`zero.nobody`: "no one was killed", "none of them was hurt"; `zero.object`: "hurt nobody"."""
    last = k
    if s.low(k) == "of":
        if s.low(i - 1) in _LOSING and any(s.flag(j) & PERSON for j in range(k + 1, k + 4)):
            return Zero(i, last, _made(s, i - 1, Measure.KILLED), "zero.object")  # "lost none of its men"
        k = _past_group(s, cues, k)
    elif s.low(k) == "else":
        k += 1
    cue = _befell(s, cues, k)
    if cue is not None:
        return Zero(i, last, cue, "zero.nobody")
    cue = cues.first(k, ("adj", "ed"))
    if cue is not None and cue.form == "adj" and s.low(i - 1) in ("left", "leaving", "leave", "leaves"):
        return Zero(i, last, cue, "zero.object")
    if cue is not None and s.flag(i - 1) & BE and s.low(i - 2) == "there":
        return Zero(i, last, cue, "zero.nobody")  # "there was nobody hurt"
    verb = cues.last(i, ("ed", "ing"))
    if verb is not None:
        return Zero(i, last, verb, "zero.object")
    return None
