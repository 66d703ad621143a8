"""The formats of other programs: their columns, tags, tables and marks, with the right figures in them."""

from __future__ import annotations

import csv
import io
import json
import sqlite3

import pytest

from ledger.exports.formats import FORMATS, format_for
from ledger.exports.ged import COLUMNS as GED
from ledger.exports.radford import COLUMNS as RADFORD
from ledger.intake.reports import ImportOptions
from ledger.queries import ClaimFilter
from tests.exports.made import CASES, export, files, load


@pytest.fixture
def loaded(ledger, tmp_path):
    return load(ledger, tmp_path)


def table(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_hxl_has_a_tag_for_every_column(loaded, tmp_path):
    rows = table(export(loaded, "hxl", tmp_path / "out.csv"))
    tags, *found = rows
    assert all(tag.startswith("#") for tag in tags.values())
    by_tag = [{tags[c]: cell for c, cell in row.items()} for row in found]
    assert by_tag[0]["#affected+killed+best"] == "27"
    assert (by_tag[1]["#affected+killed+min"], by_tag[1]["#affected+killed+max"]) == ("40", "")
    assert (by_tag[2]["#affected+injured+min"], by_tag[2]["#affected+injured+max"]) == ("20", "31")
    assert by_tag[2]["#affected+injured+best"] == ""
    assert by_tag[2]["#description"] == "'=cmd|' /C calc'!A0"
    assert all(loaded.head in row["#meta+ledger"] for row in by_tag)


def test_ged_has_its_columns_and_no_invented_ceiling(loaded, tmp_path):
    rows = table(export(loaded, "ged", tmp_path / "out.csv"))
    assert tuple(rows[0]) == GED
    assert len(GED) == 49
    assert [(r["id"], r["low"], r["best"], r["high"]) for r in rows] == [("a", "27", "27", "27"), ("b", "40", "40", "")]
    first = rows[0]
    assert (first["deaths_civilians"], first["deaths_unknown"]) == ("27", "0")
    assert (first["country"], first["adm_1"], first["where_coordinates"]) == ("Nigeria", "Kaduna State", "Zaria")
    assert (first["date_start"], first["date_end"], first["date_prec"]) == ("2020-05-01", "2020-05-01", "1")


ENDS_OF_FIGURES = """\
id,document,measure,value,low,high,qualifier,method,event_start
round,A,killed,40,,,exact,,2020-05-01
floor,A,killed,40,,,exact,documented,2020-05-01
range,A,killed,,5,7,between,documented,2020-05-01
about,A,killed,40,,,about,,2020-05-01
most,A,killed,40,,40,at_most,,2020-05-01
"""


@pytest.mark.parametrize(
    ("name", "columns"),
    [("ged", ("low", "best", "high")), ("hxl", ("Killed (min)", "Killed (best)", "Killed (max)"))],
)
def test_what_was_printed_comes_before_how_it_is_read(ledger, tmp_path, name, columns):
    rows = table(export(load(ledger, tmp_path, ENDS_OF_FIGURES), name, tmp_path / "out.csv"))
    assert [tuple(r[c] for c in columns) for r in rows if not r[columns[0]].startswith("#")] == [
        ("40", "40", "40"),
        ("40", "40", ""),
        ("5", "", "7"),
        ("36", "40", "44"),
        ("0", "40", "40"),
    ]


def test_radford_has_its_columns(loaded, tmp_path):
    rows = table(export(loaded, "radford", tmp_path / "out.csv"))
    assert tuple(rows[0]) == RADFORD
    assert [(r["days"], r["loss_count"], r["minimum"], r["maximum"], r["claim_source"]) for r in rows] == [
        ("1", "27", "0", "0", "Ministry of Health"),
        ("1", "40", "1", "0", "Red Cross"),
    ]
    assert rows[0]["source_target"] == "Ministry of Health-Nigeria"


@pytest.mark.parametrize(("name", "left"), [("ged", 2), ("radford", 2), ("annotations", 4)])
def test_what_has_no_place_is_counted(loaded, tmp_path, name, left):
    from ledger.exports.formats import Options, format_named
    from ledger.exports.source import exporting

    chosen = format_named(name)
    with exporting(loaded, None, chosen.needs) as out:
        assert chosen.write(out, io.StringIO(newline=""), Options()) == left


def test_sqlite_has_plain_tables_keys_and_search(loaded, tmp_path):
    made = sqlite3.connect(export(loaded, "sqlite", tmp_path / "out.db"))
    assert made.execute("SELECT value FROM about WHERE name = 'head'").fetchone() == (loaded.head,)
    assert made.execute("SELECT id, value FROM claims ORDER BY id").fetchall()[0] == ("a", 27)
    assert made.execute('SELECT "group" FROM claims WHERE value IS NULL AND low IS NULL').fetchall() == [("people",)]
    assert made.execute("PRAGMA foreign_key_check").fetchall() == []
    assert made.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    links = {(r[2], r[3], r[4]) for r in made.execute("PRAGMA foreign_key_list(finding_claims)")}
    assert links == {("findings", "finding", "id"), ("claims", "claim", "id")}
    hit = "SELECT id FROM claims WHERE rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'ministry')"
    assert made.execute(hit).fetchall() == [("a",)]
    assert made.execute("SELECT count(*) FROM finding_claims").fetchone() == (2,)
    made.close()


def test_the_workbook_has_a_sheet_a_table_and_no_formula(loaded, tmp_path):
    from openpyxl import load_workbook

    book = load_workbook(export(loaded, "xlsx", tmp_path / "out.xlsx"))
    assert book.sheetnames == ["Claims", "Findings", "Documents", "Claims of findings", "About"]
    rows = list(book["Claims"].iter_rows(values_only=True))
    assert rows[1][rows[0].index("value")] == 27
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert "'=cmd|' /C calc'!A0" in rows[3]
    assert ("head", loaded.head) in list(book["About"].iter_rows(values_only=True))


def test_prov_tells_of_quoting_saying_carrying_and_correcting(loaded, tmp_path):
    loaded.correct("a", {"place": "Zaria"}, "re-read")
    loaded.reject("d", "not a count")
    told = json.loads(export(loaded, "prov", tmp_path / "out.json", None, ClaimFilter(state="all")).read_text())
    derived = list(told["wasDerivedFrom"].values())
    kinds = [d["prov:type"]["$"] for d in derived if d["prov:generatedEntity"] == "ledger:claim/a" and "prov:type" in d]
    assert kinds == ["prov:Quotation", "prov:Revision"]
    attributed = {(r["prov:entity"], r["prov:agent"]) for r in told["wasAttributedTo"].values()}
    assert ("ledger:claim/b", "ledger:source/Red%20Cross") in attributed
    carried = [r["prov:influencer"] for r in told["wasInfluencedBy"].values()]
    assert carried == ["ledger:source/AFP", "ledger:source/Reuters"]
    assert [r["prov:entity"] for r in told["wasInvalidatedBy"].values()] == ["ledger:claim/d"]
    assert {r["prov:entity"] for r in told["wasGeneratedBy"].values()} == {f"ledger:claim/{i}" for i in "abcd"}
    named = {*told["entity"], *told["agent"], *told["activity"]}
    for relation in ("wasDerivedFrom", "wasAttributedTo", "wasInfluencedBy", "wasGeneratedBy", "used"):
        for link in told[relation].values():
            ends = [v for k, v in link.items() if k in ENDS]
            assert set(ends) <= named


RELEASE = "id,document,measure,value\na,A,killed,3\nb,A,killed,4\nc,A,killed,5\n"


def test_prov_tells_what_a_newer_release_did(ledger, tmp_path):
    for number, text in enumerate((RELEASE, RELEASE.replace(",3", ",9").replace("b,A,killed,4\n", "")), 1):
        (tmp_path / f"{number}.csv").write_text(text, encoding="utf-8")
        ledger.import_paths([str(tmp_path / f"{number}.csv")], ImportOptions(reviewer="Ines", dataset="D"))
    told = json.loads(export(ledger, "prov", tmp_path / "out.json", None, ClaimFilter(state="all")).read_text())
    assert {(r["prov:entity"], r["prov:activity"]) for r in told["wasGeneratedBy"].values()} == {
        (f"ledger:claim/{i}", "ledger:act/2") for i in "abc"
    }
    revised = [r for r in told["wasDerivedFrom"].values() if r.get("prov:type", {}).get("$") == "prov:Revision"]
    assert [(r["prov:generatedEntity"], r["prov:activity"]) for r in revised] == [("ledger:claim/a", "ledger:act/3")]
    assert revised[0]["prov:usedEntity"] in told["entity"]
    [ended] = told["wasInvalidatedBy"].values()
    assert (ended["prov:entity"], ended["prov:activity"]) == ("ledger:claim/b", "ledger:act/3")
    assert list(told["activity"]) == ["ledger:act/2", "ledger:act/3"]


ENDS = ("prov:generatedEntity", "prov:usedEntity", "prov:entity", "prov:agent", "prov:activity", "prov:influencer")


def test_annotations_point_at_the_words(ledger, tmp_path):
    text = "A title\n\nShelling killed 12 people in Zaria on Monday, the Red Cross said. It was quiet on Tuesday.\n"
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    ledger.import_paths([str(tmp_path / "report.txt")], ImportOptions(reviewer="Ines"))
    stored = ledger.document(1).text
    page = json.loads(export(ledger, "annotations", tmp_path / "out.json").read_text(encoding="utf-8"))
    assert page["partOf"]["total"] == len(page["items"]) >= 1
    quote, place = page["items"][0]["target"]["selector"]
    assert stored[place["start"] : place["end"]] == quote["exact"]
    assert stored[: place["start"]].endswith(quote["prefix"])
    assert stored[place["end"] :].startswith(quote["suffix"])
    ledger.set_confidentiality(ledger.document(1).key, "restricted", "its text stays")
    page = json.loads(export(ledger, "annotations", tmp_path / "kept.json").read_text(encoding="utf-8"))
    assert set(page["items"][0]["target"]["selector"][0]) == {"type", "exact"}


def test_a_crate_describes_every_file_in_it(loaded, tmp_path):
    found = files(export(loaded, "ro-crate", tmp_path / "crate"))
    graph = {e["@id"]: e for e in json.loads(found["ro-crate-metadata.json"])["@graph"]}
    parts = {p["@id"] for p in graph["./"]["hasPart"]}
    assert parts == set(found) - {"ro-crate-metadata.json"}
    assert all(int(graph[p]["contentSize"]) == len(found[p]) for p in parts)
    assert graph["./"]["version"] == loaded.head
    for entity in graph.values():
        links = [v["@id"] for v in entity.values() if isinstance(v, dict) and "@id" in v]
        assert all(link in graph or link.startswith("https://") for link in links)


# openpyxl writes the time of the day into a workbook
@pytest.mark.parametrize("name", [f.name for f in FORMATS if f.name not in ("audit", "xlsx")])
def test_the_same_ledger_gives_the_same_export(loaded, tmp_path, name):
    assert list(files(export(loaded, name, tmp_path / "a")).values()) == list(
        files(export(loaded, name, tmp_path / "b")).values()
    )


@pytest.mark.parametrize("name", [f.name for f in FORMATS if f.shape != "audit"])
def test_an_empty_ledger_exports_too(ledger, tmp_path, name):
    found = files(export(ledger, name, tmp_path / "out"))
    assert all(found.values()) or name == "jsonl"


def test_endings_choose_the_format():
    named = {"a.csv": "csv", "a.hxl.csv": "hxl", "A.ZIP": "datapackage", "a.crate.zip": "ro-crate", "a.db": "sqlite"}
    assert {path: format_for(path).name for path in named} == named
    assert format_for("a.xyz") is None
    endings = [e for f in FORMATS for e in f.endings]
    assert len(endings) == len(set(endings))
    assert CASES.count("\n") == 5
