"""What is changed behind the program's back is named."""

from __future__ import annotations

import sqlite3

import pytest

from ledger.api import Ledger
from ledger.rowhash import COLUMNS


@pytest.fixture
def reviewed(ledger, table, tmp_path):
    """A ledger with a batch, a text and a few acts, closed; gives its path and head."""
    text = tmp_path / "report.txt"
    text.write_text(
        "Shelling kills 12 in Zaria\n\nShelling in Zaria on Monday killed 12 people, the Red Cross said.\n",
        encoding="utf-8",
    )
    ledger.import_paths([table])
    ledger.import_paths([str(text)])
    ledger.accept("a")
    ledger.correct("b", {"group": "soldiers"}, "misread")
    ledger.note("claim:a", "seen")
    ledger.set_party("Ministry of Health", "government")
    assert ledger.verify().sound
    head = ledger.head
    ledger.close()
    return ledger.path, head


def tamper(path, *statements):
    """Drop every guard, do it, and put the guards back: what an attacker with an SQL shell would do."""
    raw = sqlite3.connect(path)
    guards = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        raw.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        raw.execute(statement)
    for _, sql in guards:
        raw.execute(sql)
    raw.commit()
    raw.close()


def problems(path, head=None):
    with Ledger(path) as ledger:
        return ledger.verify(head).problems


@pytest.mark.parametrize(
    ("statement", "where", "row"),
    [
        ("UPDATE claim SET value = 28 WHERE key = 'a'", "claim", "a"),
        ("UPDATE claim SET value = 63 WHERE key = 'c'", "claim", "c"),
        ("UPDATE claim SET attributed_to = NULL WHERE key = 'c'", "claim", "c"),
        ("UPDATE claim SET state = 'approved' WHERE key = 'd'", "claim", "d"),
        ("UPDATE claim SET fingerprint = printf('%032d', 7) WHERE key = 'd'", "claim", "d"),
        ("UPDATE claim SET row_hash = zeroblob(32) WHERE key = 'd'", "claim", "d"),
        ("UPDATE document SET publisher = 'Nobody' WHERE key = 'First report'", "document", "First report"),
        ("UPDATE document SET text = text || '.' WHERE text IS NOT NULL", "document", "3"),
        ("UPDATE original SET content = zeroblob(4) WHERE id = 1", "original", "1"),
        ("UPDATE original SET name = 'x' WHERE id = 1", "original", "1"),
        ("UPDATE batch SET state = 'withdrawn' WHERE id = 1", "batch", "1"),
        ("UPDATE remark SET text = 'forged'", "remark", "1"),
        ("UPDATE source SET party = NULL", "source", "Ministry of Health"),
        ("UPDATE setting SET value = 'x' WHERE name = 'ledger_id'", "setting", "ledger_id"),
        ("UPDATE journal SET reviewer = 'x' WHERE seq = 3", "journal", "3"),
        ("UPDATE journal SET payload = '{}' WHERE seq = 3", "journal", "3"),
        ("UPDATE journal SET at = '2000-01-01T00:00:00Z' WHERE seq = 4", "journal", "4"),
        ("UPDATE journal SET hash = zeroblob(32) WHERE seq = 4", "journal", "4"),
        ("UPDATE journal SET payload = '{changes: 1}' WHERE seq = 4", "journal", "4"),
        ("DELETE FROM journal WHERE seq = 4", "journal", "4"),
        ("UPDATE claim SET note = CAST(x'ff' AS TEXT) WHERE key = 'a'", "claim", "a"),
        ("UPDATE document SET text = CAST(x'ff41' AS TEXT) WHERE text IS NOT NULL", "document", "3"),
        ("UPDATE journal SET reviewer = CAST(x'ff' AS TEXT) WHERE seq = 3", "journal", "3"),
        ("UPDATE original SET content = NULL WHERE id = 1", "original", "1"),
        ("UPDATE reading SET lo = 0 WHERE claim_id = 1", "reading", "1"),
        ("DELETE FROM reading WHERE claim_id = 1", "reading", "1"),
    ],
)
def test_an_alteration_names_its_row(reviewed, statement, where, row):
    path, _ = reviewed
    tamper(path, statement)
    assert (where, row) in {(p.table, p.row) for p in problems(path)}


def test_a_removed_claim_is_named(reviewed):
    path, _ = reviewed
    tamper(
        path,
        "DELETE FROM finding_claim",
        "DELETE FROM reading WHERE claim_id = 3",
        "DELETE FROM claim WHERE id = 3",
    )
    assert ("removed", "claim", "3") in {(p.kind, p.table, p.row) for p in problems(path)}


def test_a_removed_note_is_named(reviewed):
    path, _ = reviewed
    tamper(path, "DELETE FROM remark")
    assert ("removed", "remark", "1") in {(p.kind, p.table, p.row) for p in problems(path)}


def test_an_added_claim_is_named(reviewed):
    path, _ = reviewed
    columns = "batch_id, document_id, fingerprint, value, qualifier, measure, row_hash"
    tamper(
        path,
        f"INSERT INTO claim (id, key, {columns}) SELECT 99, 'forged', {columns} FROM claim WHERE id = 1",
    )
    assert ("added", "claim", "forged") in {(p.kind, p.table, p.row) for p in problems(path)}


@pytest.mark.parametrize("carried", ["row_hash, ", ""], ids=["with their hashes", "without"])
def test_two_exchanged_rows_are_named(reviewed, carried):
    path, _ = reviewed
    columns = carried + ", ".join(c for c in COLUMNS["claim"] if c not in ("id", "key"))
    tamper(
        path,
        "CREATE TEMP TABLE kept AS SELECT * FROM claim WHERE id IN (1, 3)",
        f"UPDATE claim SET ({columns}) = (SELECT {columns} FROM kept WHERE kept.id = 4 - claim.id) WHERE id IN (1, 3)",
    )
    found = {(p.kind, p.row) for p in problems(path) if p.table == "claim"}
    assert found == {("reordered", "a"), ("reordered", "c")}


def exchange_entries(path, one, other):
    columns = "at, reviewer, act, subject, payload, nonce, payload_hash, hash"
    both = f"IN ({one}, {other})"
    tamper(
        path,
        f"CREATE TEMP TABLE kept AS SELECT * FROM journal WHERE seq {both}",
        f"UPDATE journal SET hash = randomblob(32) WHERE seq {both}",
        f"UPDATE journal SET ({columns}) = (SELECT {columns} FROM kept WHERE kept.seq = {one + other} - journal.seq)"
        f" WHERE seq {both}",
    )


@pytest.mark.parametrize(("one", "other"), [(4, 5), (4, 6), (2, 7)])
def test_two_exchanged_entries_are_named(reviewed, one, other):
    path, _ = reviewed
    exchange_entries(path, one, other)
    found = {(p.kind, p.row) for p in problems(path) if p.table == "journal"}
    assert found >= {("reordered", str(one)), ("reordered", str(other))}
    exchange_entries(path, one, other)
    assert problems(path) == []


def test_a_removed_entry_is_named_though_the_others_were_renumbered(reviewed):
    path, _ = reviewed
    tamper(
        path,
        "DELETE FROM journal WHERE seq = 4",
        *(f"UPDATE journal SET seq = {n - 1} WHERE seq = {n}" for n in (5, 6, 7)),
    )
    assert ("removed", "4") in {(p.kind, p.row) for p in problems(path) if p.table == "journal"}


def test_an_added_entry_is_named_though_the_others_were_renumbered(reviewed):
    path, _ = reviewed
    tamper(
        path,
        *(f"UPDATE journal SET seq = {n + 1} WHERE seq = {n}" for n in (7, 6, 5, 4)),
        "INSERT INTO journal SELECT 4, at, 'forger', act, subject, payload, nonce, payload_hash, randomblob(32)"
        " FROM journal WHERE seq = 5",
    )
    assert ("added", "4") in {(p.kind, p.row) for p in problems(path) if p.table == "journal"}


def test_a_row_altered_together_with_its_hash_is_noticed_by_the_root(reviewed):
    from ledger.rowhash import COLUMNS, row_hash

    path, _ = reviewed
    raw = sqlite3.connect(path)
    raw.execute("UPDATE claim SET value = 63 WHERE key = 'c'")
    row = raw.execute(f"SELECT {', '.join(COLUMNS['claim'])} FROM claim WHERE key = 'c'").fetchone()
    raw.execute("UPDATE claim SET row_hash = ? WHERE key = 'c'", (row_hash("claim", row),))
    raw.commit()
    raw.close()
    assert ("claim", "batch 1") in {(p.table, p.row) for p in problems(path)}


def test_a_cut_tail_is_noticed_with_an_earlier_head(reviewed):
    path, head = reviewed
    tamper(
        path,
        "DELETE FROM source",
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
    )
    assert problems(path) == []
    assert [p.kind for p in problems(path, head)] == ["tail cut"]


def test_a_head_of_another_ledger_is_told(reviewed, tmp_path):
    path, _ = reviewed
    with Ledger.create(tmp_path / "other.db") as other:
        head = other.head
    assert [p.kind for p in problems(path, head)] == ["tail cut"]


def test_an_earlier_head_still_stands(reviewed):
    path, head = reviewed
    with Ledger(path) as ledger:
        ledger.accept("c")
        assert ledger.verify(head).sound
        assert ledger.verify(head[:16]).sound


def test_an_entry_that_was_emptied_by_no_act_is_named(reviewed):
    path, _ = reviewed
    tamper(path, "UPDATE journal SET payload = NULL, nonce = NULL WHERE act = 'note'")
    with Ledger(path) as ledger:
        result = ledger.verify()
    assert result.redacted == 1
    assert {(p.kind, p.table) for p in result.problems} == {("unattributed", "journal"), ("added", "remark")}
