"""What a sentence sets against each other counts the same; what it calls some of them, or a first count, does not."""

from __future__ import annotations

import pytest

from ledger.partial import partial
from tests.comparison.claims import claim, kinds, placed

BOTH = "At least 282 people were killed in June, by one tally, although government figures said 131 Iraqis died."


def in_iraq(value: int, origin: str, group: str, quote: str, **fields):
    known = {"document": "text", "place": "Iraq", "event_start": "2012-06", "time_kind": "period", "at": 300}
    return claim(value, origin, group=group, quote=quote, figure_text=str(value), **(known | fields))


def test_a_countrys_people_set_against_the_people_killed_in_it_are_all_of_them() -> None:
    assert kinds(in_iraq(282, "a tally", "people", BOTH), in_iraq(131, "government", "Iraqis", BOTH)) == ["C1"]


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("282 people were killed in June, of whom 131 Iraqis died in one raid, figures said.", "Iraq"),
        ("282 people were killed in June, but 131 Iraqis lived through it.", "Iraq"),
        ("Government figures said 131 Iraqis died.", "Iraq"),
        (BOTH, "Syria"),
    ],
)
def test_else_they_are_some_of_the_people(quote: str, place: str) -> None:
    (read,) = placed(in_iraq(131, "government", "Iraqis", quote, place=place))
    assert read.group == "iraqis"


def test_bodies_and_the_dead_are_people() -> None:
    assert {p.group for p in placed(*(claim(5, group=g) for g in ("bodies", "the dead", "fatalities", None)))} == {
        "people"
    }


@pytest.mark.parametrize(
    ("quote", "figure", "why"),
    [
        ("Raids killed 31 civilians, including 10 when their bus was hit.", "10", "counts some of them"),
        ("Raids killed 31 people, among them at least four who died in hospital.", "four", "counts some of them"),
        ("The military first reported nine deaths.", "nine", "is given as an earlier count"),
        ("Police first spoke of nine dead.", "nine", "is given as an earlier count"),
        ("Firefighters said they had found 15 people dead in the river.", "15", "counts some of them"),
        ("Raids killed 31 people, including 10 in Selwa.", "10", None),
        ("Inquiries found 15 people were killed.", "15", None),
        ("The first report gave nine dead.", "nine", None),
        ("Police were first at the scene; nine people died.", "nine", None),
    ],
)
def test_part_counts_and_first_counts(quote: str, figure: str, why: str | None) -> None:
    assert partial(quote, figure) == why


def in_selwa(value: int, origin: str, group: str, at: int, **fields):
    quote = f"{origin.capitalize()} said {value} {group} died."
    known = {"document": "text", "place": "Omdurman, Sudan", "at": at, "quote": quote, "figure_text": str(value)}
    return claim(value, origin, group=group, **(known | fields))


def test_a_speaker_who_answers_another_with_fewer_people_than_his_part() -> None:
    assert kinds(in_selwa(12, "doctors", "protesters", 300), in_selwa(3, "police", "people", 400)) == ["C3"]


@pytest.mark.parametrize(
    "fields",
    [
        {"at": 900},
        {"document": "another text"},
        {"place": "Sudan"},
        {"group": "fighters", "measure": "killed"},
        {"event_start": None, "time_kind": None},
    ],
)
def test_but_not_elsewhere_nor_a_groups_own(fields) -> None:
    mine = in_selwa(12, "doctors", "soldiers", 300, **{k: v for k, v in fields.items() if k == "event_start"})
    theirs = in_selwa(3, "police", **({"group": "people", "at": 400} | fields))
    assert kinds(mine, theirs) == []
