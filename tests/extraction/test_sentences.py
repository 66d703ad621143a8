"""Sentences keep their offsets: abbreviations, wrapped lines, capitals, bullets, quotations across paragraphs."""

from __future__ import annotations

import pytest

from ledger.extraction import extract, text


def sentences(given):
    doc = text.read(given)
    for s in doc.sentences:
        assert given[s.start : s.end].strip()
        assert all(given[a:b] == t for a, b, t in zip(s.starts, s.ends, s.texts, strict=True))
    return [" ".join(given[s.start : s.end].split()) for s in doc.sentences]


@pytest.mark.parametrize(
    "whole",
    [
        "Lt. Col. Dana Weiss said 12 people died.",
        "Joel A. Millman counted 12 dead.",
        "The U.S. Army killed 12 people.",
        "Some 1.2 million people fled.",
        "It happened at 5 p.m. on Monday.",
        "No. 4 Brigade lost 12 men.",
    ],
)
def test_a_stop_that_ends_nothing(whole):
    assert sentences(f"{whole} Nobody else was hurt.") == [whole, "Nobody else was hurt."]


def test_hard_wrapped_lines_are_joined_and_a_paragraph_ends_at_a_blank_line():
    given = (
        "Unidentified gunmen shot dead three Syrian soldiers in the west of\n"
        "the city on Sunday, police sources said. They said two passers-by\n"
        "were also wounded in the shooting near the old market of the town.\n"
        "\n"
        "Six soldiers have been killed since last Monday in attacks on the\n"
        "army in that part of the city, the sources said.\n"
    )
    found = sentences(given)
    assert len(found) == 3
    assert found[1].endswith("of the town.")
    assert [d.record.value for d in extract(given).drafts] == [3, 2, 6]


def test_all_capital_wire_copy_is_read():
    found = extract("REBELS KILLED 200 SOLDIERS NEAR MASSAWA ON MONDAY, A SPOKESMAN SAID. SOME 1,400 WERE CAPTURED.")
    assert [(d.record.value, str(d.record.measure)) for d in found.drafts] == [(200, "killed"), (1400, "captured")]


def test_bullets_are_their_own_sentences():
    assert sentences("Highlights\n\n- 12 people killed in Selwa\n- 30 people wounded in Karam\n") == [
        "Highlights", "- 12 people killed in Selwa", "- 30 people wounded in Karam",
    ]  # fmt: skip


def test_a_quotation_goes_on_over_paragraphs_that_reopen_it():
    given = (
        "“We counted 12 dead in the market,” said Omar Haddad, a doctor. “It was a terrible day.\n\n"
        "“Another 30 people were wounded. We have no beds.\n\n"
        "“Five children died in the night,” he added.\n\n"
        "Shelling killed 40 people on Monday."
    )
    speakers = {d.record.value: d.record.attributed_to for d in extract(given).drafts}
    assert [bool(speakers[n] and "Haddad" in speakers[n]) for n in (12, 30, 5, 40)] == [True, True, True, False]


def test_a_picture_credit_ends_the_caption_in_scraped_text():
    given = "Rescuers carry a man after a raid on Selwa (AP Photo) A bomb killed 12 people in Karam on Monday."
    assert sentences(given)[1] == "A bomb killed 12 people in Karam on Monday."


def test_the_pages_date_ends_the_headline_in_scraped_text():
    given = "Airstrikes kill 23 in Selwa countryside Oct 1 2016 Twenty people were wounded in Karam activists said."
    assert sentences(given)[1].startswith("Twenty people")


def test_text_that_lost_its_commas():
    given = "At least 31 civilians were killed in Aleppo on Friday including ten women the civil defence said."
    found = [(d.record.value, d.record.attributed_to) for d in extract(given).drafts]
    assert found == [(31, "civil defence"), (10, "civil defence")]
