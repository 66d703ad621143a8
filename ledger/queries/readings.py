"""What the standing claims commit to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.queries.views import ReadingView

if TYPE_CHECKING:
    from sqlalchemy import Connection


def readings(connection: Connection, rows: list[int] | None = None) -> dict[int, ReadingView]:
    """The readings of all standing claims, or of those in `rows`, by the claim's row."""
    only = "" if rows is None else f" WHERE claim_id IN ({', '.join('?' * len(rows))})"
    found = connection.exec_driver_sql(
        "SELECT claim_id, quantity.key, family, lo, coalesce(hi, 9e999), soft_lo, coalesce(soft_hi, 9e999),"
        " soft_ceiling, origin, CASE WHEN as_of_known THEN as_of_last END, published_day, why"
        f" FROM reading JOIN quantity ON quantity.id = reading.quantity{only} ORDER BY claim_id",
        tuple(rows or ()),
    )
    # A hundred thousand claims speak of far fewer quantities, sources and readings: each text is kept once.
    same: dict[Any, Any] = {}
    whole = ((*row[:7], bool(row[7]), *row[8:]) for row in found)
    made = ([same.setdefault(v, v) if isinstance(v, str) else v for v in row] for row in whole)
    return {row[0]: ReadingView(*row[1:]) for row in made}
