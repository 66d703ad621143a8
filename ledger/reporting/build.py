"""From what was read of a ledger to the report: every decision about content is made here, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ledger.counting import plural
from ledger.queries import ClaimView, FindingView
from ledger.reporting import acts, quantities, texts
from ledger.reporting.claims import report_claim
from ledger.reporting.confidential import WITHHELD_WORDS, Kept, keep
from ledger.reporting.conformance import conformance
from ledger.reporting.findings import report_finding
from ledger.reporting.gather import ReportInput
from ledger.reporting.ground_rules import Disclosure, disclosure
from ledger.reporting.model import Claim, Count, Finding, Identity, Report, Withheld
from ledger.reporting.plain import fingerprint
from ledger.reporting.since import since
from ledger.reporting.sources import documents, sources
from ledger.reporting.words import NOBODY
from ledger.vocabulary import FindingList, ReviewState


def build(given: ReportInput, before: Report | None = None) -> Report:
    """The report of what was gathered, with nothing in it that a source's ground rules forbid.

    With `before`, an earlier report of the same ledger and scope, it says what changed since.
    """
    given, kept = keep(given)
    held = disclosure(given)
    held = replace(held, names=(*held.names, *kept.names), counts=(*held.counts, *kept.counts))
    inside = [v for v in given.claims if held.allows(v)]
    views = {v.id: v for v in (*inside, *(v for v in given.others if held.allows(v)))}
    scoped = {v.id for v in inside}
    claims = {i: _claim(given, v, i in scoped, kept) for i, v in views.items()}
    findings = _findings(given, claims, held)
    own = [claims[v.id] for v in inside]
    keys = {v.id: quantities.key(v, given.readings.get(v.row)) for v in inside}
    running = {v.id: quantities.runs(v) for v in inside}
    counted = quantities.grouped(own, keys, running, findings, given.supports)
    gone = [v for v in given.left_out if held.allows(v)]
    subjects = _subjects(given, [*views.values(), *gone], findings)
    named = sources(own, keys, findings, given.reliability)
    report = Report(
        identity=_identity(given),
        counts=_counts(own, findings, len(counted), sum(s.named for s in named)),
        summary=_summary(own, findings, len(counted)),
        since=None,
        claims=tuple(claims.values()),
        findings=findings,
        quantities=counted,
        sources=named,
        documents=documents(given.documents, claims.values()),
        parties=tuple(sorted(given.parties.items())),
        acts=acts.acts(given.journal, subjects),
        accepted=acts.accepted(given.journal, subjects),
        left_out=acts.left_out([(_claim(given, v, True, kept), v.document_row, v.batch) for v in gone], given.journal),
        withheld=(*held.counts, *_redactions(given)),
        conformance=conformance(given.scope.whole),
        glossary=texts.glossary({f.kind for f in findings}),
        verify=_checks(given),
        limits=texts.LIMITS,
    )
    if before is not None:
        untold = {v.id for v in (*given.claims, *given.left_out) if not held.allows(v)}
        report = replace(report, since=since(before, report, untold))
    return _signed(held.hide(report))


def _claim(given: ReportInput, view: ClaimView, in_scope: bool, kept: Kept) -> Claim:
    reading = given.readings.get(view.row)
    said = view.record.attributed_to
    party = given.parties.get(reading.origin if reading else "") or given.parties.get(said or "")
    return report_claim(
        view,
        reading,
        given.policy,
        party=party,
        remarks=given.remarks.get(f"claim:{view.id}"),
        in_scope=in_scope,
        withheld=WITHHELD_WORDS if view.row in kept.claims else None,
    )


def _checks(given: ReportInput) -> tuple[str, ...]:
    """The commands that check this report's ledger: with the file, with the bundle, with a signed head."""
    found = [f"claims --ledger FILE verify --head {given.head}", f"python3 -I check.py {given.head}"]
    if given.public_key:
        found.append(f"claims --ledger FILE verify --signature SIGNED --public-key {given.public_key}")
    return tuple(found)


def _redactions(given: ReportInput) -> Iterator[Withheld]:
    """What was removed for good, by how many acts."""
    number = sum(e.act == "redact" for e in given.journal)
    if number:
        yield Withheld(what="redactions", number=number, why="words removed for good, for the reasons listed above")


def _findings(given: ReportInput, claims: dict[str, Claim], held: Disclosure) -> tuple[Finding, ...]:
    """The findings whose claims may all be shown, numbered in order."""
    whole = [f for f in given.findings if all(i in claims for i in f.claims)]

    def subject(f: FindingView) -> list[Claim]:
        read = ((claims[i], given.readings.get(claims[i].row)) for i in f.claims)
        return [c for c, reading in read if reading and reading.quantity == f.quantity.get("key")]

    return tuple(
        report_finding(f, n, [claims[i] for i in f.claims], given.remarks.get(f"finding:{f.id}", ()), subject(f))
        for n, f in enumerate(whole, 1)
    )


def _subjects(given: ReportInput, views: Sequence[ClaimView], findings: Sequence[Finding]) -> acts.Subjects:
    rows = {v.document_row for v in views}
    return acts.Subjects(
        claims=frozenset(v.id for v in views),
        findings={f.id: f.number for f in findings},
        documents={d.row: d.key for d in given.documents if d.row in rows},
        batches=frozenset(v.batch for v in views if v.batch is not None),
    )


def _identity(given: ReportInput) -> Identity:
    first = given.journal[0].contents() if given.journal else {}
    schema = first.get("schema")
    return Identity(
        ledger=given.ledger,
        head=given.head,
        entries=given.journal[-1].seq if given.journal else 0,
        last_act_at=given.journal[-1].at if given.journal else None,
        program=given.program,
        schema=schema if isinstance(schema, int) else None,
        policy=tuple((texts.POLICY_WORDS.get(n, n.replace("_", " ")), n, v) for n, v in given.policy.as_dict().items()),
        scope=given.scope.words(),
        filters=given.scope.named,
        as_known_on=given.as_known_on,
        public_key=given.public_key,
        generated_at=given.generated_at,
        fingerprint="",
    )


def _signed(report: Report) -> Report:
    return replace(report, identity=replace(report.identity, fingerprint=fingerprint(report)))


def _counts(claims: Sequence[Claim], findings: Sequence[Finding], counted: int, named: int) -> tuple[Count, ...]:
    open_ = Counter(f.list for f in findings if f.decision is None)
    rows = (
        ("claims", ("claim", "claims"), len(claims)),
        ("documents", ("document", "documents"), len({c.document for c in claims})),
        ("sources", ("source", "sources"), named),
        ("quantities", ("thing counted", "things counted"), counted),
        ("slip", ("open slip", "open slips"), open_["slip"]),
        ("dispute", ("open dispute", "open disputes"), open_["dispute"]),
        ("note", ("open note", "open notes"), open_["note"]),
        ("decided", ("finding decided", "findings decided"), sum(f.decision is not None for f in findings)),
    )
    return tuple(Count(name=n, label=words[number != 1], number=number) for n, words, number in rows)


def _summary(claims: Sequence[Claim], findings: Sequence[Finding], counted: int) -> tuple[str, ...]:
    """The report in a few sentences, for those who read no further."""
    lines = [
        f"{plural(len(claims), 'claim')} about {plural(counted, 'thing')} counted, "
        f"from {plural(len({c.document for c in claims}), 'document')}."
    ]
    for part in (FindingList.SLIP, FindingList.DISPUTE):
        found = [f for f in findings if f.list == part.value]
        left = sum(f.decision is None for f in found)
        name = "slip" if part is FindingList.SLIP else "dispute"
        lines.append(f"{plural(len(found), name)}, {_left(left, len(found))}." if found else f"No {name}s.")
    silent = sum(c.said_by is None for c in claims)
    if silent:
        lines.append(f"{plural(silent, 'claim')} with {NOBODY} as the source.")
    undated = sum(c.published is None for c in claims)
    if undated:
        lines.append(f"{plural(undated, 'claim')} in a document without a date.")
    unread = sum(c.state == ReviewState.NOT_STARTED for c in claims)
    if unread:
        lines.append(
            f"{plural(unread, 'claim')} to read: no reviewer has judged {'it' if unread == 1 else 'them'} yet."
        )
    return tuple(lines)


def _left(left: int, of: int) -> str:
    if left == of:
        return "open" if of == 1 else "all open"
    return f"{left:,} open" if left else "decided" if of == 1 else "all decided"
