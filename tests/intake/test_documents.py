"""The rows of one document agree on who published it, when and where."""

from __future__ import annotations

import pytest

from ledger.errors import InputError
from ledger.intake.native import read_csv

HEAD = "document,measure,value,publisher,published,url,as_of\n"


def read(*rows: str) -> list[tuple[str | None, ...]]:
    text = HEAD + "".join(f"{row}\n" for row in rows)
    return [(r.record.publisher, r.record.published, r.record.url) for r in read_csv(text, "t.csv")]


def test_blank_cells_hold_from_earlier_rows():
    assert read("A,killed,1,AFP,2015-06-04,u,", "A,killed,2,,,,", "B,killed,3,,,,") == [
        ("AFP", "2015-06-04", "u"),
        ("AFP", "2015-06-04", "u"),
        (None, None, None),
    ]


def test_later_rows_complete_a_document():
    assert read("A,killed,1,AFP,,,", "A,killed,2,,2015-06-04,,", "A,killed,2,AFP,,u,")[-1] == (
        "AFP",
        "2015-06-04",
        "u",
    )


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ("A,killed,2,Reuters,,,", "publisher “Reuters” differs from “AFP” on line 2"),
        ("A,killed,2,,2015-06-05,,", "published “2015-06-05” differs from “2015-06-04” on line 2"),
        ("A,killed,2,,,v,", "url “v” differs from “u” on line 2"),
    ],
)
def test_two_rows_that_differ_are_both_named(second, words):
    with pytest.raises(InputError) as caught:
        read("A,killed,1,AFP,2015-06-04,u,", "A,killed,1,,,,", second)
    assert caught.value.line == 4
    assert words in caught.value.reason


def test_the_named_line_is_the_one_that_said_it():
    with pytest.raises(InputError, match="on line 3"):
        read("A,killed,1,,,,", "A,killed,1,AFP,,,", "A,killed,1,Reuters,,,")


def test_a_state_newer_than_the_document_is_found_in_any_order():
    with pytest.raises(InputError, match=r"t.csv:3: as_of .* is after the document was published"):
        read("A,killed,1,,2015-06-04,,", "A,killed,2,,,,2015-06-05")
    with pytest.raises(InputError, match=r"t.csv:4: published .* is before as_of 2015-06-05 on line 2"):
        read("A,killed,1,,,,2015-06-05", "A,killed,1,,,,2015-06-01", "A,killed,2,,2015-06-04,,")
    assert len(read("A,killed,1,,,,2015-06", "A,killed,2,,2015-06-04,,")) == 2
