"""Who is writing: a small file beside the ledger that tells those who must wait for whom they wait."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def _beside(ledger: Path) -> Path:
    return ledger.with_name(ledger.name + "-writer")


@contextmanager
def holding(ledger: Path, reviewer: str, act: str) -> Iterator[None]:
    """Say beside `ledger` that `reviewer` is writing; a ledger in a read-only folder does without."""
    note = _beside(ledger)
    mine = json.dumps({"pid": os.getpid(), "reviewer": reviewer, "act": act})
    with suppress(OSError):
        note.write_text(mine, encoding="utf-8")
    try:
        yield
    finally:
        with suppress(OSError):
            if note.read_text(encoding="utf-8") == mine:
                note.unlink()


def who_holds(ledger: Path) -> str:
    """Who holds the ledger, in words; the note of a process that is gone is not believed."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        note = json.loads(_beside(ledger).read_text(encoding="utf-8"))
        os.kill(int(note["pid"]), 0)
        return f"{note['reviewer']} is writing ({note['act']}, process {note['pid']})"
    return "another process is writing to the ledger"


def is_held(ledger: Path) -> bool:
    """Whether a process that runs has said that it is writing."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        os.kill(int(json.loads(_beside(ledger).read_text(encoding="utf-8"))["pid"]), 0)
        return True
    return False
