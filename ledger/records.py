"""The native claim record: one claim as it comes in and goes out, in CSV columns or JSON keys.

`FIELDS` is the contract, in order. `ClaimRecord` holds one checked record; `ledger.intake` makes them of files.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from ledger.figures import Figure
from ledger.partial import partial
from ledger.vocabulary import AgeGroup, Anonymity, GroundRules, GroupStatus, Measure, Method, Qualifier, Sex, TimeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRecord:
    """One claim. None means that the text does not say; nothing is ever filled in.

    `place` runs from narrow to wide, two places at once are joined by " and "; `relayed_by` is the chain,
    nearest the speaker first, joined by " > ". Dates are EDTF (`ledger.edtf`). `status` is the status in
    law of the people counted, never the state of the review.
    """

    id: str | None = None
    document: str
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    quote: str | None = None
    figure_text: str | None = None
    value: int | None = None
    low: int | None = None
    high: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    measure: Measure
    group: str | None = None
    place: str | None = None
    event_start: str | None = None
    event_end: str | None = None
    as_of: str | None = None
    time_kind: TimeKind | None = None
    counted_from: str | None = None
    definition: str | None = None
    attributed_to: str | None = None
    anonymity: Anonymity | None = None
    relayed_by: str | None = None
    event: str | None = None
    method: Method = Method.UNKNOWN
    ground_rules: GroundRules | None = None
    status: GroupStatus | None = None
    note: str | None = None

    @property
    def figure(self) -> Figure:
        """The figure as printed."""
        return Figure(self.value, self.low, self.high, self.qualifier, self.figure_text)

    @property
    def some(self) -> str | None:
        """Why the figure counts only some of those it is about, None where its sentence does not say so."""
        return partial(self.quote, self.figure_text)

    @property
    def relays(self) -> tuple[str, ...]:
        """Those who carried the words, nearest the speaker first."""
        return tuple(p.strip() for p in (self.relayed_by or "").split(" > ") if p.strip())


FIELDS: tuple[str, ...] = tuple(f.name for f in fields(ClaimRecord))
"""The columns of the native format, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field was read so: the id of the rule that fired and the words it matched."""

    field: str
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """How a figure hangs on another of the same text: it `revises` that figure, or is `part-of` it.

    `start` and `end` are the offsets of the other figure's words.
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A claim that the extractor read in a text, with its place there.

    `start` and `end` are the offsets of the figure's words, `quote_start` and `quote_end` those of the
    sentence, in characters of the untouched text: `text[start:end] == record.figure_text`.
    """

    record: ClaimRecord
    start: int
    end: int
    quote_start: int
    quote_end: int
    rules: tuple[Evidence, ...] = ()
    links: tuple[Link, ...] = ()
    sex: Sex | None = None
    age_group: AgeGroup | None = None
