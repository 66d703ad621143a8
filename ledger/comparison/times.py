"""Dates as day numbers, and dates in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ledger import edtf
from ledger.comparison.values import C
from ledger.edtf import MONTHS

JUMP_DAYS = 3
"""A rise within so many days is sudden."""


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days as numbers, an open end None; `coarse` where only a month or year is known."""

    first: int | None
    last: int | None
    coarse: bool = False


@lru_cache(maxsize=65536)
def days(text: str | None) -> Days | None:
    """The days that an EDTF text covers; None for no text and for text that is no date."""
    if not text:
        return None
    try:
        span = edtf.parse(text)
    except ValueError:
        return None
    first = span.first.toordinal() if span.first else None
    last = span.last.toordinal() if span.last else None
    return Days(first, last, span.precision != "day" and "/" not in text)


@lru_cache(maxsize=65536)
def day_words(number: int) -> str:
    """A day number in words: “3 June 2015”."""
    day = date.fromordinal(number)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=65536)
def span_words(first: int | None, last: int | None) -> str:
    """A stretch of days in words, whole months and years by their names."""
    if first is None and last is None:
        return "at a time not stated"
    if first is None or last is None:
        return f"until {day_words(last)}" if last is not None else f"from {day_words(first or 1)}"
    if first == last:
        return day_words(first)
    a, b = date.fromordinal(first), date.fromordinal(last)
    ends_month = date.fromordinal(last + 1).day == 1
    if a.day == 1 and ends_month:
        if (a.month, b.month) == (1, 12) and a.year == b.year:
            return str(a.year)
        start, end = f"{MONTHS[a.month - 1]} {a.year}", f"{MONTHS[b.month - 1]} {b.year}"
        return start if start == end else f"{start} to {end}"
    return f"{day_words(first)} to {day_words(last)}"


def edtf_words(text: str | None) -> str:
    """An EDTF text in words: “2011-03” gives “March 2011”; what is no date stays as it is."""
    known = days(text)
    return span_words(known.first, known.last) if known else (text or "")


def dated(claim: C) -> bool:
    """Whether anything says as of when the figure holds at the latest."""
    return claim.as_of_first is not None or claim.as_of_last is not None


def same_time(a: C, b: C) -> bool:
    """Whether two figures hold for the same date; one without any date is given the benefit."""
    if a.as_of_first == b.as_of_first and a.as_of_last == b.as_of_last:
        return True
    return not dated(a) or not dated(b)


def before(a: C, b: C) -> bool:
    """Whether `a` certainly holds no later than `b` (not the same date)."""
    if a.as_of_last is None or b.as_of_first is None:
        return False
    return a.as_of_last <= b.as_of_first and not same_time(a, b)
