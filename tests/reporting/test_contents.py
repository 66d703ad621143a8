"""What a report holds: every claim with source and date, findings first, what is settled and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.reporting.build import build
from ledger.reporting.html import write_html
from ledger.reporting.words import NOBODY
from ledger.vocabulary import Anonymity, Qualifier, TimeKind
from tests.reporting.page import Page
from tests.reporting.report_made import given, small, view


@pytest.fixture(scope="module")
def report():
    return build(small())


@pytest.fixture(scope="module")
def page(report):
    return Page(write_html(report))


def claim_rows(page):
    return [row for t in page.tables if t.name == "claims" for row in t.rows[1:]]


def test_every_claim_stands_in_a_row_with_figure_source_date_and_words(report, page):
    rows = claim_rows(page)
    for claim in report.claims:
        own = [r for r in rows if f"claim {claim.id}," in r[-1]]
        assert own, claim.id
        for row in own:
            assert claim.number in row[0]
            assert claim.measure_words in row[0]
            assert (claim.said_by or NOBODY) in row[2]
            assert (claim.published or "not stated") in row[4]
            assert claim.document in row[4]
            assert (claim.quote or "keyed in") in row[5]


def test_findings_come_before_quantities_and_the_unresolved_are_named_first(page):
    heads = [text for _, text in page.headings]
    order = [heads.index(h) for h in ("At a glance", "Open findings", "Findings", "Sources", "Left out")]
    assert order == sorted(order)
    at_a_glance = page.text[page.text.index("Open findings") : page.text.index("What cannot all be true comes first")]
    assert "27 against 62" in at_a_glance
    assert "One source" not in at_a_glance


def test_a_settled_finding_says_how_by_whom_when_and_why(page):
    settled = page.text[page.text.index("1. One source") : page.text.index("2. Two sources")]
    for part in ("Resolved: report a range.", "both stand", "Ada", "2020-05-08 08:00 UTC"):
        assert part in settled
    assert "Open." not in settled
    assert "Open." in page.text[page.text.index("2. Two sources") :]


def test_a_correction_shows_old_and_new_value_with_reason(page):
    (acts,) = [t for t in page.tables if t.name == "acts"]
    row = next(r for r in acts.rows if "claim K1" in r[2])
    assert "value: 72 → 27" in row[3]
    assert "misread" in row[4]
    assert "Accepted as read right: 1 claim by Ada" in page.text


def test_what_was_left_out_is_listed_with_the_reason(report, page):
    (out,) = [t for t in page.tables if t.name == "out"]
    assert "99" in out.rows[1][0]
    assert "rejected: counts goats" in out.rows[1][4]
    assert all(c.id != "K6" for c in report.claims)
    assert not any("claim K6," in r[-1] for r in claim_rows(page))


def test_sources_are_counted_once_and_parties_are_shown(report, page):
    ministry = next(s for s in report.sources if s.name == "Ministry of Health")
    assert (ministry.claims, ministry.documents, ministry.party, ministry.findings) == (2, 2, "government", (1, 2))
    assert report.sources[-1].name == NOBODY
    assert not report.sources[-1].named
    toll = next(q for q in report.quantities if "K1" in q.claims)
    assert (toll.reports, toll.origins, toll.not_party) == (2, 2, 1)
    assert "party to the conflict: government" in page.text


def test_how_to_verify_and_what_cannot_be_proved_are_on_the_page(report, page):
    assert f"claims --ledger FILE verify --head {report.identity.head}" in page.text
    for limit in report.limits:
        assert limit in page.text
    assert report.identity.fingerprint in page.text


def test_nothing_is_invented_where_the_text_says_nothing():
    (row,) = claim_rows(Page(write_html(build(given([view(1, value=5, document="a note")])))))
    assert "people not specified" in row[1]
    assert "place not stated" in row[1]
    assert "time not stated" in row[1]
    assert NOBODY in row[2]
    assert row[4].startswith("not stated")


def test_the_fingerprint_depends_on_content_and_not_on_the_time_of_writing():
    first = build(small())
    later = build(replace(small(), generated_at="2031-01-01T00:00:00Z"))
    assert first.identity.fingerprint == later.identity.fingerprint
    other = small()
    other.claims[0] = view(1, value=28, document="Daily")
    assert build(other).identity.fingerprint != first.identity.fingerprint


def test_an_empty_ledger_gives_a_whole_page():
    page = Page(write_html(build(given([]))))
    assert "No findings" in page.text
    assert "No finding in this report is open." in page.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"event_start": "2015-06-03"}, "3 June 2015"),
        ({"event_start": "2015-06-01", "event_end": "2015-06-30"}, "June 2015"),
        ({"event_start": "2015-05-30", "event_end": "2015-06-03"}, "30 May to 3 June 2015"),
        ({"counted_from": "2011-03", "time_kind": TimeKind.CUMULATIVE}, "since March 2011"),
        ({"as_of": "2014-09", "time_kind": TimeKind.POINT_IN_TIME}, "at September 2014"),
        ({"as_of": "2015-06-03", "time_kind": TimeKind.PERIOD}, "up to 3 June 2015"),
        ({"event": "the battle"}, "the battle"),
        ({}, None),
    ],
)
def test_the_time_a_figure_covers_in_words(fields, words):
    (claim,) = build(given([view(1, value=5, **fields)])).claims
    assert claim.period == words


def test_the_chain_runs_from_the_source_to_the_publisher():
    own = view(1, value=5, publisher="Red Cross", attributed_to="Red Cross")
    relayed = view(2, value=5, publisher="Daily", attributed_to="Red Cross", relayed_by="AFP > Reuters")
    again = view(3, value=5, publisher="AFP", attributed_to="Red Cross", relayed_by="AFP")
    chains = [c.chain for c in build(given([own, relayed, again])).claims]
    assert chains == [(), ("AFP", "Reuters", "Daily"), ("AFP",)]


def test_a_source_that_is_unattributed_has_no_name():
    claim = view(1, value=5, attributed_to="it was said", anonymity=Anonymity.UNATTRIBUTED)
    (made,) = build(given([claim])).claims
    assert made.said_by is None


def test_a_qualifier_stands_beside_the_number():
    (claim,) = build(given([view(1, value=7000, qualifier=Qualifier.ABOUT)])).claims
    assert (claim.figure, claim.number, claim.qualifier_words) == ("about 7,000", "7,000", "about")
    assert (claim.reading.low, claim.reading.high) == (6500, 7500)
