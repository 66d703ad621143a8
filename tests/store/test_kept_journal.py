"""The rollback journal that is kept from act to act: emptied by every commit, removed by who closes last."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.api import Ledger
from ledger.connections.driver import journal_mode
from ledger.connections.engine import writing
from ledger.connections.plain import plainly
from ledger.connections.settings import KEPT_JOURNAL
from ledger.records import ClaimRecord
from ledger.vocabulary import Measure

pytestmark = pytest.mark.skipif(journal_mode()[0] == "WAL", reason="this SQLite keeps no rollback journal")

SPENT = bytes(28)
"""The header of a journal whose transaction has ended."""


def claim(n: int, words: str = "") -> ClaimRecord:
    return ClaimRecord(document=f"Report {n} {words}", value=n, measure=Measure.KILLED, place="Kano, Nigeria")


def journal_of(ledger: Ledger) -> Path:
    return ledger.path.with_name(ledger.path.name + "-journal")


def test_a_spent_journal_stays_until_the_ledger_is_closed(ledger):
    ledger.add(claim(1))
    assert journal_of(ledger).read_bytes().startswith(SPENT)
    assert journal_of(ledger).stat().st_mode & 0o077 == 0
    ledger.close()
    assert [p.name for p in ledger.path.parent.iterdir()] == [ledger.path.name]


def test_who_closes_while_another_writes_leaves_the_journal(ledger):
    ledger.add(claim(1))
    with plainly(ledger.path) as c:
        c.connection.driver_connection.execute("UPDATE setting SET name = name || ''")
        ledger.close()
        assert not journal_of(ledger).read_bytes().startswith(SPENT)
    assert not journal_of(ledger).exists()
    with Ledger(ledger.path) as again:
        assert again.verify().sound


def test_the_journal_of_a_file_that_took_its_place_is_left_alone(ledger, tmp_path):
    ledger.add(claim(1))
    copy = tmp_path / "copy.db"
    shutil.copyfile(ledger.path, copy)
    copy.replace(ledger.path)
    other = sqlite3.connect(ledger.path, isolation_level=None)
    other.execute("PRAGMA journal_mode = PERSIST")
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE setting SET name = name || ''")
    ledger.close()
    assert journal_of(ledger).exists()
    other.execute("ROLLBACK")
    other.close()


def test_no_more_of_a_journal_is_kept_than_an_act_needs(ledger):
    with writing(ledger._engine) as c:
        c.exec_driver_sql("CREATE TABLE scratch (b BLOB)")
        c.exec_driver_sql("INSERT INTO scratch SELECT zeroblob(4000) FROM sqlite_schema")
        many = "INSERT INTO scratch SELECT randomblob(4000) FROM scratch AS a, scratch AS b LIMIT 600"
        c.exec_driver_sql(many)
    with writing(ledger._engine) as c:
        c.exec_driver_sql("UPDATE scratch SET b = randomblob(4000)")
    assert journal_of(ledger).stat().st_size == KEPT_JOURNAL


def test_what_a_killed_process_leaves_is_removed_by_the_next(ledger):
    ledger.close()
    code = (
        "import os, sys; from ledger.api import Ledger; from ledger.records import ClaimRecord;"
        "from ledger.vocabulary import Measure; ledger = Ledger(sys.argv[1]);"
        "ledger.add(ClaimRecord(document='D', value=3, measure=Measure.KILLED)); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(ledger.path)], check=False).returncode == 9
    assert journal_of(ledger).exists()
    with Ledger(ledger.path) as again:
        assert again.verify().sound
        again.add(claim(2))
    assert not journal_of(ledger).exists()


def test_redacted_words_stay_in_no_journal_of_another_who_has_it_open(ledger):
    with Ledger(ledger.path) as beside:
        beside.add(claim(1, "Halima Sani"))
        beside.add(claim(2, "Halima Sani"))
        ledger.redact("Halima Sani", "a name of a witness")
        for path in ledger.path.parent.iterdir():
            assert b"Halima" not in path.read_bytes()
        beside.add(claim(3))
        for path in ledger.path.parent.iterdir():
            assert b"Halima" not in path.read_bytes()
