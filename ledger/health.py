"""What can be wrong with a ledger's file and its surroundings, each with what to do about it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from ledger.engine import driver, journal_mode, reading, wal_is_safe
from ledger.errors import LedgerError

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
    why = "" if safe else "; not WAL, in which this version can lose data"
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
    except LedgerError as error:
        return [Check("ledger", False, str(error))]
    try:
        with reading(engine) as connection:
            pages = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
            keys = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            from ledger.verify import verify

            result = verify(connection)
    except LedgerError as error:
        return [Check("ledger", False, f"{error}; restore the latest backup")]
    finally:
        engine.dispose()
    sound = list(pages) == ["ok"]
    trail = "the audit trail is sound" if result.sound else f"{len(result.problems)} problems; claims verify names them"
    return [
        Check("pages", sound, "every page is sound" if sound else f"{pages[0]}; restore the latest backup"),
        Check(
            "references",
            not keys,
            "every row finds its others" if not keys else f"{len(keys)} rows miss theirs",
        ),
        Check("audit trail", result.sound, trail),
    ]
