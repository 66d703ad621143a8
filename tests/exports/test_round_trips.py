"""A ledger's claims, exported and imported into an empty ledger, are the same claims, in every format that says so."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ledger.api import Ledger
from ledger.exports.formats import FORMATS
from ledger.exports.native import write_csv
from ledger.exports.output import safe_output
from ledger.intake.reports import ImportOptions
from ledger.records import ClaimRecord
from ledger.vocabulary import GroundRules
from tests.exports.made import claims, export, load
from tests.exports.strategies import distinct, records

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Two ledgers an example are slow: a failure is shown as it was found."""
SAME = [f.name for f in FORMATS if f.round_trip.startswith("the same claims")]
OPEN = st.sampled_from([None, GroundRules.ON_THE_RECORD])
MANY = (
    st.lists(st.tuples(records(), OPEN).map(lambda r: replace(r[0], ground_rules=r[1])), min_size=1, max_size=4)
    .map(distinct)
    .map(lambda found: [replace(r, id=f"claim {n}") for n, r in enumerate(found)])
)


def test_the_formats_that_promise_it():
    assert {"csv", "jsonl", "datapackage", "claimreview", "ro-crate"} <= set(SAME)


@pytest.mark.parametrize("name", SAME)
@given(wanted=MANY)
@settings(deadline=None, max_examples=4, phases=QUICK, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_exported_is_imported_the_same(name: str, wanted: list[ClaimRecord]):
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with safe_output(folder / "given.csv") as stream:
            write_csv(wanted, stream)
        with Ledger.create(folder / "a.db", reviewer="Ines") as first:
            first.import_paths([str(folder / "given.csv")], ImportOptions(reviewer="Ines"))
            assert claims(first) == wanted
            out = export(first, name, folder / f"out{ENDING.get(name, '')}")
        with Ledger.create(folder / "b.db", reviewer="Ines") as second:
            second.import_paths([str(out)], ImportOptions(reviewer="Ines"))
            assert claims(second) == wanted


ENDING = {"csv": ".csv", "jsonl": ".jsonl", "claimreview": ".jsonld"}


@pytest.mark.parametrize(
    ("name", "file", "sheet", "figures"),
    [
        ("hxl", "out.csv", None, [("killed", 27), ("killed", 40), ("injured", None), ("displaced", 12)]),
        ("ged", "out.csv", None, [("killed", 27), ("killed", 40)]),
        ("radford", "out.csv", None, [("killed", 27), ("killed", 40)]),
        ("xlsx", "out.xlsx", "Claims", [("killed", 27), ("killed", 40), ("injured", None), ("displaced", None)]),
    ],
)
def test_shapes_of_others_are_read_as_far_as_they_go(ledger, tmp_path, name, file, sheet, figures):
    out = export(load(ledger, tmp_path), name, tmp_path / file)
    with Ledger.create(tmp_path / "b.db", reviewer="Ines") as second:
        second.import_paths([str(out)], ImportOptions(reviewer="Ines", sheet=sheet))
        found = [(r.measure.value, r.value) for r in claims(second)]
    assert list(dict.fromkeys(found)) == figures
