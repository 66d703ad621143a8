"""Rows that wait between the ledger and a file, so that no transaction is open while somebody else reads slowly."""

from __future__ import annotations

import marshal
import tempfile
from collections.abc import Iterator
from typing import IO, Any, Self

_ROWS = 1_000
_IN_MEMORY = 4 << 20


class Spool:
    """Rows of plain values: a few in memory, many in a temporary file. They can be read as often as wanted."""

    def __init__(self) -> None:
        self.count = 0
        self._waiting: list[Any] = []
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - kept open

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, row: Any) -> None:
        """Take one row: a tuple of texts, numbers, bytes, None and tuples of them."""
        self._waiting.append(row)
        self.count += 1
        if len(self._waiting) == _ROWS:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._file.seek(0, 2)
            marshal.dump(self._waiting, self._file)
            self._waiting = []

    def __iter__(self) -> Iterator[Any]:
        self._flush()
        at = 0
        while True:
            self._file.seek(at)
            try:
                rows = marshal.load(self._file)
            except EOFError:
                return
            at = self._file.tell()
            yield from rows
