"""No two findings of a ledger share an id: a table with two odd numbers under two measures was refused whole."""

from __future__ import annotations

import csv

HEAD = ["id", "document", "published", "value", "measure", "group", "place", "event_start", "attributed_to"]
ROWS = [
    ("a", "Report", "2020-05-02", 166, "killed", "civilians", "Zaria, Nigeria", "2020-05-01", "One"),
    ("b", "Report", "2020-05-02", 166, "killed", "soldiers", "Zaria, Nigeria", "2020-05-01", "Two"),
    ("c", "Second report", "2020-05-02", 173, "killed", "civilians", "Zaria, Nigeria", "2020-05-01", "Three"),
    ("d", "Second report", "2020-05-02", 173, "killed", "soldiers", "Zaria, Nigeria", "2020-05-01", "Four"),
]


def test_two_numbers_under_the_same_two_measures_are_two_findings(ledger, tmp_path):
    path = tmp_path / "odd.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEAD, *ROWS])
    report = ledger.import_paths([str(path)])
    assert report.files[0].claims_added == 4
    odd = ledger.findings(kind="wrong_measure")
    assert sorted(f.claims for f in odd) == [("a", "b"), ("c", "d")]
    assert len({f.id for f in odd}) == 2
    assert ledger.verify().sound
