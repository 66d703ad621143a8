"""Where one chunk of rows ends and the next begins, nothing is missed and nothing is made up."""

from __future__ import annotations

import sqlite3
from unittest import mock

from ledger.api import Ledger
from ledger.verify import rows


def test_a_row_missing_right_after_a_chunk_is_named_and_a_chunk_of_one_is_sound(tmp_path):
    source, path = tmp_path / "t.csv", tmp_path / "l.db"
    lines = [f"Report,2020-05-02,{n},killed,Town {n},2020-01-02" for n in range(1, 6)]
    source.write_text("document,published,value,measure,place,event_start\n" + "\n".join(lines) + "\n")
    with Ledger.create(path) as ledger:
        ledger.import_paths([str(source)])
    with mock.patch.object(rows, "STEP", 2):
        with Ledger(path, readonly=True) as ledger:
            assert ledger.verify(only=["rows"]).problems == []
        raw = sqlite3.connect(path)
        raw.executescript("PRAGMA foreign_keys = OFF; DROP TRIGGER claim_stays; DELETE FROM claim WHERE id = 3")
        raw.close()
        with Ledger(path, readonly=True) as ledger:
            found = ledger.verify(only=["rows"]).problems
    assert [(p.kind, p.table, p.row) for p in found] == [("removed", "claim", "3")]
