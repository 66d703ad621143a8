"""Two people on one ledger: the acts of the other appear, and none is written over unseen."""

from __future__ import annotations

import asyncio
from time import monotonic

from ledger.api import Ledger
from tests.tui.screens import press, screen_text, settled
from tui.app import LOOK_EVERY, ReviewApp


async def until(pilot, true) -> float:
    begun = monotonic()
    while not true() and monotonic() - begun < 20:
        await asyncio.sleep(0.05)
        await pilot.pause()
    return monotonic() - begun


async def test_the_others_act_appears_without_a_key(demo_path):
    assert LOOK_EVERY <= 1.0  # an act is there within twice that
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c")
        with Ledger(demo_path, reviewer="omar") as other:
            other.accept(app.screen.table.chosen.id)
        await until(pilot, lambda: "omar: accept claim" in screen_text(app))
        await until(pilot, lambda: "accepted" in screen_text(app).splitlines()[2])
        shown = screen_text(app).splitlines()
        assert "accepted" in shown[2]
        assert "omar: accept claim" in "\n".join(shown)
        assert app.faults == []


async def test_what_another_did_while_ones_own_act_was_written_is_told_after_it(demo_path):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c")
        async with app._acting:
            with Ledger(demo_path, reviewer="omar") as other:
                other.accept(app.screen.table.chosen.id)
            for _ in range(3):  # the app looks every second, also while an act is being written
                app.look()
                await asyncio.sleep(0.2)
                await pilot.pause()
            assert "omar: accept claim" not in screen_text(app)
        await until(pilot, lambda: "omar: accept claim" in screen_text(app))
        assert "omar: accept claim" in screen_text(app)


async def test_ones_own_acts_are_not_told_as_anothers(demo_path):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "y")
        app.look()
        await settled(pilot)
        assert "reviewer: accept" not in screen_text(app)
        assert "accepted" in screen_text(app)


async def test_a_stale_act_shows_the_difference_and_is_done_only_when_asked_again(demo_path):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c")
        app.screen.table.renew = lambda: None  # the app has not looked yet
        first = app.screen.table.chosen.id
        with Ledger(demo_path, reviewer="omar") as other:
            other.correct(first, {"group": "people"}, "by telephone")
        await pilot.press("y")
        await settled(pilot)
        shown = screen_text(app)
        assert "was changed by omar" in shown
        assert "Islamic State members → people" in shown
        await press(pilot, "escape")
        with Ledger(demo_path) as ledger:
            assert ledger.claim(first).state.label == "to read"
        await press(pilot, "y", "down", "enter")
        with Ledger(demo_path) as ledger:
            assert ledger.claim(first).state.label == "accepted"


async def test_a_ledger_that_goes_away_is_told(demo_path):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        demo_path.unlink()
        app.look()
        await settled(pilot)
        assert "is gone" in screen_text(app)
