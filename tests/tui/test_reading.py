"""Reading mode: the least certain first, single keys, a way back, and little typing."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from ledger.vocabulary import ReviewState
from tests.tui.screens import answer, press, screen_text, settled
from tui.app import ReviewApp


@pytest.fixture
def app(demo_path):
    return ReviewApp(demo_path, "reviewer")


async def test_judging_moves_on_and_counts_what_is_left(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "r")
        assert "39 left" in screen_text(app)
        first = app.screen.page.claim.id
        await press(pilot, "y", "z")
        assert "37 left" in screen_text(app)
        assert "1 accepted" in screen_text(app)
        await press(pilot, "p", "p")
        assert app.screen.page.claim.id == first
        assert "accepted" in screen_text(app)


async def test_undo_leads_back_to_its_claim(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "r")
        first = app.screen.page.claim.id
        await press(pilot, "y", "u")
        assert app.screen.page.claim.id == first
        assert "39 left" in screen_text(app)
        assert app.screen.page.claim.state is ReviewState.NOT_STARTED


async def test_a_correction_stays_on_the_claim(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "r")
        first = app.screen.page.claim.id
        await press(pilot, "e")
        await answer(pilot, "note")
        await answer(pilot, "seen")
        await answer(pilot, "")
        assert app.screen.page.claim.id == first
        assert app.screen.page.claim.record.note.endswith("seen")


async def test_a_claim_that_changed_meanwhile_comes_back_with_the_difference(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "r")
        claim = app.screen.page.claim
        with Ledger(app.path, reviewer="colleague") as other:
            other.correct(claim.id, {"group": "neighbours"}, "by telephone")
        await press(pilot, "y")
        shown = screen_text(app)
        assert "colleague" in shown
        assert "neighbours" in shown
        await press(pilot, "enter")
        assert app.screen.page.claim.id == claim.id
        assert "39 left" in screen_text(app)


async def test_all_of_a_hundred_claims_with_one_key_each(tmp_path):
    table = tmp_path / "many.csv"
    rows = [f"Report {n},{n + 1},killed,people,Town {n},2020-01-0{n % 9 + 1},Source {n % 7}" for n in range(100)]
    head = "document,value,measure,group,place,event_start,attributed_to"
    table.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    path = tmp_path / "many.db"
    with Ledger.create(path, reviewer="reviewer") as ledger:
        ledger.import_paths([str(table)])
    app = ReviewApp(path, "reviewer")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "r")
        keys = 1
        while app.screen.row is not None and keys < 150:
            await pilot.press("y")
            keys += 1
            while app.screen.row is not None and app.screen.page is None:
                await pilot.pause(0.01)
        await settled(pilot)
        assert keys <= 101
        assert "100 read: 100 accepted" in screen_text(app)
    with Ledger(path) as ledger:
        assert all(c.state is ReviewState.APPROVED for c in ledger.claims())
        assert ledger.verify().sound
