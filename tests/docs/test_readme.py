"""Every command that the README shows works; every subcommand that it names exists."""

from __future__ import annotations

import re
import shlex

import pytest

from ledger.cli.main import COMMANDS, main
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^    (claims .*)$", README, re.MULTILINE)
NAMED = set(re.findall(r"`claims ([a-z]+)", README))


def test_the_readme_shows_commands_and_names_only_real_ones():
    assert len(SHOWN) >= 6
    assert set(COMMANDS) >= NAMED


def test_the_commands_of_the_first_hour_work(tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(
        "Shelling kills 12 in Zaria\n\nShelling in Zaria on Monday killed 12 people, the Red Cross said.\n",
        encoding="utf-8",
    )
    for command in SHOWN:
        if command != "claims review":  # needs a terminal; tests/tui opens it
            assert main(shlex.split(command)[1:]) == 0, command
    assert (tmp_path / "report.html").stat().st_size > 5_000
    capfdbinary.readouterr()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_links_lead_somewhere(target):
    assert (ROOT / target).exists()


EXAMPLES = [
    c
    for row in re.findall(r"^\| .* \| (`claims .*) \|$", README, re.MULTILINE)
    for c in re.findall(r"`(claims [^`]+)`", row)
]
GIVEN = {"CLAIM": "b", "CLAIM...": "b", "HASH": "", "FINDING": "", "PATH...": "more.txt"}


def test_the_commands_of_the_table_work(tmp_path, monkeypatch, capfdbinary, table):
    from ledger.api import Ledger

    monkeypatch.chdir(tmp_path)
    (tmp_path / "more.txt").write_text("A report\n\nShelling killed 12 people in Zaria.\n", encoding="utf-8")
    assert main(["init"]) == 0
    assert main(["import", table]) == 0
    with Ledger("claims.db") as ledger:
        words = {**GIVEN, "HASH": ledger.head, "FINDING": ledger.findings()[0].id}
    ran = 0
    for example in EXAMPLES:
        arguments = [words.get(word, word) for word in shlex.split(example)[1:]]
        if arguments in (["accept"], ["reject"]):
            arguments += ["d", "--why", "read twice"]
        assert main(arguments) == 0, example
        ran += 1
    assert ran >= 12
    capfdbinary.readouterr()
