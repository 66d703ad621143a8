"""Heads that left the machine: in reports, audit bundles, signed heads and backups.

It says: the ledger with this identity had this many entries, and the last of them this hash. A ledger
that still contains it as a prefix has not been rewritten or cut since; nothing inside a ledger can say that.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ledger.errors import InputError, LedgerError

_BEGIN = 256 << 10
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_JSON = re.compile(
    rf'"ledger": ?"({_UUID})".{{0,400}}?"head": ?"([0-9a-f]{{64}})".{{0,400}}?"entries": ?(\d+)', re.DOTALL
)
_PAGE = re.compile(r"head ([0-9a-f]{16,64}) · (\d+) entries")
_TABLE = re.compile(r"Head hash \| `([0-9a-f]{64})`.{0,200}?Journal \| ([0-9,]+) entr", re.DOTALL)
_LEDGER = re.compile(_UUID)
_LINE = re.compile(r"verify --head ([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Head:
    """What `source` (a file, or "--head") says about a ledger. `entries` and `ledger` are None where it does not.

    `hashes` are those of all entries, first to last, where the source holds them: then the first that was
    rewritten can be named. `bundle` says that the source is an audit bundle, which holds those of all rows too.
    """

    source: str
    head: str
    entries: int | None = None
    ledger: str | None = None
    hashes: tuple[str, ...] = ()
    bundle: bool = False


def read_head(path: Path) -> Head:
    """The attested in a report (HTML, Markdown, JSON), an audit bundle, a signed head, or a copy of a ledger."""
    shown = str(path)
    try:
        if path.is_dir():
            inside = path / "data" / "audit"  # of an evidence bundle
            folder = inside if inside.is_dir() else path
            manifest = (folder / "manifest.json").read_bytes()[:_BEGIN]
            with (folder / "journal.tsv").open(encoding="utf-8") as held:
                return _with_hashes(_of_text(shown, manifest), held)
        with path.open("rb") as raw:
            head = raw.read(_BEGIN)
        if head.startswith(b"SQLite format 3\x00"):
            return _of_ledger(path)
        if head.startswith(b"PK"):
            with zipfile.ZipFile(path) as bundle:
                attested = _of_text(shown, bundle.read("manifest.json")[:_BEGIN])
                lines = (line.decode("utf-8", "replace") for line in bundle.open("journal.tsv"))
                return _with_hashes(attested, lines)
        return _of_text(shown, head)
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(shown, None, f"cannot be read ({why})", "name a report, an audit bundle or a backup") from None


def _of_text(shown: str, data: bytes) -> Head:
    text = data.decode("utf-8", "replace")
    if found := _JSON.search(text):
        return Head(shown, found[2], int(found[3]), found[1])
    identity = _LEDGER.search(text)
    ledger = identity[0] if identity else None
    for pattern in (_TABLE, _PAGE):
        if found := pattern.search(text):
            whole = _LINE.search(text)
            head = whole[1] if whole and whole[1].startswith(found[1]) else found[1]
            return Head(shown, head, int(found[2].replace(",", "")), ledger)
    if found := _LINE.search(text):
        return Head(shown, found[1], None, ledger)
    raise InputError(shown, None, "holds no head of a ledger", "name a report, an audit bundle or a backup")


def _with_hashes(attested: Head, lines: Iterable[str]) -> Head:
    hashes = tuple(line.partition("\t")[0] for line in lines)
    return replace(attested, hashes=hashes, bundle=True)


def _of_ledger(path: Path) -> Head:
    from ledger import journal, store
    from ledger.connections.engine import reading

    engine = store.open_engine(path, readonly=True)
    try:
        with reading(engine) as connection:
            rows = connection.exec_driver_sql("SELECT hex(hash) FROM journal ORDER BY seq")
            hashes = tuple(row[0].lower() for row in rows)
            if not hashes:
                raise LedgerError(f"{path}: its journal is empty; name another backup")
            ledger = store.setting(connection, "ledger_id")
            return Head(str(path), hashes[-1], journal.size(connection), ledger, hashes)
    finally:
        engine.dispose()
