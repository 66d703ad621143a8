"""Seals over the derived tables, by which `verify` tells in one pass whether they are as the program left them.

Readings, quantities and findings can all be computed anew from the claims, which takes ten times as long as reading
them. So their rows are hashed in parts, a few neighbours each, and the hashes kept in
`derived_seal`. Triggers on the writing connection alone (the file stays one that any tool can write) note the parts
that change, whoever changes them; at the end of the transaction those are hashed anew. What another tool changes has
no such triggers, and no longer fits. A seal proves no more than that: whoever knows this module can make one, and
only computing anew (`claims verify --derive`) shows a finding that was forged together with its seal.

The hash of a part is SHA-256 over the canonical JSON of its rows, all columns in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby, islice, zip_longest
from math import inf
from operator import itemgetter
from typing import Any

import orjson


@dataclass(frozen=True, slots=True)
class _Parts:
    """How the rows of a table fall into parts: the part of a row, the order, and the rows of parts `low` to `high`."""

    part: str
    order: str
    within: str


TABLES = {
    "quantity": _Parts("{0}id >> 4", "id", "id BETWEEN :low << 4 AND :high << 4 | 15"),
    "reading": _Parts("{0}claim_id >> 4", "claim_id", "claim_id BETWEEN :low << 4 AND :high << 4 | 15"),
    "finding": _Parts("{0}row >> 4", "row", "row BETWEEN :low << 4 AND :high << 4 | 15"),
    "finding_claim": _Parts("{0}finding >> 4", "finding, claim_id", "finding BETWEEN :low << 4 AND :high << 4 | 15"),
}
"""The sealed tables. The index of words is none: SQLite 3.40 breaks down over triggers on an index's own tables, and
can compare the two itself (`ledger.verify.search`)."""

_BOUNDLESS = {"quantity": ("max_lo", "min_hi")}
"""Columns that hold an infinity, for which JSON has no number."""
_STRANGE = f"name NOT IN ({', '.join('?' * len(TABLES))})"
_RUN = 512
"""Parts that are hashed anew at a time."""


def watch(db: Any) -> None:
    """Note which parts change in the write transaction that is open on `db`, the driver's connection.

    A ledger without any seal gets all of them; one that is being made has no table for them yet.
    """
    if db.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = 'derived_dirty'").fetchone():
        return
    if not db.execute("SELECT 1 FROM main.sqlite_schema WHERE name = 'derived_seal'").fetchone():
        return
    keys = "name TEXT, part INTEGER, PRIMARY KEY (name, part)"
    db.execute(f"CREATE TEMP TABLE derived_dirty ({keys}) STRICT, WITHOUT ROWID")
    db.execute("CREATE TEMP TABLE derived_anew (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    for name in TABLES:
        _guard(db, name)
    if not db.execute("SELECT 1 FROM main.derived_seal LIMIT 1").fetchone():
        anew(db, *TABLES)


def _guard(db: Any, name: str) -> None:
    for event, rows in (("INSERT", ("NEW",)), ("DELETE", ("OLD",)), ("UPDATE", ("OLD", "NEW"))):
        parts = [TABLES[name].part.format(row + ".") for row in rows]
        noted = "".join(f" INSERT OR IGNORE INTO derived_dirty VALUES ('{name}', {part});" for part in parts)
        db.execute(f"CREATE TEMP TRIGGER derived_{name}_{event} AFTER {event} ON main.{name} BEGIN{noted} END")


def anew(db: Any, *names: str) -> None:
    """Hash all of these tables anew at the end of the transaction, and let them change unwatched until then."""
    if not _watched(db):
        return
    for name in names:
        if db.execute("INSERT OR IGNORE INTO temp.derived_anew VALUES (?)", (name,)).rowcount:
            for event in ("INSERT", "DELETE", "UPDATE"):
                db.execute(f"DROP TRIGGER IF EXISTS temp.derived_{name}_{event}")


def _watched(db: Any) -> bool:
    return db.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = 'derived_anew'").fetchone() is not None


def settle(db: Any) -> None:
    """Seal what has changed, in the transaction that is about to end on `db`."""
    if not _watched(db):
        return
    whole = [row[0] for row in db.execute("SELECT name FROM temp.derived_anew ORDER BY name").fetchall()]
    for name in whole:
        seal(db, name)
        db.execute("DELETE FROM temp.derived_dirty WHERE name = ?", (name,))
        _guard(db, name)
    if whole:
        db.execute("DELETE FROM temp.derived_anew")
        db.execute(f"DELETE FROM main.derived_seal WHERE {_STRANGE}", tuple(TABLES))
    dirty = db.execute("SELECT name, part FROM temp.derived_dirty ORDER BY name, part")
    found: list[tuple[str, Any, bytes | None]] = []
    changed = False
    for name, parts in groupby(dirty, itemgetter(0)):
        changed = True
        for run in _runs(row[1] for row in parts):
            now = dict(_hashed(db, name, {"low": run[0], "high": run[-1]}))
            found += [(name, part, now.get(part)) for part in run]
            if len(found) >= _RUN:
                _seal_again(db, found)
                found = []
    if changed:
        _seal_again(db, found)
        db.execute("DELETE FROM temp.derived_dirty")


def _runs(parts: Iterable[int]) -> Iterator[list[int]]:
    """Neighbouring parts together, as they are read together."""
    run: list[int] = []
    for part in parts:
        if run and not (part == run[-1] + 1 and len(run) < _RUN):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _seal_again(db: Any, found: Sequence[tuple[str, Any, bytes | None]]) -> None:
    """Keep the hashes of parts; one without rows has none."""
    gone = [(name, part) for name, part, digest in found if digest is None]
    if gone:
        db.executemany("DELETE FROM main.derived_seal WHERE name = ? AND part = ?", gone)
    db.executemany(
        "INSERT INTO main.derived_seal (name, part, digest) VALUES (?, ?, ?)"
        " ON CONFLICT (name, part) DO UPDATE SET digest = excluded.digest",
        [seal for seal in found if seal[2] is not None],
    )


def seal(db: Any, name: str) -> None:
    """Make all seals of one table anew."""
    db.execute("DELETE FROM main.derived_seal WHERE name = ?", (name,))
    rows = ((name, part, digest) for part, digest in _hashed(db, name))
    while chunk := list(islice(rows, 2_000)):
        db.executemany("INSERT INTO main.derived_seal (name, part, digest) VALUES (?, ?, ?)", chunk)


def seal_all(db: Any) -> None:
    """Make every seal anew."""
    for name in TABLES:
        seal(db, name)


def sealed(db: Any) -> bool:
    """Whether there is any seal to compare with."""
    return db.execute("SELECT 1 FROM main.derived_seal LIMIT 1").fetchone() is not None


def broken(db: Any) -> Iterator[tuple[str, str]]:
    """The tables whose rows do not fit their seals, each with the first part that does not."""
    for name in TABLES:
        kept = db.cursor()
        kept.execute("SELECT part, digest FROM main.derived_seal WHERE name = ? ORDER BY part", (name,))
        for given, stored in zip_longest(_hashed(db, name), kept):
            if given != stored or not given[1]:
                yield name, str((given or stored)[0])
                break
        kept.close()
    strange = db.execute(f"SELECT part FROM main.derived_seal WHERE {_STRANGE} LIMIT 1", tuple(TABLES)).fetchone()
    if strange:
        yield "derived_seal", str(strange[0])


def _hashed(db: Any, name: str, between: dict[str, Any] | None = None) -> Iterator[tuple[Any, bytes]]:
    """The parts of a table in order with their hashes, all or those between two."""
    how = TABLES[name]
    where = f" WHERE {how.within}" if between else ""
    rows = db.cursor()
    rows.execute(f"SELECT {how.part.format('')}, * FROM main.{name}{where} ORDER BY {how.order}", between or {})
    boundless = _BOUNDLESS.get(name, ())
    at = [n for n, column in enumerate(rows.description) if column[0] in boundless]
    try:
        for part, members in groupby(rows, itemgetter(0)):
            yield part, _digest([_exact(row, at) if at else row for row in members])
    finally:
        rows.close()


_INFINITE = {inf: "Inf", -inf: "-Inf"}


def _exact(row: tuple[Any, ...], at: Sequence[int]) -> tuple[Any, ...]:
    """The row with words for what is infinite at some places."""
    for place in at:
        if row[place] in _INFINITE:
            row = (*row[:place], _INFINITE[row[place]], *row[place + 1 :])
    return row


def _digest(rows: list[tuple[Any, ...]]) -> bytes:
    """The hash of some rows; empty for values that no row of the program holds."""
    try:
        return sha256(orjson.dumps(rows)).digest()
    except TypeError:
        return b""
