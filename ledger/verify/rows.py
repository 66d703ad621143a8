"""Every row of evidence and review: against its hash, the acts upon it, and the root of its batch."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from ledger.connections.driver import driver_errors
from ledger.merkle import Tree
from ledger.rowhash import COLUMNS
from ledger.sealing import STEP, hashed_bytes, hashes
from ledger.verify.model import ADDED, ALTERED, REMOVED, REORDERED, Progress, Verification, span
from ledger.verify.suspects import by_bundle, by_fingerprint
from ledger.verify.trail import Trail

if TYPE_CHECKING:
    from sqlalchemy import Connection

_COMPARED = 200
"""Altered rows among which moved ones are looked for: every pair is tried."""

Chunk = list[tuple[Any, ...]]
Watcher = Callable[[str, Chunk], None]
"""Sees the rows of each table on their way (id first, row_hash last), so that they are read only once."""

BEHIND = "behind the program's back"


def check_rows(
    connection: Connection,
    trail: Trail,
    result: Verification,
    progress: Progress | None = None,
    watch: Watcher | None = None,
    bundles: Sequence[Path] = (),
) -> None:
    """Hash every row anew and compare it with the journal; `bundles` are audit bundles made earlier."""
    for table in COLUMNS:
        check = _TableCheck(connection, table, trail, result, bundles)
        for first, last, chunk in _chunks(connection, table):
            result.rows += len(chunk)
            if progress:
                progress("batches" if table == "batch" else f"{table}s", result.rows)
            if not watch and check.untouched(chunk):
                continue
            where = f"WHERE id BETWEEN {first} AND {last}"
            for full in chunks_of(connection, table, where):
                check.one_by_one(full)
                if watch:
                    watch(table, full)
        check.end()


def _chunks(connection: Connection, table: str) -> Iterator[tuple[int, int, Chunk]]:
    """The rows of a table as `hashed_bytes` gives them, with the first and last id of each chunk.

    From where SQLite cannot write a row as JSON on, they come without those bytes.
    """
    rest = ""
    try:
        for chunk in stream(connection, f"{hashed_bytes(table)} ORDER BY id"):
            yield chunk[0][0], chunk[-1][0], chunk
            rest = f"WHERE id > {chunk[-1][0]}"
    except driver_errors():
        for chunk in stream(connection, f"SELECT id, row_hash, NULL FROM {table} {rest} ORDER BY id"):
            yield chunk[0][0], chunk[-1][0], chunk


def chunks_of(connection: Connection, table: str, where: str) -> Iterator[Chunk]:
    """Some rows of a table in order of id: the hashed columns, then row_hash."""
    yield from stream(connection, f"SELECT {', '.join(COLUMNS[table])}, row_hash FROM {table} {where} ORDER BY id")


def stream(connection: Connection, sql: str) -> Iterator[Chunk]:
    """What a query gives, in chunks: the driver's own cursor takes a third of the time of a wrapped one."""
    raw: Any = connection.connection.driver_connection
    cursor = raw.cursor()
    try:
        cursor.execute(sql)
        while chunk := cursor.fetchmany(STEP):
            yield chunk
    finally:
        cursor.close()


def label_of(table: str, row: Sequence[Any]) -> str:
    """The name by which people know a row: a claim's id, a document's title, else the row's number."""
    at = {"claim": 1, "document": 3, "setting": 1, "source": 1}.get(table, 0)
    return str(row[at])


def _label_at(connection: Connection, table: str, number: int) -> str:
    columns = ", ".join(COLUMNS[table])
    row = connection.exec_driver_sql(f"SELECT {columns} FROM {table} WHERE id = ?", (number,)).one()
    return label_of(table, row)


def hash_of(table: str, values: Sequence[Any]) -> bytes | None:
    """The hash of a row as `ledger.rowhash` gives it; None for values that no row of the program holds."""
    try:
        return sha256(b"\x00" + orjson.dumps((table, *values))).digest()
    except TypeError:
        return None


class _TableCheck:
    """The rows of one table, in order of id."""

    def __init__(
        self, connection: Connection, table: str, trail: Trail, result: Verification, bundles: Sequence[Path]
    ) -> None:
        self.connection, self.table, self.result, self.bundles = connection, table, result, bundles
        self.acted = trail.acted.get(table, {})
        sealed = [(*b[f"{table}s"], b.get("batch")) for b in trail.batches if b.get(f"{table}s")]
        self.batches = deque(_Sealed(*parts) for parts in sorted(sealed) if parts[1])
        self._sealed = [range(b.first, b.last + 1) for b in self.batches]
        self.found: set[int] = set()
        self._altered: list[tuple[Any, ...]] = []
        self._rebuilt: list[_Sealed] = []

    def untouched(self, chunk: Chunk) -> bool:
        """Take rows of one batch that no act has touched and that fit their hashes: nearly all of them do."""
        first, last = chunk[0][0], chunk[-1][0]
        self._close_until(first)
        batch = self.batches[0] if self.batches else None
        if batch is None or batch.expected != first or last > batch.last or last - first + 1 != len(chunk):
            return False
        if not self.acted.keys().isdisjoint(range(first, last + 1)):
            return False
        stored = [row[1] for row in chunk]
        if chunk[0][2] is None or hashes(chunk) != stored:
            return False
        batch.tree.extend(stored)
        batch.expected = last + 1
        return True

    def one_by_one(self, chunk: Chunk) -> None:
        """Take the next rows whatever they are: the hashed columns, then row_hash."""
        table, acted, dumps = self.table, self.acted, orjson.dumps
        for row in chunk:
            row_id, stored = row[0], row[-1]
            try:
                sound = sha256(b"\x00" + dumps((table, *row[:-1]))).digest() == stored
            except TypeError:  # a value that no row of the program holds
                sound = False
            self._close_until(row_id)
            batch = self.batches[0] if self.batches else None
            if batch is not None and row_id < batch.first:
                batch = None
            history = acted.get(row_id)
            if history is not None:
                self.found.add(row_id)
                sound = sound and history[1] == stored
            if batch is not None:
                if batch.expected != row_id:
                    self._gap(batch, row_id)
                batch.expected = row_id + 1
                if sound:
                    batch.tree.add(history[0] if history and history[0] else stored)
                else:
                    batch.doubted = True
                    self._alter(row)
            elif history is None:
                label = label_of(table, row)
                self.result.add(ADDED, table, label, f"{table} {label} was added {BEHIND}")
            elif not sound:
                self._alter(row)

    def end(self) -> None:
        """No further rows: name what is missing, and which of the altered rows were moved."""
        while self.batches:
            self._close(self.batches.popleft())
        for row_id in sorted(set(self.acted) - self.found):
            if not any(row_id in part for part in self._sealed):
                self._removed(str(row_id))
        self._name_moved()
        self._name_rebuilt()

    def _alter(self, row: tuple[Any, ...]) -> None:
        if len(self._altered) < _COMPARED:
            self._altered.append(row)
            return
        label = label_of(self.table, row)
        self.result.add(ALTERED, self.table, label, f"{self.table} {label} was altered {BEHIND}")

    def _name_moved(self) -> None:
        named = 2 if self.table == "claim" else 4 if self.table == "document" else 1
        by_stored = {row[-1]: row for row in self._altered}
        first_hashes = {h: i for i, (_, h) in self.acted.items()}
        for row in self._altered:
            label = label_of(self.table, row)
            place = None
            for other in self._altered:
                if other is row:
                    continue
                # The row with the other's id, and with its id and name: does that hash to one that was stored?
                for kept in {1, named}:
                    then = hash_of(self.table, (*other[:kept], *row[kept:-1]))
                    if then in by_stored or then in first_hashes:
                        place = label_of(self.table, other)
            if place is None:
                self.result.add(ALTERED, self.table, label, f"{self.table} {label} was altered {BEHIND}")
            else:
                say = f"{self.table} {label} holds what {self.table} {place} held: they were exchanged {BEHIND}"
                self.result.add(REORDERED, self.table, label, say)

    def _gap(self, batch: _Sealed, found: int) -> None:
        if batch.expected < found:
            self._removed(span(batch.expected, found - 1))
            batch.doubted = True

    def _removed(self, row: str) -> None:
        self.result.add(REMOVED, self.table, row, f"{self.table} row {row} was removed {BEHIND}")

    def _close_until(self, row_id: int) -> None:
        while self.batches and row_id > self.batches[0].last:
            self._close(self.batches.popleft())

    def _close(self, batch: _Sealed) -> None:
        self._gap(batch, batch.last + 1)
        if batch.doubted or batch.tree.root().hex() == batch.root:
            return
        say = f"{self.table}s: rows of batch {batch.number} were altered together with their hashes {BEHIND}"
        self.result.add(ALTERED, self.table, f"batch {batch.number}", say)
        self._rebuilt.append(batch)

    def _name_rebuilt(self) -> None:
        """Name the rows that were altered together with their hashes, where another mark tells which."""
        for batch in self._rebuilt:
            claims = self.table == "claim"
            rows = set(by_fingerprint(self.connection, batch.first, batch.last, self.acted) if claims else ())
            for bundle in self.bundles:
                numbers = by_bundle(self.connection, bundle, self.table, batch.first, batch.last)
                rows |= {_label_at(self.connection, self.table, n) for n in numbers if n not in self.acted}
            for row in sorted(rows):
                say = f"{self.table} {row} was altered together with its hash {BEHIND}"
                self.result.add(ALTERED, self.table, row, say)


@dataclass(slots=True)
class _Sealed:
    """The rows of one batch as the journal sealed them, and how far they were found."""

    first: int
    count: int
    root: str
    number: int
    tree: Tree = field(default_factory=Tree)
    doubted: bool = False
    expected: int = 0

    def __post_init__(self) -> None:
        self.expected = self.first

    @property
    def last(self) -> int:
        return self.first + self.count - 1
