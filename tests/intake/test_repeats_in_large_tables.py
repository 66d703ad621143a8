"""Rows and ids that stand twice in a table of more rows than are kept in memory: told apart just the same."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.intake import foreign
from ledger.intake import prepare as preparing
from ledger.intake.batch import IntakeOptions
from ledger.intake.items import items
from ledger.intake.paths import expand
from ledger.repeats import Numbers

MAPPING = """
dataset = "Reports"
[row]
id = "{id}"
document = "{document}"
place = "{place}"
[[claim]]
measure = "killed"
value = "{value}"
"""
HEAD = "id,document,value,measure,place\n"
KEEP_GOING = IntakeOptions(keep_going=True)


def prepared(
    path: Path, kept: int, options: IntakeOptions | None = None
) -> tuple[list[tuple[object, ...]], list[object]]:
    """The rows of a table and those passed over, where `kept` ids and marks are held as they are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preparing, "KEPT", kept)
        patch.setattr(foreign, "KEPT", kept)
        [item] = items(expand([str(path)], path.with_name("ledger.db")))
        with closing(preparing.prepare(item, options or IntakeOptions())) as file:
            return [row for chunk in file.rows() for row in chunk], list(file.skipped)


def rows_of(path: Path, kept: int) -> list[tuple[object, ...]]:
    """The same, the rows alone."""
    return prepared(path, kept)[0]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["Kaduna", "Zaria"])), min_size=1, max_size=20))
def test_repeated_rows_have_the_same_fingerprints(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[int, str]]
) -> None:
    path = tmp_path_factory.mktemp("repeats") / "table.csv"
    path.write_text(HEAD + "".join(f",Report,{value},killed,{place}\n" for value, place in drawn))
    expected = rows_of(path, 1_000)
    assert len({row[3] for row in expected}) == len(drawn)
    for kept in (0, 1, 3):
        assert rows_of(path, kept) == expected
        assert prepared(path, kept, KEEP_GOING) == prepared(path, 1_000, KEEP_GOING)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(1, 12).map(str) | st.just(""), min_size=1, max_size=20), st.none() | st.integers(0, 19))
def test_the_first_fault_is_told_however_many_ids_are_kept(
    tmp_path_factory: pytest.TempPathFactory, ids: list[str], bad: int | None
) -> None:
    path = tmp_path_factory.mktemp("ids") / "table.csv"
    path.write_text(
        HEAD + "".join(f"{key},Report,{'x' if at == bad else at},killed,Zaria\n" for at, key in enumerate(ids))
    )

    def outcome(kept: int, mapping: str | None = None) -> object:
        try:
            return prepared(path, kept, IntakeOptions(mapping=mapping))[0]
        except InputError as error:
            return str(error)

    mapping = path.with_name("mapping.toml")
    mapping.write_text(MAPPING)
    expected, mapped = outcome(1_000), outcome(1_000, str(mapping))
    given_ids = [key for key in ids if key]
    if bad is None and len(set(given_ids)) < len(given_ids):
        assert "already" in str(expected)
        assert "already" in str(mapped)
    for kept in (0, 1, 3):
        assert outcome(kept) == expected
        assert outcome(kept, str(mapping)) == mapped


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(1, 12).map(str) | st.just(""), min_size=1, max_size=20), st.sets(st.integers(0, 19)))
def test_rows_with_an_id_that_stood_before_are_put_aside_however_many_ids_are_kept(
    tmp_path_factory: pytest.TempPathFactory, ids: list[str], bad: set[int]
) -> None:
    path = tmp_path_factory.mktemp("aside") / "table.csv"
    path.write_text(
        HEAD
        + "1,Report,5,killed,Zaria\n"
        + "".join(f"{key},Report,{'x' if at in bad else at},killed,Zaria\n" for at, key in enumerate(ids))
    )
    rows, aside = prepared(path, 1_000, KEEP_GOING)
    assert len(rows) + len(aside) == 1 + len(ids)
    found = [row[1] for row in rows if row[1]]
    assert len(set(found)) == len(found)
    for kept in (0, 1, 3):
        assert prepared(path, kept, KEEP_GOING) == (rows, aside)


@pytest.mark.parametrize("waiting", [3, 100, 10_000])
def test_numbers_that_stand_more_than_once_are_found_wherever_they_wait(waiting: int) -> None:
    pick = random.Random(1)
    drawn = [pick.randrange(-(1 << 63), 1 << 63) for _ in range(900)]
    drawn += [*pick.sample(drawn, 60), -(1 << 63), (1 << 63) - 1, 0, 0, -(1 << 63)]
    pick.shuffle(drawn)
    numbers = Numbers(waiting)
    for number in drawn:
        numbers.add(number)
    assert numbers.repeated() == {number for number, count in Counter(drawn).items() if count > 1}
