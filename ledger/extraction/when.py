"""When: the words of time of a sentence as EDTF, to the day, month or year that they give, never an invented day.

Each rule is a row of `RULES`: its id, words of which one must be there for it to match (asked first, as it costs
little), its pattern, and the function that reads it. Where two match the same words the earlier row wins. `base` is
the day against which "yesterday" is counted: that of the dateline, else of the publication. Without one only full
dates, months and years are read.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from ledger.extraction.time_rules import RULES, Base, When, compiled
from ledger.vocabulary import TimeKind


def find(text: str, start: int, end: int, base: Base) -> list[When]:
    """The times of a stretch of text, in order; no two overlap."""
    out: list[When] = []
    low = text[start:end].lower()
    for _, words, pattern, read in RULES:
        for word in words:  # asked for every rule of every sentence with a figure: a generator costs twice as much
            if word in low:
                break
        else:
            continue
        for match in compiled(pattern).finditer(text, start, end):
            if any(w.start < match.end() and match.start() < w.end for w in out):
                continue
            found = read(match, base)
            if found is not None:
                out.append(found)
    bound = sorted((_bound(text, start, w) for w in out), key=lambda w: w.start)
    dated = [w for w in bound if w.counted_from]
    return [w for w in bound if w.first or not any(d is not w and d.start <= w.start < d.end for d in dated)]


_PERIOD = re.compile(r"\breporting period\b", re.IGNORECASE)


def reporting_period(text: str, base: Base) -> When | None:
    """The stretch that a report defines as its reporting period, beside the first naming of it that has one."""
    for match in _PERIOD.finditer(text):
        near = find(text, max(0, match.start() - 90), min(len(text), match.end() + 90), base)
        ranges = [n for n in near if n.rule == "when.range"]
        if ranges:
            return ranges[0]
    return None


def resolved(w: When, before: list[When], reporting: When | None) -> When:
    """A time that looks back, with the days of the one it means: the last before it, or the reporting period's own."""
    if "reporting" in w.words.casefold():
        return w if reporting is None else replace(w, first=reporting.first, last=reporting.last)
    period = "period" in w.words.casefold()
    meant = next((b for b in reversed(before) if b.first and (b.kind is TimeKind.PERIOD) == period), None)
    if meant is None:
        return w
    if "before" in w.words or "previous" in w.words:
        if meant.first is None or len(meant.first) != 10:
            return w
        return replace(w, first=str(datetime.date.fromisoformat(meant.first) - datetime.timedelta(days=1)))
    return replace(w, first=meant.first, last=meant.last)


def _bound(text: str, start: int, w: When) -> When:
    """With the word before that makes a time the start of a count ("since") or its latest day ("as of")."""
    before = text[max(start, w.start - 120) : w.start]
    since = _SINCE.search(before)
    if since is not None and w.first is not None and w.rule not in ("when.so-far",):
        at = w.start - len(before) + since.start()
        words = text[at : w.end]
        return When("when.since", at, w.end, words, kind=TimeKind.CUMULATIVE, counted_from=w.first)
    as_of = _AS_OF.search(before)
    if as_of is not None and w.first is not None and w.counted_from is None:
        at = w.start - len(before) + as_of.start()
        return When("when.as-of", at, w.end, text[at : w.end], as_of=w.last or w.first)
    return w


_SINCE = re.compile(
    r"\bsince(?: the)?(?:\s+(?:(?:start|beginning|end|outbreak|onset|launch|middle|early|late|mid|last|of|on|in|at|the|"
    r"dawn|midnight|noon|morning|evening|night)\b[\s-]*|[\w’'-]+\s+){0,13}?)?$",
    re.IGNORECASE,
)
_AS_OF = re.compile(
    r"\b(?:as (?:of|at)|until|up to|through|by)(?: (?:late|early|midday|noon|midnight|dawn|the morning of|the end of|"
    r"the evening of|\d{1,2}(?::\d\d)? ?(?:a\.?m\.?|p\.?m\.?|GMT)? on))* ?$",
    re.IGNORECASE,
)


def nearest(text: str, times: list[When], start: int, end: int, others: list[tuple[int, int]]) -> When | None:
    """The time of the figure at `start` to `end`: by distance, with clause borders and other figures between.

    A count's start ("since March") holds for all figures of its sentence, unless another time is nearer in the
    figure's own clause. “since May 2009, when 366 died” tells when the 366 died.
    """
    best: tuple[float, When] | None = None
    for w in times:
        a, b = (end, w.start) if w.start >= end else (w.end, start)
        gap = text[a:b]
        cost = len(gap) + 25.0 * sum(a <= o < b for o, _ in others)
        cost += 50.0 * len(_BORDER.findall(gap))
        if w.rule in ("when.since", "when.so-far"):
            cost -= 40.0
            if w.end <= start and re.match(r",? when\b[^,;]*$", gap):
                w = replace(w, kind=TimeKind.PERIOD, first=w.counted_from, counted_from=None)
        if w.first is None and w.counted_from is None and w.as_of is None:
            cost += 30.0
        if best is None or cost < best[0]:
            best = (cost, w)
    return best[1] if best is not None else None


_BORDER = re.compile(r";|\b(?:while|but|whereas|compared (?:with|to)|although)\b|\. ", re.IGNORECASE)
