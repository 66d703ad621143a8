"""What changed since an earlier report, and a report of what was known then."""

from __future__ import annotations

import pytest

from ledger.errors import LedgerError
from ledger.reporting import Scope, make, write
from ledger.reporting.html import write_html
from ledger.reporting.markdown import write_markdown


@pytest.fixture
def changed(ledger, table):
    """A ledger whose dispute went away by a correction, and the head before that."""
    ledger.import_paths([table])
    head = ledger.head
    ledger.correct("c", {"value": "27", "figure_text": "27"}, "misread")
    ledger.reject("d", "no number")
    ledger.accept("a")
    return ledger, head


def test_claims_and_findings_that_changed_are_told(changed):
    ledger, head = changed
    found = make(ledger, since=head).since
    assert (found.head, found.entries) == (head, 3)
    assert {(c.id, c.what) for c in found.claims} == {("c", "changed"), ("d", "rejected"), ("a", "changed")}
    (figure,) = next(c.changes for c in found.claims if c.id == "c")
    assert (figure.field, figure.old, figure.new) == ("figure", "62", "27")
    assert [(f.what, f.number) for f in found.findings] == [("no longer found", None)]


def test_what_came_later_is_new(ledger, table):
    head = ledger.head
    ledger.import_paths([table])
    found = make(ledger, since=head[:10]).since
    assert {(c.id, c.what) for c in found.claims} == {(i, "new") for i in "abcd"}
    assert [f.what for f in found.findings] == ["new"]


def test_a_decision_is_a_change(ledger, table):
    ledger.import_paths([table])
    head = ledger.head
    ledger.resolve(ledger.findings()[0].id, "report_range", "both stand")
    assert [f.what for f in make(ledger, since=head).since.findings] == ["resolved"]


def test_nothing_changed_is_said(ledger, table):
    ledger.import_paths([table])
    report = make(ledger, since=ledger.head)
    for text in (write_html(report), write_markdown(report)):
        assert "Nothing that this report shows has changed." in text


def test_a_head_of_another_ledger_is_refused(ledger):
    with pytest.raises(LedgerError, match="may be of another ledger"):
        make(ledger, since="ab" * 32)


def test_a_report_as_known_then_is_the_report_written_then(changed):
    ledger, head = changed
    then = make(ledger, as_known_on=head)
    assert then.identity.head == head
    assert [c.figure for c in then.claims if c.id == "c"] == ["62"]
    assert "what came later is not in this report" in write_html(then)
    assert "what came later is not in this report" in write_markdown(then)


def test_what_was_said_off_the_record_since_is_not_told_as_gone(changed):
    ledger, head = changed
    ledger.correct("b", {"ground_rules": "off_the_record"}, "agreed so")
    text = write(ledger, "json", Scope())
    assert '"at least 4"' not in text
    found = make(ledger, since=head).since
    assert "b" not in {c.id for c in found.claims}


def test_words_of_a_document_now_confidential_are_not_told_as_old(changed):
    ledger, head = changed
    ledger.set_confidentiality("Second report", "confidential", "asked for")
    report = make(ledger, since=head)
    for text in (write_html(report), write_markdown(report)):
        assert "Second report" not in text
        assert "Weekly" not in text
