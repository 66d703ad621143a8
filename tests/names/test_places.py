"""Words for a place and the paths they come to."""

from __future__ import annotations

import pytest

from ledger.names import Names, default, world
from ledger.names.folding import normal, skeleton
from ledger.names.gazetteer import places
from ledger.names.world import lookup

HASAKAH = ("Syria", "Hasakah Governorate", "Hasakah")


@pytest.mark.parametrize(
    "words",
    ["Hasakeh", "al-Hasakah", "Hassakeh, Syria", "the Syrian city of Hasakeh", "Al-Ḥasakah", "Hasakeh city"],
)
def test_spellings_of_one_city(words: str) -> None:
    assert default().resolve_place(words) == (HASAKAH,)


@pytest.mark.parametrize("words", ["Hasakeh province", "Hasakeh province, Syria", "Hasakah Governorate"])
def test_a_province_is_not_its_city(words: str) -> None:
    assert default().resolve_place(words) == (HASAKAH[:2],)


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        ("Zaria, Kaduna State, Nigeria", [("Nigeria", "Kaduna State", "Zaria")]),
        ("Khan Shaykhun, Idlib, Syria", [("Syria", "Idlib Governorate", "Khan Shaykhun")]),
        ("Iraq and Syria", [("Iraq",), ("Syria",)]),
        ("Syria and Iraq", [("Iraq",), ("Syria",)]),
        ("Bosnia and Herzegovina", [("Bosnia and Herzegovina",)]),
        (
            "Aleppo and Idlib provinces, Syria",
            [("Syria", "Aleppo Governorate"), ("Syria", "Idlib Governorate")],
        ),
        ("Tripoli, Libya", [("Libya", "Tripoli")]),
        ("Qaameshli, Syria", [("Syria", "Hasakah Governorate", "Qamishli")]),
        ("Smallville, Syria", [("Syria", "smallville")]),
        ("Nowhere", [("nowhere",)]),
        ("", []),
    ],
)
def test_from_narrow_to_wide(words: str, paths: list) -> None:
    assert list(default().resolve_place(words)) == paths


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("Chirilagua, El Salvador", ("El Salvador", "San Miguel", "Chirilagua")),
        ("Tessalit, Mali", ("Mali", "Kidal Region", "Tessalit")),
        ("Oyo State, Nigeria", ("Nigeria", "Oyo")),
        ("northern Mali", ("Mali", "northern")),
        ("Northern Ireland", ("United Kingdom", "Northern Ireland")),
        ("southern Kandahar province, Afghanistan", ("Afghanistan", "Kandahar Province", "southern")),
        ("the capital, Syria", ("Syria", "Damascus Governorate", "Damascus")),
        ("north of Baghdad, Iraq", ("Iraq", "Baghdad Governorate", "Baghdad")),
        ("northern suburbs, Aleppo, Syria", ("Syria", "Aleppo Governorate", "northernsuburbs")),
    ],
)
def test_the_towns_of_the_world_after_the_shipped_list(words: str, path: tuple) -> None:
    (found,) = default().resolve_place(words)
    assert found == path


def test_towns_of_one_name_are_not_chosen_between() -> None:
    assert default().resolve_place("Springfield") == (("springfield",),)


def test_the_world_is_looked_up_by_any_spelling() -> None:
    assert {f.path[0] for f in lookup("Ouagadougou")} == {"Burkina Faso"}
    assert lookup("Tessalit")[0].path == ("Mali", "Kidal Region", "Tessalit")
    assert lookup("TESSALIT") == lookup("Tessalit")
    assert lookup("No Such Town At All") == ()


def test_every_row_of_the_world_is_found_by_its_key() -> None:
    table = world._table()
    rows = [row.split("\t") for row in table.data.decode().splitlines()]
    assert [r[0] for r in rows] == sorted(r[0] for r in rows)
    for row in (rows[0], rows[1], rows[len(rows) // 2], rows[-2], rows[-1]):
        assert any(f.path[-1] == row[1] for f in lookup(row[0]))


def test_a_choice_is_said_and_a_hint_settles_it() -> None:
    assert default().locate("Tripoli").uncertain
    assert default().resolve_place("Tripoli", ("Lebanon",)) == (("Lebanon", "North Lebanon", "Tripoli"),)


def test_consonants_decide_only_inside_a_country() -> None:
    assert default().resolve_place("Qaameshli") == (("qaameshli",),)


def test_names_that_look_alike_stay_apart() -> None:
    assert default().resolve_place("Khan Shaykhun, Syria") != default().resolve_place("Khan Yunis, Syria")


def test_aliases_that_people_confirmed() -> None:
    names = Names([("place", "The Bend", "same", "Raqqa, Syria"), ("place", "Old Mill", "inside", "Raqqa, Syria")])
    assert names.resolve_place("The Bend") == names.resolve_place("Raqqa, Syria")
    (path,) = names.resolve_place("Old Mill")
    assert path[-1] == "Old Mill"
    assert path[:2] == ("Syria", "Raqqa Governorate")


def test_every_shipped_place_lies_in_one_that_ships() -> None:
    paths = {p.path for p in places()}
    assert all(p.path[:-1] in paths for p in places() if len(p.path) > 1)
    assert len(paths) == len(places())


def test_keys_of_spellings() -> None:
    assert normal("Ar-Raqqah") == "raqqah"
    assert skeleton("Khan Sheikhoun") == skeleton("Khan Shaykhun")
    assert skeleton("Rafah") == skeleton("Rafeh") == ""


def test_the_part_of_a_country_between_a_town_and_it_says_no_more() -> None:
    names = Names()
    for town in ("Zaria", "Dikwa"):
        assert names.resolve_place(f"{town}, northern Nigeria, Nigeria") == names.resolve_place(f"{town}, Nigeria")
    assert names.resolve_place("northern Nigeria, Nigeria") != names.resolve_place("Nigeria")


def test_the_market_of_a_town_lies_in_it_however_it_is_written() -> None:
    names = Names()
    market = names.resolve_place("market, Zaria, Nigeria")
    assert names.resolve_place("Zaria market, Nigeria") == market
    assert market[0][:-1] == names.resolve_place("Zaria, Nigeria")[0]
    assert names.resolve_place("Zaria's grain market, Nigeria") == names.resolve_place("grain market, Zaria, Nigeria")
    assert names.resolve_place("Bazaar, Zaria, Nigeria")[0][-1] == "bazaar"


def test_near_an_unknown_place_is_that_place_as_it_is_of_known_ones() -> None:
    names = Names()
    assert names.resolve_place("near Little Sedge, Kenya") == names.resolve_place("Little Sedge, Kenya")
    assert names.resolve_place("near Raqqa") == names.resolve_place("Raqqa")
