"""Random tampering with plain SQLite: every one must be noticed, by `verify` and by the standalone verifier alike.

    python -m tests.harness.tamper --runs 300

Each run copies one ledger, drops its guards, does one thing to it, puts the guards back, and asks both. The head
and an audit bundle had left the machine before. Counts which were noticed, named by their row, and agreed upon. As many
edits of readings and findings follow, which `verify` alone can notice: a bundle does not hold them.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ledger import journal
from ledger.api import Ledger
from ledger.exports import verify_bundle
from ledger.rowhash import COLUMNS, row_hash
from tests.harness.filled import filled
from tests.harness.tamper_derived import run_derived

Raw = sqlite3.Connection
Pick = random.Random
TABLES = tuple(t for t in COLUMNS if t != "setting")
LINK = ("seq", "at", "reviewer", "act", "subject", "payload_hash")


@dataclass(frozen=True)
class Deed:
    """What was done: the table and the rows (any of them named will do)."""

    what: str
    table: str
    rows: tuple[str, ...]


def _row(raw: Raw, pick: Pick, table: str) -> int:
    ids = [r[0] for r in raw.execute(f"SELECT id FROM {table} ORDER BY id")]
    return pick.choice(ids)


def _names(raw: Raw, table: str, *ids: int) -> tuple[str, ...]:
    column = {"claim": "key", "document": "key", "source": "name"}.get(table, "id")
    found = [str(raw.execute(f"SELECT {column} FROM {table} WHERE id = ?", (i,)).fetchone()[0]) for i in ids]
    return (*found, *(str(i) for i in ids))


def _other(pick: Pick, value: object) -> object:
    if isinstance(value, int):
        return value + pick.choice((-1, 1, 7)) if value > 1 else value + 1
    if value is None:
        return pick.choice(("forged", 3))
    text = str(value)
    at = pick.randrange(len(text) + 1)
    return text[:at] + pick.choice("xyz7 ") + text[at:]


def alter(raw: Raw, pick: Pick, *, rehash: bool = False) -> Deed:
    """One column of one row; with `rehash` the row's hash is computed anew as the program would."""
    while True:
        table = pick.choice(TABLES)
        row, column = _row(raw, pick, table), pick.choice(COLUMNS[table][1:])
        (value,) = raw.execute(f"SELECT {column} FROM {table} WHERE id = ?", (row,)).fetchone()
        names = _names(raw, table, row)
        try:
            raw.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (_other(pick, value), row))
        except sqlite3.IntegrityError:
            continue
        if rehash:
            _rehash(raw, table, row)
        names += _names(raw, table, row)
        return Deed(f"alter{' and rehash' if rehash else ''} {table}.{column}", table, names)


def _rehash(raw: Raw, table: str, row: int) -> None:
    values = raw.execute(f"SELECT {', '.join(COLUMNS[table])} FROM {table} WHERE id = ?", (row,)).fetchone()
    raw.execute(f"UPDATE {table} SET row_hash = ? WHERE id = ?", (row_hash(table, values), row))


def alter_rehashed(raw: Raw, pick: Pick) -> Deed:
    """As `alter`, with the hash."""
    return alter(raw, pick, rehash=True)


def delete(raw: Raw, pick: Pick) -> Deed:
    """One row, with what refers to it left dangling."""
    table = pick.choice(TABLES)
    row = _row(raw, pick, table)
    names = _names(raw, table, row)
    raw.execute(f"DELETE FROM {table} WHERE id = ?", (row,))
    return Deed(f"delete {table}", table, names)


def insert(raw: Raw, pick: Pick) -> Deed:
    """A copy of a row under another number, with or without a fitting hash."""
    table = pick.choice([t for t in TABLES if t != "original"])
    row = _row(raw, pick, table)
    (new,) = raw.execute(f"SELECT max(id) + ? FROM {table}", (pick.choice((1, 1, 5)),)).fetchone()
    columns = [c[1] for c in raw.execute(f"PRAGMA table_info({table})") if c[1] != "id"]
    values = dict(
        zip(
            columns,
            raw.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?", (row,)).fetchone(),
            strict=True,
        )
    )
    for column in ("key", "name"):
        if column in values:
            values[column] = f"forged {new}"
    marks = ", ".join("?" * (len(columns) + 1))
    raw.execute(f"INSERT INTO {table} (id, {', '.join(columns)}) VALUES ({marks})", (new, *values.values()))
    if pick.random() < 0.5:
        _rehash(raw, table, new)
    return Deed(f"insert {table}", table, _names(raw, table, new))


def exchange(raw: Raw, pick: Pick) -> Deed:
    """Two rows change places, with or without their hashes."""
    while True:
        table = pick.choice(TABLES)
        ids = [r[0] for r in raw.execute(f"SELECT id FROM {table} ORDER BY id")]
        if len(ids) < 2:
            continue
        one, other = sorted(pick.sample(ids, 2))
        unique = {"claim": {"key"}, "document": {"key"}, "source": {"name"}, "original": {"sha256"}}.get(table, set())
        columns = [c for c in COLUMNS[table][1:] if c not in unique] + (["row_hash"] if pick.random() < 0.5 else [])
        sql = f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?"
        a, b = raw.execute(sql, (one,)).fetchone(), raw.execute(sql, (other,)).fetchone()
        if a == b:
            continue
        names = _names(raw, table, one, other)
        sets = ", ".join(f"{c} = ?" for c in columns)
        try:
            raw.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*b, one))
            raw.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*a, other))
        except sqlite3.IntegrityError:
            continue
        return Deed(f"exchange {table}", table, names)


def _entries(raw: Raw) -> int:
    return int(raw.execute("SELECT max(seq) FROM journal").fetchone()[0])


def journal_alter(raw: Raw, pick: Pick) -> Deed:
    """One column of an entry, or its contents with a fitting hash of the contents."""
    seq = pick.randrange(1, _entries(raw) + 1)
    column = pick.choice(("at", "reviewer", "act", "subject", "payload", "payload and its hash", "hash", "nonce"))
    if column in ("hash", "nonce"):
        raw.execute(
            f"UPDATE journal SET {column} = randomblob(?) WHERE seq = ?", (16 if column == "nonce" else 32, seq)
        )
    elif column.startswith("payload"):
        payload, nonce = raw.execute("SELECT payload, nonce FROM journal WHERE seq = ?", (seq,)).fetchone()
        forged = payload[:-1] + ',"why":"forged"}'
        raw.execute("UPDATE journal SET payload = ? WHERE seq = ?", (forged, seq))
        if "hash" in column:
            digest = journal.payload_hash(nonce, forged.encode())
            raw.execute("UPDATE journal SET payload_hash = ? WHERE seq = ?", (digest, seq))
    else:
        raw.execute(f"UPDATE journal SET {column} = {column} || 'x' WHERE seq = ?", (seq,))
    return Deed(f"journal: alter {column}", "journal", (str(seq), str(seq + 1)) if column == "hash" else (str(seq),))


def journal_delete(raw: Raw, pick: Pick) -> Deed:
    """An entry, with or without renumbering those after it."""
    last = _entries(raw)
    seq = pick.randrange(1, last)
    raw.execute("DELETE FROM journal WHERE seq = ?", (seq,))
    renumber = pick.random() < 0.5
    if renumber:
        for n in range(seq + 1, last + 1):
            raw.execute("UPDATE journal SET seq = ? WHERE seq = ?", (n - 1, n))
    return Deed(f"journal: delete{' and renumber' if renumber else ''}", "journal", (str(seq),))


def journal_insert(raw: Raw, pick: Pick) -> Deed:
    """An entry of somebody else's, in the middle or replayed at the end, chained as well as can be."""
    last = _entries(raw)
    seq = pick.choice((last + 1, pick.randrange(2, last + 1)))
    for n in range(last, seq - 1, -1):
        raw.execute("UPDATE journal SET seq = ? WHERE seq = ?", (n + 1, n))
    source = pick.choice([n for n in range(1, last + 2) if n != seq])
    raw.execute(
        "INSERT INTO journal SELECT ?, at, reviewer, act, subject, payload, nonce, payload_hash, randomblob(32)"
        " FROM journal WHERE seq = ?",
        (seq, source),
    )
    if seq <= last and pick.random() < 0.5:
        _rechain(raw, seq, seq)
    return Deed("journal: insert", "journal", (str(seq), str(seq + 1)))


def journal_exchange(raw: Raw, pick: Pick) -> Deed:
    """Two entries change places."""
    one, other = sorted(pick.sample(range(1, _entries(raw) + 1), 2))
    columns = "at, reviewer, act, subject, payload, nonce, payload_hash, hash"
    rows = {n: raw.execute(f"SELECT {columns} FROM journal WHERE seq = ?", (n,)).fetchone() for n in (one, other)}
    raw.execute("UPDATE journal SET hash = randomblob(32) WHERE seq IN (?, ?)", (one, other))
    marks = ", ".join("?" * 8)
    for n, m in ((one, other), (other, one)):
        raw.execute(f"UPDATE journal SET ({columns}) = ({marks}) WHERE seq = ?", (*rows[m], n))
    return Deed("journal: exchange", "journal", (str(one), str(other)))


def journal_cut(raw: Raw, pick: Pick) -> Deed:
    """The last entries are cut off, and sometimes the rows that they made or changed are put right too."""
    last = _entries(raw)
    keep = last - pick.randrange(1, 4)
    raw.execute("DELETE FROM journal WHERE seq > ?", (keep,))
    if pick.random() < 0.5:
        raw.execute("UPDATE document SET state = 'standing' WHERE key = 'Report 2-1'")
        for (row,) in raw.execute("SELECT id FROM document WHERE key = 'Report 2-1'").fetchall():
            _rehash(raw, "document", row)
    return Deed("journal: cut the tail", "journal", (str(keep + 1),))


def journal_empty(raw: Raw, pick: Pick) -> Deed:
    """An entry loses its contents as if it had been redacted."""
    seq = pick.randrange(2, _entries(raw) + 1)
    raw.execute("UPDATE journal SET payload = NULL, nonce = NULL WHERE seq = ?", (seq,))
    return Deed("journal: empty", "journal", (str(seq),))


def journal_rewrite(raw: Raw, pick: Pick) -> Deed:
    """Everything from an entry on is altered and chained anew: sound in itself, only a head from before tells."""
    seq = pick.randrange(2, _entries(raw) + 1)
    raw.execute("UPDATE journal SET reviewer = 'somebody else' WHERE seq = ?", (seq,))
    _rechain(raw, seq, _entries(raw))
    return Deed("journal: rewrite", "journal", (str(seq),))


def _rechain(raw: Raw, first: int, last: int) -> None:
    for n in range(first, last + 1):
        (previous,) = raw.execute("SELECT hash FROM journal WHERE seq = ?", (n - 1,)).fetchone()
        parts = raw.execute(f"SELECT {', '.join(LINK)} FROM journal WHERE seq = ?", (n,)).fetchone()
        raw.execute("UPDATE journal SET hash = ? WHERE seq = ?", (journal.entry_hash(*parts, previous), n))


def text(raw: Raw, pick: Pick) -> Deed:
    """A word of a stored text, or of the file that it came from."""
    row, words = raw.execute("SELECT id, text FROM document WHERE text IS NOT NULL").fetchone()
    if pick.random() < 0.5:
        at = pick.randrange(len(words))
        raw.execute("UPDATE document SET text = ? WHERE id = ?", (words[:at] + "#" + words[at + 1 :], row))
        return Deed("text", "document", _names(raw, "document", row))
    row = _row(raw, pick, "original")
    raw.execute("UPDATE original SET content = zeroblob(9) WHERE id = ?", (row,))
    return Deed("original", "original", (str(row),))


DEEDS: tuple[tuple[int, Callable[[Raw, Pick], Deed]], ...] = (
    (6, alter),
    (3, alter_rehashed),
    (4, delete),
    (4, insert),
    (4, exchange),
    (4, journal_alter),
    (3, journal_delete),
    (3, journal_insert),
    (3, journal_exchange),
    (3, journal_cut),
    (1, journal_empty),
    (2, journal_rewrite),
    (2, text),
)
"""What is done, each with its share."""


def tamper(path: Path, pick: Pick) -> Deed:
    """Do one random deed to the ledger at `path`, with the guards out of the way."""
    raw = sqlite3.connect(path, isolation_level=None)
    guards = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        raw.execute(f"DROP TRIGGER {name}")
    deed = pick.choices([d for _, d in DEEDS], [share for share, _ in DEEDS])[0](raw, pick)
    for _, sql in guards:
        raw.execute(sql)
    raw.close()
    return deed


@dataclass
class Score:
    """What came of all runs."""

    runs: int = 0
    noticed: int = 0
    named: int = 0
    agreed: int = 0
    missed: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


def run(folder: Path, runs: int, seed: int, *, isolated: int = 10) -> Score:
    """Tamper `runs` times; `isolated` of them are also checked by `python -I` in a process of its own."""
    pick, score = random.Random(seed), Score()
    source = filled(folder)
    before = folder / "before.zip"
    with Ledger(source, readonly=True) as ledger:
        head = ledger.head
        ledger.export_audit(before)
    (folder / "verify.py").write_bytes(Path(verify_bundle.__file__).read_bytes())
    for n in range(runs):
        path, bundle = folder / "tampered.db", folder / "tampered.zip"
        shutil.copyfile(source, path)
        deed = tamper(path, pick)
        with Ledger(path, readonly=True) as ledger:
            result = ledger.verify(head, against=[before])
            ledger.export_audit(bundle, force=True)
        code = _standalone(folder, bundle, head, isolated=n < isolated)
        named = any(_names_it(p.table, f"{p.row} {p.say}", deed) for p in result.problems)
        score.runs += 1
        score.noticed += not result.sound
        score.named += named
        score.agreed += (code == 4) == (not result.sound)
        score.kinds.update({p.kind for p in result.problems if p.table == deed.table})
        if result.sound or not named or code != 4:
            said = "; ".join(p.say for p in result.problems[:3]) or "nothing"
            score.missed.append(f"{deed.what} {deed.rows}: verify said {said}; standalone exit {code}")
    return score


def _names_it(table: str, said: str, deed: Deed) -> bool:
    words = set(re.findall(r"[\w-]+(?: [\w-]+)*", said)) | set(said.split())
    return table == deed.table and any(row in words or f" {row} " in f" {said} " for row in deed.rows)


def _standalone(folder: Path, bundle: Path, head: str, *, isolated: bool) -> int:
    if isolated:
        command = [sys.executable, "-I", str(folder / "verify.py"), str(bundle), head]
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
    try:
        return verify_bundle.main(str(bundle), head)
    except (OSError, KeyError, ValueError, TypeError):
        return 1


def main() -> int:
    """Run it and print the figures."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--runs", type=int, default=300)
    options.add_argument("--seed", type=int, default=5)
    given = options.parse_args()
    import contextlib
    import os

    with tempfile.TemporaryDirectory() as name, open(os.devnull, "w") as null, contextlib.redirect_stdout(null):
        score = run(Path(name), given.runs, given.seed)
    with tempfile.TemporaryDirectory() as name:
        unnoticed = run_derived(Path(name), given.runs, given.seed)
    for line in (*score.missed, *unnoticed):
        print("  " + line)
    print(f"{score.runs} runs: {score.noticed} noticed, {score.named} with the row named, {score.agreed} agreed upon")
    print("kinds: " + ", ".join(f"{kind} {n}" for kind, n in score.kinds.most_common()))
    print(f"readings and findings: {given.runs} more edits, {given.runs - len(unnoticed)} noticed")
    if unnoticed:
        return 1
    return 0 if score.noticed == score.agreed == score.runs and score.named >= 0.967 * score.runs else 1


if __name__ == "__main__":
    sys.exit(main())
