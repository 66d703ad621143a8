"""What the rules find in real tables, against what the keepers of those tables know of them."""

from __future__ import annotations

import pytest

from tests.comparison import real_data
from tests.comparison.real_data import DATA, found, summary

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="../shared/data is not here")


def test_a_hundred_odd_disputes_and_not_a_hundred_thousand_alarms() -> None:
    findings = found(real_data.radford())
    disputes = [f for f in findings if f.code in ("C1", "C2")]
    assert 100 <= len(disputes) <= 125
    assert len({f.quantity["key"] for f in disputes}) == 25


def test_numbers_filed_under_two_measures() -> None:
    hits = [f.explanation for f in found(real_data.radford()) if f.code == "T4"]
    assert len(hits) <= 15
    assert any(h.startswith("22,800 ") for h in hits)
    assert any(h.startswith("1,584 ") for h in hits)


def test_every_mismatch_that_the_keepers_of_the_gaza_toll_list_and_no_other() -> None:
    assert summary(found(real_data.gaza())) == {"C7": 25, "R2": 2}


def test_a_counter_that_starts_again_is_no_fall() -> None:
    assert summary(found(real_data.lebanon())) == {}
    assert summary(found(real_data.lebanon(with_start=False))) == {"R2": 2}


def test_two_counts_of_one_toll_are_one_dispute_for_all_days() -> None:
    assert summary(found(real_data.west_bank())) == {"C1": 1}
