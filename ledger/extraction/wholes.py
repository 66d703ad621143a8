"""Figures before people who are no count of harm: a whole of which a part suffered, those who speak."""

from __future__ import annotations

from itertools import pairwise

from ledger.extraction.cues import Cues
from ledger.extraction.lexicons import ADVERB, NUMERIC, SAY, SAY_OBJECT, listed
from ledger.extraction.model import Mention, Sentence

_CAPTIVES = ("hostages", "captives", "prisoners", "detainees")
_STATES = listed("frames.states")


def mark(s: Sentence, mentions: list[Mention], cues: Cues) -> None:
    """ "12 of the 40 passengers died": the whole was there and is no count of harm, unless it names the harm itself."""
    for part, whole in pairwise(mentions):
        back = whole.prefix - 1
        while s.low(back) in ("the", "its", "their", "his", "her", "those", "these") or s.low(back).endswith("'s"):
            back -= 1
        captives = whole.cue is not None and s.lows[whole.cue.last - 1] in _CAPTIVES
        if s.low(back) != "of" or back - part.last not in (0, 1) or whole.kind != "people":
            continue
        if part.cue is None and (whole.cue is None or captives) and not cues.first(whole.stop, ("ed", "adj", "noun")):
            whole.kind, whole.cue = "thing", None


def they_say(s: Sentence, k: int) -> bool:
    """ "two residents said", "two officials confirmed that", "three doctors reported at least": they speak."""
    if s.flag(k) & ADVERB:  # "confirmed dead" or "confirmed that"
        return (bool(s.flag(k) & (SAY | SAY_OBJECT)) and s.low(k + 1) in ("that", "at", "a", "the")) or bool(
            s.flag(k + 1) & NUMERIC
        )
    if s.flag(k) & SAY and not (s.flag(k) & SAY_OBJECT and s.low(k + 1) in _STATES):
        return True
    tells = s.low(k + 1) == "that" or s.flag(k + 1) & NUMERIC or s.low(k + 1) in ("at", "a", "the", "more", "up")
    return bool(s.flag(k) & SAY_OBJECT and tells)


def are_cited(s: Sentence, prefix: int) -> bool:
    """ "according to two officials", "citing three doctors"."""
    return (s.low(prefix - 2), s.low(prefix - 1)) == ("according", "to") or s.low(prefix - 1) in ("citing", "quoting")
