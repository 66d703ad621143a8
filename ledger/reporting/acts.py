"""What people did, read from the journal: corrections with the old values, decisions, withdrawals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.journal import Entry
from ledger.records import FIELDS
from ledger.reporting.model import Act, Change, Claim, LeftOut
from ledger.telling import tolerances
from ledger.vocabulary import NameRelation, ResolutionMethod, ReviewState

WORDS: dict[str, str] = {
    "correct": "corrected",
    "reject": "rejected",
    "unsure": "marked as unsure",
    "resolve": "resolved",
    "dismiss": "dismissed",
    "note": "noted",
    "add": "keyed in",
    "withdraw": "withdrawn",
    "alias": "names tied or untied",
    "party": "party to the conflict recorded",
    "reliability": "reliability graded",
    "confidentiality": "confidentiality set",
    "key": "key of the signatures recorded",
    "redact": "words removed for good",
    "policy": "tolerances changed",
    "method": "way of counting recorded",
    "event": "claims tied to an event",
    "undo": "taken back",
    "redo": "done again",
}
"""The acts of people that a report lists, in words; what was accepted is counted, not listed."""

REDACTION = "ledger:redaction"
"""The subject of an act that removes words for good."""

_COLUMNS = {"group_name": "group", "key": "id", **{f: f for f in FIELDS}}
_WORD_OF = {"claim": "claim", "finding": "finding", "batch": "import", "source": "source", "name": "name"}


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the report is about, so that acts on anything else can be left aside.

    `findings` maps ids to numbers in the report, `documents` rows to keys.
    """

    claims: frozenset[str]
    findings: Mapping[str, int]
    documents: Mapping[int, str]
    batches: frozenset[int]

    def holds(self, subject: str) -> bool:
        """Whether an act on `subject` belongs in the report."""
        kind, _, name = subject.partition(":")
        if kind == "claim":
            return name in self.claims
        if kind == "finding":
            return name in self.findings
        if kind in ("document", "batch"):
            rows: Any = self.documents if kind == "document" else self.batches
            return name.isdecimal() and int(name) in rows
        return kind in ("name", "source") or subject in ("ledger:policy", REDACTION)

    def words(self, subject: str, named: str | None) -> str:
        """The subject as people call it; `named` is the name that the entry holds of a source or a name."""
        kind, _, name = subject.partition(":")
        if kind == "finding":
            return f"finding {self.findings[name]}"
        if kind == "document":
            return f"document “{self.documents[int(name)]}”"
        if kind == "ledger":
            return name
        return f"{_WORD_OF.get(kind, kind)} {named or name}"


def acts(journal: Iterable[Entry], subjects: Subjects) -> tuple[Act, ...]:
    """The acts of people on what the report is about, oldest first."""
    entries = list(journal)
    by_seq = {e.seq: e for e in entries}
    undone = _undone(entries)
    return tuple(
        _act(e, by_seq, undone.get(e.seq), subjects) for e in entries if e.act in WORDS and subjects.holds(e.subject)
    )


def _undone(entries: Iterable[Entry]) -> dict[int, int]:
    """Which act was taken back by which entry; an undo that was itself taken back counts no more."""
    found: dict[int, int] = {}
    for e in entries:
        contents = e.contents() if e.act in ("undo", "redo") else {}
        if e.act == "undo" and "undoes" in contents:
            found[contents["undoes"]] = e.seq
        elif e.act == "redo" and "redoes" in contents:
            found = {act: by for act, by in found.items() if by != contents["redoes"]}
            found[contents["redoes"]] = e.seq
    return found


def _act(entry: Entry, by_seq: Mapping[int, Entry], undone_by: int | None, subjects: Subjects) -> Act:
    contents = entry.contents()
    return Act(
        seq=entry.seq,
        at=entry.at,
        reviewer=entry.reviewer,
        act=entry.act,
        act_words=_words(entry, contents, by_seq),
        subject=subjects.words(entry.subject, _name(contents, by_seq)),
        changes=tuple(_changes(contents.get("changes", ()))),
        why=str(contents.get("why") or _remark(contents) or ""),
        undone_by=undone_by,
    )


def _name(contents: dict[str, Any], by_seq: Mapping[int, Entry]) -> str | None:
    """The name that an act is about, also where it takes back or does again an earlier one."""
    earlier = by_seq.get(contents.get("undoes") or contents.get("redoes") or 0)
    held = earlier.contents() if earlier else contents
    return str(held["name"]) if "name" in held else None


def _words(entry: Entry, contents: dict[str, Any], by_seq: Mapping[int, Entry]) -> str:
    said = WORDS[entry.act]
    if entry.payload is None:
        return f"{said} (the details were redacted)"
    if entry.act in ("resolve", "dismiss"):
        method = next((c["after"].get("method") for c in contents["changes"] if c["table"] == "decision"), None)
        return f"{said}: {ResolutionMethod(method).label}" if method else said
    earlier = contents.get("undoes") or contents.get("redoes")
    if isinstance(earlier, int) and earlier in by_seq:
        return f"entry {earlier} ({WORDS.get(by_seq[earlier].act, by_seq[earlier].act)}) {said}"
    if entry.act == "alias":
        return "; ".join(_tied(c) for c in contents["changes"] if c["table"] == "name_link") or said
    if entry.act == "reliability":
        after = contents["changes"][0]["after"] if contents.get("changes") else {}
        return f"reliability: {after.get('reliability') or 'not graded'}"
    if entry.act == "confidentiality":
        after = contents["changes"][0]["after"] if contents.get("changes") else {}
        return f"may be passed on: {after.get('confidentiality')}"
    if entry.act == "method":
        after = contents["changes"][0]["after"] if contents.get("changes") else {}
        return f"counts by: {after.get('method') or 'not said'}"
    if entry.act == "policy":
        return f"tolerances changed, {tolerances(contents)}"
    if entry.act == "party":
        after = contents["changes"][0]["after"] if contents.get("changes") else {}
        return f"party to the conflict: {after.get('party') or 'none'}"
    return said


def _tied(change: dict[str, Any]) -> str:
    after = change["after"]
    if "target" not in after:
        return "on its own again"
    return f"{NameRelation(after['relation']).label} “{after['target']}”"


def _remark(contents: dict[str, Any]) -> str | None:
    return next((c["after"].get("text") for c in contents.get("changes", ()) if c["table"] == "remark"), None)


def _changes(changes: Iterable[dict[str, Any]]) -> Iterable[Change]:
    """The fields of claims and documents that were changed, in the order of the native record."""
    for change in changes:
        if change["table"] not in ("claim", "document") or change.get("before") is None:
            continue
        named = {_COLUMNS.get(c, c): c for c in change["before"]}
        order = [f for f in (*FIELDS, "state") if f in named]
        for name in order:
            column = named[name]
            yield Change(
                field=name, old=_text(name, change["before"][column]), new=_text(name, change["after"][column])
            )


def _text(name: str, value: object) -> str | None:
    if value is None:
        return None
    if name == "state":
        return ReviewState(str(value)).label if value in set(ReviewState) else str(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def accepted(journal: Iterable[Entry], subjects: Subjects) -> tuple[tuple[str, int], ...]:
    """How many claims each reviewer accepted, and did not take back."""
    entries = list(journal)
    undone = _undone(entries)
    found = Counter(
        e.reviewer for e in entries if e.act == "accept" and e.seq not in undone and subjects.holds(e.subject)
    )
    return tuple(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class _Ending:
    entry: Entry
    what: str


def left_out(claims: Sequence[tuple[Claim, int, int | None]], journal: Iterable[Entry]) -> tuple[LeftOut, ...]:
    """Claims that count no more, with the act that made it so.

    `claims` come with the rows of their document and their batch: a claim is withdrawn with either.
    """
    ended = _endings(journal)
    made = []
    for claim, document, batch in claims:
        ending = ended.get(("claim", claim.row))
        if ending is None or claim.state not in ("rejected", "withdrawn"):
            ending = ended.get(("document", document)) or ended.get(("batch", batch)) or ending
        how = (
            "rejected" if claim.state == "rejected" else f"withdrawn with its {ending.what}" if ending else "withdrawn"
        )
        how = "withdrawn" if ending and ending.what == "claim" and how != "rejected" else how
        made.append(
            LeftOut(
                claim=claim,
                how=how,
                why=str(ending.entry.contents().get("why") or "") if ending else "",
                reviewer=ending.entry.reviewer if ending else "",
                at=ending.entry.at if ending else "",
            )
        )
    return tuple(made)


def _endings(journal: Iterable[Entry]) -> dict[tuple[str, int | None], _Ending]:
    """For each row of a claim, a document or a batch the last act that rejected or withdrew it."""
    found: dict[tuple[str, int | None], _Ending] = {}
    for entry in journal:
        if entry.act == "import":
            continue
        for change in entry.contents().get("changes", ()):
            table, state = change["table"], (change.get("after") or {}).get("state")
            if table not in ("claim", "document", "batch") or state is None:
                continue
            if state in ("rejected", "withdrawn"):
                found[(table, change["id"])] = _Ending(entry, "import" if table == "batch" else table)
            else:
                found.pop((table, change["id"]), None)
    return found
