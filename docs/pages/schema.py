"""The tables of a ledger file, from schema.sql and its comments."""

from __future__ import annotations

import re

from ledger.rowhash import COLUMNS
from ledger.store import schema_sql

BEGIN = """# Schema

A ledger is one SQLite file (application id `LEDG`). `schema.sql` is the authority; this page is read from it.
A table is covered when the journal holds a hash of every one of its rows. Dates are EDTF, times UTC.

"""
_TABLE = re.compile(r"((?:^--[^\n]*\n)*)^CREATE (VIRTUAL )?TABLE (\w+)[^(]*\((.*?)^\)[^;]*;", re.MULTILINE | re.DOTALL)
_COLUMN = re.compile(r"^    ([a-z_0-9]+) +((?:TEXT|INTEGER|BLOB|REAL)[^\n]*)", re.MULTILINE)


def page() -> str:
    """Every table with its columns."""
    return BEGIN + "".join(_table(*found) for found in _TABLE.findall(schema_sql()))


def _table(comment: str, virtual: str, name: str, body: str) -> str:
    about = " ".join(line.removeprefix("--").strip() for line in comment.splitlines())
    covered = "Covered by the journal." if name in COLUMNS else "Not covered by row hashes."
    if virtual:
        columns = re.search(r"using fts5 \(\s*([\w,\s]+?),\s*content", body + "", re.IGNORECASE)
        held = columns[1] if columns else " ".join(body.split())
        return f"## {name}\n\n{about} Full-text index over: {held}\n\n"
    rows = [f"| `{column}` | {_cell(rest)} |" for column, rest in _COLUMN.findall(body)]
    return f"## {name}\n\n{about} {covered}\n\n| column | |\n|---|---|\n" + "\n".join(rows) + "\n\n"


def _cell(rest: str) -> str:
    return " ".join(rest.partition("--")[0].rstrip(", ").split()).replace("|", "\\|") + (
        " … " if rest.rstrip().endswith("(") else ""
    )
