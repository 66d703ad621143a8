"""What the sentences of findings say of figures: who gives them, and how they were read where no word tells."""

from __future__ import annotations

import pytest

from ledger.comparison.sentences import given
from tests.comparison.claims import claim, findings, placed


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": 27}, "27"),
        ({"value": 30}, "30 (29 to 31)"),
        ({"value": 30, "qualifier": "about"}, "about 30 (27 to 33)"),
        ({"value": 30, "qualifier": "at_least"}, "at least 30"),
        ({"value": 30, "qualifier": "up_to"}, "up to 30"),
        ({"value": 27, "method": "documented"}, "27 (27 or more)"),
    ],
)
def test_a_figure_is_given_with_its_reading_where_its_words_do_not_tell(fields, said) -> None:
    assert given(placed(claim(**fields))[0]) == said


def test_further_notes_stand_in_the_same_brackets() -> None:
    assert given(placed(claim(30))[0], "men") == "30 (29 to 31, men)"


def test_a_part_beside_its_whole_is_said_with_both_readings() -> None:
    (found,) = findings(claim(40, "A", group="children"), claim(30, "B", qualifier="about", group="civilians"))
    assert "counts 40 (38 to 42) for a part" in found.explanation
    assert found.explanation.endswith("gives for the whole: about 30 (27 to 33)")


def test_parts_are_said_with_their_readings_and_add_up_to_whole_people() -> None:
    parts = [claim(n, "A", group=g, document="d") for n, g in ((30, "men"), (40, "women"), (3, "children"))]
    (found,) = findings(*parts, claim(61, "A", group="people", document="d"))
    assert "at least 70, more than the total of 61: 30 (29 to 31, men), 40 (38 to 42, women), 3 (children)" in (
        found.explanation
    )


def test_a_sudden_jump_names_who_gives_the_two_figures() -> None:
    (found,) = findings(claim(40, "A", as_of="2015-06-03"), claim(900, "B", as_of="2015-06-05"))
    assert found.code == "W5"
    assert "from 40 (A" in found.explanation
    assert "to 900 (B" in found.explanation


def test_reports_of_one_origin_say_through_whom_each_came() -> None:
    (found,) = findings(
        claim(30, "UN", publisher="AP (New York)", document="a"), claim(26, "UN", publisher="BBC", document="b")
    )
    assert found.explanation.endswith("26 (via BBC); 30 (29 to 31, via AP (New York))")


@pytest.mark.parametrize(
    ("high", "low", "said"),
    [
        (
            {"as_of": "2015-06-05"},
            {"as_of": "2015-06-05"},
            "Fits if the figure of B (via Paper) was counted earlier on 5 June",
        ),
        (
            {"as_of": "2015-06-05"},
            {"published": "2015-06-05"},
            "Fits if the figure of B (via Paper) is as of before 5 June",
        ),
        ({}, {}, "Fits if the figure of B (via Paper) is the earlier one, or is a partial count"),
    ],
)
def test_what_would_make_two_figures_fit_rests_on_stated_dates_alone(high, low, said) -> None:
    (found,) = findings(claim(62, "A", **high), claim(27, "B", **low))
    assert found.code == "C1"
    assert found.fits_if.startswith(said)


def test_a_range_is_not_said_twice() -> None:
    (found,) = findings(claim(62, "A"), claim(None, "B", low=27, high=31, qualifier="between"))
    assert "B (via Paper) gives 27–31; no number fits both" in found.explanation


def test_through_whom_an_anonymous_source_spoke_is_said_once() -> None:
    (found,) = findings(
        claim(62, "police", publisher="Daily", anonymity="anonymous_described"), claim(27, "B", publisher="Weekly")
    )
    assert "police (to Daily) gives 62 (exactly 62), B (via Weekly) gives 27" in found.explanation
