"""Single bits turned in a ledger's file: whatever changes content must be noticed by `verify`.

    python -m tests.harness.bitflips --flips 500

Content is what the tables give when they are read whole. A flip in a page that nothing reads changes none. Beside
`verify` the harness asks SQLite's own integrity_check, which is known to miss nine in ten.
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

from ledger.api import Ledger
from ledger.errors import LedgerError
from tests.harness.filled import filled


@dataclass
class Score:
    """What came of all flips. `crashed` holds tracebacks, which there must be none of."""

    flips: int = 0
    changed: int = 0
    noticed: int = 0
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


def run(folder: Path, flips: int, seed: int) -> Score:
    """Turn one bit `flips` times, each in a fresh copy."""
    pick, score = random.Random(seed), Score()
    source = filled(folder, 240)
    with Ledger(source) as ledger:
        head = ledger.head
    before = content(source)
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
        changed = content(path) != before
        score.changed += changed
        noticed = _noticed(path, head, score)
        if changed:
            score.noticed += noticed
            score.by_sqlite += _by_sqlite(path)
            if not noticed:
                score.missed.append(f"byte {at} (page {at // 4096 + 1}), bit {bit}")
    return score


def _noticed(path: Path, head: str, score: Score) -> bool:
    try:
        with Ledger(path, readonly=True) as ledger:
            return not ledger.verify(head).sound
    except LedgerError:
        return True
    except Exception as error:  # the harness reports what must not happen
        score.crashed.append(repr(error))
        return True


def _by_sqlite(path: Path) -> bool:
    with contextlib.closing(sqlite3.connect(path)) as raw:
        try:
            return raw.execute("PRAGMA integrity_check").fetchone() != ("ok",)
        except sqlite3.DatabaseError:
            return True


def main() -> int:
    """Run it and print the figures."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--flips", type=int, default=500)
    options.add_argument("--seed", type=int, default=5)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        score = run(Path(name), given.flips, given.seed)
    for line in (*score.missed, *score.crashed):
        print("  " + line)
    print(
        f"{score.flips} flips, {score.changed} changed content: verify noticed {score.noticed},"
        f" SQLite's integrity_check {score.by_sqlite}; {len(score.crashed)} crashes"
    )
    return 0 if score.noticed == score.changed and not score.crashed else 1


if __name__ == "__main__":
    sys.exit(main())
