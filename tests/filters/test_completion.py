"""How a word in a filter may go on."""

from __future__ import annotations

from ledger.filters import complete, parse

NAMES = {"place": [("Hasakeh, Syria", 9), ("Aleppo", 20), ("New Hasakeh", 1)]}


def test_fields_come_with_what_they_mean():
    found = complete("pl")
    assert [(c.text, c.hint) for c in found] == [("place:", "where")]
    assert "who" in {c.word.rstrip(":") for c in complete("w")}
    assert len(complete("")) > 20


def test_values_come_from_the_vocabulary_and_the_names_in_use_with_those_that_begin_so_first():
    assert [c.text for c in complete("measure:kil")] == ["measure:killed"]
    assert [c.word for c in complete("x place:has", NAMES)] == ['place:"Hasakeh, Syria"', 'place:"New Hasakeh"']
    assert [c.hint for c in complete("place:", NAMES)] == ["20", "9", "1", "not stated"]
    assert complete("where:al", NAMES)[0].text == "where:Aleppo"


def test_the_words_before_stay_as_they_are_and_a_list_goes_on():
    assert complete(">20 -state:un")[0].text == ">20 -state:unsure"
    assert complete("measure:killed,inj")[0].text == "measure:killed,injured"


def test_every_completion_of_a_value_is_a_filter():
    for start in ("state:", "finding:", "measure:", "place:", "qualifier:", "status:"):
        for found in complete(start, NAMES):
            assert parse(found.text)
