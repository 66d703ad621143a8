"""Readings on one scale: every mark in its place, inside the drawing, with its figure, source and date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.reporting.build import build
from ledger.reporting.drawing import MOST_ROWS, drawing, spoken
from ledger.reporting.scale import scale
from ledger.vocabulary import Method, Qualifier, TimeKind
from tests.reporting.report_made import given as made
from tests.reporting.report_made import view


def drawn(*views, **how):
    return drawing(build(made(list(views))).claims, **how)


def test_lower_figures_stand_further_left():
    d = drawn(*(view(n, value=v, attributed_to=f"S{n}") for n, v in enumerate((20, 21, 26), 1)))
    spots = [r.spot for r in d.rows]
    assert spots == sorted(spots)
    assert len(set(spots)) == 3


def test_a_number_and_its_tick_stand_in_one_place():
    d = drawn(view(1, value=18, attributed_to="A"), view(2, value=26, attributed_to="B"))
    places = {label: x for x, label in d.ticks}
    assert d.rows[0].spot == places["18"]
    assert d.rows[1].spot == places["26"]


def test_open_ends_run_off_the_scale():
    least = view(1, value=27, qualifier=Qualifier.AT_LEAST, attributed_to="A")
    most = view(2, value=31, qualifier=Qualifier.UP_TO, attributed_to="B")
    low, high = sorted(drawn(least, most).rows, key=lambda r: r.open_right)
    assert (high.open_right, high.right, high.open_left) == (True, 100.0, False)
    assert (low.open_left, low.left, low.soft) == (True, 0.0, True)
    assert high.left < 90


def test_reports_of_one_figure_by_one_source_share_a_row():
    d = drawn(
        view(1, value=27, attributed_to="A", publisher="AFP", published="2020-05-02"),
        view(2, value=27, attributed_to="A", publisher="BBC", published="2020-05-03", document="Other"),
        view(3, value=62, attributed_to="B"),
    )
    assert [r.reports for r in d.rows] == [2, 1]
    assert d.rows[0].through == ("AFP", "BBC")
    assert d.rows[0].dates == ("2020-05-02", "2020-05-03")


def test_one_mark_is_no_drawing():
    assert drawn(view(1, value=27, attributed_to="A"), view(2, value=27, attributed_to="A")) is None
    assert drawing([]) is None


def test_a_running_total_is_drawn_by_date():
    of = {"time_kind": TimeKind.CUMULATIVE, "counted_from": "2011-03", "attributed_to": "A"}
    d = drawn(view(1, value=90, as_of="2015-06-08", **of), view(2, value=80, as_of="2015-02-05", **of), by_date=True)
    assert [r.as_of for r in d.rows] == ["2015-02-05", "2015-06-08"]


def test_many_figures_are_cut_and_the_rest_is_told():
    d = drawn(*(view(n, value=n, attributed_to="A") for n in range(1, MOST_ROWS + 6)))
    assert len(d.rows) == MOST_ROWS
    assert d.hidden == 5


def test_a_row_in_words_says_the_figure_its_reading_and_the_scale():
    d = drawn(view(1, value=7000, qualifier=Qualifier.ABOUT, attributed_to="A"), view(2, value=9000, attributed_to="B"))
    said = spoken(d.rows[0], d)
    assert said == "about 7,000: “about 7,000” allows 6,500 to 7,500. On a scale from 6,000 to 10,000."


def test_a_documented_count_is_drawn_as_a_floor():
    d = drawn(view(1, value=90, method=Method.DOCUMENTED, attributed_to="A"), view(2, value=70, attributed_to="B"))
    assert [r.open_right for r in d.rows] == [True, False]


counts = st.lists(st.integers(0, 10**9), min_size=1, max_size=8)


@given(counts)
def test_every_number_stands_on_its_scale_in_order(numbers):
    s = scale(numbers)
    places = [s.at(n) for n in sorted(numbers)]
    assert places == sorted(places)
    assert all(5 <= p <= 95 for p in places)
    assert 2 <= len(s.ticks) <= 7
    assert list(s.ticks) == sorted(set(s.ticks))


@given(counts)
def test_ticks_stand_inside_and_span_the_numbers(numbers):
    s = scale(numbers)
    assert all(5 <= s.at(t) <= 95 for t in s.ticks)
    if not s.powers:
        assert s.ticks[0] <= min(numbers)
        assert s.ticks[-1] >= max(numbers)


@pytest.mark.parametrize(
    ("numbers", "ticks"), [((20, 26), (20, 22, 24, 26)), ((0, 1), (0, 1)), ((27, 27), (25, 26, 27, 28, 29))]
)
def test_ticks_are_round_numbers(numbers, ticks):
    assert scale(numbers).ticks == ticks


def test_steps_multiply_where_figures_are_far_apart():
    s = scale((3, 220_000))
    assert s.powers
    assert s.ticks[0] == 1
    assert s.at(3) < s.at(30) < s.at(300)


def test_no_numbers_give_no_scale():
    assert scale([]) is None
