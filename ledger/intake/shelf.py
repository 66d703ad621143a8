"""Prepared files on their way from the processes that read them to the one that stores them.

A text travels and waits as bytes: the process that read it packs it, and it is unpacked when it is stored, so that
what receives and keeps thousands of them has next to nothing to do.
"""

from __future__ import annotations

import marshal
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from operator import attrgetter
from typing import IO, Any

from ledger.intake.batch import DocumentIn, Prepared

_OF_DOCUMENT = attrgetter(*(f.name for f in fields(DocumentIn)))
_OF_TEXT = (
    "path", "format", "sha256", "size", "packed", "claims", "options", "skipped", "held", "said", "placed",
)  # fmt: skip
_PARTS = attrgetter(*_OF_TEXT)
_SIZE = 8
"""In so many bytes the length of a packed text is written before it."""


def pack(text: Prepared) -> bytes:
    """A prepared text as bytes, for this version of Python alone."""
    parts = (_OF_DOCUMENT(text.documents[0]), *_PARTS(text))
    try:
        return marshal.dumps(parts)
    except ValueError:
        return marshal.dumps(_plain(parts))


def unpack(packed: bytes) -> Prepared:
    """The text that was packed."""
    document, *parts = marshal.loads(packed)
    return Prepared(kind="text", documents=[DocumentIn(*document)], **dict(zip(_OF_TEXT, parts, strict=True)))


def _plain(value: Any) -> Any:
    """The same value of Python's own types: libraries have strings of their own, as lxml does."""
    if isinstance(value, dict):
        return {_plain(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_plain, value))
    return str(value) if isinstance(value, str) else value


class Shelf:
    """Prepared files waiting to be stored: texts in a temporary file, so that memory stays flat."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=16 << 20)  # noqa: SIM115 - closed by `close`
        self._held: list[Prepared | int] = []

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[Prepared]:
        for held in self._held:
            if isinstance(held, Prepared):
                yield held
                continue
            self._file.seek(held)
            size = int.from_bytes(self._file.read(_SIZE))
            yield unpack(self._file.read(size))

    def put(self, file: Prepared | bytes) -> None:
        """Keep one more: a table as it is, a text as `pack` gave it or to be packed now."""
        if isinstance(file, Prepared):
            if file.kind != "text":
                self._held.append(file)
                return
            file = pack(file)
        self._held.append(self._file.seek(0, 2))
        self._file.write(len(file).to_bytes(_SIZE) + file)

    def close(self) -> None:
        """Let go of all temporary files."""
        for held in self._held:
            if isinstance(held, Prepared):
                held.close()
        self._file.close()
