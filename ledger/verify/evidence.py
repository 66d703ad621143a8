"""What was imported: the stored bytes, the texts, and the words of every claim at their place in them."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ledger.verify.model import ALTERED, DAMAGED, REMOVED, Progress, Verification
from ledger.verify.rows import BEHIND, stream
from ledger.verify.trail import Trail

if TYPE_CHECKING:
    from sqlalchemy import Connection

_STEP = 1 << 20
_TEXTS = 8 << 20
"""Characters of documents' texts that are kept at hand while the claims in them are checked."""


def check_documents(
    connection: Connection, trail: Trail, result: Verification, progress: Progress | None = None
) -> None:
    """The stored bytes of every original and the text of every document against their SHA-256."""
    kept = set()
    for number, name, digest, size in _each(connection, "SELECT id, name, sha256, size FROM original ORDER BY id"):
        if progress:
            progress("originals", number)
        content = _value(connection, "SELECT content FROM original WHERE id = ?", number)
        if content is None:
            continue
        kept.add(number)
        if not _is(content, digest, size):
            say = f"the stored bytes of {name} are not those that were imported"
            result.add(ALTERED, "original", number, say)
    for number in sorted(trail.originals_kept - kept):
        result.add(REMOVED, "original", number, f"the stored bytes of original {number} were removed {BEHIND}")
    for number, key, digest in _each(
        connection, "SELECT id, key, text_sha256 FROM document WHERE text IS NOT NULL ORDER BY id"
    ):
        text = _value(connection, "SELECT text FROM document WHERE id = ?", number)
        if not isinstance(text, str) or sha256(text.encode("utf-8", "surrogateescape")).hexdigest() != digest:
            result.add(ALTERED, "document", number, f"the text of document {key!r} was altered {BEHIND}")


def _is(content: Any, digest: str, size: int) -> bool:
    """Whether the compressed `content` holds `size` bytes with that hash; never unpacks more than that."""
    seen, total = sha256(), 0
    unpack = zlib.decompressobj()
    try:
        data = bytes(content)
        while data and total <= size and not unpack.eof:
            part = unpack.decompress(data, _STEP)
            seen.update(part)
            total += len(part)
            data = unpack.unconsumed_tail  # empty where the stream is cut short
    except (zlib.error, TypeError):
        return False
    return unpack.eof and not unpack.unused_data and total == size and seen.hexdigest() == digest


_WORDS = (
    "SELECT key, document_id, quote, quote_start, quote_end, figure_text, figure_start, figure_end FROM claim"
    " WHERE quote_start IS NOT NULL OR figure_start IS NOT NULL ORDER BY id"
)


class Quotes:
    """Looks up the words of the claims in the texts of their documents."""

    def __init__(self, connection: Connection, result: Verification) -> None:
        self.connection, self.result = connection, result
        self._texts: OrderedDict[int, str] = OrderedDict()
        self._held = 0

    def check(self, progress: Progress | None = None) -> None:
        """Every quote and every figure stands at its place."""
        for number, (key, document, *words) in enumerate(_each(self.connection, _WORDS), 1):
            if progress and number % 5_000 == 0:
                progress("quotes", number)
            if not all(s is None or self._stands(document, w, s, e) for w, s, e in (words[:3], words[3:])):
                say = f"the words of claim {key} do not stand at their place in the document"
                self.result.add(ALTERED, "claim", key, say)

    def _stands(self, document: int, words: Any, start: Any, end: Any) -> bool:
        try:
            return bool(self._text(document)[start:end] == words)
        except TypeError:
            return False

    def _text(self, document: int) -> str:
        text = self._texts.get(document)
        if text is None:
            found = _value(self.connection, "SELECT text FROM document WHERE id = ?", document)
            text = found if isinstance(found, str) else ""
            self._texts[document] = text
            self._held += len(text)
            while self._held > _TEXTS and len(self._texts) > 1:
                self._held -= len(self._texts.popitem(last=False)[1])
        return text


def check_references(connection: Connection, result: Verification) -> None:
    """Every reference between rows leads somewhere."""
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        say = f"{table} row {row} refers to a {parent} that is not there"
        result.add(DAMAGED, table, row, say)


def _each(connection: Connection, sql: str) -> Any:
    for chunk in stream(connection, sql):
        yield from chunk


def _value(connection: Connection, sql: str, number: int) -> Any:
    raw: Any = connection.connection.driver_connection
    found = raw.execute(sql, (number,)).fetchone()
    return found[0] if found else None
