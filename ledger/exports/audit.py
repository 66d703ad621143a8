"""The audit bundle: the journal and every row as they stand, with a verifier that needs nothing but Python.

Lines hold the very bytes that were hashed, so that a reader can check them with any SHA-256. What may not leave
the ledger (claims that were not made on the record, with every row and text that names their source; confidential
documents; the texts of restricted ones) is represented by its hash alone: the chain and the roots verify all
the same. The same ledger gives the same bundle, to the byte.
The format is described in docs/reference/journal-format.md.
"""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import IO, TYPE_CHECKING, Any

import orjson

from ledger import __version__, journal
from ledger.connections.file import SCHEMA_VERSION
from ledger.exports.withheld import Withheld, numbers, unpacked, withheld
from ledger.rowhash import COLUMNS

if TYPE_CHECKING:
    from sqlalchemy import Connection

FORMAT = "casualty-ledger-audit-1"
_MOMENT = (1980, 1, 1, 0, 0, 0)
_CELL = {name: n for n, name in enumerate(COLUMNS["claim"])}

README = """This is an audit bundle of a casualty ledger: what it holds, and everything that was ever done to it.

    python3 -I verify.py .          checks this folder, or the zip it came in, with nothing but Python
    python3 -I verify.py . HEAD     and that its journal still holds the head hash of an earlier report

Take verify.py from a source that you trust rather than from here if somebody may have put this bundle together
to mislead you: it has 80 lines, and is the same file in every release. A bundle alone cannot show that entries
were cut from its end, or that all of it was made anew: compare the head with one from another source.

    manifest.json        which ledger, its head, how many entries and rows, what was withheld
    journal.tsv          an entry a line: hash, the hashed bytes, nonce, contents
    rows/TABLE.tsv       a row a line: its number, its hash, the hashed bytes (none where it is withheld)
    texts/, originals/   the texts of documents, and the files as they were imported
    withheld.json        of entries that are withheld: the hashes of the rows they changed
    unattributed.tsv     changes that something other than the program made
"""


@dataclass(frozen=True, slots=True)
class Bundled:
    """What went into a bundle."""

    ledger: str
    head: str
    entries: int
    rows: dict[str, int]
    withheld: dict[str, int]


def verifier() -> bytes:
    """The source of the verifier that ships in every bundle."""
    return resources.files("ledger.exports").joinpath("verify_bundle.py").read_bytes()


def write_bundle(
    connection: Connection, archive: zipfile.ZipFile, *, folder: str = "", only: Collection[int] | None = None
) -> Bundled:
    """Write the bundle into `archive`, under `folder` (empty, or ending in a slash); streams.

    `connection` is a read transaction. `only` holds the rows of the claims that may be told: the others are
    represented by their hashes.
    """
    kept = withheld(connection, only)
    skeletons: dict[str, Any] = {}
    with _file(archive, f"{folder}journal.tsv") as out:
        ledger = _journal(connection, out, kept, skeletons)
    counts = {}
    for table in COLUMNS:
        with _file(archive, f"{folder}rows/{table}.tsv") as out:
            counts[table] = _rows(connection, table, out, kept)
    for name, pieces in _contents(connection, kept):
        with _file(archive, folder + name) as out:
            for piece in pieces:
                out.write(piece)
    with _file(archive, f"{folder}unattributed.tsv") as out:
        for row in connection.exec_driver_sql("SELECT table_name, row_id, column_name, at FROM unattributed"):
            out.write(f"{row[0]}\t{row[1]}\t{row[2]} changed by no act at {row[3]}\n".encode())
    left = {table: len(rows) for table, rows in kept.rows.items() if rows}
    left |= {"text": len(kept.texts)} if kept.texts else {}
    left |= {"entry": len(skeletons)} if skeletons else {}
    done = Bundled(ledger, journal.head(connection), journal.size(connection), counts, left)
    _small(archive, f"{folder}withheld.json", orjson.dumps(skeletons, option=orjson.OPT_SORT_KEYS))
    _small(archive, f"{folder}manifest.json", _manifest(done))
    _small(archive, f"{folder}verify.py", verifier())
    _small(archive, f"{folder}README.txt", README.encode())
    return done


def _manifest(done: Bundled) -> bytes:
    manifest = {
        "format": FORMAT,
        "ledger": done.ledger,
        "head": done.head,
        "entries": done.entries,
        "rows": done.rows,
        "withheld": done.withheld,
        "program": __version__,
        "schema": SCHEMA_VERSION,
        "columns": COLUMNS,
    }
    return orjson.dumps(manifest, option=orjson.OPT_INDENT_2)


def _journal(connection: Connection, out: IO[bytes], kept: Withheld, skeletons: dict[str, Any]) -> str:
    previous, ledger = journal.START, ""
    for entry in journal.stream(connection):
        link = _bytes(
            {
                "act": entry.act,
                "at": entry.at,
                "payload_hash": entry.payload_hash.hex(),
                "prev": previous.hex(),
                "reviewer": entry.reviewer,
                "seq": entry.seq,
                "subject": entry.subject,
                "v": journal.FORMAT,
            }
        )
        nonce = entry.nonce.hex() if entry.nonce else ""
        payload = (entry.payload or "").encode("utf-8", "surrogateescape")
        if payload and (bare := _bare(entry, payload, kept)) is not None:
            skeletons[str(entry.seq)] = bare
            nonce, payload = "", b""
        out.write(b"\t".join((entry.hash.hex().encode(), link, nonce.encode(), payload)) + b"\n")
        previous = entry.hash
        ledger = ledger or entry.subject.removeprefix("ledger:")
    return ledger


def _bare(entry: journal.Entry, payload: bytes, kept: Withheld) -> dict[str, Any] | None:
    """The hashes in an entry that touches or tells what is withheld; None for an entry that may be shown."""
    try:
        contents = entry.contents()
        touched = [(c["table"], c["id"]) for c in contents.get("changes", ())]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    secret = kept.tells(payload) or any(kept.has(table, row) for table, row in touched)
    return journal.skeleton(contents) if secret else None


def _rows(connection: Connection, table: str, out: IO[bytes], kept: Withheld) -> int:
    number = 0
    raw: Any = connection.connection.driver_connection
    cursor = raw.cursor()
    cursor.execute(f"SELECT {', '.join(COLUMNS[table])}, row_hash FROM {table} ORDER BY id")
    while chunk := cursor.fetchmany(2_000):
        for row in chunk:
            body = _bytes((table, *row[:-1]))
            if kept.has(table, row[0]) or kept.tells(body):
                kept.rows.setdefault(table, set()).add(row[0])
                body = b""
            out.write(b"\t".join((str(row[0]).encode(), row[-1].hex().encode(), body)) + b"\n")
        number += len(chunk)
    cursor.close()
    return number


def _contents(connection: Connection, kept: Withheld) -> Iterator[tuple[str, Iterator[bytes]]]:
    for row in sorted(numbers(connection, "SELECT id FROM document WHERE text IS NOT NULL") - kept.texts):
        text = connection.exec_driver_sql("SELECT text FROM document WHERE id = ?", (row,)).scalar_one()
        yield f"texts/{row}.txt", iter([text.encode("utf-8", "surrogateescape")])
    for row in sorted(numbers(connection, "SELECT id FROM original WHERE content IS NOT NULL") - kept.originals):
        content = connection.exec_driver_sql("SELECT content FROM original WHERE id = ?", (row,)).scalar_one()
        size: int = connection.exec_driver_sql("SELECT size FROM original WHERE id = ?", (row,)).scalar_one()
        yield f"originals/{row}", unpacked(content, size)


def _bytes(value: object) -> bytes:
    """Canonical JSON; a value that no row of the program holds is written so that its hash cannot fit."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        return orjson.dumps(["not canonical", ascii(value)])


def _file(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return archive.open(info, "w", force_zip64=True)


def _small(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    with _file(archive, name) as out:
        out.write(data)
