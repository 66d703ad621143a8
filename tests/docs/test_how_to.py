"""The scripts that the how-to pages show do what the pages say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

import pytest

from ledger.api import Ledger
from tests.conftest import ROOT

PAGES = ROOT / "docs" / "how-to"
AGREE = "document,publisher,published,value,measure,place,event_start,attributed_to\n" + (
    "First report,Daily,2020-05-02,27,killed,Zaria,2020-05-01,Ministry of Health\n"
)
DISAGREE = AGREE + "Second report,Weekly,2020-05-02,62,killed,Zaria,2020-05-01,Red Cross\n"


def block(page: str, kind: str) -> str:
    """The first block of that kind that a page shows."""
    text = (PAGES / page).read_text(encoding="utf-8")
    found = re.search(rf"^```{kind}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert found, page
    return found[1]


def run(script: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    bin_ = str(Path(sys.executable).parent)
    env = {k: v for k, v in os.environ.items() if not k.startswith("CLAIMS_")}
    env |= {"PATH": f"{bin_}{os.pathsep}{env['PATH']}", "CLAIMS_STATE": str(folder / "state")}
    return subprocess.run(["/bin/sh", str(script)], cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def nightly(tmp_path):
    script = tmp_path / "nightly.sh"
    script.write_text(block("nightly-import.md", "sh"), encoding="utf-8")
    (tmp_path / "incoming").mkdir()
    return script


def test_a_quiet_night_says_nothing_and_leaves_everything(nightly, tmp_path):
    (tmp_path / "incoming" / "one.csv").write_text(AGREE, encoding="utf-8")
    for _ in range(2):
        done = run(nightly, tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert json.loads((tmp_path / "last-import.json").read_text())["claims_unchanged"] == 1
    assert json.loads((tmp_path / "open-findings.json").read_text()) == []
    assert "claims.csv" in zipfile.ZipFile(tmp_path / "nightly.zip").namelist()
    assert list(tmp_path.glob("backup-[1-7].db"))


def test_a_conflict_gives_exit_code_three_and_the_findings(nightly, tmp_path):
    (tmp_path / "incoming" / "one.csv").write_text(DISAGREE, encoding="utf-8")
    done = run(nightly, tmp_path)
    assert (done.returncode, done.stderr) == (3, "")
    assert [f["kind"] for f in json.loads((tmp_path / "open-findings.json").read_text())] == ["no_common_figure"]
    assert (tmp_path / "nightly.zip").exists()


def test_a_bad_file_stops_the_night_with_one_line_and_changes_nothing(nightly, tmp_path):
    (tmp_path / "incoming" / "one.csv").write_text(AGREE, encoding="utf-8")
    assert run(nightly, tmp_path).returncode == 0
    head = json.loads((tmp_path / "last-import.json").read_text())["journal_head"]
    (tmp_path / "incoming" / "two.csv").write_text(AGREE.replace("27", "twenty"), encoding="utf-8")
    done = run(nightly, tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "two.csv:2: value “twenty”" in done.stderr
    with Ledger(tmp_path / "claims.db", readonly=True) as ledger:
        assert ledger.head == head


def steps(workflow: str) -> dict[str, str]:
    """The commands of the workflow's steps, by the name of the step."""
    found = re.findall(r"^ {6}- name: (.+)\n {8}run: (\|\n(?: {10}.*\n)+|.+\n)", workflow, re.MULTILINE)
    return {name: textwrap.dedent(run.removeprefix("|\n")) for name, run in found}


@pytest.mark.parametrize(("table", "last"), [(AGREE, 0), (DISAGREE, 3)])
def test_the_steps_of_the_workflow_run(tmp_path, table, last):
    workflow = block("github-actions.md", "yaml")
    shown = steps(workflow)
    assert shown.pop("Install") == "pip install casualty-ledger\n"
    assert list(shown) == ["Import", "Verify", "Report and data", "Fail on conflicts"]
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "table.csv").write_text(table, encoding="utf-8")
    given = re.findall(r"^ {6}(CLAIMS_\w+): (.+)$", workflow, re.MULTILINE)
    exports = "".join(f"export {name}={value}\n" for name, value in given)
    for name, commands in shown.items():
        script = tmp_path / "step.sh"
        script.write_text(f"set -e\n{exports}{commands}", encoding="utf-8")
        done = run(script, tmp_path)
        assert done.returncode == (last if name == "Fail on conflicts" else 0), (name, done.stderr)
    kept = re.search(r"path: \|\n((?: {12}.*\n)+)", workflow)
    assert kept
    for path in kept[1].split():
        assert (tmp_path / path).stat().st_size, path
