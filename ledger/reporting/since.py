"""What changed from an earlier report to this one: claims and findings, by what a reader of the earlier one saw.

Both are reports of one ledger and one scope, the earlier one made anew from the journal. Nothing that may not be
told now is told of then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ledger.reporting.model import Change, Claim, ClaimChange, Finding, FindingChange, Report, Since

FIELDS: tuple[tuple[str, str], ...] = (
    ("figure", "figure"),
    ("measure_words", "measure"),
    ("group", "group"),
    ("status", "status"),
    ("place", "place"),
    ("period", "time"),
    ("as_of", "as of"),
    ("definition", "definition"),
    ("said_by", "said by"),
    ("anonymity", "named how"),
    ("party", "party"),
    ("chain", "through"),
    ("document", "document"),
    ("publisher", "publisher"),
    ("published", "published"),
    ("quote", "words"),
    ("event", "event"),
    ("method", "counted how"),
    ("state_words", "state"),
)
"""The fields of a claim that are compared, and what a reader calls them."""


def since(before: Report, after: Report, untold: Collection[str]) -> Since:
    """The changes from `before` to `after`; `untold` holds the ids of claims that no report may show now."""
    old = {c.id: c for c in before.claims if c.in_scope and c.id not in untold}
    new = {c.id: c for c in after.claims if c.in_scope}
    left = {x.claim.id: x for x in after.left_out}
    gone = [c for i, c in old.items() if i not in new]
    claims = [_claim(c, "new") for i, c in new.items() if i not in old]
    claims += [
        ClaimChange(id=c.id, row=None, figure=c.figure, what=left[c.id].how if c.id in left else "out of scope")
        for c in gone
    ]
    for i, claim in new.items():
        changes = tuple(_changes(old[i], claim)) if i in old else ()
        if changes:
            claims.append(_claim(claim, "changed", changes))
    return Since(
        head=before.identity.head,
        entries=after.identity.entries - before.identity.entries,
        at=before.identity.last_act_at,
        claims=tuple(claims),
        findings=tuple(_findings(before, after)),
    )


def _claim(claim: Claim, what: str, changes: tuple[Change, ...] = ()) -> ClaimChange:
    return ClaimChange(id=claim.id, row=claim.row, figure=claim.figure, what=what, changes=changes)


def _changes(old: Claim, new: Claim) -> Iterator[Change]:
    for field, name in FIELDS:
        was, now = getattr(old, field), getattr(new, field)
        if was == now or (field == "quote" and new.quote_withheld):
            continue
        yield Change(field=name, old=_text(was), new=_text(now))


def _text(value: object) -> str | None:
    if isinstance(value, tuple):
        return " › ".join(value) or None
    return None if value is None else str(value)


def _findings(before: Report, after: Report) -> Iterator[FindingChange]:
    old = {f.id: f for f in before.findings}
    new = {f.id: f for f in after.findings}
    for finding in after.findings:
        was = old.get(finding.id)
        what = "new" if was is None else _what(was, finding)
        if what:
            yield FindingChange(number=finding.number, headline=finding.headline, about=finding.about, what=what)
    for finding in before.findings:
        if finding.id not in new:
            yield FindingChange(number=None, headline=finding.headline, about=finding.about, what="no longer found")


def _what(old: Finding, new: Finding) -> str | None:
    if old.state != new.state:
        return "open again" if new.decision is None else new.state_words
    if set(old.claims) != set(new.claims):
        return "other claims stand in it"
    if (old.explanation, old.severity) != (new.explanation, new.severity):
        return "explained anew"
    return None
