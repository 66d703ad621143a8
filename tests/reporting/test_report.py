"""What leaves the desk: complete, self-contained, and nothing in it obeyed."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from ledger.api import Ledger
from ledger.locations import seeds
from ledger.records import ClaimRecord
from ledger.reporting import Scope, write
from ledger.vocabulary import GroundRules, Measure

HOSTILE = '<script>alert(1)</script>|`x`\u202e[@click=app.quit]a[/]"onload=x'


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with Ledger.create(tmp_path_factory.mktemp("report") / "demo.db", reviewer="demo") as ledger:
        ledger.import_paths([str(seeds())])
        ledger.resolve(ledger.findings()[0].id, "report_range", "both counts stand")
        ledger.correct("C4", {"place": "Damascus, Syria"}, "the word of the article")
        ledger.reject("A14", "not casualties")
        ledger.add(
            ClaimRecord(
                document=HOSTILE,
                measure=Measure.KILLED,
                value=4242,
                group=HOSTILE,
                attributed_to=HOSTILE,
                url="javascript:alert(1)",
            )
        )
        ledger.add(
            ClaimRecord(
                document="a call",
                measure=Measure.KILLED,
                value=7171,
                attributed_to="Secret Person",
                ground_rules=GroundRules.OFF_THE_RECORD,
            )
        )
        yield ledger


class Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)


def parsed(page):
    seen = Seen()
    seen.feed(page)
    return seen


def test_every_standing_claim_is_in_the_page_with_source_and_date(demo):
    page = " ".join(" ".join(parsed(write(demo, "html")).text).split())
    for claim in demo.claims():
        r = claim.record
        if r.ground_rules is GroundRules.OFF_THE_RECORD or r.value is None:
            continue
        assert f"{r.value:,}" in page
        if r.attributed_to and r.attributed_to != HOSTILE:
            assert r.attributed_to in page


def test_the_page_needs_nothing_and_runs_nothing(demo):
    page = write(demo, "html")
    seen = parsed(page)
    assert "default-src 'none'" in unescape(page)
    assert not {"script", "iframe", "img", "object", "form"} & {t for t, _ in seen.tags}
    for tag, attributes in seen.tags:
        assert not any(name.startswith("on") for name in attributes), tag
        for name in ("src", "href"):
            assert re.match(r"https?://|#|data:,$", attributes.get(name) or "#"), (tag, attributes)
    assert "\u202e" not in page


def test_the_page_is_accessible(demo):
    seen = parsed(write(demo, "html"))
    levels = [int(t[1]) for t, _ in seen.tags if re.fullmatch("h[1-6]", t)]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert all("scope" in a for t, a in seen.tags if t == "th")
    drawings = sum(t == "svg" for t, _ in seen.tags)
    assert drawings > 0


@pytest.mark.parametrize("format_", ["html", "markdown", "json"])
def test_decisions_corrections_and_the_head_are_in_every_format(demo, format_):
    text = write(demo, format_)
    plain = text.replace("\\", "")
    assert demo.head in plain
    assert "both counts stand" in plain
    assert "the word of the article" in plain
    assert "not casualties" in plain
    assert "Secret Person" not in plain
    assert "7171" not in plain
    assert "7,171" not in plain


def test_hostile_text_stays_in_its_cell(demo):
    assert "<script" not in write(demo, "html").replace("&lt;script", "")
    table = [line for line in write(demo, "markdown").splitlines() if "4242" in line or "4,242" in line]
    assert table
    for line in table:
        assert "<script" not in line.replace("\\<", "")
        assert "\u202e" not in line
    assert json.loads(write(demo, "json"))


def test_a_scope_leaves_the_rest_out(demo):
    report = json.loads(write(demo, "json", Scope(measure="strength")))
    assert {c["measure"] for c in report["claims"] if c.get("in_scope", True)} == {"strength"}
