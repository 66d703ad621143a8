"""Who says so."""

from __future__ import annotations

import pytest

from ledger.names import Names, default

SOHR = "Syrian Observatory for Human Rights"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("SOHR", SOHR),
        ("the Syrian Observatory", SOHR),
        ("Rami Abdel Rahman", SOHR),
        ("Rami Abdel Rahman, Syrian Observatory for Human Rights", SOHR),
        ("AFP", "Agence France-Presse"),
        ("US Deputy Secretary of State Antony Blinken", "Antony Blinken"),
        ("U.N.", "United Nations"),
        ("a  village elder", "a village elder"),
    ],
)
def test_spellings(words: str, name: str) -> None:
    assert default().resolve_actor(words) == name


def test_the_observatory_only_where_no_choice_is_left() -> None:
    assert default().resolve_actor("the Observatory") == "the Observatory"
    assert default().resolve_actor("the Observatory", ("Syria",)) == SOHR


def test_aliases_that_people_confirmed() -> None:
    assert Names([("actor", "the monitor", "same", "SOHR")]).resolve_actor("The Monitor") == SOHR
    apart = Names([("actor", "Syrian Observatory", "different", "SOHR")])
    assert apart.resolve_actor("Syrian Observatory") == "Syrian Observatory"
