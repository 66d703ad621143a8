"""A spreadsheet runs nothing, and the text comes back exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.safetext import from_spreadsheet_cell, spreadsheet_cell

STARTS = st.sampled_from([*"'=+-@\t\r\n|% ＝＋－＠\u200b\u00a0\ufeff", ""])


@pytest.mark.parametrize(
    "formula",
    [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\tplain",
        "  =1",
        "\u200b=1",
        "\u00a0@x",
        "＝1+1",
        "－1",
        "'quoted",
    ],
)
def test_what_would_run_gets_an_apostrophe(formula):
    assert spreadsheet_cell(formula) == "'" + formula


@pytest.mark.parametrize("plain", ["", "27", "27 dead", "Al-Hasakeh", "a=b", "2015-06-04", "قتل 27"])
def test_other_cells_stay(plain):
    assert spreadsheet_cell(plain) == plain


@given(st.builds("".join, st.tuples(STARTS, STARTS, STARTS, st.text(st.characters()))))
def test_every_string_comes_back(text):
    cell = spreadsheet_cell(text)
    assert from_spreadsheet_cell(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


@given(st.text(st.characters()))
def test_two_texts_never_share_a_cell(text):
    assert spreadsheet_cell("'" + text) != spreadsheet_cell(text)


def test_a_line_end_behind_signs_that_are_dropped_is_kept_from_running():
    for cell in ("\ufeff\r#", "\u200b\t=1", " \n+1"):
        assert spreadsheet_cell(cell).startswith("'")
        assert from_spreadsheet_cell(spreadsheet_cell(cell)) == cell
