"""Names that may be the same are proposed, with the reason; what is settled or plainly different is not."""

from __future__ import annotations

from ledger.names import Names
from ledger.names.proposals import initials, propose


def pairs(kind, used, aliases=()):
    return {(p.name, p.target) for p in propose(kind, used, Names(aliases))}


def test_spellings_of_an_unknown_place_are_proposed_the_rarer_for_the_more_used():
    used = [("Qaryat Zubaydah, Syria", 7), ("Qariat Zubeida, Syria", 2), ("Harbour Town, Syria", 4)]
    assert pairs("place", used) == {("Qariat Zubeida, Syria", "Qaryat Zubaydah, Syria")}


def test_one_name_in_two_countries_is_two_places():
    assert pairs("place", [("Newtonbury, Syria", 3), ("Newtonburi, Nigeria", 3)]) == set()


def test_initials_and_near_spellings_of_a_source():
    used = [("Zaria Committee for Human Rights", 5), ("ZCHR", 2), ("Zaria Comittee for Human Rights", 1)]
    found = pairs("actor", used)
    assert ("ZCHR", "Zaria Committee for Human Rights") in found
    assert ("Zaria Comittee for Human Rights", "Zaria Committee for Human Rights") in found


def test_numbers_tell_names_apart():
    assert pairs("place", [("Town 12, Syria", 3), ("Town 13, Syria", 3)]) == set()


def test_what_a_person_said_is_not_asked_again():
    used = [("Qaryat Zubaydah, Syria", 7), ("Qariat Zubeida, Syria", 2)]
    for relation in ("same", "different"):
        said = [("place", "Qariat Zubeida, Syria", relation, "Qaryat Zubaydah, Syria")]
        assert pairs("place", used, said) == set()


def test_names_that_are_one_already_are_not_proposed():
    assert pairs("actor", [("the SOHR", 3), ("Syrian Observatory for Human Rights", 9)]) == set()


def test_proposals_do_not_depend_on_the_order_of_the_names():
    used = [("militiamen of the north", 3), ("militia men of the north", 3), ("militiamen in the north", 1)]
    assert propose("group", used, Names()) == propose("group", reversed(used), Names())


def test_initials_leave_small_words_out():
    assert initials("Syrian Observatory for Human Rights") == "sohr"
    assert initials("Red Cross") == ""


def test_names_that_differ_in_capitals_alone_are_one_already():
    assert pairs("actor", [("Police", 4), ("police", 9)]) == set()
    assert pairs("place", [("Busstation quarter", 4), ("busstation  quarter", 9)]) == set()


def test_the_name_on_record_is_the_target_however_rarely_it_is_used():
    used = [("Sirian Observatory for Human Rights", 9), ("Syrian Observatory for Human Rights", 1)]
    (found,) = propose("actor", used, Names())
    assert (found.name, found.target, found.claims) == (used[0][0], used[1][0], 9)
