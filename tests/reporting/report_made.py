"""Report inputs made by hand: what a ledger would give, without a ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson

from ledger.figures import Policy, read, settle
from ledger.journal import Entry
from ledger.queries import ClaimView, Counts, DecisionView, DocumentView, FindingView, ReadingView, RemarkView
from ledger.records import ClaimRecord
from ledger.reporting.gather import ReportInput
from ledger.reporting.scope import Scope
from ledger.vocabulary import (
    Anonymity,
    FindingList,
    FindingState,
    Measure,
    Qualifier,
    ResolutionMethod,
    ReviewState,
    Severity,
    TimeKind,
)

HEAD = "5f" * 32
COUNTS = Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


def view(row: int, **fields: Any) -> ClaimView:
    """One claim; everything but a document and a measure may be left out."""
    state = fields.pop("state", ReviewState.NOT_STARTED)
    fields = {"id": f"K{row}", "document": "Daily", "measure": Measure.KILLED, **fields}
    made = settle(
        fields.get("value"),
        fields.get("low"),
        fields.get("high"),
        fields.get("qualifier"),
        fields.get("figure_text"),
    )
    fields |= {"value": made.value, "low": made.low, "high": made.high, "qualifier": made.qualifier}
    return ClaimView(
        row=row,
        record=ClaimRecord(**fields),
        state=state,
        document_row=1,
        batch=1,
        source_key=None,
        quote_start=None,
        quote_end=None,
        figure_start=0 if fields.get("quote") else None,
        figure_end=2 if fields.get("quote") else None,
        evidence=(),
        engine=None,
        row_hash="00",
    )


def reading(claim: ClaimView, quantity: str = "q", origin: str | None = None) -> ReadingView:
    """The reading of a claim as the ledger would keep it."""
    r = claim.record
    made = read(r.figure, Policy(), r.method)
    return ReadingView(
        quantity,
        "f",
        made.low,
        made.high,
        made.soft_low,
        made.soft_high,
        made.soft_ceiling,
        origin or r.attributed_to or f"nobody named ({r.document})",
        None,
        None,
        made.why,
    )


def document(row: int, key: str, **fields: Any) -> DocumentView:
    """One document."""
    made = DocumentView(row, key, None, None, None, None, None, None, 1, "standing", 0)
    return replace(made, **fields)


def finding(finding_id: str, claims: tuple[str, ...], **fields: Any) -> FindingView:
    """One finding: a dispute, unless told."""
    made = FindingView(
        id=finding_id,
        code="C1",
        kind="no_common_figure",
        list=FindingList.DISPUTE,
        severity=Severity.MODERATE,
        state=FindingState.OPEN,
        explanation="Two sources differ",
        fits_if="Fits if one counts other people",
        hint=None,
        claims=claims,
        origins=("Ministry of Health", "Red Cross"),
        quantity={},
        readings={},
        reopened_by=(),
        decision=None,
    )
    return replace(made, **fields)


def entry(seq: int, act: str, subject: str, **contents: Any) -> Entry:
    """One journal entry."""
    payload = orjson.dumps({"changes": [], **contents}).decode()
    return Entry(seq, f"2020-05-{seq:02d}T09:30:00Z", "Ada", act, subject, payload, b"", b"", b"")


def change(table: str, row: int, before: dict[str, Any] | None, after: dict[str, Any]) -> dict[str, Any]:
    """One changed row of an entry."""
    return {"table": table, "id": row, "before": before, "after": after, "was": None, "is": "00"}


def given(claims: list[ClaimView], **parts: Any) -> ReportInput:
    """What a report is made of."""
    made = ReportInput(
        ledger="11111111-2222-3333-4444-555555555555",
        head=HEAD,
        policy=Policy(),
        counts=COUNTS,
        scope=Scope(),
        claims=claims,
        readings={c.row: reading(c) for c in claims},
        documents=[document(1, "Daily", publisher="Daily", published="2020-05-02")],
        journal=[entry(1, "create", "ledger:1", schema=1)],
        program="0.1.0",
        generated_at="2020-05-09T10:00:00Z",
    )
    return replace(made, **parts)


def small() -> ReportInput:
    """A small ledger with one of everything: a settled slip, an open dispute, a correction, a rejection."""
    at = {"place": "Zaria, Nigeria", "event_start": "2020-05-01", "group": "civilians", "published": "2020-05-02"}
    ministry, cross = "Ministry of Health", "Red Cross"
    named = {"anonymity": Anonymity.NAMED_OFFICE}
    claims = [
        view(1, value=27, document="Daily", publisher="Daily", attributed_to=ministry, relayed_by="AFP", **named, **at),
        view(2, value=62, document="Weekly", publisher="Weekly", attributed_to=cross, url="https://a.example/1", **at),
        view(3, value=26, document="Weekly", publisher="Weekly", attributed_to=ministry, quote="26 dead", **at),
        view(
            4,
            value=220_000,
            qualifier=Qualifier.MORE_THAN,
            time_kind=TimeKind.CUMULATIVE,
            counted_from="2011-03",
            place="Nigeria",
            document="Weekly",
        ),
        view(5, figure_text="dozens", measure=Measure.DISPLACED, note="no number given", **at),
    ]
    gone = view(6, value=99, state=ReviewState.REJECTED, **at)
    readings = {c.row: reading(c, "toll") for c in claims[:3]}
    readings |= {4: reading(claims[3], "total"), 5: reading(claims[4], "displaced")}
    decision = DecisionView(
        FindingState.RESOLVED, ResolutionMethod.REPORT_RANGE, "both stand", "Ada", "2020-05-08T08:00:00Z", True
    )
    slip = finding(
        "aa11",
        ("K1", "K3"),
        code="C6",
        kind="origin_misreported",
        list=FindingList.SLIP,
        state=FindingState.RESOLVED,
        origins=(ministry,),
        decision=decision,
        hint="26 + 1 = 27",
    )
    settled = change("decision", 1, None, {"method": "report_range"})
    weekly = document(2, "Weekly", publisher="Weekly", published="2020-05-02", url="https://a.example/1")
    journal = [
        entry(1, "create", "ledger:1", schema=1),
        entry(2, "correct", "claim:K1", why="misread", changes=[change("claim", 1, {"value": 72}, {"value": 27})]),
        entry(3, "accept", "claim:K2", changes=[change("claim", 2, {"state": "x"}, {"state": "approved"})]),
        entry(4, "reject", "claim:K6", why="counts goats", changes=[change("claim", 6, {}, {"state": "rejected"})]),
        entry(5, "note", "claim:K5", changes=[change("remark", 1, None, {"text": "ask again"})]),
        entry(6, "resolve", "finding:aa11", why="both stand", changes=[settled]),
    ]
    return given(
        claims,
        left_out=[gone],
        readings=readings,
        findings=[slip, finding("bb22", ("K1", "K2"))],
        documents=[
            document(1, "Daily", publisher="Daily", published="2020-05-02"),
            replace(weekly, text_sha256="ab" * 32),
        ],
        remarks={"claim:K5": [RemarkView("claim:K5", "ask again", "Ada", "2020-05-05T09:30:00Z")]},
        parties={ministry: "government"},
        journal=journal,
    )
