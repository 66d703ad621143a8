"""The sample tables give exactly the findings that a careful fact-checker wants, and the texts add none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.comparison import Compared, Finding, detect, place_claim
from ledger.figures import Policy
from ledger.intake.native import read_csv
from ledger.names import default
from ledger.records import FIELDS, ClaimRecord
from ledger.vocabulary import Anonymity, FindingList, Measure, Method, TimeKind
from tests.conftest import ROOT

SEEDS = ROOT / "seeds"
TABLES = sorted(SEEDS.glob("*.csv"))
SOHR = "Syrian Observatory for Human Rights"


def records() -> list[ClaimRecord]:
    return [row.record for path in TABLES for row in read_csv(path.read_text(encoding="utf-8"), path.name)]


def found(claims: list[ClaimRecord]) -> list[Finding]:
    placed = [
        place_claim(Compared.from_record(c.id or f"text-{i}", c), default(), Policy()) for i, c in enumerate(claims)
    ]
    return detect(placed, names=default(), policy=Policy())


def digests() -> list[ClaimRecord]:
    """What a careful reader takes from the sample texts."""
    fight = {
        "document": "What was said about the fighting around Hasakeh",
        "publisher": "Casualty Ledger",
        "published": "2015-06-05",
        "measure": Measure.KILLED,
        "place": "Hasakeh, Syria",
        "event_start": "2015-06-03",
        "time_kind": TimeKind.EVENT,
        "attributed_to": SOHR,
        "anonymity": Anonymity.NAMED_ORGANISATION,
        "relayed_by": "AFP",
    }
    return [
        ClaimRecord(value=27, group="regime fighters", **fight),
        ClaimRecord(value=26, group="jihadists", **fight),
        ClaimRecord(
            value=230_618,
            document="How many have died in the war in Syria",
            publisher="Casualty Ledger",
            published="2015-06-10",
            measure=Measure.KILLED,
            group="people",
            place="Syria",
            time_kind=TimeKind.CUMULATIVE,
            counted_from="2011-03",
            attributed_to=SOHR,
            anonymity=Anonymity.NAMED_ORGANISATION,
            method=Method.DOCUMENTED,
        ),
    ]


def test_exactly_these() -> None:
    summary = [(f.list.value, f.kind, f.code, f.claims) for f in found(records())]
    notes = sorted(s for s in summary if s[0] == "note")
    assert summary[:2] == [
        ("slip", "origin_misreported", "C6", ("A2", "A4", "A7")),
        ("dispute", "no_common_figure", "C1", ("B6", "B7")),
    ]
    assert notes == [
        ("note", "counted_differently", "W1", ("E1", "E2")),
        ("note", "qualifier_changed", "T1", ("B1", "B2", "B3")),
        ("note", "qualifier_changed", "T1", ("C1", "C2", "C3")),
    ]
    assert len(summary) == 5


def test_the_slip_says_what_may_explain_it() -> None:
    slip = found(records())[0]
    assert "20 + 6 = 26" in slip.hint
    assert "21 + 6 = 27" in slip.hint
    assert slip.origins == (SOHR,)
    assert [r.low for r in slip.readings] == [26, 19, 21]


def test_every_finding_can_be_understood_by_itself() -> None:
    for finding in found(records()):
        assert finding.explanation
        assert finding.fits_if.startswith("Fits ")
        assert finding.quantity["label"]
        assert [r.claim for r in finding.readings] == list(finding.claims)


def test_the_texts_add_nothing() -> None:
    assert found(records() + digests()) == found(records())


def test_the_article_read_as_a_text_adds_nothing() -> None:
    """The same figures of the article as an extractor words them, beside the tables."""
    article = [
        ClaimRecord(
            value=value,
            document="Islamic State Jihadists in Fierce Battle for Key Syrian City",
            publisher="Daily",
            published="2015-06-04",
            measure=Measure.KILLED,
            group=group,
            place="Hasakeh",
            event_start="2015-06-03",
            time_kind=TimeKind.EVENT,
            attributed_to=SOHR,
        )
        for value, group in ((27, "regime fighters"), (26, "jihadists"))
    ]
    assert found(records() + article) == found(records())


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.name)
def test_a_table_is_native_and_quotes_nobody(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == ",".join(FIELDS)
    for row in read_csv(text, path.name):
        assert row.record.quote is None
        assert row.record.url is None or row.record.url.startswith("https://")
        assert row.record.figure_text


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda p: p.name)
def test_a_text_is_the_projects_own(path: Path) -> None:
    head = path.read_text(encoding="utf-8").split("---")[1]
    assert "publisher: Casualty Ledger" in head
    assert "published: " in head


def test_every_figure_of_the_matter_is_there() -> None:
    ids = [r.id for r in records()]
    wanted = {f"A{n}" for n in range(1, 16)} | {f"B{n}" for n in range(1, 8)} | {f"C{n}" for n in range(1, 6)}
    wanted |= {f"D{n}" for n in range(1, 7)} | {"E1", "E2"}
    assert wanted <= set(ids)
    assert len(ids) == len(set(ids))
    assert all(FindingList.SLIP is f.list for f in found(records())[:1])
