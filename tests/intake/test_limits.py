"""Limits are stated, can be set, and are named in the error."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from ledger.api import Ledger
from ledger.errors import LedgerError
from ledger.intake.limits import LIMITS, limit
from tests.conftest import ROOT

HEAD = "document,measure,value,note\n"


def test_every_limit_stands_on_its_page():
    page = (ROOT / "docs" / "reference" / "limits.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `CLAIMS_LIMIT_(\w+)` \| (\d+) \| (.+) \|$", page, re.MULTILINE)
    assert {name: (int(default), of) for name, default, of in rows} == {n: (v.default, v.of) for n, v in LIMITS.items()}


@pytest.mark.parametrize(("text", "value"), [("5", 5), ("2k", 2048), ("3M", 3 << 20), ("1G", 1 << 30)])
def test_a_limit_is_set_by_its_variable(monkeypatch, text, value):
    monkeypatch.setenv("CLAIMS_LIMIT_FIELD", text)
    assert limit("FIELD") == value


@pytest.mark.parametrize("text", ["0", "-1", "many", "1.5M", "9" * 30])
def test_what_is_no_limit_is_refused(monkeypatch, text):
    monkeypatch.setenv("CLAIMS_LIMIT_FIELD", text)
    with pytest.raises(LedgerError, match="CLAIMS_LIMIT_FIELD"):
        limit("FIELD")


@pytest.mark.parametrize(
    ("name", "value", "content"),
    [
        ("FIELD", "100", HEAD + f"A,killed,5,{'x' * 200}\n"),
        ("LINE", "300", '{"document": "A", "measure": "killed", "value": 5, "note": "' + "x" * 400 + '"}\n'),
        ("SIZE", "1K", "A report\n\n" + "Shelling killed 12 people in Zaria. " * 60),
    ],
)
def test_the_error_names_the_variable(tmp_path, name, value, content):
    suffix = {"FIELD": ".csv", "LINE": ".jsonl", "SIZE": ".txt"}[name]
    path, source = tmp_path / "x.db", tmp_path / f"given{suffix}"
    source.write_text(content, encoding="utf-8")
    Ledger.create(path).close()
    command = [sys.executable, "-m", "ledger.cli", "--ledger", str(path), "import", str(source)]
    environment = {**os.environ, f"CLAIMS_LIMIT_{name}": value}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 1, done.stderr
    assert f"CLAIMS_LIMIT_{name}" in done.stderr
    assert done.stderr.count("\n") == 1
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
