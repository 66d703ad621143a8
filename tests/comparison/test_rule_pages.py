"""Every rule has its page, and docs/rules.md is what the pages say."""

from __future__ import annotations

import pytest

from ledger.comparison.pages import HEADINGS, render, sections
from ledger.comparison.rules import ACROSS, AT_SIGHT, IN_FAMILY, IN_QUANTITY, PAGES
from ledger.comparison.vocabulary import KINDS
from tests.conftest import ROOT


@pytest.mark.parametrize("module", PAGES, ids=lambda m: m.__name__.rsplit(".", 1)[1])
def test_a_page_has_all_its_parts(module) -> None:
    assert [name for name, _ in sections(module.__doc__)] == ["title", *HEADINGS]


def test_every_rule_that_runs_has_a_page() -> None:
    running = {rule.__module__ for rule in (*AT_SIGHT, *IN_QUANTITY, *IN_FAMILY, *ACROSS.values())}
    assert running == {module.__name__ for module in PAGES}


def test_every_kind_of_finding_has_a_page() -> None:
    titles = " ".join(sections(module.__doc__)[0][1].split(":")[0] for module in PAGES)
    assert set(KINDS) <= set(titles.replace(",", "").split())


def test_the_generated_page_is_fresh() -> None:
    stored = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert stored == render(), "run: python -m ledger.comparison.pages"
