"""Whatever a foreign table holds, it is read or refused in one line that names the file; nothing is stored."""

from __future__ import annotations

import gzip
import json
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ledger.errors import InputError
from ledger.intake.batch import IntakeOptions
from ledger.intake.items import items
from ledger.intake.prepare import prepare
from tests.intake.making import zipped
from tests.intake.test_known_formats import ACLED, AIRWARS, GAZA, HELIX, IBC, IBC_OLD, RADFORD, UCDP, UCDP_ROW

HEADS = {
    "ucdp": UCDP,
    "acled": ACLED,
    "ibc": IBC,
    "ibc-old": IBC_OLD,
    "radford": RADFORD,
    "airwars": AIRWARS,
    "helix": HELIX,
}
RADFORD_ROW = "1,10,Tanks-Russia,UA Source,Day,Russia,0,0,Tanks,x\n"


def workbook(rows) -> bytes:
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def read(path, **options) -> None:
    for item in items([str(path)]):
        prepare(item, IntakeOptions(**options)).close()


def refused(tmp_path, name: str, data: bytes, **options) -> str:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path, **options)
    line = str(caught.value)
    assert name in line
    assert "\n" not in line
    return line


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize(
    ("row", "words"),
    [
        (b"", "no row holds a claim"),
        (b"1,2\n", "the row has 2 cells"),
        (b'"never closed\n', "a quote opens in this row"),
        (b"a\0b\n", "NUL"),
        (b"caf\xe9\n", "is not UTF-8; give the right one with --encoding"),
    ],
    ids=["empty", "cut", "quote", "NUL", "bytes"],
)
def test_every_format_refuses_a_broken_row(tmp_path, head, row, words):
    assert words in refused(tmp_path, "x.csv", head.encode() + row)


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("NaN", "is not a plain whole number"),
        ("Infinity", "is not a plain whole number"),
        ("1e400", "is not a plain whole number"),
        (str(2**63), "is larger than"),
        ("-3", "is below zero"),
        ("2.5", "is not a plain whole number"),
        ("=1+1", "is not a plain whole number"),
        ("٢٧x", "is not a plain whole number"),
    ],
)
def test_bad_numbers_name_line_column_and_value(tmp_path, figure, words):
    said = refused(tmp_path, "x.csv", (RADFORD + RADFORD_ROW + RADFORD_ROW.replace(",10,", f",{figure},")).encode())
    assert f"x.csv:3: column loss_count “{figure}”" in said
    assert words in said


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"[", "cut off"),
        (b"[{}", "cut off"),
        (b"[{},]]", "too many"),
        (b'[{"report_date": "2023-10-07"', "cut off"),
        (b"[" * 100_000, "nested too deeply"),
        (b'[{"a":' * 2_000, "nested too deeply"),
        (b"[]", "no records"),
        (b"[1, 2]", "no records"),
        (b'{"a": [{"x": 1}], "b": [{"y": 1}]}', "holds several lists: a, b"),
    ],
)
def test_broken_json(tmp_path, data, words):
    assert words in refused(tmp_path, "x.json", data)


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ('"killed_cum": 3, "killed_cum": 300', "key “killed_cum” stands twice"),
        ('"killed_cum": NaN', "number “NaN” is no number"),
        ('"killed_cum": -Infinity', "number “-Infinity” is no number"),
        ('"killed_cum": 9223372036854775808', "is larger than"),
        ('"killed_cum": 1e400', "is not a plain whole number"),
        ('"killed_cum": "\\ud800"', "half a character"),
        ('"killed_cum": "a\\u0000"', "holds a NUL"),
    ],
)
def test_bad_values_in_json_name_their_line(tmp_path, pairs, words):
    record = '{"report_date": "2023-10-06", "report_source": "mohtel", "report_period": 24, ' + pairs + "}"
    data = "[\n" + json.dumps(GAZA[0]) + ",\n" + record + "\n]"
    said = refused(tmp_path, "x.json", data.encode())
    assert "x.json:3:" in said
    assert words in said


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 nothing", "damaged or cut off"),
        (workbook([["a"]])[:-200], "damaged or cut off"),
        (workbook([]), "holds no table"),
        (zipped({"[Content_Types].xml": b"<x/>", "xl/big.xml": bytes(60 << 20)}), "200-fold"),
        (zipped({"[Content_Types].xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "damaged or cut off"),
    ],
)
def test_broken_workbooks(tmp_path, data, words):
    assert words in refused(tmp_path, "x.xlsx", data)


def test_entities_in_a_workbook_do_not_unfold(tmp_path):
    """A sheet of nested entities, which would be gigabytes of text, is refused."""
    good = BytesIO(workbook([["id", "deaths"], [1, 2]]))
    bomb = '<!DOCTYPE worksheet [<!ENTITY a "' + "x" * 1000 + '">'
    bomb += "".join(f'<!ENTITY {b} "{f"&{a};" * 50}">' for a, b in zip("abcdef", "bcdefg", strict=True)) + "]>"
    out = BytesIO()
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                data = data.replace(b"<worksheet", bomb.encode() + b"<worksheet", 1).replace(b"<v>2</v>", b"<v>&g;</v>")
            new.writestr(info.filename, data)
    assert "workbook is damaged" in refused(tmp_path, "x.xlsx", out.getvalue())


def test_a_giant_cell_and_a_giant_line(tmp_path):
    assert "not closed within" in refused(tmp_path, "x.csv", RADFORD.encode() + b'"' + b"x" * (2 << 20) + b'",1\n')
    assert "longer than" in refused(tmp_path, "x.csv", RADFORD.encode() + b"x" * (5 << 20) + b"\n")
    assert "longer than" in refused(tmp_path, "x.jsonl", b'{"a": "' + b"x" * (5 << 20) + b'"}\n')


def test_a_delimiter_that_is_not_clear_is_asked_for(tmp_path):
    said = refused(tmp_path, "x.csv", b"a,b;c,d\n1,2;3,4\n5,6;7,8\n")
    assert "may be parted by commas and semicolons; settle it with --delimiter" in said


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["x.csv", "x.json", "x.jsonl", "x.tsv", "x.xlsx", "x.csv.gz"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory, data, name):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    try:
        read(path)
    except InputError as error:
        said = str(error)
    else:
        return
    assert "\n" not in said


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(HEADS)), st.lists(st.text(max_size=12), min_size=1, max_size=30))
def test_any_cells_under_any_known_header(tmp_path_factory, name, cells):
    head = HEADS[name]
    width = head.count(",") + 1
    quoted = ",".join('"' + (cells * width)[n].replace('"', '""') + '"' for n in range(width))
    path = tmp_path_factory.mktemp("cells") / "x.csv"
    path.write_text(head + quoted + "\n", encoding="utf-8", errors="surrogatepass", newline="")
    try:
        read(path)
    except InputError as error:
        said = str(error)
    else:
        return
    assert "\n" not in said


def test_a_failed_file_leaves_the_ledger_as_it_was(ledger, tmp_path):
    good, bad = tmp_path / "a.csv", tmp_path / "b.csv"
    good.write_text(UCDP + UCDP_ROW, encoding="utf-8")
    bad.write_text(UCDP + UCDP_ROW.replace(",7,9,5", ",x,9,5"), encoding="utf-8")
    head, before = ledger.head, ledger.path.read_bytes()
    with pytest.raises(InputError, match=r"b.csv:2: column best “x” is not a plain whole number"):
        ledger.import_paths([str(good), str(bad)])
    assert ledger.head == head
    assert ledger.path.read_bytes() == before
