"""What is exported reads back as the same records, whatever the texts hold."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.exports.native import write_csv, write_jsonl
from ledger.intake.native import read_csv, read_jsonl
from ledger.records import FIELDS, ClaimRecord
from ledger.vocabulary import Measure
from tests.exports.strategies import distinct, records

MANY = st.lists(records(), max_size=4).map(distinct)


@given(MANY, st.booleans())
@settings(deadline=None)
def test_csv_reads_back_the_same(wanted, spreadsheet):
    stream = io.StringIO(newline="")
    assert write_csv(wanted, stream, spreadsheet=spreadsheet) == len(wanted)
    assert [row.record for row in read_csv(stream.getvalue(), "x.csv")] == wanted


@given(MANY.filter(bool))
@settings(deadline=None)
def test_json_lines_read_back_the_same(wanted):
    stream = io.StringIO(newline="")
    assert write_jsonl(wanted, stream) == len(wanted)
    assert [row.record for row in read_jsonl(stream.getvalue(), "x.jsonl")] == wanted
    assert "\x9b" not in stream.getvalue()
    assert "\x1b" not in stream.getvalue()


@given(MANY.filter(bool))
@settings(deadline=None)
def test_no_cell_of_the_spreadsheet_form_runs(wanted):
    stream = io.StringIO(newline="")
    write_csv(wanted, stream, spreadsheet=True)
    import csv

    for cells in csv.reader(io.StringIO(stream.getvalue().removeprefix("\ufeff"), newline="")):
        for cell in cells:
            assert not cell.lstrip(" \u200b\ufeff").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_the_columns_are_the_contract():
    record = ClaimRecord(document="A", measure=Measure.KILLED, value=27)
    stream = io.StringIO(newline="")
    write_csv([record], stream)
    assert stream.getvalue().split("\r\n")[0] == ",".join(FIELDS)
    stream = io.StringIO()
    write_jsonl([record], stream)
    assert list(json.loads(stream.getvalue())) == list(FIELDS)


@pytest.mark.parametrize("text", ["a\rb", "a\r\nb", "a\nb", "\u2028x", "'=x", "''", 'say "27"', "a,b;c"])
def test_texts_that_break_naive_writers(text):
    record = ClaimRecord(document=text.strip(), measure=Measure.KILLED, value=0, quote=text.strip() or None)
    for spreadsheet in (False, True):
        stream = io.StringIO(newline="")
        write_csv([record], stream, spreadsheet=spreadsheet)
        assert [row.record for row in read_csv(stream.getvalue(), "x.csv")] == [record]
