"""Every screen at 80x24 and 160x45, as plain text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ledger import clock
from tests.tui.frozen import frozen, still
from tests.tui.screens import SIZES, golden, press, screen_text, settled
from tui.app import ReviewApp

KEYS: dict[str, tuple[str, ...]] = {
    "today": (),
    "findings": ("f",),
    "finding": ("f", "enter"),
    "finding-disputed": ("f", "down", "enter"),
    "claims": ("c",),
    "claims-marked": ("c", "m", "m", "j", "M"),
    "claim": ("c", "enter"),
    "reading": ("r",),
    "names": ("N",),
    "sources": ("S",),
    "documents": ("D",),
    "journal": ("J",),
    "help": ("c", "question_mark"),
    "palette": ("ctrl+p",),
    "correct": ("c", "e"),
    "filter": ("c", "slash"),
    "views": ("c", "V"),
    "settle": ("f", "s"),
    "report": ("w",),
    "import": ("i",),
}


@pytest.fixture(scope="module")
def frozen_master(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: "2026-01-31T09:30:00Z")
        yield frozen(tmp_path_factory.mktemp("frozen") / "demo.db", patch)


@pytest.fixture
def demo_path(frozen_master, tmp_path, monkeypatch):
    """A copy of the demo as it was when the goldens were drawn; time stands still."""
    monkeypatch.setattr(clock, "now", lambda: "2026-01-31T09:30:00Z")
    still(monkeypatch)
    return Path(shutil.copy(frozen_master, tmp_path / "demo.db"))


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "160x45"])
@pytest.mark.parametrize("name", KEYS)
async def test_the_screen(demo_path, size, name, monkeypatch, tmp_path):
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, *KEYS[name])
        golden(name, size, screen_text(app))


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "160x45"])
async def test_a_claim_with_its_document(demo_path, size):
    app = ReviewApp(demo_path, "reviewer")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        app.open_claim("13")
        await settled(pilot)
        golden("claim-in-words", size, screen_text(app))
        await press(pilot, "m")
        golden("document", size, screen_text(app))
        await press(pilot, "m", "right", "right")
        golden("document-marked", size, screen_text(app))
        await press(pilot, "enter")
        golden("words-used", size, screen_text(app))


@pytest.mark.parametrize("name", ["today", "findings", "finding", "claims", "claim", "reading", "names"])
async def test_the_screen_in_plain_mode(demo_path, name):
    app = ReviewApp(demo_path, "reviewer", plain=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, *KEYS[name])
        shown = screen_text(app)
        assert not set(shown) & set("│─┌┐└┘├┤┬┴┼▸◂●○·›‹“”")
        golden(f"plain-{name}", (80, 24), shown)
