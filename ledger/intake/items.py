"""What is read one at a time: a plain file, standard input, or a file inside an archive.

An item only says where the bytes are, so that another process can open it; `open_item` gives them unpacked.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any, BinaryIO

from ledger.errors import InputError
from ledger.intake import unpack
from ledger.intake.limits import raised
from ledger.intake.reading import SIZE_LIMIT, STDIN, TABLE_LIMIT, Source, shown_name, whole

HEAD = 16_384
"""How many bytes of a file are looked at to tell its format."""
PACKAGE = "datapackage.json"
"""The name of a file that describes a data package."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file to be read. `name` is what errors and the ledger call it, `path` the file on disk or `-`.

    `member` is the index in the zip archive at `path`; `file_name` the name whose suffix counts.
    `data` are the bytes of standard input. `given` holds what a data package says about the file.
    """

    name: str
    path: str
    file_name: str
    member: int | None = None
    data: bytes | None = None
    given: tuple[tuple[str, Any], ...] = ()

    @property
    def suffix(self) -> str:
        """The suffix in lower case, without that of the packing."""
        suffix = PurePath(self.file_name).suffix.lower()
        return PurePath(PurePath(self.file_name).stem).suffix.lower() if suffix == ".gz" else suffix

    @property
    def stem(self) -> str:
        """The name without folder and suffixes."""
        stem = PurePath(self.file_name).stem
        return PurePath(stem).stem if PurePath(self.file_name).suffix.lower() == ".gz" else stem


def items(paths: Iterable[str]) -> Iterator[Item]:
    """The items that files hold: one for a plain file, one for every file in a zip archive."""
    for path in paths:
        name = shown_name(path)
        own = Item(name, path, PurePath(path).name) if path != STDIN else Item(STDIN, STDIN, "", data=_stdin())
        with _raw(own, buffering=0) as start:
            if start.read(4) != unpack.ZIP:
                yield own
                continue
        with _raw(own) as raw:
            if unpack.is_office(raw):
                yield own
                continue
            inside = unpack.members(raw, name)
        for member in inside:
            file_name = PurePath(member.name).name
            yield replace(own, name=f"{name}/{member.name}", file_name=file_name, member=member.index)


def with_packages(found: list[Item], *, everything: bool = False) -> list[Item]:
    """The items with every data package in the place of the files it names.

    Files that a package describes are read as it says, so they are not read once more by themselves.
    """
    packages = [item for item in found if item.file_name == PACKAGE]
    if not packages:
        return found
    from ledger.intake import datapackage

    read: list[Item] = []
    own: set[tuple[str, int | None]] = set()
    for item in found:
        if item in packages:
            inside = list(datapackage.resources(item, _finder(item, found), everything))
            read += inside
            own |= {(i.path, i.member) for i in _beside(item, found)} | {(i.path, i.member) for i in inside}
    kept = [i for i in found if (i.path, i.member) not in own and i not in packages]
    return [*kept, *read]


def _beside(package: Item, found: list[Item]) -> list[Item]:
    """The items in the folder of a package, or in its archive."""
    if package.member is not None:
        return [i for i in found if i.path == package.path]
    folder = PurePath(package.path).parent
    return [i for i in found if i.member is None and folder in PurePath(i.path).parents]


def _finder(package: Item, found: list[Item]) -> Callable[[str], Item | None]:
    """What gives the item at a path inside a package."""

    def find(path: str) -> Item | None:
        if package.member is not None:
            wanted = f"{package.name.removesuffix(package.file_name)}{path}"
            return next((i for i in found if i.name == wanted), None)
        target = Path(package.path).parent / path
        name = shown_name(target)
        return Item(name, str(target), target.name) if target.is_file() else None

    return find


def open_item(item: Item, limit: int = TABLE_LIMIT) -> BinaryIO:
    """The unpacked bytes of an item, seekable; InputError says why they cannot be had."""
    raw = _raw(item)
    try:
        if item.member is not None:
            with raw as archive:
                raw = unpack.open_member(archive, item.member, item.name, limit)
        start = raw.read(4)
        raw.seek(0)
        if start.startswith(unpack.GZIP):
            with raw as packed:
                raw = unpack.open_gzip(packed, item.name, limit)
        elif item.member is not None and start == unpack.ZIP and not unpack.is_office(raw):
            raise InputError(item.name, None, "an archive inside an archive is not read", "unpack it first")
    except BaseException:
        raw.close()
        raise
    return raw


def read_item(item: Item, limit: int = SIZE_LIMIT) -> Source:
    """All bytes of an item; InputError if they are more than `limit`."""
    with open_item(item, limit) as raw:
        return Source(item.name, whole(raw, item.name, limit))


def _stdin() -> bytes:
    data = sys.stdin.buffer.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        limit = f"{SIZE_LIMIT >> 20} MiB"
        raise InputError(
            STDIN,
            None,
            f"standard input is larger than the limit of {limit}",
            f"save it as a file, or {raised('SIZE')}",
        )
    return data


def _raw(item: Item, buffering: int = -1) -> BinaryIO:
    """The bytes of the file on disk, or of standard input."""
    if item.data is not None:
        return io.BytesIO(item.data)
    try:
        mode = os.stat(item.path).st_mode
        if stat.S_ISDIR(mode):
            raise InputError(item.name, None, "this is a folder", "name the files in it")
        if not stat.S_ISREG(mode):
            raise InputError(
                item.name, None, "this is no plain file", f"give it to standard input: claims import - < {item.path}"
            )
        return open(item.path, "rb", buffering=buffering)
    except FileNotFoundError:
        raise InputError(item.name, None, "there is no such file", "check the path") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(item.name, None, f"cannot be read ({why})", "check the path and its permissions") from None
