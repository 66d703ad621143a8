"""A monkey at the keyboard: random keys and resizes with a seed, and the ledger verified after.

    python -m tests.tui.monkey [SEED [KEYS]]

Prints what it pressed last and exits 1 on a crash, a fault of the program, or a ledger that does not verify.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import sys
import tempfile
from collections import deque
from pathlib import Path

from textual.screen import ModalScreen

from ledger.api import Ledger
from tests.tui.screens import demo
from tui import actions
from tui.app import ReviewApp

LEAVING = {"q", "ctrl+q", "ctrl+c"}
KEYS = [
    *sorted({key for a in actions.ACTIONS for key in a.keys} - LEAVING),
    *("tab", "enter", "escape", "backspace", "ctrl+u", "1", "2", "0", "space", "comma", "full_stop"),
    *("é", "ع", "quotation_mark", "minus", "left_parenthesis", "ctrl+a", "delete", "shift+tab", "ctrl+k", "f5"),
]
SIZES = ((80, 24), (160, 45), (40, 12), (20, 6), (200, 50), (81, 25), (120, 10), (10, 3))


async def play(path: Path, seed: int, presses: int) -> tuple[list[BaseException], list[str]]:
    """Press that many keys; gives the faults of the program and the last keys."""
    chance = random.Random(seed)
    last: deque[str] = deque(maxlen=30)
    app = ReviewApp(path, "monkey")
    async with app.run_test(size=SIZES[0]) as pilot:
        while not app.is_open:
            await pilot.pause(0.01)
        for n in range(presses):
            if chance.random() < 0.02:
                size = chance.choice(SIZES)
                last.append(f"{size[0]}x{size[1]}")
                await pilot.resize_terminal(*size)
                continue
            # Out of a dialog or a deep stack now and then, so that every screen has its turn.
            stuck = (isinstance(app.screen, ModalScreen) and chance.random() < 0.2) or len(app.screen_stack) > 8
            key = "escape" if stuck else chance.choice(KEYS)
            last.append(key)
            await pilot.press(key)
            if app.faults or app._exit:
                break
            if n % 25 == 0:
                await app.workers.wait_for_complete([w for w in app.workers if w.group == "act"])
        await app.workers.wait_for_complete()
    return app.faults, list(last)


def run(seed: int, presses: int, folder: Path, master: Path | None = None) -> None:
    """One monkey on a demo of its own; AssertionError says what it broke."""
    path = folder / f"monkey-{seed}.db"
    if master is None:
        demo(path)
    else:
        shutil.copy(master, path)
    before = Path.cwd()
    (folder / "empty").mkdir(exist_ok=True)
    os.chdir(folder / "empty")  # where a monkey may write its reports
    try:
        faults, last = asyncio.run(play(path, seed, presses))
    finally:
        os.chdir(before)
    assert faults == [], (seed, last, faults)
    with Ledger(path) as ledger:
        assert ledger.verify().sound, (seed, last)


if __name__ == "__main__":
    given = [int(n) for n in sys.argv[1:]]
    seed, presses = (*given, *(1, 2000)[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CLAIMS_STATE"] = str(Path(folder) / "state")
        run(seed, presses, Path(folder))
        print(f"seed {seed}: {presses} keys, no fault, the ledger verifies")  # noqa: T201
