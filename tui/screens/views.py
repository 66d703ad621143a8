"""Saved views: filters with their order, kept by name outside the ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.widgets.ask import Option, Question

if TYPE_CHECKING:
    from ledger.saved import Visit
    from tui.screens.base import PlaceScreen

SHIPPED: dict[str, tuple[str, str]] = {
    "to read, least certain first": ("state:to_read", "certainty"),
    "in open slips": ("finding:slip", "entered"),
    "in open disputes": ("finding:dispute", "entered"),
    "nobody named": ("source:none", "entered"),
    "largest figures": ("", "figure"),
}
"""Views that every ledger begins with."""

_KEEP, _FORGET, _TAKE = "keep", "forget:", "take:"


def choose(screen: PlaceScreen, visit: Visit, now: tuple[str, str], take: Callable[[str, str], None]) -> None:
    """Ask which view to take, keep or forget."""
    words, order = now
    own = [Option(_TAKE + n, n, f"{f or 'all claims'} · by {o}") for n, (f, o) in sorted(visit.views.items())]
    shipped = [Option(_TAKE + n, n, f"{f or 'all claims'} · by {o}") for n, (f, o) in SHIPPED.items()]
    keep = [Option(_KEEP, "keep this view", f"{words or 'all claims'} · by {order}")]
    forget = [Option(_FORGET + n, f"forget {n}") for n in sorted(visit.views)]

    def answered(answer: str) -> None:
        if answer == _KEEP:
            screen.ask(Question("keep this view as", "a name", needed=True), keep_as)
        elif answer.startswith(_FORGET):
            name = answer.removeprefix(_FORGET)
            visit.views.pop(name, None)
            screen.news(f"the view “{name}” is forgotten", "dim")
        else:
            name = answer.removeprefix(_TAKE)
            kept = visit.views.get(name)
            take(*(kept if kept is not None else SHIPPED[name]))

    def keep_as(name: str) -> None:
        visit.views[name] = [words, order]
        screen.news(f"the view “{name}” is kept", "accepted")

    screen.ask(Question("views", options=(*own, *shipped, *keep, *forget), strict=True), answered)
