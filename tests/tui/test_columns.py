"""Which columns fit a width, and who gets the room that is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.api import Ledger
from tests.tui.screens import screen_text, settled
from tui.app import ReviewApp
from tui.columns import GAP, Column, fit

COLUMNS = (Column("id", "#", 5, 8), Column("who", "who", 16, 44, share=3), Column("said", "said by", 14, 40, share=2))


def sizes(width: int) -> dict[str, int]:
    return {f.column.name: f.width for f in fit(COLUMNS, width, ("said",))}


def test_the_room_that_is_left_goes_by_shares():
    assert sizes(39) == {"id": 5, "who": 16, "said": 14}
    assert sizes(41) == {"id": 5, "who": 18, "said": 14}
    assert sizes(44) == {"id": 5, "who": 19, "said": 16}
    assert sizes(45) == {"id": 6, "who": 19, "said": 16}
    assert sizes(38) == {"id": 8, "who": 28}


@given(st.integers(min_value=1, max_value=300))
def test_no_row_is_wider_than_the_room_and_none_is_wasted(width):
    fitted = fit(COLUMNS, width, ("said",))
    taken = sum(f.width for f in fitted) + GAP * (len(fitted) - 1)
    assert taken <= max(width, COLUMNS[0].least)
    assert taken == width or width < COLUMNS[0].least or all(f.width == f.column.most for f in fitted)


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((80, 24), ("20,000–31,500", ">50,000", "≤15,000", "Antony Blinken")),
        ((100, 30), ("20,000–31,500", ">50,000", "Iraq and Syria", "Antony Blinken")),
        ((160, 45), ("20,000–31,500", "more than 50,000", "up to 15,000", "Iranian and Iraqi fighters")),
    ],
)
async def test_a_figure_is_never_cut(demo_path, size, shown):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        app.go("claims")
        await settled(pilot)
        table = screen_text(app)
        assert [words for words in shown if words not in table] == []


@pytest.mark.parametrize(("size", "figure"), [((80, 45), ">10,000"), ((160, 45), "more than 10,000")])
async def test_the_figures_of_a_finding_are_whole(demo_path, size, figure):
    with Ledger(demo_path) as ledger:
        found = next(f for f in ledger.findings() if "B2" in f.claims)
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        app.open_finding(found.id)
        await settled(pilot)
        rows = [line.split("  ") for line in screen_text(app).splitlines() if " B2 " in line[:12]]
        cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
        assert any(figure in row and "Antony Blinken" in row for row in cells), cells
