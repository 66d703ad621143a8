"""No line of a pane is wider than the room it has: what does not fit is wrapped or ends in an ellipsis."""

from __future__ import annotations

import pytest

from tests.tui.screens import screen_text, settled
from tui.app import SCREENS, ReviewApp
from tui.widgets.pane import SIGNS, Pane
from tui.widgets.textpane import TextPane


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 30), (160, 45)], ids=str)
async def test_every_pane_of_every_screen(demo_path, size):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        seen = 0
        places = (
            *(lambda n=n: app.go(n) for n in SCREENS),
            *(lambda c=c: app.open_claim(c) for c in ("13", "14", "A2")),
        )
        for go in places:
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
    words = "Shelling killed 12 people in Zaria. " + "a b c d e " * 300
    text.write_text(words, encoding="utf-8")
    ledger.import_paths([str(text)])
    app = ReviewApp(ledger.path, "reviewer")
    async with app.run_test(size=(width, 30)) as pilot:
        await settled(pilot)
        app.open_claim("1")
        await settled(pilot)
        pane = app.screen.query_one("#words", TextPane)
        stored = pane.text
        lines = [pane._map.draw(i, pane.highlights).text for i in range(pane.height_needed)]
        assert "".join(lines).split() == stored.split()
        room = pane.scrollable_content_region.width
        assert all(len(line.rstrip()) + 1 <= room for line in lines)
        shown = screen_text(app)
        for line in lines[: pane.size.height]:
            assert line.rstrip() in shown


async def test_ctrl_c_leaves(demo_path):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+c")
        await pilot.pause()
    assert app.return_code == 0
