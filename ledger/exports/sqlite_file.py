"""A SQLite file of plain tables with foreign keys and full-text search, and a metadata file for Datasette.

The tables are those of `ledger.exports.columns`; `about` tells which ledger they came from. This is a copy to ask
questions of, not a ledger: nothing in it is hashed, and `claims` does not open it. Datasette takes the descriptions
of tables and columns from the metadata file that is written beside it:

    datasette claims.db --metadata claims.metadata.json
"""

# ruff: noqa: S608 - names of tables and columns are the own ones of ledger.exports.columns, values are bound

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from ledger.connections.driver import driver
from ledger.exports.columns import TABLES, Table, sql_type
from ledger.exports.formats import Options
from ledger.exports.source import Export
from ledger.exports.tables import rows
from ledger.safetext import json_text

SEARCHED = ("quote", "figure_text", "group", "place", "attributed_to", "note")
"""The columns of claims that full-text search covers."""
_INDEXED = (("claims", "measure"), ("claims", "document"), ("claims", "event_start"), ("finding_claims", "claim"))
_PART = 1_000


def write(export: Export, raw: BinaryIO, options: Options) -> None:
    """Write the file. It is put together in a temporary folder, as SQLite writes nowhere but to a path."""
    with tempfile.TemporaryDirectory(prefix="claims-export-") as folder:
        path = Path(folder) / "claims.db"
        _build(path, export)
        with path.open("rb") as made:
            shutil.copyfileobj(made, raw, 1 << 20)


def _build(path: Path, export: Export) -> None:
    connection = driver().connect(path, isolation_level=None)
    try:
        run = connection.execute
        run("PRAGMA journal_mode=OFF")
        run("PRAGMA synchronous=OFF")
        run("BEGIN")
        run("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        connection.executemany("INSERT INTO about VALUES (?, ?)", about(export))
        for table in TABLES:
            run(create(table))
            marks = ", ".join("?" * len(table.columns))
            found = rows(export, table.name)
            while part := list(islice(found, _PART)):
                connection.executemany(f"INSERT INTO {_name(table.name)} VALUES ({marks})", part)
        for name, column in _INDEXED:
            run(f"CREATE INDEX {_name(f'{name}_{column}')} ON {_name(name)} ({_name(column)})")
        columns = ", ".join(_name(c) for c in SEARCHED)
        run(
            f"CREATE VIRTUAL TABLE claims_fts USING fts5 ({columns}, content='claims',"
            " tokenize='unicode61 remove_diacritics 2')"
        )
        run("INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')")
        run("COMMIT")
        run("PRAGMA optimize")
    finally:
        connection.close()


def about(export: Export) -> Iterator[tuple[str, str]]:
    """What the export says of itself."""
    stamp = export.stamp
    yield "ledger", stamp.ledger
    yield "head", stamp.head
    yield "entries", str(stamp.entries)
    yield "last act at", stamp.at
    yield "program", stamp.program
    yield "policy", str(stamp.policy)
    for n, withheld in enumerate(export.withheld, 1):
        yield f"withheld {n}", withheld.words


def create(table: Table) -> str:
    """The statement that makes a table."""
    links = {own: (other, column) for own, other, column in table.links}
    parts = []
    for column in table.columns:
        own = f"{_name(column.name)} {sql_type(column)}{' NOT NULL' if column.needed else ''}"
        if column.name in links:
            other, there = links[column.name]
            own += f" REFERENCES {_name(other)} ({_name(there)})"
        parts.append(own)
    parts.append(f"PRIMARY KEY ({', '.join(_name(k) for k in table.key)})")
    inside = ",\n    ".join(parts)
    return f"CREATE TABLE {_name(table.name)} (\n    {inside}\n)"


def write_metadata(export: Export, stream: TextIO, stem: str) -> None:
    """Write what Datasette shows beside the tables of the database `stem`."""
    described: dict[str, Any] = {
        t.name: {
            "title": t.title,
            "description": t.description,
            "columns": {c.name: c.description for c in t.columns},
        }
        for t in TABLES
    }
    described["claims"] |= {
        "facets": ["measure", "qualifier", "attributed_to"],
        "fts_table": "claims_fts",
        "label_column": "id",
    }
    described["findings"] |= {"facets": ["list", "severity", "state"], "label_column": "about"}
    described["documents"] |= {"label_column": "document"}
    value = {
        "title": "Claimed casualty figures",
        "description": "Figures as they were claimed, with their sources. That a figure stands here does not say that"
        " it is true.",
        "source": export.stamp.words,
        "databases": {stem: {"tables": described}},
    }
    stream.write(json_text(value, indent=2) + "\n")


def _name(name: str) -> str:
    return f'"{name}"'
