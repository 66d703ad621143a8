"""The generated pages say what the code says; the drawing of the architecture is that of the imports."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ledger.cli.main import COMMANDS
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def generate():
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        import generate

        yield generate
    finally:
        sys.path.remove(str(ROOT / "docs"))


def test_no_page_is_stale(generate):
    assert generate.stale() == []


def test_a_changed_command_makes_its_page_stale(generate, monkeypatch):
    monkeypatch.setitem(COMMANDS, "init", ("files", "Something else."))
    assert "reference/commands.md" in generate.stale()


def test_calls_go_down_only(generate):
    assert generate.imports.upward() == []
    assert len(generate.imports.calls()["api"]) > 4


def test_the_check_names_the_stale_page(tmp_path):
    done = subprocess.run([sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0


def test_the_man_page_is_taken_by_man(generate):
    text = (ROOT / "docs" / "claims.1").read_text(encoding="utf-8")
    assert text.startswith(".TH CLAIMS 1")
    assert all(f".SS claims {name}" in text.replace("\\-", "-") for name in COMMANDS)


def test_every_column_of_every_table_is_described(generate, ledger):
    from ledger.store import schema_sql

    page = generate.PAGES["reference/schema.md"]()
    described = generate.schema._TABLE.findall(schema_sql())
    with ledger.reading() as connection:
        tables = {
            row[1]
            for row in connection.exec_driver_sql("PRAGMA table_list")
            if row[2] in ("table", "virtual") and not row[1].startswith("sqlite_")
        }
        assert {found[2] for found in described} == tables
        for table in sorted(tables):
            section = page.partition(f"## {table}\n")[2].partition("\n## ")[0]
            for column in connection.exec_driver_sql(f"PRAGMA table_info({table})"):
                if table != "claim_search":
                    assert f"| `{column[1]}` | " in section, (table, column[1])
