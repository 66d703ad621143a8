"""The derived tables, each of them, are compared with what the claims give."""

from __future__ import annotations

import sqlite3

import pytest

from ledger.api import Ledger


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("DELETE FROM finding_claim", "finding_claim"),
        ("INSERT INTO finding_claim SELECT row, 2 FROM finding LIMIT 1", "finding_claim"),
        ("UPDATE quantity SET max_lo = 0", "quantity"),
        ("UPDATE quantity SET family = key", "quantity"),
        ("UPDATE reading SET shown = shown || shown", "reading"),
        ("UPDATE finding SET explanation = 'all is well'", "finding"),
        ("UPDATE finding SET lower = higher", "finding"),
        ("INSERT INTO finding_claim VALUES (9, 1)", "finding_claim"),
        ("DELETE FROM finding_claim; DELETE FROM finding", "finding"),
    ],
)
def test_a_derived_table_that_was_altered_is_named(ledger, table, statement, where):
    ledger.import_paths([table])
    assert ledger.verify().sound
    ledger.close()
    raw = sqlite3.connect(ledger.path)
    raw.executescript(statement)
    raw.close()
    with Ledger(ledger.path) as again:
        assert where in {p.table for p in again.verify().problems}
