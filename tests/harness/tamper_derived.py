"""Random edits of readings and findings with plain SQLite: `verify` must notice each, by seals alone as well."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path
from unittest import mock

from ledger.api import Ledger
from ledger.verify import derived
from tests.harness.filled import filled

DERIVED = ("quantity", "reading", "finding", "finding_claim")


def _other(value: object) -> object:
    return value + 1 if isinstance(value, int | float) else f"{value or ''}x"


def derive(raw: sqlite3.Connection, pick: random.Random) -> str:
    """Something that follows from the claims: a column altered, a row removed or added, two exchanged."""
    while True:
        table = pick.choice(DERIVED)
        columns = [c[1] for c in raw.execute(f"PRAGMA table_info({table})")]
        key = "rowid" if table != "finding_claim" else "(finding, claim_id)"
        keys = "rowid" if table != "finding_claim" else "finding, claim_id"
        rows = raw.execute(f"SELECT {keys}, * FROM {table} ORDER BY {keys}").fetchall()
        marks = "?" if table != "finding_claim" else "(?, ?)"
        width = 1 if table != "finding_claim" else 2
        one, other = pick.sample(rows, 2)
        what = pick.choice(("alter", "alter", "delete", "insert", "exchange"))
        try:
            if what == "alter":
                column = pick.choice(columns)
                value = _other(one[width + columns.index(column)])
                raw.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = {marks}", (value, *one[:width]))
            elif what == "delete":
                raw.execute(f"DELETE FROM {table} WHERE {key} = {marks}", one[:width])
            elif what == "insert":
                forged = dict(zip(columns, one[width:], strict=True))
                first = columns[0]
                forged[first] = f"{forged[first]}0" if isinstance(forged[first], str) else forged[first] + 100_000
                forged |= {name: "0" * 16 for name in ("key", "id") if isinstance(forged.get(name), str)}
                raw.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", tuple(forged.values()))
            else:
                free = [c for c in columns if c not in ("id", "key", "claim_id", "finding", "row")]
                pairs = [(one[width + columns.index(c)], other[width + columns.index(c)]) for c in free]
                if not free or all(a == b for a, b in pairs):
                    continue
                sets = ", ".join(f"{c} = ?" for c in free)
                raw.execute(f"UPDATE {table} SET {sets} WHERE {key} = {marks}", (*(b for _, b in pairs), *one[:width]))
                raw.execute(
                    f"UPDATE {table} SET {sets} WHERE {key} = {marks}", (*(a for a, _ in pairs), *other[:width])
                )
        except sqlite3.IntegrityError:
            continue
        return f"{what} {table}"


def run_derived(folder: Path, runs: int, seed: int) -> list[str]:
    """Tamper with readings and findings `runs` times; gives what was not noticed, by seals alone or otherwise."""
    pick, missed = random.Random(seed), []
    source, path = filled(folder), folder / "tampered.db"
    for n in range(runs):
        shutil.copyfile(source, path)
        raw = sqlite3.connect(path, isolation_level=None)
        deed = derive(raw, pick)
        raw.close()
        small = 0 if n % 2 else derived.SMALL
        with mock.patch.object(derived, "SMALL", small), Ledger(path, readonly=True) as ledger:
            problems = ledger.verify().problems
        if not any(p.table in (*DERIVED, "pages") for p in problems):
            missed.append(f"{deed} (computed anew up to {small:,} claims)")
    return missed
