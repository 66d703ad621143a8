"""What a report is asked to cover."""

from __future__ import annotations

from dataclasses import dataclass, fields

from ledger.queries import ClaimFilter
from ledger.vocabulary import FindingState, Measure

STATES = ("all", *(s.value for s in FindingState))
"""Which findings a report shows, by where they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Every part that is given must hold; without any, the whole ledger is covered.

    `place`, `group`, `event`, `source` and `document` match a part of the words of a claim, without regard
    to case; `measure` is a term. `state` chooses among the findings and leaves the claims alone.
    """

    place: str | None = None
    group: str | None = None
    event: str | None = None
    source: str | None = None
    document: str | None = None
    measure: str | None = None
    state: str = "all"

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise ValueError(f"state {self.state!r} is not one of: {', '.join(STATES)}")
        if self.measure is not None:
            object.__setattr__(self, "measure", Measure.parse(self.measure).value)

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

    def words(self) -> str:
        """The scope in one sentence."""
        claims = (
            "Every claim in the ledger"
            if self.whole
            else "Claims whose " + " and ".join(f"{name} is or contains “{value}”" for name, value in self.named)
        )
        findings = "all findings about them" if self.state == "all" else f"their {self.state} findings"
        return f"{claims}, and {findings}."
