"""The file itself: its pages and indexes, its tables, CHECKs and guards, and what the guards noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.connections.driver import driver
from ledger.store import schema_sql
from ledger.verify.model import ADDED, ALTERED, DAMAGED, REMOVED, UNATTRIBUTED, Verification

if TYPE_CHECKING:
    from sqlalchemy import Connection

_OBJECTS = (
    "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'"
    " UNION ALL SELECT 'setting', 'claim_search ' || k, '', v FROM claim_search_config ORDER BY 1, 2"
)


_CACHE_KIB = 48 << 10
"""Pages at hand while every row is looked up in every index: a third of the time goes to reading them again else."""


def check_pages(connection: Connection, result: Verification) -> None:
    """SQLite's own check: the structure of every page, and every index against its table."""
    before = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")
    try:
        for (found,) in connection.exec_driver_sql("PRAGMA integrity_check(100)"):
            if found != "ok":
                say = f"{found}; claims recover saves what can be read"
                result.add(DAMAGED, "pages", "", " ".join(str(say).split()))
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {before}")
        connection.exec_driver_sql("PRAGMA shrink_memory")


def check_schema(connection: Connection, result: Verification) -> None:
    """Tables, CHECKs, indexes and triggers are those of this version, and nothing was done behind them."""
    expected = _expected()
    found = {(row[0], row[1]): (row[2], row[3]) for row in connection.exec_driver_sql(_OBJECTS)}
    for kind, name in sorted(expected.keys() | found.keys()):
        what = f"the {kind} {name}"
        if (kind, name) not in found:
            guard = "a guard" if kind == "trigger" else "a part of the schema"
            result.add(REMOVED, "schema", name, f"{what} is missing: {guard} was removed")
        elif (kind, name) not in expected:
            result.add(ADDED, "schema", name, f"{what} is none of the program's: it was added")
        elif found[kind, name] != expected[kind, name]:
            result.add(ALTERED, "schema", name, f"{what} is not as the program makes it: it was altered")
    if ("table", "unattributed") in found:
        _noticed(connection, result)


def _noticed(connection: Connection, result: Verification) -> None:
    rows = connection.exec_driver_sql(
        "SELECT at, table_name, row_id, column_name, before, after FROM unattributed ORDER BY id"
    )
    for at, table, row, column, before, after in rows:
        say = f"{table} row {row}: {column} was changed from {before} to {after} by no act (noticed at {at})"
        result.add(UNATTRIBUTED, str(table), row, say)


def _expected() -> dict[tuple[str, str], tuple[str, str | None]]:
    raw = driver().connect(":memory:")
    try:
        raw.executescript(schema_sql())
        return {(row[0], row[1]): (row[2], row[3]) for row in raw.execute(_OBJECTS)}
    finally:
        raw.close()
