"""How much is read of anything from outside: each limit with its name, its default, and the variable that sets it.

A file beyond a limit is refused in one line that names the variable. They keep memory bounded whatever comes in;
docs/reference/limits.md lists them.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from ledger.errors import LedgerError

PREFIX = "CLAIMS_LIMIT_"
_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: what it counts, and how many unless told."""

    default: int
    of: str


LIMITS: dict[str, Limit] = {
    "SIZE": Limit(64 << 20, "bytes of a text or document, and of a table whose bytes are kept in the ledger"),
    "TABLE": Limit(4 << 30, "bytes of a table"),
    "LINE": Limit(4 << 20, "characters of a line or of a JSON record"),
    "FIELD": Limit(1 << 20, "characters of a cell"),
    "UNPACKED": Limit(4 << 30, "bytes of an unpacked file or member of an archive"),
    "RATIO": Limit(200, "times that a packed file may grow"),
    "MEMBERS": Limit(20_000, "files in an archive"),
    "PAGE": Limit(24 << 20, "bytes of a web page"),
    "PDF_PAGES": Limit(5_000, "pages of a PDF"),
    "PDF_TEXT": Limit(30_000_000, "characters of a PDF"),
    "COLUMNS": Limit(2_000, "columns of a sheet"),
}
"""Every limit, by the end of its variable's name."""


def limit(name: str) -> int:
    """The limit of that name: `$CLAIMS_LIMIT_NAME` (a whole number, with K, M or G), else its default."""
    given = os.environ.get(PREFIX + name, "").strip().upper()
    if not given:
        return LIMITS[name].default
    found = re.fullmatch(r"([0-9]{1,12})([KMG]?)", given)
    if not found or not int(found[1]):
        raise LedgerError(f"{PREFIX}{name} is {given!r}; give a whole number above zero, such as 64M")
    return int(found[1]) * _UNITS[found[2]]


def raised(name: str) -> str:
    """What to do to allow more."""
    return f"set {PREFIX}{name} to allow more"
