"""Stores the documents and claims of one prepared file as one batch, and seals it in the journal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ledger import clock, fields, journal, queries
from ledger.acts import Act, change_of
from ledger.bulk import indexes, insert_many
from ledger.detection import chunks
from ledger.detection.world import marks
from ledger.driving import value
from ledger.errors import InputError, LedgerError
from ledger.intake.batch import CONTENT, DocumentIn, Prepared, TableDocuments
from ledger.merkle import Tree
from ledger.models import Batch, Document
from ledger.records import FIELDS
from ledger.rowhash import COLUMNS, row_hash
from ledger.sealing import stored_root
from ledger.vocabulary import ReviewState, RevisionKind

if TYPE_CHECKING:
    from sqlalchemy import Connection

NEW = ReviewState.NOT_STARTED.value


_CLAIM = (*COLUMNS["claim"], "row_hash")
_DOCUMENT = (*COLUMNS["document"], "row_hash", "text")
SORTED_IN = 4_000
"""KiB for the rows of an index that is made."""
_PIECE = 1 << 18
"""Bytes of an original that are stored at a time."""
MANY = 20_000
"""Claims of a file for which the indexes of a ledger without claims are made afterwards."""
_QUOTE, _FIGURE = (4 + CONTENT.index(c) for c in ("quote", "figure_text"))
_QUOTE_START, _QUOTE_END, _FIGURE_START, _FIGURE_END = (
    4 + CONTENT.index(c) for c in ("quote_start", "quote_end", "figure_start", "figure_end")
)
_SAME = tuple(f for f in FIELDS if f not in ("id", "document", "publisher", "published", "url"))
_SAME_AT = tuple(4 + CONTENT.index("group_name" if f == "group" else f) for f in _SAME)


_ABOUT = ("publisher", "published", "url")


class BatchWriter:
    """One batch being written, inside the write transaction that is open on `connection`.

    A `newer` release of a dataset may say something else about its documents than the ledger has.
    Documents and claims get consecutive ids from the first free one on: a gap later is a removed row.
    """

    def __init__(self, connection: Connection, reviewer: str, file: Prepared, *, newer: bool = False) -> None:
        self.connection, self.file = connection, file
        self.act = Act(connection, reviewer, "import")
        self.batch = _next(connection, "batch")
        found = connection.exec_driver_sql("SELECT id FROM original WHERE sha256 = ?", (file.sha256,)).scalar()
        self.has_original = found is not None
        self.original: int = found if found is not None else _next(connection, "original")
        self.first_document = _next(connection, "document")
        self.first_claim = _next(connection, "claim")
        self.documents = self.added = self.unchanged = 0
        self._document_tree, self._claim_tree = Tree(), Tree()
        self._numbered = False
        db: Any = connection.connection.driver_connection
        self._db = db
        self._entered: list[tuple[Any, ...]] = []
        self.newer = newer
        assert isinstance(file.documents, TableDocuments)  # texts are written by `TextBatches`
        self._named = file.documents
        self._lacking: list[tuple[int, dict[str, str]]] = []
        """What the file says about documents that the ledger knew less of, by their rows."""
        self._quoted: tuple[int, str | None] = 0, None
        for key, row, more in known_documents(connection, file, newer=newer) if self.first_document > 1 else ():
            self._named.stands(key, row)
            if more:
                self._lacking.append((row, more))
        # The batch row is written last, when its numbers are known.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        # Where there is no claim yet, sorting all of them once is cheaper than to keep the indexes in order.
        # Not that of documents: each new document would look through all claims for those that name it.
        late = self.first_claim == 1 and file.claims > MANY
        self._later = [i for i in indexes(db, "claim") if late and i[0] != "claim_document"]
        for index, _ in self._later:
            db.execute(f"DROP INDEX {index}")

    @property
    def claim_rows(self) -> range:
        """The rows of the claims that were added."""
        return range(self.first_claim, self.first_claim + self.added)

    def add(self, chunk: list[tuple[Any, ...]]) -> None:
        """Store the claims of a chunk that the ledger does not have yet."""
        seen, taken = self._stored(chunk)
        rows = []
        for incoming in chunk:
            key, source_key, mark = incoming[0], incoming[1], incoming[3]
            if mark in seen or (
                source_key is not None
                and (stands := taken.get(source_key)) is not None
                and stands == self._content(incoming)
            ):
                self.unchanged += 1
                continue
            number = self.first_claim + self.added
            self.added += 1
            name = self._name(source_key, number, taken)
            document = self._named.row(key) or self.document(key)
            if document < self.first_document and incoming[_QUOTE]:
                incoming = self._anchored(document, incoming)
            rows.append((number, name, self.batch, document, *incoming[1:], NEW))
        digests = [row_hash("claim", row) for row in rows]
        self._claim_tree.extend(digests)
        self.flush()
        insert_many(self._db, "claim", _CLAIM, [(*row, digest) for row, digest in zip(rows, digests, strict=True)])

    def flush(self) -> None:
        """Write the documents that wait: one statement for many of them."""
        entered = [(*row[:-1], row_hash("document", row[:-1]), row[-1]) for row in self._entered]
        self._document_tree.extend([row[-2] for row in entered])
        insert_many(self._db, "document", _DOCUMENT, entered)
        self._entered = []

    def document(self, key: str) -> int:
        """The row of the document with that key, entered now if the ledger does not have it."""
        row = self._named.row(key)
        if not row:
            row = self._enter(self._named.named(key))
            self._named.stands(key, row)
        return row

    def seal(self) -> None:
        """Write the original, the batch and the journal entry; LedgerError when the stored rows differ."""
        file = self.file
        self.flush()
        with self._little_memory():
            for _, statement in self._later:
                self._db.execute(statement)
            for table, first, count, tree in (
                ("document", self.first_document, self.documents, self._document_tree),
                ("claim", self.first_claim, self.added, self._claim_tree),
            ):
                if stored_root(self.connection, table, first, count) != tree.root().hex():
                    raise self._differs()
            self._complete_documents()
            self._keep_original()
        at = clock.now()
        self.act.add(
            Batch(
                id=self.batch,
                original_id=self.original,
                format=file.format,
                options=journal.canonical(file.options).decode(),
                reviewer=self.act.reviewer,
                at=at,
                documents=self.documents,
                claims=self.added,
            )
        )
        self.act.seal(
            f"batch:{self.batch}",
            at=at,
            batch=self.batch,
            file=file.path,
            sha256=file.sha256,
            # the originals whose bytes are stored: verify misses them when they are gone
            kept=[self.original] if file.packing is not None and not self.has_original else [],
            documents=[self.first_document, self.documents, self._document_tree.root().hex()],
            claims=[self.first_claim, self.added, self._claim_tree.root().hex()],
        )

    @contextmanager
    def _little_memory(self) -> Iterator[None]:
        """Let go of the pages that are held: what sorts, or stores a large value, takes as much memory again."""
        [(held,)] = self._db.execute("PRAGMA cache_size").fetchall()
        if self.file.claims > MANY:
            self._db.execute(f"PRAGMA cache_size={-SORTED_IN}")
        try:
            yield
        finally:  # the connection goes back to the pool
            self._db.execute(f"PRAGMA cache_size={held}")

    def _keep_original(self) -> None:
        """Store the original, its bytes a piece at a time, and compare what is stored with what was read."""
        if self.has_original:
            return
        file, packed = self.file, self.file.packing
        size = packed.seek(0, 2) if packed else 0
        values = (self.original, file.path, file.sha256, file.size)
        digest = row_hash("original", values)
        self._db.execute(
            f"INSERT INTO original ({', '.join(COLUMNS['original'])}, row_hash, content)"
            f" VALUES (?, ?, ?, ?, ?, {'zeroblob(?)' if packed else '?'})",
            (*values, digest, size if packed else None),
        )
        row = dict(zip(COLUMNS["original"], values, strict=True))
        self.act.changes.append(change_of("original", self.original, None, row, None, digest))
        if packed is None:
            return
        with value(self._db, "original", "content", self.original, readonly=False) as stored:
            packed.seek(0)
            while piece := packed.read(_PIECE):
                stored.write(piece)
        with value(self._db, "original", "content", self.original, readonly=True) as stored:
            packed.seek(0)
            while piece := packed.read(_PIECE):
                if stored.read(len(piece)) != piece:
                    raise self._differs()

    def _differs(self) -> LedgerError:
        return LedgerError(f"{self.file.path}: what was stored differs from what was read; nothing was changed")

    def _stored(self, chunk: list[tuple[Any, ...]]) -> tuple[set[str], dict[str, tuple[Any, ...] | None]]:
        """Of a chunk: the fingerprints of standing claims, and the ids taken, with the content of each."""
        seen: set[str] = set()
        taken: dict[str, tuple[Any, ...] | None] = {}
        ids = {row[1] for row in chunk if row[1] is not None}
        if self.first_claim == 1:  # there is nothing but what this file gave, whose own ids differ
            return seen, self._taken(sorted(ids)) if self._numbered else taken
        for part in chunks([row[3] for row in chunk], 500):
            marks = ", ".join("?" * len(part))
            rows = self.connection.exec_driver_sql(
                f"SELECT claim.fingerprint{queries.FROM}WHERE claim.fingerprint IN ({marks})"
                " AND claim.state <> 'withdrawn' AND document.state = 'standing'"
                " AND (batch.id IS NULL OR batch.state = 'standing') AND claim.id < ?",
                (*part, self.first_claim),
            )
            seen |= {row[0] for row in rows}
        return seen, self._taken(sorted(ids))

    def _taken(self, ids: list[str]) -> dict[str, tuple[Any, ...] | None]:
        taken: dict[str, tuple[Any, ...] | None] = {}
        columns = ", ".join(f"claim.{'group_name' if f == 'group' else f}" for f in _SAME)
        for part in chunks(ids, 500):
            marks = ", ".join("?" * len(part))
            rows = self.connection.exec_driver_sql(
                f"SELECT claim.key, document.key, {queries.STANDING}, {columns}{queries.FROM}"
                f"WHERE claim.key IN ({marks})",
                tuple(part),
            )
            for row in rows:
                taken[row[0]] = (row[1], *row[3:]) if row[2] else None
        return taken

    @staticmethod
    def _content(incoming: tuple[Any, ...]) -> tuple[Any, ...]:
        return (incoming[0], *(incoming[i] for i in _SAME_AT))

    def _name(self, source_key: str | None, number: int, taken: dict[str, tuple[Any, ...] | None]) -> str:
        """The file's id where it is free, else the row's number, else that number with a mark."""
        if source_key is not None and source_key not in taken:
            taken[source_key] = None
            return source_key
        self._numbered = True
        name = str(number)
        repeat = 1
        while name in taken or self._is_taken(name):
            repeat += 1
            name = f"{number}-{repeat}"
        taken[name] = None
        return name

    def _is_taken(self, name: str) -> bool:
        # Asked for every row while others wait to write: the driver itself takes a tenth of the time.
        return self._db.execute("SELECT 1 FROM claim WHERE key = ?", (name,)).fetchone() is not None

    def _anchored(self, document: int, incoming: tuple[Any, ...]) -> tuple[Any, ...]:
        """The row with its quote placed in the text of a document that the ledger knew, where it has that text."""
        if self._quoted[0] != document:
            self._quoted = self._db.execute("SELECT id, text FROM document WHERE id = ?", (document,)).fetchone()
        text = self._quoted[1]
        if text is None:
            return incoming
        quote, figure = fields.anchor(text, incoming[_QUOTE], incoming[_FIGURE])
        if quote is None:
            return incoming
        row = list(incoming)
        row[_QUOTE_START], row[_QUOTE_END] = quote, quote + len(incoming[_QUOTE])
        if figure is not None:
            row[_FIGURE_START], row[_FIGURE_END] = figure, figure + len(incoming[_FIGURE])
        return tuple(row)

    def _enter(self, document: DocumentIn) -> int:
        number = self.first_document + self.documents
        self.documents += 1
        text = document.text
        values = (
            number,
            self.batch,
            self.original if text is not None else None,
            document.key,
            document.publisher,
            document.published,
            document.url,
            document.encoding,
            sha256(text.encode()).hexdigest() if text is not None else None,
            "unprotected",
            "standing",
        )
        self._entered.append((*values, text))
        return number

    def _complete_documents(self) -> None:
        """Fill in what the file says about documents that the ledger knew less of."""
        for known, missing in self._lacking:
            row = self.act.get(Document, known)
            if row is not None:
                self.act.change(row, **missing)
                if self.newer:
                    self.act.changes[-1]["kind"] = RevisionKind.SOURCE_UPDATE.value


def known_documents(
    connection: Connection, file: Prepared, *, newer: bool = False
) -> Iterator[tuple[str, int, dict[str, str]]]:
    """The standing documents that a table names and the ledger has: key, row, and what the table says beyond that.

    Raises InputError where the two contradict each other, and the table is no `newer` release.
    """
    for part in chunks(file.documents, 500):
        given = {d.key: d for d in part}
        rows = connection.exec_driver_sql(
            f"SELECT key, id, {', '.join(_ABOUT)} FROM document WHERE state = 'standing' AND key IN ({marks(part)})",
            tuple(given),
        ).all()
        known = {row[0]: dict(zip(_ABOUT, row[2:], strict=True)) for row in rows}
        for key, document in given.items() if not newer else ():
            for name, has in known.get(key, {}).items():
                states = getattr(document, name)
                if states is not None and has is not None and states != has:
                    raise InputError(
                        file.path,
                        None,
                        f"document {key!r} has {name} {has!r} in the ledger and {states!r} here",
                        "give it another name, or correct one of them",
                    )
        for key, number, *_ in rows:
            stated = {name: getattr(given[key], name) for name in _ABOUT}
            yield key, number, {n: v for n, v in stated.items() if v is not None and v != known[key][n]}


def _next(connection: Connection, table: str) -> int:
    found: int = connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").scalar_one()
    return found
