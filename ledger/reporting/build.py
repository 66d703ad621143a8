"""From what was read of a ledger to the report: every decision about content is made here, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from hashlib import sha256

import orjson

from ledger.journal import Entry
from ledger.queries import ClaimView, DocumentView, FindingView, RemarkView
from ledger.reporting import quantities
from ledger.reporting.claims import report_claim
from ledger.reporting.gather import ReportInput
from ledger.reporting.kinds import headline, kind
from ledger.reporting.model import (
    Act,
    Change,
    Claim,
    Count,
    Decision,
    Document,
    Finding,
    Identity,
    LeftOut,
    Remark,
    Report,
    Source,
    Term,
    Withheld,
)
from ledger.reporting.words import plural
from ledger.vocabulary import FindingList, FindingState, GroundRules

LIMITS = (
    "that what was entered was true: a false entry verifies as well as a right one",
    "anything before the first head that left the machine on which the ledger is kept",
    "that nobody keeps a second ledger for another audience, unless heads are compared",
    "the time of an act: the chain orders acts, only an outside timestamp dates them",
)
GLOSSARY = (
    Term(
        word="claim", meaning="one figure that somebody gave, with who said so, through whom, and the words"
    ),
    Term(word="reading", meaning="the interval that a figure's words commit to"),
    Term(word="origin", meaning="who counted; outlets that repeat it add no origin"),
    Term(word="slip", meaning="something in one document or one relay is off; settled by re-reading"),
    Term(word="dispute", meaning="sources disagree about the world; settled by reporting"),
    Term(word="head", meaning="the hash of the last journal entry: it stands for all that happened before"),
)
_CORRECTING = ("correct", "reject", "withdraw", "resolve", "dismiss", "undo", "redo", "alias", "party", "add")


def build(given: ReportInput) -> Report:
    """The report over what was gathered."""
    claims = {v.id: _claim(given, v, True) for v in given.claims}
    claims |= {v.id: _claim(given, v, False) for v in given.others if v.id not in claims}
    findings = tuple(_finding(given, f, n, claims) for n, f in enumerate(given.findings, 1))
    in_scope = [c for c in claims.values() if c.in_scope]
    keys = {v.id: quantities.key(v, given.readings.get(v.row)) for v in given.claims}
    running = {v.id: quantities.runs(v) for v in given.claims}
    identity = Identity(
        ledger=given.ledger,
        head=given.head,
        entries=len(given.journal),
        last_act_at=given.journal[-1].at if given.journal else None,
        program=given.program,
        schema=_schema(given),
        policy=tuple((name.replace("_", " "), name, value) for name, value in given.policy.as_dict().items()),
        scope=given.scope.words(),
        filters=given.scope.named,
        generated_at=given.generated_at,
        fingerprint="",
    )
    report = Report(
        identity=identity,
        counts=_counts(given, findings),
        summary=_summary(findings, in_scope),
        claims=tuple(claims.values()),
        findings=findings,
        quantities=tuple(quantities.grouped(in_scope, keys, running, findings)),
        sources=_sources(in_scope, findings, given),
        documents=tuple(_document(d) for d in given.documents),
        parties=tuple(sorted(given.parties.items())),
        acts=_acts(given),
        accepted=tuple(sorted(Counter(e.reviewer for e in given.journal if e.act == "accept").items())),
        left_out=_left_out(given),
        withheld=_withheld(claims),
        glossary=GLOSSARY,
        verify=(f"claims verify --head {given.head}", "claims show CLAIM"),
        limits=LIMITS,
    )
    body = asdict(report)
    body["identity"].pop("generated_at")
    digest = sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()
    return replace(report, identity=replace(identity, fingerprint=digest))


def _claim(given: ReportInput, view: ClaimView, in_scope: bool) -> Claim:
    made = report_claim(
        view,
        given.readings.get(view.row),
        given.policy,
        party=given.parties.get(view.record.attributed_to or ""),
        remarks=given.remarks.get(f"claim:{view.id}"),
        in_scope=in_scope,
    )
    rules = view.record.ground_rules
    if rules is GroundRules.OFF_THE_RECORD:
        gone = "made off the record: figure, source and words are withheld"
        return replace(
            made,
            figure="withheld",
            number="withheld",
            qualifier="",
            qualifier_words="",
            value=None,
            low=None,
            high=None,
            reading=None,
            said_by="a source off the record",
            origin="off the record",
            chain=("a source off the record",),
            quote=None,
            figure_text=None,
            note=None,
            remarks=(),
            withheld=gone,
        )
    if rules is GroundRules.DEEP_BACKGROUND:
        hidden = "a source on deep background"
        return replace(made, said_by=hidden, origin=hidden, chain=(hidden, *made.chain[1:]), quote=None)
    return made


def _remarks(found: Sequence[RemarkView] | None) -> tuple[Remark, ...]:
    return tuple(Remark(text=r.text, reviewer=r.reviewer, at=r.at) for r in found or ())


def _finding(given: ReportInput, f: FindingView, number: int, claims: dict[str, Claim]) -> Finding:
    members = [claims[i] for i in f.claims if i in claims]
    figures = list(dict.fromkeys(c.figure for c in sorted(members, key=_low)))
    decision = None
    if f.decision is not None and f.state is not FindingState.OPEN:
        d = f.decision
        decision = Decision(
            outcome=d.outcome.label,
            method=d.method.value,
            method_words=d.method.label,
            why=d.why,
            reviewer=d.reviewer,
            at=d.at,
        )
    return Finding(
        number=number,
        id=f.id,
        code=f.code,
        kind=f.kind,
        kind_words=kind(f.kind).name,
        list=f.list.value,
        list_words=f.list.label,
        severity=f.severity.value,
        state=f.state.value,
        state_words="unresolved" if f.state is FindingState.OPEN else f.state.label,
        about=str(f.quantity.get("label") or ""),
        headline=headline(f.kind, figures, len(f.origins)),
        explanation=f.explanation,
        fits_if=f.fits_if,
        hint=f.hint,
        common=None,
        origins=f.origins,
        claims=tuple(c.id for c in sorted(members, key=_low)),
        reopened_by=f.reopened_by,
        decision=decision,
        remarks=_remarks(given.remarks.get(f"finding:{f.id}")),
    )


def _low(claim: Claim) -> tuple[int, str]:
    return (claim.reading.low if claim.reading else 0, claim.id)


def _schema(given: ReportInput) -> int | None:
    first = given.journal[0].contents() if given.journal else {}
    found = first.get("schema")
    return found if isinstance(found, int) else None


def _counts(given: ReportInput, findings: Sequence[Finding]) -> tuple[Count, ...]:
    open_ = Counter(f.list for f in findings if f.state == "open")
    rows = (
        ("claims", "claims", len(given.claims)),
        ("documents", "documents", given.counts.documents),
        ("slip", "slips open", open_["slip"]),
        ("dispute", "disputes open", open_["dispute"]),
        ("note", "notes open", open_["note"]),
        ("settled", "findings settled", sum(f.state != "open" for f in findings)),
    )
    return tuple(Count(name=n, label=label, number=number) for n, label, number in rows)


def _summary(findings: Sequence[Finding], claims: Sequence[Claim]) -> tuple[str, ...]:
    documents = len({c.document for c in claims})
    lines = [f"{plural(len(claims), 'claim')} in {plural(documents, 'document')}."]
    for part in FindingList:
        found = [f for f in findings if f.list == part.value and f.state == "open"]
        lines += [f"{part.label.capitalize()}: {f.headline} ({f.about})." for f in found]
    if not any(f.state == "open" for f in findings):
        lines.append("Nothing is unresolved.")
    return tuple(lines)


def _sources(claims: Sequence[Claim], findings: Sequence[Finding], given: ReportInput) -> tuple[Source, ...]:
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.said_by or "nobody named", []).append(claim)
    keys = {v.id: given.readings[v.row].quantity for v in given.claims if v.row in given.readings}
    made = [
        Source(
            name=name,
            named=name != "nobody named",
            kinds=tuple(sorted({c.anonymity for c in members if c.anonymity})),
            party=next((c.party for c in members if c.party), None),
            methods=tuple(sorted({c.method for c in members})),
            reports=len(members),
            documents=len({c.document for c in members}),
            quantities=len({keys.get(c.id) for c in members}),
            findings=tuple(f.number for f in findings if {c.id for c in members} & set(f.claims)),
        )
        for name, members in groups.items()
    ]
    return tuple(sorted(made, key=lambda s: (-s.reports, s.name)))


def _document(d: DocumentView) -> Document:
    return Document(
        key=d.key,
        publisher=d.publisher,
        published=d.published,
        url=d.url,
        text_sha256=d.text_sha256,
        original_sha256=d.original_sha256,
        state=d.state,
        claims=d.claims,
    )


def _acts(given: ReportInput) -> tuple[Act, ...]:
    undone = {
        e.contents()["undoes"]: e.seq for e in given.journal if e.act == "undo" and "undoes" in e.contents()
    }
    return tuple(_act(e, undone.get(e.seq)) for e in given.journal if e.act in _CORRECTING)


def _act(entry: Entry, undone_by: int | None) -> Act:
    contents = entry.contents()
    changes = [
        Change(
            field=name.removesuffix("_name"), old=_words(c["before"][name]), new=_words(c["after"].get(name))
        )
        for c in contents.get("changes", ())
        if c["before"] is not None
        for name in c["before"]
    ]
    return Act(
        seq=entry.seq,
        at=entry.at,
        reviewer=entry.reviewer,
        act=entry.act,
        act_words=entry.act,
        subject=entry.subject.replace(":", " ", 1),
        changes=tuple(changes),
        why=str(contents.get("why", "")),
        undone_by=undone_by,
    )


def _words(value: object) -> str | None:
    return None if value is None else str(value)


def _left_out(given: ReportInput) -> tuple[LeftOut, ...]:
    last: dict[str, Entry] = {}
    for entry in given.journal:
        if entry.act in ("reject", "withdraw", "undo"):
            last[entry.subject] = entry
    made = []
    for view in given.left_out:
        entry = last.get(f"claim:{view.id}") or last.get(f"batch:{view.batch}")
        entry = entry or last.get(f"document:{view.document_row}")
        made.append(
            LeftOut(
                claim=_claim(given, view, True),
                how=view.state.label if view.state.value == "rejected" else "withdrawn",
                why=str(entry.contents().get("why", "")) if entry else "",
                reviewer=entry.reviewer if entry else "",
                at=entry.at if entry else "",
            )
        )
    return tuple(made)


def _withheld(claims: dict[str, Claim]) -> tuple[Withheld, ...]:
    number = sum(c.withheld is not None for c in claims.values())
    if not number:
        return ()
    return (Withheld(what="claims made off the record", number=number, why="agreed with the source"),)
