"""Which file stands at a path, and whether it is a ledger that this version can work on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ledger.connections.driver import journal_mode
from ledger.errors import NotALedger, OlderLedger

APPLICATION_ID = 0x4C454447
SCHEMA_VERSION = 1
_FILE_FORMAT = slice(18, 20)
_MAGIC = b"SQLite format 3\x00"


def quoted(path: Path) -> str:
    """The path as a URI has it."""
    return os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at `path`: its device and number; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def gone(path: Path) -> NotALedger:
    """What is raised where another file stands at `path` than was opened, or none."""
    return NotALedger(f"{path}: the ledger file is gone or was replaced; nothing was changed, open it again")


def no_foreign_log(path: Path) -> None:
    """Refuse a -wal file beside a ledger that does not use one: SQLite would take its pages for the ledger's.

    Only where this SQLite uses no WAL itself: to open and close the file beside its connections would let go of
    their locks (POSIX), and only a file with a -wal beside it is opened at all.
    """
    if journal_mode()[0] == "WAL":
        return
    log = path.with_name(path.name + "-wal")
    try:
        if not log.stat().st_size:
            return
        with path.open("rb") as raw:
            head = raw.read(20)
    except OSError:
        return
    if head.startswith(_MAGIC) and head[_FILE_FORMAT] == b"\x01\x01":
        raise NotALedger(
            f"{log.name} lies beside {path} and is not its own: it comes from another copy or another ledger; "
            "move it away, then claims verify; nothing was changed"
        )


def gate(cursor: Any, path: Path, migrating: bool) -> None:
    """Raise NotALedger for a file of another program or of a newer schema, and OlderLedger for an older one unless
    it is being migrated."""
    application = cursor.execute("PRAGMA application_id").fetchone()[0]
    version = cursor.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise NotALedger(f"{path}: not a ledger file; claims init makes one")
    if version > SCHEMA_VERSION:
        raise NotALedger(
            f"{path}: written by a newer version (schema {version}, this one knows {SCHEMA_VERSION}); "
            "update casualty-ledger; nothing was changed"
        )
    if version < SCHEMA_VERSION and not migrating:
        raise OlderLedger(
            f"{path}: written by an older version (schema {version}, this one knows {SCHEMA_VERSION}); "
            "any command that may write brings it up to date, after a backup"
        )
