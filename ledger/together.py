"""Acts on many claims at once: one transaction, one journal entry a claim, and one step back for all of them.

The entries of such an act carry `together`, the number of the first of them, so that undo and redo know what
belongs together. Each claim's history stays whole, and the findings are brought up to date once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ledger import detection, journal, review
from ledger.acts import Act
from ledger.counting import plural
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from sqlalchemy import Connection

Step = Callable[[Act], review.Doing]


def run(
    connection: Connection, reviewer: str, name: str, steps: Sequence[Step], say: str | None = None
) -> tuple[journal.Entry, review.Doing, detection.Changes]:
    """Do the steps in order in the open transaction; gives the last entry, what to say, and the findings.

    What one step refuses refuses them all: the caller's transaction rolls back.
    """
    if not steps:
        raise LedgerError("there is nothing to do; nothing was changed")
    first = journal.size(connection) + 1 if len(steps) > 1 else 0
    whole = Act(connection, reviewer, name)
    for step in steps:
        act = Act(connection, reviewer, name)
        doing = step(act)
        shared: dict[str, Any] = {"together": first} if len(steps) > 1 else {}
        entry = act.seal(doing.subject, **doing.extra, **shared)
        whole.changes += act.changes
    if say is not None and len(steps) > 1:
        doing = review.Doing(doing.subject, say, {})
    return entry, doing, detection.after(connection, whole)


def undoing(connection: Connection, reviewer: str) -> tuple[list[Step], str]:
    """The steps that take back this reviewer's latest act, and what to say of them."""
    entry = review.last_undoable(journal.stream(connection, newest_first=True), reviewer)
    if entry is None:
        raise LedgerError(f"{reviewer} has no act to undo")
    entries = _group(connection, entry)
    return [_undo(e) for e in entries], f"{plural(len(entries), 'claim')}: {entry.act} undone"


def redoing(connection: Connection, reviewer: str) -> tuple[list[Step], str]:
    """The steps that take back this reviewer's latest undo, and what to say of them."""
    entry = review.last_redoable(journal.stream(connection, newest_first=True), reviewer)
    if entry is None:
        raise LedgerError(f"{reviewer} has nothing to do again")
    entries = _group(connection, entry)
    return [_redo(e) for e in entries], f"{plural(len(entries), 'claim')}: done again"


def _group(connection: Connection, entry: journal.Entry) -> list[journal.Entry]:
    """The entries that were written together with `entry`, the last first."""
    first = entry.contents().get("together")
    if not isinstance(first, int):
        return [entry]
    found = journal.entries(connection, after=first - 1, limit=entry.seq - first + 1)
    return [e for e in reversed(found) if e.contents().get("together") == first]


def _undo(entry: journal.Entry) -> Step:
    return lambda act: review.undo(act, entry)


def _redo(entry: journal.Entry) -> Step:
    return lambda act: review.redo(act, entry)
