"""Explicit zeros: "no casualties", "without any reported casualties", "nobody was hurt".

"No reports of casualties" is left out: it says that nothing is known, not that nobody was harmed.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.extraction.cues import Cues
from ledger.extraction.lexicons import ADVERB, AUX, PERSON, listed
from ledger.extraction.model import Cue, Sentence

_HEARSAY = listed("zeros.hearsay")
_NOT_COUNTED = listed("zeros.not-counted")

_CAUSING = listed("zeros.causing")
_NOT_HARM = listed("zeros.not-harm")
_NOBODY = ("nobody", "none", "no-one", "noone")
_SKIP = listed("zeros.skip")


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
    n = len(s.texts)
    taken = -1
    for i in range(n):
        low = s.lows[i]
        if i <= taken or s.starts[i] < s.body:
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
            aux = False
            while s.flag(j) & (AUX | ADVERB) and cues.first(j, ("ed", "adj", "die")) is None:
                aux = True
                j += 1
            found = cues.first(j, ("ed", "adj", "die"))
            if found is not None and (aux or found.form == "die"):
                return Zero(i, last, found, "zero.people")
        if s.low(k) not in _SKIP and not s.flag(k) & PERSON:
            return None
        k += 1
    return None


def _nobody(s: Sentence, cues: Cues, i: int, k: int) -> Zero | None:
    """`zero.nobody`: "no one was killed", "none of them was hurt"; `zero.object`: "hurt nobody"."""
    last = k
    if s.low(k) == "of":
        while k < len(s.texts) and not s.flag(k) & AUX and k < last + 6:
            k += 1
    elif s.low(k) == "else":
        k += 1
    aux = False
    while s.flag(k) & (AUX | ADVERB) and cues.first(k, ("ed", "adj", "die")) is None and k < last + 8:
        aux = True
        if s.low(k) in ("would", "could", "should", "will", "can"):
            return None
        k += 1
    cue = cues.first(k, ("ed", "adj", "die"))
    if cue is not None and (aux or cue.form == "die"):
        return Zero(i, last, cue, "zero.nobody")
    if cue is not None and cue.form == "adj" and s.low(i - 1) in ("left", "leaving", "leave", "leaves"):
        return Zero(i, last, cue, "zero.object")
    verb = cues.last(i, ("ed", "ing"))
    if verb is not None:
        return Zero(i, last, verb, "zero.object")
    return None
