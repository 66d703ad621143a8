"""A text tells of several incidents: what only looks like a contradiction raises nothing."""

from __future__ import annotations

import pytest

from ledger.partial import partial
from tests.comparison.claims import claim, findings, kinds, placed


def said(value: int, figure: str, quote: str, at: int, origin: str | None = "A", **fields):
    """A figure read off one text, undated unless told."""
    known = {"document": "text", "event_start": None, "time_kind": None, "published": "2015-06-04"}
    return claim(value, origin, figure_text=figure, quote=quote, at=at, **(known | fields))


@pytest.mark.parametrize(
    ("quote", "figure", "why"),
    [
        ("Another five people were killed in the raid.", "five", "counts people beside others"),
        ("The shells left 34 others injured.", "34", "counts people beside others"),
        ("Five more civilians were killed in the town.", "Five", "counts people beside others"),
        ("A further five died in the village.", "five", "counts people beside others"),
        ("It said 10 of those killed were believed to be civilians.", "10", "counts some of them"),
        ("Fifteen of the dead came in one strike.", "Fifteen", "counts some of them"),
        ("The group updated its earlier death toll of 15.", "15", "is given as an earlier count"),
        ("The toll rose from 12 to 19.", "12", "is given as an earlier count"),
        ("The toll had stood at 22 on Tuesday, according to police.", "22", "is given as an earlier count"),
        ("On Tuesday evening officials had spoken of 22 dead.", "22", "is given as an earlier count"),
        ("Fire officials had first put the toll at 20.", "20", "is given as an earlier count"),
        ("The mayor had said that 43 died; now he gives 51.", "43", "is given as an earlier count"),
        ("She said 82 were wounded, of whom 15 were in critical condition.", "15", "counts some of them"),
        ("About 120 people were injured, 20 seriously, the mayor said.", "20", "counts some of them"),
        ("47 were treated, including 11 in a serious condition.", "11", "counts some of them"),
        ("Twelve people were critically injured in the fire.", "Twelve", "counts some of them"),
        ("We buried 31 people yesterday, a gravedigger said.", "31", "counts some of them"),
        ("Rescuers recovered 14 bodies by noon.", "14", "counts some of them"),
    ],
)
def test_a_figure_that_counts_only_some_is_a_floor(quote: str, figure: str, why: str) -> None:
    assert partial(quote, figure) == why
    (read,) = placed(said(15, figure, quote, 900))
    assert (read.low, read.high) == (15, None)
    assert why in read.why


@pytest.mark.parametrize(
    ("quote", "figure"),
    [
        ("Twenty or more people were killed.", "Twenty"),
        ("Some 20 people died, more than in any other raid.", "20"),
        ("The raid killed 26 fighters on Monday.", "26"),
        ("The toll rose from 12 to 19.", "19"),
        ("Police said they had counted 34 bodies.", "34"),
        ("Rescuers had counted 34 bodies, police said.", "34"),
        ("Gunmen had killed 34 people, police said.", "34"),
        ("The mayor had said that 43 died; now he gives 51.", "51"),
        ("She said 82 were wounded, of whom 15 were in critical condition.", "82"),
        ("27 people died, of whom 12 were children.", "12"),
        ("27 people died, 12 of whom were children.", "27"),
        ("No figure stands here.", "26"),
        ("There were 14 bodies in the street, police said.", "14"),
    ],
)
def test_a_figure_that_counts_all_stays_as_it_is(quote: str, figure: str) -> None:
    assert partial(quote, figure) is None


def test_two_figures_of_one_sentence_list_different_people() -> None:
    both = "Raids killed 17 people in one quarter while shells killed 2 in another."
    assert kinds(said(17, "17", both, 0), said(2, "2", both, 0)) == []


def test_a_headline_below_the_body_is_a_contradiction() -> None:
    head = said(27, "27", "27 killed in Raqqa", 0)
    assert kinds(head, said(62, "62", "The bombing of Raqqa killed 62 people.", 300)) == ["C5"]


def test_a_headline_above_the_one_figure_of_the_body_is_a_contradiction() -> None:
    head = said(62, "62", "62 killed in Raqqa", 0)
    assert kinds(head, said(27, "27", "The bombing of Raqqa killed 27 people.", 300)) == ["C5"]


def test_a_body_that_lists_incidents_is_none() -> None:
    head = said(62, "62", "62 killed in Raqqa", 0)
    body = [said(27, "27", "A raid killed 27 people.", 300), said(9, "nine", "A shell killed nine people.", 400)]
    assert kinds(head, *body) == []
    assert kinds(*body) == []


def test_a_figure_that_is_the_sum_of_the_others_is_their_total() -> None:
    dated = {"event_start": "2015-06-03", "time_kind": "event"}
    parts = [said(5, "five", "A raid killed five.", 300, **dated), said(3, "3", "A shell killed 3.", 400, **dated)]
    total = said(8, "8", "8 killed in Raqqa", 0, **dated)
    assert kinds(total, *parts) == []
    assert kinds(said(11, "11", "11 killed in Raqqa", 0, **dated), *parts) == ["C5"]


def test_incidents_of_two_texts_are_no_part_and_whole() -> None:
    dated = {"event_start": "2015-06-03", "time_kind": "event"}
    city = said(40, "40", "40 died in Raqqa.", 0, "A", **dated)
    country = said(6, "six", "A bomber killed six in Syria.", 0, "B", document="other", place="Syria", **dated)
    assert kinds(city, country) == []
    month = {"event_start": "2015-06-01", "event_end": "2015-06-30", "time_kind": "period", "place": "Syria"}
    assert kinds(city, said(31, "31", "31 were killed in June.", 0, "B", document="other", **month)) == ["C3"]


def test_officials_beside_a_named_source_are_no_second_voice_of_a_text_without_dates() -> None:
    named = said(11, "11", "Attacks killed 11 people, the hospital said.", 300, "Baquba hospital")
    officials = said(
        3, "three", "A car bomb left three dead, officials said.", 500, "officials", anonymity="anonymous_bare"
    )
    assert kinds(named, officials) == []
    police = said(3, "three", "The bomb left three dead, the ministry said.", 500, "Ministry of Health")
    assert kinds(named, police) == ["C1"]


def test_this_week_is_the_date_of_an_incident_and_no_count_of_a_week() -> None:
    week = {"event_start": "2015-06-01", "event_end": "2015-06-07", "time_kind": "period", "place": "Syria"}
    killed = said(6, "six", "A bomb killed six this week.", 0, "B", document="other", **week)
    day = said(40, "40", "40 died in Raqqa.", 0, "A", event_start="2015-06-03", time_kind="event")
    assert kinds(day, killed) == []


def test_two_figures_of_one_sentence_are_no_part_and_whole() -> None:
    november = {"event_start": "2015-06-01", "event_end": "2015-06-30", "time_kind": "period"}
    both = "In June guerrillas killed 43 peasants and caused the death of 6 people."
    listed = [said(43, "43", both, 300, group="peasants", **november), said(6, "6", both, 300, **november)]
    assert kinds(*listed) == []
    apart = said(6, "6", "In June 6 people were killed.", 500, **november)
    assert kinds(listed[0], apart) == ["C3"]


def test_the_toll_of_a_war_is_no_contradiction_of_a_headline() -> None:
    head = said(27, "27", "27 killed in Raqqa", 0)
    assert kinds(head, said(220000, "220,000", "The conflict has killed 220,000.", 900)) == []


def test_what_a_person_keyed_in_without_a_date_is_compared() -> None:
    undated = {"document": "d", "event_start": None, "time_kind": None}
    assert kinds(claim(27, "A", **undated), claim(62, "A", **undated)) == ["C5"]


def test_a_contradiction_of_those_who_name_nobody_is_one_finding() -> None:
    """Two named sources beside it made two findings of one id, and the import was refused."""
    unnamed = [claim(4, None, document="d"), claim(11, None, document="d")]
    found = findings(*unnamed, claim(8, "A", document="d"), claim(9, "B", document="d"))
    assert len({f.id for f in found}) == len(found)
    assert [f.code for f in found if not any(o in ("A", "B") for o in f.origins)] == ["C5"]
