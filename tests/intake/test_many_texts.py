"""A folder of texts gives the same claims in the same order however many processes read it, or nothing at all."""

from __future__ import annotations

import pytest

from ledger import clock
from ledger.api import Ledger
from ledger.errors import InputError
from ledger.intake.forking import FEW, workers
from ledger.intake.meter import Meter
from ledger.intake.reports import ImportOptions
from tests.intake.making import page, stored, zipped

TEXTS = FEW + 6


def folder(tmp_path):
    made = tmp_path / "texts"
    made.mkdir()
    for n in range(TEXTS):
        words = f"Report {n}\n\nIn Zaria, {n + 10} people were killed on 4 May 2020, the Ministry of Health said.\n"
        (made / f"{n:02}.txt").write_text(words, encoding="utf-8")
    (made / "10.html").write_text(page(), encoding="utf-8")
    (made / "11.csv").write_text("document,measure,value\nA,killed,3\n", encoding="utf-8")
    (made / "12.zip").write_bytes(zipped({"z.txt": b"In Zaria, 99 people were killed on Monday.\n"}))
    return made


def imported(tmp_path, name: str, where, jobs: int):
    with Ledger.create(tmp_path / name, reviewer="reviewer") as ledger:
        report = ledger.import_paths([str(where)], ImportOptions(reviewer="reviewer", jobs=jobs))
        claims = [(c.id, c.record, c.quote_start, c.batch) for c in ledger.claims()]
        assert ledger.verify().sound
        return [(f.path, f.format, f.claims_added) for f in report.files], claims


def test_two_processes_give_what_one_gives(tmp_path):
    where = folder(tmp_path)
    one, two = imported(tmp_path, "one.db", where, 1), imported(tmp_path, "two.db", where, 2)
    assert one == two
    assert len(one[0]) == TEXTS + 3
    assert [f[0] for f in one[0]] == sorted(f[0] for f in one[0])


def test_every_row_is_the_same_whatever_the_number_of_processes(tmp_path, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: "2026-01-31T09:30:00Z")
    where = folder(tmp_path)
    (where / "13.txt").write_bytes((where / "14.txt").read_bytes())  # a text twice, and two of one title
    (where / "15.txt").write_text("Report 16\n\nIn Zaria, 3 people were killed on Monday.\n", encoding="utf-8")
    rows = []
    for jobs in (1, 2, 3):
        with Ledger.create(tmp_path / f"{jobs}.db", reviewer="reviewer") as ledger:
            ledger.link_names("place", "Zaria", "same", "Zaria, Nigeria")
            ledger.import_paths([str(where)], ImportOptions(reviewer="reviewer", jobs=jobs))
            assert ledger.verify(derive=True).sound
        rows.append(stored(tmp_path / f"{jobs}.db"))
    assert len(rows[0]["finding"]) > 0
    for table in rows[0]:
        assert rows[0][table] == rows[1][table] == rows[2][table], table


def test_a_name_given_while_texts_are_read_counts(tmp_path):
    where, said = folder(tmp_path), []
    with (
        Ledger.create(tmp_path / "l.db", reviewer="reviewer") as ledger,
        Ledger(tmp_path / "l.db", reviewer="another") as other,
    ):

        def name(label: str, done: int) -> None:
            if not said and label.startswith("reading files"):
                said.append(other.link_names("place", "Zaria", "inside", "Lagos"))

        ledger.import_paths([str(where)], ImportOptions(reviewer="reviewer", jobs=2), name)
        assert said
        assert ledger.verify(derive=True).sound
    places = {row[8] for row in stored(tmp_path / "l.db")["quantity"]}
    assert "Nigeria > Lagos > Zaria" in places
    assert "Nigeria > Kaduna State > Zaria" not in places


def test_one_bad_text_and_nothing_changes(tmp_path):
    where = folder(tmp_path)
    (where / "20.txt").write_bytes(b"caf\xe9 27 dead\n")
    (where / "25.txt").write_bytes(b"caf\xe9 27 dead\n")
    with Ledger.create(tmp_path / "bad.db", reviewer="reviewer") as ledger:
        head = ledger.head
        with pytest.raises(InputError, match=r"20.txt:1: byte 0xe9 is not UTF-8"):
            ledger.import_paths([str(where)], ImportOptions(reviewer="reviewer", jobs=2))
        assert ledger.head == head
        assert ledger.counts().documents == 0


def test_every_text_is_a_batch_with_its_own_entry(tmp_path):
    where = folder(tmp_path)
    with Ledger.create(tmp_path / "l.db", reviewer="reviewer") as ledger:
        ledger.import_paths([str(where)])
        assert len(ledger.batches()) == TEXTS + 3
        assert sum(e.act == "import" for e in ledger.journal()) == TEXTS + 3


def test_as_many_processes_as_asked_for():
    assert workers(3) == 3
    assert workers(0) == 1
    assert workers() >= 1


def test_the_meter_tells_rate_and_time_left():
    told, now = [], [0.0]
    meter = Meter(lambda label, done: told.append((label, done)), lambda: now[0])
    meter("reading a", 0, 1_000)
    now[0] = 2.0
    meter("reading a", 200, 1_000)
    meter("reading a", 201, 1_000)
    now[0] = 4.0
    meter("reading a", 400)
    meter("storing", 1)
    assert told == [
        ("reading a", 0),
        ("reading a, 100 a second, 8 s left", 200),
        ("reading a, 100 a second", 400),
        ("storing", 1),
    ]
