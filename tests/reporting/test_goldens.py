"""The whole report of a small ledger, word for word. A change of format is seen here and meant, or a fault.

`REWRITE_GOLDENS=1 pytest tests/reporting/test_goldens.py` writes them anew; read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ledger.reporting.build import build
from ledger.reporting.json import write_json
from ledger.reporting.markdown import write_markdown
from tests.reporting.report_made import small

GOLDENS = Path(__file__).parent / "goldens"


@pytest.mark.parametrize(("name", "writer"), [("small.md", write_markdown), ("small.json", write_json)])
def test_the_report_of_a_small_ledger(name, writer):
    text = writer(build(small()))
    path = GOLDENS / name
    if os.environ.get("REWRITE_GOLDENS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
