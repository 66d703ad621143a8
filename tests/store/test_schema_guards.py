"""What schema.sql itself refuses, whoever writes."""

from __future__ import annotations

import sqlite3

import pytest

from ledger.store import schema_sql


@pytest.fixture
def raw(ledger, table):
    ledger.import_paths([table])
    ledger.close()
    connection = sqlite3.connect(ledger.path)
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET reviewer = 'somebody else' WHERE seq = 1",
        "UPDATE journal SET payload = '{}' WHERE seq = 1",
        "DELETE FROM journal WHERE seq = 1",
        "INSERT OR REPLACE INTO journal SELECT seq, at, 'x', act, subject, payload, nonce, payload_hash, hash"
        " FROM journal WHERE seq = 1",
        "INSERT INTO journal SELECT seq + 5, at, reviewer, act, subject, payload, nonce, payload_hash,"
        " randomblob(32) FROM journal WHERE seq = 1",
        "DELETE FROM claim WHERE id = 1",
        "DELETE FROM document WHERE id = 1",
        "DELETE FROM batch WHERE id = 1",
        "DELETE FROM original WHERE id = 1",
        "UPDATE claim SET value = -1 WHERE id = 1",
        "UPDATE claim SET value = 'many' WHERE id = 1",
        "UPDATE claim SET value = 1000000001 WHERE id = 1",
        "UPDATE claim SET measure = 'deaths' WHERE id = 1",
        "UPDATE claim SET low = 9, high = 3 WHERE id = 1",
        "UPDATE claim SET value = NULL, figure_text = NULL WHERE id = 1",
        "UPDATE claim SET quote_start = 5 WHERE id = 1",
        "UPDATE claim SET document_id = 999 WHERE id = 1",
        "UPDATE claim SET key = 'b' WHERE id = 1",
        "UPDATE document SET text = 'words' WHERE id = 1",
        "INSERT INTO document SELECT 99, batch_id, original_id, key, publisher, published, url, encoding,"
        " text, text_sha256, confidentiality, state, row_hash FROM document WHERE id = 1",
        "INSERT INTO decision (finding, outcome, method, why, claims, reviewer, at, row_hash)"
        " VALUES ('f', 'resolved', 'coin_toss', 'why', '[]', 'r', 'now', zeroblob(32))",
        "INSERT INTO remark (subject, text, reviewer, at, row_hash) VALUES ('nothing', 't', 'r', 'now', zeroblob(32))",
    ],
)
def test_the_schema_refuses(raw, statement):
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)


def test_a_payload_may_be_emptied_for_redaction(raw):
    raw.execute("UPDATE journal SET payload = NULL, nonce = NULL WHERE seq = 1")
    assert raw.execute("SELECT payload FROM journal WHERE seq = 1").fetchone() == (None,)


def test_the_schema_marks_its_files():
    raw = sqlite3.connect(":memory:")
    raw.executescript(schema_sql())
    assert raw.execute("PRAGMA application_id").fetchone() == (0x4C454447,)
    assert raw.execute("PRAGMA user_version").fetchone() == (1,)
