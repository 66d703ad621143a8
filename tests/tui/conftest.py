from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ledger import clock
from tests.tui.screens import demo


@pytest.fixture(scope="session")
def demo_master(tmp_path_factory):
    return demo(tmp_path_factory.mktemp("demo") / "demo.db")


@pytest.fixture
def demo_path(demo_master, tmp_path, monkeypatch):
    """A demo ledger of its own for each test; time stands still."""
    monkeypatch.setattr(clock, "now", lambda: "2026-01-31T09:30:00Z")
    return Path(shutil.copy(demo_master, tmp_path / "demo.db"))
