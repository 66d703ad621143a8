"""The rules of times: what words a time is told in, and the days that each gives, counted from a base.

Each rule is a row of `RULES`: its id, words of which one must be there for it to match, its pattern, and the
function that reads a match.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ledger.extraction import dates
from ledger.extraction.dates import FULL, MONTH, NTH, PARTIAL, WEEKDAY, YEAR
from ledger.vocabulary import TimeKind

Base = datetime.date | None


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


Read = Callable[[re.Match[str], Base], When | None]


BACK = "when.back"


def _when(rule: str, m: re.Match[str], first: object, last: object = None, kind: TimeKind | None = None) -> When | None:
    if first is None:
        return None
    own, end = str(first), None if last is None else str(last)
    return When(rule, m.start(), m.end(), m.group(), own, None if end == own else end, kind)


def _range(m: re.Match[str], base: Base) -> When | None:
    """“between 7 and 13 July”, “from 30 January to 5 February 2024”, “7-13 July”, “between March and December 2015”."""
    a, b = m["a"], m["b"]
    last = _point(b, base)
    if last is None:
        return None
    anchor = datetime.date(int(last[:4]), int(last[5:7] or 12), int(last[8:10] or 28))
    if re.fullmatch(NTH, a, re.IGNORECASE) and len(last) == 10:
        day = int(a.rstrip("stndrhSTNDRH"))
        made = dates.made(anchor.year, anchor.month, day)
        first = made.isoformat() if made and day <= anchor.day else None
    elif re.fullmatch(NTH, a, re.IGNORECASE):
        return None
    else:
        first = _point(a, anchor)
    if first is None or first > last:
        return None
    return _when("when.range", m, first, last, TimeKind.PERIOD)


def _opening(m: re.Match[str], base: Base) -> When | None:
    """“the first six months of 2016”, “in the second half of 2016”: whole months of a year."""
    number = _NUMBERS.get((m["n"] or "").casefold()) or (int(m["n"]) if (m["n"] or "").isdigit() else None)
    months = {"half": 6, "quarter": 3}.get((m["part"] or "").casefold(), number or 0)
    order = ("first", "second", "third", "fourth").index(m["nth"].casefold()) if m["nth"] else 0
    year = m["year"] or (str(base.year) if base else None)
    last = months * (order + 1)
    if year is None or not 0 < months < 12 or last > 12:
        return None
    return _when("when.range", m, f"{year}-{last - months + 1:02d}", f"{year}-{last:02d}", TimeKind.PERIOD)


def _point(words: str, base: Base) -> str | None:
    """One end of a range: a day, a month or a year."""
    words = re.sub(r"^(?:the )?(?:end|start|beginning|middle|late|early|mid)[ -](?:of )?", "", words, flags=re.I)
    if re.fullmatch(YEAR, words):
        return words
    if words.casefold() == "last year":
        return str(base.year - 1) if base else None
    month = re.fullmatch(rf"({MONTH})(?:,? ({YEAR}))?", words, re.IGNORECASE)
    if month is not None:
        number = dates.month_number(month[1])
        return f"{month[2]}-{number:02d}" if month[2] else dates.latest_month(number, base)
    if re.fullmatch(WEEKDAY, words, re.IGNORECASE):
        found = dates.weekday(words, base)
    else:
        bare = re.fullmatch(rf"({NTH}) ({MONTH})|({MONTH}) ({NTH})|{FULL}", words, re.IGNORECASE)
        found = dates.day(words, base) if bare else None
    return found.isoformat() if found else None


def _date(m: re.Match[str], base: Base) -> When | None:
    found = dates.day(m["date"], base)
    return _when("when.date", m, found.isoformat() if found else None)


def _month_year(m: re.Match[str], base: Base) -> When | None:
    return _when("when.month", m, f"{m['year']}-{dates.month_number(m['month']):02d}", kind=TimeKind.PERIOD)


def _month(m: re.Match[str], base: Base) -> When | None:
    found = dates.latest_month(dates.month_number(m["month"]), base)
    if found and base and m["last"] and found == f"{base.year}-{base.month:02d}":
        found = f"{base.year - 1}-{base.month:02d}"
    return _when("when.month", m, found, kind=TimeKind.PERIOD)


def _year(m: re.Match[str], base: Base) -> When | None:
    if base is not None and int(m["year"]) > base.year:
        return None
    return _when("when.year", m, m["year"], kind=TimeKind.PERIOD)


def _weekday(m: re.Match[str], base: Base) -> When | None:
    found = dates.weekday(m["day"], base, before=bool(m["last"]))
    return _when("when.weekday", m, found.isoformat() if found else None)


def _near(m: re.Match[str], base: Base) -> When | None:
    if base is None:
        return None
    words = m["near"].casefold()
    back = 1 if words in ("yesterday", "last night", "last evening") else 0
    day = base - datetime.timedelta(days=back)
    if words.startswith("overnight"):
        return _when("when.day", m, day - datetime.timedelta(days=1), day, TimeKind.EVENT)
    return _when("when.day", m, day)


def _ago(m: re.Match[str], base: Base) -> When | None:
    """“three days ago”, “two weeks ago”, “a year ago”: to the day, the week or the month, as the words go."""
    number = _NUMBERS.get(m["n"].casefold()) or (int(m["n"]) if m["n"].isdigit() else None)
    if base is None or number is None or number > 400:
        return None
    unit = m["unit"].casefold().rstrip("s")
    if unit == "day":
        return _when("when.ago", m, base - datetime.timedelta(days=number))
    if unit == "year":
        return _when("when.ago", m, f"{base.year - number}~")
    if unit == "month":
        months = base.year * 12 + base.month - 1 - number
        return _when("when.ago", m, f"{months // 12}-{months % 12 + 1:02d}~")
    return _when("when.ago", m, f"{base - datetime.timedelta(days=7 * number)}~")


def _past(m: re.Match[str], base: Base) -> When | None:
    """“in the past 24 hours”, “over the last three days”: a period that ends at the base."""
    words = (m["n"] or "one").casefold()
    number = _NUMBERS.get(words) or (int(words) if words.isdigit() else None)
    unit = m["unit"].casefold().rstrip("s")
    if base is None or number is None or number > 3000:
        return When("when.past", m.start(), m.end(), m.group(), kind=TimeKind.PERIOD)
    days = {"hour": -(-number // 24), "day": number, "week": 7 * number}.get(unit)
    if days is not None:
        return _when("when.past", m, base - datetime.timedelta(days=days), base, TimeKind.PERIOD)
    months = base.year * 12 + base.month - 1 - number * (12 if unit == "year" else 1)
    return _when("when.past", m, f"{months // 12}-{months % 12 + 1:02d}", base, TimeKind.PERIOD)


def _vague(m: re.Match[str], base: Base) -> When | None:
    """“in recent weeks”: a period without days."""
    return When("when.vague", m.start(), m.end(), m.group(), kind=TimeKind.PERIOD)


def _relative(m: re.Match[str], base: Base) -> When | None:
    if base is None:
        return None
    words = " ".join(m["span"].casefold().replace("-", " ").split())
    monday = base - datetime.timedelta(days=base.weekday())
    saturday = base - datetime.timedelta(days=(base.weekday() - 5) % 7)
    if "weekend" in words:
        if words.startswith("last") and saturday + datetime.timedelta(days=1) >= base:
            saturday -= datetime.timedelta(days=7)
        return _when("when.span", m, saturday, saturday + datetime.timedelta(days=1), TimeKind.PERIOD)
    if words.endswith("week"):
        if words.startswith(("last", "previous", "the previous")):
            monday -= datetime.timedelta(days=7)
            return _when("when.span", m, monday, monday + datetime.timedelta(days=6), TimeKind.PERIOD)
        return _when("when.span", m, monday, base, TimeKind.PERIOD)
    if words.endswith("month"):
        before = base.replace(day=1) - datetime.timedelta(days=1) if words.startswith(("last", "previous")) else base
        return _when("when.span", m, f"{before.year}-{before.month:02d}", kind=TimeKind.PERIOD)
    return _when("when.span", m, base.year - words.startswith(("last", "previous")), kind=TimeKind.PERIOD)


def _so_far(m: re.Match[str], base: Base) -> When | None:
    """“so far this year”, “since the beginning of the year”: a count from a start to now."""
    year = m["year"] or (str(base.year) if base else None)
    start = year
    if "month" in m.group().casefold() and base is not None:
        start = f"{base.year}-{base.month:02d}"
    elif "week" in m.group().casefold() and base is not None:
        start = (base - datetime.timedelta(days=base.weekday())).isoformat()
    if start is None:
        return None
    return When("when.so-far", m.start(), m.end(), m.group(), kind=TimeKind.CUMULATIVE, counted_from=start)


def _loose(m: re.Match[str], base: Base) -> When | None:
    """“since the war began”: counted from a start that the sentence does not date."""
    return When("when.since", m.start(), m.end(), m.group(), kind=TimeKind.CUMULATIVE)


def _dawn(m: re.Match[str], base: Base) -> When | None:
    start = base.isoformat() if base else None
    return When("when.since", m.start(), m.end(), m.group(), kind=TimeKind.CUMULATIVE, counted_from=start)


def _back(m: re.Match[str], base: Base) -> When | None:
    """“during this period”, “the same day”: a time that stands earlier in the document; see `resolved`."""
    return When(BACK, m.start(), m.end(), m.group(), kind=TimeKind.PERIOD if "period" in m.group() else None)


def _nth_day(m: re.Match[str], base: Base) -> When | None:
    """“on the third day of the truce”: words of time that come to no day."""
    return When("when.nth-day", m.start(), m.end(), m.group())


_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "twenty-four": 24, "forty-eight": 48, "couple of": 2,
}  # fmt: skip
_N = r"(?:\d{1,3}|" + "|".join(_NUMBERS) + ")"
_PART = r"(?:(?:on|in|late|early|earlier|the night of|the morning of|dawn|before dawn)(?: on)? )*"
_END = (
    rf"(?:(?:the )?(?:end|start|beginning) of )?"
    rf"(?:{FULL}|{PARTIAL}|{MONTH},? {YEAR}|{MONTH}|{YEAR}|{WEEKDAY}|last year)"
)
_START = rf"(?:{FULL}|{PARTIAL}|{MONTH},? {YEAR}|{MONTH}|{YEAR}|{WEEKDAY}|{NTH})"

_AFTER = r"(?:\b(?:in|during|of|throughout|for|early|late|mid)[ -]|(?<=\bsince )|(?<=\buntil )|(?<=\bby )|(?<=\bin ))"
"""What makes a bare month or year a time; "since", "until" and "by" are left for `_bound`."""

_MONTH_NAMES = "|".join(dates.MONTHS)
_MONTH_WORDS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

RULES: tuple[tuple[str, tuple[str, ...], str, Read], ...] = (
    (
        "when.range",
        ("between ", "from "),
        rf"\b(?:between|from) (?P<a>{_START}) "
        rf"(?:and|to|until|through|till) (?P<b>{_END})\b",
        _range,
    ),
    ("when.range", _MONTH_WORDS, rf"\b(?P<a>{NTH}) ?(?:-|–|to) ?(?P<b>{NTH} {MONTH}(?:,? {YEAR})?)\b", _range),
    ("when.range", ("-", "–"), rf"(?<=\bin )(?P<a>{YEAR}) ?[-–] ?(?P<b>{YEAR})\b", _range),
    (
        "when.range",
        (" months of", "half of", "quarter of"),
        rf"\b(?:(?:in|during|over|for) )?the (?:first (?P<n>{_N}) months|(?P<nth>first|second|third|fourth) "
        rf"(?P<part>half|quarter)) of (?:(?P<year>{YEAR})|(?:the|this) year)\b",
        _opening,
    ),
    (
        "when.so-far",
        ("so far", "this year", "the year", "since the"),
        rf"\b(?:so far (?:this|in(?: the)?) (?:year|month|week|(?P<year>{YEAR}))|(?:this|the) year(?: so far| to date)"
        rf"|since the (?:start|beginning) of (?:the|this) (?:year|month|week))\b",
        _so_far,
    ),
    ("when.date", ("19", "20", *_MONTH_WORDS), rf"\b{_PART}(?:{WEEKDAY},? )?(?P<date>{FULL})", _date),
    ("when.date", _MONTH_WORDS, rf"\b{_PART}(?:{WEEKDAY},? )?(?P<date>{PARTIAL})", _date),
    (
        "when.month",
        ("19", "20"),
        rf"\b(?:(?:in|early|late|mid|of|during)[ -])*(?P<month>{MONTH}),? (?:of )?(?P<year>{YEAR})\b",
        _month_year,
    ),
    (
        "when.past",
        ("past ", "last ", "previous ", "preceding "),
        rf"\b(?:(?:in|over|during|within|for) )?(?:the )?(?:past|last|previous|preceding) "
        rf"(?:(?P<n>{_N}) )?(?P<unit>hours|days|weeks|months|years|(?<=past )(?:day|week|month|year))\b",
        _past,
    ),
    (
        "when.vague",
        ("few ", "several ", "recent ", "couple of "),
        r"\b(?:in|over|during|within) (?:the )?(?:past|last)? ?(?:few|several|recent|couple of) "
        r"(?:days|weeks|months|years)\b",
        _vague,
    ),
    ("when.ago", (" ago",), rf"\b(?:some )?(?P<n>{_N}) (?P<unit>days?|weeks?|months?|years?) ago\b", _ago),
    (
        "when.span",
        ("week", "month", "year"),
        r"\b(?:in |of |during |over |at |earlier |late |later |early )*"
        r"(?P<span>(?:last|this|(?:the )?previous) (?:weekend|week|month|year)|the weekend)\b(?! of)(?!['’]s)",
        _relative,
    ),
    (
        "when.day",
        ("today", "yesterday", "night", "this ", "last "),
        r"\b(?:late |early |earlier )?(?P<near>today|yesterday|overnight|last night|last evening|this morning|tonight|"
        r"this afternoon|this evening)\b",
        _near,
    ),
    (
        "when.weekday",
        ("day",),
        rf"\b(?<!every )(?<!each )(?<!next ){_PART}(?P<last>last )?(?P<day>{WEEKDAY})(?! to )(?:['’]s)?\b(?!s)",
        _weekday,
    ),
    (
        "when.month",
        _MONTH_WORDS,
        rf"{_AFTER}(?:early |late |mid-?)?(?P<last>last )?"
        rf"(?P<month>{_MONTH_NAMES})\b",
        _month,
    ),
    ("when.month", ("last ",), rf"\b(?P<last>last )(?P<month>{_MONTH_NAMES})\b", _month),
    (
        "when.year",
        ("19", "20"),
        rf"{_AFTER}(?:early |late |mid-?|the )?(?P<year>{YEAR})\b(?![-–]\d)",
        _year,
    ),
    (
        "when.since",
        ("since ",),
        r"\bsince (?:the )?(?:(?:start|beginning|outbreak|onset|launch)(?: of (?:the |its |their )?(?:[\w’'-]+ ){0,4}"
        r"(?:war|conflict|campaign|uprising|offensive|operation|crisis|unrest|siege|protests|fighting|invasion))?"
        r"|(?:[\w’'-]+ ){1,4}(?:began|started|erupted|broke out))\b",
        _loose,
    ),
    ("when.since", ("since ",), r"\bsince (?:dawn|midnight|(?:early|this|the) morning|sunrise)\b(?! (?:on|of))", _dawn),
    (
        "when.back",
        ("period", " day", "day before"),
        r"\b(?:(?:during|in|over|for) (?:the|this|that) (?:same |reporting )?period(?! (?:of|in|last))"
        r"|(?:on )?(?:the same|that) day|(?:on )?the (?:previous day|day before))\b",
        _back,
    ),
    (
        "when.nth-day",
        ("day", "night", "week"),
        r"\b(?:on|for) (?:the|a) (?:first|second|third|fourth|fifth|sixth|seventh|"
        r"eighth|ninth|tenth) "
        r"(?:consecutive |straight )?(?:day|night|week)\b(?: of [\w’' -]{3,30})?",
        _nth_day,
    ),
)


@lru_cache(maxsize=len(RULES))
def compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a text first holds the rule's words: compiling all costs a third of the start."""
    return re.compile(pattern, re.IGNORECASE)
