"""What stands in a ledger, as plain values: what the functions of this package give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ledger.records import ClaimRecord, Evidence
from ledger.vocabulary import FindingList, FindingState, ResolutionMethod, ReviewState, Severity


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as it stands: the record, its place in the document, and where its review stands.

    `row` is the row in the ledger, `record.id` the id that people use; offsets count characters of the
    document's text and are None for a claim that was keyed in. `row_hash` tells whether it has changed.
    """

    row: int
    record: ClaimRecord
    state: ReviewState
    document_row: int
    batch: int | None
    source_key: str | None
    quote_start: int | None
    quote_end: int | None
    figure_start: int | None
    figure_end: int | None
    evidence: tuple[Evidence, ...]
    engine: str | None
    row_hash: str

    @property
    def id(self) -> str:
        """The claim's id, as `claims list` prints it."""
        return self.record.id or str(self.row)

    @property
    def keyed_in(self) -> bool:
        """Whether the claim has no document text behind it."""
        return self.figure_start is None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document; `text` is None for one that is a reference only. `claims` counts its standing claims."""

    row: int
    key: str
    publisher: str | None
    published: str | None
    url: str | None
    text: str | None
    text_sha256: str | None
    original_sha256: str | None
    batch: int | None
    state: str
    claims: int
    confidentiality: str = "unprotected"


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What a person decided about a finding."""

    outcome: FindingState
    method: ResolutionMethod
    why: str
    reviewer: str
    at: str
    standing: bool


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as it stands. `quantity` and `readings` are as `ledger.comparison` gives them."""

    id: str
    code: str
    kind: str
    list: FindingList
    severity: Severity
    state: FindingState
    explanation: str
    fits_if: str
    hint: str | None
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    quantity: dict[str, Any]
    readings: dict[str, Any]
    reopened_by: tuple[str, ...]
    decision: DecisionView | None

    def as_json(self) -> dict[str, Any]:
        """The finding as `claims conflicts --json` prints it (the contract of design 3.3)."""
        return {
            "id": self.id,
            "kind": self.kind,
            "code": self.code,
            "list": self.list.value,
            "severity": self.severity.value,
            "state": self.state.value,
            "explanation": self.explanation,
            "fits_if": self.fits_if,
            "claims": list(self.claims),
            "origins": list(self.origins),
            "quantity": self.quantity,
            "hint": self.hint,
        }


@dataclass(frozen=True, slots=True)
class RemarkView:
    """A reviewer's note."""

    subject: str
    text: str
    reviewer: str
    at: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """What people said about a source: its party to the conflict, its way of counting, its reliability (A to F)."""

    name: str
    party: str | None
    method: str | None
    reliability: str | None


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What a standing claim commits to, and which quantity it speaks of (the derived table `reading`).

    `high` is `inf` where the words set no ceiling; days count from the first day of the calendar.
    """

    quantity: str
    family: str
    low: float
    high: float
    soft_low: float
    soft_high: float
    soft_ceiling: bool
    origin: str
    as_of_day: int | None
    published_day: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds, counting only what stands."""

    claims: int
    to_read: int
    unsure: int
    documents: int
    batches: int
    entries: int
    open_slips: int
    open_disputes: int
    open_notes: int
    decided: int
