"""What was said off the record is in no report, and who spoke on background is named in none."""

from __future__ import annotations

import pytest

from ledger.reporting.build import build
from ledger.reporting.html import write_html
from ledger.reporting.json import write_json
from ledger.reporting.markdown import write_markdown
from ledger.vocabulary import Anonymity, GroundRules
from tests.reporting.report_made import change, document, entry, finding, given, reading, view

WRITERS = (write_html, write_markdown, write_json)
NAME = "Amina Yusuf Bello"
PERSON = {"attributed_to": NAME, "anonymity": Anonymity.NAMED_PERSON}


def ledger(rules, **fields):
    """Two claims of one quantity: one under ground rules, one on the record."""
    spoken = {
        "value": 4711,
        "quote": f"{NAME} counted 4711",
        "note": f"call {NAME} again",
        "relayed_by": f"{NAME} > AFP",
        "url": "https://a.example/amina-yusuf-bello/4711",
        "document": f"Call with {NAME}",
        "ground_rules": rules,
        **PERSON,
        **fields,
    }
    secret, other = view(1, **spoken), view(2, value=62, attributed_to="Red Cross", document="Weekly")
    told = change("claim", 1, {"note": f"by {NAME}"}, {"note": f"call {NAME} again"})
    return given(
        [secret, other],
        readings={1: reading(secret, "q"), 2: reading(other, "q")},
        findings=[finding("aa", ("K1", "K2"), explanation=f"{NAME.upper()} gives 4,711", origins=(NAME, "Red Cross"))],
        documents=[
            document(1, f"Call with {NAME}", url="https://a.example/amina-yusuf-bello/4711"),
            document(2, "Weekly"),
        ],
        parties={NAME: "government"},
        journal=[
            entry(1, "create", "ledger:1", schema=1),
            entry(2, "correct", "claim:K1", why=f"{NAME} said so; Bello called back", changes=[told]),
        ],
    )


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("rules", [GroundRules.BACKGROUND, GroundRules.DEEP_BACKGROUND])
def test_a_source_on_background_is_named_nowhere(write, rules):
    text = write(build(ledger(rules))).casefold()
    assert "4,711" in text or "4711" in text
    for part in ("amina", "bello"):
        assert part not in text
    assert f"a source {rules.label}" in text
    assert "red cross" in text


@pytest.mark.parametrize("write", WRITERS)
def test_what_was_said_off_the_record_is_in_no_form_in_the_report(write):
    text = write(build(ledger(GroundRules.OFF_THE_RECORD)))
    for part in ("4711", "4,711", "Amina", "Bello", "Two sources disagree"):
        assert part not in text
    assert "62" in text


def test_the_report_says_how_much_was_withheld_and_why():
    off = {w.what: w.number for w in build(ledger(GroundRules.OFF_THE_RECORD)).withheld}
    assert off == {"claims": 1, "findings": 1}
    background = {w.what: w.number for w in build(ledger(GroundRules.BACKGROUND)).withheld}
    assert background == {"names of sources": 1, "quotes": 1}
    assert build(given([view(1, value=5)])).withheld == ()


def test_a_withheld_address_is_not_linked():
    (claim, _) = build(ledger(GroundRules.BACKGROUND)).claims
    assert claim.url is None
    assert claim.quote is None
    assert claim.quote_withheld


def test_other_spellings_of_one_source_are_withheld_too():
    secret = view(1, value=20, attributed_to="SOHR", ground_rules=GroundRules.BACKGROUND)
    known = view(2, value=21, attributed_to="Syrian Observatory for Human Rights")
    full = "Syrian Observatory for Human Rights"
    readings = {1: reading(secret, origin=full), 2: reading(known, origin=full)}
    text = write_markdown(build(given([secret, known], readings=readings)))
    assert "SOHR" not in text
    assert "Observatory" not in text


def test_a_description_on_background_stays_and_on_deep_background_goes():
    described = {"value": 5, "attributed_to": "a security source", "anonymity": Anonymity.ANONYMOUS_DESCRIBED}
    (shown,) = build(given([view(1, ground_rules=GroundRules.BACKGROUND, quote="5 dead", **described)])).claims
    assert (shown.said_by, shown.quote) == ("a security source", "5 dead")
    (hidden,) = build(given([view(1, ground_rules=GroundRules.DEEP_BACKGROUND, quote="5 dead", **described)])).claims
    assert (hidden.said_by, hidden.quote) == ("a source on deep background", None)


def test_one_word_descriptions_do_not_blank_the_report():
    fields = {"value": 5, "attributed_to": "sources", "anonymity": Anonymity.ANONYMOUS_BARE}
    report = build(given([view(1, ground_rules=GroundRules.DEEP_BACKGROUND, **fields)]))
    assert report.claims[0].said_by == "a source on deep background"
    assert any("sources disagree about the world" in t.meaning for t in report.glossary)


def test_an_off_the_record_source_that_also_spoke_openly_stays_named_there():
    off = view(1, value=5, ground_rules=GroundRules.OFF_THE_RECORD, **PERSON)
    text = write_json(build(given([off, view(2, value=9, **PERSON)])))
    assert NAME in text
    assert '"number": 5' not in text
