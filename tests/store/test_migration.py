"""An older ledger is brought up to date in one transaction, after a backup."""

from __future__ import annotations

import sqlite3

import pytest

from ledger import migration
from ledger.api import Ledger
from ledger.errors import LedgerError, OlderLedger


def make_older(path):
    """Take a ledger back to schema 0, as it was before the first release: no guards, another shape of some tables."""
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("PRAGMA legacy_alter_table = ON")
    for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("DROP TABLE unattributed")
    raw.execute("DROP INDEX claim_state")
    raw.execute("ALTER TABLE remark RENAME TO newer")
    raw.execute(
        "CREATE TABLE remark (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, text TEXT NOT NULL,"
        " reviewer TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'standing', row_hash BLOB NOT NULL)"
    )
    raw.execute("INSERT INTO remark SELECT id, subject, text, reviewer, at, state, row_hash FROM newer")
    raw.execute("DROP TABLE newer")
    raw.execute("PRAGMA user_version = 0")
    raw.commit()
    raw.close()


@pytest.fixture
def older(ledger, table):
    ledger.import_paths([table])
    ledger.note("claim:a", "seen")
    ledger.accept("a")
    head = ledger.head
    ledger.close()
    make_older(ledger.path)
    return ledger.path, head


def test_an_older_ledger_is_brought_up_to_date(older):
    path, head = older
    with Ledger(path) as ledger:
        assert ledger.migrated is not None
        assert ledger.verify(head).problems == []
        assert [r.text for r in ledger.remarks("claim:a")] == ["seen"]
        assert ledger.journal(newest_first=True, limit=1)[0].act == "migrate"
        assert ledger.findings()
    with Ledger(path) as again:
        assert again.migrated is None


def test_the_backup_is_the_ledger_as_it_was(older):
    path, head = older
    with Ledger(path) as ledger:
        kept = ledger.migrated
    raw = sqlite3.connect(kept)
    assert raw.execute("PRAGMA user_version").fetchone() == (0,)
    assert raw.execute("SELECT lower(hex(hash)) FROM journal ORDER BY seq DESC LIMIT 1").fetchone() == (head,)
    assert kept.stat().st_mode & 0o777 == 0o600


def test_reading_alone_leaves_it_untouched(older):
    path, _ = older
    before = path.read_bytes()
    with pytest.raises(OlderLedger, match="older version"):
        Ledger(path, readonly=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("at", ["_reshape", "detection"])
def test_a_migration_that_fails_changes_nothing(older, monkeypatch, at):
    path, _ = older

    def fail(*_):
        raise LedgerError("as if the disk were full")

    if at == "detection":
        monkeypatch.setattr(migration.detection, "refresh", fail)
    else:
        real = migration._reshape
        monkeypatch.setattr(migration, "_reshape", lambda c: (real(c), fail()))
    before = schema(path)
    with pytest.raises(LedgerError, match="as if"):
        Ledger(path)
    assert schema(path) == before
    monkeypatch.undo()
    with Ledger(path) as ledger:
        assert ledger.verify().sound


def test_a_table_that_no_version_made_is_left_alone(older):
    path, _ = older
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE mine (x)")
    raw.commit()
    raw.close()
    before = schema(path)
    with pytest.raises(LedgerError, match="'mine'"):
        Ledger(path)
    assert schema(path) == before


def schema(path):
    raw = sqlite3.connect(path)
    try:
        return raw.execute("PRAGMA user_version").fetchall(), raw.execute("SELECT * FROM sqlite_schema").fetchall()
    finally:
        raw.close()
