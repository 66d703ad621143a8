"""What can be read of a damaged ledger is saved, and what cannot is named."""

from __future__ import annotations

import re

import pytest

from ledger.api import Ledger
from ledger.cli.main import main
from ledger.errors import LedgerError
from ledger.recovery import recover
from tests.harness.filled import filled


@pytest.fixture
def path(tmp_path):
    return filled(tmp_path, 200)


def test_a_sound_ledger_comes_through_whole(path, tmp_path):
    done = recover(path, tmp_path / "saved.db")
    assert (done.damage, done.problems) == ([], [])
    with Ledger(path) as ledger, Ledger(tmp_path / "saved.db") as saved:
        assert saved.head == ledger.head
        assert saved.claims() == ledger.claims()
        assert [f.id for f in saved.findings()] == [f.id for f in ledger.findings()]


def test_rows_around_the_damage_are_saved_and_those_in_it_named(path, tmp_path, capsys):
    with Ledger(path) as ledger:
        before = {c.id: c.record for c in ledger.claims()}
    found = re.search(rb"s2-100.{1,4}s2-100", path.read_bytes(), re.DOTALL)  # key and source_key of a row
    at = found.start() // 4096 * 4096
    with path.open("r+b") as raw:
        raw.seek(at)
        raw.write(b"\xa5" * 4096)
    assert main(["--ledger", str(path), "recover", str(tmp_path / "saved.db")]) == 4
    said = capsys.readouterr().err
    assert "damage: claim: between rows" in said
    assert "removed: claim row" in said
    with Ledger(tmp_path / "saved.db") as saved:
        found = {c.id: c.record for c in saved.claims()}
    assert 0.8 * len(before) < len(found) < len(before)
    assert all(before[key] == record for key, record in found.items())


def test_nothing_is_overwritten_and_nothing_left_behind(path, tmp_path):
    kept = tmp_path / "kept.db"
    kept.write_bytes(b"mine")
    with pytest.raises(LedgerError, match="something here already"):
        recover(path, kept)
    with pytest.raises(LedgerError):
        recover(tmp_path / "one.csv", tmp_path / "new.db")
    assert kept.read_bytes() == b"mine"
    assert not list(tmp_path.glob("*new*"))


@pytest.mark.parametrize("of", ["the file", "a backup"])
@pytest.mark.parametrize(("first", "last"), [(0, 4096), (100, 4096), (16, 100), (0, 100)])
def test_a_ledger_whose_list_of_tables_is_gone_comes_through_whole(path, tmp_path, of, first, last):
    """A backup is written by VACUUM, after which the tables begin elsewhere."""
    with Ledger(path) as ledger:
        head, claims = ledger.head, ledger.claims()
        if of == "a backup":
            ledger.backup(tmp_path / "copy.db")
            path = tmp_path / "copy.db"
    with path.open("r+b") as raw:
        raw.seek(first)
        raw.write(b"\xa5" * (last - first))
    damaged = path.read_bytes()
    done = recover(path, tmp_path / "saved.db")
    assert any("list of tables cannot be read" in say for say in done.damage)
    assert done.problems == []
    with Ledger(tmp_path / "saved.db") as saved:
        assert saved.head == head
        assert saved.claims() == claims
    assert path.read_bytes() == damaged


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", b"\xa5" * 4096, b"\xa5" * 40960])
def test_what_never_was_a_ledger_gives_nothing(tmp_path, content):
    (tmp_path / "junk.db").write_bytes(content)
    with pytest.raises(LedgerError, match="restore a backup"):
        recover(tmp_path / "junk.db", tmp_path / "saved.db")
    assert [p.name for p in tmp_path.iterdir()] == ["junk.db"]
