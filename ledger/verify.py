"""Recomputes the whole audit trail and names everything that does not fit.

Three things are checked against one another, since each alone misses what the others see: the chain of the
journal; every row of evidence and review against its hash, the root of its batch and the acts that changed
it; and the derived tables against what they are derived from. Everything is streamed: memory grows with
the number of human acts, not with the ledger.
"""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import orjson

from ledger import detection, journal
from ledger.merkle import Tree
from ledger.rowhash import COLUMNS, row_hash

if TYPE_CHECKING:
    from sqlalchemy import Connection

Progress = Callable[[str, int], None]

ALTERED, REMOVED, ADDED, REORDERED, TAIL_CUT, DAMAGED = (
    "altered",
    "removed",
    "added",
    "reordered",
    "tail cut",
    "damaged",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not fit: what kind of tampering it looks like, where, and in words."""

    kind: str
    table: str
    row: str
    say: str


@dataclass(slots=True)
class Verification:
    """What a verification found. `sound` only if there is no problem at all."""

    ledger_id: str = ""
    head: str = ""
    entries: int = 0
    rows: int = 0
    redacted: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether everything fits."""
        return not self.problems


@dataclass(slots=True)
class _Trail:
    """What the journal says about the rows: those acted upon, and the batches with their roots."""

    acted: dict[tuple[str, int], tuple[str | None, str]] = field(default_factory=dict)
    batches: list[dict[str, Any]] = field(default_factory=list)


def verify(connection: Connection, head: str | None = None, progress: Progress | None = None) -> Verification:
    """Check everything. `head` is a head hash (at least 16 hex digits) that the ledger must still contain."""
    result = Verification()
    trail = _check_journal(connection, head, result, progress)
    for table in COLUMNS:
        _check_table(connection, table, trail, result, progress)
    _check_originals(connection, result, progress)
    _check_quotes(connection, result, progress)
    if progress:
        progress("comparing again", result.rows)
    result.problems += list(_check_derived(connection))
    return result


def _check_journal(connection: Connection, head: str | None, result: Verification, progress: Progress | None) -> _Trail:
    trail, previous, expected = _Trail(), journal.START, 1
    wanted = (head or "").strip().lower()
    contains = not wanted
    for entry in journal.stream(connection):
        if progress and entry.seq % 2000 == 0:
            progress("journal", entry.seq)
        if entry.seq != expected:
            missing = _span(expected, entry.seq - 1)
            result.problems.append(Problem(REMOVED, "journal", missing, f"journal entry {missing} is missing"))
        expected = entry.seq + 1
        _check_entry(entry, previous, result)
        previous = entry.hash
        result.entries += 1
        contains = contains or (len(wanted) >= 16 and entry.hash.hex().startswith(wanted))
        contents = _contents(entry, result)
        for change in contents.get("changes", ()):
            key = (change["table"], change["id"])
            first = trail.acted[key][0] if key in trail.acted else change["was"]
            trail.acted[key] = (first, change["is"])
        if entry.act == "import":
            trail.batches.append({**contents, "seq": entry.seq})
        if entry.act == "create":
            result.ledger_id = entry.subject.removeprefix("ledger:")
    result.head = previous.hex() if result.entries else ""
    if not result.entries:
        result.problems.append(Problem(TAIL_CUT, "journal", "1", "the journal is empty"))
    if not contains:
        say = (
            f"the ledger does not contain the head {wanted[:16]}…: its journal was cut after the report that "
            f"carries it, or rewritten, or this is another ledger ({result.entries} entries here)"
        )
        result.problems.append(Problem(TAIL_CUT, "journal", str(result.entries + 1), say))
    return trail


def _contents(entry: journal.Entry, result: Verification) -> dict[str, Any]:
    if entry.payload is None:
        result.redacted += 1
        return {}
    try:
        contents = orjson.loads(entry.payload)
        changes = contents.get("changes", [])
        if all({"table", "id", "was", "is"} <= set(c) for c in changes):
            return dict(contents)
    except (orjson.JSONDecodeError, AttributeError, TypeError):
        pass
    result.problems.append(Problem(DAMAGED, "journal", str(entry.seq), f"journal entry {entry.seq} cannot be read"))
    return {}


def _check_entry(entry: journal.Entry, previous: bytes, result: Verification) -> None:
    def problem(kind: str, say: str) -> None:
        result.problems.append(
            Problem(kind, "journal", str(entry.seq), f"journal entry {entry.seq} ({entry.act}): {say}")
        )

    if entry.payload is not None and (
        entry.nonce is None or journal.payload_hash(entry.nonce, entry.payload.encode()) != entry.payload_hash
    ):
        problem(ALTERED, "its contents were altered")
    parts = (entry.seq, entry.at, entry.reviewer, entry.act, entry.subject, entry.payload_hash)
    if journal.entry_hash(*parts, previous) != entry.hash:
        problem(REORDERED, "it was altered, or does not follow the entry before it")


class _TableCheck:
    """Every row of one table against its hash, the acts about it, and the root of its batch."""

    def __init__(self, table: str, trail: _Trail, result: Verification) -> None:
        self.table, self.result = table, result
        self.acted = {row: hashes for (name, row), hashes in trail.acted.items() if name == table}
        sealed = [(*b[f"{table}s"], b["batch"]) for b in trail.batches if b.get(f"{table}s")]
        self.batches = deque(_Sealed(*parts) for parts in sorted(sealed) if parts[1])
        self.found: set[int] = set()

    def row(self, row_id: int, label: str, computed: bytes, stored: bytes) -> None:
        """Take the next row in order of id."""
        while self.batches and row_id > self.batches[0].last:
            self._close(self.batches.popleft())
        history = self.acted.get(row_id)
        if history is not None:
            self.found.add(row_id)
        sound = computed == stored and (history is None or history[1] == stored.hex())
        if not sound:
            self._problem(ALTERED, label, f"{self.table} {label} was altered")
        batch = self.batches[0] if self.batches else None
        if batch is not None and row_id >= batch.first:
            self._gap(batch, row_id)
            batch.expected = row_id + 1
            batch.doubted = batch.doubted or not sound
            batch.tree.add(bytes.fromhex(history[0]) if history and history[0] else computed)
        elif history is None:
            self._problem(ADDED, label, f"{self.table} {label} was added")

    def end(self) -> None:
        """No further rows: name what is missing."""
        sealed = [range(b.first, b.last + 1) for b in self.batches]
        for batch in self.batches:
            self._close(batch)
        for row_id in sorted(set(self.acted) - self.found):
            if not any(row_id in part for part in sealed):
                self._problem(REMOVED, str(row_id), f"{self.table} row {row_id} was removed")

    def _gap(self, batch: _Sealed, found: int) -> None:
        if batch.expected < found:
            missing = _span(batch.expected, found - 1)
            self._problem(REMOVED, missing, f"{self.table} row {missing} was removed")
            batch.doubted = True

    def _close(self, batch: _Sealed) -> None:
        self._gap(batch, batch.last + 1)
        if not batch.doubted and batch.tree.root().hex() != batch.root:
            say = f"rows of batch {batch.number} were altered together with their hashes"
            self._problem(ALTERED, f"batch {batch.number}", f"{self.table}s: {say}")

    def _problem(self, kind: str, row: str, say: str) -> None:
        self.result.problems.append(Problem(kind, self.table, row, f"{say} behind the program's back"))


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


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _check_table(
    connection: Connection, table: str, trail: _Trail, result: Verification, progress: Progress | None
) -> None:
    check = _TableCheck(table, trail, result)
    for row_id, label, values, stored in _rows(connection, table):
        result.rows += 1
        if progress and result.rows % 5000 == 0:
            progress(f"{table}s", result.rows)
        check.row(row_id, label, row_hash(table, values), stored)
    check.end()


def _rows(connection: Connection, table: str) -> Iterator[tuple[int, str, tuple[Any, ...], bytes]]:
    """The rows of a table in order: id, the name people use, the hashed values, the stored hash."""
    columns = COLUMNS[table]
    named = {"claim": 1, "document": 3, "setting": 1, "source": 1}.get(table, 0)
    rows = connection.execution_options(yield_per=2000).exec_driver_sql(
        f"SELECT {', '.join(columns)}, row_hash FROM {table} ORDER BY id"
    )
    for row in rows:
        values = tuple(row)[:-1]
        yield values[0], str(values[named]), values, bytes(row[-1])


def _check_originals(connection: Connection, result: Verification, progress: Progress | None) -> None:
    for number, name, digest, size, content in _stream(
        connection,
        "SELECT id, name, sha256, size, content FROM original WHERE content IS NOT NULL ORDER BY id",
    ):
        if progress:
            progress("originals", number)
        try:
            data = zlib.decompress(content)
        except zlib.error:
            data = b""
        if len(data) != size or sha256(data).hexdigest() != digest:
            say = f"the stored bytes of {name} are not those that were imported"
            result.problems.append(Problem(ALTERED, "original", str(number), say))
    for number, key, text, digest in _stream(
        connection, "SELECT id, key, text, text_sha256 FROM document WHERE text IS NOT NULL ORDER BY id"
    ):
        if sha256(text.encode()).hexdigest() != digest:
            say = f"the text of document {key!r} was altered behind the program's back"
            result.problems.append(Problem(ALTERED, "document", str(number), say))


def _check_quotes(connection: Connection, result: Verification, progress: Progress | None) -> None:
    if progress:
        progress("quotes", result.rows)
    document, text = None, ""
    for key, row, quote, qs, qe, figure, fs, fe in _stream(
        connection,
        "SELECT key, document_id, quote, quote_start, quote_end, figure_text, figure_start, figure_end"
        " FROM claim WHERE quote_start IS NOT NULL ORDER BY document_id, id",
    ):
        if row != document:
            document = row
            text = connection.exec_driver_sql("SELECT text FROM document WHERE id = ?", (row,)).scalar() or ""
        if text[qs:qe] != quote or (fs is not None and text[fs:fe] != figure):
            say = f"the words of claim {key} do not stand at their place in the document"
            result.problems.append(Problem(ALTERED, "claim", key, say))


def _stream(connection: Connection, sql: str) -> Iterator[Any]:
    return iter(connection.execution_options(yield_per=1000).exec_driver_sql(sql))


def _check_derived(connection: Connection) -> Iterator[Problem]:
    """Readings and findings against those computed anew."""
    for table, row, say in detection.differences(connection):
        yield Problem(ALTERED, table, row, say)
