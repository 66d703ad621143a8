"""The breadth of the vocabulary: what a sentence counts (words_of_harm.txt), who says so (who_says_so.txt).

`sentence => 12 killed; 30 injured` or `sentence => -` for none; measures and speakers after a slash are right too.
A range stands as `(12, 15)`; `None` is nobody named.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extraction.reading import drafts, figures
from tests.gold.scoring import attribution_right

HERE = Path(__file__).parent


def lines(name):
    rows = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [tuple(row.rsplit(" => ", 1)) for row in rows if row]


def matches(wanted, number, measure):
    value, _, measures = wanted.rpartition(" ")
    return value == str(number) and measure in measures.split("/")


@pytest.mark.parametrize(("text", "expected"), lines("words_of_harm.txt"))
def test_what_is_counted(text, expected):
    found = [(number, measure) for number, _, measure in figures(text)]
    wanted = [] if expected == "-" else expected.split("; ")
    assert len(found) == len(wanted), found
    for each in wanted:
        assert any(matches(each, *one) for one in found), (each, found)


@pytest.mark.parametrize(("text", "expected"), lines("who_says_so.txt"))
def test_who_says_so(text, expected):
    found = [d.record.attributed_to for d in drafts(text)]
    wanted = expected.split(";")
    assert found
    for name, names in zip(found, wanted * len(found) if len(wanted) == 1 else wanted, strict=True):
        answers = [None if n == "None" else n for n in names.split("/")]
        gold = {"attributed_to": answers[0], "attributed_alt": answers[1:]}
        assert attribution_right(gold, {"attributed_to": name}), (name, answers)
