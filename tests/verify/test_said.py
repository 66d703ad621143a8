"""What is said of each deed, to the word: the kind, the table, the row, and the sentence.

The words stand in said.txt, a golden file: `SAID=write pytest tests/verify/test_said.py` writes it anew, to be read
before it is kept. Hashes, times and identities are cut out.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections import Counter
from pathlib import Path
from unittest import mock

import pytest

from ledger import clock, journal, verify
from ledger.api import Ledger
from ledger.engine import make_engine, reading
from ledger.records import ClaimRecord
from ledger.rowhash import COLUMNS, row_hash
from ledger.verify import derived, evidence, rows
from tests.harness.filled import filled, table

GOLDEN = Path(__file__).with_name("said.txt")
LINK = "seq, at, reviewer, act, subject, payload_hash"
ENTRY = "at, reviewer, act, subject, payload, nonce, payload_hash, hash"


def made(folder):
    """The ledger that the deeds are done to, with what left the machine before: a head, and an audit bundle."""
    with mock.patch.object(clock, "now", return_value="2026-01-31T09:30:00Z"):
        path = filled(folder, 36)
        with Ledger(path) as ledger:
            spoken = ClaimRecord(
                document="By hand", figure_text="3", value=3, qualifier="exact", measure="killed", place="Goma"
            )
            ledger.accept(ledger.add(spoken).subject.partition(":")[2])
            ledger.import_paths([table(folder / "three.csv", 3, 3)])
            ledger.accept("s3-2")
            (folder / "head").write_text(ledger.head)
            ledger.export_audit(folder / "before.zip")
            ledger.redact("hospital doctor", "at risk")
    return path


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return made(tmp_path_factory.mktemp("said"))


@pytest.fixture
def path(source, tmp_path):
    return Path(shutil.copyfile(source, tmp_path / "l.db"))


def rehash(raw, table, row):
    values = raw.execute(f"SELECT {', '.join(COLUMNS[table])} FROM {table} WHERE id = ?", (row,)).fetchone()
    raw.execute(f"UPDATE {table} SET row_hash = ? WHERE id = ?", (row_hash(table, values), row))


def rechain(raw, first, last):
    for n in range(first, last + 1):
        (previous,) = raw.execute("SELECT hash FROM journal WHERE seq = ?", (n - 1,)).fetchone()
        parts = raw.execute(f"SELECT {LINK} FROM journal WHERE seq = ?", (n,)).fetchone()
        raw.execute("UPDATE journal SET hash = ? WHERE seq = ?", (journal.entry_hash(*parts, previous), n))


def exchange(raw, table, one, other, columns):
    key = "seq" if table == "journal" else "id"
    sql = f"SELECT {columns} FROM {table} WHERE {key} = ?"
    a, b = raw.execute(sql, (one,)).fetchone(), raw.execute(sql, (other,)).fetchone()
    if table == "journal":
        raw.execute("UPDATE journal SET hash = randomblob(32) WHERE seq IN (?, ?)", (one, other))
    marks = ", ".join("?" * len(a))
    raw.execute(f"UPDATE {table} SET ({columns}) = ({marks}) WHERE {key} = ?", (*b, one))
    raw.execute(f"UPDATE {table} SET ({columns}) = ({marks}) WHERE {key} = ?", (*a, other))


def payload(raw, seq, text):
    nonce = b"n" * 16
    digest = journal.payload_hash(nonce, text.encode())
    raw.execute("UPDATE journal SET payload = ?, nonce = ?, payload_hash = ? WHERE seq = ?", (text, nonce, digest, seq))
    (last,) = raw.execute("SELECT max(seq) FROM journal").fetchone()
    rechain(raw, seq, last)


def shift(raw, first, by):
    order = "DESC" if by > 0 else "ASC"
    for (n,) in raw.execute(f"SELECT seq FROM journal WHERE seq >= ? ORDER BY seq {order}", (first,)).fetchall():
        raw.execute("UPDATE journal SET seq = ? WHERE seq = ?", (n + by, n))


def notes(raw):
    return [row[0] for row in raw.execute("SELECT id FROM remark ORDER BY id LIMIT 2")]


FORGER = "'forger'"
OWN, NEW = "hash, hash", "hash, randomblob(32)"


def every(column):
    """All columns of a claim but those that are unique, as an exchange takes them."""
    return ", ".join(c for c in COLUMNS["claim"] if c not in ("id", "key")) + column


DEEDS = {
    "a claim's number": lambda raw: raw.execute("UPDATE claim SET value = 1 WHERE id = 13"),
    "a claim that an act touched": lambda raw: raw.execute("UPDATE claim SET value = 1 WHERE id = 1"),
    "a claim that an act touched, with its hash": lambda raw: (
        raw.execute("UPDATE claim SET value = 1 WHERE id = 1"),
        rehash(raw, "claim", 1),
    ),
    "a claim back to what it was before an act": lambda raw: (
        raw.execute("UPDATE claim SET state = 'review_not_started' WHERE id = 1"),
        rehash(raw, "claim", 1),
    ),
    "a claim with its hash": lambda raw: (
        raw.execute("UPDATE claim SET value = 1 WHERE id = 13"),
        rehash(raw, "claim", 13),
    ),
    "a document with its hash": lambda raw: (
        raw.execute("UPDATE document SET publisher = 'Nobody' WHERE id = 2"),
        rehash(raw, "document", 2),
    ),
    "two documents with their hashes": lambda raw: (
        raw.execute("UPDATE document SET publisher = 'Nobody' WHERE id IN (1, 5)"),
        rehash(raw, "document", 1),
        rehash(raw, "document", 5),
    ),
    "a claim of a text with its hash": lambda raw: (
        raw.execute("UPDATE claim SET value = 1 WHERE id = 38"),
        rehash(raw, "claim", 38),
    ),
    "a claim with a measure that is none, with its hash": lambda raw: (
        raw.execute("PRAGMA ignore_check_constraints = ON"),
        raw.execute("UPDATE claim SET measure = 'nonsense' WHERE id = 13"),
        rehash(raw, "claim", 13),
    ),
    "two claims of two batches": lambda raw: exchange(raw, "claim", 13, 45, every(", row_hash")),
    "two documents of two batches": lambda raw: exchange(
        raw, "document", 2, 4, ", ".join(c for c in COLUMNS["document"] if c not in ("id", "key")) + ", text, row_hash"
    ),
    "an act that makes a row as it stands": lambda raw: payload(
        raw,
        8,
        '{"changes":[{"table":"claim","id":13,"was":null,"is":"'
        + raw.execute("SELECT lower(hex(row_hash)) FROM claim WHERE id = 13").fetchone()[0]
        + '"}]}',
    ),
    "most claims of a batch with their hashes": lambda raw: (
        raw.execute("UPDATE claim SET value = value + 1 WHERE id BETWEEN 3 AND 34 AND value IS NOT NULL"),
        [rehash(raw, "claim", n) for n in range(3, 35)],
    ),
    "the text a quote stands in": lambda raw: raw.execute(
        "UPDATE document SET text = replace(text, 'Shelling', 'Bombing') WHERE text IS NOT NULL"
    ),
    "a text that is none": lambda raw: raw.execute(
        "UPDATE document SET text = CAST(x'ff41' AS TEXT) WHERE text IS NOT NULL"
    ),
    "where a quote starts": lambda raw: raw.execute(
        "UPDATE claim SET quote_start = quote_start + 1 WHERE quote_start IS NOT NULL"
    ),
    "where a figure ends": lambda raw: raw.execute(
        "UPDATE claim SET figure_end = figure_end + 1 WHERE figure_start IS NOT NULL"
    ),
    "a note that is not UTF-8": lambda raw: raw.execute("UPDATE claim SET note = CAST(x'ff' AS TEXT) WHERE id = 13"),
    "two claims without their hashes": lambda raw: exchange(raw, "claim", 13, 15, every("")),
    "two claims with their hashes": lambda raw: exchange(raw, "claim", 13, 15, every(", row_hash")),
    "two claims with keys and hashes": lambda raw: (
        exchange(raw, "claim", 13, 15, every(", row_hash")),
        raw.execute("UPDATE claim SET key = '?' WHERE id = 13"),
        raw.execute("UPDATE claim SET key = 's1-12' WHERE id = 15"),
        raw.execute("UPDATE claim SET key = 's1-14' WHERE id = 13"),
    ),
    "two documents": lambda raw: exchange(raw, "document", 1, 2, "publisher, published, row_hash"),
    "two documents' names": lambda raw: (
        raw.execute("UPDATE document SET key = key || '?' WHERE id IN (1, 2)"),
        raw.execute("UPDATE document SET key = 'Report 1-1' WHERE id = 1"),
        raw.execute("UPDATE document SET key = 'Report 1-0' WHERE id = 2"),
    ),
    "two notes": lambda raw: exchange(raw, "remark", *notes(raw), "subject, text, row_hash"),
    "two decisions": lambda raw: exchange(raw, "decision", 1, 2, "finding, claims, row_hash"),
    "a claim removed": lambda raw: [
        raw.execute(f"DELETE FROM {table} WHERE {column} = 14")
        for table, column in (("finding_claim", "claim_id"), ("reading", "claim_id"), ("claim", "id"))
    ],
    "claims removed": lambda raw: raw.execute("DELETE FROM claim WHERE id BETWEEN 14 AND 16"),
    "the last claims of a batch removed": lambda raw: raw.execute("DELETE FROM claim WHERE id BETWEEN 35 AND 36"),
    "the first claim removed": lambda raw: raw.execute("DELETE FROM claim WHERE id = 1"),
    "a claim keyed in by hand removed": lambda raw: raw.execute("DELETE FROM claim WHERE id = 76"),
    "the last claim of a batch, which an act touched, removed": lambda raw: raw.execute(
        "DELETE FROM claim WHERE id = 79"
    ),
    "a claim added under a number below all": lambda raw: raw.execute(
        f"INSERT INTO claim SELECT -5, 'forged', {every('')}, row_hash FROM claim WHERE id = 13"
    ),
    "a note removed": lambda raw: raw.execute("DELETE FROM remark WHERE id = 1"),
    "a source removed": lambda raw: raw.execute("DELETE FROM source"),
    "a batch removed": lambda raw: raw.execute("DELETE FROM batch WHERE id = 2"),
    "a claim added": lambda raw: raw.execute(
        f"INSERT INTO claim SELECT 99, 'forged', {every('')}, row_hash FROM claim WHERE id = 13"
    ),
    "a note added": lambda raw: raw.execute(
        "INSERT INTO remark SELECT 9, subject, 'x', reviewer, at, state, row_hash FROM remark WHERE id = 1"
    ),
    "a setting added": lambda raw: raw.execute("INSERT INTO setting VALUES (7, 'mine', 'x', zeroblob(32))"),
    "a source renamed": lambda raw: raw.execute("UPDATE source SET name = 'Nobody'"),
    "the ledger's identity": lambda raw: raw.execute("UPDATE setting SET value = 'x' WHERE name = 'ledger_id'"),
    "an original's name": lambda raw: raw.execute("UPDATE original SET name = 'x' WHERE id = 1"),
    "an original's bytes": lambda raw: raw.execute("UPDATE original SET content = zeroblob(4) WHERE id = 1"),
    "an original's bytes cut": lambda raw: raw.execute(
        "UPDATE original SET content = substr(content, 1, length(content) - 3) WHERE id = 2"
    ),
    "an original with more after its end": lambda raw: raw.execute(
        "UPDATE original SET content = CAST(content || x'00' AS BLOB) WHERE id = 2"
    ),
    "an original emptied": lambda raw: raw.execute("UPDATE original SET content = NULL WHERE id = 2"),
    "an entry's reviewer": lambda raw: raw.execute("UPDATE journal SET reviewer = 'x' WHERE seq = 5"),
    "an entry's contents": lambda raw: raw.execute("UPDATE journal SET payload = '{}' WHERE seq = 6"),
    "an entry's contents that are no JSON": lambda raw: raw.execute("UPDATE journal SET payload = '{x}' WHERE seq = 6"),
    "an entry's contents that are no text": lambda raw: raw.execute(
        "UPDATE journal SET payload = CAST(x'7bff7d' AS TEXT) WHERE seq = 6"
    ),
    "an entry's nonce": lambda raw: raw.execute("UPDATE journal SET nonce = zeroblob(16) WHERE seq = 6"),
    "an entry's hash": lambda raw: raw.execute("UPDATE journal SET hash = zeroblob(32) WHERE seq = 6"),
    "the last entry's hash": lambda raw: raw.execute(
        "UPDATE journal SET hash = zeroblob(32) WHERE seq = (SELECT max(seq) FROM journal)"
    ),
    "the first entry's reviewer": lambda raw: raw.execute("UPDATE journal SET reviewer = 'x' WHERE seq = 1"),
    "two entries' reviewers": lambda raw: raw.execute("UPDATE journal SET reviewer = 'x' WHERE seq IN (5, 6)"),
    "an entry removed": lambda raw: raw.execute("DELETE FROM journal WHERE seq = 7"),
    "entries removed": lambda raw: raw.execute("DELETE FROM journal WHERE seq BETWEEN 7 AND 9"),
    "the first entry removed": lambda raw: raw.execute("DELETE FROM journal WHERE seq = 1"),
    "an entry removed, the others renumbered": lambda raw: (
        raw.execute("DELETE FROM journal WHERE seq = 7"),
        shift(raw, 8, -1),
    ),
    "two entries removed here and there, the others renumbered": lambda raw: (
        raw.execute("DELETE FROM journal WHERE seq = 7"),
        shift(raw, 8, -1),
        raw.execute("DELETE FROM journal WHERE seq = 10"),
        shift(raw, 11, -1),
    ),
    "an entry added, the others renumbered": lambda raw: (
        shift(raw, 7, 1),
        raw.execute(f"INSERT INTO journal SELECT 7, {ENTRY.replace(OWN, NEW)} FROM journal WHERE seq = 8"),
    ),
    "an entry added and chained, the others renumbered": lambda raw: (
        shift(raw, 7, 1),
        raw.execute(
            f"INSERT INTO journal SELECT 7, {ENTRY.replace('reviewer', FORGER).replace(OWN, NEW)}"
            " FROM journal WHERE seq = 8"
        ),
        rechain(raw, 7, 7),
    ),
    "an entry played again at the end": lambda raw: raw.execute(
        f"INSERT INTO journal SELECT (SELECT max(seq) FROM journal) + 1,"
        f" {ENTRY.replace(OWN, NEW)} FROM journal WHERE seq = 6"
    ),
    "two neighbouring entries": lambda raw: exchange(raw, "journal", 6, 7, ENTRY),
    "two entries far apart": lambda raw: exchange(raw, "journal", 5, 9, ENTRY),
    "three entries in a ring": lambda raw: (
        exchange(raw, "journal", 5, 9, ENTRY),
        exchange(raw, "journal", 7, 9, ENTRY),
    ),
    "an entry emptied": lambda raw: raw.execute("UPDATE journal SET payload = NULL, nonce = NULL WHERE seq = 6"),
    "the tail": lambda raw: raw.execute("DELETE FROM journal WHERE seq > 9"),
    "all of it": lambda raw: raw.execute("DELETE FROM journal"),
    "a rewriting from an entry on": lambda raw: (
        raw.execute("UPDATE journal SET reviewer = 'x' WHERE seq = 8"),
        rechain(raw, 8, raw.execute("SELECT max(seq) FROM journal").fetchone()[0]),
    ),
    "a clock that goes backwards": lambda raw: (
        raw.execute("UPDATE journal SET at = '1999-01-01T00:00:00Z' WHERE seq IN (8, 9)"),
        rechain(raw, 8, raw.execute("SELECT max(seq) FROM journal").fetchone()[0]),
    ),
    "an act that does not go on from the one before": lambda raw: payload(
        raw, 8, '{"changes":[{"table":"claim","id":1,"was":"' + "0" * 64 + '","is":"' + "1" * 64 + '"}]}'
    ),
    "an act that makes a row a second time": lambda raw: payload(
        raw, 8, '{"changes":[{"table":"claim","id":1,"was":null,"is":"%s"}]}' % ("1" * 64)
    ),
    "an act on a row that is not there": lambda raw: payload(
        raw, 8, '{"changes":[{"table":"remark","id":77,"was":null,"is":"%s"}]}' % ("1" * 64)
    ),
    "an act on a table that is not there": lambda raw: payload(
        raw, 8, '{"changes":[{"table":"nothing","id":77,"was":null,"is":"%s"}]}' % ("1" * 64)
    ),
    "an import that claims more rows": lambda raw: payload(
        raw,
        2,
        '{"batch":1,"changes":[],"claims":[1,500,"%s"],"documents":[1,2,"x"],"kept":[1,9]}'.replace("x", "1" * 64)
        % ("1" * 64),
    ),
    "a guard": lambda raw: raw.execute("CREATE TABLE mine (x)"),
    "an index of a table": lambda raw: raw.execute("DROP INDEX claim_state"),
    "the index of words": lambda raw: raw.execute(
        "INSERT INTO claim_search (claim_search, rowid, quote, figure_text, group_name, place, attributed_to, note)"
        " SELECT 'delete', id, quote, figure_text, group_name, place, attributed_to, note FROM claim WHERE id = 13"
    ),
    "lengths in the index of words": lambda raw: raw.execute(
        "UPDATE claim_search_docsize SET sz = x'0001010101' WHERE id = 13"
    ),
    "settings of the index of words": lambda raw: raw.execute("UPDATE claim_search_config SET v = 5"),
    "a page of the index of words": lambda raw: raw.execute(
        "UPDATE claim_search_data SET block = zeroblob(40) WHERE id = (SELECT max(id) FROM claim_search_data)"
    ),
    "a reference": lambda raw: raw.execute("UPDATE claim SET document_id = 99 WHERE id = 13"),
    "a value that its table forbids": lambda raw: (
        raw.execute("PRAGMA ignore_check_constraints = ON"),
        raw.execute("UPDATE claim SET value = -5 WHERE id = 13"),
    ),
    "a quantity removed": lambda raw: raw.execute("DELETE FROM quantity WHERE id = 1"),
    "a reading removed": lambda raw: raw.execute("DELETE FROM reading WHERE claim_id = 2"),
    "a finding removed": lambda raw: raw.execute("DELETE FROM finding WHERE row = (SELECT min(row) FROM finding)"),
    "what a finding is about removed": lambda raw: raw.execute(
        "DELETE FROM finding_claim WHERE finding = (SELECT min(finding) FROM finding_claim)"
    ),
    "a finding": lambda raw: raw.execute("UPDATE finding SET hint = 'x' WHERE rowid = 1"),
    "a reading": lambda raw: raw.execute("UPDATE reading SET shown = 'x' WHERE claim_id = 13"),
    "a seal": lambda raw: raw.execute("UPDATE derived_seal SET digest = zeroblob(32) WHERE name = 'quantity'"),
    "all seals removed": lambda raw: raw.execute("DELETE FROM derived_seal"),
    "what was left to compare": lambda raw: raw.execute("INSERT INTO due_claim VALUES (1, 2)"),
    "what was left to compare, of claims that are not there": lambda raw: raw.execute(
        "INSERT INTO due_claim VALUES (900, 901)"
    ),
}
for _n, _bad in enumerate(
    (
        '{"changes":7}',
        '{"changes":[7]}',
        '{"changes":[{}]}',
        '{"changes":[{"table":7,"id":1,"was":null,"is":"%s"}]}' % ("1" * 64),
        '{"changes":[{"table":"claim","id":"x","was":null,"is":"%s"}]}' % ("1" * 64),
        '{"changes":[{"table":"claim","id":1,"was":null,"is":"%s"}]}' % ("1" * 63),
        '{"changes":[{"table":"claim","id":1,"was":null,"is":"%s"}]}' % ("x" * 64),
        '{"changes":[{"table":"claim","id":1,"was":"","is":"%s"}]}' % ("1" * 64),
        '{"changes":[],"claims":[1,2]}',
        '{"changes":[],"claims":["1",2,"%s"]}' % ("1" * 64),
        '{"changes":[],"claims":[1,"2","%s"]}' % ("1" * 64),
        '{"changes":[],"documents":[1,2,"x"]}',
        '{"changes":[],"documents":{}}',
    )
):
    DEEDS[f"an entry of the wrong shape, no. {_n + 1}"] = lambda raw, bad=_bad: payload(raw, 8, bad)


def do(path, deed, *, guards=True):
    """Do a deed with the guards out of the way, or under their eyes."""
    raw = sqlite3.connect(path, isolation_level=None)
    held = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall() if guards else []
    for name, _ in held:
        raw.execute(f"DROP TRIGGER {name}")
    deed(raw)
    for _, sql in held:
        raw.execute(sql)
    raw.close()


def told(result, most=4):
    """What a verification says, without what differs from run to run; `most` of many problems of a kind."""
    lines, more = [], Counter()
    for p in result.problems:
        more[p.kind, p.table] += 1
        if more[p.kind, p.table] <= most:
            lines.append(f"  {p.kind} | {p.table} | {p.row} | {p.say}")
    lines += [f"  {n - most} more {kind} of {table}" for (kind, table), n in more.items() if n > most]
    lines += [f"  note: {note}" for note in result.notes]
    lines += [f"  not yet compared: {result.not_compared}"] if result.not_compared else []
    lines.append(
        f"  {result.entries} entries, {result.rows} rows, {result.redacted} redacted, {result.redactions} acts"
    )
    text = re.sub(r"/\S*/(?=\S)", "", "\n".join(lines))
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "TIME", text)
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "IDENTITY", text)
    return re.sub(r"\b[0-9a-f]{16,64}\b", "HASH", text)


def said():
    parts = re.split(r"^## (.+)\n", GOLDEN.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], (p.rstrip("\n") for p in parts[2::2]), strict=True))


def check(name, words):
    if os.environ.get("SAID") == "write":
        with GOLDEN.open("a", encoding="utf-8") as out:
            out.write(f"## {name}\n{words}\n\n")
    assert said()[name] == words


@pytest.mark.parametrize("name", DEEDS)
def test_it_says_what_was_done(path, name):
    """However many rows are fetched at a time, and also where nothing is to be computed anew for being small."""
    do(path, DEEDS[name])
    with Ledger(path, readonly=True) as ledger:
        words = told(ledger.verify())
        check(name, words)
        for step in (1, 3):
            with mock.patch.object(rows, "STEP", step):
                assert told(ledger.verify()) == words
        with mock.patch.object(derived, "SMALL", 0):
            large = told(ledger.verify())
        check(f"{name}, in a large ledger", large if large != words else "  as in a small one")


def without_json(table):
    """As `hashed_bytes`, with a row that SQLite cannot write as JSON."""
    at = "CASE WHEN id = 14 THEN x'00' END"
    plain = f"SELECT id, row_hash, CAST(json_array('{table}', {', '.join(COLUMNS[table])}) AS BLOB)"
    return f"{plain}, json_array({at}) FROM {table}"


@pytest.mark.parametrize(
    "name",
    ["a claim's number", "two claims with their hashes", "claims removed", "a claim added under a number below all"],
)
def test_a_row_that_is_no_json_is_read_by_its_columns(path, name):
    do(path, DEEDS[name])
    with mock.patch.object(rows, "hashed_bytes", without_json), Ledger(path, readonly=True) as ledger:
        for step in (3, 2_000):
            with mock.patch.object(rows, "STEP", step):
                assert told(ledger.verify()) == said()[name]


def test_an_index_of_words_that_is_damaged_and_misses_none(path):
    with mock.patch.object(verify, "quick_check", return_value=False), Ledger(path, readonly=True) as ledger:
        check("an index of words that is damaged and misses none", told(ledger.verify()))
    with mock.patch.object(verify, "quick_check", return_value=None), Ledger(path, readonly=True) as ledger:
        assert ledger.verify().sound


def test_a_check_that_fails_is_named(path):
    for name in ("is_small", "check_findings", "check_pages", "check_schema", "check_documents", "check_references"):
        with (
            mock.patch.object(verify, name, side_effect=OSError("no  such\nthing")),
            mock.patch.object(derived, "SMALL", 0),
            Ledger(path, readonly=True) as ledger,
        ):
            check(f"a failure of {name}", told(ledger.verify(derive=name == "check_findings")))


def test_the_words_of_an_error_are_those_of_the_driver(path):
    error = RuntimeError("wrapped: [SQL: SELECT]")
    error.orig = OSError("what the driver said")  # type: ignore[attr-defined]  # as SQLAlchemy sets it
    with mock.patch.object(verify, "check_pages", side_effect=error), Ledger(path, readonly=True) as ledger:
        check("a failure that is wrapped", told(ledger.verify()))


def test_a_guard_that_was_removed(path):
    do(path, lambda raw: raw.execute("DROP TRIGGER claim_stays"), guards=False)
    with Ledger(path, readonly=True) as ledger:
        check("a guard removed", told(ledger.verify()))


def test_a_check_of_a_table_that_was_altered(path):
    do(
        path,
        lambda raw: (
            raw.execute("PRAGMA writable_schema = ON"),
            raw.execute("UPDATE sqlite_schema SET sql = replace(sql, '1000000000', '9') WHERE name = 'claim'"),
        ),
        guards=False,
    )
    with Ledger(path, readonly=True) as ledger:
        check("a check of a table altered", told(ledger.verify(only=["schema"])))


def test_it_leaves_no_file_behind(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(p.name for p in tmp_path.iterdir())
    with Ledger(path, readonly=True) as ledger:
        assert ledger.verify().sound
    assert sorted(p.name for p in tmp_path.iterdir()) == before


def test_everything_that_takes_long_tells_how_far_it_is(path):
    def show(what, number):
        raise AssertionError

    engine = make_engine(path, readonly=True)
    with (
        mock.patch.object(verify, "check_journal") as check_journal,
        mock.patch.object(verify, "Quotes") as quotes,
        mock.patch.object(verify, "_Runner", return_value=lambda name, do, progress: do()),
        reading(engine) as connection,
    ):
        verify.verify(connection, None, show, only=["quotes"])
        assert check_journal.call_args.args[3] is show
        quotes.return_value.check.assert_called_once_with(show)
    engine.dispose()


def test_a_large_ledger_is_computed_anew_only_when_asked(path):
    engine = make_engine(path, readonly=True)
    with mock.patch.object(derived, "SMALL", 0), reading(engine) as connection:
        assert "findings" not in verify.verify(connection).checked
        assert "findings" in verify.verify(connection, derive=True).checked
        assert "findings" in verify.verify(connection, only=["findings"]).checked
    engine.dispose()


def test_up_to_how_many_claims_everything_is_computed_anew(path):
    raw = sqlite3.connect(path)
    (number,) = raw.execute("SELECT count(*) FROM claim").fetchone()
    raw.close()
    with Ledger(path, readonly=True) as ledger:
        for small, anew in ((number - 1, False), (number, True), (number + 1, True)):
            with mock.patch.object(derived, "SMALL", small):
                assert ("findings" in ledger.verify().checked) == anew


@pytest.mark.parametrize("deed", ["", "an original's bytes cut", "an original with more after its end"])
def test_originals_are_unpacked_a_part_at_a_time(path, deed):
    if deed:
        do(path, DEEDS[deed])
    raw = sqlite3.connect(path)
    sizes = [row[0] for row in raw.execute("SELECT size FROM original WHERE content IS NOT NULL")]
    raw.close()
    with Ledger(path, readonly=True) as ledger:
        whole = told(ledger.verify(only=["documents"]))
        for size in sizes:
            for step in (7, size - 1, size, size + 1):
                with mock.patch.object(evidence, "_STEP", step):
                    assert told(ledger.verify(only=["documents"])) == whole


BEFORE = ("the tail", "a rewriting from an entry on", "a claim with its hash", "a document with its hash", "all of it")


@pytest.mark.parametrize("name", BEFORE)
def test_it_says_more_beside_what_left_the_machine(source, path, name):
    do(path, DEEDS[name])
    head, bundle = (source.parent / "head").read_text(), source.parent / "before.zip"
    with Ledger(path, readonly=True) as ledger:
        check(f"{name}, beside a head", told(ledger.verify(head)))
        check(f"{name}, beside a bundle", told(ledger.verify(against=[bundle])))


def test_a_bundle_may_lie_unpacked(source, path, tmp_path):
    do(path, DEEDS["a document with its hash"])
    shutil.unpack_archive(source.parent / "before.zip", tmp_path / "before")
    with Ledger(path, readonly=True) as ledger:
        check("a document with its hash, beside a bundle", told(ledger.verify(against=[tmp_path / "before"])))


def test_two_bundles_are_heard(source, path, tmp_path):
    do(path, DEEDS["a document with its hash"])
    with Ledger(path, readonly=True) as ledger:
        ledger.export_audit(tmp_path / "after.zip")
        for bundles in ([source.parent / "before.zip", tmp_path / "after.zip"], [source.parent / "before.zip"]):
            assert told(ledger.verify(against=bundles)) == said()["a document with its hash, beside a bundle"]


def test_a_change_under_the_eyes_of_the_guards(path):
    do(path, lambda raw: raw.execute("UPDATE claim SET value = 1, note = 'it''s' WHERE id = 13"), guards=False)
    with Ledger(path, readonly=True) as ledger:
        check("under the eyes of the guards", told(ledger.verify()))


def test_a_sound_ledger(path):
    steps = []
    with Ledger(path) as ledger:
        result = ledger.verify(None, lambda what, number: steps.append((what, number)))
        assert (result.sound, result.problems, result.head) == (True, [], ledger.head)
        assert result.ledger_id == ledger.id
        assert result.checked == tuple(verify.CHECKS)
        check("nothing at all", told(result) + "\n" + "\n".join(f"  {what} {n}" for what, n in steps))


@pytest.mark.parametrize("only", [*verify.CHECKS])
def test_one_check_alone(path, only):
    for name in ("a claim's number", "a reading", "lengths in the index of words", "an original's bytes"):
        do(path, DEEDS[name])
    do(path, DEEDS["where a quote starts"])
    with Ledger(path, readonly=True) as ledger:
        result = ledger.verify(only=[only])
        assert result.checked == tuple(c for c in verify.CHECKS if c in ("journal", only))
        check(f"the check of {only} alone", told(result))
