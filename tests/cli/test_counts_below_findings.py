"""The three numbers below a finding are of the claims it names, and the same in the command line, app and report."""

from __future__ import annotations

import pytest

from ledger.cli.main import main
from ledger.reporting.findings import sentence
from tui.desk import finding_page

HEAD = "id,document,publisher,published,value,measure,group,place,event_start,attributed_to\n"
REST = "2020-05-02,{},killed,{},Zaria,2020-05-01,{}\n"


@pytest.fixture
def shown(ledger, tmp_path, monkeypatch, capfdbinary):
    monkeypatch.setenv("CLAIMS_LEDGER", str(ledger.path))
    monkeypatch.setenv("COLUMNS", "200")

    def call(*rows: str) -> str:
        path = tmp_path / "rows.csv"
        path.write_text(HEAD + "".join(rows), encoding="utf-8")
        ledger.import_paths([str(path)])
        assert main(["conflicts"]) == 0
        return capfdbinary.readouterr().out.decode()

    return call


def row(key: str, document: str, value: int, group: str, who: str) -> str:
    return f"{key},{document},{document}," + REST.format(value, group, who)


def test_a_part_and_a_whole_of_two_sources_are_two_reports_of_two_origins(shown, ledger):
    out = shown(row("a", "One", 43, "children", "Red Cross"), row("b", "Two", 31, "people", "Ministry"))
    assert "2 reports, 2 origins, 2 not a party\n" in "".join(f"{line.strip()}\n" for line in out.splitlines())
    (found,) = ledger.findings()
    assert finding_page(ledger, found.id).counted == "2 reports, 2 origins, 2 not a party"


def test_a_document_that_contradicts_itself_is_one_report(shown, ledger):
    out = shown(row("a", "One", 43, "people", "Red Cross"), row("b", "One", 31, "people", "Red Cross"))
    said = "1 report, 1 origin, 1 not a party: not enough independent origins"
    assert said in out
    (found,) = ledger.findings()
    assert finding_page(ledger, found.id).counted == said


def test_the_outlet_that_names_nobody_is_one_source_everywhere(shown, ledger):
    shown(row("a", "One", 43, "people", ""))
    assert ledger.quantity("a").support.counted == "1 report, 1 origin, 1 not a party"
    (quantity,) = ledger.report().quantities
    assert (quantity.reports, quantity.origins, quantity.not_party) == (1, 1, 1)


def test_a_finding_is_about_the_part_in_every_place_and_no_range_of_one_is_drawn_below_both(shown, ledger):
    shown(
        row("a", "One", 43, "children", "Red Cross"),
        row("b", "Two", 31, "people", "Ministry"),
        row("c", "Three", 31, "people", "Desk"),
    )
    found = ledger.findings()[0]
    assert str(found.quantity["label"]).startswith("children killed")
    (reported,) = [f for f in ledger.report().findings if f.id == found.id]
    assert "children" in reported.about
    support = finding_page(ledger, found.id).support
    assert support is None or support.claimed is None


def test_a_sentence_of_the_report_that_ends_in_brackets_has_its_full_stop():
    assert sentence("for the whole: 30 (29 to 31)") == "for the whole: 30 (29 to 31)."
    assert sentence("it says “27.”") == "it says “27.”"
