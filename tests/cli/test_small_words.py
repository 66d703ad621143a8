"""Small things that a newcomer meets: what is told, and in which words."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from ledger.cli.main import main
from ledger.records import ClaimRecord
from ledger.vocabulary import Measure


@pytest.fixture
def run(tmp_path, monkeypatch, capfdbinary):
    """Runs a command in an empty folder, 80 columns wide; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        out = capfdbinary.readouterr()
        return code, out.out.decode(), out.err.decode()

    return call


def test_a_demo_made_anew_is_no_reason_to_suspect_tampering(run):
    run("demo", "--no-review")
    run("--ledger", "demo.db", "accept", "A1")
    code, _, said = run("demo", "--no-review")
    assert code == 0
    assert "demo.db: the demo is made anew; 1 act of its reviewers went with the old one" in said
    assert run("--ledger", "demo.db", "conflicts", "--short")[2] == ""
    assert "made anew" not in run("demo", "--no-review")[2]


def test_a_ledger_made_where_another_was_is_no_reason_either(run, tmp_path):
    run("init")
    run("list")
    (tmp_path / "claims.db").unlink()
    run("init")
    assert run("list")[2] == ""


def test_documents_and_imports_are_told_whole_on_a_narrow_terminal(run):
    run("demo", "--no-review")
    documents = run("--ledger", "demo.db", "documents")[1]
    assert "Islamic State group jihadists at the gates of Hasakeh (AFP" in documents
    assert "The article (AFP copy), reference only" in documents
    batches = run("--ledger", "demo.db", "sources", "--batches")[1]
    assert "air-campaign.csv" in batches
    assert "native-csv, documents: 6, demo, " in batches
    assert "…" not in documents + batches
    assert max(map(len, (documents + batches).splitlines())) <= 80


def test_an_alias_that_moves_nothing_does_not_say_now(run, tmp_path):
    run("init")
    with Ledger(tmp_path / "claims.db", reviewer="r") as ledger:
        for value, source in ((27, "the army"), (90, "the hospital")):
            ledger.add(
                ClaimRecord(
                    document=source, measure=Measure.KILLED, value=value, group="people", place="Zaria",
                    event_start="2015-06-03", attributed_to=source,
                )
            )  # fmt: skip
    said = run("alias", "place", "Nowhere", "same", "Zaria")[2]
    assert "no claim moved" in said
    assert "2 claims stood together before: people killed" in said


def test_a_letter_of_the_scale_may_be_small(run):
    run("init")
    assert run("sources", "the army", "--reliability", "b")[2] == "'the army': B, usually reliable\n"


def test_an_event_without_a_name_is_asked_for_one(run):
    run("init")
    code, _, said = run("event", " ", "1")
    assert (code, said) == (2, "claims: the label of the event is empty (claims event --help)\n")


def test_the_history_of_a_claim_sets_who_apart_from_what(run):
    run("demo", "--no-review")
    run("--ledger", "demo.db", "correct", "A15", "value=38", "--why", "misread", "--reviewer", "Ada")
    shown = run("--ledger", "demo.db", "show", "A15")[1]
    assert "Z: value: 37 → 38 “misread”" in shown


def test_one_problem_is_told_in_the_singular(run):
    run("init")
    code, out, _ = run("verify", "--head", "0123456789abcdef")
    assert code == 4
    assert out.startswith("1 problem: 1 journal entry, ")


def test_mappings_are_told_whole_on_a_narrow_terminal_and_a_line_each_in_a_pipe(run, monkeypatch):
    lines = run("mapping", "list")[1].splitlines()
    assert max(map(len, lines)) <= 80
    assert "               workbook, one row an action." in lines
    monkeypatch.delenv("COLUMNS")
    assert any(line.endswith("a workbook, one row an action.") for line in run("mapping", "list")[1].splitlines())


@pytest.mark.parametrize("group", ["mapping", "policy"])
def test_the_sentences_of_a_groups_commands_are_whole(run, group):
    commands = run(group, "--help")[1].partition("Commands:")[2]
    assert "..." not in commands
    assert commands.count(".\n") == len(commands.split("\n")) - 2
