"""Whatever a file holds, it is read or refused in one line: nothing else ever comes out."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.intake.encodings import decode
from ledger.intake.native import FIELD_LIMIT, read_csv, read_jsonl
from ledger.intake.plain import read_text
from ledger.intake.reading import Source, open_table
from ledger.intake.sniff import sniff
from ledger.safetext import one_line

HEAD = b"document,measure,value,quote\n"
GOOD = HEAD + b"A,killed,27,words\n"


def row(*cells: str) -> bytes:
    return HEAD + ",".join(cells).encode() + b"\n"


def key(pairs: str) -> bytes:
    return ('{"document":"A","measure":"killed",' + pairs + "}\n").encode()


HOSTILE: dict[str, tuple[bytes, bool]] = {
    # name: (bytes, whether the table reader takes them)
    "empty": (b"", False),
    "one newline": (b"\n", False),
    "only blank lines": (b"\r\n\r\n\r\n", False),
    "only a header": (HEAD, True),
    "only a mark": (codecs.BOM_UTF8, False),
    "UTF-8 with mark": (codecs.BOM_UTF8 + GOOD, True),
    "two marks": (codecs.BOM_UTF8 * 2 + GOOD, True),
    "UTF-16 LE with mark": (codecs.BOM_UTF16_LE + GOOD.decode().encode("utf-16-le"), True),
    "UTF-16 BE with mark": (codecs.BOM_UTF16_BE + GOOD.decode().encode("utf-16-be"), True),
    "UTF-32 with mark": (codecs.BOM_UTF32_LE + GOOD.decode().encode("utf-32-le"), True),
    "UTF-16 without mark": (GOOD.decode().encode("utf-16-le"), False),
    "half a UTF-16 character": (codecs.BOM_UTF16_LE + GOOD.decode().encode("utf-16-le")[:-1], False),
    "lone UTF-16 surrogate": (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", False),
    "cp1252 quotes": (row("A", "killed", "27", "x") + b"A,killed,27,\x93x\x94\n", False),
    "cp1256 Arabic": (HEAD + "A,killed,27,قتل".encode("cp1256"), False),
    "cp1251 Cyrillic": (HEAD + "A,killed,27,убито".encode("cp1251"), False),
    "Latin-1 after UTF-8": (HEAD + "A,killed,27,Ḥ".encode() + b"\xe9\n", False),
    "overlong slash": (HEAD + b"A,killed,27,\xc0\xaf\n", False),
    "overlong NUL": (HEAD + b"A,killed,27,\xc0\x80\n", False),
    "encoded surrogate": (HEAD + b"A,killed,27,\xed\xa0\x80\n", False),
    "beyond Unicode": (HEAD + b"A,killed,27,\xf4\x90\x80\x80\n", False),
    "cut UTF-8": (HEAD + "A,killed,27,ق".encode()[:-1], False),
    "NUL in a cell": (HEAD + b"A,killed,27,a\x00b\n", False),
    "NUL in the header": (b"document,measure,value,qu\x00ote\n", False),
    "only NULs": (b"\x00" * 4096, False),
    "random bytes": (bytes(range(256)) * 8, False),
    "escape sequences": (row("A", "killed", "27", "\x1b]52;c;ZXZpbA==\x07\x1b[2J"), True),
    "bidirectional override": (row("A", "killed", "27", "\u202e72"), True),
    "unclosed quote": (HEAD + b'A,killed,27,"never closed\nB,killed,3,x\n' * 3, False),
    "unclosed quote to the limit": (HEAD + b'A,killed,27,"' + b"x" * (FIELD_LIMIT + 10), False),
    "text after a quote": (row("A", "killed", "27", '"x"y'), False),
    "lone quote in a cell": (row("A", "killed", "27", 'x"y'), True),
    "giant cell": (HEAD + b"A,killed,27," + b"x" * (FIELD_LIMIT + 1) + b"\n", False),
    "giant line": (b"x" * (5 << 20), False),
    "many columns": (b"a," * 50_000 + b"b\n", False),
    "many commas": (HEAD + b"," * 100_000 + b"\n", False),
    "too few cells": (row("A", "killed"), False),
    "too many cells": (row("A", "killed", "27", "x", "y"), False),
    "same column twice": (b"document,measure,value,value\nA,killed,3,300\n", False),
    "unknown column": (b"document,measure,value,deaths\nA,killed,3,300\n", False),
    "unnamed column": (b"document,measure,value,\nA,killed,3,300\n", False),
    "semicolons": (b"document;measure;value\nA;killed;3\n", True),
    "tabs": (b"document\tmeasure\tvalue\nA\tkilled\t3\n", True),
    "no figure column": (b"document,measure\nA,killed\n", False),
    "old Mac line ends": (GOOD.replace(b"\n", b"\r"), True),
    "mixed line ends": (b"document,measure,value\r\nA,killed,3\rA,killed,4\nA,killed,5", True),
    "U+2028 in a cell": (row("A", "killed", "27", "a\u2028b\u0085c"), True),
    "empty document": (row("", "killed", "27", "x"), False),
    "blank document": (row(" \u00a0", "killed", "27", "x"), False),
    "empty measure": (row("A", "", "27", "x"), False),
    "no figure": (row("A", "killed", "", "x"), False),
    "grouped digits": (row("A", "killed", '"7,000"', "x"), False),
    "blank in digits": (row("A", "killed", "7 000", "x"), False),
    "underscore in digits": (row("A", "killed", "1_000", "x"), False),
    "plus sign": (row("A", "killed", "+27", "x"), False),
    "below zero": (row("A", "killed", "-27", "x"), False),
    "minus sign": (row("A", "killed", "−27", "x"), False),
    "decimals": (row("A", "killed", "27.0", "x"), False),
    "exponent": (row("A", "killed", "1e3", "x"), False),
    "infinite": (row("A", "killed", "1e400", "x"), False),
    "NaN": (row("A", "killed", "NaN", "x"), False),
    "hexadecimal": (row("A", "killed", "0x1B", "x"), False),
    "superscript": (row("A", "killed", "2²", "x"), False),
    "Roman numeral": (row("A", "killed", "Ⅻ", "x"), False),
    "Arabic-Indic digits": (row("A", "killed", "٢٧", "x"), True),
    "Persian digits": (row("A", "killed", "۲۷", "x"), True),
    "fullwidth digits": (row("A", "killed", "２７", "x"), True),
    "2^31": (row("A", "killed", str(2**31), "x"), False),
    "2^63": (row("A", "killed", str(2**63), "x"), False),
    "2^64": (row("A", "killed", str(2**64), "x"), False),
    "a billion": (row("A", "killed", "1000000000", "x"), True),
    "a billion and one": (row("A", "killed", "1000000001", "x"), False),
    "5,000 digits": (row("A", "killed", "9" * 5_000, "x"), False),
    "5,000 Arabic digits": (row("A", "killed", "٩" * 5_000, "x"), False),
    "formula as measure": (row("A", "=cmd|' /C calc'!A0", "27", "x"), False),
    "formula as quote": (row("A", "killed", "27", "=1+1"), True),
    "markup": (row("A[/]", "killed", "27", "[@click=app.quit]x[/] <script>alert(1)</script>"), True),
    "day that does not exist": (b"document,measure,value,published\nA,killed,3,2015-02-30\n", False),
    "date as a number": (b"document,measure,value,published\nA,killed,3,1433376000\n", False),
    "week date": (b"document,measure,value,published\nA,killed,3,2015-W23\n", False),
    "year 0": (b"document,measure,value,published\nA,killed,3,0000-01-01\n", False),
    "year 10000": (b"document,measure,value,published\nA,killed,3,10000-01-01\n", False),
    "Arabic date": (b"document,measure,value,published\nA,killed,3," + "٢٠١٥".encode() + b"\n", False),
    "endless date": (b"document,measure,value,published\nA,killed,3," + b"2015-" * 9_999 + b"\n", False),
    "open date": (b"document,measure,value,counted_from\nA,killed,3,2011-03/..\n", True),
    "JSON array": (b"[1,2]\n", False),
    "JSON text": (b'"A"\n', False),
    "JSON null": (b"null\n", False),
    "JSON deep": (b"[" * 100_000, False),
    "JSON deep object": (b'{"a":' * 100_000, False),
    "JSON cut": (b'{"document":"A","measure"', False),
    "JSON twice a line": (key('"value":1').strip() * 2, False),
    "JSON pretty": (b'{\n"document":"A"\n}\n', False),
    "JSON good": (key('"value":27'), True),
    "JSON digits": (key('"value":"27"'), True),
    "JSON Arabic digits": (key('"value":"٢٧"'), True),
    "JSON key twice": (key('"value":3,"value":300'), False),
    "JSON key twice inside": (key('"value":3,"quote":{"a":1,"a":2}'), False),
    "JSON unknown key": (key('"value":3,"deaths":4'), False),
    "JSON NaN": (key('"value":NaN'), False),
    "JSON Infinity": (key('"value":-Infinity'), False),
    "JSON 1e400": (key('"value":1e400'), False),
    "JSON 27.0": (key('"value":27.0'), False),
    "JSON 1E3": (key('"value":1E3'), False),
    "JSON 2^63": (key(f'"value":{2**63}'), False),
    "JSON 5,000 digits": (key('"value":' + "9" * 5_000), False),
    "JSON minus": (key('"value":-1'), False),
    "JSON true": (key('"value":true'), False),
    "JSON list": (key('"value":3,"quote":["x"]'), False),
    "JSON object": (key('"value":3,"quote":{"x":1}'), False),
    "JSON number as text": (key('"value":3,"quote":5'), False),
    "JSON lone surrogate": (key('"value":3,"quote":"\\ud800"'), False),
    "JSON surrogate pair": (key('"value":3,"quote":"\\ud83d\\ude00"'), True),
    "JSON NUL": (key('"value":3,"quote":"a\\u0000b"'), False),
    "JSON U+2028": (key('"value":3,"quote":"a\u2028b"'), True),
    "JSON raw control": (key('"value":3,"quote":"a\x1bb"'), False),
    "JSON carriage return between": (b'{"document":"A",\r"measure":"killed","value":3}\n', True),
    "JSON with mark": (codecs.BOM_UTF8 + key('"value":27'), True),
    "JSON giant string": (key('"value":3,"quote":"' + "x" * (FIELD_LIMIT + 1) + '"'), False),
    "JSON proto": (key('"value":3,"__proto__":"x"'), False),
}


def table(data: bytes, ends: str) -> list:
    """Read bytes as a table the way an import does, by stream."""
    read = read_jsonl if ends else read_csv
    with open_table("-", stdin=io.BytesIO(data)) as text:
        return list(read(text.lines(ends), "x"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_table_is_read_or_refused_in_one_line(name):
    data, taken = HOSTILE[name]
    read, ends = (read_jsonl, "\n") if name.startswith("JSON") else (read_csv, "")
    streamed = rows_or_refusal(lambda: table(data, ends))
    whole = rows_or_refusal(lambda: list(read(decode(data, None, "x")[0], "x")))
    assert isinstance(streamed, list) == isinstance(whole, list) == taken
    if taken:
        assert streamed == whole
        return
    for error in (streamed, whole):
        assert error.reason
        assert error.remedy
        assert len(str(error)) < 1_000
        assert str(error) == one_line(str(error), 1_000), "an error must show nothing that is obeyed"


def rows_or_refusal(attempt: Callable[[], list]) -> list | InputError:
    try:
        return attempt()
    except InputError as error:
        return error


def refused_or(attempt: Callable[[], object]) -> None:
    """Any other exception fails the test; a refusal must say why."""
    refusal = rows_or_refusal(attempt)
    assert not isinstance(refusal, InputError) or refusal.reason


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_sniffed_and_read_as_text(name):
    data, _ = HOSTILE[name]
    for suffix in ("", ".csv", ".jsonl", ".txt", ".json"):
        refused_or(lambda s=suffix: sniff("x" + s, data[:4096]))
    refused_or(lambda: read_text(Source("x", data)))


ENCODINGS = st.sampled_from(
    [None, "utf-8", "utf-16", "utf-16-le", "utf-32-be", "latin-1", "cp1256", "ascii", "utf-7", "cp932",
     "gb18030", "hz", "iso2022_jp", "big5hkscs", "rot13", "hex", "zlib", "idna", "punycode", "unicode_escape",
     "undefined", "no such", "", "\0", "../x", "é"]
)  # fmt: skip


@given(st.binary(max_size=400), ENCODINGS)
@settings(deadline=None)
@example(b"\x1b", "hz")
@example(b"+2AA-", "utf-7")
def test_any_bytes_in_any_encoding(data, encoding):
    refused_or(lambda: decode(data, encoding, "x"))
    refused_or(lambda: open_lines(data, encoding))
    refused_or(lambda: read_text(Source("x", data), encoding))


def open_lines(data: bytes, encoding: str | None) -> list[str]:
    with open_table("-", encoding, stdin=io.BytesIO(data)) as text:
        return list(text.lines())


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_as_a_table(data):
    refused_or(lambda: table(data, ""))
    refused_or(lambda: table(data, "\n"))
    refused_or(lambda: table(GOOD + data, ""))
    refused_or(lambda: table(b'{"document":"' + data + b'","measure":"killed","value":1}', "\n"))


NAMES = ("document", "measure", "value", "low", "high", "figure_text", "qualifier", "published", "as_of")
CELL = st.text(st.characters(), max_size=12) | st.sampled_from(
    [
        "27",
        "2015-06-03",
        "killed",
        "2011/..",
        "../2015",
        "vague",
        "dozens",
        "1e9",
        "٢٧",
        " ",
        "/",
        "..",
        "~",
        "about",
    ]
)


@given(
    st.lists(
        st.sampled_from(NAMES),
        unique=True,
    ),
    st.lists(st.lists(CELL, max_size=10), max_size=4),
)
@settings(deadline=None)
def test_any_cells_under_native_columns(columns, rows):
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([columns, *(cells[: len(columns)] for cells in rows)])
    refused_or(lambda: list(read_csv(stream.getvalue(), "x")))


@given(st.dictionaries(CELL | st.sampled_from(["document", "measure", "value", "quote"]), CELL | st.integers()))
@settings(deadline=None)
def test_any_json_object(record):
    refused_or(lambda: list(read_jsonl(json.dumps(record), "x")))
