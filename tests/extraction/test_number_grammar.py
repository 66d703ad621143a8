"""Numbers, ranges, qualifiers and tolls: one sentence for each form."""

from __future__ import annotations

import pytest

from tests.extraction.reading import figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The quake killed 12 000 people.", [(12000, "exact", "killed")]),
        (
            "The quake killed 12 000 people and injured 30 500.",
            [(12000, "exact", "killed"), (30500, "exact", "injured")],
        ),
        (
            "The quake killed 12.000 people and injured 4.500, the ministry said.",
            [(12000, "exact", "killed"), (4500, "exact", "injured")],
        ),
        ("The cyclone killed 1,39,000 people.", [(139000, "exact", "killed")]),
        (
            "The cyclone displaced 2.5 lakh people and killed 12.",
            [(250000, "exact", "displaced"), (12, "exact", "killed")],
        ),
        ("The famine displaced 1.2 crore people.", [(12000000, "exact", "displaced")]),
        ("Half a million people have fled.", [(500000, "exact", "displaced")]),
        ("Nearly half a million people were displaced.", [(500000, "nearly", "displaced")]),
        ("A hundred and fifty villagers died.", [(150, "exact", "killed")]),
        ("One hundred and twenty-five villagers died.", [(125, "exact", "killed")]),
        ("Two thousand three hundred soldiers were killed.", [(2300, "exact", "killed")]),
        ("A dozen people died and two dozen were hurt.", [(12, "about", "killed"), (24, "exact", "injured")]),
        ("A score of villagers were killed.", [(20, "about", "killed")]),
        ("Three score rebels were killed.", [(60, "exact", "killed")]),
        ("Between 20 and 30 people were killed.", [((20, 30), "between", "killed")]),
        ("From 20 to 30 people were killed.", [((20, 30), "between", "killed")]),
        ("20 to 30 people were killed.", [((20, 30), "between", "killed")]),
        ("20-30 people were killed.", [((20, 30), "between", "killed")]),
        ("20–30 people were killed.", [((20, 30), "between", "killed")]),
        ("Some 20 or 30 people were killed.", [((20, 30), "between", "killed")]),
        ("Between 1.5 and 2 million people were displaced.", [((1500000, 2000000), "between", "displaced")]),
        ("1.5-2 million people were displaced.", [((1500000, 2000000), "between", "displaced")]),
        ("Five to six thousand fighters were deployed in the valley.", [((5000, 6000), "between", "deployed")]),
        ("Two or three soldiers died.", [((2, 3), "between", "killed")]),
        ("Anywhere from 40 to 60 people were killed.", [((40, 60), "between", "killed")]),
        ("As many as 40 people were killed.", [(40, "up_to", "killed")]),
        ("40 people or more were killed.", [(40, "at_least", "killed")]),
        ("40 or more people were killed.", [(40, "at_least", "killed")]),
        (
            "At least 40, and perhaps as many as 60, people were killed.",
            [(40, "at_least", "killed"), (60, "up_to", "killed")],
        ),
        ("Upwards of 40 people were killed.", [(40, "more_than", "killed")]),
        ("No fewer than 40 people were killed.", [(40, "at_least", "killed")]),
        ("No more than 40 people were killed.", [(40, "at_most", "killed")]),
        ("Under 40 people were killed.", [(40, "less_than", "killed")]),
        ("Dozens were killed and scores wounded.", [("dozens", "vague", "killed"), ("scores", "vague", "injured")]),
        (
            "The raid left dozens dead and scores more wounded.",
            [("dozens", "vague", "killed"), ("scores", "vague", "injured")],
        ),
        ("Scores were injured in the crush.", [("scores", "vague", "injured")]),
        ("Tens of thousands of people have fled.", [("tens of thousands", "vague", "displaced")]),
        ("Several hundred people were wounded.", [("several hundred", "vague", "injured")]),
        ("A few dozen people were killed.", [("a few dozen", "vague", "killed")]),
        ("Hundreds, if not thousands, of people were killed.", [("hundreds, if not thousands", "vague", "killed")]),
        ("A single soldier was killed.", [(1, "exact", "killed")]),
        ("One person died.", [(1, "exact", "killed")]),
        ("One died and three were hurt.", [(1, "exact", "killed"), (3, "exact", "injured")]),
        ("٢٧ people were killed.", [(27, "exact", "killed")]),
        ("The attack killed 1.2m people.", [(1200000, "exact", "killed")]),
        ("The war has killed 300k people.", [(300000, "exact", "killed")]),
        ("Some 3.5 million people are internally displaced.", [(3500000, "about", "displaced")]),
        ("3.5mn people were displaced.", [(3500000, "exact", "displaced")]),
        ("The toll rose to 1 234.", [(1234, "exact", "killed")]),
        ("The death toll rose from 12 to 15.", [(12, "exact", "killed"), (15, "exact", "killed")]),
        ("Officials raised the death toll from 12 to 15.", [(12, "exact", "killed"), (15, "exact", "killed")]),
        ("Officials raised the toll to 15 from 12.", [(15, "exact", "killed"), (12, "exact", "killed")]),
        (
            "The ministry revised its death toll down to 12 from an earlier 15.",
            [(12, "exact", "killed"), (15, "exact", "killed")],
        ),
        ("The number of dead rose to 45, up from 38.", [(45, "exact", "killed"), (38, "exact", "killed")]),
        ("The number of injured climbed from 80 to 102.", [(80, "exact", "injured"), (102, "exact", "injured")]),
        ("The toll, earlier put at 12, has risen to 15.", [(12, "exact", "killed"), (15, "exact", "killed")]),
        ("The death toll had earlier stood at 12.", [(12, "exact", "killed")]),
        ("A previous toll gave 12 dead.", [(12, "exact", "killed")]),
        ("The death toll more than doubled to 45.", [(45, "exact", "killed")]),
        ("The toll may be as high as 400,000.", [(400000, "up_to", "killed")]),
        ("The death toll is now up to seven people.", [(7, "up_to", "killed")]),
        ("The attack brought to 49 the number of people killed this week.", [(49, "exact", "killed")]),
        ("That brings the total number of dead to 49.", [(49, "exact", "killed")]),
        ("This brings the death toll to 49.", [(49, "exact", "killed")]),
    ],
)
def test_the_number_is_read(text, expected):
    assert figures(text) == expected
