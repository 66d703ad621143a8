"""A large import is compared after it is stored: with the same findings, whatever happens meanwhile."""

from __future__ import annotations

import csv
import random

import pytest

from ledger.api import Ledger
from ledger.connections.engine import reading
from ledger.detection import due
from ledger.detection.findings import FINDING_COLUMNS
from ledger.intake import importer
from ledger.intake.reports import ImportOptions

COLUMNS = (
    "id",
    "document",
    "publisher",
    "value",
    "qualifier",
    "measure",
    "group",
    "place",
    "event_start",
    "as_of",
    "time_kind",
    "attributed_to",
)
DERIVED = {
    "finding": f"SELECT id, {FINDING_COLUMNS} FROM finding ORDER BY id",
    "finding_claim": "SELECT f.id, c.key FROM finding_claim AS l JOIN finding AS f ON f.row = l.finding"
    " JOIN claim AS c ON c.id = l.claim_id ORDER BY 1, 2",
    "quantity": "SELECT key, claims, max_lo, min_hi, mixed FROM quantity ORDER BY key",
}


def rows(number: int, seed: int) -> list[tuple[object, ...]]:
    """Reports of a few events by a few sources, three figures each; one in six is at odds with the others."""
    pick = random.Random(seed)
    made: list[tuple[object, ...]] = []
    for report in range(number // 3):
        event = pick.randrange(1 + number // 24)
        town, day = f"Town {event % 5}, Kaduna State, Nigeria", f"2015-0{1 + event % 9}-1{event % 7}"
        truth = 1200 + 1111 * event
        for part, (measure, group, share) in enumerate(
            (("killed", "people", 1.0), ("injured", "people", 2.0), ("killed", "civilians", 0.6))
        ):
            value = truth * share * (pick.choice((0.4, 1.7)) if pick.random() < 1 / 6 else 1)
            if pick.random() < 1 / 8:
                value = 123_457  # an odd number that stands for several things
            made.append(
                (
                    f"s{seed}-{report * 3 + part}",
                    f"Report {seed}-{report}",
                    f"Paper {report % 4}",
                    round(value),
                    pick.choice(("exact", "exact", "at least", "about")),
                    measure,
                    group,
                    town,
                    day,
                    day if pick.random() < 0.5 else "",
                    "event",
                    f"Source {report % 5}",
                )
            )
    return made


@pytest.fixture
def tables(tmp_path):
    paths = []
    for seed, number in ((1, 150), (2, 300)):
        path = tmp_path / f"table{seed}.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(COLUMNS)
            writer.writerows(rows(number, seed))
        paths.append(str(path))
    return paths


@pytest.fixture
def small_portions(monkeypatch):
    monkeypatch.setattr(importer, "COMPARED_AT_ONCE", 60)
    monkeypatch.setattr(due, "PORTION", 40)


def derived(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    with reading(ledger._engine) as connection:
        return {name: [tuple(r) for r in connection.exec_driver_sql(sql)] for name, sql in DERIVED.items()}


def at_once(path, tables, acts=lambda ledger: None) -> dict[str, list[tuple[object, ...]]]:
    """What comes out where each import is compared as it is stored, and `acts` follow."""
    with Ledger.create(path, reviewer="r") as ledger:
        for table in tables:
            ledger.import_paths([table])
        acts(ledger)
        return derived(ledger)


def test_the_findings_are_those_of_an_import_compared_at_once(tmp_path, tables, monkeypatch, small_portions):
    with Ledger.create(tmp_path / "later.db", reviewer="r") as later:
        before = later.import_paths([tables[0]])
        report = later.import_paths([tables[1]])
        found = derived(later)
        assert later.verify().sound
        assert sum(report.open_by_kind.values()) == len(found["finding"])
        assert set(before.new_findings) | set(report.new_findings) >= {row[0] for row in found["finding"]}
    monkeypatch.setattr(importer, "COMPARED_AT_ONCE", 10_000)
    assert found == at_once(tmp_path / "once.db", tables)
    assert len({row[5] for row in found["finding"]}) > 3  # several rules had something to say


def test_what_is_cut_short_is_finished_by_the_next_opening(tmp_path, tables, monkeypatch, small_portions):
    path = tmp_path / "cut.db"

    class Killed(BaseException):
        pass

    def progress(label: str, done: int) -> None:
        if label.startswith("comparing"):
            raise Killed

    monkeypatch.setattr("ledger.intake.meter._EVERY", 0)
    with Ledger.create(path, reviewer="r") as ledger:
        with pytest.raises(Killed):
            ledger.import_paths([tables[1]], progress=progress)
        assert ledger.counts().claims == 300  # stored, and acknowledged by the journal
        head = ledger.head
    with Ledger(path, readonly=True) as ledger:
        found = ledger.verify()
        assert found.sound
        assert found.not_compared == 300
        assert "findings" not in found.checked
    with Ledger(path) as ledger:
        assert ledger.caught_up
        assert ledger.head == head
        assert ledger.verify().sound
        found = derived(ledger)
    with Ledger(path) as ledger:
        assert not ledger.caught_up
    monkeypatch.setattr(importer, "COMPARED_AT_ONCE", 10_000)
    assert found == at_once(tmp_path / "once.db", tables[1:])


def test_ctrl_c_while_comparing_says_what_stays(tmp_path, tables, monkeypatch, small_portions):
    def progress(label: str, done: int) -> None:
        if label.startswith("comparing"):
            raise KeyboardInterrupt

    monkeypatch.setattr("ledger.intake.meter._EVERY", 0)
    with Ledger.create(tmp_path / "stopped.db", reviewer="r") as ledger:
        with pytest.raises(KeyboardInterrupt, match="is in the ledger; the next command compares the rest"):
            ledger.import_paths([tables[1]], progress=progress)
        assert ledger.counts().claims == 300
    with Ledger(tmp_path / "stopped.db") as ledger:
        assert ledger.caught_up
        assert ledger.verify().sound


def test_comparing_tells_how_much_of_how_much_is_done(tmp_path, tables, monkeypatch, small_portions):
    told: list[tuple[str, int]] = []
    monkeypatch.setattr("ledger.intake.meter._EVERY", 0)
    with Ledger.create(tmp_path / "told.db", reviewer="r") as ledger:
        ledger.import_paths([tables[1]], progress=lambda label, done: told.append((label, done)))
    steps = [done for label, done in told if label.startswith("comparing")]
    assert steps == sorted(steps)
    assert len(steps) > 2
    assert steps[-1] == 600  # 300 claims are read, and then compared


def test_people_act_between_two_portions(tmp_path, tables, monkeypatch, small_portions):
    path = tmp_path / "between.db"
    acts = [
        lambda other: other.correct("s2-4", {"value": "77"}, "misread"),
        lambda other: other.reject("s2-9", "no such report"),
        lambda other: other.withdraw("Report 2-30", "taken from another paper"),
        lambda other: other.correct("s1-3", {"place": "Zaria, Kaduna State, Nigeria"}, "the town was named"),
        lambda other: other.link_names(
            "place", "Town 1, Kaduna State, Nigeria", "same", "Town 2, Kaduna State, Nigeria"
        ),
        lambda other: other.undo(),
    ]
    waiting = list(acts)
    monkeypatch.setattr("ledger.intake.meter._EVERY", 0)
    with Ledger.create(path, reviewer="r") as ledger, Ledger(path, reviewer="other") as other:
        ledger.import_paths([tables[0]])

        def progress(label: str, done: int) -> None:
            if label.startswith("comparing") and waiting:
                waiting.pop(0)(other)

        ledger.import_paths([tables[1]], progress=progress)
        assert not waiting
        assert ledger.verify().sound
        found = derived(ledger)

    def follow(ledger: Ledger) -> None:
        with Ledger(ledger.path, reviewer="other") as other:
            for act in acts:
                act(other)

    monkeypatch.setattr(importer, "COMPARED_AT_ONCE", 10_000)
    assert found == at_once(tmp_path / "once.db", tables, follow)


def test_people_act_while_a_large_dry_run_compares(tmp_path, tables, monkeypatch, small_portions):
    monkeypatch.setattr("ledger.intake.meter._EVERY", 0)
    monkeypatch.setattr("ledger.connections.turns.BUSY_SECONDS", 0.2)
    said = []
    with Ledger.create(tmp_path / "dry.db", reviewer="r") as ledger, Ledger(ledger.path, reviewer="other") as other:
        ledger.import_paths([tables[0]])
        held = ledger.counts().claims

        def progress(label: str, done: int) -> None:
            if label.startswith("comparing") and not said:
                said.append(other.accept("s1-1").say)

        report = ledger.import_paths([tables[1]], ImportOptions(reviewer="r", dry_run=True), progress)
        assert said == ["claim s1-1: accepted"]
        assert report.new_findings
        assert ledger.counts().claims == held
        assert ledger.verify().sound


def test_a_dry_run_tells_the_findings_and_leaves_nothing_due(tmp_path, tables, small_portions):
    with Ledger.create(tmp_path / "dry.db", reviewer="r") as ledger:
        head = ledger.head
        report = ledger.import_paths([tables[1]], ImportOptions(reviewer="r", dry_run=True))
        assert report.new_findings
        assert (ledger.head, ledger.counts().claims) == (head, 0)
        assert not any(derived(ledger).values())
    with Ledger(tmp_path / "dry.db") as ledger:
        assert not ledger.caught_up
