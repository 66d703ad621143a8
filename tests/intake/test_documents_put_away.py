"""The documents of a large table are put away on the disk: few are in memory, and nothing else is different."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.api import Ledger
from ledger.connections.engine import reading
from ledger.errors import InputError
from ledger.intake import documents
from ledger.intake.documents import DocumentFacts
from ledger.intake.refusal import Refused

DAYS = st.sampled_from(["", "2015-06-03", "2015-06-04", "2015-07"])
STATED = st.tuples(st.integers(0, 9), st.sampled_from(["", "AFP"]), DAYS, DAYS)
"""Document, publisher, when it was published, as of when its figure is."""


def facts_of(rows: list[tuple[int, str, str, str]], held: int) -> object:
    """What is known of each document in the end, or the words of the first refusal."""
    facts = DocumentFacts(held)
    try:
        for line, (name, publisher, published, as_of) in enumerate(rows, 2):
            facts.merge(line, f"Report {name}", publisher or None, published or None, None, as_of or None)
            assert facts.held <= held
        assert len(facts) == len({row[0] for row in rows})
        return [fact.record(name) for name, fact in facts.items()]
    except Refused as error:
        return str(error), error.field, error.value, error.reason
    finally:
        facts.close()


@settings(deadline=None)
@given(st.lists(STATED, max_size=40), st.integers(1, 8))
def test_what_is_known_of_documents_is_the_same_however_few_are_held(
    rows: list[tuple[int, str, str, str]], held: int
) -> None:
    assert facts_of(rows, held) == facts_of(rows, 1_000)


@pytest.mark.parametrize("held", [1, 3, 40])
def test_documents_are_found_again_in_any_order(held: int) -> None:
    facts = DocumentFacts(held)
    for number in range(200):
        facts.merge(number + 2, f"Report {number}", f"Paper {number}", None, None, None)
    rows = dict.fromkeys(range(200), 0)
    for row, number in enumerate([*range(200), *reversed(range(200)), *range(0, 200, 7), *range(100, 110)], 1):
        fact = facts[f"Report {number}"]
        assert (fact.publisher, fact.row) == (f"Paper {number}", rows[number])
        fact.row = rows[number] = row
        assert facts.held <= held
    assert [fact.row for _, fact in facts.items()] == list(rows.values())
    with pytest.raises(KeyError):
        facts["Report 200"]
    facts.close()


def table(path: Path, reports: int, *, publisher: str = "AFP", apart: bool = True, first: int = 0) -> str:
    """Three figures a report: those of one report far `apart` or together. Only the last row names the publisher."""
    order = [(r, p) for p in range(3) for r in range(first, reports)]
    with path.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out)
        write.writerow(("document", "publisher", "value", "measure", "place"))
        write.writerows(
            (f"Report {r}", publisher if p == 2 else "", 10 * r + p, "killed", "Kaduna")
            for r, p in (order if apart else sorted(order))
        )
    return str(path)


def contents(ledger: Ledger) -> list[list[tuple[object, ...]]]:
    columns = "d.key, d.publisher, c.document_id, c.key, c.value, c.source_line, c.fingerprint, hex(c.row_hash)"
    with reading(ledger._engine) as connection:
        sql = f"SELECT {columns} FROM claim AS c JOIN document AS d ON d.id = c.document_id ORDER BY c.id"
        return [
            [tuple(row) for row in connection.exec_driver_sql(sql)],
            [tuple(row) for row in connection.exec_driver_sql("SELECT id, key, hex(row_hash) FROM document")],
        ]


@pytest.mark.parametrize("apart", [True, False])
def test_a_table_of_many_documents_gives_the_same_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: bool
) -> None:
    tables = [
        table(tmp_path / "a.csv", 60, apart=apart),
        table(tmp_path / "b.csv", 90, apart=apart, first=30),  # half of it is in the ledger by then
    ]
    found = []
    for held in (documents.HELD, 8):
        monkeypatch.setattr(DocumentFacts.__init__, "__defaults__", (held,))
        with Ledger.create(tmp_path / f"{held}.db", reviewer="r") as ledger:
            reports = [ledger.import_paths([path]).as_json()["files"][0] for path in tables]
            assert [(f["documents"], f["claims_added"], f["claims_unchanged"]) for f in reports] == [
                (60, 180, 0),
                (60, 90, 90),
            ]
            assert ledger.counts().documents == 90
            assert ledger.verify().sound
            found.append(contents(ledger))
    assert found[0] == found[1]


def test_a_document_that_the_ledger_knows_otherwise_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DocumentFacts.__init__, "__defaults__", (8,))
    with Ledger.create(tmp_path / "ledger.db", reviewer="r") as ledger:
        ledger.import_paths([table(tmp_path / "a.csv", 40, first=30)])
        before = ledger.counts().documents
        with pytest.raises(InputError, match="document 'Report 30' has publisher 'AFP' in the ledger and 'Reuters'"):
            ledger.import_paths([table(tmp_path / "b.csv", 40, publisher="Reuters")])
        assert ledger.counts().documents == before == 10
