"""What every connection to a ledger is set to, and the rollback journal that is kept while it is open.

Every setting is here because something was lost without it: default settings let INSERT OR REPLACE walk through
append-only triggers.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

from ledger.connections.driver import driver, driver_errors, journal_mode
from ledger.connections.file import gate, identity, no_foreign_log
from ledger.errors import LedgerBusy

CACHE_KIB = 16_000
"""Pages of the file that each connection holds in memory; an app that only looks does with far fewer."""
PLAIN_CACHE_KIB = 1_000
"""The same for what reads or writes a ledger from one end to the other, and so meets few pages twice."""
KEPT_JOURNAL = 1 << 20
"""How much of a rollback journal is kept from act to act, in bytes: some 250 pages, where an act changes 50."""
VALUE_LIMIT = 256 << 20
"""The largest single value, in bytes: an original file, compressed."""


def prepare(connection: Any, path: Path, *, readonly: bool, create: bool, migrating: bool, cache: int) -> None:
    """Check the file and make the settings of a new connection of the driver."""
    connection.isolation_level = None  # the driver must never BEGIN for us
    cursor = connection.cursor()
    connection.create_function("confidence_of", 1, _confidence, deterministic=True)
    if not create:
        no_foreign_log(path)
        gate(cursor, path, migrating)
    _settings(connection, cursor, driver(), readonly, cache)
    if migrating:
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("PRAGMA legacy_alter_table=ON")
    cursor.close()


def _settings(connection: Any, cursor: Any, db: ModuleType, readonly: bool, cache: int) -> None:
    for pragma in (
        "foreign_keys=ON",
        "recursive_triggers=ON",  # INSERT OR REPLACE must fire the guards against DELETE
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        f"cache_size=-{cache}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    if readonly:
        cursor.execute("PRAGMA query_only=ON")
    else:
        journal, synchronous = journal_mode()
        found = cursor.execute(f"PRAGMA journal_mode={journal}").fetchone()[0]
        if found == "wal" and journal != "WAL":
            # Another process has it open in WAL, under a SQLite that may; this one could lose what it writes.
            raise LedgerBusy(
                "the ledger is open under a newer SQLite; close it there, or pip install 'casualty-ledger[sqlite]' here"
            )
        cursor.execute(f"PRAGMA synchronous={synchronous}")
        if journal != "WAL":
            cursor.execute(f"PRAGMA journal_size_limit={KEPT_JOURNAL}")
    if hasattr(connection, "setlimit"):  # pysqlite3 0.6 has none
        connection.setlimit(db.SQLITE_LIMIT_LENGTH, VALUE_LIMIT)
        connection.setlimit(db.SQLITE_LIMIT_ATTACHED, 1)  # 0 would break VACUUM INTO
    if hasattr(connection, "setconfig"):  # Python 3.12 and later
        connection.setconfig(db.SQLITE_DBCONFIG_DEFENSIVE, True)


def _confidence(evidence: str | None) -> float:
    """How sure the reading of a claim is, for ORDER BY; loaded when a query first asks."""
    from ledger.confidence import stored

    return stored(evidence)


def tidy(connection: Any, path: Path, file: tuple[int, int] | None) -> None:
    """Remove the rollback journal that was kept from act to act; it stays where another is writing, who removes it.

    SQLite removes it under the lock of a writer. Not where another file stands at `path` by now: the journal beside
    it may be in use.
    """
    if os.path.exists(f"{path}-journal") and file is not None and identity(path) == file:
        with suppress(*driver_errors()):
            connection.execute("PRAGMA busy_timeout = 0")
            forget_journal(connection)


def forget_journal(connection: Any) -> None:
    """Keep no rollback journal from now on, and remove the one there is; not for a ledger in WAL mode."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
