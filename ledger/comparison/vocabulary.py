"""What the taxonomy calls things, and which measures lie inside which."""

from __future__ import annotations

from ledger.vocabulary import FindingList, Measure

LEVELS = frozenset({Measure.MISSING, Measure.STRENGTH, Measure.DISPLACED, Measure.REFUGEES, Measure.DEPLOYED})
"""Measures that rise and fall, whatever the time kind says: only figures of one date are compared."""

PART_OF: dict[str, tuple[str, ...]] = {
    "killed": ("casualties",),
    "injured": ("casualties",),
    "bodies_found": ("killed", "casualties"),
}
"""A measure and those that contain it: casualties are killed or injured."""

SAME_AS: dict[str, str] = {"detained": "captured"}
"""Measures that are compared as one: captured and detained."""

TOLL = frozenset({"killed", "injured", "casualties", "bodies_found"})
"""Measures that can bear on one another."""

KINDS: dict[str, tuple[str, FindingList]] = {
    "C1": ("no_common_figure", FindingList.DISPUTE),
    "C2": ("toll_falls", FindingList.DISPUTE),
    "C3": ("part_exceeds_whole", FindingList.DISPUTE),
    "C4": ("parts_do_not_add_up", FindingList.SLIP),
    "C5": ("self_contradiction", FindingList.SLIP),
    "C6": ("origin_misreported", FindingList.SLIP),
    "C7": ("period_total_mismatch", FindingList.SLIP),
    "C8": ("ceiling_broken", FindingList.DISPUTE),
    "T1": ("qualifier_changed", FindingList.NOTE),
    "T2": ("stale_figure", FindingList.DISPUTE),
    "T3": ("may_be_older", FindingList.NOTE),
    "T4": ("wrong_measure", FindingList.SLIP),
    "X1": ("impossible_record", FindingList.SLIP),
    "X2": ("circular_sourcing", FindingList.SLIP),
    "W1": ("counted_differently", FindingList.NOTE),
    "W3": ("uncertain_place", FindingList.NOTE),
    "W5": ("sudden_jump", FindingList.NOTE),
    "R2": ("source_cut_its_figure", FindingList.NOTE),
}
"""Code, name and list of every kind of finding (C3 within one origin is a slip)."""


def measure_relation(a: str, b: str) -> int | None:
    """0 the same measure, 1 where `a` is part of `b`, -1 the other way round, None unrelated."""
    if a == b:
        return 0
    if b in PART_OF.get(a, ()):
        return 1
    return -1 if a in PART_OF.get(b, ()) else None
