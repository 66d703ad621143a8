"""A file turned into rows ready for the ledger, before any lock is taken.

Everything that can fail on bad input fails here: reading, decoding, checking, extraction. The rows wait in a
temporary file, so that a table of any length takes the same memory, and so that several files can all be
checked before the first of them is written.
"""

from __future__ import annotations

import io
import marshal
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import IO, Any, Self

import orjson

from ledger import edtf
from ledger.errors import InputError
from ledger.fields import columns
from ledger.fingerprints import Fingerprints
from ledger.intake import sniff
from ledger.intake.checks import RecordChecks
from ledger.intake.native import read_csv
from ledger.intake.native_json import read_jsonl
from ledger.intake.plain import read_text
from ledger.intake.reading import SIZE_LIMIT, STDIN, Source, open_table, read_source
from ledger.records import ClaimRecord
from ledger.rowhash import COLUMNS

Progress = Callable[[str, int], None]
"""Told what is being done and how many rows of it are."""

CHUNK = 2_000
"""Rows that are held at a time."""

CONTENT = COLUMNS["claim"][7:-1]
"""The columns of a claim that come from its file: everything but ids, batch, fingerprint and state."""


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """What the user says about the files: it fills what a file itself leaves open."""

    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    encoding: str | None = None
    format: str | None = None


@dataclass(slots=True)
class DocumentIn:
    """A document as a file gives it; `text` is None for a reference."""

    key: str
    publisher: str | None
    published: str | None
    url: str | None
    text: str | None = None
    encoding: str | None = None


@dataclass(slots=True)
class Prepared:
    """A checked file. `rows` gives its claims in chunks, as often as it is asked.

    A row is (document key, id in the file, line, fingerprint, then the columns of CONTENT).
    """

    path: str
    format: str
    sha256: str
    size: int
    content: bytes | None
    documents: list[DocumentIn]
    claims: int
    options: dict[str, Any]
    skipped: list[dict[str, Any]] = field(default_factory=list)
    spill: IO[bytes] | None = None

    def close(self) -> None:
        """Let go of the temporary file."""
        if self.spill is not None:
            self.spill.close()

    def rows(self) -> Iterator[list[tuple[Any, ...]]]:
        """The claims, in chunks."""
        if self.spill is None:
            return
        self.spill.seek(0)
        while True:
            try:
                yield marshal.load(self.spill)
            except EOFError:
                return


def prepare(path: str, options: IntakeOptions, progress: Progress | None = None) -> Prepared:
    """Read and check one file; InputError names what is wrong and where."""
    stdin = io.BytesIO(sys.stdin.buffer.read(SIZE_LIMIT + 1)) if path == STDIN else None
    head = _head(path, stdin)
    name = options.format or sniff.sniff(path, head, options.encoding)
    try:
        known = sniff.format_named(name)
    except ValueError as error:
        raise InputError(path, None, str(error)) from None
    if known.kind == "text":
        return _text(read_source(path, stdin=stdin), options)
    return _table(path, known.name, options, stdin, progress)


def _head(path: str, stdin: io.BytesIO | None) -> bytes:
    if stdin is not None:
        head = stdin.read(sniff.HEAD)
        stdin.seek(0)
        return head
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise InputError(
                path, None, "this is no plain file", f"give it to standard input: claims import - < {path}"
            )
        with open(path, "rb") as raw:
            return raw.read(sniff.HEAD)
    except OSError as error:
        raise InputError(path, None, f"cannot be read ({error.strerror})", "check the path") from None


def _text(source: Source, options: IntakeOptions) -> Prepared:
    from ledger.extraction import extract

    given = read_text(source, options.encoding)
    document = DocumentIn(
        key=given.title,
        publisher=given.publisher or options.publisher,
        published=given.published or options.published,
        url=given.url or options.url,
        text=given.text,
        encoding=given.encoding,
    )
    day = edtf.parse(document.published).last if document.published else None
    read = extract(given.text, document=document.key, publisher=document.publisher, published=day, url=document.url)
    skipped: list[dict[str, Any]] = [
        {"line": given.text.count("\n", 0, cut.start) + 1, "reason": cut.reason} for cut in read.cut
    ]
    if read.language_note:
        skipped.insert(0, {"line": 1, "reason": read.language_note})
    marks = Fingerprints()
    with _Spill() as spill:
        for draft in read.drafts:
            evidence = orjson.dumps([[e.field, e.rule, e.words] for e in draft.rules]).decode()
            offsets = (draft.quote_start, draft.quote_end, draft.start, draft.end)
            spill.add(_row(draft.record, None, marks.of(draft.record, draft.start), offsets, evidence))
    return Prepared(
        path=source.name,
        format="text",
        sha256=source.sha256,
        size=len(source.data),
        content=source.data,
        documents=[document],
        claims=spill.count,
        options={
            "encoding": given.encoding,
            "engine": read.engine,
            "lexicon": read.lexicon_hash,
            "text_sha256": sha256(given.text.encode()).hexdigest(),
        },
        skipped=skipped,
        spill=spill.done(),
    )


def _table(
    path: str,
    name: str,
    options: IntakeOptions,
    stdin: io.BytesIO | None,
    progress: Progress | None,
) -> Prepared:
    checks, marks = RecordChecks(path), Fingerprints()
    reader, ends = (read_jsonl, "\n") if name == "native-jsonl" else (read_csv, "")
    with _Spill() as spill, open_table(path, options.encoding, stdin=stdin) as table:
        for line, record in reader(table.lines(ends), path, checks):
            spill.add(_row(record, line, marks.of(record), None, None))
            if progress and spill.count % CHUNK == 0:
                progress(f"reading {path}", spill.count)
        digest, size, encoding = table.sha256, table.size, table.encoding
    content: bytes | None = None
    if size <= SIZE_LIMIT:
        if stdin is not None:
            stdin.seek(0)
        source = read_source(path, stdin=stdin)
        if source.sha256 != digest:
            raise InputError(path, None, "the file changed while it was read", "import it again")
        content = source.data
    documents = [
        DocumentIn(
            key,
            fact.publisher or options.publisher,
            fact.published or options.published,
            fact.url or options.url,
        )
        for key in checks.documents
        for fact in [checks.documents[key]]
    ]
    return Prepared(
        path=path,
        format=name,
        sha256=digest,
        size=size,
        content=content,
        documents=documents,
        claims=spill.count,
        options={"encoding": encoding},
        spill=spill.done(),
    )


def _row(
    record: ClaimRecord,
    line: int | None,
    mark: str,
    offsets: tuple[int, int, int, int] | None,
    evidence: str | None,
) -> tuple[Any, ...]:
    own = columns(record)
    own["evidence"] = evidence
    quote_start, quote_end, start, end = offsets or (None, None, None, None)
    own |= {"quote_start": quote_start, "quote_end": quote_end, "figure_start": start, "figure_end": end}
    return (record.document, record.id, line, mark, *(own[c] for c in CONTENT))


class _Spill:
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
        self._chunk.append(row)
        self.count += 1
        if len(self._chunk) == CHUNK:
            self._write()

    def done(self) -> IO[bytes]:
        if self._chunk:
            self._write()
        return self._file

    def _write(self) -> None:
        marshal.dump(self._chunk, self._file)
        self._chunk = []


@contextmanager
def prepared(
    paths: Iterable[str], options: IntakeOptions, progress: Progress | None = None
) -> Iterator[list[Prepared]]:
    """Read and check every file before any is written: one bad file, and nothing changes."""
    with ExitStack() as stack:
        files = []
        for path in paths:
            file = prepare(path, options, progress)
            stack.callback(file.close)
            files.append(file)
        yield files
