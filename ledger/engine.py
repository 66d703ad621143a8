"""The one module that owns the SQLite driver, and the engine that makes a ledger file safe to share.

Every setting is here because something was lost without it: a default SQLModel engine on SQLite lost 446
of 568 acknowledged updates of two writers, committed a write that it had reported as failed, and let
INSERT OR REPLACE walk through append-only triggers. Two SQLite libraries in one process break each other's
locks, so no other module may import a driver (a lint test holds that).
"""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from ledger import derived
from ledger.errors import LedgerBusy, LedgerError, NotALedger, OlderLedger

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

APPLICATION_ID = 0x4C454447
SCHEMA_VERSION = 1
BUSY_SECONDS = 15.0
"""How long a writer waits for another: SQLite's waiting is unfair, and 4 s were seen with six writers."""
_TURN = 0.002
"""Seconds between two tries of a writer who waits, and at most twice that."""
CACHE_KIB = 16_000
"""Pages of the file that each connection holds in memory; an app that only looks does with far fewer."""
_JUST_NOW, _GIVEN = 1.0, 0.5
"""Seconds after a write in which a writer gives way to others, and how long it waits for one of them to begin."""
_wrote: dict[Path, float] = {}
"""When this process last wrote to a ledger."""
STATEMENTS = 400
"""Statements that each connection keeps ready: an act has eighty, of which some differ from act to act."""
KEPT_JOURNAL = 1 << 20
"""How much of a rollback journal is kept from act to act, in bytes: some 250 pages, where an act changes 50."""
PLAIN_CACHE_KIB = 1_000
"""The same for what reads or writes a ledger from one end to the other, and so meets few pages twice."""
VALUE_LIMIT = 256 << 20
"""The largest single value, in bytes: an original file, compressed."""


def driver() -> ModuleType:
    """The newer of the standard library's SQLite and that of `pysqlite3`, where it is installed."""
    try:
        from pysqlite3 import dbapi2 as bundled
    except ImportError:
        return sqlite3
    newer: bool = bundled.sqlite_version_info > sqlite3.sqlite_version_info
    return bundled if newer else sqlite3


def driver_errors() -> tuple[type[Exception], ...]:
    """What the driver raises when SQLite refuses."""
    return (sqlite3.DatabaseError, driver().DatabaseError)


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset fault that loses committed data (3.7.0 to 3.51.2)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def journal_mode() -> tuple[str, str]:
    """Journal mode and synchronous setting for this SQLite.

    A rollback journal costs an import about 10 %. PERSIST ends a transaction by overwriting the journal's header
    with zeros, synchronised, where DELETE removes the file: it is as safe, and an act takes .4 ms less, since no file
    is made and none removed. Whoever closes the ledger last removes it (`_tidy`).
    """
    return ("WAL", "FULL") if wal_is_safe(driver().sqlite_version_info) else ("PERSIST", "EXTRA")


def make_engine(
    path: Path,
    *,
    readonly: bool = False,
    create: bool = False,
    migrating: bool = False,
    cache: int = CACHE_KIB,
    forgetful: bool = False,
) -> Engine:
    """An engine over an existing ledger file (`create` makes a new one); nothing is touched until it is used.

    Raises NotALedger when first used on a file that is missing, foreign, damaged or of another schema. An older
    schema is let through by `migrating`, without foreign keys, so that tables can be made anew. Where it is
    `forgetful`, no rollback journal is kept that holds what was there before.
    """
    from sqlalchemy import create_engine, event
    from sqlalchemy.engine import URL
    from sqlalchemy.pool import NullPool, QueuePool

    db = driver()
    mode = "ro" if readonly else "rwc" if create else "rw"
    url = URL.create("sqlite", database=f"file:{_quoted(path)}", query={"mode": mode, "uri": "true"})
    engine = create_engine(
        url,
        module=db,
        poolclass=NullPool if create else QueuePool,
        **({} if create else {"pool_use_lifo": True}),  # the warmest cache first, and as few as will do
        connect_args={
            "timeout": BUSY_SECONDS,
            "check_same_thread": False,
            "cached_statements": STATEMENTS,
        },
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, record: Any) -> None:
        _prepare(connection, path, readonly=readonly, create=create, migrating=migrating, cache=cache)
        if forgetful:
            _forget_journal(connection)
        record.info["file"] = identity(path)

    @event.listens_for(engine, "close")
    def _close(connection: Any, record: Any) -> None:
        if not readonly:
            _tidy(connection, path, record.info.get("file"))

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = readonly or connection.get_execution_options().get("ledger_readonly", False)
        _still_there(connection, path)
        if reading:
            connection.exec_driver_sql("BEGIN")
        else:
            raw: Any = connection.connection.driver_connection
            _begin_writing(raw, path)
            if not migrating and not connection.connection.info.get("watched"):
                _watch_derived(raw)

    @event.listens_for(engine, "reset")
    def _reset(connection: Any, record: Any, _state: object) -> None:
        # A COMMIT that failed with BUSY leaves its transaction open: without this the failed write is
        # committed by whoever takes the connection from the pool next.
        if connection is not None and connection.in_transaction:
            connection.rollback()
            record.info["watched"] = False

    @event.listens_for(engine, "rollback")
    def _rollback(connection: Connection) -> None:
        connection.connection.info["watched"] = False

    @event.listens_for(engine, "before_cursor_execute")
    def _alive(connection: Connection, _c: object, statement: str, _p: object, _x: object, _m: bool) -> None:
        # After a full disk or a failed write SQLite has rolled back by itself; going on would autocommit.
        if (
            connection.in_transaction()
            and not _open_transaction(connection)
            and not statement.startswith(("BEGIN", "PRAGMA"))
        ):
            raise LedgerError("the write was rolled back by SQLite; nothing was changed")

    @event.listens_for(engine, "commit")
    def _commit(connection: Connection) -> None:
        if not _open_transaction(connection):
            raise LedgerError("nothing to commit: SQLite had already rolled back")
        if not (readonly or connection.get_execution_options().get("ledger_readonly", False)):
            derived.settle(connection.connection.driver_connection)
            connection.connection.info["watched"] = not migrating  # until a rollback, which takes the triggers away
        _still_there(connection, path)
        _wrote[path] = time.monotonic()

    return engine


def _prepare(connection: Any, path: Path, *, readonly: bool, create: bool, migrating: bool, cache: int) -> None:
    """Check the file and make the settings of a new connection of the driver."""
    connection.isolation_level = None  # the driver must never BEGIN for us
    cursor = connection.cursor()
    connection.create_function("confidence_of", 1, _confidence, deterministic=True)
    if not create:
        _no_foreign_log(path)
        _gate(cursor, path, migrating)
    _settings(connection, cursor, driver(), readonly, cache)
    if migrating:
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("PRAGMA legacy_alter_table=ON")
    cursor.close()


class Plain:
    """A connection of the driver alone, for what takes statements and no more: SQLAlchemy is 18 MB of memory, half
    of what comparing a million claims needs."""

    def __init__(self, driver_connection: Any) -> None:
        self.driver_connection = driver_connection

    @property
    def connection(self) -> Plain:
        """Itself, where others hold the connection of the pool."""
        return self

    def exec_driver_sql(self, statement: str, values: tuple[Any, ...] = ()) -> Any:
        """Run a statement; gives the driver's cursor, with `scalar` beside."""
        return self.driver_connection.cursor(_cursor()).execute(statement, values)


@cache
def _cursor() -> type:
    class Cursor(driver().Cursor):  # type: ignore[misc]  # of the driver found at run time
        def scalar(self) -> Any:
            row = self.fetchone()
            return row[0] if row is not None else None

    return Cursor


@contextmanager
def plainly(path: Path, *, readonly: bool = False, cache: int = PLAIN_CACHE_KIB) -> Iterator[Connection]:
    """One transaction on a connection of its own without SQLAlchemy, as `reading` and `writing` are with it.

    It takes what `detection` and the plain `queries` ask of a connection (`Plain`), and no more. Raises NotALedger
    for a file that is no ledger.
    """
    db = driver()
    try:
        uri = f"file:{_quoted(path)}?mode={'ro' if readonly else 'rw'}"
        connection = db.connect(uri, timeout=BUSY_SECONDS, uri=True)
        try:
            _prepare(connection, path, readonly=readonly, create=False, migrating=False, cache=cache)
            file = identity(path)
            if readonly:
                connection.execute("BEGIN")
            else:
                _begin_writing(connection, path)
                _watch_derived(connection)
            yield cast("Connection", Plain(connection))
            if not connection.in_transaction:
                raise LedgerError("nothing to commit: SQLite had already rolled back")
            if not readonly:
                derived.settle(connection)
            if identity(path) != file:
                raise _gone(path)
            connection.execute("COMMIT")
            if not readonly:
                _wrote[path] = time.monotonic()
                _tidy(connection, path, file)
        finally:
            connection.close()  # which rolls back what was not committed
    except driver_errors() as error:
        raise _in_words(path, error) from error


def _tidy(connection: Any, path: Path, file: tuple[int, int] | None) -> None:
    """Remove the rollback journal that was kept from act to act; it stays where another is writing, who removes it.

    SQLite removes it under the lock of a writer. Not where another file stands at `path` by now: the journal beside
    it may be in use.
    """
    if os.path.exists(f"{path}-journal") and file is not None and identity(path) == file:
        with suppress(*driver_errors()):
            connection.execute("PRAGMA busy_timeout = 0")
            _forget_journal(connection)


def _forget_journal(connection: Any) -> None:
    """Keep no rollback journal from now on, and remove the one there is; not for a ledger in WAL mode."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()


def _quoted(path: Path) -> str:
    """The path as a URI has it."""
    return os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _watch_derived(raw: Any) -> None:
    """Note what changes in the derived tables, so that their seals follow (`ledger.derived`)."""
    if raw.execute("SELECT 1 FROM main.sqlite_schema WHERE name = 'derived_seal'").fetchone() is not None:
        derived.watch(raw)


def _confidence(evidence: str | None) -> float:
    """How sure the reading of a claim is, for ORDER BY; loaded when a query first asks."""
    from ledger.confidence import stored

    return stored(evidence)


def _begin_writing(raw: Any, path: Path) -> None:
    """BEGIN IMMEDIATE, tried again every few milliseconds until it is this writer's turn.

    SQLite's own waiting sleeps up to a tenth of a second between tries, and knows no turns: a busy writer would
    overtake one who waits again and again, for 15 s and more. So one who waits leaves a file beside the ledger,
    and one who has just written gives way to it.
    """
    waiting = path.with_name(path.name + "-waiting")
    if time.monotonic() - _wrote.get(path, 0.0) < _JUST_NOW:
        _give_way(waiting)
    deadline = time.monotonic() + BUSY_SECONDS
    raw.execute("PRAGMA busy_timeout = 0")
    left = False
    try:
        while True:
            try:
                raw.execute("BEGIN IMMEDIATE")
                return
            except driver_errors() as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise _in_words(path, error) from error
            with suppress(OSError):
                waiting.touch(mode=0o600)
                left = True
            time.sleep(_TURN * (1 + random.random()))
    finally:
        raw.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
        if left:
            with suppress(OSError):
                waiting.unlink()


def _give_way(waiting: Path) -> None:
    """Let one who waits go first; what a killed process left behind is not waited for."""
    end = time.monotonic() + _GIVEN
    while time.monotonic() < end:
        try:
            if time.time() - waiting.stat().st_mtime > _GIVEN:  # nobody has touched it since
                return
        except OSError:
            return
        time.sleep(_TURN)


def identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at `path`: its device and number; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _still_there(connection: Connection, path: Path) -> None:
    """Refuse to work on a file that was deleted or replaced since: what is written to it would be lost."""
    if connection.connection.info.get("file") != identity(path):
        raise _gone(path)


def _gone(path: Path) -> NotALedger:
    return NotALedger(f"{path}: the ledger file is gone or was replaced; nothing was changed, open it again")


_FILE_FORMAT = slice(18, 20)
_MAGIC = b"SQLite format 3\x00"


def _no_foreign_log(path: Path) -> None:
    """Refuse a -wal file beside a ledger that does not use one: SQLite would take its pages for the ledger's.

    Only where this SQLite uses no WAL itself: to open and close the file beside its connections would let go of
    their locks (POSIX), and only a file with a -wal beside it is opened at all.
    """
    if journal_mode()[0] == "WAL":
        return
    log = path.with_name(path.name + "-wal")
    try:
        if not log.stat().st_size:
            return
        with path.open("rb") as raw:
            head = raw.read(20)
    except OSError:
        return
    if head.startswith(_MAGIC) and head[_FILE_FORMAT] == b"\x01\x01":
        raise NotALedger(
            f"{log.name} lies beside {path} and is not its own: it comes from another copy or another ledger; "
            "move it away, then claims verify; nothing was changed"
        )


def _open_transaction(connection: Connection) -> bool:
    raw: Any = connection.connection.driver_connection
    return bool(raw.in_transaction)


def _gate(cursor: Any, path: Path, migrating: bool) -> None:
    application = cursor.execute("PRAGMA application_id").fetchone()[0]
    version = cursor.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise NotALedger(f"{path}: not a ledger file; claims init makes one")
    if version > SCHEMA_VERSION:
        raise NotALedger(
            f"{path}: written by a newer version (schema {version}, this one knows {SCHEMA_VERSION}); "
            "update casualty-ledger; nothing was changed"
        )
    if version < SCHEMA_VERSION and not migrating:
        raise OlderLedger(
            f"{path}: written by an older version (schema {version}, this one knows {SCHEMA_VERSION}); "
            "any command that may write brings it up to date, after a backup"
        )


def _settings(connection: Any, cursor: Any, db: ModuleType, readonly: bool, cache: int) -> None:
    for pragma in (
        "foreign_keys=ON",
        "recursive_triggers=ON",  # INSERT OR REPLACE must fire the guards against DELETE
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        f"cache_size=-{cache}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    if readonly:
        cursor.execute("PRAGMA query_only=ON")
    else:
        journal, synchronous = journal_mode()
        found = cursor.execute(f"PRAGMA journal_mode={journal}").fetchone()[0]
        if found == "wal" and journal != "WAL":
            # Another process has it open in WAL, under a SQLite that may; this one could lose what it writes.
            raise LedgerBusy("the ledger is open under a newer SQLite; close it there, or install pysqlite3 here")
        cursor.execute(f"PRAGMA synchronous={synchronous}")
        if journal != "WAL":
            cursor.execute(f"PRAGMA journal_size_limit={KEPT_JOURNAL}")
    if hasattr(connection, "setlimit"):  # pysqlite3 0.6 has none
        connection.setlimit(db.SQLITE_LIMIT_LENGTH, VALUE_LIMIT)
        connection.setlimit(db.SQLITE_LIMIT_ATTACHED, 1)  # 0 would break VACUUM INTO
    if hasattr(connection, "setconfig"):  # Python 3.12 and later
        connection.setconfig(db.SQLITE_DBCONFIG_DEFENSIVE, True)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A read transaction: one consistent view of the ledger, closed at once after use."""
    with refusals(engine), engine.connect() as plain:
        connection = plain.execution_options(ledger_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A write transaction: everything in it is in the ledger after the block, or nothing of it is."""
    with refusals(engine), engine.begin() as connection:
        yield connection


def compact(engine: Engine) -> bool:
    """Rewrite the file without its free pages; False where others are using it, and all stays as it is."""
    raw: Any = engine.raw_connection()
    try:
        connection = raw.driver_connection
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except driver_errors():
        return False
    finally:
        raw.close()
    return True


@contextmanager
def refusals(engine: Engine) -> Iterator[None]:
    """Turn what SQLite reports into one line that says what happened and what to do."""
    from urllib.parse import unquote

    from sqlalchemy.exc import DatabaseError

    path = Path(unquote((engine.url.database or "").removeprefix("file:")))
    try:
        yield
    except DatabaseError as error:
        raise _in_words(path, error) from error
    except driver_errors() as error:
        raise _in_words(path, error) from error
    except UnicodeDecodeError as error:  # what SQLite says of a damaged schema, with its damaged words
        if b"malformed" not in error.object:
            raise
        raise _in_words(path, Exception(error.object.decode("utf-8", "replace"))) from error


def _in_words(path: Path, error: Exception) -> LedgerError:
    text = str(getattr(error, "orig", None) or error)
    known = text.casefold()
    if "locked" in known or "busy" in known:
        from ledger.holder import who_holds

        return LedgerBusy(f"{path}: {who_holds(path)}; nothing was changed, try again")
    if "unable to open" in known:
        missing = "there is no ledger here; claims init makes one"
        return NotALedger(f"{path}: {missing if not path.exists() else 'the ledger cannot be opened'}")
    if "not a database" in known:
        return NotALedger(f"{path}: not a ledger file; claims init makes one")
    if "malformed" in known or "corrupt" in known:
        return NotALedger(
            f"{path}: the ledger file is damaged; claims doctor says more, claims recover saves what it can"
        )
    if "full" in known:
        return LedgerError(f"{path}: the disk is full; nothing was changed, make room and try again")
    if "readonly" in known or "read-only" in known:
        return LedgerError(f"{path}: the ledger may only be read here; nothing was changed")
    if "disk i/o" in known:
        return LedgerError(f"{path}: the disk refused to write; nothing was changed")
    return LedgerError(f"{path}: {text}; nothing was changed")
