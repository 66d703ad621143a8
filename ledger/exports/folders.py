"""Several files that leave together, as a folder or as a zip archive: all of them or none.

A folder is made under a passing name beside its place, closed to others (mode 0700), and takes its name when every
file is on disk. A link is never followed, and an existing folder is replaced only by `force`, and only where an
earlier export stands in it: nobody loses a folder of other things by a mistyped path.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import shutil
import stat
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, TextIO, cast

from ledger.errors import LedgerError
from ledger.exports.output import refusal, safe_binary_output
from ledger.safetext import visible

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

OURS = ("datapackage.json", "ro-crate-metadata.json")
"""A folder that holds one of these is an earlier export."""
ZIP = ".zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive: the same ledger gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Written:
    """The size in bytes and the hash of a file that was written."""

    size: int
    sha256: str


class Folder(ABC):
    """Where the files of an export go, one after the other. `written` tells what was written so far."""

    def __init__(self) -> None:
        self.written: dict[str, Written] = {}

    @abstractmethod
    def _open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """A stream to the new file of that name."""

    @contextmanager
    def binary(self, name: str) -> Iterator[BinaryIO]:
        """A stream to the new file of that name."""
        with self._open(name) as raw:
            hashing = _Hashing(raw)
            yield cast(BinaryIO, hashing)
        self.written[name] = Written(hashing.size, hashing.hash.hexdigest())

    @contextmanager
    def text(self, name: str) -> Iterator[TextIO]:
        """The same as UTF-8 text; line ends are left alone."""
        with self.binary(name) as raw:
            text = io.TextIOWrapper(raw, encoding="utf-8", newline="", write_through=False)
            yield text
            text.flush()
            text.detach()


class _Hashing(io.RawIOBase):
    """What is written to `raw`, hashed and counted as it passes."""

    def __init__(self, raw: IO[bytes]) -> None:
        self.hash, self.size = hashlib.sha256(), 0
        self._raw = raw

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer, /) -> int:
        self.hash.update(data)
        written = self._raw.write(data)
        self.size += memoryview(data).nbytes
        return written


class _Directory(Folder):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    @contextmanager
    def _open(self, name: str) -> Iterator[IO[bytes]]:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(self._path / name, flags, 0o600), "wb") as raw:
            yield raw
            raw.flush()
            os.fsync(raw.fileno())


class _Archive(Folder):
    def __init__(self, archive: zipfile.ZipFile) -> None:
        super().__init__()
        self._archive = archive

    @contextmanager
    def _open(self, name: str) -> Iterator[IO[bytes]]:
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        with self._archive.open(entry, "w", force_zip64=True) as raw:
            yield raw


@contextmanager
def safe_folder(path: str | Path, *, force: bool = False) -> Iterator[Folder]:
    """Where to put files so that all appear at `path` together: a zip archive if it ends in .zip, else a folder.

    On any exception nothing is left behind and nothing was changed. LedgerError says what stands in the way.
    """
    if str(path).lower().endswith(ZIP):
        with safe_binary_output(path, force=force) as raw, _zip(raw) as archive:
            yield _Archive(archive)
        return
    target = Path(path)
    shown = visible(str(path), limit=4_096)
    if target.name in ("", ".", "..") or "\0" in str(path):
        raise LedgerError(f"{shown}: this is no name for a folder; name a new one")
    passing = target.parent / f".{target.name[:100]}.{secrets.token_hex(6)}.part"
    try:
        _check(target, shown, force)
        passing.mkdir(mode=0o700)
    except OSError as error:
        raise refusal(shown, error) from None
    try:
        yield _Directory(passing)
        _publish(passing, target, shown, force)
    except OSError as error:
        raise refusal(shown, error) from None
    finally:
        shutil.rmtree(passing, ignore_errors=True)


@contextmanager
def _zip(raw: BinaryIO) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        yield archive


def _check(target: Path, shown: str, force: bool) -> bool:
    """Whether an earlier export stands there; LedgerError where something else does."""
    try:
        found = os.lstat(target)
    except FileNotFoundError:
        return False
    if stat.S_ISLNK(found.st_mode):
        raise LedgerError(f"{shown}: this is a symbolic link, which is never followed; name a folder")
    if not stat.S_ISDIR(found.st_mode):
        raise LedgerError(f"{shown}: this is a file, and the format is a folder; name a folder, or a .zip")
    if not force:
        raise LedgerError(f"{shown}: the folder exists; name another, or replace it with --force")
    if not any((target / name).is_file() for name in OURS) and any(target.iterdir()):
        raise LedgerError(f"{shown}: the folder holds no earlier export and is never replaced; name another")
    return True


def _publish(passing: Path, target: Path, shown: str, force: bool) -> None:
    """Give the folder its name; an earlier export is set aside until that is done."""
    aside = target.parent / f".{target.name[:100]}.{secrets.token_hex(6)}.old"
    earlier = _check(target, shown, force)
    if earlier:
        os.rename(target, aside)
    try:
        os.rename(passing, target)
    except OSError:
        if earlier:
            os.rename(aside, target)
        raise
    if earlier:
        shutil.rmtree(aside, ignore_errors=True)
    with suppress(OSError):  # not every system can sync a folder
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
