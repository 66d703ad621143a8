"""What can be wrong with a ledger's file and its surroundings, each with what to do about it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.connections.driver import driver, journal_mode, wal_is_safe
from ledger.connections.engine import reading
from ledger.errors import LedgerError, OlderLedger

if TYPE_CHECKING:
    from ledger.verify import Verification

ROOM = 100 << 20
"""Free space, in bytes, below which an import may fail."""
NETWORK = {"nfs", "nfs4", "cifs", "smbfs", "smb3", "fuse.sshfs", "9p", "afs"}
"""File systems on which SQLite's locks are not to be trusted."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    say: str


def examine(path: Path) -> list[Check]:
    """Look at the ledger without changing anything."""
    version = driver().sqlite_version
    mode = journal_mode()[0]
    safe = wal_is_safe(driver().sqlite_version_info)
    why = (
        ""
        if safe
        else "; not WAL, in which this version can lose data (pip install 'casualty-ledger[sqlite]' for a current one)"
    )
    checks = [Check("sqlite", True, f"SQLite {version}, journal mode {mode}{why}")]
    if not path.exists():
        return [*checks, Check("file", False, f"{path}: there is no ledger here; claims init makes one")]
    checks += [_folder(path), _room(path), _file_system(path)]
    checks += _contents(path)
    return checks


def _folder(path: Path) -> Check:
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    say = "file and folder can be written" if writable else f"{path} or its folder may only be read here"
    return Check("permissions", writable, say)


def _room(path: Path) -> Check:
    free = shutil.disk_usage(path.parent).free
    return Check("space", free > ROOM, f"{free >> 20:,} MiB free" + ("" if free > ROOM else "; make room first"))


def network_folder(path: Path) -> str:
    """The kind of network file system that holds `path`; empty for a disk."""
    kind = _kind_of(path.resolve())
    return kind if kind in NETWORK else ""


def _file_system(path: Path) -> Check:
    kind = _kind_of(path.resolve())
    if kind in NETWORK:
        return Check("file system", False, f"{kind} is a network folder: its locks fail; keep the ledger on a disk")
    return Check("file system", True, kind or "not known")


def _kind_of(path: Path) -> str:
    """The kind of file system that holds `path`, where the system tells."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    for line in mounts:
        parts = line.split(" ")
        if len(parts) > 2 and (str(path) + "/").startswith(parts[1].rstrip("/") + "/") and len(parts[1]) > len(best):
            best, kind = parts[1], parts[2]
    return kind


def _contents(path: Path) -> list[Check]:
    from ledger.store import open_engine

    try:
        engine = open_engine(path, readonly=True)
    except OlderLedger as error:
        return [Check("ledger", True, f"{error}")]
    except LedgerError as error:
        return [Check("ledger", False, f"{error}{_remedy(path)}")]
    try:
        with reading(engine) as connection:
            from ledger import lastseen
            from ledger.verify import verify

            changed = lastseen.warning(path, connection)
            result = verify(connection)
    except LedgerError as error:
        return [Check("ledger", False, f"{error}{_remedy(path)}")]
    finally:
        engine.dispose()
    return [*_of(result), Check("memory", changed is None, changed or "as this machine last saw it")]


_GROUPS: tuple[tuple[str, Callable[[str], bool], str, str], ...] = (
    ("pages", lambda t: t == "pages", "every page is sound", "restore the latest backup, or claims recover FILE"),
    ("schema", lambda t: t == "schema", "tables and guards are those of this version", "restore the latest backup"),
    ("search", lambda t: t == "claim_search", "the search finds every word", "claims rebuild"),
    (
        "findings",
        lambda t: t.startswith(("reading", "finding", "quantity")),
        "readings and findings follow from the claims",
        "claims rebuild",
    ),
)


def _of(result: Verification) -> list[Check]:
    """What verification found, by what to do about it; what belongs nowhere else is the audit trail's."""
    checks, rest = [], list(result.problems)
    for name, belongs, fine, remedy in _GROUPS:
        mine = [p for p in rest if belongs(p.table)]
        rest = [p for p in rest if not belongs(p.table)]
        if name == "findings" and result.not_compared:
            fine = f"not checked: a large import is not all compared yet ({result.not_compared:,} claims)"
        say = f"{len(mine)} problems, the first: {mine[0].say}; {remedy}" if mine else fine
        checks.append(Check(name, not mine, say))
    trail = f"{len(rest)} problems, the first: {rest[0].say}; claims verify names them" if rest else "sound"
    return [*checks, Check("audit trail", not rest, trail)]


def _remedy(path: Path) -> str:
    """What to do about a ledger that does not open: the newest copy beside it, else saving what can be read."""
    copies = sorted(
        (p for p in path.parent.glob(f"{path.name}*.backup") if p.is_file()), key=lambda p: p.stat().st_mtime
    )
    if copies:
        return f"; {copies[-1].name} beside it is a copy"
    return "; restore the latest backup, or claims recover saves what can be read" if path.is_file() else ""
