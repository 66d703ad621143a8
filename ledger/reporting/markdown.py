"""The report as Markdown (GitHub's dialect): the same content as the HTML, for editors and version control.

Text from outside passes `safe`, so that it cannot leave its cell, start a heading, a link or markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import inf

from ledger.counting import plural
from ledger.figures import bounds
from ledger.reporting.model import Change, Claim, Finding, Quantity, Report, Since
from ledger.reporting.words import NOBODY, NOT_STATED, condition
from ledger.safetext import safe_href, visible

_ACTIVE = re.compile(r"[\\`*_\[\]~$]")
_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
_ENTITIES = re.compile("[&<>|]")
_COLON = re.compile(r":(?=\S)")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}):[0-9]{2}Z")
_WWW = re.compile(r"(www)\.", re.IGNORECASE)
_MENTION = re.compile(r"([@#])(?=\w)")


def safe(text: str | None, missing: str = NOT_STATED) -> str:
    """Text from outside for one line or one cell; `missing` where there is none.

    Signs that mark up are escaped, those of HTML and of tables written as entities; an address is not turned
    into a link, nor a name into a mention. Line ends become visible signs.
    """
    if text is None or text == "":
        return f"*{missing}*"
    shown = _ACTIVE.sub(r"\\\g<0>", visible(text))
    shown = _ENTITIES.sub(lambda m: _ENTITY[m.group()], shown)
    shown = _MENTION.sub(lambda m: f"&#{ord(m.group())};", shown)
    return _WWW.sub(r"\1&#46;", _COLON.sub("&#58;", shown)) if ":" in shown or "." in shown else shown


def moment(at: str | None) -> str:
    """A moment of the journal, to the minute."""
    found = _MOMENT.fullmatch(at or "")
    return f"{found[1]} {found[2]} UTC" if found else safe(at)


def link(text: str, url: str | None) -> str:
    """The text as a link where `url` may stand in one, else the text alone."""
    href = safe_href(url) if url else None
    if href is None:
        return safe(text)
    quoted = re.sub(r"[<>()|\\`\"'*_\[\]]", lambda m: f"%{ord(m.group()):02X}", href)
    return f"[{safe(text)}](<{quoted}>)"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """A table; `right` names the columns of numbers. Cells are safe already."""
    rule = ["---:" if n in right else "---" for n in range(len(head))]
    return [_line(head), _line(rule), *(_line(r) for r in rows)]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write_markdown(report: Report) -> str:
    """The report as a Markdown document."""
    return "".join(markdown_parts(report))


def markdown_parts(report: Report) -> Iterator[str]:
    """The same, piece by piece."""
    by_id = report.by_id()
    yield _text(_beginning(report))
    yield _text(_glance(report))
    if report.since:
        yield _text(_since(report.since))
    yield _text(["## Findings", "", *(["None.", ""] if not report.findings else [])])
    for f in report.findings:
        yield _text(_finding(f, [by_id[i] for i in f.claims]))
    yield _text(["## All claims, by what they count", ""])
    for q in report.quantities:
        yield _text(_quantity(q, [by_id[i] for i in q.claims]))
    for part in (_sources, _documents, _acts, _left_out, _ending):
        yield _text(part(report))


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _beginning(report: Report) -> list[str]:
    i = report.identity
    schema = NOT_STATED if i.schema is None else str(i.schema)
    return [
        "# Audit report",
        "",
        safe(i.scope),
        "",
        *table(
            ("About", "Value"),
            (
                ("Ledger", f"`{_code(i.ledger)}`"),
                ("Head hash", f"`{_code(i.head)}`"),
                *((("As known", safe(i.then)),) if i.then else ()),
                ("Journal", f"{plural(i.entries, 'entry', 'entries')}, the last of {moment(i.last_act_at)}"),
                *((("Signed with", f"`{_code(i.public_key)}` (Ed25519)"),) if i.public_key else ()),
                ("Read by", f"casualty-ledger {safe(i.program)}, schema {schema}, rules {i.policy[0][2]}"),
                ("Written", moment(i.generated_at)),
                ("Content", f"SHA-256 `{_code(i.fingerprint)}`"),
            ),
        ),
        "",
    ]


def _code(text: str) -> str:
    return re.sub(r"[^\w.:-]", "", text)


def _glance(report: Report) -> list[str]:
    out = [
        "## At a glance",
        "",
        *table(("What", "Number"), ((c.label, f"{c.number:,}") for c in report.counts), frozenset({1})),
    ]
    out += ["", *(f"- {safe(line)}" for line in report.summary), ""]
    if report.open:
        out += ["### Open findings", ""]
        out += [f"- **{f.list}** {f.number}. {safe(f.headline)}: {safe(f.about)}" for f in report.open]
    else:
        out += ["No finding in this report is open."]
    return [*out, ""]


def _since(changed: Since) -> list[str]:
    out = [
        "## Since the earlier report",
        "",
        f"The earlier report carries the head `{_code(changed.head)}`, the last act of {moment(changed.at)}. "
        f"{plural(changed.entries, 'journal entry', 'journal entries')} came since.",
        "",
    ]
    if changed.findings:
        found = (
            (f.what, f"{f'{f.number}. ' if f.number else ''}{safe(f.headline)}", safe(f.about))
            for f in changed.findings
        )
        out += [*table(("What happened", "Finding", "About"), found), ""]
    if changed.claims:
        claims = (
            (c.what, f"claim {safe(c.id)}, {safe(c.figure)}", "; ".join(_change(x) for x in c.changes) or "*no field*")
            for c in changed.claims
        )
        out += [*table(("What happened", "Claim", "Old and new"), claims), ""]
    if not changed.claims and not changed.findings:
        out += ["Nothing that this report shows has changed.", ""]
    return out


def _change(c: Change) -> str:
    return f"{c.field}: {safe(c.old)} → {safe(c.new)}"


def _finding(f: Finding, claims: Sequence[Claim]) -> list[str]:
    grade = "" if f.severity == f.list else f" · {f.severity}"
    out = [
        f"### {f.number}. {safe(f.headline)}",
        "",
        safe(f.about),
        "",
        f"**{f.list}{grade}** · {f.state_words} · {safe(f.kind_words)}",
        "",
        f"- Explanation: {safe(f.explanation)}",
        f"- Would fit: {safe(condition(f.fits_if), 'nothing is known that would make it fit')}",
    ]
    out += [f"- Hint: {safe(f.hint)}"] if f.hint else []
    out += [f"- {safe(f.fit.words)}"] if f.fit else []
    out += [f"- Sources: {'; '.join(safe(o) for o in f.origins) or NOBODY}"]
    readings = dict.fromkeys((c.figure, c.reading) for c in claims if c.reading)
    out += [f"- Reading of {safe(figure)}: {safe(r.why)}." for figure, r in readings if r]
    out += [""]
    if f.decision:
        d = f.decision
        out += [f"**{d.outcome.capitalize()}: {d.method_words}.** {safe(d.why)} ({safe(d.reviewer)}, {moment(d.at)})"]
    else:
        joined = f" Decided before; joined since: {', '.join(safe(c) for c in f.reopened_by)}." if f.reopened_by else ""
        out += [f"**Open.**{joined}"]
    if f.remarks:
        out += ["", *(f"- Note: {safe(r.text)} ({safe(r.reviewer)}, {moment(r.at)})" for r in f.remarks)]
    return [*out, "", *_claims(claims), ""]


def _quantity(q: Quantity, claims: Sequence[Claim]) -> list[str]:
    counted = f"{plural(q.reports, 'report')}, {plural(q.origins, 'independent source')}"
    counted += f", {q.not_party} not known to be a party to the conflict"
    counted += f"; in findings {', '.join(str(n) for n in q.findings)}" if q.findings else ""
    out = [f"### {safe(q.about)}", "", counted, ""]
    if q.support:
        wrong = f" At least {plural(q.support.must_be_wrong, 'figure')} cannot hold." if q.support.must_be_wrong else ""
        left = f" Left out: {'; '.join(safe(o) for o in q.support.left_out)}." if q.support.left_out else ""
        out += [f"{q.support.words}{left}{wrong}", ""]
        out += [f"- {bounds(x.low, inf if x.high is None else x.high)}: {x.words}" for x in q.support.lines]
        out += [""]
    return [*out, *_claims(claims), ""]


_CLAIM_HEAD = (
    "Figure",
    "Counted",
    "Who",
    "Where and when",
    "Said by",
    "Through",
    "Published",
    "Document",
    "Words",
    "Claim",
)


def _claims(claims: Iterable[Claim]) -> list[str]:
    return table(_CLAIM_HEAD, (_claim(c) for c in claims), frozenset({0}))


def _claim(c: Claim) -> tuple[str, ...]:
    return (
        f"**{safe(c.figure)}**",
        c.measure_words,
        safe(c.group, "people not specified") + (f", {c.status}" if c.status else ""),
        _where(c),
        _said_by(c),
        " › ".join(safe(r) for r in c.chain) or ("its own publication" if c.said_by else f"*{NOT_STATED}*"),
        safe(c.published),
        link(c.document, c.url) + (f" ({safe(c.publisher)})" if c.publisher else ""),
        _words(c),
        f"{safe(c.id)}, {c.state_words}" + ("" if c.in_scope else ", outside the scope"),
    )


def _where(c: Claim) -> str:
    as_of = f", as of {safe(c.as_of)}" if c.as_of else ""
    definition = f"; counted: {safe(c.definition)}" if c.definition else ""
    return f"{safe(c.place, 'place not stated')}; {safe(c.period, 'time not stated')}{as_of}{definition}"


def _said_by(c: Claim) -> str:
    more = [c.anonymity or "", f"party to the conflict: {safe(c.party)}" if c.party else "", c.ground_rules or ""]
    return safe(c.said_by, NOBODY) + "".join(f"; {m}" for m in more if m)


def _words(c: Claim) -> str:
    if c.quote:
        said = f"“{safe(c.quote)}”"
    elif c.quote_withheld:
        said = f"*{c.quote_withheld}*"
    else:
        said = "*keyed in*" if c.keyed_in else f"*{NOT_STATED}*"
    notes = [f"Note: {safe(c.note)}"] if c.note else []
    notes += [f"{safe(r.reviewer)}, {moment(r.at)}: {safe(r.text)}" for r in c.remarks]
    return "; ".join([said, *notes])


def _sources(report: Report) -> list[str]:
    out = ["## Sources", ""]
    if report.parties:
        parties = "; ".join(f"{safe(name)} ({safe(party)})" for name, party in report.parties)
        out += [f"Recorded as parties to the conflict: {parties}.", ""]
    else:
        out += ["No source has been recorded as a party to the conflict. That does not mean that none is one.", ""]
    rows = (
        (
            safe(s.name) + (f" (also {'; '.join(safe(a) for a in s.also)})" if s.also else ""),
            safe(", ".join(s.kinds)),
            safe(s.party, "none recorded"),
            s.reliability or "*not graded*",
            ", ".join(s.methods),
            f"{s.claims:,}",
            f"{s.documents:,}",
            ", ".join(str(n) for n in s.findings) or "none",
        )
        for s in report.sources
    )
    head = ("Source", "Named how", "Party", "Reliability", "Counts how", "Claims", "Documents", "In findings")
    return [*out, *table(head, rows, frozenset({5, 6})), ""]


def _documents(report: Report) -> list[str]:
    rows = (
        (
            link(d.key, d.url)
            + "".join(f", {w}" for w in (d.state, d.confidentiality) if w not in ("standing", "unprotected")),
            safe(d.publisher),
            safe(d.published),
            f"{d.claims:,}",
            f"`{_code(d.text_sha256)}`"
            if d.text_sha256
            else "*withheld*"
            if d.confidentiality == "confidential"
            else "*a reference only*",
        )
        for d in report.documents
    )
    head = ("Document", "Publisher", "Published", "Claims", "SHA-256 of its text")
    return ["## Documents", "", *table(head, rows, frozenset({3})), ""]


def _acts(report: Report) -> list[str]:
    out = ["## Corrections and decisions", ""]
    if report.accepted:
        said = ", ".join(f"{plural(n, 'claim')} by {safe(who)}" for who, n in report.accepted)
        out += [f"Accepted as read right: {said}.", ""]
    if not report.acts:
        return [*out, "No reviewer has corrected, decided or withdrawn anything.", ""]
    rows = (
        (
            str(a.seq),
            moment(a.at),
            safe(a.reviewer),
            safe(a.subject),
            safe(a.act_words) + (f"; taken back by entry {a.undone_by}" if a.undone_by else ""),
            "; ".join(_change(c) for c in a.changes) or "*no field of a claim*",
            safe(a.why, "no reason given"),
        )
        for a in report.acts
    )
    return [*out, *table(("Entry", "When", "Who", "What", "Act", "Old and new", "Why"), rows, frozenset({0})), ""]


def _left_out(report: Report) -> list[str]:
    out = ["## Left out", ""]
    if report.left_out:
        rows = (
            (
                f"**{safe(x.claim.figure)}**",
                f"{x.claim.measure_words}; {safe(x.claim.group, 'people not specified')}; {_where(x.claim)}",
                _said_by(x.claim),
                safe(x.claim.published),
                link(x.claim.document, x.claim.url),
                f"claim {safe(x.claim.id)} {x.how}: {safe(x.why, 'no reason given')}"
                f" ({safe(x.reviewer)}, {moment(x.at)})",
            )
            for x in report.left_out
        )
        head = ("Figure", "Counted", "Said by", "Published", "Document", "Left out how and why")
        out += [*table(head, rows, frozenset({0})), ""]
    else:
        out += ["No claim was rejected or withdrawn.", ""]
    if report.withheld:
        out += ["### Withheld", "", *(f"- {w.number:,} {w.what}: {w.why}." for w in report.withheld), ""]
    else:
        out += ["Nothing was withheld under the terms on which a source spoke.", ""]
    return out


def _ending(report: Report) -> list[str]:
    sheet = ((c.code, c.asks, c.shown, c.where) for c in report.conformance)
    rules = ((words, str(value)) for words, _, value in report.identity.policy)
    return [
        "## How figures are read",
        "",
        *table(("Rule", "Set to"), rules, frozenset({1})),
        "",
        "## Terms",
        "",
        *(f"- **{safe(t.word)}**: {safe(t.meaning)}" for t in report.glossary),
        "",
        "## What this report shows of the codes of practice",
        "",
        *table(("Code", "Asks for", "Shown", "Where"), sheet),
        "",
        "## How to verify",
        "",
        *(f"    {visible(line)}" for line in report.verify),
        "",
        "The first is for whoever holds the ledger file, the second for whoever holds the evidence bundle of this",
        "report: it runs in the bundle's folder, with Python alone. Both exit with 0 where the whole journal, every",
        "stored document and every quote is sound, and with 4 where anything was altered, removed, added or cut off.",
        "",
        "### What the audit trail cannot prove",
        "",
        *(f"- {x}" for x in report.limits),
    ]
