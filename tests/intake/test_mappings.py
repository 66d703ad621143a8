"""A mapping says which column is what; what is ambiguous is asked for, and every error says where."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from ledger.cli.main import main
from ledger.errors import InputError
from ledger.intake.batch import IntakeOptions
from ledger.intake.items import items
from ledger.intake.mapping import load, shipped
from ledger.intake.mapping.loading import read
from ledger.intake.prepare import prepare
from ledger.intake.reports import ImportOptions
from tests.intake.test_known_formats import claims, only

SPEC = """
dataset = "Strikes"
publisher = "Keeper"
tell_apart = "strike {no}"
missing = ["-"]
[row]
id = "{no}"
place = ["{town}", "{country}"]
event_start = "{date}"
time_kind = "event"
note = ["{kind}", "{source}"]
[skip]
kind = ["test"]
[[claim]]
measure = "killed"
group = { from = "{who}", map = { civ = "civilians", mil = "soldiers" }, other = "people" }
low = "{min}"
high = "{max}"
[[claim]]
name = "hurt"
when = { kind = ["air", "land"] }
measure = "injured"
figure_text = "{hurt}"
"""
TABLE = """no;date;town;country;kind;who;min;max;hurt;source
1;03.05.2020;Zaria;Nigeria;air;civ;3;5;several;A
2;04.05.2020;;Nigeria;sea;mil;2;2;9;
3;25.05.2020;Jos;Nigeria;test;;1;1;1;
4;04.05.2020;;Nigeria;land;x;-;-;4-6;B
"""


def put(tmp_path, name: str, text: str) -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_columns_constants_lists_maps_conditions_and_parts(tmp_path):
    found = claims(tmp_path, "t.csv", TABLE, mapping=put(tmp_path, "m.toml", SPEC))
    assert [only(c, "id", "value", "low", "high", "qualifier", "group_name", "figure_text") for c in found] == [
        ("strikes:1:killed", None, 3, 5, "between", "civilians", None),
        ("strikes:1:hurt", None, None, None, "vague", None, "several"),
        ("strikes:2:killed", 2, None, None, "exact", "soldiers", None),
        ("strikes:4:hurt", None, 4, 6, "between", None, "4-6"),
    ]
    assert only(found[0], "place", "event_start", "note", "event") == ("Zaria, Nigeria", "2020-05-03", "air; A", None)
    assert found[2]["event"] == "strike 2"  # two rows are about Nigeria on 4 May


def test_dates_that_can_be_read_two_ways_are_asked_for(tmp_path):
    table = "no,date,killed\n1,03/05/2020,3\n2,04/06/2020,4\n"
    spec = 'dataset = "T"\n[row]\nevent_start = "{date}"\n[[claim]]\nmeasure = "killed"\nvalue = "{killed}"\n'
    mapping = put(tmp_path, "m.toml", spec)
    said = r"“date” can be read as DD/MM/YYYY and MM/DD/YYYY alike; say --dates DD/MM/YYYY, or in the mapping event_"
    with pytest.raises(InputError, match=said):
        claims(tmp_path, "t.csv", table, mapping=mapping)
    found = claims(tmp_path, "t.csv", table + "3,25/06/2020,5\n", mapping=mapping)
    assert [c["event_start"] for c in found] == ["2020-05-03", "2020-06-04", "2020-06-25"]
    settled = put(tmp_path, "s.toml", spec.replace('"{date}"', '{ from = "{date}", date = "MM/DD/YYYY" }'))
    assert [c["event_start"] for c in claims(tmp_path, "t.csv", table, mapping=settled)] == ["2020-03-05", "2020-04-06"]


@pytest.mark.parametrize(
    ("written", "pattern", "day"),
    [
        ("2-Sep-13", "DD-MMM-YY", "2013-09-02"),
        ("31 décembre 2015", None, None),
        ("September 3, 2015", "MMM DD, YYYY", "2015-09-03"),
        ("20150903", "YYYYMMDD", "2015-09-03"),
        ("09.2015", "MM.YYYY", "2015-09"),
        ("7", "days since 2022-02-23", "2022-03-02"),
        ("2015-09-03T23:10:00+02:00", None, "2015-09-03"),
        ("31.02.2015", "DD.MM.YYYY", None),
    ],
)
def test_dates_by_pattern(written, pattern, day):
    from ledger.intake.dates import check_pattern, read_day

    if pattern:
        check_pattern(pattern)
    if day is None:
        with pytest.raises(ValueError, match=r"is not a da"):
            read_day(written, pattern)
    else:
        assert read_day(written, pattern) == day


def test_units_and_thousands(tmp_path):
    spec = 'dataset = "T"\n[[claim]]\nmeasure = "displaced"\n'
    spec += 'value = { from = "{n}", scale = 1000, thousands = "," }\n'
    found = claims(tmp_path, "t.csv", 'n\n"1,234"\n1.5\n', mapping=put(tmp_path, "m.toml", spec))
    assert [c["value"] for c in found] == [1_234_000, 1_500]
    with pytest.raises(InputError, match=r"t.csv:2: column n “1.2345” times 1000 is not a whole number"):
        claims(tmp_path, "t.csv", "n\n1.2345\n", mapping=put(tmp_path, "m.toml", spec))


def test_a_workbook_by_sheet_and_with_words_above_the_header(tmp_path):
    book, out = Workbook(), BytesIO()
    book.active.append(["Some words about the table"])
    sheet = book.create_sheet("Data")
    for row in (["Strikes of 2020"], ["no", "killed", "day"], [1, 3.0, "2020-05-03"], [2, 4, "2020-05-04"]):
        sheet.append(row)
    book.save(out)
    (tmp_path / "t.xlsx").write_bytes(out.getvalue())
    spec = 'dataset = "T"\n[file]\nsheet = "Data"\n[row]\nevent_start = "{day}"\n[[claim]]\nmeasure = "killed"\n'
    mapping = put(tmp_path, "m.toml", spec + 'value = "{killed}"\n')
    [item] = items([str(tmp_path / "t.xlsx")])
    file = prepare(item, IntakeOptions(mapping=mapping))
    assert [(r[2]) for chunk in file.rows() for r in chunk] == [3, 4]
    assert file.said == ("the header is on row 2",)
    file.close()
    with pytest.raises(InputError, match="has several sheets: Sheet, Data; say which with --sheet"):
        prepare(
            item, IntakeOptions(mapping=put(tmp_path, "n.toml", spec.replace('sheet = "Data"', "") + 'value = "{k}"'))
        )


TWICE = '[[claim]]\nmeasure = "killed"\nvalue = "{a}"\n' * 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dataset = ", "is not TOML"),
        ("[row]", "dataset is missing"),
        ('dataset = "x"\ndatset = 1', "datset is not known; did you mean dataset?"),
        ('dataset = "x"\n[row]\nplce = "{a}"', "row.plce is no field of a claim; did you mean place?"),
        ('dataset = "x"\n[[claim]]\nvalue = "{a}"', "claim 1 has no measure"),
        ('dataset = "x"\n[[claim]]\nmeasure = "killed"', "claim 1 has no figure"),
        ('dataset = "x"\n[[claim]]\nmeasure = "killed"\nvalue = { form = "{a}" }', "did you mean from?"),
        ('dataset = "x"\n[row]\nas_of = { from = "{a}", date = "DDMM" }\n', "date pattern 'DDMM' is none"),
        ('dataset = "x"\n[file]\ndelimiter = "ab"\n', "is no delimiter"),
        (
            'dataset = "x"\n[row]\nid = "{a}"\n' + '[[claim]]\nmeasure = "killed"\nvalue = "{a}"\n' * 2,
            "are called killed",
        ),
    ],
)
def test_a_mapping_with_a_fault_says_which(text, words):
    with pytest.raises(InputError) as caught:
        read(text, "m.toml")
    assert words in str(caught.value)


def test_a_column_that_is_not_there_is_named(tmp_path):
    mapping = put(tmp_path, "m.toml", 'dataset = "T"\n[[claim]]\nmeasure = "killed"\nvalue = "{kiled}"\n')
    with pytest.raises(InputError, match=r"names a column “kiled” that is not there; did you mean “killed”\?"):
        claims(tmp_path, "t.csv", "no,killed\n1,2\n", mapping=mapping)


def test_a_word_that_the_map_does_not_know_is_named(tmp_path):
    spec = 'dataset = "T"\n[[claim]]\nvalue = "{n}"\nmeasure = { from = "{m}", map = { k = "killed" } }\n'
    with pytest.raises(InputError, match=r"t.csv:3: column m “x” is not in the mapping's list; it knows k"):
        claims(tmp_path, "t.csv", "n,m\n1,k\n2,x\n", mapping=put(tmp_path, "m.toml", spec))


def test_every_shipped_mapping_can_be_loaded():
    assert {load(name).name for name in shipped()} == set(shipped())
    assert all(load(name).description for name in shipped())
    with pytest.raises(InputError, match="or name one that is shipped: drone-strikes"):
        load("nothing")


HXL = "Where,When,Dead,Dead most,Dead women,Note\n#adm1+name,#date+start,#affected+killed+min,#affected+killed+max,"
HXL += "#affected+killed+f,\nKaduna,2020-05-03,3,5,1,x\n"


def test_hxl_tags_are_a_mapping(tmp_path):
    found = claims(tmp_path, "t.csv", HXL)
    assert [only(c, "low", "high", "value", "group_name", "place", "event_start") for c in found] == [
        (3, 5, None, None, "Kaduna", "2020-05-03"),
        (None, None, 1, "women", "Kaduna", "2020-05-03"),
    ]


def test_hxl_without_a_figure_says_so(tmp_path):
    with pytest.raises(InputError, match="the HXL tags name no figure of people; tag a column as #affected"):
        claims(tmp_path, "t.csv", "Where,When\n#adm1+name,#date+start\nKaduna,2020-05-03\n")


def test_a_starting_mapping_can_be_used_as_it_stands(tmp_path, capfd):
    rows = "id,date,town,country,min killed,max killed,injured\n"
    rows += "1,2020-05-03,Zaria,NG,3,5,9\n"
    table = put(tmp_path, "deaths.csv", rows)
    assert main(["mapping", "init", table]) == 0
    text = capfd.readouterr().out
    assert 'place = ["{town}", "{country}"]' in text
    found = claims(tmp_path, "deaths.csv", rows, mapping=put(tmp_path, "m.toml", text))
    assert [only(c, "measure", "value", "low", "high", "place") for c in found] == [
        ("killed", None, 3, 5, "Zaria, NG"),
        ("injured", 9, None, None, "Zaria, NG"),
    ]


def test_mapping_commands(tmp_path, capfd):
    assert main(["mapping", "list"]) == 0
    assert "ecdc-covid" in capfd.readouterr().out
    assert main(["mapping", "show", "war-totals"]) == 0
    assert 'dataset = "Casualty source' in capfd.readouterr().out
    assert main(["mapping", "show", "none"]) == 1
    table = put(tmp_path, "t.csv", "a,b\n1,2\n")
    out = str(tmp_path / "m.toml")
    assert main(["mapping", "init", table, "-o", out]) == 0
    assert main(["mapping", "init", table, "-o", out]) == 1


def test_figures_below_zero_are_refused_or_passed_over(ledger, tmp_path):
    spec = 'dataset = "T"\n[[claim]]\nmeasure = "killed"\nvalue = "{n}"\n'
    spec += '[[claim]]\nmeasure = "injured"\nvalue = "{m}"\n'
    path = put(tmp_path, "t.csv", "n,m\n1,2\n-3,4\n")
    with pytest.raises(InputError, match=r"t.csv:3: column n “-3” is below zero"):
        ledger.import_paths([path], ImportOptions(reviewer="r", mapping=put(tmp_path, "m.toml", spec)))
    mapping = put(tmp_path, "n.toml", 'below_zero = "pass"\n' + spec)
    [file] = ledger.import_paths([path], ImportOptions(reviewer="r", mapping=mapping)).files
    assert file.claims_added == 3
    assert file.skipped == [{"line": None, "reason": "1 row: a figure below zero: a correction, no count of people"}]


def test_a_wrong_encoding_is_said_before_anything_else(tmp_path):
    spec = 'dataset = "T"\n[[claim]]\nmeasure = "killed"\nvalue = "{n}"\n'
    (tmp_path / "t.csv").write_bytes(b"n,place\nx,Zaria\n3,Cura\xe7ao\n")
    with pytest.raises(InputError, match=r"t.csv:3: byte 0xe7 is not UTF-8; give the right one with --encoding"):
        prepare(next(items([str(tmp_path / "t.csv")])), IntakeOptions(mapping=put(tmp_path, "m.toml", spec)))


def test_a_shipped_mapping_that_fits_is_named(tmp_path):
    head = ",".join(c for c in load("war-totals").columns())
    with pytest.raises(InputError, match="a shipped one fits: --mapping war-totals"):
        claims(tmp_path, "t.csv", f"{head}\n" + "1," * head.count(",") + "1\n")


@pytest.mark.parametrize("cell", ["Infinity", "NaN", "1e999999999", "1_0"])
def test_only_a_number_is_scaled(tmp_path, cell):
    spec = 'dataset = "T"\n[[claim]]\nmeasure = "killed"\nvalue = { from = "{n}", scale = 1000 }\n'
    with pytest.raises(InputError, match=r"t.csv:2: column n “.*” is not a number; correct it"):
        claims(tmp_path, "t.csv", f"n,town\n{cell},Zaria\n", mapping=put(tmp_path, "m.toml", spec))


def test_a_claim_may_have_an_id_of_its_own_and_rows_it_is_not_for(tmp_path):
    spec = 'dataset = "T"\n[row]\nid = "{n}"\nvalue = "{dead}"\nmeasure = "killed"\n'
    spec += '[[claim]]\nname = "own"\nid = "{n}-{dead}"\nunless = { kind = ["x", "z"] }\n'
    spec += '[[claim]]\nname = "x"\nwhen = { kind = ["x"] }\n'
    mapping = put(tmp_path, "m.toml", spec)
    path = put(tmp_path, "t.csv", "n,kind,dead\n1,x,3\n2,y,4\n2,y,5\n3,z,6\n")
    file = prepare(next(items([path])), IntakeOptions(mapping=mapping))
    assert [row[1] for chunk in file.rows() for row in chunk] == ["t:1:x", "t:2-4:own", "t:2-5:own"]
    assert file.skipped == [{"line": None, "reason": "1 row: no claim of the mapping is for it"}]
    file.close()


def test_cells_that_are_merged_over_rows_are_said(tmp_path):
    book = Workbook()
    for row in (["Strikes of 2020", ""], ["town", "killed"], ["Zaria", 3], ["", 4], ["Jos", 5]):
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    book.save(tmp_path / "plain.xlsx")
    book.active.merge_cells("A3:A4")
    book.save(tmp_path / "merged.xlsx")
    spec = 'dataset = "T"\n[row]\nplace = "{town}"\n[[claim]]\nmeasure = "killed"\nvalue = "{killed}"\n'
    mapping = put(tmp_path, "m.toml", spec)
    told = "cells are merged, such as A3:A4: only the first row of each has what stands in them"
    for name, said in (("plain", ()), ("merged", (told,))):
        file = prepare(next(items([str(tmp_path / f"{name}.xlsx")])), IntakeOptions(mapping=mapping))
        assert file.said == ("the header is on row 2", *said)
        file.close()
