"""A ledger as it was known then: what it held after an earlier journal entry, as a ledger of its own.

A copy of the ledger is taken back act by act, the last first, with what the journal holds: the columns before
each change, and the rows that came with each import. The findings are computed anew for what is left. The
ledger itself is only read. What was redacted since stays redacted, as its old text is nowhere.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger import detection, edtf, journal, store
from ledger.connections.engine import make_engine, writing
from ledger.errors import LedgerError
from ledger.rowhash import COLUMNS

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_DERIVED = ("finding_claim", "finding", "reading", "quantity", "due_claim", "due_quantity", "due_figure")
_MOST_DIGITS = 64


def entry_at(connection: Connection, when: str) -> int:
    """The number of the last journal entry that `when` covers: an EDTF date, or the hash of an entry.

    A hash may be cut to its first 8 digits or more. LedgerError when the ledger has no such entry or had not
    been made by that day.
    """
    if len(when) >= 8 and "-" not in when and set(when) <= set("0123456789abcdef"):
        return _entry_of_head(connection, when)
    try:
        last = edtf.parse(when).last
    except ValueError as error:
        raise LedgerError(f"{when!r} is no date and no head hash ({error}); write 2015-06-30 or a hash") from None
    if last is None:
        raise LedgerError(f"{when!r} has no end; write a day, a month or a year")
    found = connection.exec_driver_sql(
        "SELECT coalesce(max(seq), 0) FROM journal WHERE at < ?", (f"{last.isoformat()}T99",)
    ).scalar_one()
    if not found:
        first = connection.exec_driver_sql("SELECT at FROM journal ORDER BY seq LIMIT 1").scalar()
        raise LedgerError(f"the ledger was not made yet on {when}: its first entry is of {first}")
    return int(found)


def _entry_of_head(connection: Connection, head: str) -> int:
    rows = connection.exec_driver_sql(
        "SELECT seq FROM journal WHERE lower(hex(hash)) BETWEEN ? AND ?", (head, head.ljust(_MOST_DIGITS, "f"))
    ).all()
    if len(rows) != 1:
        raise LedgerError(
            f"this ledger has {'no' if not rows else 'more than one'} journal entry with the hash {head}; "
            "the report may be of another ledger, or its tail was cut: claims verify --head says which"
        )
    return int(rows[0][0])


@contextmanager
def copy_at(engine: Engine, seq: int) -> Iterator[Path]:
    """A passing ledger file that holds what the ledger held after entry `seq`, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="as-known-") as folder:
        path = Path(folder) / "then.db"
        store.backup(engine, path)
        then = make_engine(path)
        try:
            with writing(then) as connection:
                _take_back(connection, seq)
        finally:
            then.dispose()
        yield path


def _take_back(connection: Connection, seq: int) -> None:
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    if journal.size(connection) == seq:
        if detection.is_due(connection):
            detection.refresh(connection, None)
        return
    # In this copy alone: the guards that keep people from deleting evidence.
    guards = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
    for name, _ in guards:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for table in _DERIVED:
        connection.exec_driver_sql(f"DELETE FROM {table}")
    emptied = journal.emptied(connection)
    for entry in journal.entries(connection, after=seq, newest_first=True):
        _undo(connection, entry, entry.contents() or emptied.get(entry.seq, {}))
    connection.exec_driver_sql("DELETE FROM journal WHERE seq > ?", (seq,))
    for _, sql in guards:
        connection.exec_driver_sql(sql)
    connection.exec_driver_sql("INSERT INTO claim_search (claim_search) VALUES ('rebuild')")
    detection.refresh(connection, None)


def _undo(connection: Connection, entry: journal.Entry, contents: dict[str, Any]) -> None:
    for change in reversed(contents.get("changes", [])):
        _restore(connection, change)
    for table in ("claim", "document"):
        first, count, *_ = contents.get(f"{table}s") or (0, 0)
        if entry.act == "import" and count:
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", (first, first + count - 1))


def _restore(connection: Connection, change: dict[str, Any]) -> None:
    table, row = change["table"], change["id"]
    before = change.get("before", {} if change["was"] else None)
    if before == {}:  # redacted: what stood there before is nowhere
        return
    if table not in COLUMNS or not set(before or ()) <= set(COLUMNS[table]):
        raise LedgerError("the journal names a table that ledgers do not have; claims verify says more")
    if before is None:
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE id = ?", (row,))
        return
    columns = ", ".join(f"{name} = ?" for name in before)
    digest = bytes.fromhex(change["was"])
    connection.exec_driver_sql(
        f"UPDATE {table} SET {columns}, row_hash = ? WHERE id = ?", (*before.values(), digest, row)
    )
