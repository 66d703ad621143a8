"""A person's word on a claim or a finding: what the claim says stays as it is."""

from __future__ import annotations

import orjson

from ledger import clock, queries
from ledger.acts import Act
from ledger.errors import LedgerError
from ledger.models import Decision, Remark
from ledger.review.doing import Doing, claim_of
from ledger.vocabulary import FindingState, ResolutionMethod, ReviewState


def judge(act: Act, claim_id: str, state: ReviewState, why: str, seen: str | None = None) -> Doing:
    """Accept, reject or mark a claim as unsure."""
    row, _ = claim_of(act, claim_id, seen)
    if state is ReviewState.REJECTED and not why:
        raise LedgerError("say why the claim is rejected: --why TEXT")
    if not act.change(row, state=state.value):
        raise LedgerError(f"claim {claim_id} is {state.label} already; nothing was changed")
    return Doing(f"claim:{claim_id}", f"claim {claim_id}: {state.label}", {"why": why})


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
        claim_of(act, name, None)
    elif kind != "finding" or (found := queries.finding(act.connection, name)) is None:
        raise LedgerError(f"there is no {kind} {name}")
    else:
        subject = f"finding:{found.id}"
    act.add(Remark(subject=subject, text=text, reviewer=act.reviewer, at=clock.now()))
    return Doing(subject, f"{subject.replace(':', ' ')}: noted", {})
