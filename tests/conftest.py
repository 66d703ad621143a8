"""What the tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.api import Ledger

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test reads or writes a ledger, a name or a state that is not its own."""
    monkeypatch.setenv("CLAIMS_REVIEWER", "reviewer")
    monkeypatch.setenv("CLAIMS_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("CLAIMS_LEDGER", raising=False)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A new, empty ledger."""
    with Ledger.create(tmp_path / "test.db", reviewer="reviewer") as made:
        yield made


@pytest.fixture
def table(tmp_path: Path) -> str:
    """A small native table: two documents, four claims, one disagreement between sources."""
    path = tmp_path / "table.csv"
    path.write_text(
        "id,document,publisher,published,figure_text,value,qualifier,measure,group,place,event_start,"
        "attributed_to\n"
        "a,First report,Daily,2020-05-02,27,27,exact,killed,civilians,Zaria,2020-05-01,Ministry of Health\n"
        "b,First report,Daily,2020-05-02,at least 4,4,at_least,injured,civilians,Zaria,2020-05-01,"
        "Ministry of Health\n"
        "c,Second report,Weekly,2020-05-02,62,62,exact,killed,civilians,Zaria,2020-05-01,Red Cross\n"
        "d,Second report,Weekly,2020-05-02,dozens,,vague,displaced,people,Zaria,2020-05-01,\n",
        encoding="utf-8",
    )
    return str(path)
