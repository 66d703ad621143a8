"""Files written whole or not at all, and never over what the user did not name.

The file is made under a passing name in its own folder, closed to others (mode 0600), and takes its name when
everything is on disk. A symbolic link is never followed, and an existing file is replaced only by `force`.
"""

from __future__ import annotations

import errno
import io
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from ledger.errors import LedgerError
from ledger.safetext import visible

STDOUT = "-"
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


@contextmanager
def safe_output(path: str | Path, *, force: bool = False) -> Iterator[TextIO]:
    """A UTF-8 text stream to the file at `path`, or to standard output for `-`; line ends are left alone.

    On any exception nothing is left behind and nothing was changed. LedgerError says what stands in the way.
    """
    if str(path) == STDOUT:
        with _stdout() as stream:
            yield stream
        return
    with safe_binary_output(path, force=force) as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8", newline="", write_through=False)
        yield text
        text.flush()
        text.detach()


@contextmanager
def safe_binary_output(path: str | Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """Like `safe_output`, for bytes."""
    with _Target(Path(path), force) as target:
        try:
            with target.open() as raw:
                yield raw
                raw.flush()
                os.fsync(raw.fileno())
        except OSError as error:
            if error.errno in _DISK:
                raise target.failed(error) from None
            raise
        target.publish()


@contextmanager
def _stdout() -> Iterator[TextIO]:
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # a stream put in its place, as tests do
        yield sys.stdout
        return
    sys.stdout.flush()
    text = io.TextIOWrapper(buffer, encoding="utf-8", newline="", write_through=True)
    try:
        yield text
        text.flush()
    finally:
        text.detach()


class _Target:
    """One file to be: its folder held open, so that nobody can swap it, and its passing name."""

    def __init__(self, path: Path, force: bool) -> None:
        self._shown = visible(str(path), limit=4_096)
        self._name, self._force = path.name, force
        self._passing = f".{self._name[:100]}.{secrets.token_hex(6)}.part"
        if self._name in ("", ".", "..") or "\0" in str(path):
            raise LedgerError(f"{self._shown}: this is no file name; name a file")
        self._folder = path.parent
        self._fd: int | None = None

    def __enter__(self) -> _Target:
        try:
            if os.open in os.supports_dir_fd:
                self._fd = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            self._check()
        except OSError as error:
            self._close()
            raise self.failed(error) from None
        except LedgerError:
            self._close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            os.unlink(self._at(self._passing), dir_fd=self._fd)
        self._close()

    def open(self) -> BinaryIO:
        """The new file under its passing name."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            return os.fdopen(os.open(self._at(self._passing), flags, 0o600, dir_fd=self._fd), "wb")
        except OSError as error:
            raise self.failed(error) from None

    def publish(self) -> None:
        """Give the file its name, in one step."""
        here, there = self._at(self._passing), self._at(self._name)
        try:
            self._check()
            if self._force:
                os.replace(here, there, src_dir_fd=self._fd, dst_dir_fd=self._fd)
            else:
                self._link(here, there)
            if self._fd is not None:
                os.fsync(self._fd)
        except OSError as error:
            raise self.failed(error) from None

    def _link(self, here: str, there: str) -> None:
        # A link fails where the name is taken, which a rename would silently replace.
        try:
            os.link(here, there, src_dir_fd=self._fd, dst_dir_fd=self._fd, follow_symlinks=False)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # a file system without links, such as FAT
            self._check()
            os.rename(here, there, src_dir_fd=self._fd, dst_dir_fd=self._fd)

    def _check(self) -> None:
        try:
            found = os.lstat(self._at(self._name), dir_fd=self._fd)
        except FileNotFoundError:
            return
        if stat.S_ISLNK(found.st_mode):
            raise LedgerError(f"{self._shown}: this is a symbolic link, which is never followed; name a file")
        if not stat.S_ISREG(found.st_mode):
            raise LedgerError(f"{self._shown}: this is no plain file; name another")
        if not self._force:
            raise LedgerError(f"{self._shown}: the file exists; name another, or replace it with --force")

    def _at(self, name: str) -> str:
        return name if self._fd is not None else str(self._folder / name)

    def _close(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def failed(self, error: OSError) -> LedgerError:
        """The refusal for a fault of the disk."""
        if isinstance(error, FileExistsError):
            return LedgerError(f"{self._shown}: the file exists; name another, or replace it with --force")
        return refusal(self._shown, error)


def refusal(shown: str, error: OSError) -> LedgerError:
    """Why nothing could be written to the place that is shown so."""
    why = error.strerror or str(error)
    return LedgerError(f"{shown}: cannot be written ({why}); check the folder and its permissions")
