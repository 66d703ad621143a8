"""How far a speaker's words reach: after a tail, across a semicolon, from a document to its maker, to "it"."""

from __future__ import annotations

import pytest

from tests.extraction.reading import speakers


def names(text):
    return [name for name, _ in speakers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 30 sailors drowned, the port authority said, 12 of them from one trawler.", ["port authority"] * 2),
        ("Thirty died in Dunmore, the coroner's office says, and nine in Ashby.", ["coroner's office"] * 2),
        (
            "Mayor Ines Calder said 2 died. Thirty were wounded, she wrote on Facebook, four in critical condition.",
            ["Mayor Ines Calder"] * 3,
        ),
        (
            "Floods displaced 5,000 people, according to the relief ministry, of whom 900 have been evacuated by boat.",
            ["relief ministry"] * 2,
        ),
        (
            "Captain Omar Velt said 50 died. Forty were rescued, he said; 11 of the dead were children.",
            ["Captain Omar Velt"] * 2,
        ),
        (
            "Ten people died on Sunday, police said, two of them children, in a fire like that which killed 30.",
            ["police", "police", None],
        ),
        # What follows the tail is background of its own.
        (
            "Twelve people died, police said, in the worst fire since 1998, when 61 people were killed.",
            ["police", None],
        ),
    ],
)
def test_a_tail_goes_on_for_the_parts_of_its_count(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 140 people have died, according to a tally kept by the Union of Miners.", ["Union of Miners"]),
        (
            "The fire killed 31 people, according to the latest figures given out by the interior ministry.",
            ["interior ministry"],
        ),
        (
            "According to a report that the Harbour Watch network issued on Monday, 12 people died.",
            ["Harbour Watch network"],
        ),
        ("Twelve people died, according to a report the health ministry published.", ["health ministry"]),
        ("The feud has killed more than 300, by the reckoning of Delta Monitor, a charity.", ["Delta Monitor"]),
    ],
)
def test_the_maker_of_a_count_vouches_for_it(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The nurses' union has put out a bulletin. It says 87 civilians have been killed.", ["nurses' union"]),
        ("The Danish navy has 40 ships there. It announced the deaths of three sailors.", ["Danish navy"]),
        (
            "Forty dead were found, the county medical examiner said. Sixteen died in Ashby, it says.",
            ["county medical examiner"] * 2,
        ),
    ],
)
def test_it_is_the_body_that_the_sentence_before_is_about(text, expected):
    assert [n.removeprefix("The ").removeprefix("the ") for n in names(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The relief agency in Dunmore had no more than 71 dead in its register.", ["relief agency in Dunmore"]),
        ("The Widows' League has 512 dead on its list, and 90 people missing.", ["Widows' League"] * 2),
        ("The army had 500 soldiers in the town.", [None]),
        ("The coastguard reckons that 40 people have drowned.", ["coastguard"]),
        ("Local residents speak of dozens of bodies in the streets.", ["Local residents"]),
        ("The Flood Office informs that 41 persons died.", ["Flood Office"]),
        ("Eight rebels were shot dead, an army officer told this newspaper.", ["an army officer"]),
        ("Four died, said Governor Ana Ruiz. She had at first reported two dead.", ["Governor Ana Ruiz"] * 2),
    ],
)
def test_other_words_for_saying(text, expected):
    assert [n and n.removeprefix("The ").removeprefix("the ") for n in names(text)] == expected


def test_a_quotation_of_one_clause_leaves_the_clause_before_alone():
    text = (
        "State radio quoted the governor as saying 64 people were killed; "
        "Channel Nine television later quoted a judge, Marko Ilic, as saying that 75 people were killed."
    )
    assert names(text) == ["governor", "Marko Ilic"]
    text = "The mayor said that 18 people were arrested; Gulf Radio, quoting police officers, said 40 were arrested."
    assert names(text) == ["mayor", "police officers"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A nurse at the town's main clinic said that 83 died.", "A nurse at the town's main clinic"),
        ("Medical staff at the Santa Rosa hospital said 38 were wounded.", "Medical staff at the Santa Rosa hospital"),
        (
            "Rain went on, days after the slide, as the national flood control agency raised the toll to 234.",
            "national flood control agency",
        ),
        (
            "The count of the dead rose to 69 on Monday the flood agency FLODA said as crews dug in the mud.",
            "flood agency FLODA",
        ),
        ("Deaths recorded since Monday: 12. Injured: 30.", None),
    ],
)
def test_the_border_of_the_speaker(text, expected):
    found = names(text)[0]
    assert (found and found.removeprefix("the ")) == expected


def test_a_short_name_must_hold_every_word():
    text = (
        "Twelve people were infected, the provincial health board said. The National Health Board gave no figure. "
        "The health board said 40 were ill."
    )
    assert names(text)[0] == "provincial health board"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Sailors' Aid Fund (SAF), which phones each family, had 59 dead in its list by Sunday.",
            ["Sailors' Aid Fund"],
        ),
        ("A village elder quoted by the weekly Gulf Mirror said 17 people were killed.", ["A village elder"]),
        ("A list handed over by an officer in the city coroner's office shows 43 dead.", ["an officer"]),
        ('"Never before," said a fisherman at Velm, a port of 700. He said two men had died.', ["a fisherman"]),
        ("The national rights institute (NRI) objects. It said 84 people were hurt.", ["national rights institute"]),
        ("Some 400 people have been evacuated by boat, partners report.", ["partners"]),
        ("Forty deaths were reported, 12 by the army and 28 by rescuers.", [None, "army", "rescuers"]),
        ("Twelve people died on Friday, Aid Watch wrote on X. A doctor said 13 died.", ["Aid Watch", "A doctor"]),
        ("The navy had given a toll of two dead, and the mayor one of at least 12.", ["navy", "mayor"]),
        ("Joel A. Millman said 12 people died.", ["Joel A. Millman"]),
        ("Deaths reported rose to 12 by the end of June.", [None]),
        ("Forty people died, according to a police report.", ["a police report"]),
    ],
)
def test_asides_carriers_and_verbs_that_stand_once(text, expected):
    found = [n and n.removeprefix("The ").removeprefix("the ") for n in names(text)]
    assert [(f and e and f.startswith(e)) or f == e for f, e in zip(found, expected, strict=True)] == [True] * len(
        found
    )


@pytest.mark.parametrize(
    "text", ["Twelve people died, police said,", "The toll is 12, the mayor one of", "It had 12 in its"]
)
def test_a_sentence_that_breaks_off_is_read(text):
    assert all(name in (None, "police") for name in names(text))
