"""What a screen shows, as plain text."""

from __future__ import annotations

from pathlib import Path

from ledger.api import Ledger
from ledger.intake.importer import ImportOptions
from ledger.locations import seeds
from tui.app import ReviewApp

GOLDENS = Path(__file__).parent / "goldens"


def demo(path: Path) -> Path:
    """The demo's ledger."""
    with Ledger.create(path, reviewer="demo") as ledger:
        ledger.import_paths([str(seeds())], ImportOptions(reviewer="demo"))
    return path


def screen_text(app: ReviewApp) -> str:
    """The screen as text. The compositor's name is private: this is the one place that uses it."""
    width = app.size.width
    strips = app.screen._compositor.render_strips()
    lines = ["".join(s.text for s in strip) for strip in strips]
    assert all(len(line) <= width for line in lines)
    return "\n".join(line.rstrip() for line in lines) + "\n"
