"""Those who begin to read before the ledger is open go by its names and tolerances as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger import detection
from ledger.api import Ledger
from ledger.intake import pool
from ledger.intake.batch import IntakeOptions
from ledger.intake.forking import FEW
from ledger.intake.items import Item
from ledger.intake.pool import prepare_all, reading_ahead


class Begun:
    """Notes what was asked of readers, and reads nothing."""

    all: list[Begun]

    def __init__(self, found: list[Item], options: IntakeOptions, jobs: int, settings: detection.Settings) -> None:
        self.asked = (found, options, jobs, settings)
        self.closed = False
        self.all.append(self)

    def outcomes(self) -> Iterator[tuple[Item, tuple[object, ...]]]:
        yield from ((item, ("text", item.name, 0, 0, b"")) for item in self.asked[0])

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def begun(monkeypatch) -> list[Begun]:
    Begun.all = []
    monkeypatch.setattr(pool, "Readers", Begun)
    monkeypatch.setattr(pool, "warm_up", lambda paths, jobs: True)
    return Begun.all


@pytest.fixture
def texts(tmp_path) -> str:
    where = tmp_path / "texts"
    where.mkdir()
    for n in range(FEW):
        (where / f"{n}.txt").write_text("In Zaria, 3 people were killed.\n")
    return str(where)


def settings_of(ledger: Ledger) -> detection.Settings:
    with ledger.reading() as connection:
        return detection.Settings.of(connection)


def test_the_import_goes_on_with_them(ledger, texts, begun):
    options = IntakeOptions()
    ledger.link_names("place", "Zaria", "same", "Zaria, Nigeria")
    with reading_ahead([texts], ledger.path, options, 2):
        found = pool.listed([texts], ledger.path, options)
        assert found is begun[0].asked[0]
        read = list(prepare_all(found, options, None, 2, settings_of(ledger)))
    assert [file.path for file in read] == [item.name for item in found]
    assert [one.asked[3].links for one in begun] == [settings_of(ledger).links]
    assert begun[0].closed


def test_a_name_given_meanwhile_has_the_texts_read_anew(ledger, texts, begun):
    options = IntakeOptions()
    with reading_ahead([texts], ledger.path, options, 2):
        ledger.link_names("place", "Zaria", "same", "Zaria, Nigeria")
        found = pool.listed([texts], ledger.path, options)
        assert len(list(prepare_all(found, options, None, 2, settings_of(ledger)))) == FEW
    assert [len(one.asked[3].links) for one in begun] == [0, 1]
    assert all(one.closed for one in begun)


@pytest.mark.parametrize("content", [None, b"no ledger at all\n" * 100, b""])
def test_where_there_is_no_ledger_they_read_without(tmp_path: Path, texts, begun, content):
    where = tmp_path / "none.db"
    if content is not None:
        where.write_bytes(content)
    with reading_ahead([texts], where, IntakeOptions(), 2):
        assert len(begun) == 1
    assert begun[0].asked[3] is None
    assert begun[0].closed
