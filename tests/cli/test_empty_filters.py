"""A listing that finds nothing says on stderr what is there without the filter, and what to leave out."""

from __future__ import annotations

import json

import pytest

from ledger.cli.main import main
from ledger.loosening import loosened
from tests.tui.screens import demo


@pytest.fixture(scope="module")
def ledger_file(tmp_path_factory):
    return str(demo(tmp_path_factory.mktemp("empty") / "demo.db"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "--place", "Rakka"], "none of 39 claims fits --place Rakka\n"),
        (["list", "--place", "Syria", "--least", "9999999"], "none of 39 claims fits; without --least 9999999 39 do\n"),
        (["list", "--place", "no where"], 'none of 39 claims fits --place "no where"\n'),
        (["conflicts", "--about", "Zaria"], "none of 5 findings fits --about Zaria\n"),
        (["conflicts", "--list", "slip", "--severity", "note"],
         "none of 5 findings fits; without --severity note 1 does, without --list slip 3 do\n"),
    ],
)  # fmt: skip
def test_it_says_what_to_leave_out_and_stdout_stays_pure(ledger_file, capsys, arguments, said):
    assert main(["--ledger", ledger_file, *arguments]) == 0
    assert capsys.readouterr().err == said
    assert main(["--ledger", ledger_file, *arguments, "--json"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out) == []
    assert shown.err == said
    assert main(["--quiet", "--ledger", ledger_file, *arguments]) == 0
    assert capsys.readouterr().err == ""


def test_what_is_found_is_left_alone(ledger_file, capsys):
    assert main(["--ledger", ledger_file, "list", "--place", "Syria"]) == 0
    assert capsys.readouterr().err == ""


def test_findings_that_are_all_decided_are_named(ledger, capsys):
    from ledger.records import ClaimRecord
    from ledger.vocabulary import Measure

    for source, value in (("the army", 27), ("the hospital", 90)):
        ledger.add(
            ClaimRecord(document=source, measure=Measure.KILLED, value=value, group="people", place="Zaria",
                        attributed_to=source, event_start="2015-06-03")
        )  # fmt: skip
    ledger.dismiss(ledger.findings()[0].id, "not_a_conflict", "two counts")
    assert main(["--ledger", str(ledger.path), "conflicts"]) == 0
    assert capsys.readouterr().err == "--state all shows 1 finding\n"


def test_the_words():
    held = {"a": {1, 2}, "b": {3}, "c": {1, 2, 3, 4}}

    def count(parts):
        found = set(range(10))
        for part in parts:
            found &= held[part]
        return len(found)

    assert loosened("row", ["a", "b"], count) == "none of 10 rows fits; without a 1 does, without b 2 do"
    assert loosened("row", ["a", "b", "c"], count) == "none of 10 rows fits; without a 1 does, without b 2 do"
    assert loosened("row", ["a"], lambda parts: 0) == ""
    assert loosened("row", ["x"], lambda parts: int(not parts)) == "the one row does not fit x"
