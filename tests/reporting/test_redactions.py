"""A report counts what was removed from its ledger for good, says why and who, and holds nothing of it."""

from __future__ import annotations

import pytest

from ledger.reporting import make
from ledger.reporting.html import write_html
from ledger.reporting.json import write_json
from ledger.reporting.markdown import write_markdown


@pytest.fixture
def redacted(ledger, tmp_path):
    text = tmp_path / "call.txt"
    text.write_text("Call\n\nAmina Bello said on Monday that 4711 people were killed in Zaria.\n")
    ledger.import_paths([str(text)])
    ledger.correct(ledger.claims()[0].id, {"note": "Amina Bello rang twice"}, "for the file")
    head = ledger.head
    ledger.redact("Amina Bello", "a witness at risk")
    return ledger, head


@pytest.mark.parametrize("write", [write_html, write_markdown, write_json])
def test_a_redaction_is_counted_with_its_reason(redacted, write):
    ledger, _ = redacted
    text = write(make(ledger))
    assert "Bello" not in text
    assert "words removed for good" in text
    assert "a witness at risk" in text


def test_the_list_of_what_was_withheld_counts_it(redacted):
    ledger, head = redacted
    report = make(ledger, since=head)
    assert [(w.what, w.number) for w in report.withheld] == [("redactions", 1)]
    assert "redact" in [a.act for a in report.acts]
    assert "Bello" not in write_json(report)
