"""The report of a real ledger: the demo, with what a reviewer does to it."""

from __future__ import annotations

import json
import re

import pytest

from ledger.api import Ledger
from ledger.locations import seeds
from ledger.reporting import FORMATS, Scope, write
from tests.reporting.page import Page


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo ledger after a morning's work."""
    with Ledger.create(tmp_path_factory.mktemp("report") / "demo.db", reviewer="demo") as ledger:
        ledger.import_paths([str(seeds())])
    with Ledger(ledger.path, reviewer="Ada") as ledger:
        ledger.resolve(ledger.findings()[0].id, "report_range", "both counts stand")
        ledger.correct("C4", {"place": "Damascus, Syria"}, "the word of the article")
        ledger.correct("A15", {"value": "38"}, "misread")
        ledger.undo()
        ledger.accept("A1")
        ledger.reject("A14", "counts attackers, not dead")
        ledger.withdraw("SNHR toll of the month of June 2015", "imported twice")
        ledger.note("claim:B1", "ask for the transcript")
        ledger.set_party("Antony Blinken", "United States", "a government")
        ledger.link_names("place", "Hasakeh", "same", "Al-Hasakah", "spelling")
        yield ledger


@pytest.fixture(scope="module")
def report(demo):
    return json.loads(write(demo, "json"))


@pytest.fixture(scope="module")
def page(demo):
    return Page(write(demo, "html"))


def test_every_standing_claim_is_in_the_report_and_no_other(demo, report):
    standing = {c.id for c in demo.claims()}
    assert {c["id"] for c in report["claims"]} == standing
    assert sorted(i for q in report["quantities"] for i in q["claims"]) == sorted(standing)


def test_every_number_of_the_report_is_in_the_ledger(demo, page):
    by_id = {c.id: c.record for c in demo.claims()}
    seen = set()
    for table in page.tables:
        if table.name != "claims":
            continue
        for row in table.rows[1:]:
            record = by_id[re.search(r"claim (\S+), ", row[5])[1]]
            numbers = {int(n.replace(",", "")) for n in re.findall(r"[\d,]*\d", row[0])}
            assert numbers == {n for n in (record.value, record.low, record.high) if n is not None}
            assert (record.attributed_to or "nobody named") in row[2]
            assert (record.published or "not stated") in row[4]
            seen.add(record.id)
    assert seen == set(by_id)


def test_the_report_names_the_ledger_its_head_and_its_rules(demo, report):
    identity = report["identity"]
    assert identity["ledger"] == demo.id
    assert identity["head"] == demo.head
    assert identity["entries"] == demo.counts().entries
    assert {name: value for _, name, value in identity["policy"]} == demo.policy.as_dict()


def test_the_head_of_a_report_is_found_again_later(demo, report, tmp_path):
    demo.backup(tmp_path / "later.db")
    with Ledger(tmp_path / "later.db", reviewer="Bo") as later:
        later.accept("A2")
        assert later.verify(report["identity"]["head"]).sound


def test_the_hasakeh_finding_comes_first_with_all_three_figures(page):
    first = page.text[page.text.index("1. One source") : page.text.index("2. Two sources")]
    assert "three figures: 20, 21 and 26" in first
    assert "through" in first
    assert "AFP" in first
    assert "20 + 6 = 26 and 21 + 6 = 27 are on record" in first
    assert "Resolved: report a range." in first
    assert "both counts stand" in first


def test_acts_are_listed_with_old_values_reasons_and_what_was_taken_back(report):
    acts = {(a["act"], a["subject"]): a for a in report["acts"]}
    place = acts["correct", "claim C4"]
    assert place["changes"] == [{"field": "place", "old": "Syria", "new": "Damascus, Syria"}]
    assert (place["why"], place["undone_by"]) == ("the word of the article", None)
    value = acts["correct", "claim A15"]
    assert {"field": "value", "old": "37", "new": "38"} in value["changes"]
    undone = acts["undo", "claim A15"]
    assert value["undone_by"] == undone["seq"]
    assert {"field": "value", "old": "38", "new": "37"} in undone["changes"]
    assert acts["party", "source Antony Blinken"]["act_words"] == "party to the conflict: United States"
    assert acts["alias", "name Hasakeh"]["act_words"] == "the same as “Al-Hasakah”"
    assert acts["resolve", "finding 1"]["act_words"] == "resolved: report a range"
    assert report["accepted"] == [["Ada", 1]]


def test_what_was_left_out_says_how_and_why(report):
    out = {x["claim"]["id"]: x for x in report["left_out"]}
    assert (out["A14"]["how"], out["A14"]["why"]) == ("rejected", "counts attackers, not dead")
    assert (out["E2"]["how"], out["E2"]["why"]) == ("withdrawn with its document", "imported twice")
    assert (out["E2"]["reviewer"], len(out)) == ("Ada", 2)


def test_parties_and_notes_are_shown(report):
    blinken = [c for c in report["claims"] if c["said_by"] == "Antony Blinken"]
    assert {c["party"] for c in blinken} == {"United States"}
    (b1,) = (c for c in blinken if c["id"] == "B1")
    assert [r["text"] for r in b1["remarks"]] == ["ask for the transcript"]


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_ledger_gives_the_same_report(demo, format_):
    first, second = write(demo, format_), write(demo, format_)
    written = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\dZ| UTC)"
    assert re.sub(written, "", first) == re.sub(written, "", second)


def test_an_unknown_format_is_refused(demo):
    with pytest.raises(ValueError, match="there are html, markdown and json"):
        write(demo, "docx")


class TestScope:
    """A report of a part of the ledger holds that part, and the other side of each finding in it."""

    @pytest.mark.parametrize(
        ("scope", "ids"),
        [
            (Scope(measure="strength"), {"B6", "B7"}),
            (Scope(source="Long War"), {"B7"}),
            (Scope(document="MESOP"), {"A13"}),
            (Scope(group="civilians"), {"E1c"}),
            (Scope(place="Idlib"), {"A15"}),
            (Scope(place="nowhere"), set()),
        ],
    )
    def test_claims(self, demo, scope, ids):
        report = json.loads(write(demo, "json", scope))
        assert {c["id"] for c in report["claims"] if c["in_scope"]} == ids
        assert {i for q in report["quantities"] for i in q["claims"]} == ids

    def test_a_finding_keeps_both_its_sides(self, demo):
        report = json.loads(write(demo, "json", Scope(source="Long War")))
        (finding,) = report["findings"]
        assert set(finding["claims"]) == {"B6", "B7"}
        assert {c["id"]: c["in_scope"] for c in report["claims"]} == {"B7": True, "B6": False}
        assert "outside the scope" in write(demo, "markdown", Scope(source="Long War"))

    @pytest.mark.parametrize(("state", "settled"), [("open", {False}), ("resolved", {True}), ("all", {True, False})])
    def test_the_state_of_findings(self, demo, state, settled):
        report = json.loads(write(demo, "json", Scope(state=state)))
        assert {f["decision"] is not None for f in report["findings"]} == settled

    def test_acts_on_other_claims_stay_out(self, demo):
        report = json.loads(write(demo, "json", Scope(measure="strength")))
        assert {a["act"] for a in report["acts"]} == {"party", "alias", "reject"}
        assert [x["claim"]["id"] for x in report["left_out"]] == ["A14"]

    def test_the_report_says_what_was_asked(self, demo):
        page = Page(write(demo, "html", Scope(place="Hasakeh", state="open")))
        assert "Claims whose place is or contains “Hasakeh”, and their open findings." in page.text

    def test_a_word_that_is_no_term_is_refused(self):
        with pytest.raises(ValueError, match="casualty"):
            Scope(measure="casualty")
        with pytest.raises(ValueError, match="is not one of"):
            Scope(state="closed")
