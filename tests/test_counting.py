"""Numbers of things are said as people say them."""

from __future__ import annotations

import pytest

from ledger.counting import plural


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 claims"), (1, "1 claim"), (2, "2 claims"), (1_200, "1,200 claims")]
)
def test_one_is_singular_and_thousands_are_parted(number: int, said: str) -> None:
    assert plural(number, "claim") == said


def test_a_plural_that_does_not_end_in_s() -> None:
    assert plural(2, "entry", "entries") == "2 entries"
    assert plural(1, "entry", "entries") == "1 entry"
