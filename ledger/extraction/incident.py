"""Whose day a figure without one takes: that of the incident which the sentences before it tell of.

“A bus fell into a ravine on Sunday. Police said 14 people died.” The rule is `when.before`. It holds only where
nothing in the figure's own sentence speaks of another time or of another incident.
"""

from __future__ import annotations

import re

from ledger.extraction.lexicons import AUX, CLAUSE, PREP, SAY, listed
from ledger.extraction.model import Sentence
from ledger.extraction.time_rules import When
from ledger.vocabulary import Measure

HARM = (Measure.KILLED, Measure.INJURED, Measure.CASUALTIES)
"""What an incident does; how many are missing or displaced holds for another day."""
REACH, NAMED = 4, 8
"""Sentences looked back over; and where the figure's own sentence speaks of “the attack”."""

_INCIDENTS = listed("incidents.nouns")
_HARMS = listed("incidents.harms")
_DAYS = ("when.weekday", "when.day", "when.date")
_FRONT = 12
"""Characters from the head of a sentence, or behind a figure, within which a day stands close."""
_MOVED = re.compile(
    r"\b(?:rose|risen|rises|reach(?:ed|es)|climb(?:ed|s)|stood|stands|jumped|grew|grown|raised|revised|updated|puts?)\b",
    re.IGNORECASE,
)
_SAME = frozenset(["the", "that", "this", "same", "its", "their"])
_ELSEWHEN = re.compile(
    r"\b(?:another(?! (?:said|put|told|gave|spoke))|separate(?:ly)?|elsewhere|meanwhile|earlier|previous(?:ly)?|ago"
    r"|since|so far|in all|altogether"
    r"|overall|daily|every|each|years?|months?|weeks?|weekends?|decades?|days|centur(?:y|ies)|war|conflict|uprising"
    r"|campaign|pandemic|recent(?:ly)?|past|history|anniversary|similar|last|next|then|later|second|third"
    r"|would|could|may|might|if|(?:has|(?<!\bto )have|’ve|'ve) (?:\w+ )?(?:been |left |seen |claimed |cost |killed|died"
    r"|lost|wounded|injured))\b",
    re.IGNORECASE,
)
"""Words of another time, another incident, a long count, or of what may yet be."""


def counted(s: Sentence, text: str, start: int, end: int, day: When) -> bool:
    """Whether the day is that of the count: “the toll rose to 40 on Thursday”, “on Thursday police put it at 40”."""
    if day.rule not in _DAYS or day.words.endswith(("'s", "’s")) or not _MOVED.search(text, s.start, start):
        return False
    return day.start - max(s.start, s.body) <= _FRONT or 0 <= day.start - end <= _FRONT


def tells(s: Sentence) -> bool:
    """Whether a sentence tells of an attack, an accident or the like, or of its victims."""
    return not _INCIDENTS.isdisjoint(s.lows) or not _HARMS.isdisjoint(s.lows)


def reach(s: Sentence, text: str) -> int:
    """How many sentences back the incident may be told that a sentence speaks of: none where it has its own."""
    nouns = [_same(s, i) for i in _nouns(s)]
    if not all(nouns):
        return 0
    found = _ELSEWHEN.search(text, s.start, s.end)
    if found is not None and not (nouns and found.group().lower() == "meanwhile"):
        return 0
    return NAMED if nouns else REACH


def new(s: Sentence) -> bool:
    """Whether a sentence tells of an incident as one not told of before."""
    return not all(_same(s, i) for i in _nouns(s))


def _nouns(s: Sentence) -> list[int]:
    return [i for i, low in enumerate(s.lows) if low in _INCIDENTS and s.low(i - 1) != "to"]


def _same(s: Sentence, noun: int) -> bool:
    """ "The attack", "the same battle", "Tuesday's raid": not "a suicide bombing" or "shelling by rebels"."""
    for k in range(noun - 1, max(-1, noun - 5), -1):
        low = s.lows[k]
        if low in _SAME or low.rstrip("s").endswith("day"):
            return True
        if s.flags[k] & (SAY | PREP | AUX | CLAUSE):
            return False
    return False


__all__ = ["HARM", "new", "reach", "tells"]
