"""Small things that every writer says the same way: dates in words, counts of things, lists of names."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from functools import lru_cache

from ledger import edtf
from ledger.edtf import MONTHS

NOT_STATED = "not stated"
"""What stands where the text says nothing."""

NOBODY = "nobody named"
"""What stands where the text names no source."""

_MARKS = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}


@lru_cache(maxsize=65536)
def date_words(text: str | None) -> str:
    """An EDTF text in words: “2015-06-03” is “3 June 2015”; what is no date stays as it is.

    None gives "not stated".
    """
    if not text:
        return NOT_STATED
    try:
        edtf.parse(text)
    except ValueError:
        return text
    start, slash, end = text.partition("/")
    if not slash:
        return _one(text)
    if start in ("", ".."):
        return f"until {_one(end)}"
    if end in ("", ".."):
        return f"since {_one(start)}"
    return span_words(start, end)


@lru_cache(maxsize=65536)
def span_words(start: str, end: str | None) -> str:
    """Two dates as a stretch: “1 to 29 June 2015”, “30 May to 3 June 2015”; a whole month by its name."""
    if not end or end == start:
        return date_words(start)
    if _whole_month(start, end):
        return _one(start[:7])
    first, last = _one(start), _one(end)
    if len(start) == len(end) == 10 and start[:7] == end[:7]:
        first = str(int(start[8:10]))
    elif start[:4] == end[:4] and len(start) > 4:
        first = first.removesuffix(f" {start[:4]}")
    return f"{first} to {last}"


def _whole_month(start: str, end: str) -> bool:
    if not (len(start) == len(end) == 10 and start[:7] == end[:7] and start[8:] == "01"):
        return False
    return int(end[8:]) == monthrange(int(end[:4]), int(end[5:7]))[1]


def _one(text: str) -> str:
    mark = _MARKS.get(text[-1:], "")
    parts = text.rstrip("~?%").split("-")
    if len(parts) == 1:
        return mark + parts[0]
    month = MONTHS[int(parts[1]) - 1]
    return f"{mark}{int(parts[2])} {month} {parts[0]}" if len(parts) == 3 else f"{mark}{month} {parts[0]}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """“a”, “a and b”, “a, b and c”."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def capital(text: str) -> str:
    """The text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def condition(fits_if: str) -> str:
    """What stands after “would fit”: “Fits if A” gives “If A”."""
    return capital(fits_if.removeprefix("Fits "))
