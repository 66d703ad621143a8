"""Findings by keyboard alone: settled, dismissed, put off, noted, walked through, and reopened by undo."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from tests.tui.screens import answer, press, screen_text, settled
from tui.app import ReviewApp


@pytest.fixture
def app(demo_path):
    return ReviewApp(demo_path, "reviewer")


async def test_a_finding_is_read_settled_and_reopened(app):
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "f", "enter")
        assert "20 + 6 = 26 and 21 + 6 = 27" in " ".join(screen_text(app).split())
        await press(pilot, "s")
        await answer(pilot, "report a range")
        await answer(pilot, "both counts stand")
        assert "resolved" in screen_text(app).splitlines()[0]
        with Ledger(app.path) as ledger:
            assert [f.decision.why for f in ledger.findings(state="resolved")] == ["both counts stand"]
        await press(pilot, "s")
        assert "resolved already" in screen_text(app)
        await press(pilot, "u")
        assert "open" in screen_text(app).splitlines()[0]


async def test_dismiss_put_off_and_note_from_the_list(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "f", "d", "enter")
        await answer(pilot, "two different dead")
        await press(pilot, "home", "o")
        await answer(pilot, "ask the source")
        await answer(pilot, "wrote to them")
        await press(pilot, "home", "n")
        await answer(pilot, "call back on Monday")
    with Ledger(app.path) as ledger:
        assert [e.act for e in ledger.journal()][-3:] == ["dismiss", "resolve", "note"]
        assert ledger.verify().sound


async def test_next_graph_words_and_a_filter(app):
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "f", "enter")
        assert "who told whom" in screen_text(app)
        await press(pilot, "g")
        assert "who told whom" not in screen_text(app)
        await press(pilot, "right_square_bracket")
        assert "finding 2 of" in screen_text(app)
        await press(pilot, "escape", "slash")
        await answer(pilot, "qualifier")
        assert "1 of 2" in screen_text(app)


async def test_the_claims_of_a_finding_are_judged_on_its_screen(app):
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "f", "enter")
        claim = app.screen.pane().cursor
        await press(pilot, "y")
        await press(pilot, "enter")
        assert app.screen.where == "claim"
    with Ledger(app.path) as ledger:
        assert ledger.claim(claim).state == "approved"
