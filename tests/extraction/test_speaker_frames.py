"""Who says so: one sentence for each frame, with and without commas."""

from __future__ import annotations

import pytest

from tests.extraction.reading import speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Red Cross said 12 people were killed.", [("Red Cross", None)]),
        ("The Red Cross said on Monday that 12 people were killed.", [("Red Cross", None)]),
        ("At least 12 people were killed, the Red Cross said.", [("Red Cross", None)]),
        ("At least 12 people were killed, said the Red Cross.", [("Red Cross", None)]),
        ("At least 12 people were killed, the Red Cross said in a statement on Monday.", [("Red Cross", None)]),
        ("According to the Red Cross, 12 people were killed.", [("Red Cross", None)]),
        ("Twelve people were killed, according to the Red Cross.", [("Red Cross", None)]),
        ("Twelve people were killed, according to Red Cross spokeswoman Mira Danso.", [("Mira Danso", None)]),
        (
            "Twelve people were killed, state television said, citing the health ministry.",
            [("health ministry", "state television")],
        ),
        (
            "State television, citing the health ministry, said 12 people were killed.",
            [("health ministry", "State television")],
        ),
        (
            "Citing the health ministry, state television said 12 people were killed.",
            [("health ministry", "state television")],
        ),
        (
            "State television quoted the governor as saying that 12 people were killed.",
            [("governor", "State television")],
        ),
        (
            "The governor was quoted by state television as saying 12 people were killed.",
            [("governor", "state television")],
        ),
        ("The governor, quoted by state television, said 12 people were killed.", [("governor", "state television")]),
        (
            "State television quoted governor Omar Haddad as saying 12 people were killed, Reuters reported.",
            [("Omar Haddad", "State television > Reuters")],
        ),
        (
            "Reuters reported that state television quoted the governor as saying 12 people were killed.",
            [("governor", "state television > Reuters")],
        ),
        (
            '"Twelve people were killed," the governor told state television, according to Reuters.',
            [("governor", "state television > Reuters")],
        ),
        ("A military source told AFP that 12 soldiers were killed.", [("A military source", "AFP")]),
        (
            "A military source who asked not to be named told AFP that 12 soldiers were killed.",
            [("A military source", "AFP")],
        ),
        (
            "A military source, speaking on condition of anonymity, told AFP that 12 soldiers were killed.",
            [("A military source", "AFP")],
        ),
        (
            '"Twelve soldiers were killed," a military source told AFP on condition of anonymity.',
            [("a military source", "AFP")],
        ),
        ("The Health Ministry's toll of 12 dead was disputed.", [("Health Ministry", None)]),
        ("The Red Cross's count of 12 dead is the highest.", [("Red Cross", None)]),
        ("The Red Cross gave a toll of 12 dead.", [("Red Cross", None)]),
        ("The Red Cross put the death toll at 12.", [("Red Cross", None)]),
        ("The Red Cross put the number of dead at 12.", [("Red Cross", None)]),
        ("The Red Cross's estimate is 12 dead.", [("Red Cross", None)]),
        ("A Red Cross statement said 12 people were killed.", [("A Red Cross statement", None)]),
        ("In a statement, the Red Cross said 12 people were killed.", [("Red Cross", None)]),
        ("In a statement on Monday the Red Cross confirmed the deaths of 12 people.", [("Red Cross", None)]),
        ("The Red Cross has confirmed 12 deaths.", [("Red Cross", None)]),
        ("The Red Cross reported 12 deaths.", [("Red Cross", None)]),
        ("The Red Cross, which runs the clinic, reported 12 deaths.", [("Red Cross", None)]),
        ("The army issued a statement claiming it killed 12 rebels.", [("army", None)]),
        ("The army released a statement, claiming it killed 12 rebels.", [("army", None)]),
        ("The rebels claimed to have killed 12 soldiers.", [("rebels", None)]),
        ("The rebels claimed responsibility for an attack that killed 12 soldiers.", [(None, None)]),
        ("The rebels said they had killed 12 soldiers.", [("rebels", None)]),
        ("Twelve people were reported killed by the Red Cross.", [("Red Cross", None)]),
        ("Twelve deaths were reported by the Red Cross.", [("Red Cross", None)]),
        ("Twelve people were confirmed dead by police.", [("police", None)]),
        ("It was reported that 12 people were killed.", [(None, None)]),
        ("Local media reported that 12 people were killed.", [("Local media", None)]),
        ("Unconfirmed reports said 12 people were killed.", [("Unconfirmed reports", None)]),
        ("Twelve people have reportedly been killed.", [(None, None)]),
        ("Police say 12 people were killed. They also say 30 were wounded.", [("Police", None), ("Police", None)]),
        (
            "Mayor Rauf Aliyev said 12 people died. He added that 30 were wounded.",
            [("Mayor Rauf Aliyev", None), ("Mayor Rauf Aliyev", None)],
        ),
        ('Mayor Rauf Aliyev visited the site. "Twelve people died," Aliyev said.', [("Mayor Rauf Aliyev", None)]),
        (
            "The Northern Rights Network (NRN) said 12 people were killed.\n\n"
            "The NRN said 30 were wounded.\n\nThe network said 4 were missing.",
            [("Northern Rights Network", None), ("Northern Rights Network", None), ("Northern Rights Network", None)],
        ),
        (
            '"Twelve people died," said Mira Danso, a nurse at the hospital. "We treated 30 wounded."\n\n'
            "Danso said 4 more had been moved to Kano.",
            [("Mira Danso", None), ("Mira Danso", None)],
        ),
        ('"We have 12 dead.\n\n"There are 30 wounded," the mayor said.', [("mayor", None), ("mayor", None)]),
        ('"There were bodies everywhere," he said. "I counted 12 dead."', [(None, None)]),
        ("Kano bus crash kills 12: police", [("police", None)]),
        ("Bus crash in Kano kills 12 - officials", [("officials", None)]),
        ("Police: 12 dead in Kano bus crash", [("Police", None)]),
        ("12 dead in bus crash, police say", [("police", None)]),
        ("Bus crash kills 12, says governor", [("governor", None)]),
        ("AT LEAST 12 PEOPLE WERE KILLED IN KANO ON MONDAY, THE RED CROSS SAID.", [("RED CROSS", None)]),
        (
            "THE HEALTH MINISTRY SAID 12 PEOPLE WERE KILLED AND 30 WOUNDED.",
            [("HEALTH MINISTRY", None), ("HEALTH MINISTRY", None)],
        ),
        ("At least 12 people were killed in Kano the Red Cross said on Monday.", [("Red Cross", None)]),
        (
            "At least 12 people were killed in Kano the Observatory monitoring group said.",
            [("Observatory monitoring group", None)],
        ),
        ('"At least 12 people were killed in Kano" police spokesman Omar Haddad said.', [("Omar Haddad", None)]),
        ("At least 12 people were killed near Kano police spokesman Omar Haddad said.", [("Omar Haddad", None)]),
        ("At least 12 people were killed in the attack local officials said.", [("local officials", None)]),
        ("At least 12 people were killed in the city of Kano state media reported.", [("state media", None)]),
        ("The attack killed 12 people near Damascus British Foreign Secretary Anna Reed said.", [("Anna Reed", None)]),
        (
            "An attack killed nine children and 14 others local activists have reported.",
            [("local activists", None), ("local activists", None)],
        ),
        ("Rebels entered from the south Haddad said. He said dozens of soldiers had been killed.", [("Haddad", None)]),
        (
            "The ministry did not say how many people were killed. Twelve bodies were seen by a reporter.",
            [(None, None)],
        ),
        (
            "The government has said 12 people were killed but the opposition says 40 died.",
            [("government", None), ("opposition", None)],
        ),
        (
            "The government says 12 people were killed; the opposition puts the figure at 40.",
            [("government", None), ("opposition", None)],
        ),
        (
            "While the government says 12 people were killed, the opposition says 40 died.",
            [("government", None), ("opposition", None)],
        ),
        (
            "Twelve people were killed, the government said, but the opposition said 40 died.",
            [("government", None), ("opposition", None)],
        ),
        (
            "The UN says more than 12 people were killed, a figure disputed by the army, which says four died.",
            [("UN", None), ("army", None)],
        ),
        ("The president said he mourned the 12 people killed in the blast.", [("president", None)]),
        ("The president condemned the attack that killed 12 people.", [(None, None)]),
        (
            "The minister, speaking after an attack in which 12 people were killed, said the war would go on.",
            [(None, None)],
        ),
        ("The minister announced a day of mourning after 12 people were killed.", [(None, None)]),
        ("The minister announced new laws following an attack in which 12 people died.", [(None, None)]),
        ("The blast, which police say killed 12 people, shook the town.", [("police", None)]),
        ("The blast killed 12 people, including four who police said were children.", [(None, None), (None, None)]),
        (
            "Twelve people, all of them children, were killed, police said, adding that 30 were wounded.",
            [("police", None), ("police", None)],
        ),
        ("Police said 12 people were killed, adding that 30 were wounded.", [("Police", None), ("Police", None)]),
        ("Police said 12 people were killed and that 30 were wounded.", [("Police", None), ("Police", None)]),
        ("Police said 12 people were killed. Thirty people were wounded.", [("Police", None), (None, None)]),
        (
            "Twelve people were killed, Interior Minister Omar Haddad told reporters.",
            [("Interior Minister Omar Haddad", None)],
        ),
        ("Twelve people were killed, Haddad told a press conference in Kano.", [("Haddad", None)]),
        (
            "Twelve people were killed, a doctor at the Kano hospital said by telephone.",
            [("a doctor at the Kano hospital", None)],
        ),
        ("Twelve people were killed, a doctor at the hospital, Mira Danso, said.", [("Mira Danso", None)]),
        ("Dr. Mira Danso, who heads the clinic, said 12 people were killed.", [("Dr. Mira Danso", None)]),
        ("Twelve people were killed, a spokesman for the Red Cross said.", [("a spokesman for the Red Cross", None)]),
        (
            "Twelve people were killed, the head of the Northern Rights Network, Omar Haddad, told AFP.",
            [("Omar Haddad", "AFP")],
        ),
        (
            '"Twelve people were killed," Omar Haddad, head of the Northern Rights Network, told AFP.',
            [("Omar Haddad", "AFP")],
        ),
        (
            "A hospital official said 12 people were killed. The official said 30 were hurt.",
            [("A hospital official", None), ("A hospital official", None)],
        ),
        ("Witnesses said 12 people were killed. The witnesses asked not to be named.", [("Witnesses", None)]),
        ("A resident named Ahmad said 12 people were killed.", [("A resident named Ahmad", None)]),
        ("One resident said 12 people were killed.", [("One resident", None)]),
        ("Two security officials said 12 people were killed.", [("Two security officials", None)]),
        ("Sources in the army said 12 people were killed.", [("Sources in the army", None)]),
        ("Sources close to the rebels said 12 people were killed.", [("Sources close to the rebels", None)]),
        (
            "A source in the Kano police told the Tass agency that 12 people were killed.",
            [("A source in the Kano police", "Tass")],
        ),
        (
            "Twelve people were killed, the Interfax news agency reported, quoting the emergencies ministry.",
            [("emergencies ministry", "Interfax")],
        ),
        (
            "Twelve people were killed, Interfax quoted the emergencies ministry as saying.",
            [("emergencies ministry", "Interfax")],
        ),
        (
            "Twelve people were killed, the emergencies ministry said, Interfax reported.",
            [("emergencies ministry", "Interfax")],
        ),
        (
            "The Kano Post, a local newspaper, said 12 people were killed, citing a hospital doctor.",
            [("a hospital doctor", "Kano Post")],
        ),
        ("Figures from the health ministry show 12 people were killed.", [("health ministry", None)]),
        (
            "Data compiled by the Northern Rights Network show 12 people were killed.",
            [("Northern Rights Network", None)],
        ),
        ("A tally by AFP shows at least 12 people were killed.", [("AFP", None)]),
        (
            "At least 12 people have been killed since Monday, according to an AFP tally based on official figures.",
            [("an AFP tally", None)],
        ),
        (
            "At least 12 people have been killed, according to figures released by the health ministry.",
            [("health ministry", None)],
        ),
        ("The UN's human rights office has verified the deaths of 12 civilians.", [("UN's human rights office", None)]),
        ("Human rights groups say 12 civilians died.", [("Human rights groups", None)]),
        ("Amnesty International has documented the killing of 12 civilians.", [("Amnesty International", None)]),
        ("The Pentagon acknowledged that 12 civilians were killed.", [("Pentagon", None)]),
        ("On its website, the group said it had killed 12 soldiers.", [("group", None)]),
    ],
)
def test_who_says_so_and_through_whom(text, expected):
    assert speakers(text) == expected
