"""With --keep-going bad rows go into a file that can be mended and imported; the others are taken."""

from __future__ import annotations

import csv
import json

import pytest

from ledger.errors import InputError, LedgerError
from ledger.intake.reports import ImportOptions
from tests.intake.test_known_formats import GAZA, RADFORD, UCDP, UCDP_ROW

NATIVE = "id,document,measure,value,note\na,A,killed,3,one\nb,A,killed,x,two\nc,A,kiled,4,three\nd,A,killed,5\n"


@pytest.fixture
def importing(ledger, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def call(name: str, text: str, **options):
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        return ledger.import_paths([name], ImportOptions(reviewer="reviewer", **options)).files[0]

    return call


def test_native_rows_that_are_wrong_are_put_aside_with_the_reason(importing, ledger, tmp_path):
    done = importing("t.csv", NATIVE, keep_going=True)
    assert (done.rows, done.claims_added, done.rejected, done.rejects) == (4, 1, 3, "t.rejects.csv")
    with open(tmp_path / "t.rejects.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["id", "document", "measure", "value", "note", "_why"]
    assert rows[1][:5] == ["b", "A", "killed", "x", "two"]
    assert rows[1][5].startswith("column value “x” is not a plain whole number")
    assert [s["line"] for s in done.skipped] == [3, 4, 5]
    assert ledger.verify().sound


def test_the_mended_file_of_rejects_is_imported_as_it_is(importing, ledger, tmp_path):
    importing("t.csv", NATIVE, keep_going=True)
    text = (tmp_path / "t.rejects.csv").read_text(encoding="utf-8")
    mended = text.replace(",x,two", ",9,two").replace("kiled", "killed").replace("d,A,killed,5,,", "d,A,killed,5,,")
    done = importing("mended.csv", mended)
    assert done.claims_added == 3
    assert {c.id: c.record.value for c in ledger.claims()} == {"a": 3, "b": 9, "c": 4, "d": 5}


def test_native_json_lines(importing, tmp_path):
    lines = '{"document":"A","measure":"killed","value":3}\n{"document":"A","measure":"killed","value":-3}\nnot json\n'
    done = importing("t.jsonl", lines, keep_going=True)
    assert (done.claims_added, done.rejected) == (1, 2)
    first, second = (tmp_path / "t.rejects.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(first)["value"] == -3
    assert "_why" in json.loads(first)
    assert second == "not json"


def test_a_known_format_keeps_its_columns(importing, ledger, tmp_path):
    bad = UCDP_ROW.replace("71,R-1", "72,R-2").replace(",7,9,5", ",x,9,5").replace("Zaria town", "Jos")
    done = importing("ged.csv", UCDP + UCDP_ROW + bad, keep_going=True)
    assert (done.claims_added, done.rejected) == (3, 1)
    mended = (tmp_path / "ged.rejects.csv").read_text(encoding="utf-8").replace(",x,9,5", ",8,9,5")
    done = importing("mended.csv", mended, vanished="keep")
    assert (done.claims_added, done.revisions.retracted) == (3, 0)
    assert ledger.claim("ucdp:72:best").record.value == 8


def test_a_list_in_json_becomes_json_lines(importing, tmp_path):
    rows = [*GAZA, {**GAZA[0], "report_date": "2023-10-32"}]
    done = importing("gaza.json", json.dumps(rows), keep_going=True)
    assert (done.rejected, done.rejects) == (1, "gaza.rejects.jsonl")
    assert json.loads((tmp_path / "gaza.rejects.jsonl").read_text())["report_date"] == "2023-10-32"


def test_nothing_is_overwritten(importing, tmp_path):
    (tmp_path / "t.rejects.csv").write_text("mine")
    assert importing("t.csv", NATIVE, keep_going=True).rejects == "t.rejects-2.csv"
    assert importing("u.csv", NATIVE.replace("A", "B"), rejects="own.csv", keep_going=True).rejects == "own.csv"
    assert (tmp_path / "t.rejects.csv").read_text() == "mine"


def test_a_file_of_rejects_that_cannot_be_written_stops_the_import(importing, ledger, tmp_path):
    head = ledger.head
    with pytest.raises(LedgerError, match=r"gone/x\.csv: cannot be written"):
        importing("t.csv", NATIVE, keep_going=True, rejects=str(tmp_path / "gone" / "x.csv"))
    assert (ledger.head, ledger.counts().claims) == (head, 0)


def test_no_file_of_rejects_is_left_where_the_import_fails(importing, ledger, tmp_path, monkeypatch):
    def broken(*_):
        raise LedgerError("the disk is full")

    importing("u.csv", NATIVE, keep_going=True)
    monkeypatch.setattr("ledger.intake.writer.BatchWriter.seal", broken)
    for name in ("t.csv", "u.csv"):
        with pytest.raises(LedgerError):
            importing(name, NATIVE.replace("A", "B"), keep_going=True)
    assert [p.name for p in tmp_path.glob("*rejects*")] == ["u.rejects.csv"]
    with pytest.raises(LedgerError):
        importing("u.csv", NATIVE.replace("a,A,killed,3", "e,A,killed,8"), keep_going=True)
    assert [p.name for p in tmp_path.glob("*rejects*")] == ["u.rejects.csv"]


def test_half_a_character_in_a_record_is_put_aside_as_it_stood(importing, tmp_path):
    lines = '{"document":"\\ud800","measure":"killed","value":5}\n{"document":"A","measure":"killed","value":5}\n'
    assert importing("t.jsonl", lines, keep_going=True).rejected == 1
    assert '"document": "\\ud800"' in (tmp_path / "t.rejects.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("row", ["A,killed,-1\n", "A,killed,5,\n", "A,killed\n"])
def test_a_native_table_of_bad_rows_alone_leaves_no_document(importing, ledger, row):
    with pytest.raises(InputError, match=r"^t.csv:2: every row was refused, the first since \S"):
        importing("t.csv", "document,measure,value\n" + row, keep_going=True)
    assert ledger.documents() == []


def test_the_same_rejects_again_are_one_file(importing, tmp_path):
    assert [importing("t.csv", NATIVE, keep_going=True).rejects for _ in range(3)] == ["t.rejects.csv"] * 3
    assert importing("t.csv", NATIVE + "e,A,killed,-1,\n", keep_going=True).rejects == "t.rejects-2.csv"
    assert importing("t.csv", NATIVE, keep_going=True).rejects == "t.rejects.csv"


def test_a_dry_run_writes_no_rejects(importing, tmp_path):
    done = importing("t.csv", NATIVE, keep_going=True, dry_run=True)
    assert (done.rejected, done.rejects) == (3, None)
    assert [p.name for p in tmp_path.glob("*rejects*")] == []


def test_every_row_refused_is_an_error(importing, ledger):
    head = ledger.head
    with pytest.raises(InputError, match=r"r.csv:2: every row was refused, the first since column days “x”"):
        importing("r.csv", RADFORD + "x,10,Tanks-Russia,UA Source,Day,Russia,0,0,Tanks,x\n", keep_going=True)
    assert ledger.head == head


def test_rejects_keep_the_delimiter_that_the_mapping_names(importing, ledger, tmp_path):
    (tmp_path / "m.toml").write_text(
        'dataset = "register"\n[file]\ndelimiter = ";"\n[row]\nplace = "{town}"\n[[claim]]\nmeasure = "killed"\n'
        'value = "{dead}"\n',
        encoding="utf-8",
    )
    done = importing("t.csv", "town;dead\nZaria;3\nKaduna;x\n", keep_going=True, mapping="m.toml")
    assert (done.claims_added, done.rejected) == (1, 1)
    text = (tmp_path / "t.rejects.csv").read_text(encoding="utf-8")
    assert text.startswith("town;dead;_why")
    assert importing("mended.csv", text.replace(";x;", ";4;"), mapping="m.toml").claims_added == 1
