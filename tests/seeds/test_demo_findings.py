"""The demo's findings are those of a careful fact-checker: one slip, one dispute, three notes."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from ledger.locations import seeds


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with Ledger.create(tmp_path_factory.mktemp("demo") / "demo.db", reviewer="demo") as ledger:
        ledger.import_paths([str(seeds())])
        yield ledger


def test_exactly_these_findings(demo):
    found = {(f.list, f.kind, f.claims) for f in demo.findings()}
    assert found == {
        ("slip", "origin_misreported", ("A2", "A4", "A7")),
        ("dispute", "no_common_figure", ("B6", "B7")),
        ("note", "qualifier_changed", ("B1", "B2", "B3")),
        ("note", "qualifier_changed", ("C1", "C2", "C3")),
        ("note", "counted_differently", ("E1", "E2")),
    }
    assert [f.list for f in demo.findings()] == ["slip", "dispute", "note", "note", "note"]
    assert all(f.explanation and f.fits_if for f in demo.findings())


def test_the_slip_about_hasakeh_tells_the_sums(demo):
    slip = demo.findings(list_="slip")[0]
    assert "20 + 6 = 26 and 21 + 6 = 27 are on record" in slip.hint
    assert slip.origins == ("Syrian Observatory for Human Rights",)
    assert slip.severity == "moderate"


def test_the_sample_texts_are_read(demo):
    read = [c for c in demo.claims() if c.figure_start is not None]
    assert [(c.record.value, c.record.group, c.record.attributed_to, c.record.relayed_by) for c in read][:2] == [
        (27, "regime fighters", "Syrian Observatory for Human Rights", "AFP"),
        (26, "jihadists", "Syrian Observatory for Human Rights", "AFP"),
    ]
    assert {c.record.value for c in read} == {27, 26, 230_618}


def test_the_demo_verifies_and_a_rebuild_changes_nothing(demo):
    assert demo.verify().sound
    before = [f.as_json() for f in demo.findings()]
    changes = demo.rebuild()
    assert (changes.new, changes.gone) == ((), ())
    assert [f.as_json() for f in demo.findings()] == before
