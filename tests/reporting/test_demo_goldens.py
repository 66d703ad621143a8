"""The demo's report, word for word, in Markdown and JSON; what is new in every ledger stands as a name in brackets.

`REWRITE_GOLDENS=1 pytest tests/reporting/test_demo_goldens.py` writes them anew; read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ledger.api import Ledger
from ledger.cli.main import main
from ledger.reporting import make, pieces

GOLDENS = Path(__file__).parent / "goldens"
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z|\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC")


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    assert main(["--ledger", str(path), "demo", "--no-review"]) == 0
    with Ledger(path, readonly=True) as ledger:
        return make(ledger)


def named(text, identity):
    """The text without what differs between two ledgers made of the same files."""
    for value, name in (
        (identity.ledger, "[ledger]"),
        (identity.head, "[head]"),
        (identity.fingerprint, "[fingerprint]"),
    ):
        assert value in text
        text = text.replace(value, name)
    return _MOMENT.sub("[moment]", text)


@pytest.mark.parametrize(("name", "format_"), [("demo.md", "markdown"), ("demo.json", "json")])
def test_the_report_of_the_demo(report, name, format_):
    text = named("".join(pieces(report, format_)), report.identity)
    path = GOLDENS / name
    if os.environ.get("REWRITE_GOLDENS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
