"""Keys that come faster than the screen: none is lost, none is taken out of its order."""

from __future__ import annotations

from textual import events

from ledger.api import Ledger
from tests.tui.screens import press, settled
from tui.app import ReviewApp


def burst(app: ReviewApp, *keys: str) -> None:
    """Post keys at once, as a terminal under load hands them over."""
    for key in keys:
        app.post_message(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))


async def test_a_method_and_a_reason_in_one_burst_each(demo_path):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "f", "enter")
        burst(app, "s", *"team", "enter")
        await settled(pilot)
        burst(app, *"we", "space", *"met", "enter")
        await settled(pilot)
    with Ledger(demo_path) as ledger:
        decision = ledger.findings(state="resolved")[0].decision
        assert (decision.method, decision.why) == ("team_discussion", "we met")


async def test_a_line_is_emptied_before_what_is_typed_after(demo_path):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "slash")
        burst(app, *"nonsense", "ctrl+u", *"killed", "enter")
        await settled(pilot)
        assert app.screen.words == "killed"
