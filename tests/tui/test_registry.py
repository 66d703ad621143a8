"""Every action has a key or stands in the palette, a sentence, and no clash; every key does something."""

from __future__ import annotations

import pytest

from tui import actions
from tui.lines import Line
from tui.screens.claim import ClaimScreen
from tui.screens.claims import ClaimsScreen
from tui.screens.finding import FindingScreen
from tui.screens.findings import FindingsScreen
from tui.screens.today import TodayScreen
from tui.theme import PALETTES

SCREENS = {s.where: s for s in (TodayScreen, FindingsScreen, FindingScreen, ClaimsScreen, ClaimScreen)}


def test_there_are_no_clashes():
    assert actions.clashes() == []


def test_every_place_has_its_screen():
    assert set(SCREENS) == set(actions.PLACES)


@pytest.mark.parametrize("action", actions.ACTIONS, ids=lambda a: a.id)
def test_every_action_is_explained_and_done_by_every_screen_that_offers_it(action):
    assert action.sentence.endswith(".")
    assert action.label
    assert action.where <= set(actions.PLACES)
    for where in action.where:
        assert callable(getattr(SCREENS[where], f"do_{action.id}", None)), where


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda p: p.name)
def test_colours_pass_wcag_aa(palette):
    for ground in (palette.ground, palette.bar, palette.cursor):
        for role in ("text", "dim", "slip", "dispute", "note", "accepted", "quote"):
            assert contrast(getattr(palette, role), ground) >= 4.5, (role, ground)
    assert contrast(palette.mark_text, palette.mark_ground) >= 4.5


@pytest.mark.parametrize(
    "text", ["\x1b]52;c;aGk=\x07", "\x9b31m", "a\u202eb", "x\x00y", "[@click=app.quit]5 killed[/]", "a\nb", "\u200b"]
)
def test_no_line_holds_what_a_terminal_obeys(text):
    shown = Line.of(text).text
    assert not any(ord(c) < 32 or 0x7F <= ord(c) <= 0x9F or c in "\u202e\u200b" for c in shown)
    if "[" in text and "click" in text:
        assert shown == text
