"""The driver's own connection: rows of a statement that is not read to its end."""

from __future__ import annotations

import gc
import sqlite3
import sys

from ledger.driving import each


def test_rows_that_are_left_half_way_and_outlive_the_ledger_are_no_fault(monkeypatch):
    db = sqlite3.connect(":memory:")
    faults: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", faults.append)
    rows = each(db, "SELECT 1 UNION SELECT 2")
    assert next(rows) == (1,)
    db.close()
    del rows
    gc.collect()
    assert faults == []
