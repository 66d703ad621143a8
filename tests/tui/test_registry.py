"""Every action has a key or stands in the palette, a sentence, help, and no clash; every key does something."""

from __future__ import annotations

from collections import defaultdict
from importlib import import_module

import pytest

from tui import actions, registry
from tui.going import SCREENS as REACHED
from tui.lines import Line
from tui.registry import Standing
from tui.screens.claim import ClaimScreen
from tui.screens.document import DocumentScreen
from tui.screens.finding import FindingScreen
from tui.screens.help import palette
from tui.screens.today import TodayScreen
from tui.theme import PALETTES, ROLES, styles

SCREENS = {s.where: s for s in (TodayScreen, ClaimScreen, FindingScreen, DocumentScreen)}
SCREENS |= {name: getattr(import_module(f"tui.screens.{module}"), cls) for name, (module, cls) in REACHED.items()}
CURSOR_KEYS = {"left", "right", "up", "down"}


def test_there_are_no_clashes():
    assert registry.clashes(actions.ACTIONS) == []


def test_every_place_has_its_screen():
    assert set(SCREENS) == set(registry.PLACES)
    assert all(screen.where == name for name, screen in SCREENS.items())


def test_one_key_means_one_thing_on_every_screen():
    meant = defaultdict(set)
    for action in actions.ACTIONS:
        for key in set(action.keys) - CURSOR_KEYS:
            meant[key].add(action.intent)
    assert {key: intents for key, intents in meant.items() if len(intents) > 1} == {}


@pytest.mark.parametrize("action", actions.ACTIONS, ids=lambda a: a.id)
def test_every_action_is_explained_and_done_by_every_screen_that_offers_it(action):
    assert action.sentence.endswith(".")
    assert action.label
    assert action.group
    assert action.where
    assert action.where <= set(registry.PLACES)
    for where in action.where:
        assert callable(getattr(SCREENS[where], f"do_{action.id}", None)), where


@pytest.mark.parametrize("where", registry.PLACES)
def test_every_action_stands_in_the_palette_with_its_sentence_and_key(where):
    found = {o.value: o.hint for o in palette(Standing(where)).options}
    for action in actions.ACTIONS:
        if action.id != "palette":
            assert action.sentence in found[action.id]
            assert f"[{action.shown}]" in found[action.id] or not action.keys


@pytest.mark.parametrize("action", actions.ACTIONS, ids=lambda a: a.id)
@pytest.mark.parametrize("opened", [False, True])
def test_what_cannot_be_done_says_why(action, opened):
    reason = action.enabled(Standing(sorted(action.where)[0], opened=opened, ahead=False, behind=False))
    assert reason is None or (len(reason) > 5 and not reason.endswith("."))


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
        for role in ROLES:
            style = styles(palette)[role]
            on = style.bgcolor.name if style.bgcolor else ground
            assert contrast(style.color.name, on) >= 4.5, (role, ground)


@pytest.mark.parametrize(
    "text", ["\x1b]52;c;aGk=\x07", "\x9b31m", "a\u202eb", "x\x00y", "[@click=app.quit]5 killed[/]", "a\nb", "\u200b"]
)
def test_no_line_holds_what_a_terminal_obeys(text):
    shown = Line.of(text).text
    assert not any(ord(c) < 32 or 0x7F <= ord(c) <= 0x9F or c in "\u202e\u200b" for c in shown)
    if "[" in text and "click" in text:
        assert shown == text
