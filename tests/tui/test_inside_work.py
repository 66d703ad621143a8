"""Importing and reporting from inside the app, with a way to stop."""

from __future__ import annotations

import asyncio
from time import sleep

import pytest

from ledger.api import Ledger
from ledger.intake import importer
from ledger.reporting import pieces
from tests.tui.screens import answer, press, screen_text, settled
from tui.app import ReviewApp


@pytest.fixture
def app(ledger, table, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return ReviewApp(ledger.path, "reviewer")


async def test_a_file_is_imported_and_what_came_of_it_is_said(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert "nothing is in the ledger yet" in screen_text(app)
        await press(pilot, "i")
        for text in ("table.csv", "", ""):
            await answer(pilot, text)
        assert "1 file: 4 claims added · 1 new finding" in screen_text(app)
        assert "claims to read" in screen_text(app)
    with Ledger(app.path) as ledger:
        assert len(ledger.claims()) == 4


async def test_one_of_a_kind_is_said_in_the_singular(app, tmp_path):
    (tmp_path / "report.txt").write_text("A report\n\nShelling killed 12 people in Zaria.\n", encoding="utf-8")
    with Ledger(app.path) as ledger:
        ledger.import_paths(["report.txt"])
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert " · 1 claim · 1 document " in screen_text(app)


async def test_a_path_is_completed_and_one_that_is_not_there_refused(app):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "i")
        await answer(pilot, "nowhere.csv")
        assert "there is nothing there" in screen_text(app)
        await pilot.press("ctrl+u", *"tab")
        await settled(pilot)
        assert "table.csv" in screen_text(app)


async def test_a_bad_file_is_one_line_and_the_ledger_as_it_was(app, tmp_path):
    (tmp_path / "bad.csv").write_text("document,value,measure\nX,many,killed\n", encoding="utf-8")
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "i")
        for text in ("bad.csv", "", ""):
            await answer(pilot, text)
        assert "bad.csv:2" in screen_text(app)
    with Ledger(app.path) as ledger:
        assert ledger.entries() == 1


async def test_an_import_is_stopped_and_leaves_no_trace(app, tmp_path, monkeypatch):
    real = importer._store

    def slow(*given):
        sleep(1.5)  # a quick machine has stored everything before the key arrives
        return real(*given)

    monkeypatch.setattr(importer, "_store", slow)
    rows = "".join(f"Report {n},{n},killed\n" for n in range(5_000))
    (tmp_path / "long.csv").write_text("document,value,measure\n" + rows, encoding="utf-8")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "i")
        await answer(pilot, "long.csv")
        await answer(pilot, "")
        await pilot.press("enter")
        await pilot.press("escape")
        for _ in range(600):
            if len(app.screen_stack) == 1:
                break
            await asyncio.sleep(0.05)
        await settled(pilot)
        assert "stopped" in screen_text(app)
    with Ledger(app.path) as ledger:
        assert ledger.entries() == 1


async def test_the_report_is_written_and_not_over_a_file_unasked(app, tmp_path, table):
    with Ledger(app.path) as ledger:
        ledger.import_paths([table])
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "w", "enter")
        written = tmp_path / "test-report.html"
        assert "report written" in screen_text(app)
        first = written.read_text(encoding="utf-8")
        assert "<html" in first
        await press(pilot, "w", "enter", "enter")
        assert "nothing was written" in screen_text(app)
        await press(pilot, "w")
        await answer(pilot, "x")
        assert "end its name in .html" in screen_text(app)
        assert callable(pieces)
