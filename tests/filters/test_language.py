"""What a person types to choose claims: words, fields, comparisons, opposites; and what is said when it is wrong."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.filters import Term, parse


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("hasakeh", (Term(None, "is", ("hasakeh",)),)),
        ('"free words"', (Term(None, "phrase", ("free words",)),)),
        ("“free words”", (Term(None, "phrase", ("free words",)),)),
        ("place:hasakeh", (Term("place", "is", ("hasakeh",)),)),
        ('place:"Deir ez-Zor"', (Term("place", "is", ("Deir ez-Zor",)),)),
        ("where:hasakeh who:people", (Term("place", "is", ("hasakeh",)), Term("group", "is", ("people",)))),
        ("measure:killed,injured", (Term("measure", "is", ("killed", "injured")),)),
        ("measure:abducted", (Term("measure", "is", ("kidnapped",)),)),
        ("measure:bod", (Term("measure", "is", ("bodies_found",)),)),
        ("status:civ", (Term("status", "is", ("Civilian",)),)),
        (">20", (Term("figure", ">", ("20",)),)),
        ("<=1,000", (Term("figure", "<=", ("1000",)),)),
        ("20..30", (Term("figure", "between", ("20", "30")),)),
        ("value:27", (Term("figure", "is", ("27",)),)),
        ("figure>20", (Term("figure", ">", ("20",)),)),
        ("state:open", (Term("state", "is", ("open",)),)),
        ("-state:acc", (Term("state", "is", ("accepted",), True),)),
        ("published:2015-06", (Term("published", "is", ("2015-06",)),)),
        ("published:>2015-06", (Term("published", ">", ("2015-06",)),)),
        ("when:2015-06..2015-07", (Term("event_start", "between", ("2015-06", "2015-07")),)),
        ("as_of:none", (Term("as_of", "is", ("none",)),)),
        ("finding:slip", (Term("finding", "is", ("slip",)),)),
        ("-dead", (Term(None, "is", ("dead",), True),)),
    ],
)
def test_what_a_filter_means(text, terms):
    assert parse(text) == terms


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plce:hasakeh", "did you mean place?"),
        ("measure:zz", "is not one of: killed"),
        ("state:opn", "state 'opn' is not one of: open"),
        (">many", "not a whole number"),
        ("place:", "place:none"),
        ("place>3", "place has no order"),
        ("published:soon", "2015-06-03"),
        ("batch:x", "not a number"),
        ('""', "no words"),
        (">99999999999", "whole number"),
    ],
)
def test_what_is_wrong_is_said(text, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        parse(text)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        terms = parse(text)
    except ValueError:
        return
    assert all(t.values and all(t.values) for t in terms)
