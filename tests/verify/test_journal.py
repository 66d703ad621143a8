"""The journal by itself: what is written, in which order, under which hash."""

from __future__ import annotations

import re
from hashlib import sha256
from unittest import mock

import pytest

from ledger import clock, journal, sealing
from ledger.connections.engine import writing
from ledger.merkle import EMPTY, Tree
from ledger.rowhash import COLUMNS, row_hash
from ledger.sealing import stored_root


@pytest.fixture
def written(ledger, monkeypatch):
    """Three entries after the first, under a clock that stands still."""
    monkeypatch.setattr(clock, "now", lambda: "2026-01-31T09:30:00Z")
    with writing(ledger._engine) as c:
        for n in range(3):
            journal.append(c, f"reviewer {n}", "note", f"claim:{n % 2}", {"changes": [], "why": f"no. {n}"})
    return ledger


def test_entries_are_chained_in_order(written):
    entries = written.journal()
    assert [e.seq for e in entries] == [1, 2, 3, 4]
    previous = journal.START
    assert previous == bytes(32)
    for e in entries:
        assert journal.payload_hash(e.nonce, e.payload.encode()) == e.payload_hash
        parts = (e.seq, e.at, e.reviewer, e.act, e.subject, e.payload_hash)
        assert journal.entry_hash(*parts, previous) == e.hash
        previous = e.hash
    with written.reading() as c:
        assert journal.head(c) == previous.hex()
        assert journal.size(c) == 4
        assert [e.seq for e in journal.stream(c)] == [1, 2, 3, 4]
        assert [e.seq for e in journal.stream(c, newest_first=True)] == [4, 3, 2, 1]


def test_an_entry_holds_what_it_was_given(written):
    last = written.journal()[-1]
    assert (last.at, last.reviewer, last.act, last.subject) == ("2026-01-31T09:30:00Z", "reviewer 2", "note", "claim:0")
    assert last.contents() == {"changes": [], "why": "no. 2"}
    assert last.payload == '{"changes":[],"why":"no. 2"}'
    assert len(last.nonce) == 16
    assert len({e.nonce for e in written.journal()}) == 4
    with writing(written._engine) as c:
        given = journal.append(c, "x", "note", "claim:9", {"changes": []}, "2020-05-02T10:00:00Z")
    assert given == written.journal()[-1]
    assert given.at == "2020-05-02T10:00:00Z"


def test_entries_can_be_asked_for_in_part(written):
    assert [e.seq for e in written.journal(after=2)] == [3, 4]
    assert [e.seq for e in written.journal(newest_first=True, limit=2)] == [4, 3]
    assert [e.seq for e in written.journal(limit=1)] == [1]
    assert [e.seq for e in written.history("claim:0")] == [2, 4]
    assert written.history("claim:none") == []


def test_entries_of_a_connection(written):
    with written.reading() as c:
        assert [e.seq for e in journal.entries(c)] == [1, 2, 3, 4]
        assert [e.seq for e in journal.entries(c, before=3)] == [1, 2]
        assert [e.seq for e in journal.entries(c, after=1, before=4, newest_first=True)] == [3, 2]


def test_an_empty_journal_has_no_head(ledger):
    with ledger.reading() as c:
        c.exec_driver_sql("CREATE TEMP TABLE journal AS SELECT * FROM main.journal WHERE 0")
        assert journal.head(c) == ""
        assert journal.size(c) == 0


def test_a_skeleton_holds_hashes_and_numbers_and_no_words():
    contents = {
        "changes": [
            {"table": "claim", "id": 7, "before": {"note": "x"}, "after": {"note": "y"}, "was": "a", "is": "b"}
        ],
        "why": "because",
        "file": "secret.csv",
        "batch": 1,
        "kept": [1],
        "documents": [1, 2, "r"],
        "claims": [1, 9, "s"],
        "originals": [2],
        "emptied": {},
        "undoes": 3,
        "redoes": 4,
    }
    bare = journal.skeleton(contents)
    assert bare["changes"] == [{"table": "claim", "id": 7, "was": "a", "is": "b"}]
    assert set(bare) == set(contents) - {"why", "file"}
    assert journal.skeleton({}) == {"changes": []}


def test_what_redactions_kept_is_found_again(ledger, table):
    ledger.import_paths([table])
    ledger.correct("a", {"note": "told by Ahmed"}, "why")
    seq = ledger.journal()[-1].seq
    assert journal.Entry(*(None,) * 9).contents() == {}
    ledger.redact("Ahmed", "a witness at risk")
    with ledger.reading() as c:
        kept = journal.emptied(c)
    assert set(kept) == {seq}
    assert [ch["table"] for ch in kept[seq]["changes"]] == ["claim"]


def test_the_chain_admits_no_gap(written):
    with pytest.raises(Exception, match="has no gaps"), writing(written._engine) as c:
        c.exec_driver_sql(
            "INSERT INTO journal SELECT 9, at, reviewer, act, subject, payload, nonce, payload_hash, zeroblob(32)"
            " FROM journal WHERE seq = 4"
        )
    assert len(written.journal()) == 4


def test_a_tree_counts_its_leaves_and_can_be_asked_at_any_time():
    tree = Tree()
    assert (tree.size, tree.root()) == (0, EMPTY)
    roots = set()
    for n in range(9):
        tree.add(bytes([n]) * 32)
        assert tree.size == n + 1
        assert tree.root() == tree.root()
        roots.add(tree.root())
    assert len(roots) == 9
    assert re.fullmatch("[0-9a-f]{64}", tree.root().hex())


def test_the_newest_entry_that_holds_every_word_comes_first(written):
    with written.reading() as c:
        assert list(journal.numbers(c)) == [4, 3, 2, 1]
        assert list(journal.numbers(c, "note")) == [4, 3, 2]
        assert list(journal.numbers(c, "note claim:0")) == [4, 2]
        assert list(journal.numbers(c, " REVIEWER  claim:1 ")) == [3]
        assert list(journal.numbers(c, "2026-01-31")) == [4, 3, 2]
        assert list(journal.numbers(c, "nowhere")) == []
        assert journal.numbers(c).typecode == "q"


def test_entries_come_in_the_order_they_are_asked_for(written):
    with written.reading() as c:
        assert [e.seq for e in journal.entries_at(c, [3, 1, 9, 4])] == [3, 1, 4]
        assert journal.entries_at(c, iter([2])) == journal.entries(c, after=1, limit=1)
        assert journal.entries_at(c, []) == []


def change(row, kind=None, table="claim"):
    told = {"table": table, "id": row, "before": {"value": 1}, "after": {"value": 2}, "was": "0" * 64, "is": "1" * 64}
    return told | ({"kind": kind} if kind else {})


def test_the_imports_that_revised_a_claim_are_told_with_its_changes_alone(ledger):
    with writing(ledger._engine) as c:
        journal.append(c, "x", "import", "batch:1", {"changes": [], "file": "plain.csv"})
        for number, kind in ((2, "update"), (3, "correction")):
            changes = [change(7, kind), change(8, kind), change(7, kind, table="document")]
            journal.append(c, "x", "import", f"batch:{number}", {"changes": changes, "file": f"release{number}.csv"})
        journal.append(c, "x", "correct", "claim:7", {"changes": [change(7, "update")]})
        journal.append(c, "x", "import", "batch:9", {"kind": "update"})
        journal.append(c, "x", "import", "batch:4", {"changes": [change(8, "update")]})
        found = journal.revising(c, 7)
        assert [(e.seq, e.subject) for e in found] == [(3, "batch:2"), (4, "batch:3")]
        assert [e.contents() for e in found] == [
            {"changes": [change(7, "update")], "why": "update", "file": "release2.csv"},
            {"changes": [change(7, "correction")], "why": "correction", "file": "release3.csv"},
        ]
        assert found[0].payload == journal.canonical(found[0].contents()).decode()
        assert [e.contents()["file"] for e in journal.revising(c, 8)] == ["release2.csv", "release3.csv", ""]
        assert journal.revising(c, 9) == []


def test_a_revision_of_no_named_kind_gives_no_reason(ledger):
    with writing(ledger._engine) as c:
        changes = [change(7), change(8, "update")]
        journal.append(c, "x", "import", "batch:1", {"changes": changes, "file": "a.csv"})
        assert [e.contents()["why"] for e in journal.revising(c, 7)] == [""]


def test_a_tree_takes_many_leaves_at_once():
    leaves = [sha256(bytes([n % 256, n // 256])).digest() for n in range(300)]
    for parts in ([0], [1], [63], [64], [65], [128], [1, 64], [5, 200], [64, 64, 1], [100, 0, 27, 173], [300]):
        one, many = Tree(), Tree()
        at = 0
        for part in parts:
            for leaf in leaves[at : at + part]:
                one.add(leaf)
            many.extend(leaves[at : at + part])
            at += part
            assert (many.size, many.root()) == (one.size, one.root())
    many.add(leaves[0])
    one.add(leaves[0])
    assert many.root() == one.root()


def test_a_seal_is_the_root_over_the_rows_as_they_stand(ledger, table):
    ledger.import_paths([table])
    odd = 'tab\t line\n bell\x07 unit\x1f delete\x7f quote" back\\slash/ é \u2028 统'
    ledger.correct("b", {"note": odd}, "why")
    with ledger.reading() as c:
        rows = c.exec_driver_sql(f"SELECT {', '.join(COLUMNS['claim'])} FROM claim ORDER BY id").all()
        for first, count in ((1, 4), (2, 2), (1, 1), (4, 1)):
            tree = Tree()
            for row in rows[first - 1 : first - 1 + count]:
                tree.add(row_hash("claim", row))
            assert stored_root(c, "claim", first, count) == tree.root().hex()
        assert stored_root(c, "claim", 9, 3) == EMPTY.hex()
        assert odd in {row[COLUMNS["claim"].index("note")] for row in rows}


def test_a_seal_is_the_same_where_sqlite_writes_rows_otherwise(ledger, table):
    ledger.import_paths([table])
    with ledger.reading() as c:
        root = stored_root(c, "claim", 1, 4)
        for step in (1, 3, 2_000):
            with (
                mock.patch.object(sealing, "STEP", step),
                mock.patch.object(sealing, "hashes", side_effect=lambda rows: [b"other words"] * len(rows)),
            ):
                assert stored_root(c, "claim", 1, 4) == root


def test_a_seal_does_not_trust_the_stored_hash(ledger, table):
    ledger.import_paths([table])
    with writing(ledger._engine) as c:
        before, part = stored_root(c, "claim", 1, 4), stored_root(c, "claim", 1, 2)
        c.exec_driver_sql("UPDATE claim SET row_hash = zeroblob(32) WHERE id = 2")
        assert stored_root(c, "claim", 1, 4) == before
        assert stored_root(c, "claim", 1, 2) == part
        c.exec_driver_sql("UPDATE claim SET value = 5 WHERE id = 2")
        assert stored_root(c, "claim", 1, 4) != before
        c.rollback()
