"""Words to intervals, exactly as the policy says; and what must hold for every figure."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.figures import Figure, Policy, read, settle
from ledger.vocabulary import Method, Qualifier

P = Policy()


@pytest.mark.parametrize(
    ("figure", "low", "high"),
    [
        (Figure(27), 27, 27),
        (Figure(10), 10, 10),
        (Figure(100), 95, 105),
        (Figure(7000), 6650, 7350),
        (Figure(7000, qualifier=Qualifier.ABOUT), 6500, 7500),
        (Figure(27, qualifier=Qualifier.ABOUT), 26, 28),
        (Figure(7213, qualifier=Qualifier.ABOUT), 7140.87, 7285.13),
        (Figure(100, qualifier=Qualifier.NEARLY), 90, 100),
        (Figure(27, qualifier=Qualifier.AT_LEAST), 27, inf),
        (Figure(27, qualifier=Qualifier.MORE_THAN), 27, inf),
        (Figure(30, qualifier=Qualifier.LESS_THAN), 0, 30),
        (Figure(30, qualifier=Qualifier.UP_TO), 0, 30),
        (Figure(None, 20, 30, Qualifier.BETWEEN), 20, 30),
        (Figure(None, qualifier=Qualifier.VAGUE, words="dozens"), 12, inf),
        (Figure(None, qualifier=Qualifier.VAGUE, words="tens of thousands"), 10_000, inf),
        (Figure(None, 40, None, Qualifier.VAGUE, "dozens"), 40, inf),
    ],
)
def test_hard_readings(figure, low, high):
    found = read(figure, P)
    assert (found.low, found.high) == pytest.approx((low, high))


def test_a_documented_count_is_a_floor():
    assert read(Figure(210_060), P, Method.DOCUMENTED).high == inf
    assert read(Figure(100), P, Method.DOCUMENTED).low == 100


counts = st.integers(0, 10**9)


@given(counts, st.sampled_from([q for q in Qualifier if q not in (Qualifier.VAGUE, Qualifier.BETWEEN)]))
def test_every_reading_is_an_interval_that_holds_its_soft_one(value, qualifier):
    found = read(settle(value, None, None, qualifier), P)
    assert 0 <= found.low <= found.high
    assert found.low <= found.soft_low
    assert found.low <= value <= found.high
    assert found.why


@given(counts, counts)
def test_a_range_reads_as_it_stands(a, b):
    low, high = sorted((a, b))
    found = read(settle(None, low, high, Qualifier.BETWEEN), P)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ((None, 30, 20, None), "above"),
        ((27, 1, 40, Qualifier.EXACT), "exact"),
        ((27, None, None, Qualifier.VAGUE), "no value"),
        ((None, 3, None, Qualifier.BETWEEN), "both"),
        ((5, 6, None, Qualifier.AT_LEAST), "one number"),
        ((-1, None, None, None), "between 0"),
    ],
)
def test_parts_that_disagree_are_refused(parts, says):
    with pytest.raises(ValueError, match=says):
        settle(*parts)
