"""Dates as texts print them: pieces of pattern, and what they come to in EDTF.

A day without a year is the latest such day on or before the base, which is when the text was published.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from ledger.edtf import MONTHS

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

YEAR = r"(?:19|20)\d\d"
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?![a-z])"
)
WEEKDAY = r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)day"
SHORT_DAY = r"(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)\.?"
NTH = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_NOT_MORE = r"(?!\d|[,.:/-]\d|\s*(?:%|percent|per cent|people|civilians|dead|killed|wounded)\b)"

FULL = (
    rf"(?:{MONTH} {NTH},? {YEAR}(?!\d)|{NTH}(?: of)?[ -]{MONTH}[ ,-]{{1,2}}(?:{YEAR}|\d\d(?= \(|:))(?!\d)"
    rf"|{YEAR}-\d\d-\d\d(?!\d)|\d{{1,2}}[./-]\d{{1,2}}[./-]{YEAR}(?!\d))"
)
"""A day with its year, in any of the usual forms."""
PARTIAL = rf"(?:{MONTH} {NTH}{_NOT_MORE}|{NTH}(?: of)? {MONTH})"
"""A day of a month without its year."""

_YEAR_IN = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_NUMBER = re.compile(r"\d+")
_MONTH_IN = re.compile(MONTH, re.IGNORECASE)


def month_number(word: str) -> int:
    """January is 1; `word` may be short."""
    return _SHORT.index(word.casefold()[:3]) + 1


def day(words: str, base: datetime.date | None) -> datetime.date | None:
    """The day that a full or partial date names; None where the words leave it open or it never was.

    Dates in figures are day first where they have dots or hyphens, or where the second number cannot be a month;
    with slashes and both numbers under thirteen they are taken only where one reading falls within the month
    before the base.
    """
    named = _MONTH_IN.search(words)
    numbers = [int(n) for n in _NUMBER.findall(words)]
    if named is not None:
        month = month_number(named.group())
        year = _YEAR_IN.search(words)
        short = next((n for n in numbers[1:] if n < 100), None) if len(numbers) > 1 else None
        if year is not None or short is not None:
            return made(int(year.group()) if year else 1900 + (short or 0), month, _first(numbers, year))
        return latest(month, numbers[0], base) if numbers else None
    if len(numbers) != 3:
        return None
    if numbers[0] > 31:
        return made(*numbers)
    if "/" in words and numbers[0] <= 12 and numbers[1] <= 12 and numbers[0] != numbers[1]:
        near = [
            d
            for d in (made(numbers[2], numbers[1], numbers[0]), made(numbers[2], numbers[0], numbers[1]))
            if d is not None and base is not None and 0 <= (base - d).days <= 31
        ]
        return near[0] if len(near) == 1 else None
    return made(numbers[2], numbers[1], numbers[0]) or made(numbers[2], numbers[0], numbers[1])


def _first(numbers: list[int], year: re.Match[str] | None) -> int:
    return next((n for n in numbers if year is None or n != int(year.group())), 0)


def made(year: int, month: int, number: int) -> datetime.date | None:
    """The day, where it exists."""
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None


def latest(month: int, number: int, base: datetime.date | None) -> datetime.date | None:
    """The latest such day on or before the base."""
    if base is None:
        return None
    found = made(base.year, month, number)
    return made(base.year - 1, month, number) if found is None or found > base else found


def latest_month(month: int, base: datetime.date | None) -> str | None:
    """The latest such month that had begun by the base, in EDTF."""
    if base is None:
        return None
    return f"{base.year if month <= base.month else base.year - 1}-{month:02d}"


def weekday(word: str, base: datetime.date | None, *, before: bool = False) -> datetime.date | None:
    """The latest such day on or before the base; strictly before it where `before`."""
    if base is None:
        return None
    number = next(i for i, name in enumerate(DAYS) if name.startswith(word.casefold()[:3]))
    back = (base.weekday() - number) % 7
    return base - datetime.timedelta(days=back or (7 if before else 0))


@lru_cache(maxsize=1)
def head_pattern() -> re.Pattern[str]:
    """A full date near the head of a page, with the weekday and the hour that may stand beside it."""
    return re.compile(
        rf"(?:(?:published|posted|updated|last updated|created)(?: on)?:?\s+)?(?:(?:{WEEKDAY}|{SHORT_DAY}),? )?"
        rf"(?P<date>{FULL})(?:,? (?:at )?\d{{1,2}}:\d\d(?: ?[ap]m)?)?",
        re.IGNORECASE,
    )


__all__ = ["DAYS", "FULL", "MONTH", "MONTHS", "NTH", "PARTIAL", "WEEKDAY", "YEAR", "day", "head_pattern", "latest"]
