"""Reads a ledger whose list of tables is damaged: where its tables begin is known from how ledgers are made.

Page 1 of the file lists the tables and the page that each begins at. A ledger is made from one schema, so its tables
begin where those of a new ledger do; after VACUUM (a backup, a redaction) they begin where those of a new ledger do
after VACUUM. Page 1 of a copy is written anew with an empty list, into which both are tried. Ledgers of an earlier
schema, or brought up to date from one, have their tables elsewhere: of them nothing is found.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ledger.connections.driver import driver, driver_errors
from ledger.store import schema_sql

_HEADER = 100
_ROOT = slice(52, 56)
"""Where the header says that pages are moved to keep the file small: with it SQLite would mistrust the file."""


def open_known(copy: Path, tables: Iterable[str]) -> Any:
    """A connection to the damaged `copy`, whose first page is written anew; None where the tables are not found."""
    wanted = list(tables)
    for ending in ("-wal", "-journal"):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)
    for begins, head, size in _new_ledgers(wanted):
        _write_first_page(copy, head, size)
        found = _listed(copy, begins)
        if found is not None:
            return found
    return None


def _new_ledgers(tables: list[str]) -> Iterator[tuple[dict[str, tuple[int, str]], bytes, int]]:
    """For a new ledger, and for one after VACUUM: the page and columns of each table, the header, and the page size."""
    with tempfile.TemporaryDirectory(prefix="claims-recover-") as folder:
        path = Path(folder) / "new.db"
        raw = driver().connect(path, isolation_level=None)
        try:
            raw.executescript(schema_sql())
            for step in ("", "VACUUM"):
                raw.execute(step)
                pages = dict(raw.execute("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'").fetchall())
                columns = {t: [c[1:6] for c in raw.execute(f"PRAGMA table_info({t})").fetchall()] for t in tables}
                (size,) = raw.execute("PRAGMA page_size").fetchone()
                begins = {t: (pages[t], ", ".join(map(_declared, columns[t]))) for t in tables}
                yield begins, path.read_bytes()[:_HEADER], size
        finally:
            raw.close()


def _declared(column: tuple[Any, ...]) -> str:
    """A column without its checks: only what decides how a row is read."""
    name, _, _, _, key = column
    return f'"{name}" INTEGER PRIMARY KEY' if key else f'"{name}"'


def _write_first_page(copy: Path, head: bytes, size: int) -> None:
    with copy.open("r+b") as raw:
        pages = raw.seek(0, 2) // size
        page = bytearray(head)
        page[18:20] = b"\x01\x01"  # no -wal belongs to it
        page[28:32] = pages.to_bytes(4, "big")
        page[32:40] = bytes(8)  # no free pages: none are to be used
        page[_ROOT] = bytes(4)
        page[92:96] = page[24:28]  # so that the number of pages is believed
        page += b"\x0d" + bytes(4) + (size & 0xFFFF).to_bytes(2, "big") + b"\x00"
        raw.truncate(pages * size)
        raw.seek(0)
        raw.write(page.ljust(size, b"\x00"))


def _listed(copy: Path, begins: dict[str, tuple[int, str]]) -> Any:
    """Write the list of tables; gives a connection if a journal begins where it should."""
    raw: Any = driver().connect(copy, isolation_level=None)
    try:
        raw.execute("PRAGMA writable_schema = ON")
        for name, (page, columns) in begins.items():
            raw.execute(
                "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('table', ?, ?, ?, ?)",
                (name, name, page, f"CREATE TABLE {name} ({columns})"),
            )
        raw.close()
        raw = driver().connect(copy)
        raw.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        row = raw.execute("SELECT act, typeof(hash), length(hash) FROM journal LIMIT 1").fetchone()
        if row is not None and isinstance(row[0], str) and row[1:] == ("blob", 32):
            return raw
    except driver_errors():
        pass
    raw.close()
    return None
