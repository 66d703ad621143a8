"""A checked file on its way into the ledger: its documents, and its claims as rows."""

from __future__ import annotations

import marshal
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice, starmap
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Literal, Self

from ledger.errors import InputError
from ledger.fields import values_of
from ledger.intake.documents import DocumentFact, DocumentFacts
from ledger.intake.packing import Packing
from ledger.intake.reading import SIZE_LIMIT
from ledger.records import ClaimRecord
from ledger.rowhash import COLUMNS

if TYPE_CHECKING:
    from ledger.fingerprints import Fingerprints
    from ledger.intake.rejects import Rejects

CHUNK = 2_000
"""Rows that are held at a time."""
KEPT = 20_000
"""So many ids and marks of a table are kept as they are, to tell that one stands twice as it comes."""

CONTENT = COLUMNS["claim"][7:-1]
"""The columns of a claim that come from its file: everything but ids, batch, fingerprint and state."""
_SIZE = 8
"""In so many bytes the length of a chunk is written before it."""


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """What the user says about the files: it fills what a file itself leaves open."""

    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    encoding: str | None = None
    format: str | None = None
    mapping: str | None = None
    delimiter: str | None = None
    dates: str | None = None
    sheet: str | None = None
    keep_going: bool = False
    dataset: str | None = None
    extractor: str | None = None


@dataclass(slots=True)
class DocumentIn:
    """A document as a file gives it; `text` is None for a reference."""

    key: str
    publisher: str | None
    published: str | None
    url: str | None
    text: str | None = None
    encoding: str | None = None


class TableDocuments(Sequence[DocumentIn]):
    """The documents that a table's rows name, completed by what the user says."""

    def __init__(self, facts: DocumentFacts, options: IntakeOptions) -> None:
        self._facts, self._options = facts, options

    def __len__(self) -> int:
        return len(self._facts)

    def __iter__(self) -> Iterator[DocumentIn]:
        return starmap(self._made, self._facts.items())

    def __getitem__(self, at: Any) -> Any:
        return list(self)[at] if isinstance(at, slice) or at < 0 else next(islice(self, at, None))

    def named(self, key: str) -> DocumentIn:
        """The document with that key."""
        return self._made(key, self._facts[key])

    def _made(self, key: str, fact: DocumentFact) -> DocumentIn:
        given = self._options
        return DocumentIn(
            key, fact.publisher or given.publisher, fact.published or given.published, fact.url or given.url
        )

    def row(self, key: str) -> int:
        """Where the document with that key stands in the ledger; 0 while that was not said."""
        return self._facts[key].row

    def stands(self, key: str, row: int) -> None:
        """Say where it stands."""
        self._facts[key].row = row

    def close(self) -> None:
        """Let go of what is not in memory."""
        self._facts.close()


@dataclass(slots=True)
class Prepared:
    """A checked file. `rows` gives its claims in chunks, as often as it is asked.

    `rows_read` counts the rows of a foreign table, `rejected` those that were refused and stand in `rejects`;
    `said` tells what was detected. `dataset` names the table across its releases, where its claims carry ids
    that stay.

    A row is (document key, id in the file, line, fingerprint, then the columns of CONTENT). `packed` holds
    the bytes of a text compressed with zlib, `packing` is a file of those of a table, None where only the hash is
    kept. The rows of a text are few and `held`, those of a table wait in `spill`. `placed` are the claims of a text as
    they are compared (`ledger.intake.placing`), where the process that read it has done that as well.
    """

    path: str
    format: str
    kind: Literal["table", "text"]
    sha256: str
    size: int
    packed: bytes | None
    documents: Sequence[DocumentIn]
    claims: int
    options: dict[str, Any]
    skipped: list[dict[str, Any]] = field(default_factory=list)
    held: list[tuple[Any, ...]] = field(default_factory=list)
    spill: IO[bytes] | None = None
    packing: IO[bytes] | None = None
    rows_read: int | None = None
    rejected: int = 0
    said: tuple[str, ...] = ()
    rejects: Rejects | None = None
    dataset: str | None = None
    placed: list[tuple[Any, ...]] = field(default_factory=list)

    def close(self) -> None:
        """Let go of the temporary files."""
        for file in (self.spill, self.packing):
            if file is not None:
                file.close()
        if self.rejects is not None:
            self.rejects.close()
        if isinstance(self.documents, TableDocuments):
            self.documents.close()

    def rows(self) -> Iterator[list[tuple[Any, ...]]]:
        """The claims, in chunks."""
        if self.spill is None:
            if self.held:
                yield self.held
            return
        yield from _chunks(self.spill)


def _chunks(spilled: IO[bytes]) -> Iterator[list[tuple[Any, ...]]]:
    spilled.seek(0)
    while size := spilled.read(_SIZE):
        yield marshal.loads(spilled.read(int.from_bytes(size)))


def row_of(
    record: ClaimRecord,
    line: int | None,
    mark: str,
    offsets: tuple[int, int, int, int] | None,
    evidence: str | None,
) -> tuple[Any, ...]:
    """A record as a row."""
    quote_start, quote_end, start, end = offsets or (None, None, None, None)
    own = values_of(record)
    return (
        record.document,
        record.id,
        line,
        mark,
        record.quote,
        quote_start,
        quote_end,
        record.figure_text,
        start,
        end,
        *own[2:],
        evidence,
    )


def row_of_values(values: tuple[Any, ...], line: int, mark: str) -> tuple[Any, ...]:
    """A row of a native table, of its values in the order of FIELDS."""
    return (values[1], values[0], line, mark, values[5], None, None, values[6], None, None, *values[7:], None)


def content_of(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Of values in the order of FIELDS, those that a fingerprint is made of."""
    return (values[1], *values[5:])


def content_of_row(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same of a row."""
    return (row[0], row[4], row[7], *row[10:-1])


class Spill:
    """Rows on their way, kept in memory while they are few and in a temporary file after that.

    As a context it lets go of the file only when reading fails.
    """

    def __init__(self) -> None:
        self.count = 0
        self._chunk: list[Sequence[Any]] = []
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=8 << 20)  # noqa: SIM115 - kept open

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, at: object) -> None:
        if error is not None:
            self._file.close()

    def add(self, row: tuple[Any, ...]) -> None:
        """Take one row."""
        self._chunk.append(row)
        self.count += 1
        if len(self._chunk) == CHUNK:
            self._write()

    def rows(self) -> Iterator[list[tuple[Any, ...]]]:
        """All rows, in chunks."""
        yield from _chunks(self.done())

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def done(self) -> IO[bytes]:
        """The file with all rows, to be read from its start."""
        if self._chunk:
            self._write()
        return self._file

    def _write(self) -> None:
        packed = marshal.dumps(self._chunk)  # read back whole: `marshal.load` asks a file for every few bytes
        self._file.write(len(packed).to_bytes(_SIZE) + packed)
        self._chunk = []


def told_apart(spill: Spill, marks: Fingerprints) -> Spill:
    """The rows, no two of which have one mark: of those far apart only `marks` know afterwards which had."""
    again = marks.repeated()
    if not again:
        return spill
    with Spill() as made:
        for chunk in spill.rows():
            for row in chunk:
                made.add((*row[:3], marks.settled(row[3], content_of_row(row), again), *row[4:]))
    spill.close()
    return made


def packed_content(raw: BinaryIO, digest: str, path: str) -> IO[bytes] | None:
    """The bytes of a file that was read through, compressed; None where it is too large to be kept."""
    raw.seek(0)
    hashed = sha256()
    with Packing(SIZE_LIMIT) as packing:
        while piece := raw.read(1 << 16):
            hashed.update(piece)
            packing.add(piece)
        if hashed.hexdigest() != digest:
            raise InputError(path, None, "the file changed while it was read", "import it again")
        return packing.done()


def rows_in_all(raw: BinaryIO, read: int) -> int | None:
    """How many rows a file may hold, after so many of them were read: a guess for a progress bar."""
    try:
        at = raw.tell()
        here = raw.seek(0, 2)
        raw.seek(at)
    except (OSError, ValueError):
        return None
    return int(read * here / at) if at else None
