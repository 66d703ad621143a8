"""Draws docs/screenshot.svg: the demo's finding about Hasakeh, as the app itself shows it."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

from ledger.api import Ledger
from ledger.intake.reports import ImportOptions
from ledger.locations import seeds
from tui.app import ReviewApp


async def draw(path: Path) -> str:
    """The SVG of the finding's screen."""
    app = ReviewApp(path, "reviewer")
    async with app.run_test(size=(134, 30)) as pilot:
        for key in (None, "f", "enter"):
            if key is not None:
                await pilot.press(key)
            for _ in range(3):
                await app.workers.wait_for_complete()
                await pilot.pause()
        return app.export_screenshot(title="claims review")


def main() -> None:
    """Write the file beside this one."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CLAIMS_STATE"] = str(Path(folder) / "state")  # nobody's colours
        path = Path(folder) / "demo.db"
        with Ledger.create(path, reviewer="demo") as ledger:
            ledger.import_paths([str(seeds())], ImportOptions(reviewer="demo"))
        svg = asyncio.run(draw(path))
    Path(__file__).with_name("screenshot.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
