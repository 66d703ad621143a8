"""The scrollbar is drawn again only where it would look different."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from textual.scrollbar import ScrollBarRender

from tui.widgets.drawing import thumb


def _drawn(position: float, rows: int, height: int) -> list[tuple[str, str]]:
    bar = ScrollBarRender.render_bar(
        size=height,
        virtual_size=rows,
        window_size=height,
        position=position,
        back_color=Color.parse("#000000"),
        bar_color=Color.parse("#ffffff"),
    )
    return [(s.text, str(s.style)) for s in bar.segments]


@given(rows=st.integers(50, 2_000_000), height=st.integers(3, 80), share=st.floats(0, 1))
def test_it_is_never_off_by_more_than_an_eighth_of_a_cell(rows: int, height: int, share: float) -> None:
    last = max(rows - height, 0)
    position = float(round(share * last))
    kept = thumb(position, last, height)
    assert 0 <= kept <= last
    assert abs(kept - position) <= max(last / (height * 8), 0)


@given(rows=st.integers(100, 2_000_000), height=st.integers(3, 80))
def test_both_ends_look_as_they_are(rows: int, height: int) -> None:
    last = rows - height
    for position in (0.0, float(last)):
        assert _drawn(thumb(position, last, height), rows, height) == _drawn(position, rows, height)


def test_a_page_of_a_long_list_leaves_it_still() -> None:
    assert thumb(80.0, 1_000_000 - 40, 40) == thumb(40.0, 1_000_000 - 40, 40)


def test_a_short_list_moves_line_by_line() -> None:
    assert [thumb(float(n), 60, 40) for n in range(60)] == [float(n) for n in range(60)]
