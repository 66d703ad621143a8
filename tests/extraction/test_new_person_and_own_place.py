"""Who "she" is after somebody new is named, and which place is the event's and not the speaker's or the day's."""

from __future__ import annotations

import pytest

from ledger.extraction import extract


def read(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(d.record.figure_text or "", d.record.attributed_to, d.record.place) for d in extract(text).drafts]


@pytest.mark.parametrize(
    ("new", "who"),
    [
        ("A doctor at Zaria General Hospital, Hauwa Sani, gave a higher toll. She", "Hauwa Sani"),
        ("Dr Hauwa Sani, who runs the clinic, was exhausted. She", "Hauwa Sani"),
        ("Nurse Leila Omar arrived at noon. She", "Leila Omar"),
        ("General Musa Bello visited the town. He", "Musa Bello"),
        ("The mayor, Luis Ortega, met reporters at noon. He", "Luis Ortega"),
    ],
)
def test_she_is_the_person_newly_named_and_not_who_spoke_before(new: str, who: str) -> None:
    text = f"Aminu Garba, a police spokesman, said 34 people were killed.\n\n{new} told the paper that 41 had died."
    assert [r[1] for r in read(text)] == ["Aminu Garba", who]


def test_a_person_named_with_her_hospital_is_she() -> None:
    text = "The toll has risen to 24, Amina Bello of the General Hospital said. She told the Mail that 50 were wounded."
    assert {r[1] for r in read(text)} == {"Amina Bello of the General Hospital"}


def test_reports_of_nobody_are_no_organisation() -> None:
    (draft,) = extract("Earlier reports had put the toll at 17.").drafts
    assert draft.record.anonymity == "anonymous_bare"


def test_children_among_the_rescued_are_not_dead() -> None:
    assert read("Nineteen people were rescued, among them four children.") == []


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The town buried 51 people on Monday.", "killed"),
        ("The mudslide buried 51 people in the village.", "missing"),
        ("Some 51 people were buried under rubble.", "missing"),
    ],
)
def test_whom_a_town_buries_is_dead(text: str, measure: str) -> None:
    assert [d.record.measure for d in extract(text).drafts] == [measure]


def test_a_day_is_no_name_of_a_market() -> None:
    text = "The toll from Tuesday's market bombing in Zaria has risen to 43, a doctor said. Police put it at 34 dead."
    assert {r[2] for r in read(text)} == {"Zaria, Nigeria"}


def test_a_country_is_no_name_of_a_market() -> None:
    assert read("Nigeria market massacre leaves 24 dead")[0][2] == "Nigeria"


def test_the_speakers_town_is_not_the_place_of_an_event_that_was_told() -> None:
    text = "A fire in Gazipur killed 60 people. Police in Dhaka said 66 had been killed."
    assert {r[2] for r in read(text)} == {"Gazipur, Bangladesh"}
    back = (
        "Police in Gazipur said 64 were killed in a fire in the Bangladesh city. Police in Dhaka said 66 were killed."
    )
    assert {r[2] for r in read(back)} == {"Gazipur, Bangladesh"}
    assert read("Police in Dhaka said 66 people had been killed.")[0][2] == "Dhaka, Bangladesh"
    area = "A blast in Homs killed 5 people. Activists in east Aleppo said 12 people were killed."
    assert read(area)[1][2] == "east Aleppo, Syria"


def test_a_country_behind_a_speakers_town_is_no_speaker() -> None:
    (found,) = read("Doctors in Kano, Nigeria, said 12 people were killed.")
    assert (found[1] or "").startswith("Doctors")
