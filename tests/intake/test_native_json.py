"""A native JSON line becomes one record; loose JSON is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.intake.native import read_csv, read_jsonl

GOOD = {"document": "A", "measure": "killed", "value": 27}


def refusal(line: str) -> str:
    with pytest.raises(InputError) as caught:
        list(read_jsonl(json.dumps(GOOD) + "\n\n" + line, "t.jsonl"))
    assert (caught.value.path, caught.value.line) == ("t.jsonl", 3)
    return str(caught.value)


def test_numbers_may_be_written_either_way():
    for value in (27, "27", "٢٧"):
        (row,) = read_jsonl(json.dumps(GOOD | {"value": value}), "t.jsonl")
        assert row.record.value == 27


def test_null_is_not_stated():
    (row,) = read_jsonl(json.dumps(GOOD | {"group": None, "low": None, "id": None}), "t.jsonl")
    assert (row.record.group, row.record.low, row.record.id) == (None, None, None)


def test_only_line_feeds_end_a_line():
    (row,) = read_jsonl(json.dumps(GOOD | {"quote": "a\u2028b\u0085c"}, ensure_ascii=False) + "\r\n", "t.jsonl")
    assert row.record.quote == "a\u2028b\u0085c"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"document":"A","document":"B"}', "key “document” stands twice"),
        ('{"docment":"A"}', "key “docment” is not known; did you mean document?"),
        ('{"document":"A","measure":"killed","value":27.0}', "number “27.0” is not a whole number"),
        ('{"document":"A","measure":"killed","value":1e400}', "number “1e400” is not a whole number"),
        ('{"document":"A","measure":"killed","value":NaN}', "number “NaN” is not a whole number"),
        ('{"document":"A","measure":"killed","value":-1}', "value “-1” is below zero"),
        (
            '{"document":"A","measure":"killed","value":true}',
            "value must be a whole number or a string of digits",
        ),
        ('{"document":["A"]}', "document must be a string, not a list"),
        ('{"document":{}}', "document must be a string, not an object"),
        ('{"document":1}', "document must be a string, not a number"),
        ('{"quote":"\\ud800"}', "quote “‹U+D800›” holds a NUL or half a character"),
        ("[]", "is not a JSON object"),
        ("{", "is not JSON"),
        ("{} {}", "is not JSON"),
        ("[" * 99_999, "nested too deeply"),
    ],
)
def test_loose_json_is_refused_with_its_line(line, words):
    assert words in refusal(line)


CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters='\0\r\n"'), max_size=8)


@given(st.lists(st.tuples(CELLS, st.integers(0, 10**9), CELLS), min_size=1, max_size=4))
def test_both_native_formats_read_the_same_rows_alike(rows):
    rows = [(document, str(value), group) for document, value, group in rows]
    table = "document,value,group,measure\n" + "".join(f'"{d}",{v},"{g}",killed\n' for d, v, g in rows)
    lines = "".join(json.dumps({"document": d, "value": v, "group": g, "measure": "killed"}) + "\n" for d, v, g in rows)
    outcomes = []
    for read, text in ((read_csv, table), (read_jsonl, lines)):
        try:
            outcomes.append([row.record for row in read(text, "x")])
        except InputError as error:
            outcomes.append(error.reason)
    assert outcomes[0] == outcomes[1]
