"""What a large import asks of the ledger is asked by few statements, whose number does not grow with the import."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest
from sqlalchemy import event

from ledger.api import Ledger
from ledger.detection import due
from ledger.detection.world import filled, in_lists
from ledger.intake import importer
from tests.intake.test_large_imports import COLUMNS, rows

_VALUE = re.compile(r"'(?:[^']|'')*'|\b[0-9.e+]+\b|\bNULL\b")
_LIST = re.compile(r"\(\?(?:, \?)*\)")


def test_lists_are_filled_up_to_powers_of_two() -> None:
    assert filled([]) == []
    for count in range(1, 601):
        lists = list(in_lists(range(count), 500))
        assert {len(some) for some in lists} <= {1 << power for power in range(10)}
        assert [list(dict.fromkeys(some)) for some in lists] == [
            list(range(first, min(first + 500, count))) for first in range(0, count, 500)
        ]


def test_an_import_asks_with_lists_of_few_lengths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "COMPARED_AT_ONCE", 60)
    monkeypatch.setattr(due, "PORTION", 40)
    table = tmp_path / "table.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out)
        write.writerow(COLUMNS)
        write.writerows(rows(1_500, 3))
    lengths: dict[str, set[int]] = defaultdict(set)

    def traced(statement: str) -> None:
        plain = _VALUE.sub("?", statement)
        if "IN (?" in plain:
            lengths[_LIST.sub("(...)", plain)].update(one.count("?") for one in _LIST.findall(plain))

    with Ledger.create(tmp_path / "ledger.db", reviewer="r") as ledger:
        event.listen(ledger._engine, "connect", lambda connection, _: connection.set_trace_callback(traced))
        ledger._engine.dispose()
        report = ledger.import_paths([str(table)])
        assert len(report.new_findings) > 100
    assert max(map(len, lengths.values())) > 3  # there are portions of several sizes
    assert {sql: found for sql, found in lengths.items() if len(found) > 10} == {}
