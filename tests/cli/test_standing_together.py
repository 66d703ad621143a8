"""After `claims alias` and `claims event`: how many claims now stand together, and which findings came or went."""

from __future__ import annotations

import json

import pytest

from ledger.api import Ledger
from ledger.cli.main import main
from ledger.records import ClaimRecord
from ledger.vocabulary import Measure


@pytest.fixture
def run(ledger, capsys):
    """Two claims of one day whose places are called otherwise."""

    def go(*arguments: str) -> tuple[str, str]:
        assert main(["--ledger", str(ledger.path), *arguments]) == 0
        shown = capsys.readouterr()
        return shown.out, shown.err

    return go


def key(ledger: Ledger, value: int, source: str, place: str, **given: str) -> None:
    ledger.add(
        ClaimRecord(document=source, measure=Measure.KILLED, value=value, group="people", place=place,
                    attributed_to=source, **given)
    )  # fmt: skip


def test_an_alias_says_what_it_brought_together(ledger, run):
    key(ledger, 27, "the army", "Old Mill Quarter", event_start="2015-06-03")
    key(ledger, 90, "the hospital", "Mill Quarter", event_start="2015-06-03")
    _, said = run("alias", "place", "Old Mill Quarter", "same", "Mill Quarter")
    assert "2 claims now stand together: people killed" in said
    assert "new finding: " in said
    assert "no common figure, 27 · 90, the army / the hospital" in said
    out, _ = run("alias", "place", "Old Mill Quarter", "--remove", "--json")
    answer = json.loads(out)
    assert answer["together"] == []
    assert len(answer["findings"]["gone"]) == 1


def test_an_event_says_what_it_brought_together(ledger, run):
    key(ledger, 27, "the army", "Zaria")
    key(ledger, 90, "the hospital", "Zaria")
    _, said = run("event", "the market", "1", "2")
    assert said.startswith("2 claims: tied to the event 'the market'\n")
    assert "2 claims now stand together: " in said
    assert "no common figure, 27 · 90, the army / the hospital" in said
    _, said = run("event", "the market", "1", "2", "--remove")
    assert said.splitlines()[-1].endswith(", no common figure, of claims 1, 2")


def test_of_many_findings_that_went_the_first_are_told_in_words(ledger, run):
    for n in range(7):
        key(ledger, 20 + n, "the army", "Zaria", event_start=f"2015-06-0{n + 1}")
        key(ledger, 90 + n, "the hospital", "Zaria Market", event_start=f"2015-06-0{n + 1}")
    run("alias", "place", "Zaria", "same", "Zaria Market")
    _, said = run("undo")
    gone = [line for line in said.splitlines() if line.startswith("  gone: ")]
    assert len(gone) == 6
    assert sum("no common figure, of claims" in line for line in gone) == 5
    assert gone[-1].count(",") == 1


def test_claims_that_count_something_else_are_not_called_together(ledger, run):
    key(ledger, 27, "the army", "Zaria")
    key(ledger, 90, "the hospital", "Kano")
    _, said = run("event", "the market", "1")
    assert "no two claims of it count the same people, place and time yet" in said


def test_a_part_put_inside_its_whole_is_told_by_the_finding_alone(ledger, run):
    key(ledger, 90, "the army", "Zaria", event_start="2015-06-03", definition="direct deaths")
    key(ledger, 27, "the hospital", "Zaria", event_start="2015-06-03", definition="every death")
    _, said = run("alias", "definition", "direct deaths", "inside", "every death")
    assert "part exceeds whole, 27 · 90" in said
    assert "no two claims" not in said
