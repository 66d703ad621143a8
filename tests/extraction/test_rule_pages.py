"""Every rule has its page, its sentence fires it, and docs/extraction-rules.md is what the pages say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import ledger.extraction
from ledger.extraction import blockers, numerals, tokens
from ledger.extraction.model import Sentence
from ledger.extraction.pages import pages, render
from tests.conftest import ROOT
from tests.extraction.reading import drafts

PAGES = [page for kind in pages().values() for page in kind]
NAMED = re.compile(r"\"((?:measure|group|frame|source|number|range|zero|relay|link|where|when|status)\.[a-z.\-]+)\"")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.id)
def test_the_sentence_of_a_page_fires_its_rule(page):
    fired = {e.rule for d in drafts(page.example) for e in d.rules}
    assert page.id in fired


def test_every_rule_in_the_code_has_a_page():
    folder = Path(ledger.extraction.__file__).parent
    named = {m for path in folder.glob("*.py") for m in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert named - {page.id for page in PAGES} == {"number.decimal", "source.none"}  # never stand in a claim


def test_every_rule_that_fires_on_the_passages_has_a_page():
    known = {page.id for page in PAGES}
    held = set((ROOT / "tests/gold/held_out.txt").read_text(encoding="utf-8").split())
    lines = (ROOT / "tests/gold/passages.jsonl").read_text(encoding="utf-8").splitlines()
    for passage in map(json.loads, lines):
        if passage["id"] in held:
            continue
        for draft in drafts(passage["text"]):
            fired = {e.rule for e in draft.rules if e.rule.split(".")[0] not in ("qualifier",)}
            assert fired <= known


def test_the_generated_page_is_fresh():
    stored = (ROOT / "docs" / "extraction-rules.md").read_text(encoding="utf-8")
    assert stored == render(), "run: python -m ledger.extraction.pages"


@pytest.mark.parametrize(
    ("name", "words", "number"),
    [
        ("block.compound", "a 12-member crew died", "12"),
        ("block.glued", "the G.20 died", "20"),
        ("block.time", "at 5 a.m. people died", "5"),
        ("block.money", "$ 500 for the dead", "500"),
        ("block.percent", "some 40 percent of the wounded", "40"),
        ("block.unit", "30 km from the dead", "30"),
        ("block.date", "on May 30 people died", "30"),
        ("block.year", "in 2011 people died", "2011"),
        ("block.age", "a man aged 45 was killed", "45"),
        ("block.identifier", "Resolution 2254 mourned the dead", "2254"),
        ("block.list-number", "3. People died", "3"),
        ("block.score", "they won 3-1 as fans died", "3"),
        ("block.phone", "call 12-345-678 for the wounded", "345"),
        ("block.ratio", "two in three of the dead", "two"),
        ("block.population", "a village of 700 lost people", "700"),
        ("block.thing", "27 attacks killed people", "27"),
    ],
)
def test_a_blocker_names_itself(name, words, number):
    s = Sentence(0, len(words), 0, False, False, 0)
    tokens.fill(s, words, False)
    found = numerals.parse(s, s.texts.index(number))
    assert blockers.blocked(s, found.first, found.last, found.value) == name
