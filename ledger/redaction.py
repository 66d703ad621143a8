"""Redaction: words removed from a ledger for good, by an act that says why, while its journal still verifies.

The words are blackened in texts and quotes, sign for sign, so that every other quote keeps its place; elsewhere
they give way to `[redacted]`. Journal entries that hold them lose their contents, of which the act keeps hashes
and roots; original files that hold them lose their bytes. Search index, readings and findings are made anew and
the file is rewritten, so that nothing is left in its free pages. What was copied out of the ledger is not reached.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from ledger import clock, detection, journal
from ledger.connections.engine import compact, make_engine, writing
from ledger.errors import LedgerError
from ledger.holder import holding
from ledger.rowhash import COLUMNS, row_hash

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

INSTEAD = "[redacted]"
BLOCK = "█"
SHORTEST = 2
"""Fewer characters than this would blacken half of the ledger."""

_FREE: dict[str, tuple[str, ...]] = {
    "original": ("name",),
    "batch": ("options",),
    "document": ("key", "publisher", "url"),
    "claim": (
        "source_key",
        "quote",
        "figure_text",
        "group_name",
        "place",
        "counted_from",
        "definition",
        "attributed_to",
        "relayed_by",
        "event",
        "note",
        "evidence",
    ),
    "name_link": ("name", "target"),
    "source": ("name", "party"),
    "decision": ("why",),
    "remark": ("text",),
}
"""The columns that hold words of people."""
_UNIQUE = {("document", "key"), ("source", "name")}
_JSON = {("batch", "options"), ("claim", "evidence")}
_FIXED: dict[str, str] = {
    "journal": "coalesce(subject, '') || char(10) || reviewer",
    "claim": "key",
    "batch": "reviewer",
    "decision": "finding || char(10) || claims || char(10) || reviewer",
    "remark": "subject || char(10) || reviewer",
    "setting": "value",
}
"""What the chain or other rows hold on to: words there cannot be removed."""
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252", "cp1251", "cp1256", "iso8859-6")


@dataclass(slots=True)
class Redacted:
    """What a redaction did, or would do: places by table, emptied entries, originals whose bytes went."""

    places: dict[str, int] = field(default_factory=dict)
    entries: list[int] = field(default_factory=list)
    originals: list[int] = field(default_factory=list)
    seq: int = 0

    @property
    def anything(self) -> bool:
        """Whether the words stand anywhere at all."""
        return bool(self.places or self.entries or self.originals)


def redact(path: Path, words: str, why: str, reviewer: str, *, dry_run: bool = False) -> Redacted:
    """Remove `words` from the whole ledger. LedgerError when they stand nowhere, or where they cannot be removed."""
    _check(words, why, reviewer)
    engine = make_engine(path, forgetful=True)
    try:
        return _redact(engine, path, words, why, reviewer, dry_run)
    finally:
        engine.dispose()


def _redact(engine: Engine, path: Path, words: str, why: str, reviewer: str, dry_run: bool) -> Redacted:
    with holding(path, reviewer, "redaction"):
        try:
            with writing(engine) as connection:
                connection.exec_driver_sql("PRAGMA secure_delete = ON")
                done = _Redaction(connection, words).run(why, reviewer)
                if dry_run:
                    raise _DryRun(done)
        except _DryRun as stop:
            return stop.done
        compact(engine)
    return done


class _DryRun(Exception):
    """Ends the transaction of a dry run: everything in it is rolled back."""

    def __init__(self, done: Redacted) -> None:
        self.done = done


def _check(words: str, why: str, reviewer: str) -> None:
    if len(words.strip()) < SHORTEST:
        raise LedgerError(f"name at least {SHORTEST} characters to redact; nothing was changed")
    if not why.strip():
        raise LedgerError("say why: a redaction is an act with a reason; nothing was changed")
    for name, text in (("the reason", why), ("the reviewer's name", reviewer)):
        if words in text:
            raise LedgerError(f"{name} holds the words to redact, and is kept for good; nothing was changed")


class _Redaction:
    """One redaction, inside the write transaction that is open on `connection`."""

    def __init__(self, connection: Connection, words: str) -> None:
        self.connection, self.words = connection, words
        self.done = Redacted()
        self._changes: list[dict[str, Any]] = []
        self._blackened: set[int] = set()

    def run(self, why: str, reviewer: str) -> Redacted:
        """Do it all and write the act down."""
        self._refuse_what_is_fixed()
        self._texts()
        for table in _FREE:
            self._table(table)
        self._originals()
        emptied = self._entries()
        self._noticed()
        if not self.done.anything:
            raise LedgerError("these words stand nowhere in the ledger; nothing was changed")
        places = sum(self.done.places.values())
        entry = journal.append(
            self.connection,
            reviewer,
            "redact",
            "ledger:redaction",
            {
                "changes": self._changes,
                "emptied": emptied,
                "originals": self.done.originals,
                "places": places,
                "why": why,
            },
            clock.now(),
        )
        self.done.seq = entry.seq
        detection.rebuild_search(self.connection)
        detection.refresh(self.connection, None)
        return self.done

    def _refuse_what_is_fixed(self) -> None:
        for table, column in _FIXED.items():
            row = "seq" if table == "journal" else "id"
            found = self._rows(f"SELECT {row}, '' FROM {table} WHERE instr({column}, ?) ORDER BY {row} LIMIT 1")
            for number, _ in found:
                where = f"journal entry {number}" if table == "journal" else f"{table} {number}"
                raise LedgerError(
                    f"the words stand in an id or a reviewer's name of {where}, on which hashes rest; "
                    "nothing was changed"
                )

    def _texts(self) -> None:
        """Blacken the texts, and with them the quotes that stand in them."""
        for row, text in self._rows("SELECT id, text FROM document WHERE instr(text, ?)"):
            blackened = text.replace(self.words, BLOCK * len(self.words))
            digest = sha256(blackened.encode()).hexdigest()
            self._change("document", row, {"text_sha256": digest}, hidden={"text": blackened})
            self._count("document", text.count(self.words))
            self._blackened.add(row)
            quotes = self.connection.exec_driver_sql(
                "SELECT id, quote, quote_start, quote_end, figure_text, figure_start, figure_end FROM claim"
                " WHERE document_id = ? AND quote_start IS NOT NULL OR document_id = ? AND figure_start IS NOT NULL",
                (row, row),
            ).all()
            for claim, quote, qs, qe, figure, fs, fe in quotes:
                after = {"quote": quote if qs is None else blackened[qs:qe]}
                after["figure_text"] = figure if fs is None else blackened[fs:fe]
                if after != {"quote": quote, "figure_text": figure}:
                    self._change("claim", claim, after)
                    self._count("claim", 1)

    def _table(self, table: str) -> None:
        for column in _FREE[table]:
            found = self._rows(f"SELECT id, {column} FROM {table} WHERE instr({column}, ?)", column=(table, column))
            for row, value in found:
                instead = f"[redacted {row}]" if (table, column) in _UNIQUE else INSTEAD
                if (table, column) in _JSON:
                    after = orjson.dumps(_replaced(orjson.loads(value), self.words, instead)).decode()
                else:
                    after = value.replace(self.words, instead)
                self._change(table, row, {column: after})
                self._count(table, 1)

    def _originals(self) -> None:
        """Let go of the stored bytes of every file that held the words, or that a row came from which did."""
        batches = {c["id"] for c in self._changes if c["table"] == "batch"}
        for table in ("document", "claim"):
            rows = {c["id"] for c in self._changes if c["table"] == table}
            for row, batch in self.connection.exec_driver_sql(f"SELECT id, batch_id FROM {table}"):
                batches |= {batch} if row in rows and batch is not None else set()
        marks = [m for e in _ENCODINGS if (m := _encoded(self.words, e))]
        sources = {
            row[0]: row[1] for row in self.connection.exec_driver_sql("SELECT id, original_id FROM batch") if row[1]
        }
        hit = {sources[b] for b in batches if b in sources}
        stored = "SELECT id FROM original WHERE content IS NOT NULL ORDER BY id"
        for (row,) in self.connection.exec_driver_sql(stored).all():
            content = self.connection.exec_driver_sql("SELECT content FROM original WHERE id = ?", (row,)).scalar()
            if row in hit or _holds(bytes(content or b""), marks):
                self.connection.exec_driver_sql("UPDATE original SET content = NULL WHERE id = ?", (row,))
                self.done.originals.append(row)

    def _entries(self) -> dict[str, dict[str, Any]]:
        """Empty the entries whose contents hold the words; gives what is kept of each."""
        written = orjson.dumps(self.words).decode()[1:-1]
        kept: dict[str, dict[str, Any]] = {}
        found = self.connection.exec_driver_sql(
            "SELECT seq, payload FROM journal WHERE instr(payload, ?) ORDER BY seq", (written,)
        ).all()
        for seq, payload in found:
            kept[str(seq)] = journal.skeleton(orjson.loads(payload))
            self.connection.exec_driver_sql("UPDATE journal SET payload = NULL, nonce = NULL WHERE seq = ?", (seq,))
            self.done.entries.append(seq)
        return kept

    def _noticed(self) -> None:
        """What the guards noticed may hold the words too; they are set aside for this one change."""
        held = "instr(before, ?) OR instr(after, ?)"
        found = self.connection.exec_driver_sql(
            f"SELECT count(*) FROM unattributed WHERE {held}", (self.words, self.words)
        ).scalar_one()
        if not found:
            return
        guard = "unattributed_stays_update"
        sql = self.connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE name = ?", (guard,)).scalar_one()
        self.connection.exec_driver_sql(f"DROP TRIGGER {guard}")
        self.connection.exec_driver_sql(
            f"UPDATE unattributed SET before = ?, after = ? WHERE {held}", (INSTEAD, INSTEAD, self.words, self.words)
        )
        self.connection.exec_driver_sql(sql)
        self._count("unattributed", found)

    def _rows(self, sql: str, *, column: tuple[str, str] | None = None) -> list[Any]:
        words = orjson.dumps(self.words).decode()[1:-1] if column in _JSON else self.words
        return list(self.connection.exec_driver_sql(sql, (words,)).all())

    def _count(self, table: str, places: int) -> None:
        self.done.places[table] = self.done.places.get(table, 0) + places

    def _change(self, table: str, row: int, after: dict[str, Any], hidden: dict[str, Any] | None = None) -> None:
        """Change a row and write it down; what stood there before is written down nowhere."""
        columns = ", ".join(COLUMNS[table])
        stored = self.connection.exec_driver_sql(f"SELECT row_hash, {columns} FROM {table} WHERE id = ?", (row,)).one()
        values = dict(zip(COLUMNS[table], stored[1:], strict=True)) | after
        digest = row_hash(table, [values[c] for c in COLUMNS[table]])
        written = after | (hidden or {}) | {"row_hash": digest}
        sets = ", ".join(f"{c} = ?" for c in written)
        self.connection.exec_driver_sql(f"UPDATE {table} SET {sets} WHERE id = ?", (*written.values(), row))
        self._changes.append(
            {
                "table": table,
                "id": row,
                "before": {},
                "after": after,
                "was": bytes(stored[0]).hex(),
                "is": digest.hex(),
            }
        )


def _replaced(value: Any, words: str, instead: str) -> Any:
    if isinstance(value, str):
        return value.replace(words, instead)
    if isinstance(value, list):
        return [_replaced(v, words, instead) for v in value]
    if isinstance(value, dict):
        return {k: _replaced(v, words, instead) for k, v in value.items()}
    return value


def _encoded(words: str, encoding: str) -> bytes | None:
    try:
        return words.encode(encoding)
    except UnicodeEncodeError:
        return None


def _holds(content: bytes, marks: list[bytes]) -> bool:
    """Whether the compressed bytes hold one of `marks`; in doubt they do."""
    try:
        data = zlib.decompress(content)
    except zlib.error:
        return True
    return any(mark in data for mark in marks)
