"""Finishes the comparison of what a large import stored, each portion a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ledger import detection
from ledger.collecting import uncollected
from ledger.connections.engine import reading, writing
from ledger.detection import due
from ledger.errors import LedgerError
from ledger.holder import holding, is_held

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from ledger.detection.beside import Beside

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def catch_up(
    engine: Engine,
    ledger: Path,
    reviewer: str,
    progress: Progress | None = None,
    beside: Beside | None = None,
) -> detection.Tally:
    """Compare all that is due, with the help of a process `beside`; gives what changed among the findings.

    Between two portions others may write. What ends this half-way leaves the rest due.
    """
    tally = detection.Tally()
    with reading(engine) as connection:
        total = 2 * due.unread(connection)  # each claim is read, and then compared
    done = 0
    with holding(ledger, reviewer, "comparing what was imported"):
        while True:
            with uncollected(), writing(engine) as connection:
                changes = detection.compare_due(connection, beside)
            if changes is None:
                break
            tally.take(changes)
            done = min(done + due.PORTION, total)
            if progress:
                progress("comparing", done, total)
    return tally


def finish(engine: Engine, ledger: Path, reviewer: str) -> bool:
    """Finish what an earlier import left due, unless a process is at it; whether there was anything.

    Where it cannot be done now (others write, the file may only be read), it stays due.
    """
    with reading(engine) as connection:
        if not detection.is_due(connection):
            return False
    if is_held(ledger):
        return False
    try:
        catch_up(engine, ledger, reviewer)
    except LedgerError:
        return False
    return True
