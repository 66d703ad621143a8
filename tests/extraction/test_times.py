"""When: resolved against the publication or the dateline, to the granularity of the words, never an invented day."""

from __future__ import annotations

import datetime

import pytest

from ledger import edtf
from ledger.extraction import extract

DAY = datetime.date(2020, 5, 7)  # a Thursday


def times(text, published=DAY):
    found = []
    for draft in extract(text, document="d", published=published).drafts:
        r = draft.record
        for part in (r.event_start, r.event_end, r.counted_from, r.as_of):
            if part is not None:
                edtf.parse(part)
        found.append((r.event_start, r.event_end, r.counted_from, r.as_of))
    return found


def start(text):
    return times(text)[0][0]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("on Monday", "2020-05-04"),
        ("late on Wednesday", "2020-05-06"),
        ("on Thursday", "2020-05-07"),
        ("last Thursday", "2020-04-30"),
        ("Friday night", "2020-05-01"),
        ("today", "2020-05-07"),
        ("yesterday", "2020-05-06"),
        ("last night", "2020-05-06"),
        ("three days ago", "2020-05-04"),
        ("two months ago", "2020-03~"),
        ("on May 3", "2020-05-03"),
        ("on 3 May", "2020-05-03"),
        ("on the 3rd of May", "2020-05-03"),
        ("on 12 December", "2019-12-12"),
        ("on June 3, 2015", "2015-06-03"),
        ("on 2015-06-03", "2015-06-03"),
        ("on 15-07-2016", "2016-07-15"),
        ("on 03.10.2017", "2017-10-03"),
        ("on 30/04/2020", "2020-04-30"),
        ("in March", "2020-03"),
        ("in early March 2011", "2011-03"),
        ("in August", "2019-08"),
        ("in 2014", "2014"),
        ("last week", "2020-04-27"),
        ("last month", "2020-04"),
        ("last year", "2019"),
        ("this month", "2020-05"),
        ("over the weekend", "2020-05-02"),
        ("in the past 24 hours", "2020-05-06"),
        ("over the last three days", "2020-05-04"),
        ("between 7 and 13 April", "2020-04-07"),
        ("in the first six months of 2016", "2016-01"),
        ("in the second quarter of 2019", "2019-04"),
        ("from March to June 2011", "2011-03"),
        ("between January 2009 and the end of 2015", "2009-01"),
        ("between 2011 and the end of last year", "2011"),
    ],
)
def test_when_it_happened(words, first):
    assert start(f"Shelling killed 12 people {words}.") == first


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("overnight", "2020-05-07"),
        ("last week", "2020-05-03"),
        ("over the weekend", "2020-05-03"),
        ("between 7 and 13 April", "2020-04-13"),
        ("in the first six months of 2016", "2016-06"),
        ("in the second half of 2019", "2019-12"),
        ("in the first half of the year", "2020-06"),
        ("between January 2009 and the end of 2015", "2015"),
    ],
)
def test_the_last_day_of_a_period(words, end):
    assert times(f"Shelling killed 12 people {words}.")[0][1] == end


@pytest.mark.parametrize(
    ("words", "counted_from"),
    [
        ("since March 2011", "2011-03"),
        ("since January", "2020-01"),
        ("since 2014", "2014"),
        ("since Monday", "2020-05-04"),
        ("since the war began in March 2011", "2011-03"),
        ("since anti-government protests broke out in March 2011", "2011-03"),
        ("since 7 October 2019", "2019-10-07"),
        ("since the beginning of the year", "2020"),
        ("so far this year", "2020"),
        ("since dawn", "2020-05-07"),
    ],
)
def test_counts_from_a_start(words, counted_from):
    (draft,) = extract(f"The fighting has killed 900 people {words}.", published=DAY).drafts
    assert (draft.record.counted_from, draft.record.time_kind) == (counted_from, "cumulative")
    assert draft.record.event_start is None


@pytest.mark.parametrize("words", ["As of 3 May", "By Sunday", "By late Sunday"])
def test_the_day_up_to_which_a_count_goes(words):
    assert times(f"{words}, 900 people had been killed.")[0][3] == "2020-05-03"


@pytest.mark.parametrize(
    "words",
    ["in recent weeks", "on the third day of the truce", "on 3/4/2017", "on Fridays", "on 31 June",
     "since the war began", "next Monday", "every Monday"],
)  # fmt: skip
def test_no_day_is_invented(words):
    assert all(not part for part in times(f"Shelling killed 12 people {words}.")[0])


def test_without_a_publication_only_full_dates_are_read():
    assert times("Shelling killed 12 people on Monday.", None) == [(None, None, None, None)]
    assert times("Shelling killed 12 people yesterday in March.", None) == [(None, None, None, None)]
    assert times("Shelling killed 12 people on June 3, 2015.", None)[0][0] == "2015-06-03"


def test_words_of_time_without_a_day_still_stand_as_evidence():
    (draft,) = extract("Shelling killed 12 people on the third day of the truce.", published=DAY).drafts
    assert ("when.nth-day", "on the third day of the truce") in [(e.rule, e.words) for e in draft.rules]


def test_the_day_of_the_dateline_is_what_yesterday_is_counted_from():
    text = "San Miguel, 14 Oct 88 (RADIO ECO) -- [Text] Clashes killed 11 guerrillas yesterday."
    assert times(text, datetime.date(1988, 10, 15))[0][0] == "1988-10-13"
    assert times(text, None)[0][0] == "1988-10-13"


@pytest.mark.parametrize(
    "head", ["Published June 3 2016 ", "Wed 01 Jun 2016 ", "01-06-2016 ", "Raid kills many AFP Friday 3 Jun 2016 "]
)
def test_the_pages_own_date_is_a_base_and_no_event(head):
    text = f"{head}Shelling killed 12 people on Tuesday in the north. Rockets killed 30 people."
    assert [t[0] for t in times(text, None)] == ["2016-05-31", None]


def test_the_day_of_speaking_is_not_that_of_the_event():
    assert start("Twelve people were killed, the mayor said on Monday.") is None
    assert start("The mayor said Monday that 12 people were killed.") is None
    assert start("The mayor said on Monday that 12 people were killed on Sunday.") == "2020-05-03"


def test_each_figure_has_the_time_of_its_own_clause():
    text = "So far this year 2,839 migrants have died, compared with 4,305 in the same period of 2016."
    assert [(t[0], t[2]) for t in times(text)] == [(None, "2020"), ("2016", None)]
    text = "It was the deadliest month since May 2009, when 366 people died."
    assert times(text)[0][:1] == ("2009-05",)


def test_times_that_look_back():
    text = "The reporting period is 7 to 13 April. During the reporting period, 65 people were injured."
    assert times(text)[-1][:2] == ("2020-04-07", "2020-04-13")
    text = "Rockets hit the town on Monday. On the same day, shelling killed 12 people."
    assert times(text)[-1][0] == "2020-05-04"
    text = "Rockets hit the town on Monday. The previous day, shelling killed 12 people."
    assert times(text)[-1][0] == "2020-05-03"
