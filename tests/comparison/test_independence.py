"""Who counts as a voice of their own: compilers and circles add nothing."""

from __future__ import annotations

from ledger.comparison import supported
from ledger.comparison.independence import counts
from ledger.names import Names, default
from tests.comparison.claims import claim, placed


def test_a_compiler_adds_no_independence() -> None:
    reports = placed(claim(27, "UN"), claim(27, "ACLED"), claim(27, "Wikipedia"))
    assert counts(reports, {}, default()).words() == "3 reports, 1 origin, 1 not a party"
    assert supported(reports, {}, default()).supported is None


def test_a_person_may_say_who_compiles() -> None:
    reports = placed(claim(27, "UN"), claim(27, "Toll Watch"))
    assert counts(reports, {}, default()).origins == 2
    assert counts(reports, {}, Names([("actor", "Toll Watch", "inside", "compilers")])).origins == 1


def test_compilers_alone_stand_for_one_origin() -> None:
    assert counts(placed(claim(27, "ACLED"), claim(28, "Wikipedia")), {}, default()).origins == 1


def test_a_circle_comes_down_to_no_origin() -> None:
    circle = [claim(27, "Daily", publisher="Weekly"), claim(27, "Weekly", publisher="Daily")]
    assert counts(placed(*circle), {}, default()).words() == "2 reports, 0 origins, 0 not a party"
    grounded = placed(*circle, claim(27, "UN", publisher="Daily"))
    assert counts(grounded, {}, default()).origins >= 1


def test_the_identical_figure_of_one_week_is_one_voice_and_the_rounded_one_too() -> None:
    known = claim(4461, "UN", published="2015-06-04")
    same = claim(4461, None, publisher="B", published="2015-06-10")
    round_ = claim(4500, None, publisher="C", published="2015-06-10")
    late = claim(4461, None, publisher="D", published="2015-06-20")
    assert counts(placed(known, same, round_), {}, default()).origins == 1
    assert counts(placed(known, late), {}, default()).origins == 2


def test_a_document_that_says_it_twice_is_one_report() -> None:
    twice = placed(claim(27, "UN", document="d"), claim(62, "UN", document="d"), claim(27, "UN", document="e"))
    assert counts(twice, {}, default()).words() == "2 reports, 1 origin, 1 not a party"


def test_an_outlet_that_hands_on_what_the_police_say_is_no_origin_beside_them() -> None:
    police = claim(27, "police of Zaria", publisher="Reuters")
    citing = claim(27, "Reuters", publisher="Daily")
    held = placed(police, citing)
    assert counts(held, {}, default()).words() == "2 reports, 1 origin, 1 not a party"
    lines = supported(held, None, default())
    assert lines.supported is None
    assert lines.together == ("Reuters is counted with police of Zaria: its own report comes down to police of Zaria",)
    assert counts(placed(police, claim(31, "Reuters", publisher="Daily")), {}, default()).origins == 2
    assert counts(placed(police, citing, claim(27, None, publisher="Reuters")), {}, default()).origins == 2


def test_outlets_that_cite_each_other_and_the_police_come_down_to_the_police() -> None:
    ring = [claim(27, "Beta", publisher="Alpha"), claim(27, "Alpha", publisher="Beta")]
    held = placed(*ring, claim(27, "police of Zaria", publisher="Beta"))
    assert counts(held, {}, default()).words() == "3 reports, 1 origin, 1 not a party"
