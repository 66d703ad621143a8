"""Which of very many numbers stand more than once, in memory that does not grow with them.

Numbers that wait are sorted and written to a temporary file; at the end those of one range after another are read
back from all that was written and compared.
"""

from __future__ import annotations

import tempfile
from array import array
from bisect import bisect_left
from itertools import pairwise
from typing import IO

_WAITING = 1 << 14
"""Numbers that wait in memory."""
_RANGES = 64
_WIDTH = (1 << 64) // _RANGES
_FIRST = [(part - _RANGES // 2) * _WIDTH for part in range(_RANGES)]
"""The least number of each range."""


class Numbers:
    """Signed numbers of 64 bits, of hashes: spread evenly."""

    def __init__(self, waiting: int = _WAITING) -> None:
        self._most = waiting
        self._waiting = array("q")
        self._file: IO[bytes] | None = None
        self._written: list[tuple[int, list[int]]] = []
        """Where each list that was written starts, and where in it each range does."""

    def add(self, number: int) -> None:
        """Take one more."""
        self._waiting.append(number)
        if len(self._waiting) >= self._most:
            self._write()

    def repeated(self) -> set[int]:
        """Those that stand more than once; takes no more after that."""
        if self._file is None:
            return _twice(sorted(self._waiting))
        self._write()
        found: set[int] = set()
        with self._file as file:
            for part in range(_RANGES):
                some = array("q")
                for start, bounds in self._written:
                    file.seek(start + bounds[part] * some.itemsize)
                    some.frombytes(file.read((bounds[part + 1] - bounds[part]) * some.itemsize))
                found |= _twice(sorted(some))
        return found

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()

    def _write(self) -> None:
        numbers = sorted(self._waiting)
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - kept open
        bounds = [*(bisect_left(numbers, first) for first in _FIRST), len(numbers)]
        self._written.append((self._file.seek(0, 2), bounds))
        self._file.write(array("q", numbers).tobytes())
        self._waiting = array("q")


def _twice(numbers: list[int]) -> set[int]:
    return {one for one, other in pairwise(numbers) if one == other}
