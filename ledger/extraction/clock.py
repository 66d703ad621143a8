"""The times of a document, sentence by sentence: which one a figure has, of its own or from the incident before."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ledger.extraction import incident, when
from ledger.extraction.text import Document
from ledger.extraction.time_rules import BACK, When
from ledger.vocabulary import TimeKind

_BACK_OVER = 6
"""Sentences looked back over for what "the same day" means."""
_NEAR = 24
"""Characters between a verb of speaking and the day on which it was said."""
_OF_SPEAKING = frozenset(["when.weekday", "when.day", "when.date", "when.span"])


@dataclass(slots=True)
class Clock:
    """The times of a document, counted from `base`; `verbs` gives the ends of a sentence's verbs of speaking."""

    doc: Document
    base: datetime.date | None
    verbs: Callable[[int], list[int]]
    read: dict[int, list[When]] = field(default_factory=dict)
    """The times of the sentences asked for."""
    leant: dict[tuple[int, str, bool], tuple[int, When] | None] = field(default_factory=dict)
    """What `before` answered."""
    period: list[When | None] = field(default_factory=list)
    """The reporting period, once it was looked for."""

    def of(self, number: int, start: int, end: int, others: list[tuple[int, int]]) -> When | None:
        """The time of the figure at `start` to `end` of sentence `number`; `others` are its other figures."""
        found = when.nearest(self.doc.text, self._told(number), start, end, others)
        if found is None or found.rule != "when.as-of":
            return found
        days = {t.first for t in self._told(number) if t is not found and _day(t)}
        return replace(found, first=days.pop()) if len(days) == 1 else found  # "70 by Friday after Monday's landslide"

    def before(self, number: int, place: str, carried: bool) -> tuple[int, When] | None:
        """The day of the incident that the sentences before `number` tell of, and the sentence that does.

        Its sentence must hold the words `place`; where those are `carried` over, no sentence after it may.
        """
        key = number, place, carried
        if key not in self.leant:
            self.leant[key] = self._before(number, place, carried)
        return self.leant[key]

    def _before(self, number: int, place: str, carried: bool) -> tuple[int, When] | None:
        here, text = self.doc.sentences[number], self.doc.text
        since = False
        for n in range(number - 1, max(-1, number - 1 - incident.reach(here, text)), -1):
            s = self.doc.sentences[n]
            held = place in text[s.start : s.end]
            told = [t for t in self._told(n) if not _same_day(t, self.base)]
            if not told:
                if incident.new(s):
                    return None
                since = since or held
                continue
            one = told[0]
            if not all(_day(t) and (t.first, t.last) == (one.first, one.last) for t in told) or not incident.tells(s):
                return None
            if not held and (since or not carried):
                return None
            return n, replace(one, rule="when.before")
        return None

    def _told(self, number: int) -> list[When]:
        """The times of a sentence, without the page's own date and without the day on which somebody spoke."""
        if number not in self.read:
            self.read[number] = self._found(number)
        return self.read[number]

    def _found(self, number: int) -> list[When]:
        s, text, head = self.doc.sentences[number], self.doc.text, self.doc.head or (0, 0)
        verbs = self.verbs(number)
        found = [
            t
            for t in when.find(text, max(s.start, s.body), s.end, self.base)
            if not (t.start < head[1] and head[0] < t.end)
            and not (t.rule in _OF_SPEAKING and any(self._spoken(v, t.start) for v in verbs))
        ]
        if any(t.rule == BACK for t in found):
            at = max(0, number - _BACK_OVER)
            before = when.find(text, self.doc.sentences[at].start, s.start, self.base)
            found = [when.resolved(t, before, self._reporting()) if t.rule == BACK else t for t in found]
        return found

    def _reporting(self) -> When | None:
        if not self.period:
            self.period.append(when.reporting_period(self.doc.text, self.base))
        return self.period[0]

    def _spoken(self, verb: int, start: int) -> bool:
        """Whether a time belongs to the verb of speaking before it: “said on Monday”."""
        between = self.doc.text[verb:start]
        return 0 <= start - verb <= _NEAR and "," not in between and " that " not in between


def _day(t: When) -> bool:
    """Whether a time is the day of something, or its night."""
    return t.first is not None and len(t.first) == 10 and t.kind in (None, TimeKind.EVENT)


def _same_day(t: When, base: datetime.date | None) -> bool:
    """“since dawn”: no other day than that of which the text tells."""
    return t.first is None and base is not None and t.counted_from == base.isoformat()
