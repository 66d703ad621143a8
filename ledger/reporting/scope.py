"""What a report is asked to cover."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, fields
from datetime import date

from ledger import edtf
from ledger.queries import ClaimFilter
from ledger.records import ClaimRecord
from ledger.vocabulary import FindingState, Measure

_WORDS = {
    "start": "about {} or later",
    "end": "about {} or earlier",
    "reviewer": "that {} acted on",
    "measure": "that count: {}",
}

STATES = ("all", *(s.value for s in FindingState))
"""Which findings a report shows, by where they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Every part that is given must hold; without any, the whole ledger is covered.

    `place`, `group`, `event`, `source` and `document` match a part of the words of a claim, without regard
    to case; `measure` is a term. `start` and `end` are EDTF dates: a claim is covered when the time it counts
    (without one its as-of date, else its date of publication) meets them. `reviewer` covers the claims that this
    person acted on. `state` chooses among the findings and leaves the claims alone.
    """

    place: str | None = None
    group: str | None = None
    event: str | None = None
    source: str | None = None
    document: str | None = None
    measure: str | None = None
    start: str | None = None
    end: str | None = None
    reviewer: str | None = None
    state: str = "all"

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise ValueError(f"state {self.state!r} is not one of: {', '.join(STATES)}")
        if self.measure is not None:
            object.__setattr__(self, "measure", Measure.parse(self.measure).value)
        for name in ("start", "end"):
            if (text := getattr(self, name)) is not None:
                edtf.parse(text)

    @property
    def whole(self) -> bool:
        """Whether no claim of the ledger is left out."""
        return not self.named

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """The parts that choose claims, by name."""
        parts = ((f.name, getattr(self, f.name)) for f in fields(self) if f.name != "state")
        return tuple((name, value) for name, value in parts if value is not None)

    def filter(self, state: str) -> ClaimFilter:
        """The claims of this scope in one state of review (or "standing")."""
        return ClaimFilter(
            state=state,
            place=self.place,
            group=self.group,
            event=self.event,
            source=self.source,
            document=self.document,
            measure=self.measure,
        )

    def covers(self, record: ClaimRecord, acted_on: Container[str]) -> bool:
        """Whether the parts that the database does not test hold: the time, and the reviewer.

        `acted_on` holds the ids of the claims that the reviewer of this scope acted on.
        """
        if self.reviewer is not None and record.id not in acted_on:
            return False
        if self.start is None and self.end is None:
            return True
        first, last = _time(record)
        if first is None and last is None:
            return False
        begin = edtf.parse(self.start).first if self.start else None
        close = edtf.parse(self.end).last if self.end else None
        return not ((begin and last and last < begin) or (close and first and first > close))

    def words(self) -> str:
        """The scope in one sentence."""
        claims = (
            "Every claim in the ledger"
            if self.whole
            else "Claims "
            + " and ".join(
                _WORDS.get(name, f"whose {name} is or contains “{{}}”").format(value) for name, value in self.named
            )
        )
        findings = "all findings about them" if self.state == "all" else f"their {self.state} findings"
        return f"{claims}, and {findings}."


def _time(record: ClaimRecord) -> tuple[date | None, date | None]:
    """The first and the last day of what a claim is about; None for an end that is open or not stated."""
    start = record.event_start or record.counted_from or record.as_of or record.published
    end = record.event_end or (None if record.counted_from else record.event_start) or record.as_of or record.published
    return (edtf.parse(start).first if start else None), (edtf.parse(end).last if end else None)
