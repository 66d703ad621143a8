"""A text file becomes a document with a title, its text untouched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.intake.plain import TITLE_LIMIT, read_text, title_of
from ledger.intake.reading import Source


def test_title_from_front_matter_then_first_line_then_name():
    front = b"---\ntitle: Given\npublisher: P\npublished: 2015-06\nurl: u\n---\nFirst line\n"
    document = read_text(Source("folder/a.txt", front))
    assert (document.title, document.publisher, document.published, document.url) == (
        "Given",
        "P",
        "2015-06",
        "u",
    )
    assert document.text == "First line\n"
    assert read_text(Source("a.txt", b"\n \n* * *\n  27  regime\tfighters \r\ndead")).title == "27 regime fighters"
    assert read_text(Source("folder/a.txt", b"* * *\n...")).title == "a.txt"


def test_the_text_and_its_encoding_are_kept():
    text = "\r\n  27 قتل\u2028 \r\n\n"
    document = read_text(Source("a.txt", b"\xef\xbb\xbf" + text.encode()))
    assert (document.text, document.encoding) == (text, "utf-8")
    assert read_text(Source("a.txt", text.encode("utf-16"))).encoding == "utf-16"
    assert read_text(Source("a.txt", "قتل 27".encode("cp1256")), "cp1256").text == "قتل 27"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"---\ntitle: a\n---\n  \n", b"\xef\xbb\xbf"])
def test_a_file_without_text_is_refused(data):
    with pytest.raises(InputError, match="holds no text"):
        read_text(Source("a.txt", data))


@given(st.text(min_size=1))
def test_a_title_is_one_short_line(text):
    title = title_of(text)
    if title is not None:
        assert 0 < len(title) <= TITLE_LIMIT + 1
        assert len(title.splitlines()) == 1
        assert any(c.isalnum() for c in title) or title.endswith("…")
    else:
        assert not any(c.isalnum() for c in text)


def test_a_long_title_is_cut_on_a_word():
    title = title_of("word " * 60)
    assert title == "word " * 23 + "word…"
    assert title_of("x" * 300) == "x" * (TITLE_LIMIT - 1) + "…"
