"""The drawings of a finding: who told whom as a tree, a toll as a curve, and both in sentences."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ledger.queries import ClaimView
from ledger.records import ClaimRecord
from ledger.vocabulary import Measure, ReviewState
from tui import graph, toll
from tui.textmap import Highlight, TextMap, word_at, words
from tui.toll import Point


def claim(key: str, value: int, said: str | None, relayed: str | None, publisher: str) -> ClaimView:
    record = ClaimRecord(
        id=key, document=f"Report {key}", publisher=publisher, published="2015-06-04", value=value,
        measure=Measure.KILLED, attributed_to=said, relayed_by=relayed,
    )  # fmt: skip
    return ClaimView(1, record, ReviewState.NOT_STARTED, 1, None, None, None, None, None, None, (), None, "00")


def test_who_told_whom():
    claims = [claim("a", 20, "SOHR", None, "SOHR"), claim("b", 21, "SOHR", None, "SOHR"),
              claim("c", 26, "SOHR", "AFP", "A paper"), claim("d", 9, None, None, "A blog")]  # fmt: skip
    assert [line.text for line in graph.draw(claims, 60)] == [
        "SOHR",
        "├─ 20 (#a, 2015-06-04)",
        "├─ 21 (#b, 2015-06-04)",
        "└─ AFP",
        "   └─ A paper  26 (#c, 2015-06-04)",
        "nobody named",
        "└─ A blog  9 (#d, 2015-06-04)",
    ]
    assert graph.spoken(claims)[2] == "26: SOHR, told to AFP, told to A paper; 2015-06-04 (c)"


def toll_points() -> list[Point]:
    days = [date(2014, 8, 22), date(2015, 2, 7), date(2015, 3, 15), date(2015, 6, 9)]
    numbers = (191_369, 210_060, 215_518, 230_618)
    return [Point(d.toordinal(), n, f"{n:,}", "SOHR") for d, n in zip(days, numbers, strict=True)]


def test_a_toll_rises_from_left_to_right_with_its_figures_beside_it():
    lines = [line.text for line in toll.draw(toll_points(), 80)]
    rows = {n: next(i for i, line in enumerate(lines) if n in line) for n in ("191,369", "210,060", "230,618")}
    assert rows["191,369"] > rows["210,060"] > rows["230,618"]
    assert sum(line.count("●") for line in lines) == 4
    assert "Aug 2014" in lines[-1]
    assert all(len(line) <= 80 for line in lines)


def test_what_makes_no_curve_is_none():
    points = toll_points()
    assert toll.draw(points[:2], 80) == []
    assert toll.draw(points, 30) == []
    assert toll.spoken(points[:1]) == ["2014-08-22: 191,369, SOHR"]


def test_a_text_is_laid_out_whole_with_its_offsets():
    text = "one two  three\n\nأربعة words here"
    laid = TextMap(text, 9)
    assert " ".join(text[a:b] for a, b in laid.lines).split() == text.split()
    assert all(b - a <= 10 for a, b in laid.lines)
    line = laid.draw(0, [Highlight(4, 7, "mark")], "context")
    assert line.spans == (("one ", "context"), ("two", "mark"), ("  ", "context"))
    found = words(text)
    assert text[slice(*found[word_at(found, text.index("three") + 2)])] == "three"


@pytest.mark.parametrize("width", [50, 80, 100])
def test_a_toll_over_years_names_the_year_at_every_tick(width):
    points = [
        toll.Point(date(year, 6, 1).toordinal(), number, f"{number:,}", "UN")
        for year, number in ((2012, 100), (2015, 3_000), (2019, 7_000))
    ]
    rule, years = (line.text for line in toll.draw(points, width)[-2:])
    named = re.findall(r"[A-Z][a-z]{2} (\d{4})", years)
    assert len(named) == rule.count("┬")
    assert (named[0], named[-1]) == ("2012", "2019")
