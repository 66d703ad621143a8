"""The one module that owns the SQLite driver.

Two SQLite libraries in one process break each other's locks, so no other module may import a driver (a lint test
holds that).
"""

from __future__ import annotations

import sqlite3
from types import ModuleType


def driver() -> ModuleType:
    """The newer of the standard library's SQLite and that of `pysqlite3`, where it is installed."""
    try:
        from pysqlite3 import dbapi2 as bundled
    except ImportError:
        return sqlite3
    newer: bool = bundled.sqlite_version_info > sqlite3.sqlite_version_info
    return bundled if newer else sqlite3


def driver_errors() -> tuple[type[Exception], ...]:
    """What the driver raises when SQLite refuses."""
    return (sqlite3.DatabaseError, driver().DatabaseError)


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset fault that loses committed data (3.7.0 to 3.51.2)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def journal_mode() -> tuple[str, str]:
    """Journal mode and synchronous setting for this SQLite.

    A rollback journal costs an import about 10 %. PERSIST ends a transaction by overwriting the journal's header
    with zeros, synchronised, where DELETE removes the file: it is as safe, and an act takes .4 ms less, since no file
    is made and none removed. Whoever closes the ledger last removes it (`tidy`).
    """
    return ("WAL", "FULL") if wal_is_safe(driver().sqlite_version_info) else ("PERSIST", "EXTRA")
