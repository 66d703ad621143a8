"""Bytes from outside: a whole small file at once, or a table line by line.

Texts are read whole, as their bytes are kept. Tables may be larger than memory, so they are read as a stream
that checks and hashes as it goes. Both have a limit that the error names.
"""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ledger.errors import InputError
from ledger.intake.encodings import bad_bytes, choose, decode, no_nul
from ledger.intake.limits import limit, raised
from ledger.intake.packing import Packing
from ledger.safetext import visible

__all__ = [
    "LINE_LIMIT",
    "SIZE_LIMIT",
    "TABLE_LIMIT",
    "Source",
    "TableText",
    "decode",
    "open_table",
    "read_source",
]

SIZE_LIMIT = limit("SIZE")
"""The largest file that is read whole, in bytes."""
TABLE_LIMIT = limit("TABLE")
"""The largest table, in bytes."""
LINE_LIMIT = limit("LINE")
"""The longest line of a table, in characters."""
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes under the name that the user gave (`-` is standard input)."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The hash of the bytes as they came, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def read_source(path: str | Path, *, limit: int = SIZE_LIMIT, stdin: BinaryIO | None = None) -> Source:
    """Read a whole file, or standard input for `-`; InputError if it is larger than `limit` bytes."""
    name = shown_name(path)
    with _opened(str(path), name, stdin) as raw:
        return Source(name, whole(raw, name, limit))


def whole(raw: BinaryIO, name: str, limit: int) -> bytes:
    """All bytes of an open file; InputError if they are more than `limit`."""
    try:
        data = raw.read(limit + 1)
    except OSError as error:
        raise _unreadable(name, error) from None
    if len(data) > limit:
        raise _too_large(name, limit)
    return data


def shown_name(path: str | Path) -> str:
    """The name of a file as errors and the ledger give it: bytes that are no text are made visible."""
    return visible(str(path), limit=4_096)


class TableText:
    """The text of a table, line by line. Made by `open_table`.

    `encoding` is known from the start; `sha256` and `size` (bytes) once all lines are read.
    """

    def __init__(
        self,
        path: str,
        raw: BinaryIO,
        encoding: str | None,
        limit: int = TABLE_LIMIT,
        packing: Packing | None = None,
    ) -> None:
        self.path = path
        self._raw = raw
        head = raw.read(4)
        raw.seek(0)
        self._codec = choose(head, encoding, path)
        self._bytes = _Hashing(raw, path, limit, packing)

    @property
    def encoding(self) -> str:
        """The name of the encoding."""
        return self._codec.removesuffix("-sig")

    @property
    def sha256(self) -> str:
        """The hash of the bytes read so far, in hexadecimal."""
        return self._bytes.hash.hexdigest()

    @property
    def size(self) -> int:
        """How many bytes were read so far."""
        return self._bytes.size

    def lines(self, ends: str = "") -> Iterator[str]:
        """The lines with their ends as they stand; InputError at the first that cannot be read.

        A line ends at LF only for `ends="\\n"` (JSON lines), else also at CR and CRLF.
        """
        text = io.TextIOWrapper(io.BufferedReader(self._bytes, 1 << 16), encoding=self._codec, newline=ends)
        number = 0
        try:
            while line := text.readline(LINE_LIMIT):
                number += 1
                if "\0" in line or not line.isascii():
                    no_nul(line, self._codec, self.path, number)
                if len(line) >= LINE_LIMIT and not line.endswith(("\n", "\r")):
                    raise InputError(
                        self.path,
                        number,
                        f"the line is longer than {LINE_LIMIT:,} characters",
                        f"a table has one record a line; split the file, or {raised('LINE')}",
                    )
                yield line
        except (UnicodeError, ValueError):
            raise bad_bytes(self._raw, self._codec, self.path) from None
        except OSError as error:
            raise _unreadable(self.path, error) from None


class _Hashing(io.RawIOBase):
    """Bytes of `raw`, hashed, counted and packed as they pass."""

    def __init__(self, raw: BinaryIO, path: str, limit: int, packing: Packing | None) -> None:
        self.hash = hashlib.sha256()
        self.size = 0
        self._raw, self._path, self._limit, self._packing = raw, path, limit, packing

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._raw.read(len(buffer))
        self.size += len(data)
        if self.size > self._limit:
            raise _too_large(self._path, self._limit)
        self.hash.update(data)
        if self._packing:
            self._packing.add(data)
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def open_table(
    path: str | Path, encoding: str | None = None, *, limit: int = TABLE_LIMIT, stdin: BinaryIO | None = None
) -> Iterator[TableText]:
    """Open a table for reading by lines. A pipe (`-`) is held whole, within `SIZE_LIMIT`."""
    name = shown_name(path)
    with _opened(str(path), name, stdin) as raw:
        if str(path) == STDIN or not raw.seekable():
            raw = io.BytesIO(whole(raw, name, SIZE_LIMIT))
        yield TableText(name, raw, encoding, limit)


@contextmanager
def _opened(path: str, name: str, stdin: BinaryIO | None) -> Iterator[BinaryIO]:
    if path == STDIN:
        yield stdin if stdin is not None else sys.stdin.buffer
        return
    try:
        raw = Path(path).open("rb")  # noqa: SIM115  (opening and reading fail with different words)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from None
    with raw:
        yield raw


def _unreadable(name: str, error: OSError | ValueError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(name, None, "there is no such file", "check the path")
    if isinstance(error, IsADirectoryError):
        return InputError(name, None, "this is a folder", "name the files in it")
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(name, None, f"cannot be read ({why})", "check the path and its permissions")


def _too_large(name: str, most: int) -> InputError:
    shown = f"{most >> 20:,} MiB" if most >= 1 << 20 else f"{most:,} bytes"
    return InputError(
        name,
        None,
        f"the file is larger than the limit of {shown}",
        f"split it, or {raised('TABLE' if most == TABLE_LIMIT else 'SIZE')}",
    )
