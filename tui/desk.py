"""What the screens read from a ledger, as plain snapshots. Every function here runs off the app's thread."""

from __future__ import annotations

from dataclasses import dataclass, field

from ledger.api import Ledger
from ledger.figures import Policy, Reading, read
from ledger.journal import Entry
from ledger.queries import ClaimFilter, ClaimView, Counts, DocumentView, FindingView, RemarkView


@dataclass(frozen=True, slots=True)
class Today:
    """What is waiting: how much there is, the open findings, some claims to read, the latest acts."""

    name: str
    reviewer: str
    head: str
    counts: Counts
    findings: tuple[FindingView, ...]
    unread: tuple[ClaimView, ...]
    recent: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One finding with its claims in the finding's order, their readings, notes and history."""

    finding: FindingView
    claims: tuple[ClaimView, ...]
    readings: dict[str, Reading]
    remarks: tuple[RemarkView, ...]
    history: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One claim with its document, its reading, the findings it is in, notes and history."""

    claim: ClaimView
    document: DocumentView | None
    reading: Reading | None
    findings: tuple[FindingView, ...]
    remarks: tuple[RemarkView, ...]
    history: tuple[Entry, ...]
    others: tuple[ClaimView, ...] = field(default=())


def reading_of(claim: ClaimView, policy: Policy) -> Reading | None:
    """What the claim's figure commits to; None where it holds no number."""
    try:
        return read(claim.record.figure, policy, claim.record.method)
    except ValueError:
        return None


def today(ledger: Ledger) -> Today:
    """The first screen."""
    return Today(
        name=ledger.path.name,
        reviewer=ledger.reviewer,
        head=ledger.head,
        counts=ledger.counts(),
        findings=tuple(ledger.findings()),
        unread=tuple(ledger.claims(ClaimFilter(state="review_not_started"), limit=3)),
        recent=tuple(ledger.journal(newest_first=True, limit=4)),
    )


def finding_page(ledger: Ledger, finding_id: str) -> FindingPage:
    """Everything about one finding."""
    finding = ledger.finding(finding_id)
    by_id = {c.id: c for c in ledger.claims(ClaimFilter(state="all", finding=finding.id))}
    claims = [by_id[i] for i in finding.claims if i in by_id]
    policy = ledger.policy
    readings = {c.id: r for c in claims if (r := reading_of(c, policy))}
    subject = f"finding:{finding.id}"
    return FindingPage(finding, tuple(claims), readings, tuple(ledger.remarks(subject)), tuple(ledger.history(subject)))


def claim_page(ledger: Ledger, claim_id: str) -> ClaimPage:
    """Everything about one claim."""
    claim = ledger.claim(claim_id)
    subject = f"claim:{claim.id}"
    return ClaimPage(
        claim=claim,
        document=ledger.document(claim.document_row),
        reading=reading_of(claim, ledger.policy),
        findings=tuple(ledger.findings(state="all", claim_row=claim.row)),
        remarks=tuple(ledger.remarks(subject)),
        history=tuple(ledger.history(subject)),
    )
