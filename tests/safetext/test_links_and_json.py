"""Links lead to web pages only; JSON is safe on a terminal and loses nothing."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.safetext import json_text, safe_href


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a?b=c#d",
        "http://news.example:8080/",
        "https://[2001:db8::1]/x",
        "https://مثال.example/خبر",
        "HTTPS://NEWS.EXAMPLE/",
    ],
)
def test_web_addresses_may_be_linked(url):
    assert safe_href(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>1</script>",
        "file:///etc/passwd",
        "//news.example/a",
        "https:/news.example",
        "https:news.example",
        "https:\\\\news.example",
        "https://",
        "https://paper.example@evil.example/",
        "https://news.example/\u202egpj",
        "https://news.example/a b",
        "https://news.example/\n",
        " https://news.example/",
        "https://news.example:port/",
        "https://[::1",
        "https://news.example/" + "a" * 3_000,
        "https://news.example/\ud800",
    ],
)
def test_other_addresses_may_not(url):
    assert safe_href(url) is None


@given(st.text(st.characters()))
def test_any_text_gives_a_link_or_none(text):
    assert safe_href(text) in (text, None)
    assert safe_href("https://" + text) in ("https://" + text, None)


STORABLE = st.text(st.characters(exclude_categories=("Cs",)))


@given(st.dictionaries(STORABLE, STORABLE | st.integers() | st.none()))
def test_json_shows_nothing_that_is_obeyed_and_comes_back(value):
    written = json_text(value)
    assert not any(unicodedata.category(c) in ("Cc", "Zl", "Zp") or c in "\u202e\u2066\u200b" for c in written)
    assert json.loads(written) == value


def test_json_escapes_what_a_terminal_obeys():
    assert json_text("\x9b\u202e\x7f\U000e0041 قتل") == r'"\u009b\u202e\u007f\udb40\udc41 قتل"'
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text(float("nan"))
