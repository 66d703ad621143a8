"""The policy, explicit events and proposed names from the command line: acts, undone like any other."""

from __future__ import annotations

import json

import pytest

from ledger.api import Ledger
from ledger.cli.main import main
from ledger.reporting import make

HEAD = "id,document,publisher,published,value,measure,group,place,event_start,attributed_to\n"


@pytest.fixture
def run(ledger, tmp_path, monkeypatch, capfdbinary):
    """Imports rows, and runs commands on that ledger; gives exit code, stdout and stderr."""
    monkeypatch.setenv("CLAIMS_LEDGER", str(ledger.path))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        out = capfdbinary.readouterr()
        return code, out.out.decode(), out.err.decode()

    return call


def fill(ledger: Ledger, tmp_path, *rows: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    ledger.import_paths([str(path)])


ROUND = (
    "a,One,Daily,2020-05-02,400,killed,civilians,Zaria,2020-05-01,Red Cross",
    "b,Two,Weekly,2020-05-02,412,killed,civilians,Zaria,2020-05-01,Ministry of Health",
)


def test_a_narrower_policy_raises_a_dispute_and_undo_takes_it_back(ledger, run, tmp_path):
    fill(ledger, tmp_path, *ROUND)
    assert ledger.findings() == []
    code, out, _ = run("policy", "set", "round_cap_percent=1", "--why", "these count to the last person", "--json")
    said = json.loads(out)
    assert code == 0
    assert said["policy"]["version"] == 2
    assert [(v["kind"], v["before"], v["after"]) for v in said["verdicts"]] == [
        ("no_common_figure", None, "no_common_figure, minor")
    ]
    assert [f.kind for f in ledger.findings()] == ["no_common_figure"]
    run("undo")
    assert ledger.findings() == []
    assert ledger.policy.version == 1
    run("policy", "set", "round_cap_percent=2", "--why", "again")
    assert ledger.policy.version == 3
    assert ledger.verify().sound


def test_the_policy_is_shown_with_what_each_tolerance_does(run):
    code, out, _ = run("policy")
    assert code == 0
    assert "round_cap_percent" in out
    assert json.loads(run("policy", "show", "--json")[1])["version"] == 1


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("rond_cap_percent=3", "did you mean round_cap_percent?"),
        ("round_cap_percent=-1", "is not a whole number from 0 to 100"),
        ("minor_percent=60", "must rise in that order"),
        ("round_cap_percent=5", "stands so already"),
        ("about_floor_percent=20", "above about_cap_percent"),
        ("version=9", "the policy has no 'version'"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused_in_one_line(ledger, run, value, words):
    head = ledger.head
    code, _, err = run("policy", "set", value, "--why", "x")
    assert code == 1
    assert words in err
    assert err.count("\n") == 1
    assert ledger.head == head


def test_a_policy_needs_a_reason(ledger, run):
    head = ledger.head
    assert run("policy", "set", "round_cap_percent=3")[0] == 1
    assert ledger.head == head


TWO_DATES = (
    "a,One,Daily,2020-05-02,27,killed,civilians,Zaria,2020-05-01,Red Cross",
    "b,Two,Weekly,2020-05-02,62,killed,civilians,Zaria,2020-05-02,Ministry of Health",
)


def test_claims_that_a_person_ties_are_compared(ledger, run, tmp_path):
    fill(ledger, tmp_path, *TWO_DATES)
    assert ledger.findings() == []
    code, _, err = run("event", "the market bombing", "a", "b", "--why", "the second dates it by the report")
    assert code == 0
    assert "2 claims: tied to the event 'the market bombing'" in err
    assert [f.kind for f in ledger.findings()] == ["no_common_figure"]
    assert [r["claims"] for r in json.loads(run("event", "--json")[1])] == [["a", "b"]]
    run("undo")
    assert ledger.findings() == []
    assert json.loads(run("event", "--json")[1]) == []


def test_tied_to_another_event_is_refused_whole(ledger, run, tmp_path):
    fill(ledger, tmp_path, *TWO_DATES)
    run("event", "one", "a")
    head = ledger.head
    code, _, err = run("event", "other", "a", "b", "--remove")
    assert code == 1
    assert "claim a is not tied to the event 'other'" in err
    assert ledger.head == head
    assert run("event", "one", "a", "--remove")[0] == 0
    assert json.loads(run("event", "--json")[1]) == []


def test_a_place_that_leaves_a_choice_is_asked_once(ledger, run, tmp_path):
    fill(
        ledger,
        tmp_path,
        "a,One,Daily,2020-05-02,27,killed,civilians,Tripoli,2020-05-01,Red Cross",
        'b,Two,Weekly,2020-05-02,62,killed,civilians,"Tripoli, Libya",2020-05-01,Ministry of Health',
    )
    asked = json.loads(run("alias", "propose", "--json")[1])["questions"]
    assert [q["name"] for q in asked] == ["Tripoli"]
    assert "Tripoli, Libya" in asked[0]["choices"]
    run("alias", "place", "Tripoli", "same", "Tripoli, Libya")
    assert json.loads(run("alias", "propose", "--json")[1])["questions"] == []
    assert [f.kind for f in ledger.findings()] == ["no_common_figure"]


def test_a_no_is_remembered(ledger, run, tmp_path):
    fill(
        ledger,
        tmp_path,
        "a,One,Daily,2020-05-02,27,killed,civilians,Zaria,2020-05-01,Committee of Elders",
        "b,Two,Weekly,2020-05-02,62,killed,civilians,Zaria,2020-05-01,Committee of the Elders",
    )
    proposed = json.loads(run("alias", "propose", "actor", "--json")[1])["proposals"]
    assert [(p["name"], p["target"]) for p in proposed] == [("Committee of the Elders", "Committee of Elders")]
    run("alias", "actor", "Committee of the Elders", "different", "Committee of Elders")
    assert json.loads(run("alias", "propose", "actor", "--json")[1])["proposals"] == []


def test_a_definition_inside_another_is_compared_as_a_part(ledger, run, tmp_path):
    path = tmp_path / "defined.csv"
    rows = (
        "a,One,2020-05-02,90,killed,Zaria,2020-05-01,Red Cross,confirmed",
        "b,Two,2020-05-02,62,killed,Zaria,2020-05-01,Ministry of Health,reported",
    )
    head = "id,document,published,value,measure,place,event_start,attributed_to,definition\n"
    path.write_text(head + "".join(f"{r}\n" for r in rows), encoding="utf-8")
    ledger.import_paths([str(path)])
    assert [f.kind for f in ledger.findings()] == ["counted_differently"]
    run("alias", "definition", "confirmed", "inside", "reported")
    assert [f.kind for f in ledger.findings()] == ["part_exceeds_whole"]
    run("undo")
    assert [f.kind for f in ledger.findings()] == ["counted_differently"]


def test_a_report_names_the_policy_and_its_change(ledger, tmp_path, run):
    fill(ledger, tmp_path, *ROUND)
    run("policy", "set", "round_cap_percent=1", "--why", "these count to the last person")
    made = make(ledger)
    assert {name: value for _, name, value in made.identity.policy}["version"] == 2
    assert any(a.act == "policy" and "round_cap_percent 5 > 1" in a.act_words for a in made.acts)
