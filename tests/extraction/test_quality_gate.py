"""The floors on the development passages hold, and the gate shuts where it must."""

from __future__ import annotations

import json

import pytest

from tests.gold import gate, sets
from tests.gold.scoring import score


@pytest.fixture(scope="module")
def development():
    return sets.development()


@pytest.fixture(scope="module")
def read(development):
    return sets.read(development)


@pytest.fixture
def baseline():
    return json.loads(gate.BASELINE.read_text(encoding="utf-8"))


def test_every_floor_holds(development, read, baseline):
    assert gate.check(baseline, score(development.gold, read, development.zeros), sets.digest()) == []


def test_the_annotations_stand_on_their_words(development):
    texts = {p["id"]: p["text"] for p in development.passages}
    for row in (*development.gold, *development.zeros):
        assert texts[row["doc"]][row["start"] : row["end"]] == row["figure_text"]


def test_a_claim_lost_shuts_the_gate(development, read, baseline):
    fewer = [r for r in read if r["measure"] != "killed"]
    reasons = gate.check(baseline, score(development.gold, fewer, development.zeros), sets.digest())
    assert any(r.startswith("measure killed: recall") for r in reasons)


@pytest.mark.parametrize(
    ("field", "name"),
    [("group", "group"), ("attributed_to", "attribution"), ("place", "place"), ("event_start", "time")],
)
def test_a_field_misread_shuts_the_gate(development, read, baseline, field, name):
    spoilt = [
        {**r, field: "1066" if field == "event_start" else "Nobody Inparticular", "counted_from": None} for r in read
    ]
    reasons = gate.check(baseline, score(development.gold, spoilt, development.zeros), sets.digest())
    assert any(r.startswith(f"{name}: recall") for r in reasons)


def test_other_data_shut_the_gate(development, read, baseline):
    reasons = gate.check(baseline, score(development.gold, read, development.zeros), "0" * 64)
    assert len(reasons) == 1


def test_floors_fall_only_when_told(tmp_path, capsys):
    path = tmp_path / "baseline.json"
    assert gate.write({"place": {"recall": 0.8}}, lower=False, path=path) == 0
    assert gate.write({"place": {"recall": 0.7}}, lower=False, path=path) == 1
    assert "below its floor" in capsys.readouterr().err
    assert json.loads(path.read_text(encoding="utf-8"))["floors"]["place"]["recall"] == 0.8
    assert gate.write({"place": {"recall": 0.7}}, lower=True, path=path) == 0
    assert json.loads(path.read_text(encoding="utf-8"))["floors"]["place"]["recall"] == 0.7


def test_errors_of_held_out_passages_are_never_shown(capsys):
    with pytest.raises(SystemExit):
        gate.main(["--set", "held-out", "--errors"])
    assert "only the development passages" in capsys.readouterr().err
