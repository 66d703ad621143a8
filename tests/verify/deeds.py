"""What may be done to a ledger by other means than the program's, by name, and how it is told in words."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from unittest import mock

from ledger import clock, journal
from ledger.api import Ledger
from ledger.records import ClaimRecord
from ledger.rowhash import COLUMNS, row_hash
from tests.harness.filled import filled, table

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
    "the claims of two decisions": lambda raw: exchange(raw, "decision", 1, 2, "claims"),
    "the claims of two decisions with their hashes": lambda raw: exchange(raw, "decision", 1, 2, "claims, row_hash"),
    "what two documents of two batches hold": lambda raw: exchange(
        raw, "document", 2, 4, ", ".join(COLUMNS["document"][4:]) + ", text, row_hash"
    ),
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


def without_json(table):
    """As `hashed_bytes`, with a row that SQLite cannot write as JSON."""
    at = "CASE WHEN id = 14 THEN x'00' END"
    plain = f"SELECT id, row_hash, CAST(json_array('{table}', {', '.join(COLUMNS[table])}) AS BLOB)"
    return f"{plain}, json_array({at}) FROM {table}"


BEFORE = ("the tail", "a rewriting from an entry on", "a claim with its hash", "a document with its hash", "all of it")
