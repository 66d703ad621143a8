"""Saying how reliable a source is and whether a document may be passed on: acts that are undone by their opposites."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from ledger.errors import LedgerError
from ledger.records import ClaimRecord
from ledger.vocabulary import Measure


@pytest.fixture
def ledger(tmp_path):
    with Ledger.create(tmp_path / "claims.db", reviewer="Ada") as made:
        made.add(ClaimRecord(document="Daily", measure=Measure.KILLED, value=5, attributed_to="Red Cross"))
        yield made


def test_reliability_is_graded_changed_and_undone(ledger):
    ledger.set_reliability("Red Cross", "b", "twenty years of counts")
    assert [(s.name, s.reliability) for s in ledger.sources()] == [("Red Cross", "B")]
    ledger.set_reliability("Red Cross", None)
    assert ledger.sources()[0].reliability is None
    ledger.undo()
    assert ledger.sources()[0].reliability == "B"
    assert ledger.verify().sound


def test_a_grade_leaves_the_party_alone(ledger):
    ledger.set_party("Red Cross", "neutral")
    ledger.set_reliability("Red Cross", "A")
    assert ledger.parties() == {"Red Cross": "neutral"}


def test_a_grade_outside_the_code_is_refused(ledger):
    with pytest.raises(ValueError, match="not one of: A, B, C, D, E, F"):
        ledger.set_reliability("Red Cross", "G")
    assert ledger.sources() == []


def test_confidentiality_is_said_and_undone(ledger):
    assert ledger.documents()[0].confidentiality == "unprotected"
    ledger.set_confidentiality("Daily", "confidential", "given in confidence")
    assert ledger.documents()[0].confidentiality == "confidential"
    ledger.undo()
    assert ledger.documents()[0].confidentiality == "unprotected"
    assert ledger.verify().sound


def test_an_unknown_document_is_refused(ledger):
    with pytest.raises(LedgerError, match="claims documents lists them"):
        ledger.set_confidentiality("Weekly", "restricted")
