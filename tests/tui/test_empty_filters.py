"""A filter that leaves no row says how many there are without it, and which part of it to leave out."""

from __future__ import annotations

import pytest

from tests.tui.screens import answer, press, screen_text, settled
from tui.app import ReviewApp


@pytest.mark.parametrize(
    ("key", "words", "said"),
    [
        ("c", "place:rakka", "none of 39 claims fits place:rakka. \\ shows all"),
        ("c", "place:syria >999999", "none of 39 claims fits; without >999999 39 do"),
        ("f", "islamic zaria", "none of 5 findings fits; without zaria 4 do"),
        ("J", "nobody", "acts fits nobody"),
        ("D", "nobody", "none of 22 documents fits nobody"),
        ("S", "nobody-at-all", "sources fits nobody-at-all"),
    ],
)
async def test_the_empty_table_says_what_to_leave_out(demo_path, key, words, said):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, key, "slash")
        app.screen.query_one("#answer").value = words
        await press(pilot, "enter")
        await settled(pilot)
        assert said in " ".join(screen_text(app).split())
        await press(pilot, "backslash")
        assert "none of" not in screen_text(app)


async def test_a_ledger_without_claims_has_no_filter_to_blame(ledger):
    app = ReviewApp(ledger.path, "reviewer")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "slash")
        await answer(pilot, "zaria")
        assert "none of" not in screen_text(app)
