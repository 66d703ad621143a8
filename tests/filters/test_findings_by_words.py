"""A finding is found by every word that it shows, whether the word is stored or only said when it is read."""

from __future__ import annotations

import shutil
import sys

import pytest

from ledger.api import Ledger
from ledger.comparison.rules import WORDED
from ledger.queries import searching
from tests.comparison.claims import claim, findings
from tests.tui.screens import demo


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    path = tmp_path_factory.mktemp("words") / "demo.db"
    return demo(path)


def words_of(finding) -> set[str]:
    said = (finding.kind, finding.explanation, finding.state.value, finding.severity.value)
    return {w for text in (*said, *filter(None, finding.quantity.values())) for w in text.split()}


def test_every_word_that_a_finding_shows_finds_it(shown, tmp_path):
    with Ledger(shutil.copyfile(shown, tmp_path / "demo.db"), readonly=True) as ledger:
        findings = ledger.findings(state="all")
        assert {f.code for f in findings} >= {"C1", "C6", "T1"}
        for finding in findings:
            for word in words_of(finding):
                assert finding.id in ledger.finding_ids(words=word), word


def test_words_that_tell_are_looked_up_and_others_are_read(shown, monkeypatch):
    read = []
    whole = searching.can_hold

    def looked_up(*given):
        read.append(whole(*given))
        return read[-1]

    monkeypatch.setattr(sys.modules["ledger.queries.findings"], "can_hold", looked_up)
    with Ledger(shown, readonly=True) as ledger:
        everything = set(ledger.finding_ids())
        few = ledger.finding_ids(words="hasakah")
        assert few
        assert read.pop() is not None
        assert set(ledger.finding_ids(words="2015")) < everything
        assert read.pop() is None
        assert ledger.finding_ids(words="gives no-such-word") == []


def test_the_kinds_that_are_said_when_read_hold_no_other_words():
    common = {"event_start": "2015-06-03", "time_kind": "event", "place": "Q, Z", "group": "Z", "publisher": "Q"}
    found = findings(
        claim(53, "Q", claim="a", document="Q1", as_of="2015-06-03", **common),
        claim(27, "Z", claim="b", document="Z1", as_of="2015-06-05", **common),
        claim(20, "Q", claim="c", document="Q2", as_of="2015-06-04", **common),
        claim(700, "QZ", claim="d", document="QZ1", as_of="2015-06-05", **common),
        claim(27, "Z", claim="e", document="Z2", as_of="2015-06-05", qualifier="at_least", **common),
        claim(5, "ZQ", claim="f", document="ZQ1", published="2015-06-06", **common),
        claim(900, "QQ", claim="g", document="QQ1", published="2015-06-03", as_of="2015-06-03", **common),
    )
    said = [f for f in found if f.code in WORDED]
    assert {f.code for f in said} == set(WORDED) - {"C1"} | ({"C1"} & {f.code for f in said})
    for f in said:
        for word in f.explanation.casefold().split():
            core = searching._telling(word)
            assert core in (None, "least") or set(core) <= {"q", "z"}, word  # “at least” stands stored
