"""A finding in few words: the figures that stand against one another, and who gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil, floor, inf
from typing import Any

MOST = 4
"""Figures up to which each is named; of more, the lowest and the highest."""
LONG = 24
"""Letters from which on a source goes by its initials."""


def interval(low: float, high: float | None) -> str:
    """What a figure commits to, in the fewest signs: “27”, “19–21”, “50,000+”, “≤7,000”."""
    if high is None or high == inf:
        return f"{ceil(low):,}+"
    lo, hi = ceil(low), floor(high)
    return f"{lo:,}" if lo == hi else f"≤{hi:,}" if lo <= 0 else f"{lo:,}–{hi:,}"


def figures(readings: Mapping[str, Mapping[str, Any]]) -> str:
    """The readings of a finding's claims, each once, the lowest first."""
    found = {(r["low"], inf if r["high"] is None else r["high"]) for r in readings.values()}
    said = [interval(low, high) for low, high in sorted(found)]
    return " · ".join(said) if len(said) <= MOST else f"{said[0]} … {said[-1]}"


def parties(origins: Iterable[str]) -> str:
    """Who gives the figures, by short names."""
    return " / ".join(short(o) for o in origins)


def short(name: str | None) -> str:
    """A source in few letters: the initials of a long name that is all capitals, “SOHR”."""
    from ledger.names.proposals import initials

    if name is None or len(name) <= LONG:
        return name or ""
    proper = all(w[0].isupper() or len(w) <= 3 for w in name.split())
    return initials(name).upper() if proper and name.replace(" ", "").isalpha() and initials(name) else name
