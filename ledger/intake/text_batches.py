"""Stores texts, each as a batch with its own journal entry, in a few statements for all of them.

What `BatchWriter` does for one file costs some twenty statements, which for 2,000 texts is a third of the time of an
import. Here everything that the ledger is to be asked is asked once for a group of texts, the rows are made in memory
in the order in which they would have been written one by one, and written together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count, zip_longest
from typing import TYPE_CHECKING, Any

from ledger import clock, journal, queries
from ledger.acts import change_of
from ledger.detection import chunks, feed_search
from ledger.driving import each
from ledger.errors import LedgerError
from ledger.intake.batch import DocumentIn, Prepared
from ledger.intake.placing import named
from ledger.merkle import Tree
from ledger.rowhash import COLUMNS, row_hash
from ledger.sealing import STEP, hashed_bytes, hashes
from ledger.vocabulary import ReviewState

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.comparison import Placed

_NEW = ReviewState.NOT_STARTED.value
_PART = 500
"""Values that one statement asks for."""
_STANDS = "SELECT 1 FROM document WHERE key = ? AND state = 'standing'"
_MORE = {"document": ("text",), "original": ("content",), "batch": (), "claim": ()}


@dataclass(slots=True)
class StoredText:
    """What became of one text. `document` is the key it stands under, `batch` None where the ledger had it already."""

    document: str
    added: int = 0
    unchanged: int = 0
    batch: int | None = None


@dataclass(slots=True)
class _Rows:
    """The rows that are to be inserted into one table: the first free id, the rows, and whose file each is."""

    first: int
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def next(self) -> int:
        return self.first + len(self.rows)


class TextBatches:
    """Texts being stored, inside the write transaction that is open on `connection`."""

    def __init__(self, connection: Connection, reviewer: str) -> None:
        self._connection, self._reviewer = connection, reviewer
        self._db: Any = connection.connection.driver_connection
        self.documents: list[int] = []
        """The row of the document of each claim that was stored."""
        self.ready: dict[int, Placed] = {}
        """The claims that were placed when their texts were read, by row."""

    def store(self, files: list[Prepared]) -> tuple[list[StoredText], range]:
        """Store some texts; gives what became of each, and the rows of the claims that are new.

        LedgerError when the stored rows differ from those that were read.
        """
        self._ask(files)
        entries: list[tuple[str, dict[str, Any], str]] = []
        done = [self._one(file, entries) for file in files]
        claims = self._tables["claim"]
        self._write()
        journal.append_all(self._connection, self._reviewer, "import", entries)
        if claims.rows:
            feed_search(self._connection, claims.first, claims.next - 1)
        return done, range(claims.first, claims.next)

    def _ask(self, files: list[Prepared]) -> None:
        """Everything that must be known of the ledger."""
        # The batch of a document is written after it, as its numbers are known last.
        self._db.execute("PRAGMA defer_foreign_keys=ON")
        self._tables = {
            name: _Rows(self._db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {name}").fetchone()[0])
            for name in ("original", "batch", "document", "claim")
        }
        self._originals: dict[str, int] = dict(
            self._in("SELECT sha256, id FROM original WHERE sha256", (f.sha256 for f in files))
        )
        self._same: dict[str, list[tuple[str, str | None, int]]] = {}
        for text, key, publisher, claims in self._in(
            "SELECT text_sha256, document.key, publisher, count(claim.id) FROM document"
            " LEFT JOIN claim ON claim.document_id = document.id AND claim.state <> 'withdrawn'"
            " WHERE document.state = 'standing' AND text_sha256",
            (f.options["text_sha256"] for f in files),
            " GROUP BY document.id ORDER BY document.id",
        ):
            self._same.setdefault(text, []).append((key, publisher, claims))
        self._asked = {name for f in files for name in _names(f.documents[0])}
        taken = self._in("SELECT key FROM document WHERE state = 'standing' AND key", sorted(self._asked))
        self._taken = {row[0] for row in taken}
        claims = self._tables["claim"]
        self._seen: set[str] = set()
        self._keys: set[str] = set()
        if claims.first > 1:
            marks = self._in(
                f"SELECT claim.fingerprint{queries.FROM}WHERE claim.state <> 'withdrawn'"
                " AND document.state = 'standing' AND (batch.id IS NULL OR batch.state = 'standing')"
                " AND claim.fingerprint",
                (row[3] for f in files for row in f.held),
            )
            self._seen = {row[0] for row in marks}
            numbers = range(claims.first, claims.first + sum(f.claims for f in files))
            self._keys = {row[0] for row in self._in("SELECT key FROM claim WHERE key", map(str, numbers))}

    def _in(self, sql: str, values: Iterable[str], after: str = "") -> Iterator[tuple[Any, ...]]:
        """The rows of a query whose last condition names one of many values."""
        for part in chunks(dict.fromkeys(values), _PART):
            yield from each(self._db, f"{sql} IN ({', '.join('?' * len(part))}){after}", part)

    def _one(self, file: Prepared, entries: list[tuple[str, dict[str, Any], str]]) -> StoredText:
        document = file.documents[0]
        text = file.options["text_sha256"]
        for key, publisher, claims in self._same.get(text, ()):
            if document.publisher in (None, publisher):
                return StoredText(key, unchanged=claims)
        given, document.key = document.key, self._rename(document)
        batch = self._tables["batch"].next
        before = self._originals.get(file.sha256)
        original = before if before is not None else self._tables["original"].next
        number = self._tables["document"].next
        facts = (document.key, document.publisher, document.published, document.url, document.encoding)
        own = (number, batch, original, *facts, text, "unprotected", "standing")
        leaf = self._add("document", file, own, document.text)
        first, tree, unchanged = self._tables["claim"].next, Tree(), 0
        fresh = []
        placed = file.placed if document.key == given else ()
        for row, place in zip_longest(file.held, placed):
            if row[3] in self._seen:
                unchanged += 1
                continue
            fresh.append(row[3])
            self.documents.append(number)
            claim = self._tables["claim"].next
            name = self._name(claim)
            tree.add(self._add("claim", file, (claim, name, batch, number, *row[1:], _NEW)))
            if place is not None:
                self.ready[claim] = named(place, name)
        self._seen.update(fresh)
        self._same.setdefault(text, []).append((document.key, document.publisher, len(fresh)))
        changes = []
        if before is None:
            self._originals[file.sha256] = original
            content = (original, file.path, file.sha256, file.size)
            changes.append(_made("original", content, self._add("original", file, content, file.packed)))
        at = clock.now()
        options = journal.canonical(file.options).decode()
        about = (batch, original, file.format, options, self._reviewer, at, 1, len(fresh), "standing")
        changes.append(_made("batch", about, self._add("batch", file, about)))
        payload = {
            "changes": changes,
            "batch": batch,
            "file": file.path,
            "sha256": file.sha256,
            "kept": [original] if before is None and file.packed is not None else [],
            "documents": [number, 1, leaf.hex()],
            "claims": [first, len(fresh), tree.root().hex()],
        }
        entries.append((f"batch:{batch}", payload, at))
        return StoredText(document.key, len(fresh), unchanged, batch)

    def _add(self, table: str, file: Prepared, row: tuple[Any, ...], *more: Any) -> bytes:
        """Put a row with the next id of its table among those to be written; gives its hash."""
        digest = row_hash(table, row)
        rows = self._tables[table]
        rows.rows.append((*row, digest, *more))
        rows.files.append(file.path)
        return digest

    def _rename(self, document: DocumentIn) -> str:
        """Two texts of one title are told apart by their publisher, then by a number."""
        for name in chain(_names(document), (f"{document.key} ({n})" for n in count(2))):
            if name in self._taken:
                continue
            free = name in self._asked or self._db.execute(_STANDS, (name,)).fetchone() is None
            self._taken.add(name)
            if free:
                return name
        raise AssertionError("count() never ends")

    def _name(self, number: int) -> str:
        """The row's number, or that number with a mark where a table has taken it."""
        name = str(number)
        if name not in self._keys:
            return name
        for repeat in count(2):
            name = f"{number}-{repeat}"
            if self._db.execute("SELECT 1 FROM claim WHERE key = ?", (name,)).fetchone() is None:
                return name
        raise AssertionError("count() never ends")

    def _write(self) -> None:
        """Insert all rows, and look whether they stand as they were read."""
        for table, made in self._tables.items():
            columns = (*COLUMNS[table], "row_hash", *_MORE[table])
            marks = ", ".join("?" * len(columns))
            self._db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", made.rows)
            if made.rows:
                self._check(table, made)

    def _check(self, table: str, made: _Rows) -> None:
        """Hash anew what is stored; LedgerError names the file whose rows differ."""
        digest = len(COLUMNS[table])
        stored = self._db.execute(f"{hashed_bytes(table)} WHERE id >= ? ORDER BY id", (made.first,))
        at = 0
        while found := stored.fetchmany(STEP):
            for row, leaf in zip(found, hashes(found), strict=True):
                expected = made.rows[at]
                if leaf != expected[digest] and self._anew(table, row[0]) != expected[digest]:
                    raise _differs(made.files[at])
                at += 1
        if at != len(made.rows):
            raise _differs(made.files[at])
        if table == "original":
            contents = self._db.execute("SELECT content FROM original WHERE id >= ? ORDER BY id", (made.first,))
            for (content,), row, path in zip(contents, made.rows, made.files, strict=True):
                if content != row[-1]:
                    raise _differs(path)

    def _anew(self, table: str, row: int) -> bytes:
        """The hash of a row from its columns: SQLite may have escaped a character otherwise."""
        sql = f"SELECT {', '.join(COLUMNS[table])} FROM {table} WHERE id = ?"
        return row_hash(table, self._db.execute(sql, (row,)).fetchone())


def _differs(path: str) -> LedgerError:
    return LedgerError(f"{path}: what was stored differs from what was read; nothing was changed")


def _names(document: DocumentIn) -> Iterator[str]:
    """The names that a text may take, but for those with a number."""
    yield document.key
    if document.publisher:
        yield f"{document.key} ({document.publisher})"


def _made(table: str, row: tuple[Any, ...], digest: bytes) -> dict[str, Any]:
    """A new row as the journal has it."""
    return change_of(table, row[0], None, dict(zip(COLUMNS[table], row, strict=True)), None, digest)
