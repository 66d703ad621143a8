"""What the portions of an import change among the findings is told as one change, in eight bytes a finding."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ledger.detection.findings import Changes
from ledger.detection.tally import FindingIds, Tally

PORTION = st.tuples(st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)))


def named(number: int) -> str:
    """An id, one of them above half of what 64 bits hold."""
    return f"{number * 0x1FFF_FFFF_FFFF_FFF1 % (1 << 64):016x}"


@given(st.sets(st.integers(0, 9)), st.lists(PORTION, max_size=6))
def test_new_are_the_findings_that_stand_and_did_not_stand_before(
    before: set[int], portions: list[tuple[set[int], set[int], set[int]]]
) -> None:
    stand, again, tally = set(before), set(), Tally()
    for come, go, back in portions:
        come, go = come - stand, go & stand
        stand = (stand | come) - go
        again |= back
        tally.take(Changes(*(tuple(named(n) for n in sorted(part)) for part in (come, go, back))))
    assert list(tally.new) == sorted(named(n) for n in stand - before)
    assert len(tally.new) == len(stand - before)
    assert bool(tally.new) == bool(stand - before)
    assert set(tally.reopened) == {named(n) for n in again}


def test_ids_given_twice_are_held_once_and_taken_out_everywhere() -> None:
    ids = FindingIds(["00000000000000ff", "ffffffffffffffff"])
    others = FindingIds(["ffffffffffffffff", "0000000000000001"])
    ids.update(others)
    assert list(ids) == ["0000000000000001", "00000000000000ff", "ffffffffffffffff"]
    assert len(ids) == 3
    assert "00000000000000ff" in ids
    assert ids.discard("ffffffffffffffff")
    assert not ids.discard("ffffffffffffffff")
    assert list(ids) == ["0000000000000001", "00000000000000ff"]
