"""What the screens read from a ledger, as plain snapshots. Every function here runs off the app's thread."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from ledger.api import Ledger
from ledger.figures import Policy, Reading, read
from ledger.journal import Entry
from ledger.panels import SupportView, supports
from ledger.queries import ClaimFilter, ClaimView, Counts, DocumentView, FindingView, RemarkView
from ledger.telling import Named
from ledger.vocabulary import FindingList

FEW = 4
"""Findings of each list, and claims, that Today names."""
MOST_SORTED = 50_000
"""Claims up to which Today looks for the least certain; of more, the first entered are as good a start."""


@dataclass(frozen=True, slots=True)
class Today:
    """What is waiting: how much there is, the open findings, some claims to read, the latest acts.

    `since` are the acts of others, and imports, after the last visit, as (reviewer, act, number).
    """

    name: str
    reviewer: str
    head: str
    counts: Counts
    findings: tuple[FindingView, ...]
    unread: tuple[ClaimView, ...]
    recent: tuple[Entry, ...]
    since: tuple[tuple[str, str, int], ...]
    named: Named


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One finding with its claims in the finding's order, their readings, the ranges, notes and history.

    `counted` says how many reports and origins there are, and who agrees.
    """

    finding: FindingView
    claims: tuple[ClaimView, ...]
    readings: dict[str, Reading]
    remarks: tuple[RemarkView, ...]
    history: tuple[Entry, ...]
    support: SupportView | None
    quantity: tuple[ClaimView, ...]
    counted: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One claim with its document, its reading, the findings it is in, notes and history."""

    claim: ClaimView
    document: DocumentView | None
    reading: Reading | None
    findings: tuple[FindingView, ...]
    remarks: tuple[RemarkView, ...]
    history: tuple[Entry, ...]
    named: Named


def reading_of(claim: ClaimView, policy: Policy) -> Reading | None:
    """What the claim's figure commits to; None where it holds no number."""
    try:
        return read(claim.record.figure, policy, claim.record.method, claim.record.some)
    except ValueError:
        return None


def today(ledger: Ledger, since: int) -> Today:
    """The first screen; `since` is the last journal entry that was seen on the visit before."""
    counts = ledger.counts()
    new = ledger.journal(after=since, limit=5_000)
    acts = Counter((e.reviewer, e.act) for e in new if e.reviewer != ledger.reviewer or e.act == "import")
    order = "certainty" if counts.to_read <= MOST_SORTED else "entered"
    recent = ledger.journal(newest_first=True, limit=5)
    return Today(
        name=ledger.path.name,
        reviewer=ledger.reviewer,
        head=ledger.head,
        counts=counts,
        findings=tuple(f for part in FindingList for f in ledger.findings(list_=part.value, limit=FEW)),
        unread=tuple(ledger.claims(ClaimFilter(state="review_not_started"), order, limit=FEW)),
        recent=tuple(recent),
        since=tuple((who, act, number) for (who, act), number in acts.most_common(4)),
        named=ledger.named(recent),
    )


def finding_page(ledger: Ledger, finding_id: str) -> FindingPage:
    """Everything about one finding."""
    finding = ledger.finding(finding_id)
    by_id = {c.id: c for c in ledger.claims(ClaimFilter(state="all", finding=finding.id))}
    claims = [by_id[i] for i in finding.claims if i in by_id]
    policy = ledger.policy
    readings = {c.id: r for c in claims if (r := reading_of(c, policy))}
    subject = f"finding:{finding.id}"
    support, quantity = _support(ledger, claims, policy)
    return FindingPage(
        finding,
        tuple(claims),
        readings,
        tuple(ledger.remarks(subject)),
        tuple(ledger.history(subject)),
        support,
        quantity,
        ledger.counted([finding]).get(finding.id, ""),
    )


def _support(
    ledger: Ledger, claims: list[ClaimView], policy: Policy
) -> tuple[SupportView | None, tuple[ClaimView, ...]]:
    """The ranges of the quantity of most of the claims, where there is but one, and all standing claims about it."""
    found = ledger.readings_of(c.row for c in claims)
    if not found:
        return None, ()
    key = Counter(r.quantity for r in found.values()).most_common(1)[0][0]
    one = next(c for c in claims if c.row in found and found[c.row].quantity == key)
    same = ledger.claims_of_quantity(one.id)
    readings = ledger.readings_of(c.row for c in same)
    made = supports(same, readings, ledger.name_links(), policy, ledger.parties()).get(key)
    if made is not None and len({r.quantity for r in found.values()}) > 1:
        # The claims count several things: the ranges of one of them, drawn below all, would say nothing true.
        made = replace(made, claimed=None, supported=None, agreeing=None)
    return made, tuple(same)


def claim_page(ledger: Ledger, claim_id: str) -> ClaimPage:
    """Everything about one claim."""
    claim = ledger.claim(claim_id)
    subject = f"claim:{claim.id}"
    history = ledger.history(subject)
    return ClaimPage(
        claim=claim,
        document=ledger.document(claim.document_row),
        reading=reading_of(claim, ledger.policy),
        findings=tuple(ledger.findings(state="all", claim_row=claim.row)),
        remarks=tuple(ledger.remarks(subject)),
        history=tuple(history),
        named=ledger.named(history),
    )
