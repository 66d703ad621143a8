"""Claims by keyboard alone: judged, corrected, noted, added, filtered, sorted, marked, taken back."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from ledger.filters import parse
from ledger.queries import ClaimFilter
from tests.tui.screens import answer, press, screen_text, settled
from tui.app import ReviewApp


@pytest.fixture
def app(demo_path):
    return ReviewApp(demo_path, "reviewer")


def acts(path):
    with Ledger(path) as ledger:
        assert ledger.verify().sound
        return [e.act for e in ledger.journal() if e.reviewer == "reviewer"]


async def test_accept_unsure_reject_note_undo_and_redo(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "y", "j", "z", "j", "x")
        await answer(pilot, "not so")
        await press(pilot, "u", "U", "n")
        await answer(pilot, "asked")
        assert "noted" in screen_text(app)
    assert acts(app.path) == ["accept", "unsure", "reject", "undo", "redo", "note"]


async def test_a_reason_for_a_rejection_takes_two_keys(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "x", "down", "enter")
    with Ledger(app.path) as ledger:
        assert ledger.journal(newest_first=True, limit=1)[0].contents()["why"] == "the words were misread"


async def test_a_filter_is_completed_applied_and_taken_off(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "slash")
        await pilot.press(*"mea")
        await settled(pilot)
        assert "measure:" in screen_text(app)
        await pilot.press("tab", *"kil", "tab", "enter")
        await settled(pilot)
        with Ledger(app.path) as ledger:
            number = len(ledger.claims(ClaimFilter(terms=parse("measure:killed"))))
        assert f"1 of {number}" in screen_text(app)
        assert "measure:killed" in screen_text(app)
        await press(pilot, "backslash")
        assert "1 of 39" in screen_text(app)


async def test_a_filter_that_is_wrong_says_so_and_waits(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "slash")
        await answer(pilot, "plce:x")
        assert "did you mean place?" in screen_text(app)
        await press(pilot, "escape")
        assert "1 of 39" in screen_text(app)


async def test_the_order_is_chosen_and_turned_round(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "v")
        await answer(pilot, "figure")
        first = app.screen.table.chosen.id
        await press(pilot, "v", "enter")
        assert "by figure ↓" in screen_text(app)
        assert app.screen.table.chosen.id != first


async def test_marked_claims_are_accepted_together_and_taken_back_together(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "m", "m", "j", "M")
        assert "4 marked" in screen_text(app)
        await press(pilot, "y")
        assert "4 claims: accepted" in screen_text(app)
        assert "marked" not in screen_text(app).splitlines()[0]
        await press(pilot, "u")
    assert acts(app.path) == ["accept"] * 4 + ["undo"] * 4


async def test_marks_go_before_the_screen_does(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "asterisk")
        assert "39 marked" in screen_text(app)
        await press(pilot, "escape")
        assert "Claims" in screen_text(app).splitlines()[0]
        assert not app.screen.marks
        await press(pilot, "escape")
        assert app.screen.where == "today"


async def test_a_field_of_all_marked_claims_is_corrected(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "m", "m", "e")
        await answer(pilot, "place")
        await answer(pilot, "Iraq")
        await answer(pilot, "the table says so")
    with Ledger(app.path) as ledger:
        assert [ledger.claim(i).record.place for i in ("B1", "B2", "B3")] == ["Iraq", "Iraq", "Iraq and Syria"]


async def test_a_view_is_kept_taken_and_forgotten(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "slash")
        await answer(pilot, ">1000")
        await press(pilot, "V")
        await answer(pilot, "keep this")
        await answer(pilot, "large")
        await press(pilot, "backslash", "V")
        await answer(pilot, "large")
        assert ">1000" in screen_text(app).splitlines()[0]
        await press(pilot, "V")
        await answer(pilot, "forget large")
        assert app.visit.views == {}


async def test_a_field_is_corrected_with_the_known_names_to_choose_from(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        app.open_claim("A2")
        await settled(pilot)
        await press(pilot, "e")
        await answer(pilot, "who" if False else "group")
        assert "Islamic State militants" in screen_text(app)
        await pilot.press("ctrl+u", *"jihadists", "enter")
        await settled(pilot)
        await answer(pilot, "the word of the article")
        shown = screen_text(app)
        assert "jihadists" in shown
    with Ledger(app.path) as ledger:
        assert ledger.claim("A2").record.group == "jihadists"
        assert ledger.history("claim:A2")[-1].contents()["why"] == "the word of the article"


async def test_a_value_that_cannot_be_is_refused_before_it_is_written(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        app.open_claim("A2")
        await settled(pilot)
        await press(pilot, "e")
        await answer(pilot, "event start")
        await pilot.press("ctrl+u", *"2015", "minus", *"13", "enter")
        await settled(pilot)
        assert "2015-13" in screen_text(app)
        await press(pilot, "escape")
    assert acts(app.path) == []


async def test_a_claim_is_added_by_hand(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "plus")
        for text in ("Phone call", "killed", "at least 5", "", "Zaria", "", "A doctor"):
            await answer(pilot, text)
    with Ledger(app.path) as ledger:
        added = ledger.claims()[-1].record
        assert (added.document, added.value, added.qualifier, added.place) == ("Phone call", 5, "at_least", "Zaria")


async def test_next_previous_and_a_finding_from_a_claim(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "c", "enter", "right_square_bracket")
        assert "claim B2" in screen_text(app)
        await press(pilot, "p", "p")
        assert "no earlier one" in screen_text(app)
        app.open_claim("A2")
        await settled(pilot)
        await press(pilot, "end", "enter")
        assert app.screen.where == "finding"
