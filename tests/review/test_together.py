"""Many claims at once: all or none, one entry a claim, and one step back for all of them."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from ledger.errors import Conflict, LedgerError
from ledger.queries import ClaimFilter
from ledger.vocabulary import ReviewState


@pytest.fixture
def filled(ledger, table):
    ledger.import_paths([table])
    return ledger


def seen(ledger, *ids):
    return [(c.id, c.row_hash) for c in ledger.claims() if c.id in ids]


def states(ledger):
    return {c.id: c.state for c in ledger.claims(ClaimFilter(state="all"))}


def test_each_claim_has_its_entry_and_one_undo_takes_all_back(filled):
    before = filled.entries()
    done = filled.judge_many("accept", seen(filled, "a", "b", "c"))
    assert done.say == "3 claims: accepted"
    assert filled.entries() == before + 3
    assert filled.history("claim:b")[-1].act == "accept"
    filled.undo()
    assert set(states(filled).values()) == {ReviewState.NOT_STARTED}
    filled.redo()
    assert [i for i, s in states(filled).items() if s is ReviewState.APPROVED] == ["a", "b", "c"]
    filled.undo()
    assert set(states(filled).values()) == {ReviewState.NOT_STARTED}
    assert filled.verify().sound


def test_one_claim_that_changed_refuses_them_all(filled):
    old = seen(filled, "a", "b")
    filled.correct("b", {"group": "people"})
    with pytest.raises(Conflict):
        filled.judge_many("reject", old, "wrong import")
    assert states(filled)["a"] is ReviewState.NOT_STARTED


def test_findings_follow_many_rejections_and_come_back(filled):
    assert filled.findings()
    filled.judge_many("reject", seen(filled, "a", "c"), "wrong import")
    assert not filled.findings()
    filled.undo()
    assert filled.findings()
    assert filled.verify().sound


def test_a_field_of_many_claims_is_corrected(filled):
    filled.correct_many(seen(filled, "a", "b"), {"place": "Kano"}, "misread")
    assert [c.record.place for c in filled.claims()] == ["Kano", "Kano", "Zaria", "Zaria"]
    filled.undo()
    assert {c.record.place for c in filled.claims()} == {"Zaria"}


def test_undo_of_many_leaves_later_single_acts_alone(filled):
    filled.judge_many("accept", seen(filled, "a", "b"))
    filled.accept("c")
    filled.undo()
    assert states(filled)["a"] is ReviewState.APPROVED
    filled.undo()
    assert set(states(filled).values()) == {ReviewState.NOT_STARTED}


def test_nothing_marked_is_refused(filled):
    with pytest.raises(LedgerError, match="nothing to do"):
        filled.judge_many("accept", [])


def test_a_preview_says_what_would_change_and_changes_nothing(filled):
    head = filled.head
    changes = filled.preview_link("actor", "Red Cross", "same", "Ministry of Health")
    assert changes.new or changes.gone
    assert filled.head == head
    assert filled.name_links() == []
    with Ledger(filled.path) as again:
        assert [f.id for f in again.findings()] == [f.id for f in filled.findings()]
