"""Explicit zeros: what is denied of people, with words between, as a label, and what is no zero."""

from __future__ import annotations

import pytest

from tests.extraction.reading import drafts


def zeros(text):
    return [str(d.record.measure) for d in drafts(text) if d.record.value == 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No passengers of the second bus were injured.", ["injured"]),
        ("No teachers who were inside the school were hurt.", ["injured"]),
        ("No Coast Guard sailors were killed.", ["killed"]),
        ("NO BLUE STAR VOLUNTEERS HAVE BEEN HURT IN THE VALLEY.", ["injured"]),
        ("None of the three dozen guards who were in the yard was wounded.", ["injured"]),
        ("None of those evacuated was harmed.", ["injured"]),
        ("None of the miners died.", ["killed"]),
        ("No one was harmed, she said.", ["injured"]),
        ("There was nobody held hostage in the bank.", ["kidnapped"]),
        ("The fire brigade lost none of its men.", ["killed"]),
        ("There were no losses among our pilots.", ["casualties"]),
        ("No children were among the dead.", ["killed"]),
        ("No soldiers were among the victims.", ["casualties"]),
        ("Injured: 12. Missing: nil.", ["missing"]),
        ("Dead: none; injured: 4.", ["killed"]),
    ],
)
def test_a_denial_is_read_as_nought(text, expected):
    assert zeros(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "No soldiers who were wounded have complained.",
        "None of the villagers would be hurt, he promised.",
        "There were no losses among the vehicles.",
        "The brigade lost none of its tanks.",
        "The firm reported no losses.",
        "Funds received: nil.",
        "No Coast Guard ships were damaged.",
        "There were no reports of people harmed.",
        "He said that no more bodies were being looked for.",
    ],
)
def test_what_is_no_zero(text):
    assert zeros(text) == []
