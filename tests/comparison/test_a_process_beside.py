"""Claims that a second process places come to the same, and nothing depends on that process."""

from __future__ import annotations

import csv
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import fields
from ledger.api import Ledger
from ledger.connections.engine import reading, writing
from ledger.detection import Settings, World, due, readings
from ledger.detection import beside as placing
from ledger.detection.beside import Beside
from ledger.figures import Policy
from ledger.intake import importer
from ledger.intake.reports import ImportOptions
from ledger.records import ClaimRecord
from ledger.vocabulary import Method
from tests.comparison.test_store_and_plain_rules_agree import LEDGERS
from tests.intake.test_large_imports import COLUMNS, rows

SETTINGS = Settings(
    "key", (("actor", "SOHR", "same", "UN"),), Policy(), {"AP": "outside"}, {"Ministry": Method.DOCUMENTED}
)
DERIVED = ("quantity", "reading", "finding", "finding_claim", "derived_seal", "due_claim", "due_quantity", "due_figure")


def stated(number: int, claim: ClaimRecord) -> readings.Stated:
    """A claim as it is read from a ledger (`readings.STATED`)."""
    held = fields.columns(claim) | {"quote_start": None}
    after = [c.partition(".")[2] for c in readings.STATED.split(", ")[6:]]
    about = (claim.document, claim.publisher, claim.published)
    return (number, number, claim.id, *about, *[held[name] for name in after])


@pytest.fixture(scope="module")
def another():
    with Beside(SETTINGS) as beside:
        yield beside


@settings(max_examples=50, deadline=None)
@given(LEDGERS, st.integers(1, 5))
def test_it_comes_to_the_same(another, claims, size):
    world = World.made(*SETTINGS[1:])
    all_of = [stated(n, claim) for n, claim in enumerate(claims)]
    lists = [all_of[at : at + size] for at in range(0, len(all_of), size)]
    found = list(another.place(world, lists))
    assert another.runs
    assert [some for some, _ in found] == lists
    assert [one for _, made in found for one in made] == [readings.made(world, *row[2:]) for row in all_of]


def derived(ledger: Ledger) -> dict[str, list[tuple[str, ...]]]:
    """Every row of the derived tables with its number."""
    with reading(ledger._engine) as connection:
        return {
            name: sorted(tuple(map(repr, row)) for row in connection.exec_driver_sql(f"SELECT * FROM {name}"))
            for name in DERIVED
        }


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(importer, "COMPARED_AT_ONCE", 60)
    monkeypatch.setattr(due, "PORTION", 80)
    monkeypatch.setattr(readings, "CHUNK", 7)
    monkeypatch.setattr(readings, "_SUMMED", 9)
    monkeypatch.setattr(placing, "MANY", 60)


@pytest.fixture
def asked(monkeypatch):
    """How many lists of claims were placed by another process."""
    lists = []
    taken = Beside._taken

    def told(self):
        found = taken(self)
        lists.append(len(found))
        return found

    monkeypatch.setattr(Beside, "_taken", told)
    return lists


def table(path, seed: int) -> str:
    made = rows(240, seed)
    random.Random(seed).shuffle(made)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(made)
    return str(path)


@pytest.mark.parametrize("seed", [3, 4])
def test_one_process_and_two_give_the_same_ledger(tmp_path, small, asked, seed):
    tables = [table(tmp_path / "a.csv", seed), table(tmp_path / "b.csv", seed + 10)]
    found = []
    for jobs in (1, 2):
        with Ledger.create(tmp_path / f"{jobs}.db", reviewer="r") as ledger:
            for path in tables:
                report = ledger.import_paths([path], ImportOptions(reviewer="r", jobs=jobs))
            assert ledger.verify().sound
            found.append((derived(ledger), report.open_by_kind, sorted(report.new_findings)))
            if jobs == 1:
                assert not asked
    assert found[0] == found[1]
    assert found[0][0]["finding"]
    assert sum(asked) == 480


def test_a_rebuild_by_two_gives_what_one_gives(tmp_path, small, asked):
    with Ledger.create(tmp_path / "l.db", reviewer="r") as ledger:
        ledger.import_paths([table(tmp_path / "a.csv", 6)])
        ledger.rebuild()
        before = derived(ledger)
        assert not asked
        changes = ledger.rebuild(jobs=2)
        assert sum(asked) == 240
        assert derived(ledger) == before
        assert changes.new == changes.gone == ()


def test_it_is_not_asked_where_settings_have_changed_since(tmp_path, small, asked):
    with Ledger.create(tmp_path / "l.db", reviewer="r") as ledger:
        with reading(ledger._engine) as connection:
            before = Settings.of(connection)
        ledger.link_names("actor", "Source 1", "same", "Source 2")
        ledger.import_paths([table(tmp_path / "a.csv", 7)])
        with writing(ledger._engine) as connection:
            last = connection.exec_driver_sql("SELECT max(id) FROM claim").scalar()
            connection.exec_driver_sql("INSERT INTO due_claim VALUES (1, ?)", (last,))
        with Beside(before) as beside:
            while True:
                with writing(ledger._engine) as connection:
                    if due.compare_due(connection, beside) is None:
                        break
        assert not asked
        assert ledger.verify(derive=True).sound


def test_one_that_dies_is_done_without(another):
    world = World.made(*SETTINGS[1:])
    lists = [[stated(n, ClaimRecord(document="d", measure="killed", value=n, id=f"c{n}"))] for n in range(9)]
    with Beside(SETTINGS) as beside:
        found = []
        for number, one in enumerate(beside.place(world, iter(lists))):
            if number == 2:
                beside._process.kill()
            found.append(one)
        assert not beside.runs
    assert found == list(another.place(world, lists))


@pytest.mark.parametrize("python", ["", "/nowhere/python"])
def test_one_that_cannot_start_is_done_without(monkeypatch, another, python):
    world = World.made(*SETTINGS[1:])
    lists = [[stated(1, ClaimRecord(document="d", measure="killed", value=3, id="c"))]]
    monkeypatch.setattr(sys, "executable", python)
    with Beside(SETTINGS) as beside:
        assert not beside.runs
        assert list(beside.place(world, lists)) == list(another.place(world, lists))


def test_what_is_left_half_way_ends_it():
    world = World.made(*SETTINGS[1:])
    lists = [[stated(n, ClaimRecord(document="d", measure="killed", value=n, id=f"c{n}"))] for n in range(9)]
    with Beside(SETTINGS) as beside:
        places = beside.place(world, lists)
        next(places)
        places.close()
        assert not beside.runs


def test_it_ends_with_a_process_that_is_killed():
    program = (
        "import sys; from tests.comparison.test_a_process_beside import SETTINGS, Beside\n"
        "beside = Beside(SETTINGS); print(beside._process.pid, flush=True); sys.stdin.read()"
    )
    own = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=own
    )
    child = int(parent.stdout.readline())
    os.kill(child, 0)
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    for _ in range(200):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    pytest.fail("it outlived the process that started it")
