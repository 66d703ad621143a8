"""The app opens where it was left, in the colours that were chosen, and leaves without asking."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from ledger.errors import LedgerError
from tests.tui.screens import answer, press, screen_text, settled
from tui import app as module
from tui.app import ReviewApp


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_leaving_takes_one_key(demo_path, key):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("c", key)
        await pilot.pause()
    assert app.return_code == 0


async def test_an_act_that_is_being_written_is_waited_for(demo_path):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "c")
        await pilot.press("y", "q")
        await pilot.pause()
    with Ledger(demo_path) as ledger:
        assert ledger.journal(newest_first=True, limit=1)[0].act == "accept"


async def test_place_filter_order_and_cursor_come_back(demo_path):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "slash")
        await answer(pilot, "killed >20")
        await press(pilot, "v")
        await answer(pilot, "published")
        await press(pilot, "j", "j", "j")
        chosen = app.screen.table.chosen.id
        await press(pilot, "q")
    again = ReviewApp(demo_path, "reviewer")
    async with again.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert again.screen.where == "claims"
        assert again.screen.table.chosen.id == chosen
        assert "killed >20" in screen_text(again)
        assert "by published" in screen_text(again)
        await press(pilot, "escape")
        assert again.screen.where == "today"


async def test_a_claim_and_a_finding_come_back(demo_path):
    for open_, where in (("open_claim", "claim"), ("open_finding", "finding")):
        with Ledger(demo_path) as ledger:
            subject = "A2" if where == "claim" else ledger.findings()[0].id
        app = ReviewApp(demo_path, "reviewer")
        async with app.run_test(size=(100, 30)) as pilot:
            await settled(pilot)
            getattr(app, open_)(subject)
            await press(pilot, "q")
        again = ReviewApp(demo_path, "reviewer")
        async with again.run_test(size=(100, 30)) as pilot:
            await settled(pilot)
            assert again.screen.where == where
            await press(pilot, "h", "q")


async def test_colours_and_plain_mode_come_back(demo_path, monkeypatch):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "T")
        await answer(pilot, "contrast")
        await press(pilot, "ctrl+p")
        await answer(pilot, "plain")
        assert app.plain
        await press(pilot, "q")
    again = ReviewApp(demo_path, "reviewer")
    assert (again.palette.name, again.plain) == ("ledger-contrast", True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert ReviewApp(demo_path, "reviewer").palette.name == "ledger-mono"


async def test_what_came_in_since_the_last_visit_is_said(demo_path):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "q")
    with Ledger(demo_path, reviewer="omar") as other:
        other.accept("A2")
        other.accept("A4")
    again = ReviewApp(demo_path, "reviewer")
    async with again.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert "omar: 2 accept" in screen_text(again)


def test_a_path_without_a_ledger_is_refused_in_one_line(tmp_path, monkeypatch):
    path = tmp_path / "none.db"
    path.write_text("not a ledger", encoding="utf-8")
    monkeypatch.setattr(module.ReviewApp, "run", lambda self: refuse(self))
    with pytest.raises(LedgerError, match="not a ledger"):
        module.run(path, "reviewer")


def refuse(app: ReviewApp) -> int:
    import asyncio

    async def opened() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            for _ in range(50):
                await pilot.pause(0.02)
                if app.refusal:
                    break

    asyncio.run(opened())
    return 1


async def test_a_fault_of_the_program_is_a_line_and_the_app_goes_on(demo_path, monkeypatch):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(app.screen, "do_down", lambda: 1 / 0)
        await pilot.press("j")
        await pilot.pause()
        assert "a fault of the program (ZeroDivisionError)" in screen_text(app)
        assert [type(f) for f in app.faults] == [ZeroDivisionError]
        app.faults.clear()
        await press(pilot, "c")
        assert app.screen.where == "claims"


async def test_disabled_actions_say_why_and_help_and_palette_list_them(demo_path):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "backslash")
        assert "no filter is set" in screen_text(app)
        await press(pilot, "question_mark")
        assert "Accept the claim" in screen_text(app)
        await press(pilot, "escape", "ctrl+p")
        await answer(pilot, "go to the journal" if False else "journal")
        assert app.screen.where == "journal"
