"""The times of a document, sentence by sentence: which one a figure has."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from ledger.extraction import when
from ledger.extraction.text import Document
from ledger.extraction.time_rules import BACK, When

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
    read: tuple[int, list[When]] = field(default=(-1, []))
    period: list[When | None] = field(default_factory=list)
    """The reporting period, once it was looked for."""

    def of(self, number: int, start: int, end: int, others: list[tuple[int, int]]) -> When | None:
        """The time of the figure at `start` to `end` of sentence `number`; `others` are its other figures."""
        if self.read[0] != number:
            self.read = (number, self._told(number))
        return when.nearest(self.doc.text, self.read[1], start, end, others)

    def _told(self, number: int) -> list[When]:
        """The times of a sentence, without the page's own date and without the day on which somebody spoke."""
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
