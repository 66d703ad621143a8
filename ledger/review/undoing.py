"""Which act a person can take back, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable

from ledger import journal, queries
from ledger.acts import Act
from ledger.errors import LedgerError
from ledger.review.doing import Doing
from ledger.telling import told

HUMAN_ACTS = frozenset(
    {
        "accept",
        "reject",
        "unsure",
        "correct",
        "resolve",
        "dismiss",
        "note",
        "add",
        "withdraw",
        "alias",
        "party",
        "policy",
        "method",
        "event",
        "reliability",
        "confidentiality",
    }
)
"""The acts that a person can undo."""


def last_undoable(entries: Iterable[journal.Entry], reviewer: str) -> journal.Entry | None:
    """The reviewer's latest act that still holds. `entries` come newest first."""
    undone: set[int] = set()
    for entry in entries:
        contents = entry.contents()
        if entry.act == "undo" and entry.seq not in undone:
            undone.add(contents.get("undoes", 0))
        elif entry.act == "redo" and entry.seq not in undone:
            undone.add(contents.get("redoes", 0))
        elif entry.act in HUMAN_ACTS and entry.reviewer == reviewer and entry.seq not in undone:
            return entry
    return None


def last_redoable(entries: Iterable[journal.Entry], reviewer: str) -> journal.Entry | None:
    """The reviewer's latest undo that nothing of theirs followed. `entries` come newest first."""
    redone: set[int] = set()
    for entry in entries:
        if entry.reviewer != reviewer:
            continue
        if entry.act == "redo":
            redone.add(entry.contents().get("redoes", 0))
        elif entry.act == "undo":
            if entry.seq not in redone:
                return entry
        elif entry.act in HUMAN_ACTS:
            return None
    return None


def undo(act: Act, entry: journal.Entry) -> Doing:
    """Take back an act by the opposite changes; raises Conflict when something has changed since."""
    if entry.payload is None:
        raise LedgerError(f"journal entry {entry.seq} was redacted and cannot be undone; nothing was changed")
    act.reverse(entry.contents()["changes"])
    return Doing(entry.subject, _again(act, entry, "undone"), {"undoes": entry.seq})


def redo(act: Act, entry: journal.Entry) -> Doing:
    """Take back an undo."""
    act.reverse(entry.contents()["changes"])
    return Doing(entry.subject, _again(act, entry, "done again"), {"redoes": entry.seq})


def _again(act: Act, entry: journal.Entry, how: str) -> str:
    """An earlier act in words, and what has now become of it."""
    named = queries.named(act.connection, [entry])
    first = named.entries.get(entry.contents().get("undoes", 0), entry)
    kind, _, name = entry.subject.partition(":")
    of = "" if kind in ("name", "source", "ledger") else f"{kind} {name}: "
    what = told(entry, named)
    what = what.removeprefix(first.act).removeprefix(": ") if first is not entry else what
    return f"{of}{first.act} {how}{': ' if what else ''}{what}"
