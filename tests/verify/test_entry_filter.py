"""Which entries of the journal a filter lets through: every part that is given must hold."""

from __future__ import annotations

import pytest

from ledger import journal
from ledger.connections.engine import writing
from ledger.journal import EntryFilter

DONE = (
    ("2015-06-01T08:00:00Z", "Amina", "accept"),
    ("2015-06-02T09:30:00Z", "Ben", "reject"),
    ("2015-06-02T09:30:01Z", "Ben", "undo"),
    ("2015-07-01T00:00:00Z", "amina o'neil", "accept"),
)


@pytest.fixture
def numbers(ledger):
    """The numbers of the entries that a filter lets through, counted from the first of DONE."""
    with writing(ledger._engine) as connection:
        for at, reviewer, act in DONE:
            journal.append(connection, reviewer, act, "claim:1", {}, at)

    def through(which: EntryFilter | None = None, **more: object) -> list[int]:
        with ledger.reading() as connection:
            given = {"after": 1, **more}
            return [e.seq - 1 for e in journal.entries(connection, which=which, **given)]

    return through


@pytest.mark.parametrize(
    ("which", "found"),
    [
        (None, [1, 2, 3, 4]),
        (EntryFilter(), [1, 2, 3, 4]),
        (EntryFilter(since="2015-06-02T09:30:00Z"), [2, 3, 4]),
        (EntryFilter(since="2015-06-02T09:30:01"), [3, 4]),
        (EntryFilter(since="2015-07"), [4]),
        (EntryFilter(until="2015-06-02T09:30:00"), [1, 2]),
        (EntryFilter(until="2015-06-02"), [1, 2, 3]),
        (EntryFilter(until="2015-05"), []),
        (EntryFilter(since="2015-06-02", until="2015-06"), [2, 3]),
        (EntryFilter(by="AMINA"), [1, 4]),
        (EntryFilter(by="o'neil"), [4]),
        (EntryFilter(by="_"), []),
        (EntryFilter(acts=("reject",)), [2]),
        (EntryFilter(acts=("accept", "undo")), [1, 3, 4]),
        (EntryFilter(numbers=()), []),
        (EntryFilter(numbers=(3, 5)), [2, 4]),
        (EntryFilter(since="2015-06-01", until="2015-06", by="b", acts=("reject", "undo"), numbers=(2, 4)), [3]),
    ],
)
def test_which_entries_a_filter_lets_through(numbers, which, found):
    assert numbers(which) == found


def test_order_and_limit_are_of_what_the_filter_lets_through(numbers):
    which = EntryFilter(acts=("accept", "undo"))
    assert numbers(which, newest_first=True) == [4, 3, 1]
    assert numbers(which, limit=2) == [1, 3]
    assert numbers(which, before=5) == [1, 3]


def test_the_names_of_the_acts_come_once_and_in_order(numbers, ledger):
    assert numbers() == [1, 2, 3, 4]
    with ledger.reading() as connection:
        assert journal.acts(connection) == ["accept", "create", "reject", "undo"]
