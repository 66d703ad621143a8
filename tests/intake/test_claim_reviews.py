"""ClaimReview in the shapes that are seen: a typed figure is taken as it stands, else the words are read."""

from __future__ import annotations

import json

import pytest

from ledger.api import Ledger
from ledger.cli.main import main
from ledger.errors import InputError
from tests.intake.test_known_formats import claims, only

WORDS = "27 civilians were killed in Zaria on Monday"
REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checker.example/1",
    "claimReviewed": WORDS,
    "datePublished": "2020-05-09",
    "author": {"@type": "Organization", "name": "Checker"},
    "reviewRating": {"@type": "Rating", "alternateName": "Unproven", "ratingValue": 3},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Jane Doe"},
        "datePublished": "2020-05-05T10:00:00Z",
        "appearance": {"@type": "CreativeWork", "url": "https://daily.example/1"},
    },
}
OLD = {
    **REVIEW,
    "url": "https://checker.example/2",
    "@type": ["http://schema.org/ClaimReview"],
    "author": "Checker",
    "itemReviewed": {"@type": "CreativeWork", "author": [{"name": "Jane Doe"}], "url": "https://daily.example/1"},
    "reviewRating": {"properties": {"alternateName": [{"@value": "Unproven"}]}},
}
API = {
    "claims": [
        {
            "text": WORDS,
            "claimant": "Jane Doe",
            "claimDate": "2020-05-05T00:00:00Z",
            "claimReview": [
                {"publisher": {"name": "Checker"}, "url": "https://checker.example/1", "textualRating": "Unproven"}
            ],
        }
    ]
}
SHAPES = {
    "one": REVIEW,
    "list": [REVIEW],
    "graph": {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]},
    "feed": {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
    "api": API,
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_frame_gives_the_claim_and_its_claimant(tmp_path, shape):
    [found] = claims(tmp_path, "r.json", json.dumps(shape, indent=1))
    assert only(found, "value", "measure", "group_name", "place") == (
        27, "killed", "civilians", "Zaria, Nigeria",
    )  # fmt: skip
    assert only(found, "quote", "attributed_to", "id") == (WORDS, "Jane Doe", "claimreview:https://checker.example/1:0")
    assert found["note"].startswith("rated Unproven; by Checker")


def test_the_older_item_and_odd_values(tmp_path):
    [found] = claims(tmp_path, "r.json", json.dumps([OLD]))
    assert only(found, "value", "attributed_to") == (27, "Jane Doe")
    assert found["note"].startswith("rated Unproven; by Checker")


def test_json_lines(tmp_path):
    found = claims(tmp_path, "r.jsonl", json.dumps(REVIEW) + "\n" + json.dumps(OLD) + "\n")
    assert [c["line"] for c in found] == [1, 2]


def test_a_review_without_a_figure_is_passed_over(tmp_path):
    with pytest.raises(InputError, match="no row holds a claim"):
        claims(tmp_path, "r.json", json.dumps({**REVIEW, "claimReviewed": "The minister resigned"}))


def test_an_observation_is_taken_field_by_field(tmp_path):
    about = {
        "@type": "Observation",
        "measuredProperty": "injured",
        "measurementQualifier": "between",
        "observationAbout": {"@type": "Place", "name": "Zaria, Nigeria"},
        "observationPeriod": "2020-05-01/2020-05-04",
        "value": {"@type": "QuantitativeValue", "minValue": 20, "maxValue": 30},
        "additionalProperty": [{"propertyID": "group", "value": "women"}, {"propertyID": "colour", "value": "red"}],
    }
    review = {**REVIEW, "itemReviewed": {**REVIEW["itemReviewed"], "about": about}}
    [found] = claims(tmp_path, "r.json", json.dumps(review))
    assert only(found, "measure", "low", "high", "qualifier", "group_name", "place", "event_start", "event_end") == (
        "injured", 20, 30, "between", "women", "Zaria, Nigeria", "2020-05-01", "2020-05-04",
    )  # fmt: skip


@pytest.mark.parametrize("format_", ["claimreview", "datapackage"])
def test_what_is_exported_comes_back(ledger, table, tmp_path, format_, monkeypatch):
    ledger.import_paths([table])
    out = tmp_path / ("out" if format_ == "datapackage" else "out.json")
    assert main(["--ledger", str(ledger.path), "export", "--format", format_, "-o", str(out)]) == 0
    with Ledger.create(tmp_path / "again.db", reviewer="reviewer") as again:
        again.import_paths([str(out)])
        assert [c.record for c in again.claims()] == [c.record for c in ledger.claims()]


def test_several_reviews_on_one_page_are_told_apart_and_one_that_stands_twice_is_taken_once(tmp_path):
    other = {**REVIEW, "claimReviewed": "9 soldiers were killed in Jos", "itemReviewed": {"@type": "Claim"}}
    found = claims(tmp_path, "r.json", json.dumps([REVIEW, other, REVIEW]), format="claimreview")
    assert [only(c, "id", "document", "value") for c in found] == [
        ("claimreview:https://checker.example/1:0", "Claim reviewed: https://checker.example/1", 27),
        ("claimreview:https://checker.example/1#2:0", "Claim reviewed: https://checker.example/1#2", 9),
    ]


def test_an_address_may_be_an_object_of_its_id(tmp_path):
    linked = {**REVIEW, "url": {"@id": "https://checker.example/9"}}
    linked["itemReviewed"] = {"@type": "Claim", "appearance": [{"@id": "https://daily.example/9"}]}
    [found] = claims(tmp_path, "r.json", json.dumps(linked), format="claimreview")
    assert found["id"] == "claimreview:https://checker.example/9:0"
    assert "at https://checker.example/9" in found["note"]
