"""The index of words is merged a little at a time: no act pays for what an import brought."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from ledger.api import Ledger
from ledger.detection import search
from ledger.records import ClaimRecord
from ledger.vocabulary import Measure


def parts(ledger: Ledger) -> list[list[int]]:
    """The pages of each part of the index, level by level, as FTS5 keeps them in its structure record."""
    raw = sqlite3.connect(ledger.path)
    block = raw.execute("SELECT block FROM claim_search_data WHERE id = 10").fetchone()[0]
    raw.close()
    numbers = _numbers(block[8:] if block[4:8] == b"\xff\x00\x00\x01" else block[4:])
    levels, _, _ = next(numbers), next(numbers), next(numbers)
    found: list[list[int]] = []
    for _ in range(levels):
        _, many = next(numbers), next(numbers)
        found.append([])
        for _ in range(many):
            _, first, last = next(numbers), next(numbers), next(numbers)
            found[-1].append(last - first + 1)
    return found


def _numbers(block: bytes) -> Iterator[int]:
    """The numbers of seven bits a byte, the highest first; all bytes but the last of one have their eighth bit set."""
    value = 0
    for byte in block:
        value = value << 7 | byte & 127
        if byte < 128:
            yield value
            value = 0


def add(ledger: Ledger, first: int, last: int) -> None:
    for n in range(first, last + 1):
        record = ClaimRecord(document=f"D{n}", value=n, measure=Measure.KILLED, group=f"people{n}", place="Kano")
        ledger.add(record)


@pytest.fixture
def imported(ledger, tmp_path, monkeypatch):
    """A ledger into which a large import came."""
    monkeypatch.setattr(search, "_LARGE", 100)
    table = tmp_path / "large.csv"
    rows = [f"Report {n},{n},killed,people{n},Kano\n" for n in range(400)]
    table.write_text("document,value,measure,group,place\n" + "".join(rows), encoding="utf-8")
    ledger.import_paths([str(table)])
    return ledger


def test_an_import_leaves_one_part_apart_from_those_of_acts(imported):
    add(imported, 1, 10)
    table = imported.path.with_name("more.csv")
    table.write_text("document,value,measure,group\n" + "".join(f"R{n},{n},killed,p{n}\n" for n in range(500)))
    imported.import_paths([str(table)])
    (large,) = [level for level in parts(imported) if level]
    assert len(large) == 1
    add(imported, 11, 13)
    assert parts(imported)[0] == [1, 1, 1]
    assert parts(imported)[-1] == large


def test_acts_merge_their_own_parts_as_they_come(imported):
    add(imported, 1, 60)
    levels = parts(imported)
    assert len(levels[0]) < search._STEP
    assert sum(map(len, levels)) < 16


def test_every_word_is_found_and_stays_so_when_made_anew(imported):
    add(imported, 1000, 1040)
    imported.correct("401", {"group": "elders"}, "read again")
    with imported.reading() as c:
        for word, many in (("people1020", 1), ("people399", 1), ("kano", 441), ("elders", 1), ("people1000", 0)):
            found = c.exec_driver_sql("SELECT count(*) FROM claim_search WHERE claim_search MATCH ?", (word,)).scalar()
            assert found == many, word
    assert imported.verify().sound
    imported.rebuild()
    assert imported.verify().sound
    assert [len(level) for level in parts(imported) if level] == [1]


def test_how_the_index_is_kept_is_part_of_the_schema(ledger):
    ledger.close()
    raw = sqlite3.connect(ledger.path)
    raw.execute("UPDATE claim_search_config SET v = 4 WHERE k = 'automerge'")
    raw.commit()
    raw.close()
    with Ledger(ledger.path) as again:
        (problem,) = again.verify().problems
        assert problem.table == "schema"
        assert "automerge" in problem.say
