"""One sentence a rule: what is read, and what must not be."""

from __future__ import annotations

import datetime

import pytest

from ledger.extraction import extract, read_figure

DAY = datetime.date(2020, 5, 7)  # a Thursday


def read(text):
    return [d.record for d in extract(text, document="d", published=DAY).drafts]


def figures(text):
    return [(r.value if r.qualifier != "vague" else r.figure_text, r.qualifier, r.measure) for r in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed 12 people.", [(12, "exact", "killed")]),
        ("Twelve people were killed in the blast.", [(12, "exact", "killed")]),
        ("At least 1,200 people died in the quake.", [(1200, "at_least", "killed")]),
        ("More than a hundred and fifty villagers were wounded.", [(150, "more_than", "injured")]),
        ("Some 1.2 million people have been displaced.", [(1_200_000, "about", "displaced")]),
        ("Dozens of civilians were killed.", [("Dozens", "vague", "killed")]),
        ("Up to 40 soldiers were captured.", [(40, "up_to", "captured")]),
        ("The attack killed 12 people and wounded 30.", [(12, "exact", "killed"), (30, "exact", "injured")]),
        (
            "Clashes left 9 rebels and 4 policemen dead.",
            [(9, "exact", "killed"), (4, "exact", "killed")],
        ),
        (
            "The strike killed 20 people, including seven children.",
            [(20, "exact", "killed"), (7, "exact", "killed")],
        ),
        ("The death toll rose to 45.", [(45, "exact", "killed")]),
        ("No casualties were reported.", [(0, "exact", "casualties")]),
        ("Nobody was hurt.", [(0, "exact", "injured")]),
    ],
)
def test_what_is_read(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The war began in 2011 and killed trade.",
        "The man, 45, was arrested near the school.",
        "The killers paid $500 for the gun.",
        "The three-day assault ended at 10:30.",
        "Resolution 2254 was passed by 15 votes.",
        "The team won 3-1 after 20 minutes.",
        "He bought 12 tanks and 30 trucks.",
    ],
)
def test_what_is_not_a_claim(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "source", "relays"),
    [
        ("The Red Cross said that 12 people were killed in Zaria.", "Red Cross", None),
        ("Twelve people were killed in Zaria, the Red Cross said.", "Red Cross", None),
        ("Twelve people were killed, according to the Red Cross.", "Red Cross", None),
        ("According to the Red Cross, 12 people were killed.", "Red Cross", None),
        ("Twelve people were killed, a police officer told AFP.", "a police officer", "AFP"),
        ("Twelve people were killed in the blast.", None, None),
    ],
)
def test_who_says_so(text, source, relays):
    (record,) = read(text)
    assert (record.attributed_to, record.relayed_by) == (source, relays)


def test_a_short_name_is_resolved_to_the_full_one():
    text = (
        "Omar Haddad, head of the Northern Rights Network, spoke on Monday.\n\n"
        "The blast killed 12 people, according to the Network.\n\nHaddad said 30 people were wounded."
    )
    first, second = read(text)
    assert first.attributed_to == "Northern Rights Network"
    assert "Omar Haddad" in second.attributed_to


def test_a_quotation_is_looked_through_to_its_speaker():
    text = '"Around 300 fighters were killed. It was a hard day," the mayor told Reuters.'
    (record,) = read(text)
    assert record.attributed_to.endswith("mayor")


def test_times_are_resolved_against_the_publication_and_never_invented():
    (record,) = read("Shelling on Monday killed 12 people in Zaria.")
    assert (record.event_start, record.time_kind) == ("2020-05-04", "event")
    (record,) = read("More than 900 people have been killed since March 2011.")
    assert (record.counted_from, record.time_kind, record.event_start) == ("2011-03", "cumulative", None)
    (record,) = read("Shelling killed 12 people.")
    assert (record.event_start, record.as_of) == (None, None)


def test_another_language_is_said_and_not_misread():
    found = extract("Douze personnes ont été tuées dans la ville, selon la police, et les blessés sont au moins 30.")
    assert found.drafts == ()
    assert "French" in found.language_note


def test_a_tail_of_related_links_is_cut_and_recorded():
    text = "Shelling killed 12 people.\n\nPopular posts from this blog\n\n3 rebels among 7 gunned down, says police\n"
    found = extract(text)
    assert [d.record.value for d in found.drafts] == [12]
    assert [c.reason for c in found.cut] == ["tail of related links"]


@pytest.mark.parametrize(
    ("words", "value", "qualifier"),
    [("27", 27, "exact"), ("at least 27", 27, "at_least"), ("around 7,000", 7000, "about"), ("dozens", None, "vague")],
)
def test_figure_words_alone(words, value, qualifier):
    figure = read_figure(words)
    assert (figure.value, figure.qualifier, figure.words) == (value, qualifier, words)


def test_a_range_in_words():
    figure = read_figure("20,000 to 31,500")
    assert (figure.low, figure.high, figure.qualifier) == (20_000, 31_500, "between")


def test_every_field_has_its_evidence():
    (draft,) = extract("Twelve people were killed in Zaria on Monday, the Red Cross said.", published=DAY).drafts
    fields = {e.field for e in draft.rules}
    assert {"value", "measure", "group", "attributed_to", "place", "event_start"} <= fields
