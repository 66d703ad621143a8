"""docs/reference/exports.md is what the registry of formats says."""

from __future__ import annotations

import re

import pytest

from ledger.exports.formats import FORMATS, Format
from ledger.exports.pages import render
from tests.conftest import ROOT


def test_the_page_is_fresh():
    stored = (ROOT / "docs" / "reference" / "exports.md").read_text(encoding="utf-8")
    assert stored == render(), "run python -m ledger.exports.pages"


def test_its_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+\.md)\)", render()):
        assert (ROOT / "docs" / "reference" / target).exists(), target


@pytest.mark.parametrize("known", FORMATS, ids=[f.name for f in FORMATS])
def test_every_format_says_what_it_is(known: Format):
    assert known.sentence.endswith(".")
    assert known.stamp
    assert known.round_trip
    assert known.specification
    assert (ROOT / f"{known.module.replace('.', '/')}.py").exists()
