"""Lists without verbs, labels of bulletins, gapping, and bare counts that lean on the figure before them."""

from __future__ import annotations

import pytest

from tests.extraction.reading import figures


def read(text):
    return [(value, measure) for value, _, measure in figures(text)]


def killed(*values):
    return [(v, "killed") for v in values]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four nurses of the clinic were among the dead.", killed(4)),
        ('"Thirteen of our neighbours have died," Mayor Jane Cole said.', killed(13)),
        ("Nine other passengers did not survive.", killed(9)),
        ("Two boys were swept away by the river.", killed(2)),
        ("Three, a mother and her sons, were swept away.", killed(3)),
        ("The brigade said that it had lost four.", killed(4)),
        ("The shop had lost four.", []),
        ("The dead from the flood that burst two dams may number 10,000 to 12,000.", killed((10000, 12000))),
        ("The blast killed John Cole, a member of parliament, and six of his guards near Kano.", killed(6)),
        ("Twelve people died. Nine of those recovered were children.", killed(12, 9)),
        ("The attack brought to 45 the number it says it has lost this year.", killed(45)),
        ("The bomb killed 20 people in Zaria, police said. In Kano, another 40.", killed(20, 40)),
        (
            "Rescuers spoke of 60 people still missing. Nine of those recovered were children.",
            [(60, "missing"), (9, "killed")],
        ),
        ("The town held 80 burials, not one of them with a name.", killed(80)),
        ("At sea two, a woman and a boy of 3, were swept away.", killed(2)),
        ("The morgue took in 83 bodies, among them two of her neighbours.", killed(83, 2)),
    ],
)
def test_the_dead_without_a_verb_of_killing(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A storm killed 70 people: 40 villagers, 20 soldiers, ten nurses.", killed(70, 40, 20, 10)),
        ("The toll rose to 90, distributed as follows: Norte, 50; Sur, 30; Este, 10.", killed(90, 50, 30, 10)),
        ("The districts with the most deaths are Norte (50), Sur (30) and Este (10).", killed(50, 30, 10)),
        ("The storm killed 90 people; by sex, 50 male and 40 female.", killed(90, 50, 40)),
        (
            "In all 70 people were killed that night, leaving out plotters: 40 civilians, 20 policemen, ten soldiers.",
            killed(70, 40, 20, 10),
        ),
        ("The dead are John Cole (50), Mary Cole (30) and Ann Lee (10).", []),
        ("Those killed were named as John Cole, 50; Mary Cole, 30; Ann Lee, 10.", []),
    ],
)
def test_a_total_broken_down(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Cholera bulletin: suspected cholera cases 5,431; associated deaths 98.",
            [(5431, "infected"), (98, "killed")],
        ),
        ("New arrivals: 8,120 individuals were registered.", [(8120, "refugees")]),
        ("Measles: 14 confirmed cases among children.", [(14, "infected")]),
        ("Aid groups: mobile clinics deployed: 7.", []),
        ("Injured: 12. Missing: nil.", [(12, "injured"), (0, "missing")]),
        ("Court: pending cases 5,431; closed files 98.", []),
    ],
)
def test_labels_of_a_bulletin(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police said 120 villagers had been killed, and seven members of the army.", killed(120, 7)),
        ("The report lists the killing of 120 people by gangs and 30 by soldiers.", killed(120, 30)),
        ("In Syria there were 900 deaths, 500 by the government and 400 by medics.", killed(900, 500, 400)),
        (
            "Police made 900 arrests since Monday, 500 in Norte and 400 elsewhere.",
            [(900, "detained"), (500, "detained"), (400, "detained")],
        ),
        ("Police said 120 villagers had been killed, and seven members of the army were thanked.", killed(120)),
    ],
)
def test_the_verb_is_left_out(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army said 45 had died. By Monday it had raised it only to 47.", killed(45, 47)),
        (
            "Gunmen abducted 90 pupils. A teacher put it at 120; the mayor had spoken of 80.",
            [(90, "kidnapped"), (120, "kidnapped"), (80, "kidnapped")],
        ),
        ("The flood killed 900 people, officials said. The Red Crescent said there were 1,300.", killed(900, 1300)),
        ("The quake killed 350 people, the ministry said, correcting an earlier figure of 400.", killed(350, 400)),
        (
            "More than 600,000 people have been displaced, against 300,000 last Monday.",
            [(600000, "displaced"), (300000, "displaced")],
        ),
        ("The agency put the dead at 300, while the committee lists 160 by name.", killed(300, 160)),
        (
            "Some 600,000 people are displaced, up from just under 500,000 in May.",
            [(600000, "displaced"), (500000, "displaced")],
        ),
        ("They put the toll at 366 and the number of injured at 1,300.", [(366, "killed"), (1300, "injured")]),
        ("The police killed 20 people. They put the size of the crowd at 35,000.", killed(20)),
        ("The toll is 80 but might go as high as 250.", killed(80, 250)),
        ("The flood killed 900 people. He said there were 12 reasons for it.", killed(900)),
    ],
)
def test_a_bare_count_leans_on_the_one_before(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Over 12,000 villagers have been shifted to safer places.", [(12000, "evacuated")]),
        (
            "Some 13,000 asylum seekers are without shelter, of whom about 4,000 are children and 70 are alone.",
            [(13000, "displaced"), (4000, "displaced"), (70, "displaced")],
        ),
        ("Nearly 900 people, out of a population of 4.6 million, were displaced.", [(900, "displaced")]),
        (
            "The virus spread: 35 people in the camp, which was built for 2,700, tested positive.",
            [(35, "infected")],
        ),
        ("Some 1,300 evacuees reached the port, of whom 45 were wounded.", [(1300, "evacuated"), (45, "injured")]),
        ("The blast hurt 30 people. Of the 47 on the island, 24 were Australian.", [(30, "injured")]),
        ("Some 90 miners are still under the debris.", [(90, "missing")]),
        ("Some 900 villagers had to leave their homes.", [(900, "displaced")]),
        ("More than 3,000 soldiers have crossed the border.", []),
        ("More than 400 villagers crossed into Chad.", [(400, "refugees")]),
        ("There were 9,400 troops on the streets.", [(9400, "strength")]),
        ("The group, which is fighting 22,000 rebels, kept silent.", [(22000, "strength")]),
        ("Some 90 others could not be contacted.", [(90, "missing")]),
        ("More than 3,000 villagers have taken refuge in the market.", [(3000, "displaced")]),
        ("He says 40,000 others have crossed the border.", [(40000, "refugees")]),
        ("She had visited 50 people with wounds, nine of them from bullets.", [(50, "injured"), (9, "injured")]),
        ("The hospital says it admitted 55 war-wounded.", [(55, "injured")]),
        ("A list shows 4,310 held, 200 of them under formal arrest.", [(4310, "detained"), (200, "detained")]),
        ('They put the number of homeless at "over 3,000".', [(3000, "displaced")]),
    ],
)
def test_words_of_measures(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No Red Crescent personnel were hurt.", [(0, "injured")]),
        ("No staff of the agencies were injured.", [(0, "injured")]),
        ("None of those freed was harmed.", [(0, "injured")]),
        ("None of the 12 officers who were in the hall was hurt.", [(0, "injured")]),
        ("There is nobody held hostage.", [(0, "kidnapped")]),
        ("No tourists were among the dead.", [(0, "killed")]),
        ("Nobody who was in the hall spoke.", []),
    ],
)
def test_noughts_with_words_between(text, expected):
    assert read(text) == expected
