"""What the contents of entries may be, and what the verifier takes from them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ledger import journal
from ledger.api import Ledger
from ledger.verify import Verification, trail
from tests.harness.filled import filled
from tests.verify.deeds import DEEDS, do, payload, rehash

ONE = "1" * 64
CHANGE = {"table": "claim", "id": 1, "was": None, "is": ONE}


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A ledger with two acts of redaction, each of which emptied an entry."""
    path = filled(tmp_path_factory.mktemp("contents"), 20)
    with Ledger(path) as ledger:
        for claim, name in (("s1-3", "Ahmed"), ("s1-4", "Idris")):
            ledger.note(f"claim:{claim}", f"{name} was there")
            ledger.redact(name, "at risk")
        assert [(e.seq, e.act, e.payload is None) for e in ledger.journal()][-4:] == [
            (17, "note", True),
            (18, "redact", False),
            (19, "note", True),
            (20, "redact", False),
        ]
    return path


@pytest.fixture
def path(source, tmp_path):
    return Path(shutil.copyfile(source, tmp_path / "l.db"))


def verified(path, **how):
    with Ledger(path, readonly=True) as ledger:
        return ledger.verify(**how)


def words(path):
    return [p.say for p in verified(path, only=["journal", "rows"]).problems]


@pytest.mark.parametrize(
    "contents",
    [
        {},
        {"changes": []},
        {"changes": [CHANGE]},
        {"changes": [CHANGE, {**CHANGE, "was": "a" * 64}]},
        {"claims": [1, 2, ONE]},
        {"documents": [1, 2, ONE], "claims": [1, 2, ONE], "kept": [1], "originals": [], "batch": "x"},
    ],
)
def test_contents_that_can_be_read(contents):
    assert trail._readable(contents)


@pytest.mark.parametrize(
    "contents",
    [
        None,
        7,
        [],
        {"changes": None},
        {"changes": {}},
        {"changes": [CHANGE, 7]},
        {"changes": [CHANGE, {}]},
        *({"changes": [{k: v for k, v in CHANGE.items() if k != name}]} for name in CHANGE),
        *(
            {"changes": [{**CHANGE, "is": bad}]}
            for bad in (None, 7, "", "11", ONE[:-2], ONE[:-1], ONE + "11", "x" * 64)
        ),
        *({"changes": [{**CHANGE, "was": bad}]} for bad in (7, "", ONE[:-2], "x" * 64)),
        {"changes": [{**CHANGE, "table": 7}]},
        {"changes": [{**CHANGE, "id": "1"}]},
        *({name: bad} for name in ("kept", "originals") for bad in (None, 7, "12", {}, [1, "2"], [[1]])),
        *(
            {"documents": [1, 2, ONE], name: bad}
            for name in ("documents", "claims")
            for bad in (None, 7, {}, [], [1, 2], [1, 2, ONE, 4], ["1", 2, ONE], [1, "2", ONE], [1, 2, ONE[:-2]])
        ),
    ],
)
def test_contents_that_cannot(contents):
    assert not trail._readable(contents)


@pytest.mark.parametrize("text", ["", "{", "7", "null", '{"kept":7}', json.dumps({"changes": [{**CHANGE, "id": "1"}]})])
def test_an_entry_with_such_contents_is_named(path, text):
    do(path, lambda raw: (raw.execute("PRAGMA ignore_check_constraints = ON"), payload(raw, 16, text)))
    assert [say for say in words(path) if "journal" in say] == ["journal entry 16 cannot be read"]


def test_what_redactions_kept_stands_for_what_they_emptied(path):
    result = verified(path)
    assert (result.problems, result.redacted, result.redactions) == ([], 2, 2)


def test_a_redaction_that_cannot_be_read_hides_no_other(path):
    do(path, lambda raw: payload(raw, 18, '{"emptied":7}'))
    found = words(path)
    assert "journal entry 17 was emptied, and no act of redaction says so" in found
    assert "journal entry 19 was emptied, and no act of redaction says so" not in found


def test_an_emptied_entry_of_no_readable_shape_counts_as_not_kept(path):
    def change(raw):
        (text,) = raw.execute("SELECT payload FROM journal WHERE seq = 20").fetchone()
        contents = json.loads(text)
        contents["emptied"]["19"] = {"changes": 7}
        payload(raw, 20, json.dumps(contents))

    do(path, change)
    found = words(path)
    assert "journal entry 19 was emptied, and no act of redaction says so" in found
    assert "journal entry 17 was emptied, and no act of redaction says so" not in found


def test_an_import_need_not_say_which_originals_it_kept_nor_a_redaction_which_it_emptied(path):
    def change(raw):
        for seq in (2, 18, 20):
            (text,) = raw.execute("SELECT payload FROM journal WHERE seq = ?", (seq,)).fetchone()
            contents = json.loads(text)
            contents.pop("kept", None)
            contents.pop("originals", None)
            payload(raw, seq, json.dumps(contents))

    do(path, change)
    result = verified(path)
    assert (result.problems, result.redactions) == ([], 2)


@pytest.mark.parametrize("act", ["note", "import"])
def test_only_an_import_seals_a_batch_and_only_with_its_number(path, act):
    """An entry of another act that speaks of a batch does not make forged rows good."""

    def forge(raw):
        columns = [row[1] for row in raw.execute("PRAGMA table_info(claim)")]
        own = ", ".join("99" if c == "id" else "'forged'" if c == "key" else c for c in columns)
        raw.execute(f"INSERT INTO claim SELECT {own} FROM claim WHERE id = 13")
        rehash(raw, "claim", 99)
        (digest,) = raw.execute("SELECT lower(hex(row_hash)) FROM claim WHERE id = 99").fetchone()
        raw.execute("UPDATE journal SET act = ? WHERE seq = 16", (act,))
        number = {"batch": 1} if act == "note" else {}
        payload(raw, 16, json.dumps({"changes": [], "claims": [99, 1, digest], **number}))

    do(path, forge)
    assert "claim forged was added behind the program's back" in words(path)


def test_an_entry_without_a_nonce_is_hashed_without_one(path):
    def change(raw):
        digest = journal.payload_hash(b"", b"{}")
        raw.execute("UPDATE journal SET payload = '{}', nonce = NULL, payload_hash = ? WHERE seq = 16", (digest,))

    do(path, change)
    assert "journal entry 16 (withdraw): its contents were altered" not in words(path)


@pytest.mark.parametrize(
    ("deed", "head", "identity"),
    [("a claim's number", True, True), ("the first entry removed", True, False), ("all of it", False, False)],
)
def test_the_head_and_the_identity_are_those_of_the_journal(path, deed, head, identity):
    with Ledger(path, readonly=True) as ledger:
        expected = (ledger.head if head else "", ledger.id if identity else "")
    do(path, DEEDS[deed])
    result = verified(path)
    assert (result.head, result.ledger_id) == expected


def test_a_second_creation_does_not_change_whose_ledger_it_is(path):
    do(path, lambda raw: raw.execute("UPDATE journal SET act = 'create', subject = 'ledger:other' WHERE seq = 16"))
    with Ledger(path, readonly=True) as ledger:
        assert ledger.verify().ledger_id == ledger.id


def test_an_act_that_does_not_go_on_is_told_of_the_row_alone():
    """Two tables have rows of the same number."""
    result, found = Verification(), trail.Trail()
    entry = journal.Entry(3, "", "", "note", "", "{}", b"", b"", b"")
    for table, was in (("claim", None), ("remark", None), ("claim", ONE)):
        trail._follow(entry, {"changes": [{**CHANGE, "table": table, "was": was}]}, found, result)
    assert result.problems == []
    trail._follow(entry, {"changes": [{**CHANGE, "was": None}]}, found, result)
    assert [p.say for p in result.problems] == [
        "journal entry 3 (note) does not go on from where the entry before it left claim 1"
    ]
