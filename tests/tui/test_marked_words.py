"""Words marked in a document become a field, a figure, or a claim that was missed."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from tests.tui.screens import answer, press, screen_text, settled
from tui.app import ReviewApp

TEXT = "Fighting in Zaria\n\nOn Monday 12 soldiers died in Zaria, a doctor said. Some 40 others fled to Kano.\n"


@pytest.fixture
def app(tmp_path):
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "words.db"
    with Ledger.create(path, reviewer="reviewer") as ledger:
        ledger.import_paths([str(tmp_path / "report.txt")])
    return ReviewApp(path, "reviewer")


async def to_word(app, pilot, word: str) -> None:
    app.screen.words.aim(TEXT.index(word))
    await settled(pilot)


async def test_marked_words_become_a_field_of_the_claim(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "enter", "m")
        await to_word(app, pilot, "doctor")
        await press(pilot, "m", "left", "enter")
        await answer(pilot, "said by")
        await press(pilot, "enter", "enter")
    with Ledger(app.path) as ledger:
        assert ledger.claims()[0].record.attributed_to == "a doctor"
        assert ledger.verify().sound


async def test_a_missed_claim_is_made_of_marked_words(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "D", "enter")
        await to_word(app, pilot, "Some 40")
        await press(pilot, "m", "right", "enter", "enter")
        for text in ("displaced", "people", "Kano", "", "a doctor"):
            await answer(pilot, text)
    with Ledger(app.path) as ledger:
        made = ledger.claims()[-1]
        assert (made.record.value, made.record.qualifier, made.record.measure) == (40, "about", "displaced")
        assert TEXT[made.figure_start : made.figure_end] == "Some 40"
        assert TEXT[made.quote_start : made.quote_end] == "Some 40 others fled to Kano."
        assert ledger.verify().sound


async def test_a_figure_is_moved_to_other_words(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "enter", "m")
        await to_word(app, pilot, "40")
        await press(pilot, "m", "enter")
        await answer(pilot, "figure")
        await answer(pilot, "the other number")
    with Ledger(app.path) as ledger:
        claim = ledger.claims()[0]
        assert claim.record.value == 40
        assert TEXT[claim.figure_start : claim.figure_end] == "40"
        assert ledger.verify().sound


async def test_marks_go_before_the_screen_and_tab_finds_the_figures(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "D", "enter", "home", "tab")
        assert "12 killed" in screen_text(app).splitlines()[0]
        await press(pilot, "m", "right", "escape")
        assert app.screen.where == "document"
        await press(pilot, "left", "enter")
        assert app.screen.where == "claim"


async def test_what_is_no_figure_is_refused_in_a_line(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "enter", "m")
        await to_word(app, pilot, "Kano")
        await press(pilot, "m", "enter")
        await answer(pilot, "figure")
        assert "nothing was changed" in screen_text(app)
