"""What is compared in lower case is shown with its capitals."""

from __future__ import annotations

import pytest

from ledger.names.spelling import place_name, proper, spelled


@pytest.mark.parametrize(
    ("folded", "shown"),
    [
        ("iranian fighters and iraqi fighters", "Iranian fighters and Iraqi fighters"),
        ("leaves out government forces and islamic state", "leaves out government forces and Islamic State"),
        ("afghans", "Afghans"),
        ("suicide bombers", "suicide bombers"),
        ("non-afghan fighters", "non-afghan fighters"),
        ("Islamic State", "Islamic State"),
    ],
)
def test_peoples_and_organisations_take_capitals(folded, shown):
    assert proper(folded) == shown


@pytest.mark.parametrize(
    ("folded", "shown"),
    [
        ("khirbet al-ashqar", "Khirbet al-Ashqar"),
        ("al-bab", "Al-Bab"),
        ("isle of dogs", "Isle of Dogs"),
        ("town 12", "Town 12"),
        ("N'Djamena", "N'Djamena"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_places_take_capitals_and_small_words_stay_small(folded, shown):
    assert place_name(folded) == shown


@pytest.mark.parametrize(
    ("name", "said", "shown"),
    [
        ("busstation", "bus station, Zaria, Nigeria", "bus station"),
        ("tuesdaysmarket", "the Tuesday’s market", "Tuesday’s market"),
        ("rosal", "near El Rosal, Colombia", "El Rosal"),
        ("bab", "Bab market and al-Bab", "al-Bab"),
        ("northeastern", "north-eastern Mali", "north-eastern Mali"),
        ("busstation", None, "Busstation"),
        ("Hasakah", "al-Hasakeh", "Hasakah"),
    ],
)
def test_an_unknown_place_is_shown_as_it_is_written(name: str, said: str | None, shown: str) -> None:
    assert spelled(name, said) == shown
