"""What a person can do to claims and findings. Each act is one transaction and one journal entry.

Every function works on an open `Act` and returns the subject of the entry and a sentence about what was
done; `Ledger` opens the transaction, seals the entry and brings the findings up to date. A claim that has
changed since the reviewer looked at it (`seen`, its row hash) raises Conflict and nothing happens.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from ledger import anchors, clock, fields, journal, queries
from ledger.acts import Act, next_id
from ledger.anchors import Anchor
from ledger.driving import raw
from ledger.errors import Conflict, LedgerError
from ledger.fingerprints import fingerprint
from ledger.models import Batch, Claim, Decision, Document, NameLink, Remark, Source
from ledger.records import ClaimRecord
from ledger.telling import claim as told_claim
from ledger.telling import told
from ledger.vocabulary import (
    Confidentiality,
    FindingState,
    Method,
    NameKind,
    NameRelation,
    Reliability,
    ResolutionMethod,
    ReviewState,
)


@dataclass(frozen=True, slots=True)
class Doing:
    """What an act does: the subject of its journal entry, a sentence, and what else the entry holds.

    A subject names rows by their numbers, never people: it is hashed as it stands, and could not be redacted.
    """

    subject: str
    say: str
    extra: dict[str, Any]


def _claim(act: Act, claim_id: str, seen: str | None) -> tuple[Claim, queries.ClaimView]:
    view = queries.claim(act.connection, claim_id)
    if view is None:
        raise LedgerError(f"there is no claim {claim_id}; claims list shows them")
    if seen is not None and view.row_hash != seen:
        raise Conflict(f"claim {claim_id} was changed by somebody else since you looked; nothing was changed")
    row = act.get(Claim, view.row)
    assert row is not None  # it was read in this transaction
    return row, view


def judge(act: Act, claim_id: str, state: ReviewState, why: str, seen: str | None = None) -> Doing:
    """Accept, reject or mark a claim as unsure."""
    row, _ = _claim(act, claim_id, seen)
    if state is ReviewState.REJECTED and not why:
        raise LedgerError("say why the claim is rejected: --why TEXT")
    if not act.change(row, state=state.value):
        raise LedgerError(f"claim {claim_id} is {state.label} already; nothing was changed")
    return Doing(f"claim:{claim_id}", f"claim {claim_id}: {state.label}", {"why": why})


DOCUMENT_FIELDS = ("publisher", "published", "url")
_NAMED = "SELECT 1 FROM claim WHERE attributed_to = ? UNION ALL SELECT 1 FROM document WHERE publisher = ? LIMIT 1"
_STANDING_DOCUMENT = "SELECT id FROM document WHERE key = ? AND state = 'standing'"


def correct(
    act: Act,
    claim_id: str,
    values: dict[str, str | None],
    why: str,
    seen: str | None = None,
    at: Anchor | None = None,
) -> Doing:
    """Correct fields of a claim, or publisher, published and url of its document. The old values stay.

    `values` maps native field names to what a person typed; ValueError and LedgerError say what is wrong. A new
    quote or new words of the figure stand at `at`, else where the document's text holds them once.
    """
    row, view = _claim(act, claim_id, seen)
    parsed = {name: fields.parse(name, text) for name, text in values.items()}
    if not parsed:
        raise LedgerError("name at least one field and its new value, such as group='IS members'")
    for fixed in ("id", "document"):
        if fixed in parsed:
            raise LedgerError(f"{fixed} cannot be corrected; withdraw the claim and add it again")
    fields.check(view.record, parsed)
    document = {n: v for n, v in parsed.items() if n in DOCUMENT_FIELDS}
    own = {("group_name" if n == "group" else n): v for n, v in parsed.items() if n not in DOCUMENT_FIELDS}
    own = {n: (v.value if hasattr(v, "value") else v) for n, v in own.items()}
    own |= fields.mirrored(view.record, parsed)
    own |= _anchored(act, view, parsed, at)
    changed = act.change(row, **own) if own else False
    if document:
        parent = act.get(Document, view.document_row)
        assert parent is not None  # foreign key
        changed = act.change(parent, **document) or changed
    if not changed:
        raise LedgerError(f"claim {claim_id} stands so already; nothing was changed")
    named = ", ".join(values)
    return Doing(f"claim:{claim_id}", f"claim {claim_id}: corrected {named}", {"why": why})


def _anchored(act: Act, view: queries.ClaimView, parsed: dict[str, Any], at: Anchor | None) -> dict[str, Any]:
    """The places of a new quote or of new words of the figure: a claim never points at words it does not hold."""
    if not {"quote", "figure_text"} & set(parsed):
        return {}
    document = act.get(Document, view.document_row)
    quote = parsed.get("quote", view.record.quote)
    figure = parsed.get("figure_text", view.record.figure_text)
    return anchors.columns(document.text if document else None, quote, figure, at)


def tie_event(act: Act, claim_id: str, label: str | None, why: str, tied_to: str | None = None) -> Doing:
    """Say that a claim is about an event, or that it is about none (`label` None)."""
    row, view = _claim(act, claim_id, None)
    if tied_to is not None and view.record.event != tied_to:
        raise LedgerError(f"claim {claim_id} is not tied to the event {tied_to!r}; nothing was changed")
    parsed = fields.parse("event", label or "")
    if not act.change(row, event=parsed):
        stands = f"tied to the event {label!r}" if label else "tied to no event"
        raise LedgerError(f"claim {claim_id} is {stands} already; nothing was changed")
    said = f"tied to the event {parsed!r}" if parsed else "tied to no event"
    return Doing(f"claim:{claim_id}", f"claim {claim_id}: {said}", {"why": why})


def decide(act: Act, finding_id: str, outcome: FindingState, method: ResolutionMethod, why: str) -> Doing:
    """Resolve or dismiss a finding by a published method, with a reason."""
    if not why.strip():
        raise LedgerError("say why: a finding is decided with a reason")
    found = queries.finding(act.connection, finding_id)
    if found is None:
        raise LedgerError(f"there is no finding {finding_id}; claims conflicts --state all shows them")
    if found.state is not FindingState.OPEN:
        raise LedgerError(f"finding {found.id} is {found.state.label} already; nothing was changed")
    for earlier in _standing_decisions(act, found.id):
        act.change(earlier, state="withdrawn")
    act.add(
        Decision(
            finding=found.id,
            outcome=outcome.value,
            method=method.value,
            why=why,
            claims=orjson.dumps(queries.claims_beside(act.connection, found.id)).decode(),
            reviewer=act.reviewer,
            at=clock.now(),
        )
    )
    return Doing(f"finding:{found.id}", f"finding {found.id}: {outcome.label}, {method.label}", {"why": why})


def _standing_decisions(act: Act, finding_id: str) -> list[Decision]:
    from sqlmodel import col, select

    query = select(Decision).where(col(Decision.finding) == finding_id, col(Decision.state) == "standing")
    return list(act.session.exec(query))


def remark(act: Act, subject: str, text: str) -> Doing:
    """Put a note on a claim (`claim:ID`) or a finding (`finding:ID`)."""
    kind, _, name = subject.partition(":")
    if not text.strip():
        raise LedgerError("the note is empty; nothing was changed")
    if kind == "claim":
        _claim(act, name, None)
    elif kind != "finding" or (found := queries.finding(act.connection, name)) is None:
        raise LedgerError(f"there is no {kind} {name}")
    else:
        subject = f"finding:{found.id}"
    act.add(Remark(subject=subject, text=text, reviewer=act.reviewer, at=clock.now()))
    return Doing(subject, f"{subject.replace(':', ' ')}: noted", {})


def add(act: Act, record: ClaimRecord, at: Anchor | None = None) -> Doing:
    """Key a claim in by hand; its document is found by its key, or entered as a reference.

    Its words stand at `at`, else where the document's text holds them once.
    """
    row = raw(act.connection).execute(_STANDING_DOCUMENT, (record.document,)).fetchone()
    document = act.get(Document, row[0]) if row is not None else None
    if document is None:
        said = {name: getattr(record, name) for name in DOCUMENT_FIELDS}
        number = act.enter(Document, key=record.document, **said)
    else:
        number = document.id or 0
        _add_to(act, document, record)
    next_row = next_id(act.connection, "claim")
    key = free_key(act, record.id or str(next_row))
    act.enter(
        Claim,
        id=next_row,
        key=key,
        document_id=number,
        source_key=record.id,
        fingerprint=fingerprint(record, 0),
        **anchors.columns(document.text if document is not None else None, record.quote, record.figure_text, at),
        **fields.columns(record),
    )
    return Doing(f"claim:{key}", f"claim {key}: added {told_claim(fields.columns(record))}", {})


def _add_to(act: Act, document: Document, record: ClaimRecord) -> None:
    """Fill in what a document does not say yet; refuses a record that says otherwise."""
    for name in DOCUMENT_FIELDS:
        given, has = getattr(record, name), getattr(document, name)
        if given is not None and has is not None and given != has:
            raise LedgerError(f"document {record.document!r} has {name} {has!r}, not {given!r}")
        if given is not None and has is None:
            act.change(document, **{name: given})


def free_key(act: Act, wanted: str) -> str:
    """`wanted` where the ledger has no such claim id yet, else `wanted-2` and so on."""
    key, n = wanted, 1
    while raw(act.connection).execute("SELECT 1 FROM claim WHERE key = ?", (key,)).fetchone():
        n += 1
        key = f"{wanted}-{n}"
    return key


def withdraw(act: Act, what: str, why: str) -> Doing:
    """Take a wrong import back as one act: `batch:N`, or a document by its key. Nothing is deleted."""
    if not why.strip():
        raise LedgerError("say why the import is withdrawn: --why TEXT")
    kind, _, number = what.partition(":")
    if kind == "batch" and number.isdecimal():
        batch = act.get(Batch, int(number))
        if batch is None or batch.state != "standing":
            raise LedgerError(f"there is no standing batch {number}; claims sources --batches shows them")
        act.reverse(_revisions(act, what))
        act.change(batch, state="withdrawn")
        for row in _documents_left_empty(act, batch.id or 0):
            document = act.get(Document, row)
            assert document is not None  # it was read in this transaction
            act.change(document, state="withdrawn")
        return Doing(f"batch:{number}", f"batch {number}: withdrawn with its claims", {"why": why})
    row = raw(act.connection).execute(_STANDING_DOCUMENT, (what,)).fetchone()
    document = act.get(Document, row[0]) if row is not None else None
    if document is None:
        raise LedgerError(f"there is no standing document or batch {what!r}; name batch:N or a document's key")
    act.change(document, state="withdrawn")
    return Doing(f"document:{document.id}", f"document {what!r}: withdrawn with its claims", {"why": why})


def _revisions(act: Act, subject: str) -> list[dict[str, Any]]:
    """What the import of a newer release changed in claims and documents that were there."""
    entries = [e for e in journal.about(act.connection, subject) if e.act == "import"]
    return [c for e in entries for c in e.contents().get("changes", ()) if c.get("kind")]


def _documents_left_empty(act: Act, batch: int) -> list[int]:
    """Documents that came with a batch and hold no standing claim of another."""
    found = act.connection.exec_driver_sql(
        "SELECT id FROM document WHERE batch_id = ? AND state = 'standing' AND NOT EXISTS ("
        " SELECT 1 FROM claim LEFT JOIN batch ON batch.id = claim.batch_id"
        " WHERE claim.document_id = document.id AND claim.batch_id IS NOT document.batch_id"
        " AND claim.state <> 'withdrawn' AND (batch.id IS NULL OR batch.state = 'standing')) ORDER BY id",
        (batch,),
    )
    return [row[0] for row in found]


def link_names(act: Act, kind: NameKind, name: str, relation: NameRelation, target: str, why: str) -> Doing:
    """Say that two names are the same, that one lies inside the other, or that they differ."""
    if name.strip().casefold() == target.strip().casefold():
        raise LedgerError("the two names are one and the same; nothing was changed")
    link = NameLink(kind=kind.value, name=name.strip(), relation=relation.value, target=target.strip())
    act.add(link)
    say = f"{kind.label} {name!r} is {relation.label} {target!r}"
    return Doing(f"name:{link.id}", say, {"why": why, "name": name.strip()})


def unlink_names(act: Act, kind: NameKind, name: str, why: str) -> Doing:
    """Take back what was said about a name."""
    from sqlmodel import col, select

    query = select(NameLink).where(
        col(NameLink.kind) == kind.value, col(NameLink.name) == name, col(NameLink.state) == "standing"
    )
    links = list(act.session.exec(query))
    if not links:
        raise LedgerError(f"nothing was said about the {kind.label} {name!r}; nothing was changed")
    for link in links:
        act.change(link, state="withdrawn")
    return Doing(f"name:{links[0].id}", f"{kind.label} {name!r}: on its own again", {"why": why, "name": name})


def set_party(act: Act, name: str, party: str | None, why: str) -> Doing:
    """Say which party to the conflict a source belongs to, or that it is none (`party` None)."""
    from sqlmodel import col, select

    source = act.session.exec(select(Source).where(col(Source.name) == name)).first()
    if source is None:
        source = Source(name=name, party=party)
        act.add(source)
    elif not act.change(source, party=party, state="standing"):
        raise LedgerError(f"{name!r} stands so already; nothing was changed")
    say = f"{name!r} belongs to {party!r}" if party else f"{name!r} is no party to the conflict"
    if not raw(act.connection).execute(_NAMED, (name, name)).fetchone():
        say += "; no claim names it so yet"
    return Doing(f"source:{source.id}", say, {"why": why, "name": name})


def set_method(act: Act, name: str, method: Method | None, why: str) -> Doing:
    """Say how a source counts, where its claims do not say so themselves, or take that back (`method` None).

    A documented count is a floor: what nobody could document is not in it.
    """
    from sqlmodel import col, select

    value = method.value if method else None
    source = act.session.exec(select(Source).where(col(Source.name) == name)).first()
    if source is None:
        source = Source(name=name, method=value)
        act.add(source)
    elif not act.change(source, method=value, state="standing"):
        raise LedgerError(f"{name!r} stands so already; nothing was changed")
    said = f"counts what is {method.label}" if method is Method.DOCUMENTED else f"counts by {value or 'a way not said'}"
    return Doing(f"source:{source.id}", f"{name!r} {said}", {"why": why, "name": name})


def set_reliability(act: Act, name: str, reliability: Reliability | None, why: str) -> Doing:
    """Say how reliable a source is (Admiralty A to F), or take that back (`reliability` None)."""
    from sqlmodel import col, select

    value = reliability.value if reliability else None
    source = act.session.exec(select(Source).where(col(Source.name) == name)).first()
    if source is None:
        source = Source(name=name, reliability=value)
        act.add(source)
    elif not act.change(source, reliability=value, state="standing"):
        raise LedgerError(f"{name!r} stands so already; nothing was changed")
    said = f"{reliability.value}, {reliability.label}" if reliability else "not graded"
    return Doing(f"source:{source.id}", f"{name!r}: {said}", {"why": why, "name": name})


def set_confidentiality(act: Act, key: str, confidentiality: Confidentiality, why: str) -> Doing:
    """Say whether a document may be passed on; reports and exports follow it."""
    row = act.connection.exec_driver_sql(
        "SELECT id FROM document WHERE key = ? AND state = 'standing'", (key,)
    ).scalar()
    document = act.get(Document, row) if row is not None else None
    if document is None:
        raise LedgerError(f"there is no standing document {key!r}; claims documents lists them")
    if not act.change(document, confidentiality=confidentiality.value):
        raise LedgerError(f"document {key!r} is {confidentiality.value} already; nothing was changed")
    return Doing(f"document:{document.id}", f"document {key!r}: {confidentiality.value}", {"why": why})


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
