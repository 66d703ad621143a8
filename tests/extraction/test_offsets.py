"""The words of every claim stand at their offsets, in any text; nothing makes the engine fail."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.extraction import extract
from tests.conftest import SHARED


def holds(text):
    for draft in extract(text).drafts:
        assert text[draft.start : draft.end] == draft.record.figure_text
        assert text[draft.quote_start : draft.quote_end] == draft.record.quote
        assert draft.quote_start <= draft.start < draft.end <= draft.quote_end


words = st.sampled_from(
    ["killed", "12", "people", "at", "least", "1,200", "wounded", "and", "the", "Red", "Cross", "said", ",", ".", '"',
     "dozens", "of", "no", "casualties", "on", "Monday", "in", "Zaria", "toll", "to", "from", "IS", "members", "\n\n"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(words, max_size=40).map(" ".join))
def test_generated_wire_copy(text):
    holds(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text):
    holds(text)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes(data):
    holds(data.decode("latin-1"))


def test_the_same_text_gives_the_same_claims():
    text = "Shelling killed 12 people and wounded 30, the Red Cross said."
    assert extract(text) == extract(text)


FILES = sorted((SHARED / "data" / "texts").glob("*.jsonl"))


@pytest.mark.skipif(not FILES, reason="the real texts are not at hand")
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_real_texts(path):
    lines = path.read_text(encoding="utf-8").splitlines()[:250]
    for line in lines:
        for value in json.loads(line).values():
            if isinstance(value, str) and len(value) > 200:
                holds(value)
