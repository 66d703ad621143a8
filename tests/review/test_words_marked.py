"""Words that a person marks in a document: a claim that was missed, and a figure that was misread."""

from __future__ import annotations

import pytest

from ledger.anchors import Anchor, around
from ledger.errors import LedgerError
from ledger.records import ClaimRecord
from ledger.vocabulary import Measure

TEXT = "Fighting in Zaria\n\nTen trucks burned. On Monday 12 people died in Zaria; 12 were hurt. A doctor said so.\n"


@pytest.fixture
def filed(ledger, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    ledger.import_paths([str(path)])
    return ledger


def test_the_sentence_around_marked_words():
    start = TEXT.index("12 were")
    found = around(TEXT, start, start + 2)
    assert TEXT[found.quote_start : found.quote_end] == "On Monday 12 people died in Zaria; 12 were hurt."
    assert TEXT[found.figure_start : found.figure_end] == "12"


def test_a_missed_claim_is_added_at_its_words_and_verified(filed):
    document = filed.documents()[0]
    start = TEXT.index("12 were")
    at = around(TEXT, start, start + 2)
    quote = TEXT[at.quote_start : at.quote_end]
    record = ClaimRecord(document=document.key, quote=quote, figure_text="12", value=12, measure=Measure.INJURED)
    done = filed.add(record, at)
    added = filed.claim(done.subject.partition(":")[2])
    assert (added.figure_start, added.figure_end) == (start, start + 2)
    assert added.id in {c.id for c in filed.claims_of_document(document.row)}
    assert filed.verify().sound


def test_words_that_do_not_stand_there_are_refused(filed):
    document = filed.documents()[0]
    record = ClaimRecord(document=document.key, quote="12 were", figure_text="12", value=12, measure=Measure.INJURED)
    with pytest.raises(LedgerError, match="does not stand there"):
        filed.add(record, Anchor(0, 7, 0, 2))


def test_a_corrected_figure_stands_at_its_new_words(filed):
    claim = filed.claims()[0]
    start = TEXT.index("Ten trucks")
    at = around(TEXT, start, start + 3)
    values = {"figure_text": "Ten", "value": "10", "quote": TEXT[at.quote_start : at.quote_end]}
    filed.correct(claim.id, values, "the trucks", at=at)
    now = filed.claim(claim.id)
    assert TEXT[now.figure_start : now.figure_end] == "Ten"
    assert filed.verify().sound
    filed.undo()
    assert filed.claim(claim.id).figure_start == claim.figure_start
    assert filed.verify().sound


def test_corrected_words_that_stand_nowhere_point_nowhere(filed):
    claim = filed.claims()[0]
    filed.correct(claim.id, {"figure_text": "a dozen", "value": "12"})
    assert filed.claim(claim.id).figure_start is None
    assert filed.verify().sound
