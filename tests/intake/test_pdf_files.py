"""A PDF gives its words in paragraphs, over line and page breaks; what cannot be read is refused in one line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.intake.pdf import read_pdf
from ledger.intake.reading import Source
from tests.intake.making import pdf

LINES = (
    "Shelling in Zaria",
    "",
    "At least 27 civilians were killed and 14 were wounded when shells hit a",
    "market hall in the town of Zaria, a spokes-",
    "man of the Ministry of Health said.",
    "Residents fled.",
    "12",
)


def read(data: bytes):
    return read_pdf(Source("report.pdf", data))


def test_lines_are_joined_to_paragraphs_and_page_numbers_left_out():
    found = read(pdf([LINES]))
    assert found.text.split("\n\n")[:2] == [
        "Shelling in Zaria",
        "At least 27 civilians were killed and 14 were wounded when shells hit a market hall in the town of Zaria, "
        "a spokesman of the Ministry of Health said.",
    ]
    assert "12" not in found.text


def test_a_sentence_goes_on_over_a_page_break():
    found = read(
        pdf([["The ministry said that some 27 civilians had been"], ["killed in the shelling of the market."]])
    )
    assert found.text == "The ministry said that some 27 civilians had been killed in the shelling of the market."


def test_the_title_is_the_one_in_its_properties_unless_a_program_made_it():
    assert read(pdf([LINES], title="Zaria: a report")).title == "Zaria: a report"
    assert read(pdf([LINES], title="Microsoft Word - zaria2.doc")).title == "Shelling in Zaria"


def test_no_day_is_taken_from_the_file():
    assert read(pdf([LINES])).published is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf([[]]), "holds no text"),
        (b"%PDF-1.7\nnothing more", "damaged or cut off"),
        (pdf([LINES])[:300], "damaged or cut off"),
        (b"%PDF-1.4\n" + b"[" * 50_000, "damaged or cut off"),
    ],
)
def test_what_cannot_be_read_is_refused(data, words):
    with pytest.raises(InputError, match=words):
        read(data)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1_500), st.binary(min_size=1, max_size=3))
def test_a_damaged_pdf_is_read_or_refused(at, put):
    whole = pdf([LINES])
    try:
        text = read(whole[:at] + put + whole[at + len(put) :]).text
    except InputError:
        return
    assert text.strip()


def test_claims_stand_at_their_place_in_the_stored_text(ledger, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf([LINES]))
    ledger.import_paths([str(path)])
    claims = ledger.claims()
    assert {c.record.value for c in claims} == {27, 14}
    text = ledger.document(claims[0].document_row).text
    assert all(text[c.figure_start : c.figure_end] == c.record.figure_text for c in claims)
    assert ledger.verify().sound
