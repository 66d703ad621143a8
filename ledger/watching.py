"""Noticing what others do to a ledger file while it is open.

SQLite counts the changes that other connections make to a file (`PRAGMA data_version`): asking costs some
microseconds, so that an app may ask every second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.connections.file import identity
from ledger.connections.refusals import refusals
from ledger.errors import NotALedger

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine


class Watch:
    """One connection kept for asking. Use it from one thread at a time, and close it."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._path, self._engine = path, engine
        with refusals(engine):
            self._raw: Any = engine.raw_connection()
        self._file = identity(self._path)
        self._version = self._ask()

    def changed(self) -> bool:
        """Whether the file has changed since the last time; NotALedger when it is gone or another one."""
        if identity(self._path) != self._file:
            raise NotALedger(f"{self._path}: the ledger file is gone or was replaced; leave, and open it again")
        before, self._version = self._version, self._ask()
        return before != self._version

    def close(self) -> None:
        """Let go of the connection."""
        self._raw.close()

    def _ask(self) -> int:
        with refusals(self._engine):
            cursor = self._raw.cursor()
            try:
                version: int = cursor.execute("PRAGMA data_version").fetchone()[0]
            finally:
                cursor.close()
        return version
