"""The journal: one hash-chained entry an act, in the transaction of the act itself.

Format 1, frozen (golden vectors in the tests):

    payload_hash = SHA-256("payload" NUL nonce payload)     the payload is canonical JSON, the nonce 16 bytes
    hash         = SHA-256(0x00 canonical JSON of {act, at, payload_hash, prev, reviewer, seq, subject, v})

`prev` is the hash of the entry before, in hex, and 64 zeros for the first. The salt lets a payload be
removed for good (redaction) while the chain still verifies. An entry's hash is the ledger's head while it
is the last: reports and exports carry it.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import orjson

from ledger import clock
from ledger.driving import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

FORMAT = 1
START = bytes(32)
"""The `prev` of the first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands in the ledger. `payload` is None after a redaction."""

    seq: int
    at: str
    reviewer: str
    act: str
    subject: str
    payload: str | None
    nonce: bytes | None
    payload_hash: bytes
    hash: bytes

    def contents(self) -> dict[str, Any]:
        """The payload as values; empty after a redaction."""
        return dict(orjson.loads(self.payload)) if self.payload else {}


def skeleton(contents: dict[str, Any]) -> dict[str, Any]:
    """What verification needs of an entry's contents: hashes, roots and numbers, no words."""
    bare: dict[str, Any] = {
        "changes": [{n: c[n] for n in ("table", "id", "was", "is")} for c in contents.get("changes", ())]
    }
    return bare | {n: contents[n] for n in _BARE if n in contents}


_BARE = ("batch", "kept", "documents", "claims", "originals", "emptied", "undoes", "redoes")


def emptied(connection: Connection) -> dict[int, dict[str, Any]]:
    """What acts of redaction kept of the entries that they emptied, by their number."""
    rows = connection.exec_driver_sql("SELECT payload FROM journal WHERE act = 'redact' AND payload IS NOT NULL")
    return {int(seq): kept for (payload,) in rows for seq, kept in orjson.loads(payload)["emptied"].items()}


def canonical(value: object) -> bytes:
    """Canonical JSON (RFC 8785 over our domain: no floats, ASCII keys, whole numbers below 2^53)."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def payload_hash(nonce: bytes, payload: bytes) -> bytes:
    """The salted hash of a payload."""
    return sha256(b"payload\x00" + nonce + payload).digest()


def entry_hash(
    seq: int, at: str, reviewer: str, act: str, subject: str, payload_digest: bytes, previous: bytes
) -> bytes:
    """The hash that chains an entry to the one before."""
    return sha256(b"\x00" + _link(seq, at, reviewer, act, subject, payload_digest, previous)).digest()


def link(entry: Entry, previous: bytes) -> bytes:
    """The bytes that are hashed of an entry, after a zero byte; `previous` is the hash of the one before."""
    return _link(entry.seq, entry.at, entry.reviewer, entry.act, entry.subject, entry.payload_hash, previous)


def _link(seq: int, at: str, reviewer: str, act: str, subject: str, payload_digest: bytes, previous: bytes) -> bytes:
    return canonical(
        {
            "v": FORMAT,
            "seq": seq,
            "at": at,
            "reviewer": reviewer,
            "act": act,
            "subject": subject,
            "payload_hash": payload_digest.hex(),
            "prev": previous.hex(),
        }
    )


def append(
    connection: Connection,
    reviewer: str,
    act: str,
    subject: str,
    payload: dict[str, Any],
    at: str | None = None,
) -> Entry:
    """Write one entry at the end of the journal, in the transaction that is open on `connection`."""
    return append_all(connection, reviewer, act, [(subject, payload, at or clock.now())])[0]


def append_all(
    connection: Connection, reviewer: str, act: str, acts: Iterable[tuple[str, dict[str, Any], str]]
) -> list[Entry]:
    """Write entries of one act at the end of the journal: the subject, the payload and the time of each."""
    db = raw(connection)
    last = db.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    seq, previous = (last[0], bytes(last[1])) if last else (0, START)
    made = []
    for subject, payload, at in acts:
        seq += 1
        body, nonce = canonical(payload), os.urandom(16)
        digest = payload_hash(nonce, body)
        previous = entry_hash(seq, at, reviewer, act, subject, digest, previous)
        made.append(Entry(seq, at, reviewer, act, subject, body.decode(), nonce, digest, previous))
    rows = [(e.seq, e.at, e.reviewer, e.act, e.subject, e.payload, e.nonce, e.payload_hash, e.hash) for e in made]
    db.executemany(f"INSERT INTO journal ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return made


_COLUMNS = "seq, at, reviewer, act, subject, payload, nonce, payload_hash, hash"


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries to read; every part that is given must hold.

    `since` and `until` are beginnings of times in UTC, both included (`2026-01-31`, `2026-01-31T09:30:00Z`), `by` is
    part of a reviewer's name, `acts` names acts as the journal has them, `numbers` are those of the entries.
    """

    since: str | None = None
    until: str | None = None
    by: str | None = None
    acts: tuple[str, ...] = ()
    numbers: tuple[int, ...] | None = None

    def parts(self) -> tuple[str, list[object]]:
        """Conditions that follow others, and what they bind."""
        tests: list[tuple[str, list[object]]] = []
        if self.since is not None:
            tests.append(("at >= ?", [self.since]))
        if self.until is not None:
            tests.append(("substr(at, 1, length(?)) <= ?", [self.until] * 2))
        if self.by is not None:
            tests.append(("instr(lower(reviewer), lower(?))", [self.by]))
        if self.acts:
            tests.append((f"act IN ({', '.join('?' * len(self.acts))})", [*self.acts]))
        if self.numbers is not None:
            tests.append((f"seq IN ({', '.join('?' * len(self.numbers))})", [*self.numbers]))
        return "".join(f" AND {test}" for test, _ in tests), [value for _, given in tests for value in given]


def entries(
    connection: Connection,
    *,
    after: int = 0,
    before: int | None = None,
    newest_first: bool = False,
    limit: int | None = None,
    which: EntryFilter | None = None,
) -> list[Entry]:
    """Entries with a seq above `after` and below `before`, in order, or the newest first."""
    order = "DESC" if newest_first else "ASC"
    more, values = (which or EntryFilter()).parts()
    found = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM journal WHERE seq > ? AND seq < ?{more} ORDER BY seq {order} LIMIT ?",
        (after, (1 << 62) if before is None else before, *values, -1 if limit is None else limit),
    )
    return [Entry(*row) for row in found]


def acts(connection: Connection) -> list[str]:
    """The names of the acts that the journal holds, in alphabetical order."""
    return [row[0] for row in connection.exec_driver_sql("SELECT DISTINCT act FROM journal ORDER BY act")]


def numbers(connection: Connection, words: str = "") -> array[int]:
    """The numbers of the entries whose reviewer, act or subject holds every word, newest first."""
    parts = words.split()
    test = "reviewer || ' ' || act || ' ' || subject || ' ' || at LIKE '%' || ? || '%'"
    where = " WHERE " + " AND ".join([test] * len(parts)) if parts else ""
    found = connection.exec_driver_sql(f"SELECT seq FROM journal{where} ORDER BY seq DESC", tuple(parts))
    return array("q", (row[0] for row in found))


def entries_at(connection: Connection, wanted: Iterable[int]) -> list[Entry]:
    """The entries with those numbers, in that order."""
    given = list(wanted)
    marks = ", ".join("?" * len(given))
    found = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM journal WHERE seq IN ({marks})", tuple(given))
    by_seq = {row[0]: Entry(*row) for row in found}
    return [by_seq[n] for n in given if n in by_seq]


def about(connection: Connection, subject: str) -> list[Entry]:
    """The entries about one subject, such as `claim:17`, oldest first."""
    found = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM journal WHERE subject = ? ORDER BY seq",
        (subject,),
    )
    return [Entry(*row) for row in found]


def revising(connection: Connection, row: int) -> list[Entry]:
    """The imports of newer releases that revised the claim in a row, each with that claim's changes alone."""
    found = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM journal WHERE act = 'import' AND payload LIKE '%\"kind\":\"%' ORDER BY seq"
    )
    kept = []
    for entry in (Entry(*values) for values in found):
        contents = entry.contents()
        own = [c for c in contents.get("changes", ()) if c["table"] == "claim" and c["id"] == row]
        if own:
            shown = {"changes": own, "why": own[0].get("kind", ""), "file": contents.get("file", "")}
            kept.append(replace(entry, payload=canonical(shown).decode()))
    return kept


def head(connection: Connection) -> str:
    """The hash of the last entry, in hex: it stands for everything that happened in the ledger so far."""
    found = connection.exec_driver_sql("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1").scalar()
    return bytes(found).hex() if found else ""


def size(connection: Connection) -> int:
    """How many entries there are."""
    found: int = raw(connection).execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0]
    return found


def stream(connection: Connection, *, newest_first: bool = False) -> Iterator[Entry]:
    """All entries in order, or the newest first, a few at a time."""
    order = "DESC" if newest_first else "ASC"
    rows = connection.execution_options(yield_per=1000).exec_driver_sql(
        f"SELECT {_COLUMNS} FROM journal ORDER BY seq {order}"
    )
    for row in rows:
        yield Entry(*row)
