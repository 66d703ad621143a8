"""A figure without a time of its own has the day of the incident told before it, unless it speaks of another."""

from __future__ import annotations

import pytest

from tests.extraction.reading import drafts

SUNDAY, MONDAY = "2020-05-03", "2020-05-04"
BUS = "A bus fell into a ravine near Zaria on Sunday."


def days(text):
    return [(d.record.value, d.record.event_start) for d in drafts(text)]


@pytest.mark.parametrize(
    "text",
    [
        f"{BUS} Police said 14 people died.",
        f"{BUS} Fourteen people were killed.",
        f"{BUS}\n\nThe driver had fallen asleep.\n\nPolice put the number of dead at 14.",
        f"{BUS} The accident killed 14 people, police said.",
        f"{BUS} In the town there was shock. It took an hour to reach the place. Nobody slept. A priest came. "
        "Meanwhile a doctor said the crash had killed 14 people.",
        "The army said 48 rebels were killed in fighting near Menaka on Sunday. The rebels claimed to have killed 14 "
        "soldiers in the same battle.",
    ],
)
def test_the_day_of_the_incident_before_it(text):
    assert days(text)[-1] == (14, SUNDAY)


@pytest.mark.parametrize(
    "text",
    [
        f"{BUS} Last year's accident at the same spot killed 14.",
        f"{BUS} Another 14 people died in a fire.",
        f"{BUS} A fire in a mill killed 14 people.",
        f"{BUS} Shelling by rebels killed 14 people, police said.",
        f"{BUS} Flooding closed the road. A blast shook the market. Police said 14 people died.",
        f"{BUS} Accidents have killed 14 people on that road.",
        f"{BUS} In Kano, 14 people died.",
        f"{BUS} The war killed 14 people in all.",
        f"{BUS} At the same spot 14 people died in 2014.",
        "The president arrived on Sunday. Fourteen people died.",
        "Rebels fought the army on Sunday, a day after an attack on Saturday. Police said 14 people died.",
        "Over 85 people were killed on Sunday. The road was hit with missiles. Fourteen people were killed.",
        f"{BUS} Later it rained in Kawuri. The head of the village said 14 people died.",
        f"{BUS} One. Two. Three. Four. Police said 14 people died.",
    ],
)
def test_no_day_where_it_may_be_another_incident(text):
    value, day = days(text)[-1]
    assert value == 14
    assert day != SUNDAY


def test_a_count_up_to_a_day_is_of_the_incident_that_its_sentence_or_the_one_before_tells():
    slide = "Rescuers had found 70 bodies by Wednesday after a landslide in Zaria on Sunday."
    both = [(d.record.event_start, d.record.as_of, d.record.time_kind) for d in drafts(slide)]
    assert both == [(SUNDAY, "2020-05-06", "event")]
    last = drafts(f"{BUS} By Wednesday, 14 people had died, police said.")[-1].record
    assert (last.event_start, last.as_of, last.time_kind) == (SUNDAY, "2020-05-06", "event")


@pytest.mark.parametrize(
    "words",
    [
        "On Wednesday the governor said the toll had reached 14.",
        "The death toll rose to 14 on Wednesday, police said.",
        "On Wednesday police put the number of dead at 14.",
    ],
)
def test_the_day_of_a_toll_is_that_of_the_count(words):
    told = drafts(f"{BUS} {words}")[-1].record
    assert (told.event_start, told.as_of, told.time_kind) == (SUNDAY, "2020-05-06", "event")
    alone = drafts(words)[-1].record
    assert (alone.event_start, alone.as_of, alone.time_kind) == (None, "2020-05-06", "cumulative")


@pytest.mark.parametrize(
    "words", ["Monday's blast killed 14; the toll stood at 14.", "The toll of Monday's attack rose to 14, police said."]
)
def test_but_not_the_day_of_the_attack(words):
    assert {d.record.event_start for d in drafts(words)} <= {MONDAY, None}
    assert {d.record.as_of for d in drafts(words)} == {None}


def test_how_many_are_missing_and_zeros_take_no_day():
    assert [day for _, day in days(f"{BUS} Police said 14 people were missing. Nobody was killed, they said.")] == [
        None,
        None,
    ]


RAID = "Raids on the town of Selwa killed 12 villagers on Monday, the army said."


@pytest.mark.parametrize(
    "words",
    [
        "The council also reported raids on the road but gave a lower toll of seven.",
        "The council later gave a higher toll of 17.",
        "That contrasted with the number given by the council, which at 17 was higher.",
    ],
)
def test_a_figure_set_against_another_counts_the_same(words):
    first, last = (d.record for d in drafts(f"{RAID} {words}"))
    assert (last.group, last.place, last.event_start) == (first.group, first.place, first.event_start)


@pytest.mark.parametrize(
    "words", ["The council reported raids on the road, seven dead.", "It gave a lower toll of seven for the month."]
)
def test_what_is_not_set_against_it_keeps_what_its_own_words_say(words):
    assert [d.record.group for d in drafts(f"{RAID} {words}")][-1] is None
