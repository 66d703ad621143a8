"""Findings of the ledger as findings of the report."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.figures import bounds, count
from ledger.queries import DecisionView, FindingView, RemarkView
from ledger.reporting.kinds import headline, kind
from ledger.reporting.model import Claim, Decision, Finding, Fit, Remark
from ledger.reporting.quantities import about, by_reading
from ledger.vocabulary import FindingState


def report_finding(
    view: FindingView,
    number: int,
    claims: Sequence[Claim],
    remarks: Sequence[RemarkView],
    subject: Sequence[Claim] = (),
) -> Finding:
    """One finding with its claims from the lowest reading to the highest, and how it was decided.

    `subject` are those of its claims that count what it is about: of a part and a whole those of the part.
    """
    ordered = by_reading(claims)
    figures = list(dict.fromkeys(c.figure for c in ordered))
    decided = view.state is not FindingState.OPEN
    return Finding(
        number=number,
        id=view.id,
        code=view.code,
        kind=view.kind,
        kind_words=kind(view.kind).name,
        list=view.list.value,
        list_words=view.list.label,
        severity=view.severity.value,
        state=view.state.value,
        state_words=view.state.label,
        about=about(by_reading(subject) or ordered) if ordered else str(view.quantity.get("label") or ""),
        headline=headline(view.kind, figures, len(view.origins)),
        explanation=sentence(view.explanation),
        fits_if=sentence(view.fits_if),
        hint=sentence(view.hint) if view.hint else None,
        fit=fit(ordered) if kind(view.kind).meets else None,
        origins=view.origins,
        claims=tuple(c.id for c in ordered),
        reopened_by=view.reopened_by,
        decision=decision(view.decision) if decided and view.decision else None,
        remarks=tuple(Remark(text=r.text, reviewer=r.reviewer, at=r.at) for r in remarks),
    )


def decision(view: DecisionView) -> Decision:
    """How a finding was decided."""
    return Decision(
        outcome=view.outcome.label,
        method=view.method.value,
        method_words=view.method.label,
        why=view.why,
        reviewer=view.reviewer,
        at=view.at,
    )


def fit(claims: Sequence[Claim]) -> Fit | None:
    """What number agrees with all readings; None where fewer than two claims have one."""
    readings = [c.reading for c in claims if c.reading]
    if len(readings) < 2:
        return None
    low = max(r.low for r in readings)
    highs = [r.high for r in readings if r.high is not None]
    high = min(highs) if highs else None
    if high is not None and low > high:
        words = f"No number agrees with all of them: one reading ends at {count(high)}, another begins at {count(low)}."
        return Fit(fits=False, low=high, high=low, words=words)
    span = bounds(low, float("inf") if high is None else high)
    words = (
        f"Only {span} agrees with all of them." if low == high else f"Any number from {span} agrees with all of them."
    )
    if high is None:
        words = f"Any number of {span} agrees with all of them."
    return Fit(fits=True, low=low, high=high, words=words)


def sentence(text: str) -> str:
    """The text with a full stop at its end."""
    text = text.rstrip()
    said = text.rstrip("”)")
    return text if not said or said[-1] in ".!?…" else f"{text}."
