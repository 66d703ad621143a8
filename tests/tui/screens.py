"""What a screen shows, as plain text, and how a test waits for it."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from textual._context import visible_screen_stack
from textual.worker import WorkerCancelled

from ledger.api import Ledger
from ledger.intake.reports import ImportOptions
from ledger.locations import seeds
from tui.app import ReviewApp

GOLDENS = Path(__file__).parent / "goldens"
SIZES = ((80, 24), (160, 45))
QUIET = 3
"""Times in a row that nothing is at work before a screen counts as settled."""


def demo(path: Path) -> Path:
    """The demo's ledger."""
    with Ledger.create(path, reviewer="demo") as ledger, contextlib.chdir(seeds().parent):
        ledger.import_paths([seeds().name], ImportOptions(reviewer="demo"))  # a name that is the same everywhere
    return path


def screen_text(app: ReviewApp) -> str:
    """The screen as text. The compositor's name is private: this is the one place that uses it."""
    width = app.size.width
    visible_screen_stack.set(app._background_screens)  # what shows behind a question
    strips = app.screen._compositor.render_strips()
    lines = ["".join(s.text for s in strip) for strip in strips]
    assert all(len(line) <= width for line in lines)
    return "\n".join(line.rstrip() for line in lines) + "\n"


async def settled(pilot) -> None:
    """Wait until nothing is being read, written or drawn; a fault of the program fails the test."""
    app, quiet = pilot.app, 0
    while quiet < QUIET:
        begun = app.is_open or app.refusal or app.faults
        quiet = quiet + 1 if begun and not app.workers else 0
        with contextlib.suppress(WorkerCancelled):  # only the latest of a group counts, and keys stop others
            await app.workers.wait_for_complete()
        await pilot.pause()
    assert app.faults == []


async def press(pilot, *keys: str) -> None:
    """Press keys one by one, and wait after each for what it does."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def answer(pilot, text: str) -> None:
    """Type an answer into the line at the foot, and send it."""
    names = {" ": "space", "/": "slash", ".": "full_stop", "-": "minus", ":": "colon", ">": "greater_than_sign"}
    names |= {'"': "quotation_mark", "_": "underscore", ",": "comma"}
    await pilot.press(*[names.get(c, c) for c in text], "enter")
    await settled(pilot)


def golden(name: str, size: tuple[int, int], text: str) -> None:
    """Compare with the stored screen; $UPDATE_GOLDENS writes it anew."""
    text = re.sub(r"head [0-9a-f]{8}", "head 00000000", text)
    text = re.sub(r"hash [0-9a-f]{64}", "hash " + "0" * 64, text)
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "0000-00-00 00:00", text)
    path = GOLDENS / f"{name}-{size[0]}x{size[1]}.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
