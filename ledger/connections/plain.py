"""A transaction on a connection of the driver alone, without SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ledger import derived
from ledger.connections.driver import driver, driver_errors
from ledger.connections.file import gone, identity, quoted
from ledger.connections.refusals import in_words
from ledger.connections.settings import PLAIN_CACHE_KIB, prepare, tidy
from ledger.connections.turns import BUSY_SECONDS, begin_writing, has_written
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from sqlalchemy import Connection


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
def plainly(
    path: Path, *, readonly: bool = False, cache: int = PLAIN_CACHE_KIB, patience: float = BUSY_SECONDS
) -> Iterator[Connection]:
    """One transaction on a connection of its own without SQLAlchemy, as `reading` and `writing` are with it.

    It takes what `detection` and the plain `queries` ask of a connection (`Plain`), and no more. Raises NotALedger
    for a file that is no ledger. To read it waits so many seconds of `patience` for one who is writing.
    """
    db = driver()
    try:
        uri = f"file:{quoted(path)}?mode={'ro' if readonly else 'rw'}"
        connection = db.connect(uri, timeout=patience, uri=True)
        try:
            prepare(connection, path, readonly=readonly, create=False, migrating=False, cache=cache)
            file = identity(path)
            if readonly:
                connection.execute("BEGIN")
            else:
                begin_writing(connection, path)
                derived.watch(connection)
            yield cast("Connection", Plain(connection))
            if not connection.in_transaction:
                raise LedgerError("nothing to commit: SQLite had already rolled back")
            if not readonly:
                derived.settle(connection)
            if identity(path) != file:
                raise gone(path)
            connection.execute("COMMIT")
            if not readonly:
                has_written(path)
                tidy(connection, path, file)
        finally:
            connection.close()  # which rolls back what was not committed
    except driver_errors() as error:
        raise in_words(path, error) from error
