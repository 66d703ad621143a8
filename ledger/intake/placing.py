"""The claims of a text put where they belong by the process that read it.

Placing rests on the names and tolerances of the ledger. They are read before the texts; a claim that was placed by
others than those that stand when it is stored, or whose document takes another name, is placed again then.
"""

from __future__ import annotations

from typing import Any

from ledger.comparison.values import Placed
from ledger.detection import Settings, World
from ledger.detection.readings import STATED
from ledger.intake.batch import CONTENT, DocumentIn

_FIRST = 4
"""A row holds so many values before the columns of CONTENT (`Prepared`)."""
_AT = tuple(_FIRST + CONTENT.index(c.removeprefix("claim.")) for c in STATED.split(", ")[6:])
"""Where a row holds what `Placer.place` takes after the claim's key and what is said of its document."""

_CLAIM = Placed._fields.index("claim")


class TextPlacer:
    """Places the claims of texts by the settings of a ledger."""

    def __init__(self, settings: Settings) -> None:
        self._place = World.made(*settings[1:]).placer.place

    def __call__(self, document: DocumentIn, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """The rows of a text as they are placed, without the ids of claims, which are given when they are stored."""
        place, about = self._place, (document.key, document.publisher, document.published)
        return [tuple(place("", *about, *[row[at] for at in _AT])) for row in rows]


def named(placed: tuple[Any, ...], claim: str) -> Placed:
    """A claim that was placed, with its id."""
    return Placed._make((*placed[:_CLAIM], claim, *placed[_CLAIM + 1 :]))
