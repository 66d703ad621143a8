"""ClaimReview: the fields that schema.org and Google require, the typed figure, and every native field."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from ledger.exports.claimreview import OWN_PLACE
from ledger.exports.formats import Options
from ledger.records import ClaimRecord
from tests.exports.made import claims, export, load


@pytest.fixture
def feed(ledger, tmp_path):
    path = export(load(ledger, tmp_path), "claimreview", tmp_path / "out.jsonld")
    return ledger, json.loads(path.read_text(encoding="utf-8"))


def reviews(feed):
    return {i["identifier"]: i for element in feed["dataFeedElement"] for i in element["item"]}


def test_required_fields_are_there(feed):
    ledger, found = feed
    assert (found["@context"], found["@type"]) == ("https://schema.org", "DataFeed")
    assert (found["identifier"], found["version"]) == (f"urn:uuid:{ledger.id}", ledger.head)
    assert found["mentions"]["softwareVersion"]
    assert len(reviews(found)) == len(claims(ledger))
    for item in reviews(found).values():
        assert item["claimReviewed"]
        assert item["reviewRating"]["alternateName"]
        assert "ratingValue" not in item["reviewRating"]
        assert item["url"].startswith("urn:uuid:")


def test_the_figure_is_typed(feed):
    found = reviews(feed[1])
    about = found["b"]["itemReviewed"]["about"]
    assert about["@type"] == "Observation"
    assert about["value"] == {"@type": "QuantitativeValue", "value": 40, "unitText": "people"}
    assert (about["measuredProperty"], about["measurementQualifier"]) == ("killed", "at_least")
    assert about["observationAbout"]["name"] == "Zaria, Kaduna State, Nigeria"
    span = found["c"]["itemReviewed"]["about"]["value"]
    assert (span["minValue"], span["maxValue"]) == (20, 31)
    assert "value" not in span
    assert found["d"]["itemReviewed"]["about"]["value"] == {"@type": "QuantitativeValue", "unitText": "people"}


def test_the_rating_tells_of_disputes_and_never_of_truth(feed):
    found = reviews(feed[1])
    assert {found[i]["reviewRating"]["alternateName"] for i in "ab"} == {"Disputed"}
    assert found["d"]["reviewRating"]["alternateName"] == "Undisputed"


def test_a_claim_without_a_source_has_no_author(feed):
    found = reviews(feed[1])
    assert found["a"]["itemReviewed"]["author"] == {"@type": "Organization", "name": "Ministry of Health"}
    assert "author" not in found["d"]["itemReviewed"]


def test_every_native_field_has_its_place(feed):
    ledger, found = feed
    named = {f.name for f in fields(ClaimRecord)}
    assert set(OWN_PLACE) < named
    for record in claims(ledger):
        extra = reviews(found)[record.id]["itemReviewed"]["about"]["additionalProperty"]
        told = {p["propertyID"]: p["value"] for p in extra}
        for name in named - set(OWN_PLACE) - {"published"}:
            value = getattr(record, name)
            assert told.get(name) == (None if value is None else str(value)), name


def test_pages_of_a_site_and_their_publisher(ledger, tmp_path):
    options = Options(site="https://example.org/claims/", author="Daily Check")
    path = export(load(ledger, tmp_path), "claimreview", tmp_path / "out.jsonld", options)
    item = reviews(json.loads(path.read_text(encoding="utf-8")))["a"]
    assert item["url"] == "https://example.org/claims/a"
    assert item["author"]["name"] == "Daily Check"
