"""Where one chunk of rows ends and the next begins, nothing is missed and nothing is made up."""

from __future__ import annotations

import shutil
import sqlite3
from unittest import mock

import pytest

from ledger.api import Ledger
from ledger.rowhash import COLUMNS
from ledger.verify import Problem, rows
from tests.harness.filled import table
from tests.verify.deeds import DEEDS, do, made, without_json


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return made(tmp_path_factory.mktemp("boundaries"))


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


def test_only_what_was_touched_or_does_not_fit_is_read_by_its_columns(tmp_path):
    """Nearly all rows are hashed as SQLite writes them, which takes half the time; who reads the others is told."""
    path = tmp_path / "l.db"
    with Ledger.create(path) as ledger:
        for n in (1, 2):
            ledger.import_paths([table(tmp_path / f"{n}.csv", 7, n)])
    assert read_again(path, 2_000) == read_again(path, 14) == [(1, 14)]  # two batches
    assert read_again(path, 7) == []
    assert read_again(path, 2) == [(7, 8)]
    assert read_again(path, 3) == [(7, 9)]
    assert read_again(path, 1) == []
    with Ledger(path) as ledger:
        ledger.accept("s1-2")
    assert read_again(path, 7) == [(1, 7)]
    assert read_again(path, 3) == [(1, 3), (7, 9)]
    assert read_again(path, 1) == [(3, 3)]
    raw = sqlite3.connect(path)
    raw.executescript("DROP TRIGGER claim_unattributed; UPDATE claim SET value = 1 WHERE id = 12")
    raw.close()
    assert read_again(path, 1) == [(3, 3), (12, 12)]
    assert read_again(path, 7) == [(1, 7), (8, 14)]


def read_again(path, step):
    """The claims that are read by their columns, from number to number."""
    found = []

    def chunks_of(_, name, where):
        if name == "claim":
            found.append(tuple(int(word) for word in where.split() if word.isdigit()))
        return real(_, name, where)

    real = rows.chunks_of
    with (
        mock.patch.object(rows, "STEP", step),
        mock.patch.object(rows, "chunks_of", chunks_of),
        Ledger(path, readonly=True) as it,
    ):
        it.verify(only=["rows"])
    return found


@pytest.mark.parametrize("step", [1, 3, 2_000])
def test_rows_that_sqlite_cannot_write_are_found_wherever_they_stand(source, tmp_path, step):
    path = tmp_path / "l.db"
    shutil.copyfile(source, path)
    numbers = (-(1 << 63), -(1 << 62) - 1, -(1 << 62), 900)
    columns = ", ".join(c for c in COLUMNS["claim"] if c not in ("id", "key"))
    for n, at in enumerate(numbers):
        row = f"{at}, 'forged {n}', {columns}, row_hash"
        do(path, lambda raw, row=row: raw.execute(f"INSERT INTO claim SELECT {row} FROM claim WHERE id = 13"))
    with (
        mock.patch.object(rows, "STEP", step),
        mock.patch.object(rows, "hashed_bytes", without_json),
        Ledger(path, readonly=True) as it,
    ):
        found = it.verify(only=["rows"]).problems
    assert [(p.kind, p.row) for p in found if p.table == "claim"] == [("added", f"forged {n}") for n in range(4)]


@pytest.mark.parametrize(
    ("most", "kinds"),
    [(0, ["altered", "altered"]), (1, ["altered", "altered"]), (2, ["reordered", "reordered"])],
)
def test_among_a_limited_number_moved_rows_are_looked_for(source, tmp_path, most, kinds):
    path = tmp_path / "l.db"
    shutil.copyfile(source, path)
    do(path, DEEDS["two claims without their hashes"])
    with mock.patch.object(rows, "_COMPARED", most), Ledger(path, readonly=True) as it:
        found = [p for p in it.verify(only=["rows"]).problems if p.table == "claim"]
    say = {"altered": "was altered", "reordered": "holds what claim {} held: they were exchanged"}
    expected = [
        Problem(kind, "claim", row, f"claim {row} {say[kind].format(other)} behind the program's back")
        for kind, row, other in zip(kinds, ("s1-12", "s1-14"), ("s1-14", "s1-12"), strict=True)
    ]
    assert sorted(found, key=str) == expected
