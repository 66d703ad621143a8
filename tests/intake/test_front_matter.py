"""A front matter says who published a text; the text that is kept starts after it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.intake.frontmatter import FrontMatter, split

FULL = """---
title: "27 dead: a count"
publisher: Example Daily
published: 2015-06-04
url: https://news.example/a?b=c:d

---
Text: 27 dead.
---
More.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_four_keys_are_read_and_the_text_starts_after_them(end):
    found = split(FULL.replace("\n", end), "a.txt")
    assert found == FrontMatter(
        text="Text: 27 dead.\n---\nMore.\n".replace("\n", end),
        title="27 dead: a count",
        publisher="Example Daily",
        published="2015-06-04",
        url="https://news.example/a?b=c:d",
    )


@pytest.mark.parametrize(
    "text", ["", "27 dead", "\n---\ntitle: a\n---\n", " ---\ntitle: a\n---\n", "----\n", "---", "--- a\nb"]
)
def test_other_texts_are_left_alone(text):
    assert split(text, "a.txt") == FrontMatter(text)


def test_an_empty_value_is_not_stated():
    assert split("---\npublisher:\ntitle: ''\n---\nx", "a.txt") == FrontMatter("x")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "---\ntitle: a\npublsher: b\n---\n",
            "a.txt:3: “publsher” is not known in a front matter; did you mean publ",
        ),
        ("---\nauthor: a\n---\n", "a.txt:2: “author” is not known"),
        ("---\nno colon here\n---\n", "a.txt:2: “no colon here” is not known"),
        ("---\ntitle: a\ntitle: b\n---\n", "a.txt:3: title stands twice"),
        ("---\npublished: 4 June\n---\n", "a.txt:2: published “4 June” is not a date"),
        ("---\ntitle: a\n", "a.txt:1: the front matter that starts with --- is not closed"),
        ("---\n" + "\n" * 100 + "---\n", "a.txt:1: the front matter that starts with --- is not closed"),
    ],
)
def test_a_slip_names_its_line(text, message):
    with pytest.raises(InputError) as caught:
        split(text, "a.txt")
    assert str(caught.value).startswith(message)


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_the_text_after_a_front_matter_is_untouched(text):
    assert split("---\ntitle: A\n---\n" + text, "a.txt") == FrontMatter(text, title="A")
