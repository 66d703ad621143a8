"""What the user named, as a list of files: files, folders, patterns and `-`."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable
from pathlib import Path

from ledger.errors import InputError
from ledger.intake.reading import STDIN, shown_name

__all__ = ["expand"]


def expand(arguments: Iterable[str], ledger: Path | None = None) -> list[str]:
    """The files that `arguments` name, each once, in the order of the arguments.

    A folder gives all files below it in the order of their names, a pattern (`*`, `?`, `[...]`, `**`) what it
    matches; both leave out hidden files and folders, and the files of the `ledger` in use, which may lie among
    what is brought into it. InputError names an argument that gives nothing.
    """
    own = _files_of(ledger)
    found: dict[str, None] = {}
    for argument in arguments:
        files = _files(argument)
        if files != [argument]:
            rest = [path for path in files if not _is_one_of(own, path)]
            if not rest:
                raise InputError(shown_name(argument), None, "there is nothing here but the ledger", "name another")
            files = rest
        for path in files:
            found.setdefault(path)
    return list(found)


def _files_of(ledger: Path | None) -> set[str]:
    """The ledger with the files that SQLite keeps beside it while it is open."""
    if ledger is None:
        return set()
    real = os.path.realpath(ledger)
    return {real + ending for ending in ("", "-journal", "-wal", "-shm")}


def _is_one_of(own: set[str], path: str) -> bool:
    """Whether a path leads to one of those files; the way is followed only where it may, as it takes a while."""
    if not any(path.endswith(os.path.basename(one)) for one in own) and not os.path.islink(path):
        return False
    return os.path.realpath(path) in own


def _files(argument: str) -> list[str]:
    if argument == STDIN:
        return [STDIN]
    shown = shown_name(argument)
    try:
        path = Path(argument)
        if not argument or "\0" in argument:
            raise InputError(shown or "“”", None, "this is no path", "name a file, a folder or -")
        if path.is_dir():
            files = _below(argument)
            if not files:
                raise InputError(shown, None, "the folder holds no files", "name another")
            return files
        if os.path.lexists(argument):
            return [argument]
        if glob.has_magic(argument):
            matches = sorted(glob.glob(argument, recursive=True), key=lambda match: Path(match).parts)
            files = [f for match in matches for f in (_below(match) if Path(match).is_dir() else [match])]
            if files:
                return files
            raise InputError(shown, None, "no file matches the pattern", "check it, and put it in quotes")
    except OSError as error:
        raise InputError(shown, None, f"cannot be read ({error.strerror})", "check the path") from None
    raise InputError(shown, None, "there is no such file or folder", "check the path")


def _below(folder: str) -> list[str]:
    """All plain files below a folder, by the parts of their paths; links to folders are not followed."""
    found: list[tuple[tuple[str, ...], str]] = []
    whole = str(Path(folder))
    waiting: list[tuple[tuple[str, ...], str]] = [((), whole)]
    while waiting:
        parts, parent = waiting.pop()
        with os.scandir(parent) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                own = (*parts, entry.name), entry.name if parent == "." else os.path.join(parent, entry.name)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(own)
                elif entry.is_file():
                    found.append(own)
    return [path for _, path in sorted(found)]
