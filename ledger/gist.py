"""A finding in few words: the figures that stand against one another, and who gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf
from typing import Any

MOST = 4
"""Figures up to which each is named; of more, the lowest and the highest."""
LONG = 24
"""Letters from which on a source goes by its initials."""


SIGNS = {
    "more than ": ">",
    "at least ": "≥",
    "at most ": "≤",
    "up to ": "≤",
    "fewer than ": "<",
    "about ": "~",
    "nearly ": "~",
}


def signed(figure: str) -> str:
    """A printed figure in the fewest signs: “>50,000” for “more than 50,000”."""
    for words, sign in SIGNS.items():
        figure = figure.replace(words, sign)
    return figure


def figures(readings: Mapping[str, Mapping[str, Any]]) -> str:
    """The printed figures of a finding's claims, each once, the one that reads lowest first."""
    found = sorted(readings.values(), key=lambda r: (r["low"], inf if r["high"] is None else r["high"], r["figure"]))
    said = list(dict.fromkeys(signed(r["figure"]) for r in found))
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
