"""Bytes become text by a mark, by UTF-8 or by the user's word, never by a guess."""

from __future__ import annotations

import codecs
import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.intake.encodings import decode
from ledger.intake.reading import open_table

STORABLE = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))


@given(STORABLE.filter(lambda t: not t.startswith("\ufeff")))
def test_text_comes_back_untouched(text):
    assert decode(text.encode(), None, "x") == (text, "utf-8")
    assert decode(codecs.BOM_UTF8 + text.encode(), None, "x") == (text, "utf-8")
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le"), None, "x") == (text, "utf-16")
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be"), None, "x") == (text, "utf-16")
    assert decode(text.encode("utf-16-le"), "UTF-16LE", "x")[0] == text or text.startswith("\ufeff")


def test_line_ends_stay():
    assert decode(b"a\r\nb\rc\n", None, "x")[0] == "a\r\nb\rc\n"


def test_the_error_names_the_line_and_shows_likely_readings():
    data = "first\nsecond\r\nقتل ٧ في مدينة الحسكة\n".replace("٧", "7").encode("cp1256")
    with pytest.raises(InputError) as caught:
        decode(data, None, "news.txt")
    assert caught.value.line == 3
    assert str(caught.value).startswith("news.txt:3: byte 0xde is not UTF-8")
    assert "--encoding" in caught.value.remedy
    assert "cp1256 “قتل 7 في مدينة الحسكة”" in caught.value.remedy
    assert "cp1252 “ÞÊá" in caught.value.remedy


@pytest.mark.parametrize("before", ["", "a\n", "a\r\n", "a\r", "a\r\n\r\n" * 30_000, "é\n" * 70_000])
def test_the_line_of_the_bad_byte_is_right_in_long_files(before):
    data = before.encode() + b"caf\xe9 27\nnext\n"
    lines = before.count("\n") + before.replace("\r\n", "").count("\r") + 1
    with pytest.raises(InputError) as whole:
        decode(data, None, "x")
    with pytest.raises(InputError) as streamed, open_table("-", stdin=io.BytesIO(data)) as text:
        list(text.lines())
    assert whole.value.line == streamed.value.line == lines
    assert str(streamed.value).endswith(str(whole.value).split(":", 2)[2])
    assert "cp1252 “café 27”" in whole.value.remedy


@pytest.mark.parametrize("kind", ["random", "a program", "UTF-16 in Chinese"])
def test_bytes_of_no_text_are_told_as_such(kind):
    data = {
        "random": random.Random(4).randbytes(3000),
        "a program": b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00>\x00\x01\x00\x00\x00\xd0a" + bytes(40),
        "UTF-16 in Chinese": ("在哈塞克有 27 人死亡。\n" * 9).encode("utf-16-le"),
    }[kind]
    with pytest.raises(InputError, match=r"^x: these are not the bytes of a text; .*--encoding utf-16-le; else leave"):
        decode(data, None, "x")


def test_one_strange_byte_in_a_text_is_no_reason_to_call_it_none():
    with pytest.raises(InputError, match="cp1252 “"):
        decode(b"caf\xe9: 27 people \x01 were killed\n", None, "x")


def test_named_encodings_are_used():
    assert decode("café".encode("latin-1"), "Latin-1", "x") == ("café", "iso8859-1")
    assert decode("قتل".encode("cp1256"), "cp1256", "x") == ("قتل", "cp1256")


@pytest.mark.parametrize("name", ["", "nonsense", "rot13", "hex", "zlib", "undefined", "unicode_escape", "a\0b"])
def test_unknown_encodings_are_refused(name):
    with pytest.raises(InputError, match="is not an encoding"):
        decode(b"27", name, "x")


def test_utf16_without_mark_needs_its_byte_order():
    with pytest.raises(InputError, match="utf-16-le"):
        decode("27".encode("utf-16-le"), "utf-16", "x")
    with pytest.raises(InputError, match=r"NUL.*--encoding utf-16-le"):
        decode("27 dead".encode("utf-16-le"), None, "x")


def test_a_mark_that_contradicts_the_user_is_an_error():
    with pytest.raises(InputError, match="marked as utf-8, not cp1252"):
        decode(codecs.BOM_UTF8 + b"27", "cp1252", "x")
    assert decode(codecs.BOM_UTF8 + b"27", "utf-8", "x")[0] == "27"
    assert decode(codecs.BOM_UTF16_LE + "27".encode("utf-16-le"), "utf-16-le", "x")[0] == "27"


def test_nul_and_half_characters_name_their_line():
    with pytest.raises(InputError, match=r"^x:2: .*NUL"):
        decode(b"a\nb\0c", None, "x")
    with pytest.raises(InputError, match=r"^x:2: .*U\+D800"):
        decode(b"a\n+2AA-", "utf-7", "x")
