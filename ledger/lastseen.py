"""What this machine last saw of each ledger: its identity, how many entries it had, and the hash of the last.

Kept in the app's own state, never in the ledger. It tells that a file was replaced by an older copy, that its
tail was cut, or that a foreign -wal file took its place: nothing inside a ledger can tell that.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger import journal
from ledger.heads import Head
from ledger.locations import state_folder

if TYPE_CHECKING:
    from sqlalchemy import Connection

_KEPT = 200
"""Ledgers that are remembered, the latest ones."""


def _file() -> Path:
    return state_folder() / "heads.json"


def _all() -> dict[str, Any]:
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def last_seen(path: Path) -> Head | None:
    """What was last seen of the ledger at `path`; None where it never was."""
    found = _all().get(str(path.resolve()))
    if not isinstance(found, dict):
        return None
    try:
        return Head("this machine's own memory", str(found["head"]), int(found["entries"]), str(found["ledger"]))
    except (TypeError, KeyError, ValueError):
        return None


def remember(path: Path, connection: Connection) -> None:
    """Keep the head of the ledger at `path`; a state that cannot be written is done without."""
    ledger = connection.exec_driver_sql("SELECT value FROM setting WHERE name = 'ledger_id'").scalar()
    known = _all()
    key = str(path.resolve())
    now = {"ledger": ledger, "entries": journal.size(connection), "head": journal.head(connection)}
    if known.get(key) == now:
        return
    known.pop(key, None)
    known[key] = now
    kept = dict(list(known.items())[-_KEPT:])
    with suppress(OSError):
        _file().parent.mkdir(parents=True, exist_ok=True)
        made = _file().with_name(f"heads.{os.getpid()}.new")
        made.write_text(json.dumps(kept), encoding="utf-8")
        os.replace(made, _file())


def warning(path: Path, connection: Connection) -> str | None:
    """A sentence where the ledger no longer contains what was last seen of it here; None where all is well."""
    head = last_seen(path)
    if head is None or head.entries is None:
        return None
    found = connection.exec_driver_sql("SELECT hex(hash) FROM journal WHERE seq = ?", (head.entries,)).scalar()
    if found is not None and str(found).lower() == head.head:
        return None
    ledger = connection.exec_driver_sql("SELECT value FROM setting WHERE name = 'ledger_id'").scalar()
    here = journal.size(connection)
    if ledger != head.ledger:
        what = f"another ledger stood here when it was last used ({head.ledger})"
    elif here < head.entries:
        what = f"it had {head.entries} entries when it was last used here and has {here} now"
    else:
        what = f"its journal was rewritten at or before entry {head.entries} since it was last used here"
    return f"{path}: {what}: an older copy, a foreign -wal file, or tampering; claims doctor says more"
