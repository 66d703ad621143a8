"""A row that gives only the figure's words is read by the extractor's grammar, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.figures import Figure
from ledger.intake.checks import figure_of
from ledger.intake.native import read_csv
from ledger.intake.refusal import Refused


@pytest.mark.parametrize(
    ("words", "qualifier", "figure"),
    [
        ("27", None, (27, None, None, "exact")),
        ("twenty-seven", None, (27, None, None, "exact")),
        ("about 7,000", None, (7000, None, None, "about")),
        ("7,000", "about", (7000, None, None, "about")),
        ("about 7,000", "about", (7000, None, None, "about")),
        ("between 20 and 31", None, (None, 20, 31, "between")),
        ("dozens", None, (None, None, None, "vague")),
        ("dozens", "vague", (None, None, None, "vague")),
        ("٢٧", None, (27, None, None, "exact")),
        ("<5", None, (5, None, 5, "less_than")),
        ("> 1,000", None, (1000, 1000, None, "more_than")),
        ("≥5", None, (5, 5, None, "at_least")),
        ("<= 5", None, (5, None, 5, "at_most")),
        ("min. 3", None, (3, 3, None, "at_least")),
        ("Max: 12", None, (12, None, 12, "at_most")),
        ("~50", None, (50, None, None, "about")),
        ("c. 40", None, (40, None, None, "about")),
        ("10+", None, (10, 10, None, "at_least")),
        ("5 – 7", None, (None, 5, 7, "between")),
        ("5-7", None, (None, 5, 7, "between")),
    ],
)
def test_words_become_a_figure_and_stay(words, qualifier, figure):
    found = figure_of(None, None, None, qualifier, words)
    assert (found.value, found.low, found.high, found.qualifier.value) == figure
    assert found.words == words


@pytest.mark.parametrize(
    ("words", "qualifier", "message"),
    [
        ("a terrible toll", None, "figure_text “a terrible toll” holds no figure that can be read; give value"),
        ("about 7,000", "at_least", "qualifier “at_least” disagrees with figure_text, which says about"),
        ("9" * 5_000, None, "holds no figure that can be read"),
        ("1e400", None, "holds no figure that can be read"),
        ("about 1.5E+3 killed", None, "holds no figure that can be read"),
        ("27", "between", "a range needs both low and high"),
        ("-3", None, "figure_text “-3” is below zero"),
        ("− 3", None, "is below zero"),
        *(
            (words, None, "holds no figure that can be read")
            for words in ("5?", "+5", "100-", "5*", "<5-7", "≥ two", "5%")
        ),
        ("twenty-seven", "vague", "a vague figure needs its word in figure_text"),
    ],
)
def test_words_that_are_no_figure_are_refused(words, qualifier, message):
    text = f'document,measure,figure_text,qualifier\nA,killed,27,\nA,killed,"{words}",{qualifier or ""}\n'
    with pytest.raises(InputError) as caught:
        list(read_csv(text, "t.csv"))
    assert str(caught.value).startswith("t.csv:3: ")
    assert message in str(caught.value)


def test_a_stated_value_wins_over_its_words_and_both_are_kept():
    assert figure_of("27", None, None, None, "some thirty") == Figure(27, words="some thirty")


@given(
    st.text(max_size=40) | st.text("0123456789,. -–millionabut", max_size=20), st.sampled_from([None, "about", "vague"])
)
@settings(deadline=None)
def test_any_words_are_read_or_refused(words, qualifier):
    try:
        found = figure_of(None, None, None, qualifier, words)
    except Refused:
        return
    assert found.words == words
    assert (found.value, found.low, found.high) != (None, None, None) or found.qualifier.value == "vague"
