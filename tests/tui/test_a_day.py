"""The demo by keyboard alone: find the Hasakeh finding, settle it, undo, correct a claim, quit."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ledger.api import Ledger
from tests.tui.screens import GOLDENS, screen_text
from tui.app import ReviewApp


def golden(name: str, size: tuple[int, int], text: str) -> None:
    """Compare with the stored screen; $UPDATE_GOLDENS writes it anew."""
    text = re.sub(r"head [0-9a-f]{8}", "head 00000000", text)
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "0000-00-00 00:00", text)
    path = GOLDENS / f"{name}-{size[0]}x{size[1]}.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


async def settled(pilot) -> None:
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=["80x24", "160x45"])
async def test_a_finding_is_read_settled_and_reopened(demo_path, size):
    app = ReviewApp(Path(demo_path), "reviewer")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        golden("today", size, screen_text(app))
        await pilot.press("f")
        await settled(pilot)
        golden("findings", size, screen_text(app))
        await pilot.press("enter")
        await settled(pilot)
        shown = screen_text(app)
        golden("finding", size, shown)
        assert "20 + 6 = 26 and 21 + 6 = 27" in " ".join(shown.split())
        await pilot.press("s")
        await pilot.pause()
        await pilot.press(*"report a range", "enter")
        await pilot.pause()
        await pilot.press(*"both counts stand", "enter")
        await settled(pilot)
        assert "settled" in screen_text(app)
        with Ledger(demo_path) as ledger:
            assert [f.decision.why for f in ledger.findings(state="resolved")] == ["both counts stand"]
        await pilot.press("u")
        await settled(pilot)
        assert "undone" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        golden("claim", size, screen_text(app))
        await pilot.press("e")
        await pilot.pause()
        golden("correct", size, screen_text(app))
        await pilot.press(*"group", "enter")
        await pilot.pause()
        await pilot.press("ctrl+u", *"jihadists", "enter")
        await pilot.pause()
        await pilot.press(*"the word of the article", "enter")
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        golden("claims", size, screen_text(app))
        await pilot.press("q")
    assert app.return_code == 0
    with Ledger(demo_path) as ledger:
        assert ledger.claim("A2").record.group == "jihadists"
        assert [e.act for e in ledger.journal()][-3:] == ["resolve", "undo", "correct"]
        assert ledger.verify().sound


async def test_accept_reject_unsure_note_add_filter_sort_and_redo(demo_path):
    app = ReviewApp(Path(demo_path), "reviewer")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        await pilot.press("a")
        await settled(pilot)
        await pilot.press("j", "z")
        await settled(pilot)
        await pilot.press("j", "x")
        await pilot.pause()
        await pilot.press(*"not so", "enter")
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)
        await pilot.press("U")
        await settled(pilot)
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"asked", "enter")
        await settled(pilot)
        await pilot.press("slash")
        await pilot.pause()
        await pilot.press(*"Aleppo", "enter")
        await settled(pilot)
        assert "1 of 1" in screen_text(app)
        await pilot.press("backslash")
        await settled(pilot)
        await pilot.press("v")
        await pilot.pause()
        await pilot.press(*"figure", "enter")
        await settled(pilot)
        assert "by figure" in screen_text(app)
        await pilot.press("plus")
        await pilot.pause()
        for answer in ("Phone call", "killed", "at least 5", "", "Zaria", "", "A doctor"):
            await pilot.press(*[{" ": "space"}.get(ch, ch) for ch in answer], "enter")
            await pilot.pause()
        await settled(pilot)
        await pilot.press("q")
    with Ledger(demo_path) as ledger:
        assert [e.act for e in ledger.journal()][-7:] == ["accept", "unsure", "reject", "undo", "redo", "note", "add"]
        added = ledger.claims()[-1].record
        assert (added.document, added.value, added.qualifier, added.place) == ("Phone call", 5, "at_least", "Zaria")
        assert ledger.verify().sound


async def test_a_claim_changed_by_somebody_else_is_told(demo_path):
    app = ReviewApp(Path(demo_path), "reviewer")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        first = app.screen.table.chosen.id
        with Ledger(demo_path, reviewer="colleague") as other:
            other.correct(first, {"group": "people"})
        await pilot.press("a")
        await settled(pilot)
        assert "somebody else" in screen_text(app)


async def test_disabled_actions_say_why_and_help_lists_the_keys(demo_path):
    app = ReviewApp(Path(demo_path), "reviewer")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        await pilot.press("backslash")
        assert "filter" in screen_text(app)
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Accept the claim" in screen_text(app)
        await pilot.press("escape")
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert "all actions here" in screen_text(app)
