"""Nothing that a terminal obeys or hides passes the gate."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.safetext import one_line, rich_text, visible

ANY_TEXT = st.text(st.characters())
KEPT = "\u200c\u200d\u200e\u200f\u061c"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("27 dead", "27 dead"),
        ("\x1b[31mred", "␛[31mred"),
        ("\x1b]52;c;ZXZpbA==\x07", "␛]52;c;ZXZpbA==␇"),
        ("\x9b2J", "‹U+009B›2J"),
        ("a\x00b\x7f", "a␀b␡"),
        ("\u202e27\u202c", "‹U+202E›27‹U+202C›"),
        ("27\u2066", "27‹U+2066›"),
        ("kil\u200bled", "kil‹U+200B›led"),
        ("\ufeff27", "‹U+FEFF›27"),
        ("\U000e0041", "‹U+E0041›"),
        ("\udc80", "‹U+DC80›"),
        ("one\u2028two", "one‹U+2028›two"),
        ("a\nb\r\nc", "a␊b␍␊c"),
        ("[red]no markup[/]", "[red]no markup[/]"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("مُحَمَّد", "مُحَمَّد"),
        ("e" + "\u0301" * 9, "e\u0301\u0301\u0301\u0301‹+5 marks›"),
        ("x" + "\u200c" * 100, "x" + "\u200c" * 4 + "‹+96 marks›"),
    ],
)
def test_dangerous_characters_are_shown(raw, shown):
    assert visible(raw) == shown


def test_line_ends_stay_only_where_asked_for():
    assert visible("a\r\nb\nc\rd", newlines=True) == "a\nb\nc␍d"


def test_a_cut_says_how_much_is_missing():
    assert visible("x" * 1_300, limit=20) == "x" * 20 + "… [1,280 more characters]"


@given(ANY_TEXT, st.booleans())
def test_no_character_that_is_obeyed_survives(raw, newlines):
    for char in visible(raw, newlines=newlines):
        if char == "\n" and newlines:
            continue
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
        if char not in KEPT:
            assert unicodedata.bidirectional(char) not in (
                "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"
            )  # fmt: skip


@given(ANY_TEXT, st.booleans())
def test_what_is_visible_stays_as_it_is(raw, newlines):
    once = visible(raw, newlines=newlines)
    assert visible(once, newlines=newlines) == once


@given(st.text(st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0x2FF)))
def test_plain_words_are_untouched(raw):
    assert visible(raw) == raw


@given(ANY_TEXT, st.integers(1, 60))
def test_one_line_fits_and_ends_in_an_ellipsis_when_cut(raw, limit):
    line = one_line(raw, limit)
    assert len(line) <= limit
    assert "\n" not in line
    if len(visible(" ".join(raw.split()))) > limit and raw.isascii() and raw.isprintable():
        assert line.endswith("…")


def test_one_line_joins_broken_lines():
    assert one_line("  27 regime\r\n\tfighters \u2028 dead ", 80) == "27 regime fighters dead"
    assert one_line("abcdefghij", 5) == "abcd…"
    assert one_line("x" * 2_000_000, 5) == "xxxx…"


def test_rich_reads_no_markup_and_no_emoji():
    text = rich_text("[link=file:///etc/passwd]x[/link] :skull: \x1b[31m")
    assert text.plain == "[link=file:///etc/passwd]x[/link] :skull: ␛[31m"
    assert text.spans == []
