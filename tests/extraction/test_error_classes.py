"""One sentence for each class of error that was found in real texts and mended."""

from __future__ import annotations

import pytest

from tests.extraction.reading import claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The raid wounded dozens opposition activists said.",
            [("dozens", "injured", None, "opposition activists", None)],
        ),
        ("The raid wounded 50 state media reported.", [(50, "injured", None, "state media", None)]),
        ("The raid injured seven Kano Governor Bala Usman said.", [(7, "injured", None, "Bala Usman", None)]),
        (
            "The raid killed six and led to the injury of 89 according to state television.",
            [(6, "killed", None, "state television", None), (89, "injured", None, "state television", None)],
        ),
        (
            "Warplanes hit a market in the village of Dena local activists said killing 12 people.",
            [(12, "killed", "people", "local activists", None)],
        ),
        (
            "A bomb killed 12 people in two attacks alone early Tuesday a monitoring group said.",
            [(12, "killed", "people", "a monitoring group", None)],
        ),
        (
            "Fighters overran a town bordering Chad killing 12 people an NGO said Sunday.",
            [(12, "killed", "people", "an NGO", None)],
        ),
        ("The deaths of 12 people were confirmed by officials.", [(12, "killed", "people", "officials", None)]),
        (
            '"They were crossing the river" said Omar Haddad adding that three children were killed.',
            [(3, "killed", "children", "Omar Haddad", None)],
        ),
        ("The Kano Centre however has put the death toll at 470.", [(470, "killed", None, "Kano Centre", None)]),
        (
            "The militants were in the town where 12 people died officials in Kano said.",
            [(12, "killed", "people", "officials in Kano", None)],
        ),
        ("Officials in Kano said 12 people had died.", [(12, "killed", "people", "Officials in Kano", None)]),
        (
            "A source at the Kano Police Command said 12 people were killed.",
            [(12, "killed", "people", "A source at the Kano Police Command", None)],
        ),
        (
            "Earlier a source at the Kano Police Command said 12 people were killed.",
            [(12, "killed", "people", "a source at the Kano Police Command", None)],
        ),
        (
            "State radio quoted a source at the Kano Police Command as saying that 12 people were killed.",
            [(12, "killed", "people", "a source at the Kano Police Command", "State radio")],
        ),
        (
            "A spokesman who lives abroad but keeps contacts in the town said 12 people were killed.",
            [(12, "killed", "people", "A spokesman", None)],
        ),
        (
            "A group which advocates for the rebels said 12 people were killed.",
            [(12, "killed", "people", "A group", None)],
        ),
        (
            "The Red Cross a charity based in Kano said 12 people were killed.",
            [(12, "killed", "people", "Red Cross", None)],
        ),
        (
            "Umar Bala the group's deputy for Kano and the north told AFP 12 people were killed.",
            [(12, "killed", "people", "Umar Bala", "AFP")],
        ),
        (
            "Twelve people died when troops fired the army said in a statement.",
            [(12, "killed", "people", "army", None)],
        ),
        (
            "Ten fighters were killed in the blast along with eight members of the group.",
            [(10, "killed", "fighters", None, None), (8, "killed", "members of the group", None, None)],
        ),
        (
            "Three children are among the 12 dead.",
            [(3, "killed", "children", None, None), (12, "killed", None, None, None)],
        ),
        (
            "Three children and six women were among those killed.",
            [(3, "killed", "children", None, None), (6, "killed", "women", None, None)],
        ),
        (
            "The attack killed 15 civilians including women and children as well as three soldiers.",
            [(15, "killed", "civilians", None, None), (3, "killed", "soldiers", None, None)],
        ),
        (
            "The toll rose to 22 civilians and one soldier.",
            [(22, "killed", "civilians", None, None), (1, "killed", "soldier", None, None)],
        ),
        (
            "Six crew members were killed and one is missing.",
            [(6, "killed", "crew members", None, None), (1, "missing", "crew members", None, None)],
        ),
        ("More than a quarter of a million people have died.", [(250000, "killed", "people", None, None)]),
        ("Death toll from market blast at least 112.", [(112, "killed", None, None, None)]),
        ("Twelve rebels who had surrendered were killed.", [(12, "surrendered", "rebels", None, None)]),
        ("The group beheaded eight men who had surrendered.", [(8, "killed", "men", None, None)]),
        ("Air strikes killed 12 rebels fleeing the town.", [(12, "killed", "rebels", None, None)]),
        ("The guards had detained 12 men.", [(12, "detained", "men", None, None)]),
        ("Twelve guards had detained a woman.", []),
        ("They took 12 villagers as they fled.", []),
        ("The attack left dozens of residents dead or injured.", [("dozens", "casualties", "residents", None, None)]),
        ("A bid to save the lives of 12 hostages failed.", []),
        ("There were no official casualty figures.", []),
        ("The 1940 deaths of officers were examined.", []),
        ("This brings the number of towns in the deal to 83.", []),
        ("Killings rose to 12. The number of breaches reached 465.", [(12, "killed", None, None, None)]),
        ("Gunmen killed seven United States Marines.", [(7, "killed", "United States Marines", None, None)]),
        (
            "Police killed 12 members of the Dar al-Salam brigade.",
            [(12, "killed", "members of the Dar al-Salam brigade", None, None)],
        ),
        ("Police killed 12 Free Army (FA) fighters.", [(12, "killed", "Free Army (FA) fighters", None, None)]),
        ("He was one of seven wounded.", [(7, "injured", None, None, None)]),
        ("Children under the age of 13 were among 40 hurt.", [(40, "injured", None, None, None)]),
        ("The storm of April 27-30, 2014 killed 12 people.", [(12, "killed", "people", None, None)]),
        ("At least 4, 000 people were injured.", [(4000, "injured", "people", None, None)]),
        ("The fire has burned over 10, officials said.", []),
        ("I, for one, say 12 people died.", [(12, "killed", "people", None, None)]),
        ("Two officials said 12 people died.", [(12, "killed", "people", "Two officials", None)]),
        ("One official said 12 people died.", [(12, "killed", "people", "One official", None)]),
        ("Six million people live in the city and two or three were hurt.", [((2, 3), "injured", None, None, None)]),
        ("Nine unexplained deaths were reported.", [(9, "killed", None, None, None)]),
        ("The outbreak caused 32 storm-related fatalities.", [(32, "killed", None, None, None)]),
        ("A dozen others suffered minor injuries.", [(12, "injured", None, None, None)]),
        ("Rescuers rushed 12 people to the nearest hospital.", [(12, "injured", "people", None, None)]),
        (
            "Thirteen people had suffered mostly minor injuries but 11 were still in hospital.",
            [(13, "injured", "people", None, None), (11, "injured", "people", None, None)],
        ),
        ("In 1995 they seized hundreds of hostages in hospitals.", [("hundreds", "kidnapped", "hostages", None, None)]),
        (
            "Tanks shelled Kano killing four more civilians two residents said.",
            [(4, "killed", "civilians", "two residents", None)],
        ),
        (
            "Estimates of the toll vary from 10,000 to more than 30,000 out of a population of 350,000.",
            [((10000, 30000), "killed", None, None, None)],
        ),
        ("The attack killed from 500 to well over 1,000 people.", [((500, 1000), "killed", "people", None, None)]),
        (
            "Six civilians including a child were among at least 22 people killed.",
            [(6, "killed", "civilians", None, None), (22, "killed", "people", None, None)],
        ),
        (
            "The strike killed 44 civilians including 11 women nine children and one doctor.",
            [
                (44, "killed", "civilians", None, None),
                (11, "killed", "women", None, None),
                (9, "killed", "children", None, None),
                (1, "killed", "doctor", None, None),
            ],
        ),
        (
            "More than 300 people were killed and millions forced to flee their homes.",
            [(300, "killed", "people", None, None), ("millions", "displaced", "people", None, None)],
        ),
        ("A video showed the bodies of 12 people on a floor.", [(12, "killed", "people", None, None)]),
        (
            "A strike killed 1,400 people Human Rights Watch said.",
            [(1400, "killed", "people", "Human Rights Watch", None)],
        ),
        ("Two in three of the dead were women.", []),
        ("The 12 missing files were found and 300 wounded sheep were shot.", []),
        ("The quake of magnitude 7 killed 12 people.", [(12, "killed", "people", None, None)]),
        ("On May 30 people died.", []),
        ("The blast killed 12 people and was claimed by the rebels.", [(12, "killed", "people", None, None)]),
        (
            "The raid killed 20 people, including two women. Another 12 were wounded.",
            [
                (20, "killed", "people", None, None),
                (2, "killed", "women", None, None),
                (12, "injured", "people", None, None),
            ],
        ),
        (
            "Six children were among 19 civilians killed on Monday.",
            [(6, "killed", "children", None, None), (19, "killed", "civilians", None, None)],
        ),
        (
            "Russian strikes killed 14 people including three children fleeing across the river.",
            [(14, "killed", "people", None, None), (3, "killed", "children", None, None)],
        ),
        ("The raid wounded dozens more observers said.", [("dozens", "injured", None, "observers", None)]),
        ("Footage showed wrecked shops and dozens of burned out vehicles.", []),
        (
            "A bomb killed 12 people in the latest attack to hit the district state television said.",
            [(12, "killed", "people", "state television", None)],
        ),
        (
            "A strike killed three people including a child an international charity and an aid worker said.",
            [(3, "killed", "people", "an international charity and an aid worker", None)],
        ),
        (
            "The Kano Committee a local group that supports protests against the regime "
            "reported that 12 people were killed.",
            [(12, "killed", "people", "Kano Committee", None)],
        ),
        (
            "Twelve people were killed an organisation monitoring the conflict said on Friday.",
            [(12, "killed", "people", "an organisation", None)],
        ),
        (
            "At least 84 reporters were killed, according to the Committee to Protect Writers.",
            [(84, "killed", "reporters", "Committee to Protect Writers", None)],
        ),
        ("The number of civilians killed has become around 40.", [(40, "killed", "civilians", None, None)]),
        (
            "Of the injuries, 34 were caused by gas, 12 by rubber bullets and four by live rounds.",
            [(34, "injured", None, None, None), (12, "injured", None, None, None), (4, "injured", None, None, None)],
        ),
        (
            "Since January 45 Palestinians have been killed and 2,310 injured, compared with "
            "38 and 1,900 in the same period last year.",
            [
                (45, "killed", "Palestinians", None, None),
                (2310, "injured", "Palestinians", None, None),
                (38, "killed", "Palestinians", None, None),
                (1900, "injured", "Palestinians", None, None),
            ],
        ),
        ("The death toll stands at 455, with 97 patients on ventilators.", [(455, "killed", None, None, None)]),
        (
            "The director put the number of dead at 107 and the injured at 238.",
            [(107, "killed", None, "director", None), (238, "injured", None, "director", None)],
        ),
        (
            "A reporter at the scene says he counted six bodies.",
            [(6, "killed", "bodies", "A reporter at the scene", None)],
        ),
        (
            "They had received 12 bodies and 27 wounded.",
            [(12, "killed", "bodies", None, None), (27, "injured", None, None, None)],
        ),
        ("Car bomb in Kano kills 10 Governor", [(10, "killed", None, None, None)]),
        ("The group claimed the beheadings of at least 18 men.", [(18, "killed", "men", "group", None)]),
        (
            "The raid killed 12 fighters according to media reports.",
            [(12, "killed", "fighters", "media reports", None)],
        ),
        (
            "The army killed 48 alleged rebels in the town according to a statement released "
            "Saturday by the Revolution Commission.",
            [(48, "killed", "alleged rebels", "Revolution Commission", None)],
        ),
        (
            '"Ten people died in Zahra" a district of the town said Talal Barazi.',
            [(10, "killed", "people", "Talal Barazi", None)],
        ),
        (
            "Clashes left more than 46 people, including six soldiers, dead across the country.",
            [(46, "killed", "people", None, None), (6, "killed", "soldiers", None, None)],
        ),
        (
            "The toll from the fire rose to 57, with three miners still missing.",
            [(57, "killed", None, None, None), (3, "missing", "miners", None, None)],
        ),
        ("A blast wounded nine bomb squad members.", [(9, "injured", "bomb squad members", None, None)]),
        ("The flood swept at least four people to their deaths.", [(4, "killed", "people", None, None)]),
        ("BAGHDAD : At least six people were killed in a bombing.", [(6, "killed", "people", None, None)]),
        ("The hijackers released five of the captives.", []),
        (
            "On Wednesday three suicide bombers killed at least two people near the police headquarters.",
            [(2, "killed", "people", None, None)],
        ),
        (
            "The toll rose to 32 and more than 115 were wounded.",
            [(32, "killed", None, None, None), (115, "injured", None, None, None)],
        ),
        (
            "The rocket claimed the life of one person and injured 20 others.",
            [(1, "killed", "person", None, None), (20, "injured", None, None, None)],
        ),
        ("The attack involved two bombers one of whom entered the station.", []),
        (
            "At Khan Sheikhun 11 people were killed as they fled opposition forces said the Observatory.",
            [(11, "killed", "people", "Observatory", None)],
        ),
        (
            "According to official Syrian military spokesperson the Syrian Armed Forces "
            "killed a confirmed 33 militants on Sunday.",
            [(33, "killed", "militants", "official Syrian military spokesperson", None)],
        ),
        (
            "An air strike killed 18 civilians in the Islamic State (IS) militant groups "
            "former stronghold of Raqa the Syrian Observatory for Human Rights monitor said.",
            [(18, "killed", "civilians", "Syrian Observatory for Human Rights monitor", None)],
        ),
        (
            "The army killed 28 rebels in the city and its surroundings local media reported.",
            [(28, "killed", "rebels", "local media", None)],
        ),
        (
            "Earlier on Wednesday a source at Aleppo province said that seven civilians were killed.",
            [(7, "killed", "civilians", "a source at Aleppo province", None)],
        ),
        (
            "More than 100 civilians have been killed in August shelling of Syria's Aleppo "
            "local authorities told reporters on Saturday.",
            [(100, "killed", "civilians", "local authorities", None)],
        ),
        (
            "The monitor had initially given a death toll of 34 civilians.",
            [(34, "killed", "civilians", "monitor", None)],
        ),
        (
            "Six people were killed including a reporter of state television an army source "
            "and a monitoring group said.",
            [(6, "killed", "people", "an army source and a monitoring group", None)],
        ),
        (
            "Prior to his death media watchdog Reporters Without Borders said 23 reporters had been killed.",
            [(23, "killed", "reporters", "Reporters Without Borders", None)],
        ),
        (
            "The terrorist attacks according to the source claimed the lives of two persons.",
            [(2, "killed", "persons", "source", None)],
        ),
        (
            "Seven civilians were killed among them a child and two women and nine others were injured.",
            [
                (7, "killed", "civilians", None, None),
                (2, "killed", "women", None, None),
                (9, "injured", "civilians", None, None),
            ],
        ),
        ("Among the martyrs were a child and two women.", [(2, "killed", "women", None, None)]),
        (
            "Twelve people were killed, including a nurse and two children.",
            [(12, "killed", "people", None, None), (2, "killed", "children", None, None)],
        ),
        (
            "A man and two women were killed and five were wounded.",
            [(2, "killed", "women", None, None), (5, "injured", "women", None, None)],
        ),
        (
            "A strike on a clinic has left two patients dead and eight others injured the "
            "Red Crescent Society has announced.",
            [
                (2, "killed", "patients", "Red Crescent Society", None),
                (8, "injured", "patients", "Red Crescent Society", None),
            ],
        ),
        (
            "Strikes on a school left 35 people including 22 children dead.",
            [(35, "killed", "people", None, None), (22, "killed", "children", None, None)],
        ),
        ("A raid killed two staffers including a nurse.", [(2, "killed", "staffers", None, None)]),
        (
            "The Directorate of Health in east Kano reported that hospitals had received more than 822 wounded.",
            [(822, "injured", None, "Directorate of Health in east Kano", None)],
        ),
        (
            "A blast killed six people and injured 32 in the Salah district of Kano state "
            "television reported on Wednesday without giving further details.",
            [(6, "killed", "people", "state television", None), (32, "injured", "people", "state television", None)],
        ),
        (
            "Dozens of people have been killed in air strikes on the city a monitoring group "
            "said on Monday including at least 29 people in one district.",
            [
                ("dozens", "killed", "people", "a monitoring group", None),
                (29, "killed", "people", "a monitoring group", None),
            ],
        ),
        ("The source pointed out that three other persons were injured.", [(3, "injured", "persons", "source", None)]),
        (
            "Since then 12 people have been killed UN estimates suggest.",
            [(12, "killed", "people", "UN estimates", None)],
        ),
    ],
)
def test_the_class_of_error_stays_mended(text, expected):
    assert claims(text) == expected
