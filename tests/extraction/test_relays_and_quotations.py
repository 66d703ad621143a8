"""Relays in every place of a sentence, quotations looked through, copy in capitals."""

from __future__ import annotations

import pytest

from tests.extraction.reading import speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"Twelve soldiers died," Governor Omar Haddad was quoted as saying by state television, Reuters reported.',
            [("Governor Omar Haddad", "state television > Reuters")],
        ),
        (
            "State television quoted Governor Omar Haddad as saying that 12 soldiers "
            "died.\n\nHaddad said 30 were wounded.",
            [("Governor Omar Haddad", "State television"), ("Governor Omar Haddad", "State television")],
        ),
        (
            "Reuters, quoting state television, said the governor had put the toll at 12.",
            [("governor", "state television > Reuters")],
        ),
        (
            "The Interfax news agency, citing a source in the ministry, reported 12 deaths.",
            [("a source in the ministry", "Interfax")],
        ),
        (
            "A ministry source told Interfax that 12 people had died.\n\nThe source said 30 were hurt.",
            [("A ministry source", "Interfax"), ("A ministry source", "Interfax")],
        ),
        ("Twelve miners died, Xinhua said, citing local officials.", [("local officials", "Xinhua")]),
        ("Twelve miners died, local officials told Xinhua.", [("local officials", "Xinhua")]),
        ("Local officials said 12 miners died, according to Xinhua.", [("Local officials", "Xinhua")]),
        ("Local officials, quoted by Xinhua, said 12 miners died.", [("Local officials", "Xinhua")]),
        ("Xinhua cited local officials as saying 12 miners died.", [("local officials", "Xinhua")]),
        (
            "In an interview with Al Jazeera, commander Omar Haddad said his men had killed 12 soldiers.",
            [("Omar Haddad", "Al Jazeera")],
        ),
        (
            "Speaking to Al Jazeera, commander Omar Haddad said his men had killed 12 soldiers.",
            [("Omar Haddad", "Al Jazeera")],
        ),
        (
            "Commander Omar Haddad told Al Jazeera TV by telephone that his men had killed 12 soldiers.",
            [("Commander Omar Haddad", "Al Jazeera TV")],
        ),
        (
            "Commander Omar Haddad told the BBC's Arabic service that his men had killed 12 soldiers.",
            [("Commander Omar Haddad", "BBC")],
        ),
        (
            "Commander Omar Haddad, in comments carried by the Fars news agency, said his men had killed 12 soldiers.",
            [("Commander Omar Haddad", "Fars")],
        ),
        (
            "The rebels said in a statement carried by the Fars news agency that they killed 12 soldiers.",
            [("rebels", "Fars")],
        ),
        ("The army said in a statement on Facebook that it killed 12 rebels.", [("army", None)]),
        (
            "A police officer told the AP on condition of anonymity because he was not "
            "authorised to speak that 12 people died.",
            [("A police officer", "AP")],
        ),
        (
            "The mayor told local radio station Radio Kano that 12 people had died.",
            [("mayor", "local radio station Radio Kano")],
        ),
        ("The mayor told the Kano Post newspaper that 12 people had died.", [("mayor", "Kano Post newspaper")]),
        ("The mayor told reporters that 12 people had died.", [("mayor", None)]),
        ("The AP news agency said a police officer had told it that 12 people had died.", [("a police officer", "AP")]),
        (
            "State media reported, quoting a military source, that 12 rebels were killed.",
            [("a military source", "State media")],
        ),
        ("Lebanon's National News Agency said 12 people were killed.", [("Lebanon's National News Agency", None)]),
        ("The state-run news agency SANA reported that 12 people were killed.", [("state-run news agency SANA", None)]),
        ("State news agency SANA quoted a police source saying 12 people were killed.", [("a police source", "SANA")]),
        ("Medics told Reuters 12 people were killed.", [("Medics", "Reuters")]),
        (
            '"We have 12 dead and 30 wounded," Dr Mira Danso told Reuters from the hospital.',
            [("Dr Mira Danso", "Reuters"), ("Dr Mira Danso", "Reuters")],
        ),
        (
            '"We have 12 dead," Danso, a doctor, told Reuters.\n\n"There are 30 wounded," she added.',
            [("Danso", "Reuters"), ("Danso", "Reuters")],
        ),
        (
            '"The blast killed 12 people.\n\n"It wounded 30 more," the mayor said.\n\nThe '
            "army said four soldiers died.",
            [("mayor", None), ("mayor", None), ("army", None)],
        ),
        (
            '"At least 12 are dead," said the mayor. "Thirty are wounded." He said four were missing.',
            [("mayor", None), ("mayor", None), ("mayor", None)],
        ),
        ('The mayor said: "At least 12 are dead."', [("mayor", None)]),
        ('The mayor said the town had "never seen such a thing". Twelve people died.', [(None, None)]),
        (
            "REBELS KILLED 12 SOLDIERS AND WOUNDED 30, A MILITARY SPOKESMAN SAID ON MONDAY.",
            [("A MILITARY SPOKESMAN", None), ("A MILITARY SPOKESMAN", None)],
        ),
        ("ACCORDING TO THE RED CROSS, 12 PEOPLE DIED AND 30 WERE HURT.", [("RED CROSS", None), ("RED CROSS", None)]),
        (
            "THE MINISTRY SAID IN A STATEMENT THAT 12 CIVILIANS, INCLUDING THREE CHILDREN, WERE KILLED.",
            [("MINISTRY", None), ("MINISTRY", None)],
        ),
        (
            "The army said on\nMonday that at least\n12 soldiers had been killed in "
            "the\nnorth of the country, and that 30 others\nhad been wounded by rebel fire near the\nborder.",
            [(None, None), (None, None)],
        ),
    ],
)
def test_the_chain_and_the_quotation(text, expected):
    assert speakers(text) == expected
