"""What all table readers share: the row they give, the length of a cell, and clean lines."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ledger.intake.encodings import no_nul
from ledger.intake.limits import limit
from ledger.records import ClaimRecord

FIELD_LIMIT = limit("FIELD")
"""The longest cell, in characters: a stray quote else swallows the rest of a file."""

WHY = "_why"
"""The column of a file of rejects that says why a row was refused; every reader passes over it."""


class Row(NamedTuple):
    """A checked record and the line of the file on which it starts."""

    line: int
    record: ClaimRecord


def clean_lines(lines: str | Iterable[str], path: str, ends: str = "") -> Iterator[str]:
    """Lines with their ends, without byte order mark; InputError at a NUL or a lone surrogate.

    A text is split at LF only for `ends="\\n"`, else also at CR and CRLF; never at U+2028 and its like, which
    may stand in a quote.
    """
    if isinstance(lines, str):
        lines = io.StringIO(lines, newline=ends)
    for number, line in enumerate(lines, 1):
        if "\0" in line or not line.isascii():
            no_nul(line, "utf-8", path, number)
            if number == 1:
                line = line.removeprefix("\ufeff")
        yield line
