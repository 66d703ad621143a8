"""A newer release of a dataset: changed figures are revisions, vanished rows retractions; both can be undone."""

from __future__ import annotations

import json

import pytest

from ledger.cli.main import main
from ledger.errors import InputError
from ledger.intake.reports import ImportOptions
from tests.intake.test_known_formats import UCDP, UCDP_ROW


def event(number: int, best: int, low: int, high: int, place: str = "Zaria town") -> str:
    row = UCDP_ROW.replace("71,R-1", f"{number},R-{number}").replace("Zaria town", place)
    return row.replace("0,1,6,0,7,9,5", f"0,0,{best},0,{best},{high},{low}")


FIRST = UCDP + event(1, 7, 5, 9, "Zaria town") + event(2, 4, 4, 4, "Samaru") + event(3, 12, 10, 15, "Kaduna city")
SECOND = UCDP + event(1, 9, 5, 11, "Zaria town") + event(3, 12, 10, 15, "Kaduna city") + event(4, 2, 2, 2, "Jos")
DIFF = """\
  ~ ucdp:1:best: value 7 > 9, high 9 > 11 (source_update)
  ~ ucdp:1:civilians: value 7 > 9 (source_update)
  - ucdp:2:best: no longer in the dataset
  - ucdp:2:civilians: no longer in the dataset
"""


def put(tmp_path, name: str, text: str) -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def figures(ledger) -> dict[str, tuple]:
    return {c.id: (c.record.value, c.record.low, c.record.high, c.state.value) for c in ledger.claims()}


def opts(**more) -> ImportOptions:
    return ImportOptions(reviewer="reviewer", **more)


def test_a_release_and_its_changed_copy(ledger, tmp_path):
    ledger.import_paths([put(tmp_path, "ged-1.csv", FIRST)])
    before = figures(ledger)
    ledger.accept("ucdp:1:best")
    report = ledger.import_paths([put(tmp_path, "ged-2.csv", SECOND)])
    [file] = report.files
    assert (file.claims_added, file.claims_unchanged, file.revisions.revised, file.revisions.retracted) == (2, 2, 2, 2)
    assert figures(ledger) == {
        "ucdp:1:best": (9, 5, 11, "review_re_requested"),
        "ucdp:1:civilians": (9, None, None, "review_not_started"),
        "ucdp:3:best": before["ucdp:3:best"],
        "ucdp:3:civilians": before["ucdp:3:civilians"],
        "ucdp:4:best": (2, None, None, "review_not_started"),
        "ucdp:4:civilians": (2, None, None, "review_not_started"),
    }
    assert ledger.verify().sound


def test_both_values_stay_and_the_claims_history_shows_them(ledger, tmp_path):
    ledger.import_paths([put(tmp_path, "ged-1.csv", FIRST)])
    ledger.import_paths([put(tmp_path, "ged-2.csv", SECOND)])
    [entry] = ledger.history("claim:ucdp:1:best")
    [change] = entry.contents()["changes"]
    assert (change["before"]["value"], change["after"]["value"], change["kind"]) == (7, 9, "source_update")
    [gone] = ledger.history("claim:ucdp:2:best")
    assert gone.contents()["changes"][0]["kind"] == "retraction"
    imports = [e for e in ledger.journal() if e.act == "import"]
    assert len(imports) == 2
    assert imports[1].contents()["claims"][1] == 2  # the new claims are sealed in the same entry


def test_the_diff_as_it_is_printed(ledger, tmp_path, capfd):
    db = ["--ledger", str(ledger.path)]
    main([*db, "import", put(tmp_path, "ged-1.csv", FIRST)])
    assert main([*db, "import", put(tmp_path, "ged-2.csv", SECOND)]) == 0
    said = capfd.readouterr().err
    assert DIFF in said
    assert "2 claims added, 2 unchanged, 2 revised, 2 retracted" in said


def test_withdrawing_the_newer_release_brings_back_the_older(ledger, tmp_path):
    ledger.import_paths([put(tmp_path, "ged-1.csv", FIRST)])
    before = figures(ledger)
    report = ledger.import_paths([put(tmp_path, "ged-2.csv", SECOND)])
    ledger.withdraw(f"batch:{report.files[0].batch}", "the wrong release")
    assert figures(ledger) == before
    assert ledger.verify().sound
    ledger.undo()
    assert figures(ledger)["ucdp:1:best"][0] == 9
    assert ledger.verify().sound


def test_the_older_release_again_is_a_release_too(ledger, tmp_path):
    one, two = put(tmp_path, "ged-1.csv", FIRST), put(tmp_path, "ged-2.csv", SECOND)
    for path in (one, two, one):
        ledger.import_paths([path])
    assert {k: v[0] for k, v in figures(ledger).items()} == {
        "ucdp:1:best": 7,
        "ucdp:1:civilians": 7,
        "ucdp:2:best": 4,
        "ucdp:2:civilians": 4,
        "ucdp:3:best": 12,
        "ucdp:3:civilians": 12,
    }
    assert ledger.verify().sound


def test_the_same_file_again_changes_nothing(ledger, tmp_path):
    path = put(tmp_path, "ged-1.csv", FIRST)
    ledger.import_paths([path])
    head = ledger.head
    report = ledger.import_paths([path])
    assert ledger.head == head
    assert report.files[0].claims_unchanged == 6


def test_another_part_of_the_dataset_retracts_nothing(ledger, tmp_path):
    ledger.import_paths([put(tmp_path, "ged-ng.csv", FIRST)])
    report = ledger.import_paths([put(tmp_path, "ged-ke.csv", UCDP + event(50, 3, 3, 3, "Garissa"))])
    assert report.files[0].revisions.retracted == 0
    assert len(ledger.claims()) == 8


def test_a_claim_that_only_the_last_release_had_is_retracted_by_the_next(ledger, tmp_path):
    for name, text in (("1.csv", FIRST), ("2.csv", SECOND)):
        ledger.import_paths([put(tmp_path, name, text)])
    without = SECOND.replace(event(4, 2, 2, 2, "Jos"), "")
    report = ledger.import_paths([put(tmp_path, "3.csv", without)])
    assert [r["claim"] for r in report.files[0].revisions.listed] == ["ucdp:4:best", "ucdp:4:civilians"]


def test_a_small_part_must_be_settled(ledger, tmp_path):
    ledger.import_paths([put(tmp_path, "ged-1.csv", FIRST)])
    part = put(tmp_path, "part.csv", UCDP + event(1, 8, 5, 9))
    head = ledger.head
    with pytest.raises(InputError, match=r"holds 2 of the 6 claims .* came with batch 1; say --vanished retract"):
        ledger.import_paths([part])
    assert ledger.head == head
    kept = ledger.import_paths([part], opts(vanished="keep"))
    assert (kept.files[0].revisions.revised, kept.files[0].revisions.retracted) == (2, 0)
    gone = ledger.import_paths([part], opts(vanished="retract"))
    assert gone.files[0].revisions.retracted == 4


def test_a_row_that_was_refused_is_not_said_to_be_gone(ledger, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ledger.import_paths([put(tmp_path, "ged-1.csv", FIRST)])
    bad = SECOND + event(2, 5, 4, 6, "Samaru").replace(",5,6,4", ",5,6,four")
    [file] = ledger.import_paths([put(tmp_path, "ged-2.csv", bad)], opts(keep_going=True)).files
    assert (file.rejected, file.revisions.retracted) == (1, 0)
    assert file.said == ("2 claims of earlier releases not found: kept, since rows were refused",)
    assert figures(ledger)["ucdp:2:best"] == (4, None, None, "review_not_started")
    mended = (tmp_path / "ged-2.rejects.csv").read_text(encoding="utf-8").replace("four", "4")
    [file] = ledger.import_paths([put(tmp_path, "mended.csv", mended)], opts(vanished="keep")).files
    assert (file.revisions.revised, file.revisions.retracted) == (2, 0)
    assert figures(ledger)["ucdp:2:best"] == (5, 4, 6, "review_not_started")
    assert ledger.verify().sound


@pytest.mark.parametrize("at_once", [20_000, 1])
def test_a_release_that_is_refused_keeps_out_the_files_beside_it(ledger, tmp_path, monkeypatch, at_once):
    monkeypatch.setattr("ledger.intake.importer.COMPARED_AT_ONCE", at_once)
    ledger.import_paths([put(tmp_path, "ged-1.csv", FIRST)])
    head = ledger.head
    files = [
        put(tmp_path, "a.csv", "document,measure,value\nA,killed,3\n"),
        put(tmp_path, "ged-2.csv", UCDP + event(1, 7, 5, 9)),
    ]
    with pytest.raises(InputError, match="holds 2 of the 6 claims"):
        ledger.import_paths(files)
    assert (ledger.head, ledger.counts().claims, ledger.counts().batches) == (head, 6, 1)


def test_tables_and_texts_together_are_compared_as_one_by_one(ledger, tmp_path):
    files = [
        put(tmp_path, "a.csv", "document,measure,value,place,event_start\nA,killed,3,Zaria,2015-03-01\n"),
        put(tmp_path, "b.txt", "Police said 9 people were killed in Zaria on 1 March 2015."),
        put(tmp_path, "c.csv", "document,measure,value,place,event_start\nC,killed,5,Zaria,2015-03-01\n"),
    ]
    report = ledger.import_paths(files)
    assert [f.claims_added for f in report.files] == [1, 1, 1]
    assert ledger.verify(derive=True).sound
    assert len(report.new_findings) == len(ledger.findings()) > 0


def test_a_dry_run_tells_the_diff_and_writes_nothing(ledger, tmp_path):
    ledger.import_paths([put(tmp_path, "ged-1.csv", FIRST)])
    head, before = ledger.head, ledger.path.read_bytes()
    report = ledger.import_paths([put(tmp_path, "ged-2.csv", SECOND)], opts(dry_run=True))
    assert report.as_json()["files"][0]["claims_revised"] == 2
    assert (ledger.head, ledger.path.read_bytes()) == (head, before)


def test_the_same_bytes_read_otherwise_are_a_correction_of_entry(ledger, tmp_path):
    table = put(tmp_path, "t.csv", "key,day,deaths,hurt\na,2020-05-01,3,9\nb,2020-05-02,4,8\n")
    spec = 'dataset = "T"\n[row]\nid = "{key}"\nevent_start = "{day}"\nplace = "Zaria"\n[[claim]]\nmeasure = "killed"\n'
    wrong = put(tmp_path, "wrong.toml", spec + 'value = "{hurt}"\n')
    right = put(tmp_path, "right.toml", spec + 'value = "{deaths}"\n')
    ledger.import_paths([table], opts(mapping=wrong))
    report = ledger.import_paths([table], opts(mapping=right))
    assert [r["kind"] for r in report.files[0].revisions.listed] == ["entry_correction"] * 2


def test_a_native_table_with_a_dataset_name(ledger, tmp_path):
    head = "id,document,measure,value,note\n"
    ledger.import_paths([put(tmp_path, "a.csv", head + "x,A,killed,3,one\ny,A,killed,5,\n")], opts(dataset="Mine"))
    report = ledger.import_paths([put(tmp_path, "b.csv", head + "x,A,killed,4,two\n")], opts(dataset="Mine"))
    assert [(r["claim"], r["kind"]) for r in report.files[0].revisions.listed] == [
        ("x", "source_update"),
        ("y", "retraction"),
    ]
    assert report.files[0].revisions.listed[0]["fields"] == {"value": [3, 4], "note": ["one", "two"]}


def test_search_finds_the_new_words_and_not_the_old(ledger, tmp_path):
    head = "id,document,measure,value,note\n"
    ledger.import_paths([put(tmp_path, "a.csv", head + "x,A,killed,3,market\n")], opts(dataset="Mine"))
    ledger.import_paths([put(tmp_path, "b.csv", head + "x,A,killed,4,station\n")], opts(dataset="Mine"))
    from ledger.queries import ClaimFilter

    assert [c.id for c in ledger.claims(ClaimFilter(words="station"))] == ["x"]
    assert ledger.claims(ClaimFilter(words="market")) == []


def test_json_holds_the_revisions(ledger, tmp_path, capfdbinary):
    db = ["--ledger", str(ledger.path)]
    main([*db, "import", "--quiet", put(tmp_path, "ged-1.csv", FIRST)])
    main([*db, "import", "--json", put(tmp_path, "ged-2.csv", SECOND)])
    [file] = json.loads(capfdbinary.readouterr().out)["files"]
    assert (file["claims_revised"], file["claims_retracted"]) == (2, 2)
    assert file["revisions"][0] == {
        "claim": "ucdp:1:best",
        "kind": "source_update",
        "fields": {"value": [7, 9], "high": [9, 11]},
    }
