"""Names, sources, documents and the journal: looked through and acted on."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from tests.tui.screens import answer, press, screen_text, settled
from tui.app import ReviewApp


@pytest.fixture
def app(tmp_path):
    table = tmp_path / "names.csv"
    rows = ["R1,27,killed,people,\"Qaryat Zubaydah, Syria\",Zaria Committee for Human Rights",
            "R2,28,killed,people,\"Qaryat Zubaydah, Syria\",ZCHR",
            "R3,40,killed,people,\"Qariat Zubeida, Syria\",Local doctors"]  # fmt: skip
    table.write_text("document,value,measure,group,place,attributed_to\n" + "\n".join(rows) + "\n", encoding="utf-8")
    path = tmp_path / "names.db"
    with Ledger.create(path, reviewer="reviewer") as ledger:
        ledger.import_paths([str(table)])
    return ReviewApp(path, "reviewer")


async def test_names_are_joined_after_what_it_changes_is_shown(app):
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "N")
        shown = screen_text(app)
        assert "1 of 2" in shown
        assert "would be read as" in shown
        assert "new findings" in shown
        await press(pilot, "y")
        assert "1 of 1" in screen_text(app)
        await press(pilot, "x")
        await press(pilot, "u", "u")
        assert "1 of 2" in screen_text(app)
    with Ledger(app.path) as ledger:
        assert [e.act for e in ledger.journal()][-4:] == ["alias", "alias", "undo", "undo"]
        assert ledger.name_links() == []


async def test_names_are_left_for_another_day(app):
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "N", "z")
        assert "1 of 1" in screen_text(app)
        await press(pilot, "p")
        assert "no earlier one" in screen_text(app)
    with Ledger(app.path) as ledger:
        assert ledger.name_links() == []


async def test_a_source_is_made_a_party_graded_and_its_claims_shown(app):
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "S", "P")
        await answer(pilot, "the government")
        await press(pilot, "R")
        await answer(pilot, "B")
        assert "the government" in screen_text(app)
        await press(pilot, "enter")
        assert app.screen.where == "claims"
        assert "1 of 1" in screen_text(app)
    with Ledger(app.path) as ledger:
        assert [(s.party, s.reliability) for s in ledger.sources()] == [("the government", "B")]


async def test_documents_are_filtered_marked_confidential_and_withdrawn(app):
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "D", "slash")
        await answer(pilot, "R2")
        assert "1 of 1" in screen_text(app)
        await press(pilot, "C")
        await answer(pilot, "restricted")
        assert "restricted" in screen_text(app)
        await press(pilot, "W")
        await answer(pilot, "wrong file")
        await press(pilot, "backslash")
        assert "withdrawn" in screen_text(app)
    with Ledger(app.path) as ledger:
        assert len(ledger.claims()) == 2


async def test_the_journal_is_filtered_and_leads_to_what_it_is_about(app):
    with Ledger(app.path, reviewer="omar") as ledger:
        ledger.accept("1")
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "J")
        assert "1 of 3" in screen_text(app)
        await press(pilot, "slash")
        await answer(pilot, "omar accept")
        assert "1 of 1" in screen_text(app)
        await press(pilot, "enter")
        assert app.screen.where == "claim"
        assert "claim 1" in screen_text(app)
