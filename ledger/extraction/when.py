"""When: the words of time of a sentence as EDTF, never an invented day.

Weekdays are the latest such day on or before the publication; without a publication date only full dates
are read. Rules: `when.weekday`, `when.day`, `when.date`, `when.month`, `when.since`, `when.span`, `when.so-far`.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from ledger.vocabulary import TimeKind

_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
_M = (
    r"(?P<m{0}>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)


@dataclass(frozen=True, slots=True)
class When:
    """A time read in a sentence: EDTF parts, the kind, the words and where they stand (characters)."""

    rule: str
    start: int
    end: int
    words: str
    first: str | None = None
    last: str | None = None
    kind: TimeKind | None = None
    counted_from: str | None = None
    as_of: str | None = None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    day, month = r"(?P<d{0}>\d{{1,2}})(?:st|nd|rd|th)?", _M
    date = (
        rf"(?:{month.format(1)} {day.format(1)}(?:,? (?P<y1>(?:19|20)\d\d))?(?!\d|,\d)"
        rf"|{day.format(2)} (?:of )?{month.format(2)}(?:,? (?P<y2>(?:19|20)\d\d))?)"
    )
    return re.compile(
        rf"(?P<since>\bsince\b[^.;]{{0,70}}?)?\b(?:(?:as of|until) (?P<asof>))?"
        rf"(?:on |late |early |last |this |in |of |by |during )*"
        rf"(?:(?P<date>{date})"
        rf"|{month.format(3)},? (?P<y3>(?:19|20)\d\d)\b"
        rf"|(?P<lone>(?<=in )|(?<=since )|(?<=of )|(?<=last )|(?<=during ))(?P<m4>january|february|march|april|may|"
        r"june|july|august|september|october|november|december)\b"
        rf"|(?P<weekday>{'|'.join(_DAYS)})\b"
        r"|(?P<near>today|yesterday|overnight|this morning|tonight)\b"
        r"|(?P<lastm>last month|last week|last year|this year|this month|this week)\b"
        r"|(?P<hours>(?:the )?(?:past|last|previous) (?:24|48|72|twenty-four) hours)\b"
        r"|(?P<vague>(?:in|over) (?:the )?(?:past few|last few|recent|past several) (?:days|weeks|months|years))\b"
        r"|(?<=since )(?P<y5>(?:19|20)\d\d)\b|(?<=in )(?P<y6>(?:19|20)\d\d)\b)",
        re.IGNORECASE,
    )


_SINCE = re.compile(r"\bsince (?:the )?(?:start|beginning|outbreak|onset|launch|\w+ (?:began|started))\b", re.I)


def find(text: str, start: int, end: int, published: datetime.date | None) -> list[When]:
    """The times of a stretch of text, in order."""
    out: list[When] = []
    for match in _pattern().finditer(text, start, end):
        found = _read(match, published)
        if found is not None:
            out.append(found)
    covered = any(w.rule == "when.since" for w in out)
    loose = None if covered else _SINCE.search(text, start, end)
    if loose is not None:
        out.append(When("when.since", loose.start(), loose.end(), loose.group(), kind=TimeKind.CUMULATIVE))
    return out


def _read(match: re.Match[str], published: datetime.date | None) -> When | None:
    g = match.groupdict()
    first, last, rule = _days(g, published)
    since = match.group("since") is not None
    if first is None and rule != "when.span":
        return None
    words, at, to = match.group(), match.start(), match.end()
    if since:
        return When("when.since", at, to, words, kind=TimeKind.CUMULATIVE, counted_from=first)
    if g["asof"] is not None:
        return When(rule, at, to, words, as_of=first)
    kind = None
    if rule == "when.span" or (last is not None and last != first):
        kind = TimeKind.PERIOD
    if rule == "when.month":
        kind = TimeKind.PERIOD
    return When(rule, at, to, words, first, last, kind)


def _days(g: dict[str, str | None], published: datetime.date | None) -> tuple[str | None, str | None, str]:
    if g["date"]:
        month = _month(g["m1"] or g["m2"] or "")
        day, stated = int(g["d1"] or g["d2"] or 0), g["y1"] or g["y2"]
        found = _date(int(stated), month, day) if stated else _latest(month, day, published)
        return (found.isoformat() if found else None), None, "when.date"
    if g["m3"]:
        return f"{g['y3']}-{_month(g['m3']):02d}", None, "when.month"
    if g["m4"]:
        if published is None:
            return None, None, "when.month"
        month = _month(g["m4"])
        year = published.year if month <= published.month else published.year - 1
        return f"{year}-{month:02d}", None, "when.month"
    if g["weekday"]:
        if published is None:
            return None, None, "when.weekday"
        back = (published.weekday() - _DAYS.index(g["weekday"].casefold())) % 7
        return (published - datetime.timedelta(days=back)).isoformat(), None, "when.weekday"
    if g["near"]:
        if published is None:
            return None, None, "when.day"
        back = 1 if g["near"].casefold() in ("yesterday", "overnight") else 0
        return (published - datetime.timedelta(days=back)).isoformat(), None, "when.day"
    if g["lastm"]:
        return *_last(g["lastm"].casefold(), published), "when.span"
    if g["hours"]:
        if published is None:
            return None, None, "when.span"
        hours = 48 if "48" in g["hours"] else 72 if "72" in g["hours"] else 24
        first = published - datetime.timedelta(days=hours // 24)
        return first.isoformat(), published.isoformat(), "when.span"
    if g["vague"]:
        return None, None, "when.span"
    return g["y5"] or g["y6"], None, "when.month"


def _last(words: str, published: datetime.date | None) -> tuple[str | None, str | None]:
    if published is None:
        return None, None
    if words == "last year":
        return str(published.year - 1), None
    if words == "this year":
        return str(published.year), None
    if words == "this month":
        return f"{published.year}-{published.month:02d}", None
    if words == "last month":
        before = published.replace(day=1) - datetime.timedelta(days=1)
        return f"{before.year}-{before.month:02d}", None
    monday = published - datetime.timedelta(days=published.weekday())
    if words == "last week":
        monday -= datetime.timedelta(days=7)
        return monday.isoformat(), (monday + datetime.timedelta(days=6)).isoformat()
    return monday.isoformat(), published.isoformat()


def _month(word: str) -> int:
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(word.casefold()[:3]))


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _latest(month: int, day: int, published: datetime.date | None) -> datetime.date | None:
    """The latest such day on or before the publication."""
    if published is None:
        return None
    found = _date(published.year, month, day)
    if found is not None and found > published:
        found = _date(published.year - 1, month, day)
    return found
