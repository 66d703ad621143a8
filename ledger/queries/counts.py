"""How much a ledger holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.queries.standing import by_state
from ledger.queries.views import Counts

if TYPE_CHECKING:
    from sqlalchemy import Connection


def counts(connection: Connection) -> Counts:
    """The numbers that every screen and report begins with."""

    def one(sql: str) -> int:
        return int(connection.exec_driver_sql(sql).scalar_one())

    waiting = connection.exec_driver_sql("SELECT list, count(*) FROM finding WHERE state = 'open' GROUP BY list")
    listed: dict[str, int] = {row[0]: row[1] for row in waiting}
    states = by_state(connection)
    return Counts(
        claims=sum(states.values()),
        to_read=sum(states.get(s, 0) for s in ("review_not_started", "review_re_requested")),
        unsure=states.get("review_in_progress", 0),
        documents=one("SELECT count(*) FROM document WHERE state = 'standing'"),
        batches=one("SELECT count(*) FROM batch WHERE state = 'standing'"),
        entries=one("SELECT coalesce(max(seq), 0) FROM journal"),
        open_slips=listed.get("slip", 0),
        open_disputes=listed.get("dispute", 0),
        open_notes=listed.get("note", 0),
        decided=one("SELECT count(*) FROM finding WHERE state <> 'open'"),
    )
