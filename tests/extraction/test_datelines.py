"""Datelines and agency slugs of the usual shapes: place, date and agency, and where the story begins."""

from __future__ import annotations

import pytest

from ledger.extraction import text


@pytest.mark.parametrize(
    ("head", "place", "date", "agency"),
    [
        ("KABUL (AP) - ", "KABUL", None, "AP"),
        ("KABUL, May 6 (Reuters) - ", "KABUL", "May 6", "Reuters"),
        ("Lima, 31 Oct 88 (EFE) -- [Text] ", "Lima", "31 Oct 88", "EFE"),
        ("SAN SALVADOR, 20 Apr (ACAN-EFE) -- [TEXT] ", "SAN SALVADOR", "20 Apr", "ACAN-EFE"),
        ("BAGHDAD/MOSUL, Iraq (AP) — ", "BAGHDAD/MOSUL, Iraq", None, "AP"),
        ("PORT-AU-PRINCE, Haiti, Jan. 12 /PRNewswire/ -- ", "PORT-AU-PRINCE, Haiti", "Jan. 12", "PRNewswire"),
        ("BEIRUT: ", "BEIRUT", None, None),
        ("Washington: ", "Washington", None, None),
        ("KHARTOUM --- ", "KHARTOUM", None, None),
        ("DAMASCUS, SANA- ", "DAMASCUS", None, "SANA"),
        ("Beirut, Lebanon – ", "Beirut, Lebanon", None, None),
        ("NEW DELHI, Sept 4 (PTI) ", "NEW DELHI", "Sept 4", "PTI"),
        ("ISLAMABAD, 5 October 2016 (APP): ", "ISLAMABAD", "5 October 2016", "APP"),
        ("GENEVA/NAIROBI, 17 June 2020 – ", "GENEVA/NAIROBI", "17 June 2020", None),
        ("Cairo, Egypt | AFP | ", "Cairo, Egypt", None, "AFP"),
        ("AFP - ", None, None, "AFP"),
        ("(Reuters) - ", None, None, "Reuters"),
        ("[Reuters] ", None, None, "Reuters"),
    ],
)
def test_the_shapes(head, place, date, agency):
    doc = text.read(f"{head}Shelling killed 12 people.")
    assert doc.dateline is not None
    assert (doc.dateline.place, doc.dateline.date, doc.dateline.agency) == (place, date, agency)
    assert [doc.text[s.body : s.end] for s in doc.sentences] == ["Shelling killed 12 people."]


@pytest.mark.parametrize(
    "start",
    ["Police in Kano - the capital - said ", "The mayor (a doctor) said ", "Mr. Haddad: ", "Police: ",
     "Twelve people - all farmers - died; ", "Omar Haddad (Northern Network) said "],
)  # fmt: skip
def test_what_is_no_dateline(start):
    assert text.read(f"{start}shelling killed 12 people.").dateline is None


def test_the_dateline_after_a_headline_and_a_byline():
    doc = text.read("Blast kills 12 in market\n\nBy John Smith\n\nKABUL, May 6 (Agency) - Shelling killed 12 people.")
    assert doc.dateline is not None
    assert doc.dateline.place == "KABUL"
    assert [s.headline for s in doc.sentences] == [True, True, False]
