"""Ledger files: made, opened, copied. What stands in them is read by `queries` and written by acts."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from ledger import __version__, clock, journal
from ledger.connections.driver import driver
from ledger.connections.engine import make_engine, reading, writing
from ledger.connections.file import SCHEMA_VERSION
from ledger.connections.refusals import refusals
from ledger.connections.settings import CACHE_KIB
from ledger.errors import LedgerError, NotALedger
from ledger.figures import Policy
from ledger.rowhash import row_hash

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


def schema_sql() -> str:
    """The text of schema.sql: the packaged copy where there is one, else the one at the project's root."""
    packaged = resources.files("ledger").joinpath("schema.sql")
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (Path(__file__).resolve().parent.parent / "schema.sql").read_text(encoding="utf-8")


def create(path: Path, reviewer: str) -> None:
    """Make a new, empty ledger at `path` with its first journal entry; refuses to overwrite anything.

    The file is made under another name and appears whole or not at all.
    """
    if path.exists():
        raise LedgerError(f"{path}: there is something here already; nothing was changed")
    if not path.parent.is_dir():
        raise LedgerError(f"{path.parent}: no such folder; make it first")
    made = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _build(made, reviewer)
        os.link(made, path)
    except FileExistsError:
        raise LedgerError(f"{path}: there is something here already; nothing was changed") from None
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror or error}; nothing was changed") from error
    finally:
        for left in (made, made.with_name(made.name + "-journal"), made.with_name(made.name + "-wal")):
            left.unlink(missing_ok=True)


def _build(path: Path, reviewer: str) -> None:
    schema = schema_sql()
    path.touch(mode=0o600, exist_ok=False)
    raw = driver().connect(path)
    try:
        raw.executescript(schema)
    finally:
        raw.close()
    engine = make_engine(path)
    try:
        with writing(engine) as connection:
            rows = [
                (1, "ledger_id", str(uuid.uuid4())),
                (2, "policy", journal.canonical(Policy().as_dict()).decode()),
            ]
            changes = []
            for row in rows:
                digest = row_hash("setting", row)
                connection.exec_driver_sql(
                    "INSERT INTO setting (id, name, value, row_hash) VALUES (?, ?, ?, ?)", (*row, digest)
                )
                after = dict(zip(("id", "name", "value"), row, strict=True))
                changes.append(
                    {
                        "table": "setting",
                        "id": row[0],
                        "before": None,
                        "after": after,
                        "was": None,
                        "is": digest.hex(),
                    }
                )
            journal.append(
                connection,
                reviewer,
                "create",
                f"ledger:{rows[0][2]}",
                {
                    "changes": changes,
                    "schema": SCHEMA_VERSION,
                    "schema_sha256": sha256(schema.encode()).hexdigest(),
                    "program": __version__,
                },
                clock.now(),
            )
    finally:
        engine.dispose()


def open_engine(path: Path, *, readonly: bool = False, cache: int = CACHE_KIB) -> Engine:
    """The engine of an existing ledger; raises NotALedger for anything else, and leaves it untouched."""
    if not path.exists():
        raise NotALedger(f"{path}: there is no ledger here; claims init makes one")
    if path.is_dir():
        raise NotALedger(f"{path}: a folder, not a ledger file")
    engine = make_engine(path, readonly=readonly, cache=cache)
    try:
        with reading(engine) as connection:
            journal.size(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


def backup(engine: Engine, target: Path, check: Callable[[Engine], None] | None = None) -> None:
    """Write a sound copy of the ledger to `target` while others may be using it; refuses to overwrite.

    `check` looks at the copy before it takes its name, and raises LedgerError where it is not to be kept.
    """
    if target.exists():
        raise LedgerError(f"{target}: there is something here already; nothing was changed")
    made = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with refusals(engine):
            raw = engine.raw_connection()
            try:
                raw.driver_connection.execute("VACUUM INTO ?", (str(made),))  # type: ignore[union-attr]
            finally:
                raw.close()
        os.chmod(made, 0o600)
        copy = open_engine(made, readonly=True)
        try:
            if check:
                check(copy)
        finally:
            copy.dispose()
        os.link(made, target)
    except OSError as error:
        raise LedgerError(f"{target}: {error.strerror or error}; nothing was written") from error
    finally:
        made.unlink(missing_ok=True)


def setting(connection: Connection, name: str) -> str:
    """One setting of the ledger."""
    found = connection.exec_driver_sql("SELECT value FROM setting WHERE name = ?", (name,)).scalar()
    if found is None:
        raise LedgerError(f"the ledger has no setting {name}; claims doctor says more")
    return str(found)


def public_key(connection: Connection) -> str | None:
    """The public key that signs this ledger's heads, in hex; None where nobody signs."""
    found = connection.exec_driver_sql("SELECT value FROM setting WHERE name = 'public_key'").scalar()
    return str(found) if found is not None else None


def policy(connection: Connection) -> Policy:
    """The tolerances this ledger reads its figures by."""
    import orjson

    return Policy(**orjson.loads(setting(connection, "policy")))
