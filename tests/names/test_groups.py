"""Who is counted: same, inside, beside."""

from __future__ import annotations

import pytest

from ledger.names import Names, default


@pytest.mark.parametrize(
    "words", ["IS", "ISIS", "ISIL", "Daesh", "Islamic State members", "IS militants", "the Islamic State group"]
)
def test_one_organisation_by_many_names(words: str) -> None:
    assert default().resolve_group(words) == "Islamic State"


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("children", "civilians"),
        ("women and children", "civilians"),
        ("IS militants", "jihadists"),
        ("IS militants", "terrorists"),
        ("jihadists", "militants"),
        ("IS militants who blew themselves up", "jihadists"),
        ("regime soldiers", "regime fighters"),
        ("Iranian and Iraqi fighters", "Iranian, Iraqi and Afghan fighters"),
        ("Afghan fighters", "fighters"),
        ("bakers", "people"),
    ],
)
def test_one_inside_the_other(inner: str, outer: str) -> None:
    names = default()
    a, b = names.resolve_group(inner), names.resolve_group(outer)
    assert names.group_relation(a, b) == 1
    assert names.group_relation(b, a) == -1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IS militants", "IS militants who blew themselves up"),
        ("IS fighters", "al-Nusra fighters"),
        ("civilians", "combatants"),
        ("bakers", "tailors"),
    ],
)
def test_neither_inside_the_other(one: str, other: str) -> None:
    names = default()
    a, b = names.resolve_group(one), names.resolve_group(other)
    assert names.group_relation(a, b) is None
    assert names.siblings(a, b)


def test_words_that_take_a_side_are_never_the_organisation() -> None:
    names = default()
    for words in ("jihadists", "militants", "terrorists", "rebels"):
        assert names.resolve_group(words) != names.resolve_group("Islamic State")


def test_no_words_mean_everyone() -> None:
    assert default().resolve_group(None) == "people"
    assert default().resolve_group("persons") == "people"


def test_what_lies_above_does_not_depend_on_what_was_asked_before() -> None:
    fresh, used = Names(), Names()
    used.resolve_group("IS militants who blew themselves up")
    name = "Islamic State suicide bombers"
    assert fresh.groups.above(name) == used.groups.above(name)


def test_aliases_that_people_confirmed() -> None:
    names = Names([("group", "the brigade", "inside", "rebels"), ("group", "black flags", "same", "IS")])
    assert names.group_relation(names.resolve_group("the brigade"), "rebels") == 1
    assert names.resolve_group("Black Flags") == "Islamic State"
