"""How often each rule was right: shrunk honestly, said in words, and the order in which claims are reviewed."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from ledger import confidence
from ledger.extraction import extract
from ledger.records import Evidence
from tests.gold import precision, sets


@pytest.fixture
def table(monkeypatch):
    monkeypatch.setattr(
        confidence, "_table", lambda: {"place": {"sure": (200, 200), "twice": (2, 2), "poor": (10, 40)}, "group": {}}
    )
    confidence.of_rule.cache_clear()
    yield
    confidence.of_rule.cache_clear()


@pytest.mark.usefixtures("table")
def test_few_cases_are_drawn_towards_the_rate_of_the_field():
    base = (212 + 1) / (242 + 2)
    assert confidence.of_rule("place", "twice").rate == pytest.approx((2 + 8 * base) / 10)
    assert confidence.of_rule("place", "twice").rate < confidence.of_rule("place", "sure").rate < 1
    assert confidence.of_rule("place", "poor").rate < 0.4
    assert confidence.of_rule("place", "new").rate == pytest.approx(base)


@pytest.mark.usefixtures("table")
def test_the_confidence_in_words():
    sure, new = (confidence.of_evidence(Evidence("place", rule, "x")) for rule in ("sure", "new"))
    assert sure.words == "right in 99 of 100 on this pattern (200 measured)"
    assert sure.brief == "right in 99 of 100"
    assert new.words == "this pattern is not measured yet"
    twice = confidence.of_evidence(Evidence("place", "twice", "x"))
    assert (twice.brief, twice.words) == ("2 of 2 right", "2 of 2 right on this pattern")
    assert confidence.of_evidence(Evidence("anonymity", "any", "x")) is None


@pytest.mark.usefixtures("table")
def test_a_claim_is_as_sure_as_its_fields_together():
    sure, poor = (confidence.of_rule("place", r).rate for r in ("sure", "poor"))
    assert confidence.of_claim([Evidence("place", "sure", "")]) == sure
    assert confidence.of_claim([Evidence("place", "sure", ""), Evidence("place", "poor", "")]) == poor
    assert confidence.of_claim([Evidence("anonymity", "x", "")]) == 1
    assert confidence.stored(None) == 1


@pytest.mark.usefixtures("table")
def test_no_share_is_said_of_patterns_that_were_measured_a_few_times():
    often = [Evidence("place", "sure", "")]
    assert confidence.in_all(often) == "read so, right in 99 of 100"
    for rule in ("twice", "new"):
        assert confidence.in_all([*often, Evidence("place", rule, "")]) == ("too little measured for a share")
    assert confidence.in_all(()) == ""


def test_the_table_is_of_the_annotated_data_and_of_rules_that_fire():
    raw = json.loads(precision.OUT.read_text(encoding="utf-8"))
    assert raw["gold_sha256"] == sets.digest()
    fired = {rule for row in sets.read(sets.development()) for _, rule, _ in row["rules"]}
    assert len(fired - {rule for rules in raw["rules"].values() for rule in rules}) < 0.25 * len(fired)
    assert all(0 <= right <= seen for rules in raw["rules"].values() for right, seen in rules.values())


def test_every_field_that_is_filled_says_why():
    text = (
        "ZARIA, Nigeria, May 6 (Agency) - A soldier, speaking on condition of anonymity, told AFP that at least 12 "
        "civilians had been killed in Zaria on Monday."
    )
    (draft,) = extract(text).drafts
    filled = {
        name
        for name in ("value", "qualifier", "measure", "group", "place", "attributed_to", "relayed_by", "status",
                     "anonymity", "ground_rules", "event_start", "time_kind")
        if getattr(draft.record, name)
    }  # fmt: skip
    assert filled <= {e.field for e in draft.rules}
    assert {e.words for e in draft.rules if e.field == "place"} == {"Zaria"}


def test_show_says_how_often_each_pattern_was_right_and_list_orders_by_it(tmp_path):
    def run(*arguments):
        command = [sys.executable, "-m", "ledger.cli", "--ledger", str(tmp_path / "a.db"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    text = tmp_path / "text.txt"
    text.write_text(
        "Shelling killed 12 people in Zaria, the Red Cross said.\n\nAs many as 40 were hurt.\n", encoding="utf-8"
    )
    run("init")
    run("import", str(text))
    claims = json.loads(run("list", "--order", "certainty", "--json"))
    shown = [json.loads(run("show", c["id"], "--json")) for c in claims]
    assert len(shown) == 2
    assert shown[0]["confidence"] <= shown[1]["confidence"] < 1
    page = run("show", claims[0]["id"])
    assert "on this pattern" in page
    assert "in all" in page
