"""What the standing claims commit to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.queries.views import ReadingView

if TYPE_CHECKING:
    from sqlalchemy import Connection


def readings(connection: Connection) -> dict[int, ReadingView]:
    """The readings of all standing claims, by the claim's row."""
    found = connection.exec_driver_sql(
        "SELECT claim_id, quantity, family, lo, hi, soft_lo, soft_hi, soft_ceiling, origin, as_of_day,"
        " published_day, why FROM reading ORDER BY claim_id"
    )
    # A hundred thousand claims speak of far fewer quantities, sources and readings: each text is kept once.
    same: dict[Any, Any] = {}
    whole = ((*row[:7], bool(row[7]), *row[8:]) for row in found)
    rows = ([same.setdefault(v, v) if isinstance(v, str) else v for v in row] for row in whole)
    return {row[0]: ReadingView(*row[1:]) for row in rows}
