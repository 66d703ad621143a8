"""Dates as day numbers, and dates in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ledger import edtf
from ledger.edtf import MONTHS


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
