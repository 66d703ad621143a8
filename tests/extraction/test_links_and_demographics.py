"""Old and new tolls, parts and wholes are linked; sex and age are read where the noun says them."""

from __future__ import annotations

import pytest

from tests.extraction.reading import drafts


def linked(text):
    found = drafts(text)
    return [(d.record.value, link.kind, text[link.start : link.end]) for d in found for link in d.links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials raised the death toll from 12 to 15.", [(15, "revises", "12")]),
        ("Officials raised the toll to 15 from 12.", [(15, "revises", "12")]),
        ("The number of dead rose to 45, up from 38.", [(45, "revises", "38")]),
        ("The ministry revised its death toll down to 12 from an earlier 15.", [(12, "revises", "15")]),
        ("The toll, earlier put at 12, has risen to 15.", [(15, "revises", "12")]),
        ("The fire killed 20 people, including three children.", [(3, "part-of", "20")]),
        ("The death toll rose to 45.", []),
    ],
)
def test_the_link_between_two_figures(text, expected):
    assert linked(text) == expected


def test_the_evidence_names_the_figure_that_is_revised():
    _, new = drafts("Officials raised the death toll from 12 to 15.")
    assert [(e.field, e.words) for e in new.rules if e.rule == "link.revises"] == [("value", "12")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Five women were killed.", ("Woman", "Adult (18 and above)")),
        ("Three boys were killed.", ("Man", "Child (below 18)")),
        ("Seven children were hurt.", (None, "Child (below 18)")),
        ("Twelve women and children died.", (None, None)),
        ("Twelve people died.", (None, None)),
    ],
)
def test_sex_and_age(text, expected):
    (draft,) = drafts(text)
    assert (draft.sex, draft.age_group) == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Twelve civilians died.", "Civilian"),
        ("Twelve soldiers died.", "Member of armed forces"),
        ("Twelve rebels died.", "Person directly participating in hostilities"),
        ("Twelve medics died.", "Other protected person"),
        ("Twelve people died.", None),
    ],
)
def test_status_in_law(text, status):
    (draft,) = drafts(text)
    assert draft.record.status == status
