"""The journal by itself: what is written, in which order, under which hash."""

from __future__ import annotations

import re

import pytest

from ledger import clock, journal
from ledger.engine import writing
from ledger.merkle import EMPTY, Tree


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
