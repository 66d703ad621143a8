"""No line of a pane is wider than the room it has: what does not fit is wrapped or ends in an ellipsis."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.screens import screen_text
from tests.tui.test_a_day import settled
from tui.app import ReviewApp
from tui.widgets.pane import SIGNS, Pane


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 30), (160, 45)], ids=str)
async def test_every_pane_of_every_screen(demo_path, size):
    app = ReviewApp(Path(demo_path), "reviewer")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        seen = 0
        for go in (app.go_findings, app.go_claims, *(lambda c=c: app.open_claim(c) for c in ("13", "14", "A2"))):
            go()
            await settled(pilot)
            for pane in app.screen.query(Pane):
                room = pane.scrollable_content_region.width
                for row in pane.rows:
                    seen += 1
                    assert row.line.width + (SIGNS if pane.signs else 0) <= room, row.line.text
        assert seen > 50


@pytest.mark.parametrize("width", [79, 80, 120, 121])
async def test_the_words_of_a_document_are_whole_on_the_screen(ledger, tmp_path, width):
    text = tmp_path / "full.txt"
    text.write_text("Shelling killed 12 people in Zaria. " + "a b c d e " * 300, encoding="utf-8")
    ledger.import_paths([str(text)])
    app = ReviewApp(ledger.path, "reviewer")
    async with app.run_test(size=(width, 30)) as pilot:
        await settled(pilot)
        app.open_claim("1")
        await settled(pilot)
        shown = screen_text(app)
        pane = app.screen.query_one("#words", Pane)
        lines = [r.line.text.strip() for r in pane.rows[pane.scroll_offset.y :][: pane.size.height]]
        bar = pane.scrollable_content_region.width + (1 if pane.region.x == 0 else pane.region.x)
        for line in lines:
            assert line in "\n".join(row[:bar].rstrip("▁▂▃▄▅▆▇█▔ ") for row in shown.split("\n")), line


async def test_ctrl_c_leaves(demo_path):
    app = ReviewApp(Path(demo_path), "reviewer")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+c")
        await pilot.pause()
    assert app.return_code == 0
