"""No line of a pane is wider than the room it has: what does not fit is wrapped or ends in an ellipsis."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from tests.tui.screens import screen_text, settled
from tui.app import ReviewApp
from tui.going import SCREENS
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


async def test_at_80_columns_a_finding_keeps_its_figures_and_who_gives_them(demo_path):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.go("findings")
        await settled(pilot)
        row = next(line for line in screen_text(app).splitlines() if line.startswith("  dispute"))
        assert "20,000–31,500 · >50,000" in row
        assert "CIA / Long" in row
        finding = app.screen.standing().finding
        shown = " ".join(screen_text(app).split())
        assert finding.explanation in shown
        assert finding.quantity["label"] in shown


async def test_at_80_columns_a_decided_finding_says_so(demo_path):
    with Ledger(demo_path, reviewer="reviewer") as ledger:
        ledger.dismiss(ledger.findings()[0].id, "not_a_conflict", "two counts")
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.go("findings")
        await settled(pilot)
        assert any(line.startswith("  dismissed  ") for line in screen_text(app).splitlines())


async def test_at_80_columns_a_claim_is_whole_below_the_table(demo_path):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.go("claims")
        await settled(pilot)
        claim = app.screen.standing().claim.record
        shown = " ".join(screen_text(app).split())
        assert f"10,000 killed: {claim.group}, {claim.place}" in shown
        assert claim.attributed_to in shown
