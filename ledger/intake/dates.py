"""Dates as tables print them, by a pattern such as DD.MM.YYYY; the pattern of a column found where only one fits."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from ledger.edtf import MONTHS
from ledger.errors import InputError

CANDIDATES = (
    "YYYY-MM-DD", "YYYY/MM/DD", "YYYYMMDD", "DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY", "MM-DD-YYYY",
    "DD MMM YYYY", "DD-MMM-YYYY", "MMM DD, YYYY", "MMM DD YYYY",
)  # fmt: skip
"""What a column is tried against. Two-digit years are read only where a pattern asks for them."""
EITHER_WAY = ("DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY", "MM-DD-YYYY")
"""Those that read one text as two days: the column as a whole must tell which."""

_TOKEN = re.compile("YYYY|YY|MMM|MM|M|DD|D")
_PARTS = {
    "YYYY": r"(?P<y>\d{4})",
    "YY": r"(?P<s>\d{2})",
    "MMM": r"(?P<n>[^\W\d_]{3,12})\.?",
    "MM": r"(?P<m>\d{1,2})",
    "M": r"(?P<m>\d{1,2})",
    "DD": r"(?P<d>\d{1,2})",
    "D": r"(?P<d>\d{1,2})",
}
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?)?"
_SINCE = re.compile(r"days since (\d{4}-\d{2}-\d{2})")
_EDTF = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?[~?%]?")
_ISO = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}}){_TIME}")
_OF_NUMBERS = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2\d{{4}}{_TIME}")
_PIVOT = 69
"""Two-digit years below it are of this century (POSIX strptime)."""


def read_day(text: str, pattern: str | None = None) -> str:
    """The date in EDTF; ValueError says what is wrong. Dates in ISO are read under every pattern."""
    text = " ".join(text.split())
    iso = _ISO.fullmatch(text)
    if iso:
        return _checked(int(iso[1][:4]), int(iso[1][5:7]), int(iso[1][8:]))
    if pattern is None:
        if _EDTF.fullmatch(text):
            return text
        raise ValueError("is not a date such as 2015-06-03")
    since = _SINCE.fullmatch(pattern)
    if since:
        if not re.fullmatch(r"\d{1,6}(?:\.0+)?", text):
            raise ValueError(f"is not a number of {pattern}")
        return (date.fromisoformat(since[1]) + timedelta(days=int(float(text)))).isoformat()
    match = _compiled(pattern).fullmatch(text)
    if match is None:
        raise ValueError(f"is not a date like {pattern}")
    parts = match.groupdict()
    short = parts.get("s")
    year = int(parts["y"]) if parts.get("y") else int(short or 0) + (2000 if int(short or 0) < _PIVOT else 1900)
    month = int(parts["m"]) if parts.get("m") else _month(parts.get("n") or "")
    if not parts.get("d"):
        if not 1 <= month <= 12:
            raise ValueError("is not a month that exists")
        return f"{year:04}-{month:02}"
    return _checked(year, month, int(parts["d"]))


def either_way(text: str) -> bool:
    """Whether a date begins with two numbers of which either may be the month."""
    match = _OF_NUMBERS.fullmatch(" ".join(text.split()))
    return match is not None and int(match[1]) != int(match[3])


def _checked(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise ValueError("is not a day that exists") from None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    out, at = "", 0
    for token in _TOKEN.finditer(pattern):
        out += re.escape(pattern[at : token.start()]) + _PARTS[token[0]]
        at = token.end()
    out += re.escape(pattern[at:])
    return re.compile(out + _TIME)


def check_pattern(pattern: str) -> None:
    """ValueError unless the pattern can be read by."""
    if _SINCE.fullmatch(pattern):
        return
    tokens = [t[0] for t in _TOKEN.finditer(pattern)]
    kinds = {t[0] for t in tokens}
    if len(tokens) != len(kinds) or "Y" not in kinds or "M" not in kinds:
        raise ValueError(f"date pattern {pattern!r} is none; write one such as DD.MM.YYYY or days since 2022-02-23")


_NAMES = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}


def _month(name: str) -> int:
    low = name.casefold()
    for known, number in _NAMES.items():
        if known == low or (len(low) >= 3 and known.startswith(low)) or (low == "sept" and number == 9):
            return number
    raise ValueError("is not a month that exists")


class Detector:
    """Which patterns fit every date of a column."""

    def __init__(self, column: str, among: tuple[str, ...] = CANDIDATES) -> None:
        self.column = column
        self._fits = list(among)
        self._seen = False
        self._coarse = False

    def feed(self, text: str) -> None:
        """Take in one date. One that fits nothing is left to be refused with its row."""
        text = " ".join(text.split())
        if not text:
            return
        if _EDTF.fullmatch(text) and not re.fullmatch(r"\d{8}", text):
            self._coarse = True
            return
        left = [p for p in self._fits if self._reads(text, p)]
        if left:
            self._fits, self._seen = left, True

    @staticmethod
    def _reads(text: str, pattern: str) -> bool:
        match = _compiled(pattern).fullmatch(text)
        if match is None:
            return False
        try:
            read_day(text, pattern)
        except ValueError:
            return False
        return True

    def pattern(self) -> str | None:
        """The only pattern that fits; None for ISO and for a column without dates; ValueError where several do."""
        if not self._seen:
            return None
        if len(self._fits) > 1:
            named = " and ".join(self._fits)
            raise ValueError(f"the dates in column “{self.column}” can be read as {named} alike")
        return None if self._fits[0] == "YYYY-MM-DD" else self._fits[0]

    def settled(self, given: str | None, path: str, field: str = "") -> str | None:
        """The same; where several fit, the `given` one among them, else InputError. `field` is that of a mapping."""
        if self._seen and len(self._fits) > 1 and given in self._fits:
            return given
        try:
            return self.pattern()
        except ValueError as error:
            own = f', or in the mapping {field} = {{ from = "{{{self.column}}}", date = "{self._fits[0]}" }}'
            remedy = f"say --dates {self._fits[0]}" + (own if field else "")
            raise InputError(path, None, str(error), remedy) from None
