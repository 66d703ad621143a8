"""What the journal and undo say of an act: the names, the method and the reason, the figure."""

from __future__ import annotations

import pytest

from ledger.records import ClaimRecord
from ledger.telling import told, with_reason
from ledger.vocabulary import Measure


def claim(**given) -> ClaimRecord:
    return ClaimRecord(
        **{"document": "a paper", "measure": Measure.KILLED, "value": 27, "group": "people", "place": "Zaria", **given}
    )


@pytest.fixture
def disputed(ledger):
    for source, value in (("the army", 27), ("the hospital", 90)):
        ledger.add(claim(document=source, value=value, attributed_to=source, event_start="2015-06-03"))
    return ledger.findings()[0].id


def last(ledger) -> str:
    entry = ledger.journal(newest_first=True, limit=1)[0]
    return f"{entry.act}: {with_reason(entry, ledger.named([entry]))}"


def test_a_name_is_told_with_what_was_said_of_it(ledger):
    ledger.link_names("place", "Zaria, northern Nigeria", "same", "Zaria", "one town")
    assert last(ledger) == "alias: “Zaria, northern Nigeria” is the same as “Zaria” (place) “one town”"
    assert ledger.undo().say == "alias undone: “Zaria, northern Nigeria” is the same as “Zaria” (place)"
    assert last(ledger) == "undo: alias: “Zaria, northern Nigeria” is the same as “Zaria” (place)"
    assert ledger.redo().say == "alias done again: “Zaria, northern Nigeria” is the same as “Zaria” (place)"
    ledger.unlink_names("place", "Zaria, northern Nigeria")
    assert last(ledger) == "alias: “Zaria, northern Nigeria” on its own again"


def test_a_decision_is_told_with_its_finding_method_and_reason(ledger, disputed):
    ledger.resolve(disputed, "report_range", "both stand")
    said = last(ledger)
    assert said.startswith("resolve: no common figure, people killed, Zaria")
    assert said.endswith("report a range “both stand”")
    say = ledger.undo().say
    assert say.startswith(f"finding {disputed}: resolve undone: no common figure, people killed, Zaria")
    assert say.endswith(": report a range")


def test_an_added_claim_is_told_with_its_figure(ledger):
    done = ledger.add(claim(attributed_to="the army"))
    assert done.say == "claim 1: added 27 killed, people, Zaria, the army"
    assert last(ledger) == "add: 27 killed, people, Zaria, the army"
    assert ledger.undo().say == "claim 1: add undone: 27 killed, people, Zaria, the army"


def test_a_correction_a_source_and_a_document_are_told(ledger):
    ledger.add(claim())
    ledger.correct("1", {"group": "soldiers"}, "as printed")
    assert last(ledger) == "correct: group: people → soldiers “as printed”"
    ledger.set_party("the army", "the government")
    assert last(ledger) == "party: “the army”, party to the conflict: the government"
    ledger.set_reliability("the army", "C")
    assert last(ledger) == "reliability: “the army”, reliability: fairly reliable"
    ledger.set_confidentiality("a paper", "restricted")
    assert last(ledger) == "confidentiality: “a paper”: its text stays with the ledger"
    ledger.note("claim:1", "look again")
    assert last(ledger) == "note: look again"
    ledger.withdraw("a paper", "wrong paper")
    assert last(ledger) == "withdraw: “a paper” “wrong paper”"


def test_what_was_redacted_is_not_told(ledger):
    ledger.link_names("place", "Zaria town", "same", "Zaria", "")
    ledger.redact("Zaria town", "asked for")
    entry = next(e for e in ledger.journal() if e.act == "alias")
    assert "Zaria town" not in told(entry, ledger.named([entry]))
