"""What a quantity's claims support, and a running total over time."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.figures import Policy
from ledger.panels import supports
from ledger.reporting.build import build
from ledger.reporting.curve import HEIGHT, curve
from ledger.reporting.html import write_html
from ledger.reporting.markdown import write_markdown
from ledger.vocabulary import Anonymity, Method, TimeKind
from tests.reporting.page import Page
from tests.reporting.report_made import given, reading, view

AT = {"place": "Zaria, Nigeria", "event_start": "2020-05-01", "group": "civilians", "published": "2020-05-02"}
SINCE = {"time_kind": TimeKind.CUMULATIVE, "counted_from": "2011-03", "place": "Syria", "group": "people"}


def made(*views, parties=None):
    readings = {v.row: reading(v, "toll") for v in views}
    return given(list(views), readings=readings, supports=supports(views, readings, (), Policy(), parties or {}))


def quantity(*views, **how):
    (only,) = build(made(*views, **how)).quantities
    return only


def claim(row, value, source, **fields):
    named = {"attributed_to": source, "anonymity": Anonymity.NAMED_ORGANISATION}
    return view(row, value=value, document=f"D{row}", **named, **(AT | fields))


def test_two_sources_with_one_figure_support_it():
    q = quantity(claim(1, 27, "Red Cross"), claim(2, 27, "Ministry of Health"), claim(3, 62, "Daily Star"))
    lines = {x.name: (x.low, x.high, len(x.origins)) for x in q.support.lines}
    assert lines == {"claimed": (27, 62, 3), "supported": (27, 27, 2), "agreeing": (27, 27, 2)}
    assert q.support.words == "2 of 3 independent sources fit together."
    assert q.support.left_out == ("Daily Star",)
    assert q.support.must_be_wrong == 1


def test_many_reports_of_one_source_support_nothing():
    q = quantity(claim(1, 27, "Red Cross"), claim(2, 26, "Red Cross"))
    assert (q.reports, q.origins) == (2, 1)
    assert [x.name for x in q.support.lines] == ["claimed"]
    assert q.support.words == "One source only: nothing to compare it with."


def test_sources_that_do_not_fit_are_not_called_an_agreeing_set():
    q = quantity(claim(1, 27, "Red Cross"), claim(2, 62, "Ministry of Health"))
    assert [x.name for x in q.support.lines] == ["claimed"]
    assert q.support.words == "No two of 2 independent sources fit together. No figure is given by two of them."
    assert q.support.left_out == ()


def test_a_party_to_the_conflict_is_told_apart():
    views = (claim(1, 27, "Red Cross"), claim(2, 27, "Ministry of Health"))
    assert quantity(*views, parties={"Ministry of Health": "government"}).not_party == 1


def test_a_single_claim_has_no_support():
    only = claim(1, 27, "Red Cross")
    (q,) = build(given([only])).quantities
    assert q.support is None


@pytest.mark.parametrize("write", [write_html, write_markdown])
def test_the_ranges_are_written_with_their_meaning(write):
    text = write(build(made(claim(1, 27, "Red Cross"), claim(2, 27, "Ministry"), claim(3, 62, "Daily Star"))))
    for words in ("27 to 62", "claimed by anybody", "given by two or more independent sources", "fits 2 of 3"):
        assert words in text
    assert "Daily Star" in text


def toll(row, value, source, as_of, **fields):
    documented = {"attributed_to": source, "method": Method.DOCUMENTED, "published": "2015-12-31"}
    return view(row, value=value, document=f"D{row}", as_of=as_of, **(SINCE | documented | fields))


GROWING = ((1, 100, "2015-01-01"), (2, 200, "2015-07-02"), (3, 300, "2015-12-31"))


def test_a_running_total_is_drawn_over_time():
    views = [
        toll(n, v, "SOHR", d) for n, v, d in ((1, 100, "2015-01-01"), (2, 200, "2015-07-02"), (3, 300, "2015-12-31"))
    ]
    drawn = curve(build(given(views)).claims)
    xs, ys = [p.x for p in drawn.points], [p.y for p in drawn.points]
    assert xs == sorted(xs)
    assert ys == sorted(ys, reverse=True)
    assert xs[1] - xs[0] == pytest.approx(xs[2] - xs[1], abs=0.01)
    assert [(s.x1, s.x2) for s in drawn.lines] == [(xs[0], xs[1]), (xs[1], xs[2])]
    assert drawn.words.startswith("1 January 2015: 100, SOHR; 2 July 2015: 200, SOHR")


def test_only_the_figures_of_one_source_are_joined():
    views = [toll(1, 100, "A", "2015-01-01"), toll(2, 200, "B", "2015-07-02"), toll(3, 300, "A", "2015-12-31")]
    drawn = curve(build(given(views)).claims)
    assert len(drawn.lines) == 1
    assert (drawn.lines[0].x1, drawn.lines[0].x2) == (drawn.points[0].x, drawn.points[2].x)


def test_a_figure_without_a_date_of_count_is_hollow_and_joined_to_nothing():
    views = [toll(1, 100, "A", "2015-01-01"), toll(2, 200, "A", None), toll(3, 300, "A", "2015-07-02")]
    drawn = curve(build(given(views)).claims)
    assert [p.dated for p in drawn.points] == [True, True, False]
    assert len(drawn.lines) == 1


@pytest.mark.parametrize("dates", [("2015-01-01", "2015-02-01"), ("2015-01-01",) * 3])
def test_too_few_dates_are_no_curve(dates):
    assert curve(build(given([toll(n, n * 100, "A", d) for n, d in enumerate(dates, 1)])).claims) is None


def test_everything_stands_inside_the_drawing():
    start = date(2012, 1, 1).toordinal()
    views = [toll(n, n**5 + 1, f"S{n % 4}", date.fromordinal(start + n * n).isoformat()) for n in range(40)]
    drawn = curve(build(given(views)).claims)
    assert all(0 <= p.x <= 100 and 0 <= p.y <= HEIGHT for p in drawn.points)
    labels = [p for p in drawn.points if p.label]
    assert 1 < len(labels) < 40


def test_the_curve_is_on_the_page_with_its_words():
    views = [
        toll(n, v, "SOHR", d) for n, v, d in ((1, 100, "2015-01-01"), (2, 200, "2015-07-02"), (3, 300, "2015-12-31"))
    ]
    page = Page(write_html(build(given(views))))
    assert page.titles["cdq1"].startswith("1 January 2015: 100, SOHR")


def test_a_curve_over_years_names_the_year_at_every_tick():
    views = [
        toll(n, v, "SOHR", d) for n, v, d in ((1, 100, "2012-06-01"), (2, 200, "2015-01-01"), (3, 300, "2019-06-01"))
    ]
    drawn = curve(build(given(views)).claims)
    assert [label for _, label in drawn.x_ticks] == ["Jun 2012", "Dec 2015", "Jun 2019"]


def test_a_source_that_corrects_itself_is_not_said_to_be_wrong():
    q = quantity(toll(1, 2792, "City", "2020-05-02"), toll(2, 2752, "City", "2020-05-03"))
    assert q.support.must_be_wrong == 0
