"""Speakers of a headline ("... : Health Ministry") and before a colon ("Prosecutor Jean Marchal: ...")."""

from __future__ import annotations

from ledger.extraction import speaker_kinds, speakers, where
from ledger.extraction.lexicons import (
    AUX,
    NUMERIC,
    listed,
)
from ledger.extraction.model import Frame, Sentence

_COUNTS = listed("tolls.counts")


def headline(s: Sentence, n: int) -> list[Frame]:
    """A source at the end of a headline after a colon or dash, or at its head before a colon."""
    for k in range(n - 1, 2, -1):
        if s.low(k) in (":", "-", "–", "—", "--") and n - k <= 8:
            source = speakers.after(s, k + 1)
            if source is not None and source[1] >= n - 1 and speaker_kinds.named(s, source):
                return [Frame("frame.headline", source, ((0, k),), k)]
    return []


def colon(s: Sentence, n: int) -> list[Frame]:
    """ "Prosecutor Jean Marchal: "We have 77 dead"": a speaker, then a colon."""
    for k in range(1, min(n - 1, 16)):
        if s.low(k) == ":" and "(" in s.lows[:k] and ")" not in s.lows[:k]:
            return []  # "(CFR: 2 %)"
        if s.low(k) == ":" and not (s.ends[k - 1] == s.starts[k] and s.flag(k - 1) & NUMERIC):
            source = speakers.before(s, k)
            word = source is not None and source[1] - source[0] == 1 and not speaker_kinds.is_office(s, source)
            if source is not None and word and where.known(s.texts[source[0]].title()):
                return []  # "BAGHDAD : At least six": a dateline
            if (
                source is not None
                and s.low(source[1] - 1) not in _COUNTS
                and speaker_kinds.named(s, source)
                and not any(s.flag(i) & AUX for i in range(*source))
            ):
                return [Frame("frame.colon", source, ((k, n),), k)]
            return []
    return []
