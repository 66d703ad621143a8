"""Colours: one meaning each. Red a slip, amber a dispute, blue a note, green accepted, dim what is settled.

`ROLES` are the names that lines use. A test computes the contrast of every role on every ground it can stand
on, in every theme (WCAG 2.2 AA: 4.5 to 1).
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme."""

    name: str
    dark: bool
    ground: str
    bar: str
    cursor: str
    text: str
    dim: str
    slip: str
    dispute: str
    note: str
    accepted: str
    mark_ground: str
    mark_text: str
    quote: str


DARK = Palette(
    name="ledger-dark",
    dark=True,
    ground="#14171c",
    bar="#1c2027",
    cursor="#2a313c",
    text="#d7dae0",
    dim="#9aa2af",
    slip="#ff8a80",
    dispute="#f0b350",
    note="#7fb8f5",
    accepted="#7fd08a",
    mark_ground="#f3d984",
    mark_text="#14171c",
    quote="#f3f4f6",
)
LIGHT = Palette(
    name="ledger-light",
    dark=False,
    ground="#fbfaf7",
    bar="#f0eee8",
    cursor="#e2e6ee",
    text="#23262b",
    dim="#555b66",
    slip="#a8201a",
    dispute="#7c4a03",
    note="#1a4f93",
    accepted="#1d5f2b",
    mark_ground="#ffe08a",
    mark_text="#1b1b1b",
    quote="#000000",
)
CONTRAST = Palette(
    name="ledger-contrast",
    dark=True,
    ground="#000000",
    bar="#000000",
    cursor="#26324a",
    text="#ffffff",
    dim="#d0d0d0",
    slip="#ff9c94",
    dispute="#ffc861",
    note="#9fd0ff",
    accepted="#92eba0",
    mark_ground="#ffff00",
    mark_text="#000000",
    quote="#ffffff",
)
MONO = Palette(
    name="ledger-mono",
    dark=True,
    ground="#000000",
    bar="#1a1a1a",
    cursor="#333333",
    text="#e0e0e0",
    dim="#b8b8b8",
    slip="#ffffff",
    dispute="#ffffff",
    note="#e0e0e0",
    accepted="#e0e0e0",
    mark_ground="#e0e0e0",
    mark_text="#000000",
    quote="#ffffff",
)
"""No colours at all, for $NO_COLOR: what a colour says is said in words beside it as well."""
PALETTES: dict[str, Palette] = {p.name: p for p in (DARK, LIGHT, CONTRAST, MONO)}

ROLES = (
    *("", "strong", "dim", "slip", "dispute", "note", "accepted", "key", "mark", "quote", "context", "other"),
    *("marked", "cursor"),
)


def styles(palette: Palette) -> dict[str, Style]:
    """The style of each role on the theme's ground."""
    return {
        "": Style(color=palette.text),
        "strong": Style(color=palette.quote, bold=True),
        "dim": Style(color=palette.dim),
        "slip": Style(color=palette.slip),
        "dispute": Style(color=palette.dispute),
        "note": Style(color=palette.note),
        "accepted": Style(color=palette.accepted),
        "key": Style(color=palette.quote, bold=True),
        # Reverse and underline carry the meaning where there are no colours.
        "mark": Style(color=palette.mark_text, bgcolor=palette.mark_ground, bold=True, underline=True),
        "quote": Style(color=palette.quote, underline=False, bold=True),
        "context": Style(color=palette.dim),
        # A figure that is another claim; words that a person marks; the word under the cursor.
        "other": Style(color=palette.quote, underline=True),
        "marked": Style(color=palette.mark_text, bgcolor=palette.mark_ground),
        "cursor": Style(color=palette.ground, bgcolor=palette.text, bold=True),
    }


def theme_of(palette: Palette) -> Theme:
    """The Textual theme of a palette: its own widgets (the line of input, scrollbars) follow it."""
    return Theme(
        name=palette.name,
        primary=palette.note,
        secondary=palette.dim,
        warning=palette.dispute,
        error=palette.slip,
        success=palette.accepted,
        accent=palette.note,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.ground,
        panel=palette.bar,
        dark=palette.dark,
        variables={
            "scrollbar": palette.cursor,
            "scrollbar-hover": palette.dim,
            "scrollbar-active": palette.dim,
            "scrollbar-background": palette.ground,
            "scrollbar-background-hover": palette.ground,
            "scrollbar-background-active": palette.ground,
            "scrollbar-corner-color": palette.ground,
            "ledger-cursor": palette.cursor,
            "ledger-bar": palette.bar,
            "ledger-text": palette.text,
        },
    )
