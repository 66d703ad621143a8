"""The SQLAlchemy engine over a ledger file, and the transactions on it.

A default SQLModel engine on SQLite lost 446 of 568 acknowledged updates of two writers, and committed a write that
it had reported as failed: so the transactions are begun, watched and ended here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger import derived
from ledger.connections.driver import driver, driver_errors
from ledger.connections.file import gone, identity, quoted
from ledger.connections.refusals import refusals
from ledger.connections.settings import CACHE_KIB, forget_journal, prepare, tidy
from ledger.connections.turns import BUSY_SECONDS, begin_writing, has_written
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

STATEMENTS = 400
"""Statements that each connection keeps ready: an act has eighty, of which some differ from act to act."""


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
    url = URL.create("sqlite", database=f"file:{quoted(path)}", query={"mode": mode, "uri": "true"})
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
        prepare(connection, path, readonly=readonly, create=create, migrating=migrating, cache=cache)
        if forgetful:
            forget_journal(connection)
        record.info["file"] = identity(path)

    @event.listens_for(engine, "close")
    def _close(connection: Any, record: Any) -> None:
        if not readonly:
            tidy(connection, path, record.info.get("file"))

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = readonly or connection.get_execution_options().get("ledger_readonly", False)
        _still_there(connection, path)
        if reading:
            connection.exec_driver_sql("BEGIN")
        else:
            raw: Any = connection.connection.driver_connection
            begin_writing(raw, path)
            if not migrating and not connection.connection.info.get("watched"):
                derived.watch(raw)

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
            has_written(path)
        _still_there(connection, path)

    return engine


def _still_there(connection: Connection, path: Path) -> None:
    """Refuse to work on a file that was deleted or replaced since: what is written to it would be lost."""
    if connection.connection.info.get("file") != identity(path):
        raise gone(path)


def _open_transaction(connection: Connection) -> bool:
    raw: Any = connection.connection.driver_connection
    return bool(raw.in_transaction)


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
