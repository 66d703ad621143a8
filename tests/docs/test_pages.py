"""Every command and every program that the README and the docs show is run, and prints what they show."""

from __future__ import annotations

import re

import pytest

from ledger.cli.main import COMMANDS
from tests.conftest import ROOT
from tests.docs.console import Step, fits, perform, session

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SESSIONS = [p for p in PAGES if session(p.read_text(encoding="utf-8")).steps]
NAMED = re.compile(r"`claims ([a-z][a-z-]*)[` ]")


@pytest.mark.parametrize("page", SESSIONS, ids=lambda p: p.stem)
def test_a_page_does_what_it_shows(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLAIMS_REVIEWER", "Ada")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    shown = session(page.read_text(encoding="utf-8"))
    for name, text in shown.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    scope: dict[str, object] = {"__name__": "page"}
    for step in shown.steps:
        if step.run.startswith("export "):
            monkeypatch.setenv(*step.run.removeprefix("export ").split("=", 1))
            continue
        printed = perform(step, scope)
        if printed is None:
            continue
        assert "Traceback" not in printed, printed
        if step.expected is not None:
            assert fits(step.expected, printed), f"{step.run}\nprints\n{printed}\nand not\n{step.expected}"
        else:
            assert not re.search(r"^claims: ", printed, re.MULTILINE), f"{step.run}\n{printed}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_command_that_is_named_exists(page):
    printed = {"added"} if page.name == "faults.md" else set()  # words that a command prints
    assert set(NAMED.findall(page.read_text(encoding="utf-8"))) <= set(COMMANDS) | printed


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)(#[^)\s]+)?\)", text):
        path = page.parent / target if target else page
        assert path.exists(), (page.name, target)
        if anchor and path.suffix == ".md":
            assert anchor[1:] in anchors(path.read_text(encoding="utf-8")), (page.name, target, anchor)


def anchors(text):
    """The anchors that a forge gives to headings."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.replace("`", "")).strip().lower().replace(" ", "-") for h in heads}


def test_the_comparison_of_outputs_can_fail():
    assert fits("a … c\n…\nz\n", "a b c\nmore\nlines\nz\n")
    assert not fits("a … c\n", "a b d\n")
    assert not fits("a\n", "a\nb\n")
    assert perform(Step("claims nonsense"), {}).startswith("claims: there is no command 'nonsense'")
