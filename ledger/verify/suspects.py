"""Which rows of a batch were altered together with their hashes: the root alone says only that one was.

Two other marks may tell. A claim's fingerprint is a hash of its content as it was imported; and an audit bundle
that left the machine earlier holds the hash of every row.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ledger.fingerprints import fingerprint
from ledger.queries import FROM, RECORD_COLUMNS, record_from

if TYPE_CHECKING:
    from sqlalchemy import Connection

_REPEATS = 20
"""How many equal rows of one file are reckoned with."""


def by_fingerprint(connection: Connection, first: int, last: int, acted: Any) -> list[str]:
    """The keys of untouched claims in those rows whose content is not that of their fingerprint.

    Empty where most do not fit: a text that was given another title on its way in has fingerprints of the first.
    """
    found: list[str] = []
    seen = 0
    rows = connection.exec_driver_sql(
        f"SELECT claim.id, claim.key, claim.fingerprint, claim.figure_start, {', '.join(RECORD_COLUMNS)}{FROM}"
        "WHERE claim.id BETWEEN ? AND ? ORDER BY claim.id",
        (first, last),
    )
    for row in rows:
        if row[0] in acted:
            continue
        seen += 1
        if not _is(row[2], row[3], row[4:]):
            found.append(str(row[1]))
    return found if 2 * len(found) <= max(seen, 2) else []


def _is(stored: str, start: int | None, values: Any) -> bool:
    try:
        record = record_from(values)
    except ValueError:
        return False
    return any(fingerprint(record, n, place) == stored for place in {None, start} for n in range(_REPEATS))


def by_bundle(connection: Connection, bundle: Path, table: str, first: int, last: int) -> list[int]:
    """The numbers of those rows whose hash is not that of an earlier audit bundle."""
    rows = connection.exec_driver_sql(
        f"SELECT id, hex(row_hash) FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id", (first, last)
    )
    now = {row[0]: row[1].lower() for row in rows}
    return [number for number, digest in _hashes(bundle, table) if number in now and now[number] != digest]


def _hashes(bundle: Path, table: str) -> Iterator[tuple[int, str]]:
    name = f"rows/{table}.tsv"
    if bundle.is_dir():
        with (bundle / name).open("rb") as lines:
            yield from _of(lines)
    else:
        with zipfile.ZipFile(bundle) as archive, archive.open(name) as lines:
            yield from _of(lines)


def _of(lines: IO[bytes]) -> Iterator[tuple[int, str]]:
    for line in lines:
        number, digest, _ = line.split(b"\t", 2)
        yield int(number), digest.decode()
