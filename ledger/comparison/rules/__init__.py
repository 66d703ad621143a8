"""The rules, one a file, each with its page: what it finds, why it matters, an example, what to do.

`AT_SIGHT` and `IN_QUANTITY` look at the claims about one thing: the first at nothing but what decides (`Seen`),
so that it is put in words only when somebody reads it (`WORDED`). `IN_FAMILY` at the quantities that can
bear on one another, `ACROSS` at what families do not hold together: a day in a longer period, a period beside a
running total, the dead beside a strength, one number under two measures. `PAGES` is the
order of docs/rules.md: slips, disputes, notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType

from ledger.comparison.context import Context, Find, FindAtSight, FindInBlock, FindInFamily, Quantity
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
from ledger.comparison.values import C, Placed
from ledger.comparison.verdicts import Fact, Words

IN_QUANTITY: tuple[Find, ...] = (
    impossible_record.find,
    self_contradiction.find,
    stale_figure.find,
    circular_sourcing.find,
)
AT_SIGHT: tuple[FindAtSight, ...] = (
    sources_disagree.find,
    source_cut_its_figure.find,
    qualifier_changed.find,
)
OF_A_SOURCE = (source_cut_its_figure.find, qualifier_changed.find)
WORDED: dict[str, Callable[[Fact[Placed]], Words]] = {
    "C1": sources_disagree.words,
    "C2": sources_disagree.words,
    "T3": sources_disagree.words,
    "W5": sources_disagree.words,
    "R2": source_cut_its_figure.words,
    "T1": qualifier_changed.words,
}
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


def at_sight(quantity: Quantity[C], context: Context, own: Quantity[C] | None = None) -> Iterator[Fact[C]]:
    """What the rules of `AT_SIGHT` find among the claims about one thing.

    Those that look at one source at a time (`OF_A_SOURCE`) look at the claims of some sources, where those are given.
    """
    for rule in AT_SIGHT:
        yield from rule(own if own is not None and rule in OF_A_SOURCE else quantity, context)


def may_hold_more(quantity: Quantity[C]) -> bool:
    """Whether the rules of `IN_QUANTITY`, or C6, may find something, as far as what decides tells.

    It does not tell of impossible records and of reports that cite each other.
    """
    if quantity.fits:
        return False
    return self_contradiction.may(quantity) or origin_misreported.may(quantity) or stale_figure.may(quantity)


__all__ = ["ACROSS", "AT_SIGHT", "IN_FAMILY", "IN_QUANTITY", "PAGES", "WORDED", "at_sight", "may_hold_more"]
