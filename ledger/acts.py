"""An act: what a person does to the ledger, as changes of rows and one journal entry that holds them all.

Every change is written down with the columns before and after and the row's hash before and after, so that
any act can be undone by the opposite one and `verify` can follow every row from its first words to today.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from ledger import journal
from ledger.driving import raw
from ledger.errors import Conflict
from ledger.rowhash import COLUMNS, row_hash

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlmodel import Session

    from ledger.models import Row

R = TypeVar("R", bound="Row")


class Act:
    """The changes of one act, inside the write transaction that is open on `connection`."""

    def __init__(self, connection: Connection, reviewer: str, act: str) -> None:
        self.connection = connection
        self.reviewer, self.act = reviewer, act
        self.changes: list[dict[str, Any]] = []
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """The session in which rows are looked at and changed."""
        if self._session is None:
            from sqlmodel import Session

            self._session = Session(bind=self.connection, autoflush=False)
        return self._session

    def get(self, model: type[R], row_id: int) -> R | None:
        """The row of `model` with that id, or None."""
        return self.session.get(model, row_id)

    def add(self, row: Row) -> None:
        """Insert a row and write it down; it takes the next free id unless it has one."""
        if row.id is None:
            row.id = self._next(table(row))
        row.row_hash = row_hash(table(row), [getattr(row, c) for c in COLUMNS[table(row)]])
        self._insert(row)
        after = {c: getattr(row, c) for c in COLUMNS[table(row)]}
        self._note(row, None, after, None)

    def enter(self, model: type[Row], **values: Any) -> int:
        """Insert a row that the act looks at no more, and write it down; gives its id. No object is made of it, which
        would cost three times as much."""
        name = str(model.__tablename__)
        row = {**_defaults(model), **values}
        row["id"] = row["id"] or self._next(name)
        kept = {c: row[c] for c in COLUMNS[name]}
        row["row_hash"] = row_hash(name, list(kept.values()))
        raw(self.connection).execute(_insertion(name, tuple(row)), tuple(row.values()))
        self.changes.append(change_of(name, row["id"], None, kept, None, row["row_hash"]))
        return int(row["id"])

    def _next(self, name: str) -> int:
        return next_id(self.connection, name)

    def change(self, row: Row, **values: object) -> bool:
        """Change columns of a row and write them down; False when they already stand so."""
        before = {c: getattr(row, c) for c, v in values.items() if getattr(row, c) != v}
        if not before:
            return False
        was: bytes = row.row_hash
        for column in before:
            setattr(row, column, values[column])
        self._sealed(row)
        self._note(row, before, {c: values[c] for c in before}, was)
        return True

    def seal(self, subject: str, *, at: str | None = None, **payload: object) -> journal.Entry:
        """Write the journal entry of the act."""
        if self._session is not None:
            self._session.flush()
        return journal.append(
            self.connection, self.reviewer, self.act, subject, {"changes": self.changes, **payload}, at
        )

    def touched(self, name: str) -> list[int]:
        """The ids of the rows of one table that the act made or changed."""
        return [c["id"] for c in self.changes if c["table"] == name]

    def added(self, name: str) -> list[int]:
        """The ids of the rows of one table that the act made."""
        return [c["id"] for c in self.changes if c["table"] == name and c["before"] is None]

    def _sealed(self, row: Row) -> None:
        name = table(row)
        row.row_hash = row_hash(name, [getattr(row, c) for c in COLUMNS[name]])
        self.session.add(row)
        self.session.flush()

    def _insert(self, row: Row) -> None:
        """Put a row in, and let the session know it as one that is there: a flush costs a millisecond more."""
        from sqlalchemy.orm import make_transient_to_detached

        columns = tuple(c.name for c in type(row).__table__.columns)  # type: ignore[attr-defined]  # of every table's class
        values = tuple(getattr(row, c) for c in columns)
        raw(self.connection).execute(_insertion(table(row), columns), values)
        make_transient_to_detached(row)
        self.session.add(row)

    def _note(self, row: Row, before: dict[str, Any] | None, after: dict[str, Any], was: bytes | None) -> None:
        self.changes.append(change_of(table(row), row.id or 0, before, after, was, row.row_hash))

    def reverse(self, changes: Iterable[dict[str, Any]]) -> None:
        """Take back the changes of an earlier act, the last first.

        A row that an act made is withdrawn, never deleted. Raises Conflict when a row has changed since.
        """
        from ledger import models

        by_table = {m.__tablename__: m for m in models.Row.__subclasses__()}
        for change in reversed(list(changes)):
            row = self.get(by_table[change["table"]], change["id"])
            if row is None or row.row_hash.hex() != change["is"]:
                raise Conflict(
                    f"{change['table']} {change['id']} has changed since; undo the later act first; nothing was changed"
                )
            self._free_for(row, change)
            if change["before"] is None:
                self.change(row, state="withdrawn")
            else:
                self.change(row, **change["before"])

    def _free_for(self, row: Row, change: dict[str, Any]) -> None:
        """Refuse to bring back a document whose name has been taken by one that came in since."""
        if change["table"] != "document" or (change["before"] or {}).get("state") != "standing":
            return
        key = getattr(row, "key", None)
        taken = "SELECT 1 FROM document WHERE key = ? AND state = 'standing'"
        if self.connection.exec_driver_sql(taken, (key,)).first():
            raise Conflict(f"document {key!r} came in again since; withdraw that import first; nothing was changed")


def change_of(
    name: str, row: int, before: dict[str, Any] | None, after: dict[str, Any], was: bytes | None, now: bytes
) -> dict[str, Any]:
    """A change of a row of the table `name` as the journal has it; `before` and `was` are None for a new row."""
    return {
        "table": name,
        "id": row,
        "before": before,
        "after": after,
        "was": was.hex() if was else None,
        "is": now.hex(),
    }


def next_id(connection: Connection, name: str) -> int:
    """The id that the next row of a table takes."""
    found: int = raw(connection).execute(f"SELECT coalesce(max(id), 0) + 1 FROM {name}").fetchone()[0]
    return found


@cache
def _insertion(name: str, columns: tuple[str, ...]) -> str:
    """The statement that inserts a row of those columns."""
    return f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


@cache
def _defaults(model: type[Row]) -> dict[str, Any]:
    """What each column of a new row holds unless it is said; None where it must be said."""
    columns = model.__table__.columns  # type: ignore[attr-defined]  # SQLModel sets it and does not type it
    return {c.name: model.model_fields[c.name].get_default() for c in columns}


def table(row: Row) -> str:
    """The name of the table that a row belongs to."""
    return str(type(row).__tablename__)
