"""Quantities, readings and findings: against their seals, and what they refer to; and against those computed anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger import derived, detection
from ledger.verify.model import ALTERED, DAMAGED, Verification

if TYPE_CHECKING:
    from sqlalchemy import Connection

SMALL = 5_000
"""Claims up to which everything is computed anew in any case: it takes no second."""

Broken = list[tuple[str, str]]

_READ = "(SELECT claim_id FROM reading)"
_LOOSE = (
    (
        "finding_claim",
        "SELECT coalesce(f.id, 'row ' || l.finding), l.claim_id FROM finding_claim AS l LEFT JOIN finding AS f"
        " ON f.row = l.finding WHERE l.claim_id NOT IN (SELECT claim_id FROM reading)",
        "finding {0} names claim row {1}, which does not stand",
    ),
    (
        "finding_claim",
        "SELECT finding, claim_id FROM finding_claim WHERE finding NOT IN (SELECT row FROM finding)",
        "claim row {1} is said to be in finding row {0}, which is not there",
    ),
    (
        "finding",
        "SELECT id FROM finding WHERE row NOT IN (SELECT finding FROM finding_claim)",
        "finding {0} names no claim",
    ),
    (
        "finding",
        f"SELECT id, CASE WHEN about NOT IN {_READ} THEN about WHEN higher NOT IN {_READ} THEN higher ELSE lower END"
        f" FROM finding WHERE about NOT IN {_READ} OR higher NOT IN {_READ} OR lower NOT IN {_READ}",
        "finding {0} is worded after claim row {1}, which does not stand",
    ),
    (
        "reading",
        "SELECT claim_id, quantity FROM reading WHERE quantity NOT IN (SELECT id FROM quantity)",
        "the reading of claim row {0} is of quantity row {1}, which is not there",
    ),
)
"""References between derived rows that lead nowhere: the table, a query, and what to say of a row."""
_DUE_OF_NOTHING = (
    "SELECT first_row, last_row FROM due_claim"
    " WHERE first_row NOT IN (SELECT id FROM claim) OR last_row NOT IN (SELECT id FROM claim)"
)


def check_derived(connection: Connection, result: Verification) -> Broken | None:
    """Every reference leads somewhere; gives the tables that do not fit their seals, None where nothing is sealed."""
    raw: Any = connection.connection.driver_connection
    result.not_compared = detection.waiting(connection)
    for row in raw.execute(_DUE_OF_NOTHING):
        result.add(
            DAMAGED, "due_claim", row[0], f"claim rows {row[0]} to {row[1]} wait to be compared and are not there"
        )
    for table, sql, say in _LOOSE:
        for row in raw.execute(sql):
            result.add(DAMAGED, table, row[0], say.format(*row))
    return list(derived.broken(raw)) if derived.sealed(raw) else None


def is_small(connection: Connection) -> bool:
    """Whether computing everything anew is a matter of a moment."""
    raw: Any = connection.connection.driver_connection
    found: int = raw.execute(f"SELECT count(*) FROM (SELECT 1 FROM claim LIMIT {SMALL + 1})").fetchone()[0]
    return found <= SMALL


def check_findings(connection: Connection, result: Verification) -> None:
    """Readings and findings against those computed anew, once all that was imported is compared."""
    result.not_compared = detection.waiting(connection)
    if result.not_compared:
        return
    for table, row, say in detection.differences(connection):
        result.add(ALTERED, table, row, say)


def name_broken(broken: Broken, result: Verification) -> None:
    """Say which seals do not fit, of those tables in which nothing else was found wrong."""
    named = {problem.table for problem in result.problems}
    for table, part in broken:
        if table not in named:
            say = f"{table}: the rows of part {part} do not fit their seal; claims rebuild computes both anew"
            result.add(ALTERED, table, part, say)
