"""What people say about names holds, and goes before what ships."""

from __future__ import annotations

from ledger.names import Names

LIBYA = (("Libya", "Tripoli"),)


def test_an_ambiguous_place_is_settled_once() -> None:
    assert Names().locate("Tripoli").uncertain
    said = Names([("place", "Tripoli", "same", "Tripoli, Libya")])
    assert said.locate("Tripoli").paths == LIBYA
    assert not said.locate("Tripoli").uncertain
    assert said.resolve_place("Tripoli, Lebanon")[0][0] == "Lebanon"


def test_a_place_inside_another_gets_its_path() -> None:
    said = Names([("place", "Old Souk", "inside", "Tripoli, Lebanon")])
    assert said.resolve_place("Old Souk") == (("Lebanon", "North Lebanon", "Tripoli", "Old Souk"),)


def test_a_no_to_two_places_that_are_two_already_moves_neither() -> None:
    plain, said = Names(), Names([("place", "Rafah", "different", "Rawah, Iraq")])
    assert said.resolve_place("Rafah") == plain.resolve_place("Rafah")


def test_a_no_to_two_groups_that_are_two_already_moves_neither() -> None:
    plain, said = Names(), Names([("group", "IS", "different", "Nusra Front")])
    name = said.resolve_group("IS")
    assert said.groups.above(name) == plain.groups.above(name)


def test_a_no_parts_what_ships_as_one() -> None:
    said = Names([("group", "Daesh", "different", "Islamic State")])
    assert said.group_relation(said.resolve_group("Daesh"), said.resolve_group("Islamic State")) is None


def test_definitions_lie_inside_one_another_where_a_person_says_so() -> None:
    plain = Names()
    assert plain.definition_relation("registered deaths", "reported deaths") is None
    said = Names([("definition", "Registered deaths", "inside", "reported deaths")])
    assert said.definition_relation("registered deaths", "reported deaths") == 1
    assert said.definition_relation("reported deaths", "registered deaths") == -1


def test_containment_of_definitions_carries_over() -> None:
    assert Names().definition_relation("direct deaths", "all causes") == 1
    said = Names([("definition", "confirmed", "inside", "direct deaths")])
    assert said.definition_relation("confirmed", "all causes") == 1


def test_two_words_for_one_way_of_counting() -> None:
    said = Names([("definition", "Direct conflict deaths", "same", "direct deaths")])
    assert said.resolve_definition("direct conflict deaths") == "direct deaths"


def test_what_is_said_of_a_whole_chain_holds_for_that_chain_alone() -> None:
    said = Names([("place", "Old market, Zaria, Nigeria", "same", "Zaria, Nigeria")])
    zaria = said.resolve_place("Zaria, Nigeria")
    assert said.resolve_place("old Market,  Zaria, Nigeria") == zaria
    assert said.resolve_place("Old market, Kano, Nigeria") != zaria
    assert said.resolve_place("Old market") != zaria


def test_a_chain_holds_what_lies_in_it() -> None:
    said = Names([("place", "Zariya, Nigeria", "same", "Zaria, Nigeria")])
    assert said.resolve_place("Bus station, Zariya, Nigeria") == said.resolve_place("Bus station, Zaria, Nigeria")


def test_a_chain_lies_inside_another_or_apart_where_a_person_says_so() -> None:
    said = Names([("place", "Camp 3, Zaria, Nigeria", "inside", "Kano, Nigeria")])
    assert said.resolve_place("Camp 3, Zaria, Nigeria")[0][:-1] == said.resolve_place("Kano, Nigeria")[0]
    apart = Names([("place", "Zaria, Nigeria", "different", "Zaria")])
    assert apart.resolve_place("Zaria, Nigeria") != apart.resolve_place("Zaria")


def test_names_of_names_come_to_one_place_in_any_order() -> None:
    links = [
        ("place", "Alpha, Nigeria", "same", "Beta, Nigeria"),
        ("place", "Beta, Nigeria", "same", "Gamma, Nigeria"),
        ("place", "Gamma, Nigeria", "same", "Zaria, Nigeria"),
    ]
    said = Names(links)
    assert {said.resolve_place(link[1]) for link in links} == {said.resolve_place("Zaria, Nigeria")}


def test_a_pair_of_places_is_a_name_too() -> None:
    said = Names([("place", "Zaria and Kano", "same", "Nigeria")])
    assert said.resolve_place("Zaria and Kano") == (("Nigeria",),)
    assert said.resolve_place("Zaria") == Names().resolve_place("Zaria")
