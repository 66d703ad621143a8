"""A party may be recorded before any claim names it; a typo is told in the same breath."""

from __future__ import annotations


def test_a_name_that_no_claim_holds_is_said(ledger, table):
    ledger.import_paths([table])
    named = next(c.record.attributed_to for c in ledger.claims() if c.record.attributed_to)
    assert not ledger.set_party(named, "a side", "by their own word").say.endswith("yet")
    assert ledger.set_party(named + "x", "a side", "by their own word").say.endswith("; no claim names it so yet")
