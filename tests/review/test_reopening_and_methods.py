"""A settled finding stays so until a claim joins its quantity, which is named; how a source counts is an act."""

from __future__ import annotations

import pytest

HEAD = "id,document,publisher,published,value,measure,group,place,event_start,attributed_to\n"
FIRST = (
    "a,One,Daily,2020-05-02,27,killed,civilians,Zaria,2020-05-01,Red Cross",
    "b,Two,Weekly,2020-05-02,62,killed,civilians,Zaria,2020-05-01,Ministry of Health",
)


@pytest.fixture
def bring(ledger, tmp_path):
    def call(name: str, *rows: str):
        path = tmp_path / f"{name}.csv"
        path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return ledger.import_paths([str(path)])

    return call


def test_a_claim_that_joins_the_quantity_reopens_and_is_named(ledger, bring):
    bring("first", *FIRST)
    (found,) = ledger.findings()
    ledger.dismiss(found.id, "not_a_conflict", "two counts of two days")
    bring("elsewhere", "x,Three,Daily,2020-05-02,5,killed,civilians,Kaduna,2020-05-01,Red Cross")
    assert ledger.finding(found.id).state.value == "dismissed"
    report = bring("joins", "c,Four,Monthly,2020-05-03,62,killed,civilians,Zaria,2020-05-01,Amnesty International")
    again = ledger.finding(found.id)
    assert again.state.value == "open"
    assert again.reopened_by == ("c",)
    assert found.id in report.reopened
    ledger.dismiss(found.id, "not_a_conflict", "still two days")
    assert ledger.finding(found.id).state.value == "dismissed"
    ledger.rebuild()
    assert ledger.finding(found.id).state.value == "dismissed"
    assert ledger.verify().sound


def test_a_documented_source_gives_floors_until_undone(ledger, bring):
    bring("first", *FIRST)
    assert [f.kind for f in ledger.findings()] == ["no_common_figure"]
    done = ledger.set_method("the Red Cross", "documented", "it counts named dead only")
    assert len(done.findings.gone) == 1
    assert ledger.findings() == []
    ledger.rebuild()
    assert ledger.findings() == []
    assert ledger.verify().sound
    ledger.undo()
    assert [f.kind for f in ledger.findings()] == ["no_common_figure"]
    assert ledger.verify().sound


def test_what_a_claim_says_of_its_count_goes_before_its_source(ledger, tmp_path):
    path = tmp_path / "own.csv"
    rows = [row + ("," + ("estimate" if row[0] == "a" else "")) for row in FIRST]
    path.write_text(HEAD.rstrip() + ",method\n" + "".join(f"{r}\n" for r in rows), encoding="utf-8")
    ledger.import_paths([str(path)])
    ledger.set_method("Red Cross", "documented", "it counts named dead only")
    assert [f.kind for f in ledger.findings()] == ["no_common_figure"]


def test_a_lone_record_made_impossible_by_a_correction_is_found(ledger, tmp_path):
    """The date of a document is corrected through one of its claims, and another one stands alone with it."""
    path = tmp_path / "dated.csv"
    head = HEAD.rstrip() + ",as_of\n"
    other = "b,One,Daily,2020-05-02,4,injured,civilians,Kaduna,2020-05-01,Red Cross,"
    path.write_text(f"{head}{FIRST[0]},2020-05-02\n{other}\n", encoding="utf-8")
    ledger.import_paths([str(path)])
    assert ledger.findings() == []
    ledger.correct("b", {"published": "2020-05-01"})
    (found,) = ledger.findings()
    assert (found.kind, found.claims) == ("impossible_record", ("a",))
    ledger.rebuild()
    assert [f.id for f in ledger.findings()] == [found.id]
    ledger.undo()
    assert ledger.findings() == []
