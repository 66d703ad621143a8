"""The journal: its chain, its contents, and what it says about the rows of the ledger.

A broken chain is explained, not only noticed: which entry was altered, removed, added or moved, also where
the entries after it were renumbered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import orjson

from ledger import journal
from ledger.heads import Head
from ledger.verify.model import (
    ADDED,
    ALTERED,
    DAMAGED,
    REMOVED,
    REORDERED,
    TAIL_CUT,
    UNATTRIBUTED,
    Progress,
    Verification,
    span,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MOVED_AT_MOST = 40
"""Broken entries among which moved ones are looked for: every pair is tried."""


@dataclass(slots=True)
class Trail:
    """What the journal says about the rows: those acted upon, the batches with their roots, what was redacted.

    `acted` gives for each table and row the hash before the first act upon it (None where the act made it)
    and after the last.
    """

    acted: dict[str, dict[int, tuple[bytes | None, bytes]]] = field(default_factory=dict)
    batches: list[dict[str, Any]] = field(default_factory=list)
    originals_kept: set[int] = field(default_factory=set)


def check_journal(
    connection: Connection,
    heads: Sequence[Head],
    result: Verification,
    progress: Progress | None = None,
) -> Trail:
    """Recompute the chain, which must contain every one of the `heads`."""
    trail = Trail()
    links = _Links(result)
    skeletons = _skeletons(connection)
    held = [_Held(a) for a in heads]
    clock = ""
    for stored in journal.stream(connection):
        entry = _sane(stored)
        if progress and entry.seq % 1000 == 0:
            progress("journal", entry.seq)
        result.entries += 1
        links.take(entry)
        clock = _clock(clock, entry, result)
        for attested in held:
            attested.take(entry)
        if entry.payload is None:
            result.redacted += 1
            if entry.seq not in skeletons:
                say = f"journal entry {entry.seq} was emptied, and no act of redaction says so"
                result.add(UNATTRIBUTED, "journal", entry.seq, say)
            contents = skeletons.get(entry.seq, {})
        else:
            contents = _contents(entry.seq, entry.payload, result)
        _follow(entry, contents, trail, result)
        if entry.act == "create" and not result.ledger_id:
            result.ledger_id = entry.subject.removeprefix("ledger:")
    links.end()
    result.head = links.previous.hex() if result.entries else ""
    if not result.entries:
        result.add(TAIL_CUT, "journal", 1, "the journal is empty")
    for attested in held:
        attested.judge(result)
    return trail


class _Held:
    """Looks for one head among the entries that pass by."""

    def __init__(self, attested: Head) -> None:
        self.attested, self.head = attested, attested.head.strip().lower()
        self.found = False
        self.first_other = 0

    def take(self, entry: journal.Entry) -> None:
        """The next entry."""
        given = entry.hash.hex()
        if self.attested.entries in (None, entry.seq) and len(self.head) >= 16 and given.startswith(self.head):
            self.found = True
        hashes = self.attested.hashes
        if not self.first_other and entry.seq <= len(hashes) and hashes[entry.seq - 1] != given:
            self.first_other = entry.seq

    def judge(self, result: Verification) -> None:
        """Say what it means that the attested is not there."""
        if self.found and not self.first_other:
            return
        a, here = self.attested, result.entries
        what = f"the head {self.head[:16]}… of {a.source}"
        if a.ledger and result.ledger_id and a.ledger != result.ledger_id:
            say = f"{what} is of another ledger ({a.ledger}; this one is {result.ledger_id})"
            result.add(ALTERED, "journal", 1, say)
        elif a.entries is not None and a.entries > here and not self.first_other:
            say = f"the journal was cut: {a.source} attests {a.entries} entries, the ledger has {here}"
            result.add(TAIL_CUT, "journal", here + 1, say)
        elif a.entries is not None:
            at = self.first_other or a.entries
            before = "" if self.first_other else "or before "
            say = f"the journal was rewritten at {before}entry {at}: {what} is not there"
            result.add(ALTERED, "journal", at, say)
        else:
            say = (
                f"the ledger does not contain {what}: its journal was cut after it, or rewritten, or this is "
                f"another ledger ({here} entries here)"
            )
            result.add(TAIL_CUT, "journal", here + 1, say)


def _sane(entry: journal.Entry) -> journal.Entry:
    """The entry with what a damaged page left of it: values of a wrong type become empty ones."""
    wrong: dict[str, Any] = {}
    for name, kinds, empty in _TYPES:
        if not isinstance(getattr(entry, name), kinds):
            wrong[name] = empty
    return replace(entry, **wrong) if wrong else entry


_NONE = type(None)
_TYPES: tuple[tuple[str, tuple[type, ...], object], ...] = (
    ("at", (str,), ""),
    ("reviewer", (str,), ""),
    ("act", (str,), ""),
    ("subject", (str,), ""),
    ("payload", (str, _NONE), ""),
    ("nonce", (bytes, _NONE), None),
    ("payload_hash", (bytes,), b""),
    ("hash", (bytes,), b""),
)


def _clock(before: str, entry: journal.Entry, result: Verification) -> str:
    if entry.at < before:
        result.notes.append(
            f"the clock went backwards: entry {entry.seq} is of {entry.at}, one before it of {before};"
            " the order of the entries is that of the journal"
        )
    return max(before, entry.at)


def _skeletons(connection: Connection) -> dict[int, dict[str, Any]]:
    """What later acts of redaction kept of the entries that they emptied: hashes and roots, no words."""
    found: dict[int, dict[str, Any]] = {}
    rows = connection.exec_driver_sql("SELECT payload FROM journal WHERE act = 'redact' AND payload IS NOT NULL")
    for (payload,) in rows:
        try:
            for seq, kept in orjson.loads(payload)["emptied"].items():
                if _readable(kept):
                    found[int(seq)] = kept
        except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError, ValueError):
            continue  # the entry itself is named when its turn comes
    return found


def _readable(contents: Any) -> bool:
    """Whether the contents of an entry have the shape that the program writes."""
    if not isinstance(contents, dict):
        return False
    changes = contents.get("changes", [])
    if not isinstance(changes, list) or not all(_change(c) for c in changes):
        return False
    numbers = [contents.get(name, []) for name in ("kept", "originals")]
    if not all(isinstance(n, list) and all(isinstance(i, int) for i in n) for n in numbers):
        return False
    sealed = [contents[name] for name in ("documents", "claims") if name in contents]
    return all(
        isinstance(s, list) and len(s) == 3 and isinstance(s[0], int) and isinstance(s[1], int) and _hex(s[2])
        for s in sealed
    )


def _change(change: Any) -> bool:
    return (
        isinstance(change, dict)
        and isinstance(change.get("table"), str)
        and isinstance(change.get("id"), int)
        and _hex(change.get("is"))
        and "was" in change
        and (change["was"] is None or _hex(change["was"]))
    )


def _hex(text: object) -> bool:
    if not isinstance(text, str) or len(text) != 64:
        return False
    try:
        bytes.fromhex(text)
    except ValueError:
        return False
    return True


def _contents(seq: int, payload: str, result: Verification) -> dict[str, Any]:
    try:
        contents = orjson.loads(payload)
        if _readable(contents):
            return dict(contents)
    except orjson.JSONDecodeError:
        pass
    result.add(DAMAGED, "journal", seq, f"journal entry {seq} cannot be read")
    return {}


def _follow(entry: journal.Entry, contents: dict[str, Any], trail: Trail, result: Verification) -> None:
    for change in contents.get("changes", ()):
        rows = trail.acted.setdefault(change["table"], {})
        was = bytes.fromhex(change["was"]) if change["was"] else None
        earlier = rows.get(change["id"])
        if earlier is not None and earlier[1] != was:
            say = (
                f"journal entry {entry.seq} ({entry.act}) does not go on from where the entry before it left "
                f"{change['table']} {change['id']}"
            )
            result.add(ALTERED, "journal", entry.seq, say)
        rows[change["id"]] = (earlier[0] if earlier else was, bytes.fromhex(change["is"]))
    if entry.act == "import" and isinstance(contents.get("batch"), int):
        trail.batches.append(contents)
        trail.originals_kept.update(contents.get("kept", ()))
    if entry.act == "redact":
        result.redactions += 1
        trail.originals_kept.difference_update(contents.get("originals", ()))


@dataclass(frozen=True, slots=True)
class _Broken:
    """An entry whose hash does not fit, with the hash of the entry before it."""

    entry: journal.Entry
    previous: bytes


class _Links:
    """Follows the chain with one entry of foresight, which tells an altered entry from a missing one."""

    def __init__(self, result: Verification) -> None:
        self.result, self.previous = result, journal.START
        self._waiting: journal.Entry | None = None
        self._shift, self._expected = 0, 1
        self._after_gap = False
        self._exchanged: bytes | None = None
        self._broken: list[_Broken] = []

    def take(self, entry: journal.Entry) -> None:
        """The next entry in order of seq."""
        if self._waiting is not None:
            self._judge(self._waiting, entry)
        self._waiting = entry

    def end(self) -> None:
        """No more entries: judge the last, and look for moved ones among the broken."""
        if self._waiting is not None:
            self._judge(self._waiting, None)
        for broken, kind, say in self._explained():
            entry = broken.entry
            self.result.add(kind, "journal", entry.seq, f"journal entry {entry.seq} ({entry.act}) {say}")

    def _judge(self, entry: journal.Entry, following: journal.Entry | None) -> None:
        if entry.seq != self._expected:
            missing = span(self._expected, entry.seq - 1)
            self.result.add(REMOVED, "journal", missing, f"journal entry {missing} is missing")
            self._after_gap = True
        self._expected = entry.seq + 1
        self._check_payload(entry)
        if self._exchanged is not None:
            self.previous, self._exchanged = self._exchanged, None
            return
        if not _fits(entry, entry.seq + self._shift, self.previous) and not self._after_gap:
            self._explain(entry, following)
        self._after_gap = False
        self.previous = entry.hash

    def _check_payload(self, entry: journal.Entry) -> None:
        if entry.payload is None:
            return
        nonce = entry.nonce or b""
        if journal.payload_hash(nonce, entry.payload.encode("utf-8", "surrogatepass")) != entry.payload_hash:
            say = f"journal entry {entry.seq} ({entry.act}): its contents were altered"
            self.result.add(ALTERED, "journal", entry.seq, say)

    def _explain(self, entry: journal.Entry, following: journal.Entry | None) -> None:
        seq = entry.seq + self._shift
        if following is not None:
            after = following.seq + self._shift
            if _fits(following, seq, self.previous) and _fits(entry, after, following.hash):
                for one, other in ((entry, following), (following, entry)):
                    say = f"journal entry {one.seq} ({one.act}) stood at {other.seq} and was moved"
                    self.result.add(REORDERED, "journal", one.seq, say)
                self._exchanged = entry.hash
                return
            if _fits(following, after - 1, self.previous):
                say = "was added, and those after it renumbered"
                self.result.add(ADDED, "journal", entry.seq, f"journal entry {entry.seq} ({entry.act}) {say}")
                self._shift -= 1
                return
            if _fits(following, after + 1, entry.hash):
                say = f"an entry was removed before journal entry {entry.seq}, and those after it renumbered"
                self.result.add(REMOVED, "journal", seq, say)
                self._shift += 1
                return
        self._broken.append(_Broken(entry, self.previous))

    def _explained(self) -> Iterator[tuple[_Broken, str, str]]:
        moved: dict[int, int] = {}
        few = self._broken if len(self._broken) <= _MOVED_AT_MOST else []
        links = {b.previous for b in few} | {b.entry.hash for b in few}
        for one in few:
            for other in few:
                place = other.entry.seq
                if one is not other and any(_fits(one.entry, place, link) for link in links):
                    moved[one.entry.seq] = place
        true = {moved[b.entry.seq]: b.entry.hash for b in few if b.entry.seq in moved}
        for broken in self._broken:
            seq = broken.entry.seq
            if seq in moved:
                yield broken, REORDERED, f"stood at {moved[seq]} and was moved"
            elif seq - 1 in true and _fits(broken.entry, seq, true[seq - 1]):
                continue  # sound in itself: it followed the entry that was moved away
            else:
                yield broken, ALTERED, f"was altered, or entry {seq - 1} before it was, or it was put in"


def _fits(entry: journal.Entry, seq: int, previous: bytes) -> bool:
    parts = (entry.at, entry.reviewer, entry.act, entry.subject, entry.payload_hash)
    try:
        return journal.entry_hash(seq, *parts, previous) == entry.hash
    except TypeError:  # a lone surrogate or a blob where text was
        return False
