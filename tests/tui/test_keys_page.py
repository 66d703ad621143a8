"""The page of keys in the documentation is the registry's, word for word."""

from __future__ import annotations

from tests.conftest import ROOT
from tui import actions
from tui.keypage import page


def test_the_page_of_keys_is_fresh():
    assert (ROOT / "docs/reference/keys.md").read_text(encoding="utf-8") == page(), "python -m tui.keypage"


def test_every_action_stands_on_it():
    shown = page()
    assert all(f"| {a.label} | {a.sentence} |" in shown for a in actions.ACTIONS)
