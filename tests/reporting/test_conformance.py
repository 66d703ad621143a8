"""The conformance sheet points at sections that are there, and claims less for a part of a ledger."""

from __future__ import annotations

from ledger.reporting.build import build
from ledger.reporting.conformance import conformance
from ledger.reporting.html import write_html
from tests.reporting.page import Page
from tests.reporting.report_made import small


def test_every_commitment_points_at_a_section_of_the_page():
    page = Page(write_html(build(small())))
    ids = {a.get("id") for _, a in page.tags}
    assert {c.anchor for c in conformance(True) if c.anchor} <= ids


def test_what_is_not_shown_has_no_place():
    rows = conformance(True)
    assert {c.shown for c in rows} == {"yes", "in part", "no"}
    assert all((c.anchor is None) == (c.shown == "no") for c in rows)


def test_a_report_of_a_part_says_that_it_is_one():
    assert len(conformance(False)) == len(conformance(True)) + 1
