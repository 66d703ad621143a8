"""Claims as they stand."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from typing import TYPE_CHECKING, Any

import orjson

from ledger.queries.filtering import BATCH_JOINS, DOCUMENT_JOINS, ClaimFilter, select
from ledger.queries.standing import FALLEN, everything_stands
from ledger.queries.stored import FROM, RECORD_COLUMNS, STANDING, record_from
from ledger.queries.views import ClaimView
from ledger.records import Evidence
from ledger.vocabulary import ReviewState

if TYPE_CHECKING:
    from sqlalchemy import Connection


_COLUMNS = (
    "SELECT claim.id, claim.state, claim.document_id, claim.batch_id, claim.source_key, claim.quote_start,"
    " claim.quote_end, claim.figure_start, claim.figure_end, claim.evidence, batch.options, claim.row_hash, "
    + ", ".join(RECORD_COLUMNS)
)


RECORD_AT = 12
"""Where the fields of the native record begin in a row of `claim_parts`."""


def claim_of(row: Sequence[Any]) -> ClaimView:
    """The claim in a row as the database gives it."""
    evidence = tuple(Evidence(*e) for e in orjson.loads(row[9])) if row[9] else ()
    engine = orjson.loads(row[10]).get("engine") if row[10] else None
    return ClaimView(
        row=row[0],
        state=ReviewState(row[1]),
        document_row=row[2],
        batch=row[3],
        source_key=row[4],
        quote_start=row[5],
        quote_end=row[6],
        figure_start=row[7],
        figure_end=row[8],
        evidence=evidence,
        engine=engine,
        row_hash=bytes(row[11]).hex(),
        record=record_from(row[RECORD_AT:]),
    )


def claims(
    connection: Connection,
    only: ClaimFilter | None = None,
    order: str = "entered",
    limit: int | None = None,
    *,
    descending: bool = False,
) -> list[ClaimView]:
    """The claims that `only` lets through, in `order` (a name of ORDERS)."""
    chosen = select(only or ClaimFilter())
    sql = f"{_COLUMNS}{chosen.tables}{chosen.where}{chosen.order(order, descending)} LIMIT ?"
    found = connection.exec_driver_sql(sql, (*chosen.values, -1 if limit is None else limit))
    return [claim_of(row) for row in found]


def claim_parts(
    connection: Connection, only: ClaimFilter | None = None, size: int = 1_000
) -> Iterator[list[tuple[Any, ...]]]:
    """The claims that `only` lets through in the order of entry, as rows of plain values for `claim_of`, in parts."""
    chosen = select(only or ClaimFilter())
    cursor = connection.exec_driver_sql(
        f"{_COLUMNS}{chosen.tables}{chosen.where}{chosen.order('entered')}", chosen.values
    )
    while part := cursor.fetchmany(size):
        yield [tuple(row) for row in part]


def claim_rows(
    connection: Connection, only: ClaimFilter | None = None, order: str = "entered", descending: bool = False
) -> Sequence[int]:
    """The rows of those claims, in order, so that a screen can jump anywhere.

    4 bytes a claim, or none where the rows follow one another, as those of a ledger without rejected claims do.
    """
    only, stands = only or ClaimFilter(), everything_stands(connection)
    if stands and (order, descending) == ("entered", False) and only == ClaimFilter():
        return _all_rows(connection)
    chosen = select(only, stands=stands)
    by = chosen.order(order, descending)
    tables = chosen.tables
    if stands:
        tables = _needed(tables, chosen.where + by)
    rows = _rows(connection, f"SELECT claim.id{tables}{chosen.where}{by}", chosen.values)
    return _run(rows) if (order, descending) == ("entered", False) else rows


def _needed(tables: str, used: str) -> str:
    """The tables without those that no condition and no order names: a join over a million rows takes a second."""
    for column, joins in (("batch.", BATCH_JOINS), ("document.", DOCUMENT_JOINS)):
        if column not in used:
            for join in joins:
                tables = tables.replace(join, " ")
    return tables


def _all_rows(connection: Connection) -> Sequence[int]:
    """Every claim that stands, where nothing but claims has fallen: read from the index over their states."""
    found = connection.exec_driver_sql("SELECT state, count(*), min(id), max(id) FROM claim GROUP BY state")
    parts = [tuple(row) for row in found if row[0] not in FALLEN]
    if not parts:
        return range(0)
    first, last = min(p[2] for p in parts), max(p[3] for p in parts)
    if sum(p[1] for p in parts) == last - first + 1:
        return range(first, last + 1)
    each = [_rows(connection, "SELECT id FROM claim WHERE state = ? ORDER BY id", (p[0],)) for p in parts]
    return each[0] if len(each) == 1 else array(each[0].typecode, merge(*each))


def _run(rows: array[int]) -> Sequence[int]:
    """Ascending rows as a range, where none is left out between the first and the last."""
    if rows and rows[-1] - rows[0] + 1 == len(rows):
        return range(rows[0], rows[-1] + 1)
    return rows


def _rows(connection: Connection, sql: str, values: tuple[Any, ...]) -> array[int]:
    """One column of numbers, by the driver's own cursor: SQLAlchemy's rows cost three times as much."""
    cursor = connection.connection.cursor()
    try:
        [last] = cursor.execute("SELECT coalesce(max(id), 0) FROM claim").fetchall()
        rows = array("I" if last[0] < 1 << 32 else "q")
        cursor.execute(sql, values)
        while part := cursor.fetchmany(5_000):
            rows.extend(row[0] for row in part)
    finally:
        cursor.close()
    return rows


def claims_at(connection: Connection, rows: Iterable[int]) -> list[ClaimView]:
    """The claims in those rows, in the order given; rows that are not there are left out."""
    wanted = list(rows)
    marks = ", ".join("?" * len(wanted))
    found = connection.exec_driver_sql(f"{_COLUMNS}{FROM} WHERE claim.id IN ({marks})", tuple(wanted))
    by_row = {row[0]: claim_of(row) for row in found}
    return [by_row[r] for r in wanted if r in by_row]


def claim(connection: Connection, claim_id: str) -> ClaimView | None:
    """The claim that goes by that id."""
    row = connection.exec_driver_sql(f"{_COLUMNS}{FROM} WHERE claim.key = ?", (claim_id,)).first()
    return claim_of(row) if row else None


def claims_of_document(connection: Connection, row: int) -> list[ClaimView]:
    """The standing claims of one document, in the order of its words."""
    found = connection.exec_driver_sql(
        f"{_COLUMNS}{FROM} WHERE claim.document_id = ? AND {STANDING}"
        " ORDER BY claim.quote_start IS NULL, claim.quote_start, claim.figure_start, claim.id",
        (row,),
    )
    return [claim_of(r) for r in found]


def claims_of_quantity(connection: Connection, claim_id: str, most: int) -> list[ClaimView]:
    """At most `most` standing claims that speak of the same quantity as one of them, in the order of entry."""
    found = connection.exec_driver_sql(
        f"{_COLUMNS}{FROM} WHERE claim.id IN (SELECT claim_id FROM reading WHERE quantity ="
        " (SELECT quantity FROM reading JOIN claim ON claim.id = claim_id WHERE claim.key = ?))"
        " ORDER BY claim.id LIMIT ?",
        (claim_id, most),
    )
    return [claim_of(r) for r in found]
