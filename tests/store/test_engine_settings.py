"""The engine's settings, each against the loss it prevents."""

from __future__ import annotations

import ast
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from ledger.api import Ledger
from ledger.connections import turns
from ledger.connections.driver import journal_mode, wal_is_safe
from ledger.connections.engine import reading, writing
from ledger.errors import LedgerBusy, LedgerError, NotALedger
from tests.conftest import ROOT


def test_only_one_module_imports_a_driver():
    guilty = []
    for path in [*ROOT.glob("ledger/**/*.py"), *ROOT.glob("tui/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            if any(n.split(".")[0] in ("sqlite3", "pysqlite3", "apsw") for n in names):
                guilty.append(str(path.relative_to(ROOT)))
    assert set(guilty) == {"ledger/connections/driver.py"}


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
    ],
)
def test_wal_is_used_only_where_it_loses_nothing(version, safe):
    assert wal_is_safe(version) is safe


def test_settings_hold_on_every_connection(ledger):
    with ledger.reading() as c:
        values = {
            p: c.exec_driver_sql(f"PRAGMA {p}").scalar()
            for p in (
                "foreign_keys",
                "recursive_triggers",
                "trusted_schema",
                "cell_size_check",
                "synchronous",
            )
        }
    assert values == {
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "synchronous": 2 if journal_mode()[0] == "WAL" else 3,
    }


def test_a_missing_path_is_an_error_and_no_new_file(tmp_path):
    with pytest.raises(NotALedger, match="claims init"):
        Ledger(tmp_path / "mistyped.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_foreign_file_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "foreign.db"
    path.write_bytes(content)
    with pytest.raises(LedgerError):
        Ledger(path)
    assert path.read_bytes() == content


def test_another_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "other.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE t (x)")
    raw.commit()
    raw.close()
    before = path.read_bytes()
    with pytest.raises(NotALedger, match="not a ledger"):
        Ledger(path)
    assert path.read_bytes() == before


def test_a_newer_ledger_is_refused_and_left_alone(ledger):
    ledger.close()
    raw = sqlite3.connect(ledger.path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    before = ledger.path.read_bytes()
    with pytest.raises(NotALedger, match="newer version"):
        Ledger(ledger.path)
    assert ledger.path.read_bytes() == before


def test_a_failed_commit_is_never_committed_later(ledger, monkeypatch):
    """A reader that holds its lock makes COMMIT fail; the failed row must not come in with the next write."""
    monkeypatch.setattr(turns, "BUSY_SECONDS", 0.1)
    with Ledger(ledger.path) as writer:
        other = sqlite3.connect(ledger.path, isolation_level=None)
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM setting").fetchall()
        if journal_mode()[0] != "WAL":
            with pytest.raises(LedgerBusy):
                writer.set_party("failed", "side")
        other.execute("ROLLBACK")
        other.close()
        writer.set_party("later", "side")
        assert "failed" not in writer.parties()
        assert writer.verify().sound


def test_a_transaction_that_sqlite_ended_cannot_go_on(ledger):
    def go_on() -> None:
        with writing(ledger._engine) as c:
            c.connection.driver_connection.execute("ROLLBACK")
            c.exec_driver_sql("INSERT INTO source (name, row_hash) VALUES ('x', zeroblob(32))")

    with pytest.raises(LedgerError, match="rolled"):
        go_on()
    assert ledger.parties() == {}


def test_a_read_only_ledger_takes_no_write(ledger):
    with Ledger(ledger.path, readonly=True) as shut, pytest.raises(LedgerError, match="nothing was changed"):
        shut.set_party("x", "y")


WORKER = """
import sys
from ledger.api import Ledger
from ledger.connections.engine import writing
with Ledger(sys.argv[1], reviewer=sys.argv[2]) as ledger:
    for _ in range(int(sys.argv[3])):
        with writing(ledger._engine) as c:
            n = c.exec_driver_sql("SELECT party FROM source WHERE name = 'count'").scalar_one()
            c.exec_driver_sql("UPDATE source SET party = ? WHERE name = 'count'", (str(int(n) + 1),))
"""


def test_two_processes_that_read_change_and_write_lose_nothing(ledger):
    ledger.set_party("count", "0")
    each = 60
    workers = [
        subprocess.Popen([sys.executable, "-c", textwrap.dedent(WORKER), str(ledger.path), name, str(each)])
        for name in ("one", "two")
    ]
    assert [w.wait() for w in workers] == [0, 0]
    assert ledger.parties()["count"] == str(2 * each)


def test_a_backup_is_a_sound_ledger_of_its_own(ledger, table, tmp_path):
    ledger.import_paths([table])
    target = tmp_path / "copy.db"
    ledger.backup(target)
    with Ledger(target) as copy:
        assert copy.head == ledger.head
        assert copy.verify(ledger.head).sound
    with pytest.raises(LedgerError, match="nothing was changed"):
        ledger.backup(target)


def test_readers_see_one_consistent_view(ledger):
    with reading(ledger._engine) as c:
        before = c.exec_driver_sql("SELECT count(*) FROM journal").scalar_one()
        assert c.exec_driver_sql("SELECT count(*) FROM journal").scalar_one() == before


def test_create_never_overwrites(ledger):
    with pytest.raises(LedgerError, match="something here already"):
        Ledger.create(ledger.path)
    assert Path(ledger.path).stat().st_size > 0
