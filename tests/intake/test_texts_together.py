"""Texts stored together give what they give one by one: ids, names, rows, journal, whatever the ledger had before."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ledger import clock
from ledger.api import Ledger
from ledger.errors import LedgerError
from ledger.intake import text_batches
from ledger.intake.reports import ImportOptions
from ledger.journal import canonical
from tests.intake.making import stored

WORDS = (
    "Market attack\n\nIn Zaria, 12 people were killed on Monday, the Ministry of Health said.\n",
    "Market attack\n\nIn Zaria, 12 people were killed on Monday, the Ministry of Health said. It rained.\n",
    "---\npublisher: Northline\n---\nMarket attack\n\nIn Zaria, 14 people were killed and 9 injured on Monday.\n",
    "---\npublisher: Northline\n---\nMarket attack\n\nShelling killed 3 people in Zaria. It was cold.\n",
    "Market attack (2)\n\nIn Kano, 4 people were wounded.\n",
    "Nothing was counted here\n\nThe road was closed.\n",
)
TABLE = "id,document,measure,value\n{},Other report,killed,3\n"


def new_ledger(path: Path, before: str | None) -> Ledger:
    path.unlink(missing_ok=True)
    ledger = Ledger.create(path, reviewer="reviewer")
    if before:
        table = path.parent / "before.csv"
        table.write_text(TABLE.format(before), encoding="utf-8")
        ledger.import_paths([str(table)])
    return ledger


@settings(
    max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(st.sampled_from(WORDS), min_size=2, max_size=6), before=st.sampled_from([None, "3", "c7"]))
def test_together_as_one_by_one(tmp_path, monkeypatch, texts, before):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clock, "now", lambda: "2026-01-31T09:30:00Z")
    files = []
    for number, words in enumerate(texts):
        path = Path(f"{number}.txt")
        path.write_text(words, encoding="utf-8")
        files.append(str(path))
    reports = []
    with new_ledger(tmp_path / "one.db", before) as ledger:
        for file in files:
            reports += ledger.import_paths([file], ImportOptions(reviewer="reviewer")).as_json()["files"]
        assert ledger.verify().sound
    with new_ledger(tmp_path / "all.db", before) as ledger:
        together = ledger.import_paths(files, ImportOptions(reviewer="reviewer")).as_json()["files"]
        assert ledger.verify().sound
    assert together == reports
    one, both = stored(tmp_path / "one.db"), stored(tmp_path / "all.db")
    for table in ("original", "batch", "document", "claim", "journal", "search"):
        assert both[table] == one[table], table


def test_what_is_stored_is_read_back(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number, words in enumerate(WORDS):
        Path(f"{number}.txt").write_text(words, encoding="utf-8")
    with new_ledger(tmp_path / "l.db", None) as ledger:
        before = stored(tmp_path / "l.db")
        monkeypatch.setattr(text_batches, "hashes", lambda rows: [b"\0" * 32 for _ in rows])
        monkeypatch.setattr(text_batches.TextBatches, "_anew", lambda *_: b"\0" * 32)
        with pytest.raises(LedgerError, match=r"0\.txt: what was stored differs from what was read"):
            ledger.import_paths([f"{n}.txt" for n in range(len(WORDS))])
        assert stored(tmp_path / "l.db") == before


def test_the_entries_hold_each_text_with_its_own_rows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number, words in enumerate(WORDS[:3]):
        Path(f"{number}.txt").write_text(words, encoding="utf-8")
    with new_ledger(tmp_path / "l.db", None) as ledger:
        ledger.import_paths(["0.txt", "1.txt", "2.txt"])
        entries = [e for e in ledger.journal() if e.act == "import"]
        said = [e.contents() for e in sorted(entries, key=lambda e: e.seq)]
    assert [s["file"] for s in said] == ["0.txt", "1.txt", "2.txt"]
    assert [s["documents"][:2] for s in said] == [[1, 1], [2, 1], [3, 1]]
    assert [s["claims"][:2] for s in said] == [[1, 1], [2, 0], [2, 2]]  # the second says what the first does
    assert [[c["table"] for c in s["changes"]] for s in said] == [["original", "batch"]] * 3
    assert all(canonical(s) for s in said)
