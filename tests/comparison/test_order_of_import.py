"""The same findings with the same ids from any order of import, whether or not the claims bring ids of their own.

More of it: `CLAIMS_EXAMPLES=2000 pytest tests/comparison/test_order_of_import.py`.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.api import Ledger
from ledger.records import ClaimRecord
from tests.comparison.test_store_and_plain_rules_agree import LEDGERS, put

EXAMPLES = int(os.environ.get("CLAIMS_EXAMPLES", "15"))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("orders") / "empty.db"
    Ledger.create(path, reviewer="r").close()
    return path


def findings(empty: Path, name: str, documents: list[list[ClaimRecord]]) -> list[tuple]:
    path = empty.with_name(f"{name}.db")
    shutil.copy(empty, path)
    with Ledger(path, reviewer="r") as ledger:
        for number, claims in enumerate(documents):
            ledger.import_paths([put(empty.parent, claims, f"{name}-{number}")])
        held = {c.id: c.source_key or f"{c.record.document} {c.record.figure}" for c in ledger.claims()}
        return [
            (f.id, f.code, f.severity, f.explanation, f.fits_if, f.origins, sorted(held[c] for c in f.claims))
            for f in ledger.findings(state="all")
        ]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(claims=LEDGERS, own=st.booleans(), random=st.randoms(use_true_random=False))
def test_any_order_gives_the_same_findings(empty: Path, claims: list[ClaimRecord], own: bool, random) -> None:
    kept = claims if own else [replace(c, id=None) for c in claims]
    documents = [
        list(members) for _, members in groupby(sorted(kept, key=attrgetter("document")), attrgetter("document"))
    ]
    shuffled = [list(members) for members in documents]
    random.shuffle(shuffled)
    if own:
        for members in shuffled:
            random.shuffle(members)
    first = findings(empty, "first", documents)
    second = findings(empty, "second", shuffled)
    assert sorted(f[0] for f in second) == sorted(f[0] for f in first)
    if own:
        assert second == first
