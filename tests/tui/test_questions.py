"""A question leaves what it is about in view; what enter takes is what is highlighted; esc goes back one step."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.widgets import Input

from ledger.api import Ledger
from tests.tui.screens import answer, press, screen_text, settled
from tui.app import ReviewApp
from tui.widgets.ask import Ask

BEFORE = "".join(f"Paragraph {n} says nothing of anybody who died.\n\n" for n in range(30))
SENTENCE = "On Monday 12 soldiers died in Zaria, a doctor said."
SIZES = [(80, 24), (200, 50)]


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    (folder / "report.txt").write_text(f"{BEFORE}{SENTENCE}\n", encoding="utf-8")
    with Ledger.create(folder / "words.db", reviewer="reviewer") as ledger:
        ledger.import_paths([str(folder / "report.txt")])
    return folder / "words.db"


@pytest.fixture
def app(imported, tmp_path):
    return ReviewApp(Path(shutil.copy(imported, tmp_path / "words.db")), "reviewer")


def flat(app) -> str:
    return " ".join(screen_text(app).split())


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(
    ("there", "asked"),
    [
        ("c", ("e", "x", "n")),
        ("c enter", ("e", "e enter", "e enter enter", "x")),
        ("r", ("e", "x")),
        ("c enter m m", ("enter", "enter enter", "enter enter enter")),
    ],
)
async def test_the_sentence_stays_readable_while_a_question_is_open(app, size, there, asked):
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, *there.split())
        screen = app.screen
        for keys in asked:
            await press(pilot, *keys.split())
            assert isinstance(app.screen, Ask), keys
            assert SENTENCE in flat(app), keys
            await press(pilot, *["escape"] * len(keys.split()))
            assert app.screen is screen, keys


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_decision_shows_what_the_finding_says(demo_path, size):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "f")
        screen = app.screen
        for key in ("s", "d", "o"):
            await press(pilot, key)
            finding = app.screen_stack[-2].standing().finding
            assert finding.explanation in flat(app), key
            await press(pilot, "enter")
            assert finding.explanation in flat(app), key
            while app.screen is not screen:
                await press(pilot, "escape")


async def test_nothing_is_highlighted_where_enter_leaves_it_empty(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "plus")
        await answer(pilot, "a note")
        await answer(pilot, "killed")
        await answer(pilot, "3")
        assert "enter leave it empty" in screen_text(app)
        assert "soldiers" in screen_text(app)
        assert "›" not in question_of(app)
        await press(pilot, "down")
        assert "› soldiers" in question_of(app)
        assert "enter go on" in screen_text(app)
        await press(pilot, "up")
        assert "›" not in question_of(app)
        await press(pilot, "enter", "enter", "enter", "enter")
    with Ledger(app.path) as ledger:
        made = ledger.claims()[-1].record
        assert (made.document, made.group, made.place, made.attributed_to) == ("a note", None, None, None)


def question_of(app) -> str:
    lines = screen_text(app).splitlines()
    return "\n".join(lines[next(i for i, line in enumerate(lines) if "add a claim" in line) :])


async def test_escape_goes_back_a_step_and_keeps_what_was_entered(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "enter", "m", "m", "enter", "enter")
        await answer(pilot, "injured")
        await answer(pilot, "people")
        await answer(pilot, "Kano")
        await press(pilot, "escape")
        assert "where" in app.screen.question.title
        assert app.screen.query_one("#answer", Input).value == "Kano"
        await press(pilot, "escape")
        assert app.screen.query_one("#answer", Input).value == "people"
        await press(pilot, "escape")
        assert "› injured" in screen_text(app)
        await press(pilot, "escape")
        assert "› a claim that was missed" in screen_text(app)
        await press(pilot, "escape")
        assert app.screen.where == "document"
        assert app.screen.words.marked is not None
        await press(pilot, "enter", "enter", "enter", "enter", "enter", "enter", "enter")
        assert app.screen.where == "document"
        assert app.screen.words.marked is None
    with Ledger(app.path) as ledger:
        assert len(ledger.claims()) == 2


async def test_escape_in_a_correction_and_a_decision_goes_back_a_step(demo_path):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "e")
        await answer(pilot, "place")
        await press(pilot, "ctrl+u")
        await answer(pilot, "Raqqa")
        await press(pilot, "escape")
        assert app.screen.query_one("#answer", Input).value == "Raqqa"
        await press(pilot, "escape")
        assert "› place" in screen_text(app)
        await press(pilot, "escape")
        assert app.screen.where == "claims"
        await press(pilot, "h", "f", "s")
        await answer(pilot, "report a range")
        await press(pilot, "escape")
        assert "› report a range" in screen_text(app)
        await press(pilot, "escape")
        assert app.screen.where == "findings"
