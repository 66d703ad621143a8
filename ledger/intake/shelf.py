"""Prepared files on their way from the processes that read them to the one that stores them.

A text travels and waits as bytes: the process that read it packs it, and it is unpacked when it is stored, so that
what receives and keeps thousands of them has next to nothing to do.
"""

from __future__ import annotations

import marshal
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import fields
from operator import attrgetter
from typing import IO, Any, NamedTuple

from ledger.intake.batch import DocumentIn, Prepared

_OF_DOCUMENT = attrgetter(*(f.name for f in fields(DocumentIn)))
_OF_TEXT = (
    "path", "format", "sha256", "size", "packed", "claims", "options", "skipped", "held", "said", "placed",
)  # fmt: skip
_PARTS = attrgetter(*_OF_TEXT)
_SIZE = 8
"""In so many bytes the length of a packed text is written before it."""


class Packed(NamedTuple):
    """A prepared text as bytes, for this version of Python alone, and what must be known of it while it waits."""

    path: str
    claims: int
    size: int
    data: bytes


class Slot(NamedTuple):
    """Where a packed text waits."""

    path: str
    claims: int
    size: int
    at: int


def pack(text: Prepared) -> Packed:
    """A prepared text as bytes."""
    parts = (_OF_DOCUMENT(text.documents[0]), *_PARTS(text))
    try:
        data = marshal.dumps(parts)
    except ValueError:
        data = marshal.dumps(_plain(parts))
    return Packed(text.path, text.claims, text.size, data)


def unpack(data: bytes) -> Prepared:
    """The text that was packed."""
    document, *parts = marshal.loads(data)
    return Prepared(kind="text", documents=[DocumentIn(*document)], **dict(zip(_OF_TEXT, parts, strict=True)))


def _plain(value: Any) -> Any:
    """The same value of Python's own types: libraries have strings of their own, as lxml does."""
    if isinstance(value, dict):
        return {_plain(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_plain, value))
    return str(value) if isinstance(value, str) else value


class Most(NamedTuple):
    """How many texts, claims and bytes are stored in one transaction."""

    texts: int
    claims: int
    size: int


class Shelf:
    """Prepared files waiting to be stored: texts in a temporary file, so that memory stays flat."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=16 << 20)  # noqa: SIM115 - closed by `close`
        self._held: list[Prepared | Slot] = []
        self._claims = self._size = 0
        self.largest_table: int | None = None
        """How many claims the largest table has; None where there is none."""

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[Prepared]:
        return self.read(tuple(self._held))

    @property
    def last(self) -> list[Prepared | Slot]:
        """What was put there last."""
        return self._held[-1:]

    def within(self, most: Most, times: float = 1) -> bool:
        """Whether `times` as much as there is fits into one transaction: texts alone, and not too many."""
        there = (len(self._held), self._claims, self._size)
        return self.largest_table is None and all(one * times <= limit for one, limit in zip(there, most, strict=True))

    def portions(self, most: Most) -> Iterator[list[Prepared | Slot]]:
        """What is stored in one transaction: as many files as have so many claims and bytes, a larger one alone.

        Each file is a batch with its own journal entry all the same.
        """
        portion: list[Prepared | Slot] = []
        counted = read = 0
        for held in self._held:
            full = len(portion) == most.texts or counted + held.claims > most.claims or read > most.size
            if portion and full:
                yield portion
                portion, counted, read = [], 0, 0
            portion.append(held)
            counted, read = counted + held.claims, read + held.size
        if portion:
            yield portion

    def tables(self) -> Iterator[Prepared]:
        """The tables among the files."""
        return (held for held in self._held if isinstance(held, Prepared))

    def read(self, portion: Iterable[Prepared | Slot]) -> Iterator[Prepared]:
        """The files of a portion, unpacked one after another."""
        for held in portion:
            if isinstance(held, Prepared):
                yield held
                continue
            self._file.seek(held.at)
            size = int.from_bytes(self._file.read(_SIZE))
            yield unpack(self._file.read(size))

    def put(self, file: Prepared | Packed) -> None:
        """Keep one more: a table as it is, a text packed."""
        self._claims += file.claims
        self._size += file.size
        if isinstance(file, Prepared):
            if file.kind != "text":
                self._held.append(file)
                self.largest_table = max(self.largest_table or 0, file.claims)
                return
            file = pack(file)
        self._held.append(Slot(file.path, file.claims, file.size, self._file.seek(0, 2)))
        self._file.write(len(file.data).to_bytes(_SIZE) + file.data)

    def close(self) -> None:
        """Let go of all temporary files."""
        for held in self._held:
            if isinstance(held, Prepared):
                held.close()
        self._file.close()
