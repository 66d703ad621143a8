"""Gzip and zip: what is packed is unpacked as a stream, within limits, and never under a name of its choosing.

Members of a zip archive are read by their index. A file that grows beyond all proportion is a bomb: 200 kB of
gzip can hold 200 MB, and memory or disk would be gone before any check of the text.
"""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from ledger.errors import InputError
from ledger.intake.limits import limit, raised
from ledger.safetext import visible

GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
RATIO = limit("RATIO")
"""How many times its packed size a file may grow once it is larger than FREE; text packs 3 to 20 times."""
FREE = 8 << 20
UNPACKED_LIMIT = limit("UNPACKED")
MEMBERS_LIMIT = limit("MEMBERS")
_STEP = 1 << 18
_IN_MEMORY = 8 << 20
_OFFICE = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip archive: its index there, and its name, which is only ever shown."""

    index: int
    name: str


def is_office(raw: BinaryIO) -> bool:
    """Whether a zip archive is an office document: what its first members are called says so."""
    try:
        with zipfile.ZipFile(raw) as archive:
            return any(info.filename in _OFFICE for info in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    finally:
        raw.seek(0)


def members(raw: BinaryIO, name: str) -> list[Member]:
    """The files in a zip archive in their order; InputError where it is damaged or a bomb."""
    size = raw.seek(0, 2)
    raw.seek(0)
    try:
        with zipfile.ZipFile(raw) as archive:
            found = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        raise InputError(name, None, "the zip archive is damaged or cut off", "fetch it again") from None
    if len(found) > MEMBERS_LIMIT:
        raise InputError(
            name, None, f"the archive holds more than {MEMBERS_LIMIT:,} files", f"split it, or {raised('MEMBERS')}"
        )
    whole = sum(info.file_size for info in found)
    if whole > UNPACKED_LIMIT or (whole > FREE and whole > RATIO * size):
        raise _bomb(name)
    kept = [
        Member(index, visible(info.filename, limit=1_000))
        for index, info in enumerate(found)
        if not info.is_dir() and not _hidden(info.filename)
    ]
    if not kept:
        raise InputError(name, None, "the archive holds no files", "leave it out")
    return kept


def _hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/") if part not in ("..", "."))


def open_member(raw: BinaryIO, index: int, name: str, limit: int) -> BinaryIO:
    """The bytes of one member, in a temporary file; InputError where they cannot be had."""
    try:
        with zipfile.ZipFile(raw) as archive:
            info = archive.infolist()[index]
            if info.flag_bits & 1:
                raise InputError(name, None, "the file is locked with a password", "unpack it first")
            with archive.open(info) as packed:
                return _spooled(iter(lambda: packed.read(_STEP), b""), name, limit, max(info.compress_size, 1))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, IndexError):
        raise InputError(name, None, "the zip archive is damaged or cut off", "fetch it again") from None
    except NotImplementedError:
        raise InputError(name, None, "the file is packed in a way that is not read", "unpack it first") from None


def open_gzip(raw: BinaryIO, name: str, limit: int) -> BinaryIO:
    """The unpacked bytes of a gzip file, in a temporary file; InputError where it is damaged or a bomb."""
    size = raw.seek(0, 2)
    raw.seek(0)
    try:
        return _spooled(_gunzip(raw, name), name, limit, max(size, 1))
    except zlib.error:
        raise InputError(name, None, "the gzip file is damaged", "fetch it again") from None


def _gunzip(raw: BinaryIO, name: str) -> Iterator[bytes]:
    """Pieces of the unpacked bytes; several packed parts one after the other are one file."""
    parts = 0
    packed = raw.read(_STEP)
    while packed:
        if parts and not packed.startswith(GZIP):
            if packed.strip(b"\0"):
                raise InputError(name, None, "something else follows the gzip file", "fetch it again")
            return
        unpacker = zlib.decompressobj(31)
        while not unpacker.eof:
            piece = unpacker.decompress(packed, _STEP)
            if piece:
                yield piece
            packed = unpacker.unconsumed_tail
            if not packed and not unpacker.eof:
                packed = raw.read(_STEP)
                if not packed:
                    raise InputError(name, None, "the gzip file is cut off", "fetch it again")
        parts += 1
        packed = unpacker.unused_data or raw.read(_STEP)


def _spooled(pieces: Iterator[bytes], name: str, limit: int, packed: int) -> BinaryIO:
    """What the pieces hold together, in memory while it is small."""
    held: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - handed over open
    try:
        size = 0
        for piece in pieces:
            size += len(piece)
            if size > FREE and size > RATIO * packed:
                raise _bomb(name)
            if size > limit:
                shown = f"{limit >> 20:,} MiB"
                raise InputError(
                    name,
                    None,
                    f"the file is larger than the limit of {shown} unpacked",
                    f"split it, or {raised('UNPACKED')}",
                )
            held.write(piece)
    except BaseException:
        held.close()
        raise
    held.seek(0)
    return cast(BinaryIO, held)


def _bomb(name: str) -> InputError:
    return InputError(
        name, None, f"the file grows more than {RATIO}-fold when it is unpacked", "unpack it yourself if you trust it"
    )
