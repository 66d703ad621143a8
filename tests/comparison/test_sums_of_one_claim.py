"""The sums of a quantity after a claim is keyed in: carried on from what stood, and the same as if summed anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger import detection
from ledger.api import Ledger
from ledger.records import ClaimRecord
from ledger.vocabulary import Measure, Qualifier, TimeKind


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledgers") / "empty.db"
    Ledger.create(path, reviewer="r").close()
    return path


@st.composite
def keyed_in(draw: st.DrawFn) -> ClaimRecord:
    qualifier = draw(st.sampled_from([Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.VAGUE]))
    vague = qualifier is Qualifier.VAGUE
    return ClaimRecord(
        document=f"Report {draw(st.integers(1, 3))}",
        figure_text="dozens" if vague else None,
        value=None if vague else draw(st.sampled_from([0, 5, 60])),
        qualifier=qualifier,
        measure=Measure.KILLED,
        place=draw(st.sampled_from(["Raqqa, Syria", "Homs, Syria"])),
        event_start="2017-06-01",
        time_kind=TimeKind.EVENT,
        attributed_to=draw(st.sampled_from(["SOHR", "UN"])),
    )


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(claims=st.lists(keyed_in(), min_size=1, max_size=8))
def test_the_sums_are_those_of_the_readings(empty: Path, claims: list[ClaimRecord]):
    path = empty.with_name("sums.db")
    shutil.copy(empty, path)
    with Ledger(path, reviewer="r") as ledger:
        for claim in claims:
            ledger.add(claim)
            with ledger.reading() as c:
                assert not list(detection.differences(c))


def test_a_figure_given_in_two_ways_is_marked(empty: Path):
    path = empty.with_name("mixed.db")
    shutil.copy(empty, path)
    with Ledger(path, reviewer="r") as ledger:
        for number, qualifier in enumerate((Qualifier.EXACT, Qualifier.EXACT, Qualifier.AT_LEAST)):
            ledger.add(
                ClaimRecord(
                    document=f"Report {number}",
                    value=27,
                    qualifier=qualifier,
                    measure=Measure.KILLED,
                    place="Raqqa, Syria",
                    event_start="2017-06-01",
                    time_kind=TimeKind.EVENT,
                    attributed_to="SOHR",
                )
            )
            with ledger.reading() as c:
                row = c.exec_driver_sql("SELECT claims, mixed FROM quantity").one()
            assert tuple(row) == (number + 1, qualifier is Qualifier.AT_LEAST)
