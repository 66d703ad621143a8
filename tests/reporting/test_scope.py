"""What a report covers: a time, what one reviewer did, and both said in a sentence."""

from __future__ import annotations

import pytest

from ledger.records import ClaimRecord
from ledger.reporting.scope import Scope
from ledger.vocabulary import Measure


def record(**fields):
    return ClaimRecord(document="Daily", measure=Measure.KILLED, value=1, **{"id": "K1", **fields})


@pytest.mark.parametrize(
    ("fields", "inside"),
    [
        ({"event_start": "2015-06-03"}, True),
        ({"event_start": "2015-05-30", "event_end": "2015-06-01"}, True),
        ({"event_start": "2015-05"}, False),
        ({"event_start": "2015"}, True),
        ({"counted_from": "2011-03", "as_of": "2015-06-08"}, True),
        ({"counted_from": "2011-03", "as_of": "2014-04"}, False),
        ({"as_of": "2015-06-30"}, True),
        ({"published": "2015-07-01"}, False),
        ({"published": "2015-06-04"}, True),
        ({}, False),
    ],
)
def test_a_time_covers_what_meets_it(fields, inside):
    assert Scope(start="2015-06", end="2015-06").covers(record(**fields), ()) is inside


def test_an_open_time_has_one_end():
    assert Scope(start="2015-06").covers(record(event_start="2016-01-01"), ())
    assert not Scope(end="2015-06").covers(record(event_start="2016-01-01"), ())


def test_a_reviewer_covers_the_claims_acted_on():
    scope = Scope(reviewer="Ada")
    assert scope.covers(record(), {"K1"})
    assert not scope.covers(record(id="K2"), {"K1"})


def test_a_time_that_is_no_date_is_refused():
    with pytest.raises(ValueError, match="June"):
        Scope(start="June")


def test_the_scope_in_words():
    words = Scope(place="Hasakeh", start="2015-06", end="2015-06-04", reviewer="Ada", measure="killed").words()
    assert words == (
        "Claims whose place is or contains “Hasakeh” and that count: killed and about 2015-06 or later"
        " and about 2015-06-04 or earlier and that Ada acted on, and all findings about them."
    )
    assert not Scope(reviewer="Ada").whole
