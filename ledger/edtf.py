"""Dates as the ledger writes them: the parts of EDTF (ISO 8601-2) level 0 and 1 that reports need.

Taken: `2015-06-03`, `2011-03`, `2015`, intervals `2011-03/2015-03-15`, open ends `2011-03/..` and
`../2015`, and the marks `~` (approximate), `?` (uncertain) and `%` (both) after a date.
Source: Library of Congress, Extended Date/Time Format specification, 2019.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_ONE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both ends included; an open or unknown end is None.

    `precision` is the coarsest of the ends: day, month or year. `doubtful` holds for `~`, `?` and `%`.
    """

    first: date | None
    last: date | None
    precision: str = "day"
    doubtful: bool = False


_COARSE = {"day": 0, "month": 1, "year": 2}


def parse(text: str) -> Span:
    """Read one date or interval; ValueError says in a few words what is wrong with it."""
    start, slash, end = text.partition("/")
    if not slash:
        return _one(text)
    a = Span(None, None) if start in ("", "..") else _one(start)
    b = Span(None, None) if end in ("", "..") else _one(end)
    if a.first is None and b.last is None:
        raise ValueError(f"{text!r} has no date on either side")
    if a.first and b.last and b.last < a.first:
        raise ValueError(f"{text!r} ends before it starts")
    precision = max(a.precision, b.precision, key=_COARSE.__getitem__)
    return Span(a.first, b.last, precision, a.doubtful or b.doubtful)


def _one(text: str) -> Span:
    match = _ONE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date such as 2015-06-03, 2015-06 or 2015")
    year, month, day, mark = match.groups()
    try:
        if day:
            whole = date(int(year), int(month), int(day))
            return Span(whole, whole, "day", bool(mark))
        if month:
            length = monthrange(int(year), int(month))[1]
            return Span(date(int(year), int(month), 1), date(int(year), int(month), length), "month", bool(mark))
        return Span(date(int(year), 1, 1), date(int(year), 12, 31), "year", bool(mark))
    except ValueError:
        raise ValueError(f"{text!r} is not a day that exists") from None
