"""Single bits turned in a ledger's file: whatever changes content must be noticed by `verify`.

    python -m tests.harness.bitflips --flips 500

Content is what the tables give when they are read whole. A flip in a page that nothing reads changes none. Beside
`verify` the harness asks SQLite's own integrity_check, which is known to miss nine in ten. `verify` is asked twice: as
it is, and as it is for a large ledger, whose findings are held by seals alone.

One kind of flip changes bytes and no content: the delete mark that the index of words keeps beside a word's places,
which FTS5 reads only where there are no places. Such a flip is counted apart, and only on proof: no other table
differs, all words stand at the same places before and after the index is written anew (`optimize`), and every word
finds the same claims in the same order of relevance.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import shutil
import sqlite3
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from ledger.api import Ledger
from ledger.errors import LedgerError
from ledger.verify import derived
from tests.harness.filled import filled


@dataclass
class Score:
    """What came of all flips: `marks` changed nothing that any query can tell. `crashed` must stay empty."""

    flips: int = 0
    changed: int = 0
    noticed: int = 0
    marks: int = 0
    by_sqlite: int = 0
    missed: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)


def content(path: Path) -> object:
    """Everything that the tables and the schema hold, or the words of the error."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        raw.text_factory = bytes
        try:
            schema = raw.execute("SELECT name, type, tbl_name, sql FROM sqlite_schema ORDER BY name").fetchall()
            tables = [row[0].decode() for row in schema if row[1] == b"table" and row[0] != b"claim_search"]
            return schema, [raw.execute(f'SELECT * FROM "{t}"').fetchall() for t in tables]
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            return str(error)


def answers(path: Path) -> object:
    """Everything that the index of words can tell, now and after it was written anew; or the words of the error."""
    copy = path.with_name("answers.db")
    shutil.copyfile(path, copy)
    with contextlib.closing(sqlite3.connect(copy)) as raw:
        try:
            raw.execute("CREATE VIRTUAL TABLE temp.places USING fts5vocab (main, claim_search, instance)")
            raw.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, claim_search, col)")
            others = [
                raw.execute(f"SELECT * FROM claim_search_{name}").fetchall() for name in ("docsize", "config", "idx")
            ]
            told = [_told(raw)]
            raw.execute("INSERT INTO claim_search (claim_search) VALUES ('optimize')")
            raw.execute("INSERT INTO claim_search (claim_search, rank) VALUES ('integrity-check', 1)")
            return others, told, _told(raw)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            return str(error)


def _told(raw: sqlite3.Connection) -> object:
    words = sorted({row[0] for row in raw.execute("SELECT term FROM words")})
    hits = "SELECT rowid, bm25(claim_search) FROM claim_search WHERE claim_search MATCH ? ORDER BY rank, rowid"
    found = [raw.execute(hits, (f'"{word}"',)).fetchall() for word in words]
    return words, found, raw.execute("SELECT * FROM places").fetchall(), raw.execute("SELECT * FROM words").fetchall()


def _changed(before: object, after: object) -> set[str]:
    """The tables whose rows differ; "schema" and "unreadable" where it is that."""
    if isinstance(before, str) or isinstance(after, str):
        return {"unreadable"}
    (schema, tables), (schema_after, tables_after) = before, after  # type: ignore[misc]  # pairs, where no words
    if schema != schema_after:
        return {"schema"}
    names = [row[0].decode() for row in schema if row[1] == b"table" and row[0] != b"claim_search"]
    return {n for n, one, other in zip(names, tables, tables_after, strict=True) if one != other}


def run(folder: Path, flips: int, seed: int, keep: Path | None = None) -> Score:
    """Turn one bit `flips` times, each in a fresh copy; what is missed is kept in a folder."""
    pick, score = random.Random(seed), Score()
    source = filled(folder, 240)
    with Ledger(source) as ledger:
        head = ledger.head
    before, told = content(source), answers(source)
    size = source.stat().st_size
    path = folder / "flipped.db"
    for _ in range(flips):
        shutil.copyfile(source, path)
        at, bit = pick.randrange(size), pick.randrange(8)
        with path.open("r+b") as raw:
            raw.seek(at)
            byte = raw.read(1)[0]
            raw.seek(at)
            raw.write(bytes([byte ^ 1 << bit]))
        score.flips += 1
        after = content(path)
        noticed = _noticed(path, head, score, large=False) and _noticed(path, head, score, large=True)
        changed = _changed(before, after) if after != before else set()
        if not noticed and changed == {"claim_search_data"} and answers(path) == told:
            score.marks += 1
        elif changed:
            score.changed += 1
            score.noticed += noticed
            score.by_sqlite += _by_sqlite(path)
            if not noticed:
                score.missed.append(f"byte {at} (page {at // 4096 + 1}), bit {bit}: {', '.join(sorted(changed))}")
                if keep:
                    shutil.copyfile(path, keep / f"missed-{seed}-{at}-{bit}.db")
    return score


def _noticed(path: Path, head: str, score: Score, *, large: bool) -> bool:
    small = 0 if large else derived.SMALL
    try:
        with mock.patch.object(derived, "SMALL", small), Ledger(path, readonly=True) as ledger:
            return not ledger.verify(head).sound
    except LedgerError:
        return True
    except Exception as error:  # the harness reports what must not happen
        score.crashed.append(repr(error))
        return True


def _by_sqlite(path: Path) -> bool:
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.text_factory = bytes
        try:
            return raw.execute("PRAGMA integrity_check").fetchone() != (b"ok",)
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return True


def main() -> int:
    """Run it and print the figures."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--flips", type=int, default=500)
    options.add_argument("--seed", type=int, default=5)
    options.add_argument("--keep", type=Path, help="Where to put the files of flips that were missed.")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        score = run(Path(name), given.flips, given.seed, given.keep)
    for line in (*score.missed, *score.crashed):
        print("  " + line)
    print(
        f"{score.flips} flips, {score.changed} changed content: verify noticed {score.noticed},"
        f" SQLite's integrity_check {score.by_sqlite}; {len(score.crashed)} crashes; {score.marks} more turned a mark"
        " in the index of words that changes no answer"
    )
    return 0 if score.noticed == score.changed and not score.crashed else 1


if __name__ == "__main__":
    sys.exit(main())
