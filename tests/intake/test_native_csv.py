"""A native CSV row becomes one record, and a bad cell one error that can be acted on."""

from __future__ import annotations

import io

import pytest

from ledger.errors import InputError
from ledger.intake.checks import RecordChecks
from ledger.intake.native import csv_rows, read_csv
from ledger.records import FIELDS, ClaimRecord
from ledger.vocabulary import Anonymity, GroupStatus, Measure, Method, Qualifier, TimeKind


def only(text: str) -> ClaimRecord:
    (row,) = read_csv(text, "t.csv")
    return row.record


def one(**cells: str) -> ClaimRecord:
    given = {"document": "A", "measure": "killed", "value": "27"} | cells
    return only(",".join(given) + "\n" + ",".join(f'"{c}"' for c in given.values()) + "\n")


def refusal(**cells: str) -> str:
    with pytest.raises(InputError) as caught:
        one(**cells)
    assert (caught.value.path, caught.value.line) == ("t.csv", 2)
    return caught.value.reason


def test_every_column_arrives_in_its_field():
    cells = dict(
        zip(
            FIELDS,
            ["c1", "A", "AFP", "2015-06-04", "https://n.example", "said 27", "27", "27", "", "", "exact",
             "killed", "fighters", "Hasakeh, Syria", "2015-06-03", "2015-06-04", "2015-06-04", "event",
             "2011-03",
             "combat deaths", "SOHR", "named_organisation", "AFP > Reuters", "clash", "documented",
             "on_the_record", "Civilian", "see below"],
            strict=True,
        )
    )  # fmt: skip
    record = only(",".join(reversed(FIELDS)) + "\n" + ",".join(f'"{c}"' for c in reversed(cells.values())))
    for field, cell in cells.items():
        assert str(getattr(record, field) if getattr(record, field) is not None else "") == cell
    assert record.measure is Measure.KILLED
    assert record.qualifier is Qualifier.EXACT
    assert record.time_kind is TimeKind.EVENT
    assert record.anonymity is Anonymity.NAMED_ORGANISATION
    assert record.method is Method.DOCUMENTED
    assert record.status is GroupStatus.CIVILIAN
    assert record.relays == ("AFP", "Reuters")


def test_what_is_blank_is_not_stated():
    record = one(group="  ", quote="", time_kind="", method="", qualifier="", place="\u00a0")
    assert (record.group, record.quote, record.time_kind, record.place) == (None, None, None, None)
    assert record.method is Method.UNKNOWN
    assert record.qualifier is Qualifier.EXACT


def test_quotes_keep_their_words_and_line_ends():
    for words in (" “27, he said”\r\nand more\u2028. ", "\u00a027"):
        record = one(quote=words, figure_text=words)
        assert (record.quote, record.figure_text) == (words, words)


@pytest.mark.parametrize(
    ("cells", "figure"),
    [
        ({"value": "27"}, (27, None, None, "exact")),
        ({"value": "0"}, (0, None, None, "exact")),
        ({"value": "007"}, (7, None, None, "exact")),
        ({"value": "٢٧"}, (27, None, None, "exact")),
        ({"value": "7000", "qualifier": "approximately"}, (7000, None, None, "about")),
        ({"value": "", "low": "20", "high": "31"}, (None, 20, 31, "between")),
        ({"value": "", "low": "20"}, (20, 20, None, "at_least")),
        ({"value": "220000", "qualifier": "Over"}, (220_000, None, None, "more_than")),
        ({"value": "", "qualifier": "vague", "figure_text": "dozens"}, (None, None, None, "vague")),
        ({"value": "27", "figure_text": "twenty-seven"}, (27, None, None, "exact")),
    ],
)
def test_figures_are_settled(cells, figure):
    record = one(**cells)
    assert (record.value, record.low, record.high, record.qualifier.value) == figure
    assert record.figure_text == cells.get("figure_text")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"value": "7,000"}, "value “7,000” is not a plain whole number"),
        ({"value": "about 7"}, "value “about 7” is not a plain whole number"),
        ({"value": "-3"}, "value “-3” is below zero"),
        ({"low": "1000000001"}, "low “1000000001” is larger than 1,000,000,000"),
        ({"value": "", "low": "31", "high": "20"}, "low 31 is above high 20"),
        ({"qualifier": "between"}, "a range needs both low and high"),
        ({"measure": "killd"}, "measure “killd” is not a known term"),
        ({"qualifier": "circa"}, "qualifier “circa” is not a known term"),
        ({"anonymity": "secret"}, "anonymity “secret” is not a known term"),
        ({"published": "04/06/2015"}, "published “04/06/2015” is not a date"),
        ({"event_start": "2015-02-30"}, "event_start “2015-02-30” is no date that exists"),
        ({"counted_from": "March 2011"}, "counted_from “March 2011” is not a date"),
        (
            {"event_start": "2015-06-03", "event_end": "2015-06-02"},
            "event_end “2015-06-02” is before event_start",
        ),
        ({"published": "2015-06-04", "as_of": "2015-06-05"}, "as_of “2015-06-05” is after the document"),
        ({"document": " "}, "document is empty"),
        ({"value": ""}, "value is empty"),
        ({"value": "27", "group": "\x1b[2J"}, None),
        ({"measure": "\x1b[2Jkilled"}, "measure “␛[2Jkilled” is not a known term"),
    ],
)
def test_a_bad_cell_is_named_with_its_value(cells, words):
    if words is None:
        assert one(**cells).group == "\x1b[2J"
    else:
        assert words in refusal(**cells)


@pytest.mark.parametrize(
    "cells",
    [
        {"published": "2015-06-04", "as_of": "2015-06"},
        {"published": "2015", "as_of": "2015-12-31"},
        {"event_start": "2015-06-03", "event_end": "2015-06"},
        {"event_start": "2015", "event_end": "2015-01-01"},
        {"published": "2015-06-04", "as_of": "../2015-06-09"},
        {"as_of": "2020"},
    ],
)
def test_dates_that_may_be_right_are_taken(cells):
    assert one(**cells).document == "A"


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("document,measure,valeu", "column 3 “valeu” is not known; did you mean value?"),
        ("document,measure,xyzzy", "column 3 “xyzzy” is not known; the columns are: id, document"),
        ("document,measure,value,value", "column value stands twice (3 and 4)"),
        ("document,value", "there is no column measure"),
        ("value", "there is no column document and no column measure"),
        ("document,measure,quote", "there is no column for the figure"),
        ("document;measure;valeu", "column 3 “valeu” is not known; did you mean value?"),
        ("documnt\tmeasure\tvalue", "column 1 “documnt” is not known; did you mean document?"),
        ("one:two;three", "the columns are parted by “;”"),
    ],
)
def test_the_header_is_checked(header, words):
    with pytest.raises(InputError) as caught:
        list(read_csv(f"\n{header}\n", "t.csv"))
    assert str(caught.value).startswith("t.csv:2: ")
    assert words in str(caught.value)


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_the_header_says_what_parts_the_cells(tmp_path, ledger, mark, name):
    text = f'\ufeff"document"{mark}measure{mark}value{mark}quote\r\nA{mark}killed{mark}3{mark}"a{mark}b, c"\r\n'
    (tmp_path / "t.csv").write_text(text, encoding="utf-8", newline="")
    [file] = ledger.import_paths([str(tmp_path / "t.csv")]).files
    assert file.said == (f"cells parted by {name}",)
    assert [c.record.quote for c in ledger.claims()] == [f"a{mark}b, c"]


def test_a_delimiter_that_is_given_is_taken():
    rows = list(csv_rows("document:measure:value\nA:killed:3\n", "t.csv", lambda _, cells: cells[1:2], ":"))
    assert rows == [(2, ("A",))]


def test_lines_are_those_of_the_file():
    text = 'document,measure,value,quote\r\n\r\nA,killed,1,"two\r\nlines"\r\n\r\nA,killed,2,x\r\n'
    assert [row.line for row in read_csv(text, "t.csv")] == [3, 6]
    with pytest.raises(InputError, match=r"^t.csv:6: .* 3 cells, the header 4"):
        list(read_csv(text.replace("2,x", "2"), "t.csv"))


def test_an_unclosed_quote_is_named_where_it_opens():
    with pytest.raises(InputError, match=r"^t.csv:3: a quote opens in this row and is not closed"):
        list(read_csv('document,measure,value\nA,killed,1\n"A,killed,2\nA,killed,3\n', "t.csv"))


def test_rows_are_given_as_they_are_read():
    def lines():
        yield "document,measure,value\n"
        yield "A,killed,1\n"
        pytest.fail("the second row was read before the first was given")

    assert next(read_csv(lines(), "t.csv")).record.value == 1


def test_an_id_is_unique_in_its_file():
    with pytest.raises(InputError, match=r"^t.csv:4: id “x” was given on line 2 already"):
        list(read_csv("id,document,measure,value\nx,A,killed,1\n,A,killed,1\nx,A,killed,2\n", "t.csv"))


def test_a_spreadsheet_table_is_turned_back():
    text = "\ufeff'id,document,measure,value,quote\r\n1,'=A,killed,1,'''x'\r\n"
    assert only(text).document == "=A"
    assert only(text).quote == "''x'"
    assert only(text.replace("'id", "id")).document == "'=A"


def test_checks_can_be_shared_by_other_readers():
    checks = RecordChecks("t.csv")
    text = io.StringIO("document,measure,value,publisher\nA,killed,1,\nA,killed,2,AFP\n")
    assert [row.record.publisher for row in read_csv(text, "t.csv", checks)] == [None, "AFP"]
    assert checks.documents["A"].publisher == "AFP"
