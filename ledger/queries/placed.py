"""The claims as the comparison holds them, read back from the stored readings."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ledger.comparison import Placed

SUBJECT = (
    "key, family, area, series, capacity, measure, group_name, place, time_class, anchor, counted_from, definition"
)
"""What all claims of one quantity share: the first fields of `Placed`, columns of `quantity`."""
SAID = (
    "r.claim, d.key, coalesce(d.publisher, ''), r.label, r.window_first, r.window_last, r.lo, r.hi, r.soft_lo,"
    " r.soft_hi, r.soft_ceiling, r.why, r.value, r.qualifier, r.shown, r.origin_key, r.origin, r.attributed, r.relay,"
    " r.as_of_first, r.as_of_last, r.as_of_known, r.published_day, r.figure, r.uncertain_place, r.fault, r.sentence,"
    " r.at, (SELECT claim.place FROM claim WHERE claim.id = r.claim_id)"
)
"""The others, of `reading AS r`, `document AS d` and the claim."""
PLACED = f"{', '.join(f'q.{c}' for c in SUBJECT.split(', '))}, {SAID}"
"""The fields of `Placed` in their order."""
JOINED = "CROSS JOIN quantity AS q ON q.id = r.quantity CROSS JOIN document AS d ON d.id = r.document_id"
_MANY = 500


def placed_at(execute: Any, rows: Iterable[int]) -> dict[int, Placed]:
    """The claims of those rows; `execute` runs a statement. What does not stand has no reading and is left out."""
    from ledger.comparison import Placed

    found: dict[int, Placed] = {}
    wanted = iter(rows)
    while part := tuple(islice(wanted, _MANY)):
        marks = ", ".join("?" * len(part))
        for row in execute(
            f"SELECT r.claim_id, {PLACED} FROM reading AS r {JOINED} WHERE r.claim_id IN ({marks})", part
        ):
            found[row[0]] = Placed._make(row[1:])
    return found
