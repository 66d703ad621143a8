"""The rules, one a file, each with its page: what it finds, why it matters, an example, what to do.

`IN_QUANTITY` look at the claims about one thing, `IN_FAMILY` at the quantities that can bear on one another.
"""

from __future__ import annotations

from ledger.comparison.context import Find, FindInFamily
from ledger.comparison.rules import (
    counted_differently,
    impossible_record,
    origin_misreported,
    part_exceeds_whole,
    qualifier_changed,
    self_contradiction,
    source_cut_its_figure,
    sources_disagree,
)

IN_QUANTITY: tuple[Find, ...] = (
    impossible_record.find,
    self_contradiction.find,
    sources_disagree.find,
    qualifier_changed.find,
    source_cut_its_figure.find,
)
IN_FAMILY: tuple[FindInFamily, ...] = (
    origin_misreported.find,
    part_exceeds_whole.find,
    counted_differently.find,
)

__all__ = ["IN_FAMILY", "IN_QUANTITY"]
