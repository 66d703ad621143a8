"""The report as Markdown, for the web forge and the mail. Text from outside cannot leave its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ledger.reporting.model import Claim, Report
from ledger.reporting.words import date_words
from ledger.safetext import safe_href, visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&:@/=])")


def safe(text: object) -> str:
    """Text that Markdown shows as it stands, on one line."""
    shown = visible(str(text)).replace("\n", " ")
    return _SPECIAL.sub(r"\\\1", shown)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    names = list(heads)
    lines = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def _claims(claims: Iterable[Claim]) -> list[str]:
    return _table(
        ("claim", "figure", "who", "where", "said by", "through", "document", "published", "words"),
        (
            (
                safe(c.id),
                f"**{safe(c.figure)}**",
                safe(c.group or "not stated"),
                safe(c.place or "not stated"),
                safe(c.said_by or "nobody named"),
                safe(" > ".join(c.chain[1:]) or "directly"),
                _link(c.document, c.url),
                safe(date_words(c.published) if c.published else "not stated"),
                f"“{safe(c.quote)}”" if c.quote else "keyed in",
            )
            for c in claims
        ),
    )


def _link(text: str, url: str | None) -> str:
    href = safe_href(url) if url else None
    quoted = re.sub(r"[\s<>()\\|]", lambda m: f"%{ord(m[0]):02X}", href) if href else None
    return f"[{safe(text)}](<{quoted}>)" if quoted else safe(text)


def write_markdown(report: Report) -> str:
    """The whole report."""
    i = report.identity
    by_id = {c.id: c for c in report.claims}
    out = ["# Audit report", "", safe(i.scope), ""]
    out += [f"- {c.label}: {c.number:,}" for c in report.counts]
    out += ["", f"Ledger `{safe(i.ledger)}` · head `{safe(i.head)}` · {i.entries:,} journal entries", ""]
    out += ["## Summary", "", *(f"- {safe(line)}" for line in report.summary), ""]
    out += ["## Findings", ""]
    for f in report.findings:
        out += [f"### {f.number}. {safe(f.headline)}", ""]
        out += [
            f"{safe(f.list_words)} · {safe(f.kind_words)} · {safe(f.severity)} · {safe(f.state_words)}",
            "",
        ]
        out += [f"{safe(f.about)}", "", safe(f.explanation), "", safe(f.fits_if)]
        out += ["", safe(f.hint)] if f.hint else []
        out += ["", *_claims(by_id[c] for c in f.claims), ""]
        out += [f"- reading of {safe(c)}: {safe(by_id[c].reading.why)}" for c in f.claims if by_id[c].reading]  # type: ignore[union-attr]
        if f.decision:
            d = f.decision
            said = f"{d.outcome}: {d.method_words}. {d.why} ({d.reviewer}, {d.at})"
            out += ["", f"**{safe(said)}**"]
        else:
            out += ["", "**Unresolved.**"]
        out += [*(f"- note: {safe(r.text)} ({safe(r.reviewer)}, {safe(r.at)})" for r in f.remarks), ""]
    out += ["## Quantities", ""]
    for q in report.quantities:
        counted = f"{q.reports} reports, {q.origins} origins, {q.not_party} not a party"
        out += [f"### {safe(q.about)}", "", counted, "", *_claims(by_id[c] for c in q.claims), ""]
    out += ["## Sources", ""]
    out += _table(
        ("source", "party", "reports", "documents"),
        ((safe(s.name), safe(s.party or ""), str(s.reports), str(s.documents)) for s in report.sources),
    )
    out += ["", "## Corrections and decisions", ""]
    out += _table(
        ("entry", "when", "who", "act", "what", "old > new", "why"),
        (
            (
                str(a.seq),
                safe(a.at),
                safe(a.reviewer),
                safe(a.act_words + (f" (undone by {a.undone_by})" if a.undone_by else "")),
                safe(a.subject),
                safe(
                    "; ".join(
                        f"{c.field}: {c.old or 'not stated'} > {c.new or 'not stated'}" for c in a.changes
                    )
                ),
                safe(a.why),
            )
            for a in report.acts
        ),
    )
    out += ["", "## Left out", ""]
    out += [
        f"- {safe(x.claim.id)} ({safe(x.claim.figure)}): {safe(x.how)}, {safe(x.why)} ({safe(x.reviewer)})"
        for x in report.left_out
    ] or ["Nothing."]
    out += [f"- {safe(w.what)}: {w.number}, {safe(w.why)}" for w in report.withheld]
    out += ["", "## How to verify", "", *(f"    {line}" for line in report.verify), ""]
    out += ["What the audit trail cannot prove:", "", *(f"- {safe(x)}" for x in report.limits), ""]
    out += ["## Terms", "", *(f"- **{safe(t.word)}**: {safe(t.meaning)}" for t in report.glossary), ""]
    out += [f"Policy: {', '.join(f'{safe(label)} {value}' for label, _, value in i.policy)}", ""]
    out += [f"Written {safe(i.generated_at)} by casualty-ledger {safe(i.program)}.", ""]
    return "\n".join(out)
