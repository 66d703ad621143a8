"""The proof of one claim: that it stands in the journal under a head, without any other claim's words.

Of the claim's batch it holds the hashes beside the way to its root (RFC 9162, section 2.1.3: the hashes of one row or
two among them, the others stand for many rows each), of the claim's own acts
the contents, and of every later entry what is hashed of it, without its contents. `check_proof.py` beside this module
checks it with nothing but Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

import orjson

from ledger import journal, merkle, store
from ledger.errors import LedgerError
from ledger.exports.withheld import withheld
from ledger.rowhash import COLUMNS

if TYPE_CHECKING:
    from sqlalchemy import Connection

FORMAT = "casualty-ledger-proof-1"


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of one claim: the values of its file, the head it stands under, and how many entries it holds."""

    values: dict[str, Any]
    head: str
    entries: int

    def as_json(self) -> str:
        """The text of the file."""
        return orjson.dumps(self.values, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def checker() -> str:
    """The source of the program that checks proofs."""
    return resources.files("ledger.exports").joinpath("check_proof.py").read_text(encoding="utf-8")


def prove(connection: Connection, key: str) -> Proof:
    """The proof of the claim with that id.

    LedgerError where the claim must not leave the ledger, or where an entry that it rests on tells of others too.
    """
    found = connection.exec_driver_sql(
        f"SELECT {', '.join(COLUMNS['claim'])} FROM claim WHERE key = ?",
        (key,),
    ).first()
    if found is None:
        raise LedgerError(f"there is no claim {key}")
    number = int(found[0])
    body = orjson.dumps(("claim", *found))
    kept = withheld(connection)
    if kept.has("claim", number) or kept.tells(body):
        raise LedgerError(f"claim {key} may not leave the ledger: it names a source who must not be named")
    links: list[str] = []
    first, before, previous = 0, journal.START.hex(), journal.START
    contents: dict[str, list[str]] = {}
    path: list[str] = []
    sealed: tuple[int, int] | None = None
    leaves: dict[int, str] = {}
    for entry in journal.stream(connection):
        held = entry.contents()
        own = [c for c in held.get("changes", ()) if c["table"] == "claim"]
        for change in own:
            leaves.setdefault(change["id"], change["was"])
        start, count, *_ = held.get("claims") or (0, 0)
        seals = entry.act == "import" and start <= number < start + count
        if seals or any(c["id"] == number for c in own):
            _tells_no_other(entry, own, number)
            if entry.payload is None or entry.nonce is None or kept.tells(entry.payload.encode()):
                raise LedgerError(f"journal entry {entry.seq}, on which claim {key} rests, may not be told")
            first, before = (first, before) if first else (entry.seq, previous.hex())
            contents[str(entry.seq)] = [entry.nonce.hex(), entry.payload]
            sealed = (start, count) if seals else sealed
        if first:
            links.append(journal.link(entry, previous).decode())
        previous = entry.hash
    if sealed is not None:
        path = _path(connection, leaves, number, *sealed)
    values = {
        "format": FORMAT,
        "ledger": store.setting(connection, "ledger_id"),
        "head": previous.hex(),
        "entries": journal.size(connection),
        "row": body.decode(),
        "from": first,
        "before": before,
        "links": links,
        "contents": contents,
        "path": path,
    }
    return Proof(values, previous.hex(), len(links))


def _tells_no_other(entry: journal.Entry, changes: Sequence[dict[str, Any]], number: int) -> None:
    others = {c["id"] for c in changes} - {number}
    if others:
        raise LedgerError(
            f"journal entry {entry.seq} changed {len(others)} other claims, which a proof of this one would tell;"
            " claims export --format audit proves it"
        )


def _path(connection: Connection, leaves: dict[int, str], number: int, first: int, count: int) -> list[str]:
    rows = connection.exec_driver_sql(
        "SELECT id, row_hash FROM claim WHERE id BETWEEN ? AND ? ORDER BY id", (first, first + count - 1)
    )
    hashes = [bytes.fromhex(leaves[row]) if leaves.get(row) else digest for row, digest in rows]
    return [node.hex() for node in merkle.path(hashes, number - first)]
