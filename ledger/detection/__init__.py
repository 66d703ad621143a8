"""Keeps the derived tables true: readings of the standing claims, and the findings they give.

A change is compared in three steps, each reading less than the one before would: the readings of the claims
that changed and the sums of their quantities (`readings`); the quantities and pairs that can hold a finding
at all, asked of the sums in SQL (`screens`); and the rules over the claims of those (`evaluating`). A rebuild
does the same over everything, and gives the same: a test holds both against comparing every claim with
every other in plain Python (`ledger.comparison.detect`).
"""

from __future__ import annotations

from ledger.detection.changing import after, compare_all, rebuild, refresh
from ledger.detection.checking import differences
from ledger.detection.due import compare_due, is_due, put_off, waiting
from ledger.detection.findings import Changes, open_by_kind, open_loud
from ledger.detection.growing import Growing, grows
from ledger.detection.search import feed_search, follow_search, rebuild_search
from ledger.detection.tally import FindingIds, Tally
from ledger.detection.world import Settings, World, chunks, settings_key

__all__ = [
    "Changes",
    "FindingIds",
    "Growing",
    "Settings",
    "Tally",
    "World",
    "after",
    "chunks",
    "compare_all",
    "compare_due",
    "differences",
    "feed_search",
    "follow_search",
    "grows",
    "is_due",
    "open_by_kind",
    "open_loud",
    "put_off",
    "rebuild",
    "rebuild_search",
    "refresh",
    "settings_key",
    "waiting",
]
