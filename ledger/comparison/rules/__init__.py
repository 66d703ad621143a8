"""The rules, one a file, each with its page: what it finds, why it matters, an example, what to do.

`IN_QUANTITY` look at the claims about one thing, `IN_FAMILY` at the quantities that can bear on one another,
`ACROSS` at what families do not hold together: a day in a longer period,
a period beside a running total, the dead beside a strength,
one number under two measures. `PAGES` is the order of docs/rules.md: slips, disputes, notes.
"""

from __future__ import annotations

from types import ModuleType

from ledger.comparison.context import Find, FindInBlock, FindInFamily
from ledger.comparison.rules import (
    ceiling_broken,
    circular_sourcing,
    counted_differently,
    impossible_record,
    origin_misreported,
    part_exceeds_whole,
    parts_do_not_add_up,
    period_total_mismatch,
    qualifier_changed,
    self_contradiction,
    source_cut_its_figure,
    sources_disagree,
    stale_figure,
    uncertain_place,
    wrong_measure,
)

IN_QUANTITY: tuple[Find, ...] = (
    impossible_record.find,
    self_contradiction.find,
    sources_disagree.find,
    stale_figure.find,
    qualifier_changed.find,
    source_cut_its_figure.find,
    circular_sourcing.find,
)
IN_FAMILY: tuple[FindInFamily, ...] = (
    origin_misreported.find,
    part_exceeds_whole.find,
    parts_do_not_add_up.find,
    counted_differently.find,
    uncertain_place.find,
)
ACROSS: dict[str, FindInBlock] = {
    "month": part_exceeds_whole.find_across_windows,
    "series": period_total_mismatch.find,
    "capacity": ceiling_broken.find,
    "figure": wrong_measure.find,
}
PAGES: tuple[ModuleType, ...] = (
    self_contradiction,
    origin_misreported,
    parts_do_not_add_up,
    period_total_mismatch,
    wrong_measure,
    impossible_record,
    circular_sourcing,
    sources_disagree,
    part_exceeds_whole,
    ceiling_broken,
    stale_figure,
    qualifier_changed,
    counted_differently,
    uncertain_place,
    source_cut_its_figure,
)

__all__ = ["ACROSS", "IN_FAMILY", "IN_QUANTITY", "PAGES"]
