"""How often each rule of the extractor was right, as measured on annotated passages: the confidence of a claim.

`confidence.json` holds, by field and rule, how many annotated claims were read by the rule and how many of them
right; `python -m tests.gold.precision --write` makes it. Small counts are drawn towards the rate of the whole field,
as if `WEIGHT` more claims had been read at that rate, so that a rule seen twice is never certain. A claim is as sure
as all its fields together: the product of their rates. A claim that somebody keyed in was not read by rules: 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ledger.records import Evidence

WEIGHT = 8.0
FEWEST = 20
"""Below so many measured claims the counts are said, and no share: 4 right of 4 are no 98 of 100."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of one rule for one field: claims read right, claims read, and the shrunk share."""

    right: int
    seen: int
    rate: float

    @property
    def brief(self) -> str:
        """As a reviewer reads it, rounded down: “right in 97 of 100”, or of few “4 of 4 right”."""
        if self.seen < FEWEST:
            return f"{self.right} of {self.seen} right" if self.seen else "not measured yet"
        return f"right in {int(self.rate * 100)} of 100"

    @property
    def words(self) -> str:
        """With how much stands behind it: “right in 97 of 100 on this pattern (34 measured)”."""
        if self.seen < FEWEST:
            return f"{self.brief} on this pattern" if self.seen else f"this pattern is {self.brief}"
        return f"{self.brief} on this pattern ({self.seen} measured)"


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, tuple[int, int]]]:
    raw = json.loads(files("ledger").joinpath("confidence.json").read_text(encoding="utf-8"))
    return {field: {rule: (n[0], n[1]) for rule, n in rules.items()} for field, rules in raw["rules"].items()}


_TIMES = ("event_end", "counted_from", "as_of", "time_kind")
"""Fields of time share the table of the first."""


def measured(field: str) -> bool:
    """Whether the annotation says anything of a field: of others no rate is known."""
    return field in _table()


@lru_cache(maxsize=1024)
def of_rule(field: str, rule: str) -> Measured:
    """What is known of a rule; an unknown one has the rate of its field, and that of an unknown field is one half."""
    rules = _table().get("event_start" if field in _TIMES else field, {})
    right, seen = (sum(n[i] for n in rules.values()) for i in (0, 1))
    base = (right + 1) / (seen + 2)
    own_right, own_seen = rules.get(rule, (0, 0))
    return Measured(own_right, own_seen, (own_right + WEIGHT * base) / (own_seen + WEIGHT))


def of_evidence(evidence: Evidence) -> Measured | None:
    """What is known of the rule of one entry; None for a field that nobody measures."""
    own = "event_start" if evidence.field in _TIMES else evidence.field
    return of_rule(own, evidence.rule) if measured(own) else None


def of_claim(evidence: Iterable[Evidence]) -> float:
    """The confidence of a claim, from 0 to 1: the product over its fields, each with its least sure rule."""
    least: dict[str, float] = {}
    for e in evidence:
        if not measured(e.field):
            continue
        rate = of_rule(e.field, e.rule).rate
        least[e.field] = min(rate, least.get(e.field, 1.0))
    total = 1.0
    for rate in least.values():
        total *= rate
    return total


def in_all(evidence: Iterable[Evidence]) -> str:
    """How sure a claim is by all its fields together, in words; empty for one that somebody keyed in."""
    every = tuple(evidence)
    if not every:
        return ""
    if any(m.seen < FEWEST for e in every if (m := of_evidence(e)) is not None):
        return "too little measured for a share"
    return f"read so, right in {int(100 * of_claim(every))} of 100"


def stored(evidence: str | None) -> float:
    """As `of_claim`, of evidence as the ledger stores it; SQL knows it as `confidence_of`."""
    if not evidence:
        return 1.0
    return of_claim(Evidence(*e) for e in json.loads(evidence))
