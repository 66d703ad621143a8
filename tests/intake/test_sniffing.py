"""A file's format is told by its content and name; what is not read is refused by name."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.intake.sniff import FORMATS, format_named, sniff

NATIVE = b"id,document,measure,value\n1,A,killed,27\n"
RECORD = b'{"document":"A","measure":"killed","value":27}\n'


@pytest.mark.parametrize(
    ("name", "head", "found"),
    [
        ("a.csv", NATIVE, "native-csv"),
        ("-", NATIVE, "native-csv"),
        ("a.csv", codecs.BOM_UTF8 + NATIVE, "native-csv"),
        ("a.csv", NATIVE.decode().encode("utf-16"), "native-csv"),
        ("a.CSV", b"", "native-csv"),
        ("a.csv", b"documnt,value\n", "native-csv"),
        ("a.csv", b"'id,document,measure,value\n", "native-csv"),
        ("a.jsonl", RECORD, "native-jsonl"),
        ("a.ndjson", b"", "native-jsonl"),
        ("-", b"\n" + RECORD, "native-jsonl"),
        ("a.json", codecs.BOM_UTF8 + RECORD, "native-jsonl"),
        ("a.txt", b"27 killed, 3 injured\n", "text"),
        ("a.md", b"---\ntitle: A\n---\n27 dead", "markdown"),
        ("a.txt", b"%PDF-1.7 ...", "pdf"),
        ("a.csv", b"event_id_cnty;event_date;fatalities\n1;2;3\n", "table"),
        ("a.csv", b"year,deaths,country\n2015,3,Syria\n", "table"),
        ("a.tsv", b"year\tdeaths\n2015\t3\n", "table"),
        ("a.json", b'[\n {"report_date": "2023-10-07"}]', "table"),
        ("a.jsonl", b'{"report_date": "2023-10-07"}\n', "table"),
        ("-", b"days,loss_count,loss_type,claim_source,time_frame,category\n", "table"),
        ("a.xlsx", b"PK\x03\x04....", "table"),
        ("a.txt", b"\n<!DOCTYPE html><html>", "html"),
        ("a.html", b"27 dead", "html"),
        ("a.eml", b"Subject: 27 dead", "email"),
        ("-", b"From: a@b.example\nDate: x\nSubject: y\nMIME-Version: 1.0\n\n27 dead", "email"),
        ("-", b"", "text"),
        ("notes", "قتل 27".encode(), "text"),
    ],
)
def test_formats_are_told_apart(name, head, found):
    assert sniff(name, head) == found


@pytest.mark.parametrize(
    ("name", "head", "words"),
    [
        ("a", b"PK\x03\x04....", "an office file"),
        ("a.db", b"SQLite format 3\x00", "an SQLite database"),
        ("a.xlsx", b"?", "the workbook is damaged"),
        ("a.ods", b"?", "a .ods table is not read"),
        ("a.docx", b"PK\x03\x04....", "an office file"),
    ],
)
def test_what_is_not_read_is_named(name, head, words):
    with pytest.raises(InputError) as caught:
        sniff(name, head)
    assert words in str(caught.value)
    assert caught.value.remedy


@given(st.text(max_size=8), st.binary(max_size=60))
def test_any_file_has_a_format_or_a_reason(name, head):
    try:
        found = sniff(name, head)
    except InputError:
        return
    assert format_named(found) in FORMATS


def test_format_names_are_checked():
    assert format_named("text").kind == "text"
    with pytest.raises(ValueError, match=r"native-jsonl, native-csv, .*text"):
        format_named("xls")
