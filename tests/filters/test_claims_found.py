"""A filter finds the claims that a reader would find by hand."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from ledger.filters import parse
from ledger.intake.reports import ImportOptions
from ledger.locations import seeds
from ledger.queries import ORDERS, ClaimFilter, ClaimView
from ledger.vocabulary import ReviewState


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    path = tmp_path_factory.mktemp("filters") / "demo.db"
    with Ledger.create(path, reviewer="demo") as ledger:
        ledger.import_paths([str(seeds())], ImportOptions(reviewer="demo"))
        ledger.accept("A2")
        ledger.unsure("A4")
        ledger.reject("B5", "read twice")
        yield ledger


def words(c: ClaimView) -> str:
    r = c.record
    parts = (r.quote, r.figure_text, r.group, r.place, r.attributed_to, r.note)
    return " ".join(p for p in parts if p).casefold()


def most(c: ClaimView) -> int:
    return next((n for n in (c.record.value, c.record.high, c.record.low) if n is not None), -1)


def standing(c: ClaimView) -> bool:
    return c.state not in (ReviewState.REJECTED, ReviewState.WITHDRAWN)


CASES = [
    ("hasak", lambda c: standing(c) and "hasak" in words(c)),
    ("place:hasakeh", lambda c: standing(c) and "hasakeh" in (c.record.place or "").casefold()),
    ("measure:killed >20", lambda c: standing(c) and c.record.measure == "killed" and most(c) > 20),
    ('"Syrian Observatory"', lambda c: standing(c) and "syrian observatory" in words(c)),
    ("-place:hasakeh", lambda c: standing(c) and "hasakeh" not in (c.record.place or "").casefold()),
    ("state:open", lambda c: c.state in (ReviewState.NOT_STARTED, ReviewState.IN_PROGRESS)),
    ("state:accepted", lambda c: c.id == "A2"),
    ("state:rejected", lambda c: c.id == "B5"),
    ("state:all", lambda c: True),
    ("-state:open", lambda c: c.id == "A2"),
    ("source:none", lambda c: standing(c) and c.record.attributed_to is None),
    ("publisher:afp", lambda c: standing(c) and "afp" in (c.record.publisher or "").casefold()),
    ("20..30", lambda c: standing(c) and 20 <= most(c) <= 30),
    ("figure:26", lambda c: standing(c) and c.record.value == 26),
    ("published:2015-06-04", lambda c: standing(c) and (c.record.published or "").startswith("2015-06-04")),
    ("published:>2015-06", lambda c: standing(c) and (c.record.published or "0")[:7] > "2015-06"),
    ("id:A2", lambda c: c.id == "A2"),
    ("qualifier:more", lambda c: standing(c) and c.record.qualifier == "more_than"),
    ("place:hasakeh,aleppo", lambda c: standing(c) and any(w in words(c) for w in ("hasakeh", "aleppo"))),
    ("%", lambda c: standing(c) and "%" in words(c)),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_the_claims_that_a_filter_finds(demo, text, wanted):
    every = demo.claims(ClaimFilter(state="all"))
    found = [c.id for c in demo.claims(ClaimFilter(terms=parse(text)))]
    assert found == [c.id for c in every if wanted(c)]
    assert found or text == "%"


def test_findings_choose_claims(demo):
    finding = demo.findings(list_="slip")[0]
    for text in (f"finding:{finding.id[:8]}", "finding:slip"):
        assert {c.id for c in demo.claims(ClaimFilter(terms=parse(text)))} == set(finding.claims)
    some = {c.id for c in demo.claims(ClaimFilter(terms=parse("finding:any")))}
    none = {c.id for c in demo.claims(ClaimFilter(terms=parse("finding:none")))}
    assert some
    assert none
    assert not some & none


@pytest.mark.parametrize("order", list(ORDERS))
@pytest.mark.parametrize("text", ["", "killed", "state:open >5"])
def test_rows_and_claims_come_in_one_order(demo, order, text):
    only = ClaimFilter(terms=parse(text))
    rows = demo.claim_rows(only, order)
    assert [c.row for c in demo.claims(only, order)] == list(rows)
    assert [c.row for c in demo.claims_at(rows)] == list(rows)
    assert sorted(demo.claim_rows(only, order, descending=True)) == sorted(rows)


@pytest.mark.parametrize("text", ['"', "'; DROP TABLE claim; --", "a AND b", "quote:*", "NEAR(a b)", "x*y", "-", "--"])
def test_signs_of_a_query_language_are_words(demo, text):
    try:
        terms = parse(text)
    except ValueError:
        return
    assert isinstance(demo.claims(ClaimFilter(terms=terms)), list)


def test_the_rows_of_a_ledger_are_those_that_stand_with_gaps_and_without(tmp_path):
    with Ledger.create(tmp_path / "gaps.db", reviewer="demo") as ledger:
        assert list(ledger.claim_rows()) == []
        ledger.import_paths([str(seeds())], ImportOptions(reviewer="demo"))
        for claim in (None, "A2", ledger.claims()[0].id):
            if claim is not None:
                ledger.reject(claim, "read twice")
            standing = sorted(c.row for c in ledger.claims(ClaimFilter()))
            assert list(ledger.claim_rows()) == standing
            assert list(ledger.claim_rows(ClaimFilter(terms=parse("state:open")))) == standing
