"""What cannot all be true: claims as readings of quantities, compared by what their words commit to.

Pure functions over plain values: `place_claim` says which quantity a claim speaks of and what interval it
commits to, `detect` gives the findings, `relate` the verdict on two claims.
"""

from __future__ import annotations

from ledger.comparison.detector import blocks, context_of, detect, detect_block, detect_quantity, order, rank, shown
from ledger.comparison.keys import place_claim
from ledger.comparison.relate import relate
from ledger.comparison.support import Support, curve, supported
from ledger.comparison.values import Compared, Placed
from ledger.comparison.verdicts import Finding, ReadingShown, Relation

__all__ = [
    "Compared",
    "Finding",
    "Placed",
    "ReadingShown",
    "Relation",
    "Support",
    "blocks",
    "context_of",
    "curve",
    "detect",
    "detect_block",
    "detect_quantity",
    "order",
    "place_claim",
    "rank",
    "relate",
    "shown",
    "supported",
]
