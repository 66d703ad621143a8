"""Every act is one journal entry, keeps the old value, and can be taken back."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from ledger.errors import Conflict, LedgerError
from ledger.queries import ClaimFilter
from ledger.records import ClaimRecord
from ledger.vocabulary import Measure, ReviewState


@pytest.fixture
def filled(ledger, table):
    ledger.import_paths([table])
    return ledger


def standing(ledger):
    return [c.id for c in ledger.claims()]


def test_accepting_is_one_entry_with_the_reviewer(filled):
    before = filled.counts().entries
    done = filled.accept("a", "read twice")
    assert filled.claim("a").state is ReviewState.APPROVED
    assert filled.counts().entries == before + 1
    entry = filled.history("claim:a")[-1]
    assert (entry.seq, entry.act, entry.reviewer, entry.contents()["why"]) == (
        done.seq,
        "accept",
        "reviewer",
        "read twice",
    )


def test_a_correction_keeps_the_old_value(filled):
    filled.correct("a", {"group": "soldiers", "value": "28"}, "misread")
    record = filled.claim("a").record
    assert (record.group, record.value) == ("soldiers", 28)
    change = filled.history("claim:a")[-1].contents()["changes"][0]
    assert change["before"] == {"group_name": "civilians", "value": 27}
    assert change["after"] == {"group_name": "soldiers", "value": 28}


def test_a_correction_can_empty_a_field(filled):
    filled.correct("a", {"place": ""})
    assert filled.claim("a").record.place is None


def test_a_corrected_floor_moves_with_its_value(filled):
    filled.correct("b", {"value": "5"})
    record = filled.claim("b").record
    assert (record.value, record.low, record.high) == (5, None, None)


def test_a_document_field_is_corrected_for_all_its_claims(filled):
    filled.correct("a", {"publisher": "The Daily"})
    assert {filled.claim(c).record.publisher for c in ("a", "b")} == {"The Daily"}
    filled.undo()
    assert filled.claim("b").record.publisher == "Daily"


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"value": "-3"}, "not a whole number"),
        ({"value": "1e3"}, "not a whole number"),
        ({"measure": "deaths"}, "not one of"),
        ({"measure": ""}, "cannot be empty"),
        ({"low": "9"}, "exact"),
        ({"event_start": "yesterday"}, "not a date"),
        ({"event_end": "2019-01-01"}, "ends before"),
        ({"as_of": "2021-01-01"}, "after it was published"),
        ({"grp": "x"}, "did you mean group"),
        ({"id": "x"}, "cannot be corrected"),
        ({"group": "a\x00b"}, "NUL"),
        ({}, "at least one field"),
        ({"group": "civilians"}, "stands so already"),
    ],
)
def test_a_wrong_correction_changes_nothing(filled, values, says):
    head = filled.head
    with pytest.raises(LedgerError, match=says):
        filled.correct("a", values)
    assert filled.head == head
    assert filled.verify().sound


def test_rejected_claims_stay_in_the_record_and_count_no_more(filled):
    filled.reject("a", "not in the text")
    assert "a" not in standing(filled)
    assert [c.id for c in filled.claims(ClaimFilter(state="rejected"))] == ["a"]
    with pytest.raises(LedgerError, match="say why"):
        filled.reject("b", "")


def test_a_claim_changed_by_somebody_else_is_told(filled):
    seen = filled.claim("a").row_hash
    with Ledger(filled.path, reviewer="colleague") as other:
        other.correct("a", {"group": "soldiers"})
    with pytest.raises(Conflict, match="somebody else"):
        filled.accept("a", seen=seen)
    assert filled.claim("a").state is ReviewState.NOT_STARTED


def test_undo_and_redo_walk_back_and_forth(filled):
    filled.accept("a")
    filled.correct("b", {"group": "soldiers"})
    filled.undo()
    assert filled.claim("b").record.group == "civilians"
    filled.undo()
    assert filled.claim("a").state is ReviewState.NOT_STARTED
    with pytest.raises(LedgerError, match="no act to undo"):
        filled.undo()
    filled.redo()
    assert filled.claim("a").state is ReviewState.APPROVED
    filled.redo()
    assert filled.claim("b").record.group == "soldiers"
    with pytest.raises(LedgerError, match="nothing to do again"):
        filled.redo()
    filled.undo()
    assert filled.claim("b").record.group == "civilians"
    assert filled.verify().sound


def test_undo_takes_back_only_ones_own_acts(filled):
    filled.accept("a")
    with Ledger(filled.path, reviewer="colleague") as other:
        other.accept("b")
    filled.undo()
    assert filled.claim("a").state is ReviewState.NOT_STARTED
    assert filled.claim("b").state is ReviewState.APPROVED


def test_undo_of_what_somebody_built_upon_is_refused(filled):
    filled.correct("a", {"group": "soldiers"})
    with Ledger(filled.path, reviewer="colleague") as other:
        other.correct("a", {"group": "police"})
    with pytest.raises(Conflict, match="changed since"):
        filled.undo()
    assert filled.claim("a").record.group == "police"


def test_a_claim_is_keyed_in_without_a_document(ledger):
    done = ledger.add(ClaimRecord(document="Phone call", measure=Measure.KILLED, value=5, attributed_to="A doctor"))
    view = ledger.claim(done.subject.removeprefix("claim:"))
    assert view.keyed_in
    assert view.record.document == "Phone call"
    ledger.undo()
    assert standing(ledger) == []
    ledger.redo()
    assert standing(ledger) == [view.id]
    assert ledger.verify().sound


def test_a_claim_keyed_in_from_a_text_is_tied_to_its_words(ledger, tmp_path):
    path = tmp_path / "t.txt"
    path.write_text("A report\n\nNobody counted. Some forty people may have died.\n", encoding="utf-8")
    ledger.import_paths([str(path)])
    for claim in ledger.claims():
        ledger.reject(claim.id, "to be keyed in")
    quote = "Some forty people may have died."
    done = ledger.add(
        ClaimRecord(document="A report", measure=Measure.KILLED, value=40, quote=quote, figure_text="forty")
    )
    view = ledger.claim(done.subject.removeprefix("claim:"))
    text = ledger.document(view.document_row).text
    assert text[view.figure_start : view.figure_end] == "forty"
    assert ledger.verify().sound


def test_a_batch_is_withdrawn_as_one_act_and_comes_in_again(filled, table):
    entries = filled.counts().entries
    filled.withdraw("batch:1", "wrong file")
    assert standing(filled) == []
    assert filled.findings(state="all") == []
    assert filled.counts().entries == entries + 1
    report = filled.import_paths([table])
    assert report.files[0].claims_added == 4
    assert filled.verify().sound


def test_a_withdrawn_batch_is_brought_back_by_undo(filled):
    filled.withdraw("batch:1", "wrong file")
    filled.undo()
    assert standing(filled) == ["a", "b", "c", "d"]
    assert filled.verify().sound


def test_a_document_is_withdrawn_with_its_claims(filled):
    filled.withdraw("First report", "retracted by its publisher")
    assert standing(filled) == ["c", "d"]


def test_a_finding_is_settled_with_a_method_and_a_reason(filled):
    finding = filled.findings()[0]
    filled.resolve(finding.id, "report_range", "both counts are serious")
    settled = filled.finding(finding.id)
    assert settled.state == "resolved"
    assert (settled.decision.method, settled.decision.why) == ("report_range", "both counts are serious")
    with pytest.raises(LedgerError, match="already"):
        filled.dismiss(finding.id, "not_a_conflict", "again")
    filled.undo()
    assert filled.finding(finding.id).state == "open"
    assert filled.verify().sound


def test_a_settled_finding_reopens_when_a_claim_joins_and_names_it(filled):
    finding = filled.findings()[0]
    filled.dismiss(finding.id, "not_a_conflict", "counted on two days")
    record = filled.claim("a").record
    done = filled.add(
        ClaimRecord(
            document="Third report",
            published="2020-05-02",
            measure=record.measure,
            value=64,
            group=record.group,
            place=record.place,
            event_start=record.event_start,
            attributed_to="Red Cross",
        )
    )
    again = filled.finding(finding.id)
    assert again.state == "open"
    assert list(again.reopened_by) == [done.subject.removeprefix("claim:")]
    assert finding.id in done.findings.reopened


def test_a_finding_needs_a_reason_and_a_known_method(filled):
    finding = filled.findings()[0]
    with pytest.raises(LedgerError, match="say why"):
        filled.resolve(finding.id, "report_range", " ")
    with pytest.raises(LedgerError, match="not one of"):
        filled.resolve(finding.id, "coin_toss", "why not")
    with pytest.raises(LedgerError, match="no finding"):
        filled.resolve("zzz", "report_range", "x")


def test_two_names_tied_together_meet_and_part_again(filled):
    filled.correct("c", {"group": "folk of the valley"})
    before = {f.id for f in filled.findings()}
    filled.link_names("group", "folk of the valley", "same", "civilians")
    assert {f.id for f in filled.findings()} != before
    filled.unlink_names("group", "folk of the valley")
    assert {f.id for f in filled.findings()} == before
    assert filled.verify().sound


def test_a_party_to_the_conflict_is_remembered(filled):
    filled.set_party("Red Cross", "neutral")
    assert filled.parties() == {"Red Cross": "neutral"}
    filled.undo()
    assert filled.parties() == {}


def test_notes_stand_with_their_author(filled):
    filled.note("claim:a", "asked the desk")
    assert [(n.text, n.reviewer) for n in filled.remarks("claim:a")] == [("asked the desk", "reviewer")]
    with pytest.raises(LedgerError, match="no claim"):
        filled.note("claim:zz", "x")
    with pytest.raises(LedgerError, match="empty"):
        filled.note("claim:a", " ")


def test_incremental_findings_are_those_of_a_rebuild(filled):
    filled.correct("a", {"value": "30"})
    filled.reject("d", "not people")
    filled.add(ClaimRecord(document="X", measure=Measure.KILLED, value=1, place="Zaria", attributed_to="Y"))
    before = [f.as_json() for f in filled.findings(state="all")]
    filled.rebuild()
    assert [f.as_json() for f in filled.findings(state="all")] == before


def test_undo_of_a_withdrawal_is_refused_in_words_once_its_place_is_taken(filled, table):
    filled.withdraw("batch:1", "wrong file")
    filled.import_paths([table])
    head = filled.head
    with pytest.raises(Conflict, match="came in again"):
        filled.undo()
    assert filled.head == head
    assert filled.verify().sound
