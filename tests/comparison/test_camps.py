"""Camps and the largest agreeing set, against brute force over small ledgers."""

from __future__ import annotations

import os
from functools import cache
from itertools import combinations
from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.comparison.camps import Item, at_odds, camps, dated_together, largest_agreeing_set, most_together

EXAMPLES = int(os.environ.get("CLAIMS_EXAMPLES", "600"))
"""Random ledgers a test; CLAIMS_EXAMPLES=4000 pytest tests/comparison tries the whole of them."""


@st.composite
def items(draw, coarse: bool = True) -> Item:
    first = draw(st.integers(1, 5))
    last = first + (draw(st.integers(0, 2)) if coarse else 0)
    low = draw(st.integers(0, 9))
    high = draw(st.one_of(st.just(low), st.integers(low, 12), st.just(inf)))
    return Item(first, last, low, high, draw(st.booleans()) if coarse else True, draw(st.integers(1, 3)))


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(items(), max_size=7))
def test_a_camp_is_the_longest_chain_that_ends_in_it(ledger: list[Item]) -> None:
    held = dated_together(ledger)

    @cache
    def chain(j: int) -> int:
        return 1 + max((chain(i) for i in range(len(held)) if at_odds(held[i], held[j])), default=0)

    assert camps(ledger) == [chain(j) for j in range(len(ledger))]


@st.composite
def days(draw) -> Item:
    """A figure of one day, whose date may not be stated."""
    return draw(items(coarse=False))._replace(known=draw(st.booleans()))


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(days(), max_size=7))
def test_the_largest_agreeing_set_is_the_heaviest_there_is(ledger: list[Item]) -> None:
    held = dated_together(ledger)

    def agrees(chosen) -> bool:
        return not any(at_odds(held[a], held[b]) for a in chosen for b in chosen if a != b)

    def heaviest(weigh) -> int:
        return max(
            sum(weigh(i) for i in chosen)
            for size in range(len(held) + 1)
            for chosen in combinations(range(len(held)), size)
            if agrees(chosen)
        )

    found = largest_agreeing_set(ledger)
    assert agrees(found)
    assert sum(ledger[i].weight for i in found) == heaviest(lambda i: ledger[i].weight)
    assert most_together(ledger) == heaviest(lambda i: 1)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(items(), min_size=3, max_size=3))
def test_being_at_odds_carries_over(three: list[Item]) -> None:
    i, j, k = dated_together(three)
    if at_odds(i, j) and at_odds(j, k):
        assert at_odds(i, k)


def test_an_undated_figure_of_a_dated_day_does_not_break_the_order() -> None:
    """A found case: 9 on day 1, a dated 5 on day 3, an undated 2 on day 3 needed three camps and had two."""
    three = [Item(1, 1, 9, 9), Item(3, 3, 5, 5), Item(3, 3, 2, 2, known=False)]
    assert camps(three) == [1, 2, 3]
    assert at_odds(*(dated_together(three)[i] for i in (0, 2)))


def test_nobody_is_in_two_minds_about_nothing() -> None:
    assert camps([]) == []
    assert largest_agreeing_set([]) == []
