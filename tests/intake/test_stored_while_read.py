"""Texts are stored while the last are still read: with the same result, and of what fails nothing stays."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ledger import clock
from ledger.api import Ledger
from ledger.detection import Settings
from ledger.errors import InputError, LedgerError
from ledger.intake import importer, meanwhile, pool, reader
from ledger.intake.batch import IntakeOptions
from ledger.intake.items import Item
from ledger.intake.meanwhile import Ending
from ledger.intake.reports import ImportOptions
from ledger.intake.shelf import Most, Packed, Shelf
from tests.intake.making import stored

TEXTS, HALF = 120, 60
TWO = ImportOptions(reviewer="reviewer", jobs=2)


@pytest.fixture(autouse=True)
def _begins_at_half(monkeypatch):
    """However slow this machine is."""
    monkeypatch.setattr(meanwhile, "SECONDS", 1e9)
    monkeypatch.setattr(clock, "now", lambda: "2026-01-31T09:30:00Z")


class Begun:
    """Each time that storing began before all was read: how many texts were to come. What is to happen then."""

    def __init__(self) -> None:
        self.left: list[int] = []
        self.then: Callable[[], object] = list


@pytest.fixture
def begun(monkeypatch) -> Begun:
    noted = Begun()

    class Watched(Ending):
        def near(self) -> bool:
            found = super().near()
            if found:
                noted.left.append(len(self._found) - len(self._shelf))
                noted.then()
            return found

    monkeypatch.setattr(importer, "Ending", Watched)
    return noted


class Here:
    """Reads in this process, to save the start of others where that is not what is tested."""

    def __init__(self, found: list[Item], options: IntakeOptions, jobs: int, settings: Settings | None) -> None:
        self.found, self.options, self.settings = found, options, pickle.dumps(settings)

    def outcomes(self) -> Iterator[tuple[Item, tuple[object, ...]]]:
        for item in self.found:
            yield item, reader.read([item], self.options, self.settings)[0]

    def close(self) -> None:
        pass


@pytest.fixture
def here(monkeypatch) -> None:
    monkeypatch.setattr(pool, "Readers", Here)


def folder(tmp_path: Path) -> Path:
    where = tmp_path / "texts"
    where.mkdir()
    for n in range(TEXTS):
        words = f"Report {n}\n\nIn Zaria, {n % 7 + 10} people were killed on 4 May 2020, the Ministry of Health said.\n"
        (where / f"{n:03}.txt").write_text(words, encoding="utf-8")
    return where


def imported(tmp_path: Path, name: str, where: Path, options: ImportOptions, before: str = ""):
    with Ledger.create(tmp_path / name, reviewer="reviewer") as ledger:
        if before:
            ledger.import_paths([before])
        report = ledger.import_paths([str(where)], options).as_json()
        assert report.pop("journal_head") == ledger.head
        assert ledger.verify(derive=True).sound
    return report, stored(tmp_path / name)


@pytest.mark.parametrize("before", [False, True], ids=["an empty ledger", "a ledger with claims"])
def test_it_is_the_same_as_one_after_the_other(tmp_path, begun, table, before):
    where = folder(tmp_path)
    first = table if before else ""
    one, rows = imported(tmp_path, "one.db", where, replace(TWO, jobs=1), first)
    assert begun.left == []
    two, others = imported(tmp_path, "two.db", where, TWO, first)
    assert begun.left == [HALF]
    assert two == one
    assert one["findings"]["new"] > 0
    for name in rows:
        assert others[name] == rows[name], name


def test_a_text_that_cannot_be_read_at_the_end_takes_all_with_it(tmp_path, begun, here):
    where = folder(tmp_path)
    (where / f"{TEXTS - 2}.txt").write_bytes(b"caf\xe9 27 dead\n")
    with Ledger.create(tmp_path / "l.db", reviewer="reviewer") as ledger:
        before = stored(tmp_path / "l.db")
        with pytest.raises(InputError, match=rf"{TEXTS - 2}.txt:1: byte 0xe9 is not UTF-8"):
            ledger.import_paths([str(where)], TWO)
        assert begun.left == [HALF]
        assert stored(tmp_path / "l.db") == before


def _die() -> None:
    for process in multiprocessing.active_children():
        process.kill()


def _interrupt() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("then", "error", "said"),
    [
        (_die, LedgerError, "a process that was reading texts died; nothing was changed; try --jobs 1"),
        (_interrupt, KeyboardInterrupt, None),
    ],
)
def test_what_ends_it_meanwhile_leaves_nothing(tmp_path, begun, then, error, said):
    where, begun.then = folder(tmp_path), then
    for n in range(HALF, TEXTS):  # long enough to be read when the processes die
        (where / f"{n:03}.txt").write_text(f"Report {n}\n\n" + "In Zaria, 3 people were killed on Monday.\n" * 300)
    with Ledger.create(tmp_path / "l.db", reviewer="reviewer") as ledger:
        before = stored(tmp_path / "l.db")
        with pytest.raises(error, match=said):
            ledger.import_paths([str(where)], TWO)
        assert begun.left == [HALF]
        assert stored(tmp_path / "l.db") == before
        assert len(ledger.import_paths([str(where / "000.txt")]).files) == 1


def test_a_table_among_the_last_is_stored_by_itself(tmp_path, begun, here):
    where = folder(tmp_path)
    (where / f"{TEXTS - 2}.txt").write_text("id,document,measure,value\n1,Other report,killed,3\n")
    one, rows = imported(tmp_path, "one.db", where, replace(TWO, jobs=1))
    two, others = imported(tmp_path, "two.db", where, TWO)
    assert begun.left == [HALF]
    assert (two, others) == (one, rows)
    assert [f["path"][-7:] for f in two["files"] if f["format"] == "native-csv"] == [f"{TEXTS - 2}.txt"]


def test_more_than_one_transaction_holds_is_stored_in_several(tmp_path, begun, here, monkeypatch):
    monkeypatch.setattr(importer, "COMPARED_AT_ONCE", 300)
    where = folder(tmp_path)
    for n in range(TEXTS - 9, TEXTS):
        (where / f"{n:03}.txt").write_text(f"Report {n}\n\n" + "In Zaria, 3 people were killed on Monday.\n" * 40)
    one, rows = imported(tmp_path, "one.db", where, replace(TWO, jobs=1))
    two, others = imported(tmp_path, "two.db", where, TWO)
    assert begun.left == [HALF]
    assert (two, others) == (one, rows)
    assert two["claims_added"] > 300


def ending(name: str = "{}.txt", most: Most | None = None) -> list[bool]:
    """When storing may begin of ten texts of which one comes every second, asked after each."""
    seconds = iter(range(10))
    shelf, found = Shelf(), [Item(name.format(n), name.format(n), name.format(n)) for n in range(10)]
    end = Ending(shelf, found, most or Most(10, 100, 10_000), lambda: next(seconds))
    told = []
    for item in found:
        shelf.put(Packed(item.name, 8, 800, b""))
        told.append(end.near())
    shelf.close()
    return told


@pytest.mark.parametrize(("seconds", "first"), [(0.5, None), (2.0, 8), (3.0, 7), (1e9, 5)])
def test_it_begins_where_little_is_left_of_the_second_half(monkeypatch, seconds, first):
    monkeypatch.setattr(meanwhile, "SECONDS", seconds)
    assert ending() == [first is not None and first <= n < 10 for n in range(1, 11)]


@pytest.mark.parametrize("most", [Most(9, 100, 10_000), Most(10, 79, 10_000), Most(10, 100, 7_999)])
def test_it_does_not_begin_with_more_than_a_transaction_holds(most):
    assert not any(ending(most=most))


def test_it_does_not_begin_where_tables_may_come():
    assert not any(ending("{}.csv"))
