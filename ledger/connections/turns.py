"""Writers take turns: one who has to wait is let in before one who has just written."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from ledger.connections.driver import driver_errors
from ledger.connections.refusals import in_words

BUSY_SECONDS = 15.0
"""How long a writer waits for another: SQLite's waiting is unfair, and 4 s were seen with six writers."""
_TURN = 0.002
"""Seconds between two tries of a writer who waits, and at most twice that."""
_JUST_NOW, _GIVEN = 1.0, 0.5
"""Seconds after a write in which a writer gives way to others, and how long it waits for one of them to begin."""
_wrote: dict[Path, float] = {}
"""When this process last wrote to a ledger."""


def has_written(path: Path) -> None:
    """Note that this process has just written to the ledger at `path`."""
    _wrote[path] = time.monotonic()


def begin_writing(raw: Any, path: Path) -> None:
    """BEGIN IMMEDIATE, tried again every few milliseconds until it is this writer's turn.

    SQLite's own waiting sleeps up to a tenth of a second between tries, and knows no turns: a busy writer would
    overtake one who waits again and again, for 15 s and more. So one who waits leaves a file beside the ledger,
    and one who has just written gives way to it.
    """
    waiting = path.with_name(path.name + "-waiting")
    if time.monotonic() - _wrote.get(path, 0.0) < _JUST_NOW:
        _give_way(waiting)
    deadline = time.monotonic() + BUSY_SECONDS
    raw.execute("PRAGMA busy_timeout = 0")
    left = False
    try:
        while True:
            try:
                raw.execute("BEGIN IMMEDIATE")
                return
            except driver_errors() as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise in_words(path, error) from error
            with suppress(OSError):
                waiting.touch(mode=0o600)
                left = True
            time.sleep(_TURN * (1 + random.random()))
    finally:
        raw.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
        if left:
            with suppress(OSError):
                waiting.unlink()


def _give_way(waiting: Path) -> None:
    """Let one who waits go first; what a killed process left behind is not waited for."""
    end = time.monotonic() + _GIVEN
    while time.monotonic() < end:
        try:
            if time.time() - waiting.stat().st_mtime > _GIVEN:  # nobody has touched it since
                return
        except OSError:
            return
        time.sleep(_TURN)
