"""Who makes the claims of a report, and in which documents they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ledger.queries import DocumentView
from ledger.reporting.model import Claim, Document, Finding, Source
from ledger.reporting.words import NOBODY


def sources(
    claims: Sequence[Claim],
    quantity: Mapping[str, str],
    findings: Iterable[Finding],
    reliability: Mapping[str, str],
) -> tuple[Source, ...]:
    """One row a source, those with most claims first; claims that name nobody are one row, at the end.

    `quantity` gives the key of what each claim counts, by the claim's id; `reliability` the letter of a source
    by its name.
    """
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.origin if claim.said_by else "", []).append(claim)
    inside: dict[str, list[int]] = {}
    for finding in findings:
        for claim_id in finding.claims:
            inside.setdefault(claim_id, []).append(finding.number)
    made = [_source(members, quantity, inside, reliability) for members in groups.values()]
    return tuple(sorted(made, key=lambda s: (not s.named, -s.claims, s.name.casefold())))


def _source(
    members: Sequence[Claim],
    quantity: Mapping[str, str],
    inside: Mapping[str, list[int]],
    reliability: Mapping[str, str],
) -> Source:
    spelled = Counter(c.said_by for c in members if c.said_by)
    name = spelled.most_common(1)[0][0] if spelled else NOBODY
    return Source(
        name=name,
        also=tuple(sorted(set(spelled) - {name})),
        named=bool(spelled),
        kinds=_each(c.anonymity for c in members) if spelled else (),
        party=next((c.party for c in members if c.party), None),
        reliability=next((reliability[s] for s in (name, *sorted(spelled)) if s in reliability), None),
        methods=_each(c.method for c in members),
        claims=len(members),
        documents=len({c.document for c in members}),
        quantities=len({quantity[c.id] for c in members}),
        findings=tuple(sorted({n for c in members for n in inside.get(c.id, ())})),
    )


def _each(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({w for w in words if w}))


def documents(views: Iterable[DocumentView], claims: Iterable[Claim]) -> tuple[Document, ...]:
    """The documents that claims of the report stand in, in the order of entry, with how many stand there."""
    held = Counter(c.document for c in claims)
    return tuple(
        Document(
            key=d.key,
            publisher=d.publisher,
            published=d.published,
            url=d.url,
            text_sha256=d.text_sha256,
            original_sha256=d.original_sha256,
            state=d.state,
            confidentiality=d.confidentiality,
            claims=held[d.key],
        )
        for d in views
        if d.key in held
    )
