"""Rows and ids that stand twice in a table of more rows than are kept in memory: told apart just the same."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.intake import prepare as preparing
from ledger.intake.batch import IntakeOptions
from ledger.intake.items import items
from ledger.intake.paths import expand

HEAD = "id,document,value,measure,place\n"


def rows_of(path: Path, kept: int) -> list[tuple[object, ...]]:
    """The prepared rows of a table where `kept` ids and marks are held as they are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preparing, "KEPT", kept)
        [item] = items(expand([str(path)], path.with_name("ledger.db")))
        with closing(preparing.prepare(item, IntakeOptions())) as file:
            return [row for chunk in file.rows() for row in chunk]


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


@given(st.lists(st.integers(1, 12).map(str) | st.just(""), min_size=1, max_size=20), st.none() | st.integers(0, 19))
def test_the_first_fault_is_told_however_many_ids_are_kept(
    tmp_path_factory: pytest.TempPathFactory, ids: list[str], bad: int | None
) -> None:
    path = tmp_path_factory.mktemp("ids") / "table.csv"
    path.write_text(
        HEAD + "".join(f"{key},Report,{'x' if at == bad else at},killed,Zaria\n" for at, key in enumerate(ids))
    )

    def outcome(kept: int) -> object:
        try:
            return rows_of(path, kept)
        except InputError as error:
            return str(error)

    expected = outcome(1_000)
    given_ids = [key for key in ids if key]
    if bad is None and len(set(given_ids)) < len(given_ids):
        assert "already" in str(expected)
    for kept in (0, 1, 3):
        assert outcome(kept) == expected
