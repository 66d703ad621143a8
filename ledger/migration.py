"""Brings an older ledger up to date: a backup first, then everything in one transaction, or nothing.

Tables that changed are made anew from schema.sql and take over the columns that both have; guards, indexes and
derived tables are made anew altogether. `STEPS` holds what that cannot do, a numbered SQL text a version. At the
end the schema must be that of a new ledger to the letter, and the act is written into the journal.
"""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger import __version__, clock, derived, detection, journal
from ledger.connections.driver import driver
from ledger.connections.engine import make_engine, writing
from ledger.connections.file import SCHEMA_VERSION
from ledger.connections.refusals import refusals
from ledger.errors import LedgerError
from ledger.holder import holding
from ledger.rowhash import COLUMNS
from ledger.store import schema_sql

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

STEPS: dict[int, str] = {}
"""For a version, the SQL that leads to it from the one before, where reshaping the tables is not enough."""

FORMER = ("reading_block",)
"""Derived tables of earlier versions."""
KEPT = frozenset({*COLUMNS, "journal", "unattributed"})
"""The tables that hold something of their own; all others are derived."""
_OBJECTS = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"


def migrate(path: Path, reviewer: str) -> Path:
    """Bring the ledger at `path` to the schema of this version; gives the backup. LedgerError changes nothing."""
    engine = make_engine(path, migrating=True)
    try:
        with holding(path, reviewer, "migration"):
            with refusals(engine):
                kept = _backup(engine, path)
            with writing(engine) as connection:
                _migrate(connection, reviewer)
        return kept
    finally:
        engine.dispose()


def _backup(engine: Engine, path: Path) -> Path:
    raw: Any = engine.raw_connection()
    try:
        version = raw.driver_connection.execute("PRAGMA user_version").fetchone()[0]
        for n in count(1):
            kept = path.with_name(f"{path.name}.schema-{version}{'' if n == 1 else f'-{n}'}.backup")
            if not kept.exists():
                break
        made = kept.with_name(f".{kept.name}.{os.getpid()}.new")
        try:
            raw.driver_connection.execute("VACUUM INTO ?", (str(made),))
            os.chmod(made, 0o600)
            os.link(made, kept)
        except OSError as error:
            raise LedgerError(f"{kept}: the backup cannot be written ({error.strerror}); nothing was changed") from None
        finally:
            made.unlink(missing_ok=True)
    finally:
        raw.close()
    return kept


def _migrate(connection: Connection, reviewer: str) -> None:
    before: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    for version in range(before + 1, SCHEMA_VERSION + 1):
        for statement in filter(str.strip, STEPS.get(version, "").split(";\n")):
            connection.exec_driver_sql(statement)
    _reshape(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    journal.append(
        connection,
        reviewer,
        "migrate",
        "ledger:schema",
        {"changes": [], "from": before, "to": SCHEMA_VERSION, "program": __version__},
        clock.now(),
    )
    detection.rebuild_search(connection)
    detection.refresh(connection, None)
    derived.seal_all(connection.connection.driver_connection)


def _reshape(connection: Connection) -> None:
    expected = _expected()
    found = _objects(connection)
    for (kind, name), _ in found.items():
        if kind in ("trigger", "index", "view"):
            connection.exec_driver_sql(f'DROP {kind.upper()} "{name}"')
    for name in _derived(expected, found):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    shadows = {n for k, n in expected if k == "table" and n.startswith("claim_search_")}
    tables = [n for k, n in expected if k == "table" and n not in shadows]
    stored = {n: sql for (k, n), sql in _objects(connection).items() if k == "table"}
    if strange := sorted(set(stored) - set(tables)):
        raise LedgerError(f"the ledger holds a table {strange[0]!r} that no version made; nothing was changed")
    for name in tables:
        if name in stored and stored[name] != expected["table", name]:
            _remake(connection, name, str(expected["table", name]))
        elif name not in stored:
            connection.exec_driver_sql(str(expected["table", name]))
    for kind in ("index", "trigger"):
        for (k, _), sql in expected.items():
            if k == kind:
                connection.exec_driver_sql(sql)
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise LedgerError("the ledger's rows do not find each other; claims verify says more; nothing was changed")
    if _objects(connection) != expected:
        raise LedgerError("the ledger could not be brought into the shape of this version; nothing was changed")


def _derived(expected: dict[tuple[str, str], str], found: dict[tuple[str, str], str]) -> list[str]:
    """The derived tables of this ledger: those of this version, and those that an earlier one had."""
    known = {n for k, n in expected if k == "table" and n not in KEPT} | set(FORMER)
    return sorted(n for k, n in found if k == "table" and n in known and not n.startswith("claim_search_"))


def _remake(connection: Connection, name: str, sql: str) -> None:
    connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO older_{name}")
    connection.exec_driver_sql(sql)
    both = [c for c in _columns(connection, name) if c in _columns(connection, f"older_{name}")]
    columns = ", ".join(both)
    connection.exec_driver_sql(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM older_{name} ORDER BY 1")
    connection.exec_driver_sql(f"DROP TABLE older_{name}")


def _columns(connection: Connection, table: str) -> list[str]:
    return [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]


def _objects(connection: Connection) -> dict[tuple[str, str], str]:
    return {(row[0], row[1]): row[2] for row in connection.exec_driver_sql(_OBJECTS)}


def _expected() -> dict[tuple[str, str], str]:
    raw = driver().connect(":memory:")
    try:
        raw.executescript(schema_sql())
        return {(row[0], row[1]): row[2] for row in raw.execute(_OBJECTS)}
    finally:
        raw.close()
