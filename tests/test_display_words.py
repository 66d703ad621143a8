"""One word, one meaning: screens, command line and reports call a state by the label of the vocabulary alone."""

from __future__ import annotations

import re

import pytest

from ledger.api import Ledger
from ledger.cli.main import COMMANDS, main
from ledger.filters.language import STATES
from ledger.vocabulary import FindingState, ReviewState
from tests.tui.screens import demo, press, screen_text, settled
from tui import actions
from tui.app import ReviewApp

OTHER_WORDS = re.compile(
    r"\bsettle|unresolved|not resolved|review_not_started|review_in_progress|review_re_requested|\bapproved\b", re.I
)
"""How a state was also called once, and the terms that only tables and JSON hold."""


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """The demo with a finding of each state and a claim of each state a person can give."""
    path = demo(tmp_path_factory.mktemp("judged") / "demo.db")
    with Ledger(path, reviewer="reviewer") as ledger:
        first, second, *_ = ledger.findings()
        ledger.resolve(first.id, "report_range", "both stand")
        ledger.dismiss(second.id, "not_a_conflict", "two groups")
        ledger.accept("13")
        ledger.unsure("14")
        ledger.reject("B1", "no count")
    return path


def test_the_filter_calls_states_by_their_labels():
    labels = {s.label.replace(" ", "_") for s in ReviewState}
    assert set(STATES) - {"open", "all"} <= labels


@pytest.mark.parametrize("state", ReviewState)
def test_an_option_takes_the_term_and_its_label(judged, capsys, state):
    asked = ["--ledger", str(judged), "list", "--json", "--state"]
    assert main([*asked, state.value]) == 0
    by_term = capsys.readouterr().out
    assert main([*asked, state.label.replace(" ", "_")]) == 0
    assert capsys.readouterr().out == by_term


def test_the_command_line(judged, capsys):
    for arguments in (
        ["show", "13"], ["show", "14"], ["show", "B1"], ["show", "A2"], ["list", "--state", "all"],
        ["conflicts", "--state", "all"], ["conflicts", "--state", "all", "--short"], ["quantity", "A2"], ["alias"],
        *([name, "--help"] for name in COMMANDS if name not in ("list", "export", "report")),
    ):  # fmt: skip
        assert main(["--ledger", str(judged), *arguments]) == 0
        said = capsys.readouterr()
        assert not OTHER_WORDS.search(said.out + said.err), (arguments, OTHER_WORDS.search(said.out + said.err))
    assert main(["--ledger", str(judged), "show", "13"]) == 0
    assert "claim 13 · accepted" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_report(judged, tmp_path, form):
    page = tmp_path / f"report.{form}"
    assert main(["--ledger", str(judged), "report", "-o", str(page)]) == 0
    text = re.sub(r"<style>.*?</style>", "", page.read_text(encoding="utf-8"), flags=re.S)
    for word in (*(s.label for s in FindingState), "accepted", "rejected", "unsure"):
        assert word in text.casefold()
    assert not OTHER_WORDS.search(text), OTHER_WORDS.search(text)


async def test_the_screens(judged):
    app = ReviewApp(judged, "somebody")
    async with app.run_test(size=(160, 45)) as pilot:
        await settled(pilot)
        for keys in ((), ("f",), ("enter",), ("s",), ("escape", "escape", "c"), ("V",), ("escape", "r"), ("J",)):
            await press(pilot, *keys)
            assert not OTHER_WORDS.search(screen_text(app))


def test_the_actions():
    for action in actions.ACTIONS:
        assert not OTHER_WORDS.search(f"{action.id} {action.label} {action.sentence}")
