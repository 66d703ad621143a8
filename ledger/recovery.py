"""Saves what can be read of a damaged ledger into a new one, and lists what could not.

The damaged file is only read, in a copy. Rows are taken from both ends of every table towards the damage, and
one by one inside it. Where the list of tables is damaged they are looked for where a ledger's begin
(`ledger.known_tables`). Derived tables are computed anew. What the journal knows of and is not there any more is
named by the verification of the new ledger, which stays unsound: a loss is never papered over.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ledger import detection
from ledger.connections.driver import driver, driver_errors
from ledger.connections.engine import make_engine, reading, writing
from ledger.errors import LedgerError, NotALedger
from ledger.known_tables import open_known
from ledger.rowhash import COLUMNS
from ledger.store import schema_sql
from ledger.verify import Problem, verify

_MAGIC = b"SQLite format 3\x00"
_STEP = 200
_PROBED = 200_000
"""Row numbers inside a damaged stretch that are tried one by one."""
_KEPT = ("journal", *COLUMNS, "unattributed")
_NO_LEDGER = "this was no ledger: it has no journal and no claims"
_BESIDE = {"original": ("content",), "document": ("text",)}


@dataclass(slots=True)
class Recovery:
    """What was saved, by table; the damage that reading met; and what verification misses in the new ledger."""

    saved: dict[str, int] = field(default_factory=dict)
    damage: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def recover(path: Path, target: Path) -> Recovery:
    """Write what can be read of `path` into a new ledger at `target`; refuses to overwrite."""
    if target.exists():
        raise LedgerError(f"{target}: there is something here already; nothing was changed")
    if not path.is_file():
        raise NotALedger(f"{path}: there is no file here")
    done = Recovery()
    with tempfile.TemporaryDirectory(prefix="claims-recover-") as folder:
        copy = _copy(path, Path(folder), done)
        made = target.with_name(f".{target.name}.{os.getpid()}.new")
        try:
            _save(copy, made, done)
            _derive(made, done)
            os.link(made, target)
        except OSError as error:
            raise LedgerError(f"{target}: {error.strerror or error}; nothing was written") from error
        finally:
            for left in (made, made.with_name(made.name + "-journal"), made.with_name(made.name + "-wal")):
                left.unlink(missing_ok=True)
    return done


def _copy(path: Path, folder: Path, done: Recovery) -> Path:
    copy = folder / "damaged.db"
    for ending in ("", "-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.is_file():
            shutil.copyfile(beside, folder / f"damaged.db{ending}")
    with copy.open("r+b") as raw:
        head = raw.read(100)
        if not head.startswith(_MAGIC):
            done.damage.append("the first bytes of the file are not those of a ledger")
            if len(head) == 100:
                raw.seek(0)
                raw.write(_MAGIC)
    return copy


def _save(copy: Path, made: Path, done: Recovery) -> None:
    made.touch(mode=0o600, exist_ok=False)
    old, new = driver().connect(copy), driver().connect(made, isolation_level=None)
    old.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        new.executescript(schema_sql())
        guards = new.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            new.execute(f"DROP TRIGGER {name}")
        tables, broken = _tables(old)
        if not {"journal", "claim"} <= tables:
            old.close()
            found = open_known(copy, _KEPT)
            if found is None:
                say = f"not even the list of its tables can be read ({broken})" if broken else _NO_LEDGER
                raise NotALedger(f"{say}; restore a backup")
            old = found
            tables = set(_KEPT)
            done.damage.append(
                f"the list of tables cannot be read ({broken or 'it lacks some'}): they were read where those of a"
                " ledger begin, and without a -wal file"
            )
        new.execute("BEGIN")
        for table in _KEPT:
            if table in tables:
                done.saved[table] = _table(old, new, table, done)
        new.execute("COMMIT")
        for _, sql in guards:
            new.execute(sql)
    finally:
        old.close()
        new.close()


def _tables(old: Any) -> tuple[set[str], str]:
    """The names of the tables, or what keeps them from being read."""
    try:
        return {row[0] for row in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}, ""
    except driver_errors() as error:
        return set(), str(error)
    except UnicodeDecodeError as error:
        return set(), error.object.decode("utf-8", "replace")


def _table(old: Any, new: Any, table: str, done: Recovery) -> int:
    key = "seq" if table == "journal" else "id"
    columns = [r[1] for r in new.execute(f"PRAGMA table_info({table})")]
    bare = [c for c in columns if c not in _BESIDE.get(table, ())]
    saved, seen = 0, set()

    def read(condition: str, values: tuple[Any, ...]) -> list[Any]:
        return list(old.execute(f"SELECT {', '.join(columns)} FROM {table} {condition}", values).fetchall())

    def read_bare(number: int) -> list[Any]:
        found = old.execute(f"SELECT {', '.join(bare)} FROM {table} WHERE {key} = ?", (number,)).fetchall()
        return [tuple(dict(zip(bare, row, strict=True)).get(c, _lost(table, c)) for c in columns) for row in found]

    for row in _rows(read, read_bare, key, table, done):
        if row[0] in seen:
            continue
        seen.add(row[0])
        marks = ", ".join("?" * len(columns))
        try:
            new.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", row)
            saved += 1
        except driver_errors() + (UnicodeEncodeError,) as error:  # noqa: RUF005 - mypy reads a sum of tuples only
            done.damage.append(f"{table} {row[0]}: was read, and cannot stand in a ledger ({error})")
    return saved


def _lost(table: str, column: str) -> str | None:
    return "" if (table, column) == ("document", "text") else None


def _rows(
    read: Callable[[str, tuple[Any, ...]], list[Any]],
    read_bare: Callable[[int], list[Any]],
    key: str,
    table: str,
    done: Recovery,
) -> Iterator[Any]:
    """Rows from the start up to the damage, from the end down to it, and then whatever stands between."""
    low, high, broken = -1, 1 << 62, ""
    for step in (_STEP, 1):
        try:
            while rows := read(f"WHERE {key} > ? ORDER BY {key} LIMIT {step}", (low,)):
                yield from rows
                low = rows[-1][0]
            return
        except driver_errors() as error:
            broken = str(error)
    for step in (_STEP, 1):
        try:
            while rows := read(f"WHERE {key} < ? AND {key} > ? ORDER BY {key} DESC LIMIT {step}", (high, low)):
                yield from rows
                high = rows[-1][0]
            break
        except driver_errors() as error:
            broken = str(error)
    last = high if high < 1 << 62 else low + _PROBED
    lost = 0
    for number in range(low + 1, min(last, low + 1 + _PROBED)):
        try:
            yield from read(f"WHERE {key} = ?", (number,))
        except driver_errors():
            try:
                yield from read_bare(number)
            except driver_errors():
                lost += 1
    where = f"after row {low}" if high == 1 << 62 else f"between rows {low} and {high}"
    done.damage.append(f"{table}: {where} the file cannot be read ({broken})")


def _derive(made: Path, done: Recovery) -> None:
    engine = make_engine(made)
    try:
        try:
            with writing(engine) as connection:
                detection.rebuild_search(connection)
                detection.refresh(connection, None)
        except (LedgerError, ValueError, KeyError, TypeError) as error:
            done.damage.append(f"readings and findings could not be computed ({error}); claims rebuild tries again")
        with reading(engine) as connection:
            done.problems = verify(connection).problems
    finally:
        engine.dispose()
