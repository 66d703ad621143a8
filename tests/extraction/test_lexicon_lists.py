"""The lists of the rules stand in the lexicon, so that its hash covers them, and none is left over."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import ledger.extraction
from ledger.extraction.lexicons import lexicon, listed

FOLDER = Path(ledger.extraction.__file__).parent
CODE = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.py")))
NAMES = set(re.findall(r"(?:listed|_any_of)\(\"([a-z]+\.[a-z-]+)\"\)", CODE))


def test_every_list_is_asked_for_and_every_list_asked_for_is_there():
    stored = tomllib.loads((FOLDER / "lexicon" / "grammar.toml").read_text(encoding="utf-8"))
    assert {f"{table}.{name}" for table, lists in stored.items() for name in lists} == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_list_holds_words(name):
    assert listed(name)


def test_the_hash_is_that_of_the_files():
    assert re.fullmatch(r"[0-9a-f]{64}", lexicon().digest)
