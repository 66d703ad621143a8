"""What scripts rely on: JSON from every command that prints data, loudness, exit codes, completion."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from ledger.cli.main import COMMANDS, cli, main

NO_DATA = {"review", "completion", "prove", "sign", "mapping init", "mapping show"}
"""An app, a script for a shell, a signed head, which is JSON by itself, and mappings, which are TOML."""


@pytest.fixture
def run(tmp_path, monkeypatch, capfdbinary):
    """Runs the command in an empty folder; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        out = capfdbinary.readouterr()
        return code, out.out.decode(), out.err.decode()

    return call


def every(command: click.Command, name: str) -> list[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        return [leaf for n, c in command.commands.items() for leaf in every(c, f"{name} {n}")]
    return [(name, command)]


def test_every_command_that_prints_data_takes_json():
    found = [leaf for n in COMMANDS for leaf in every(cli.get_command(None, n), n)]  # type: ignore[arg-type]
    without = {name for name, c in found if not any("--json" in p.opts for p in c.params)}
    assert without == NO_DATA


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["--ledger", "new.db", "init", "--json"], {"path", "ledger", "head"}),
        (["backup", "copy.db", "--json"], {"path", "ledger", "head"}),
        (["report", "-o", "r.html", "--json"], {"files", "ledger", "head"}),
        (["export", "-o", "r.csv", "--json"], {"path", "format", "claims", "left_out", "withheld", "ledger", "head"}),
    ],
)
def test_commands_that_write_files_tell_what_they_wrote(run, table, arguments, keys):
    assert run("init")[0] == 0
    assert run("import", table)[0] == 0
    code, out, err = run(*arguments)
    assert code == 0
    assert set(json.loads(out)) == keys
    assert err
    assert run("-q", *arguments[:-1], *(["--force"] if "-o" in arguments else []))[1] == ""


def test_the_demo_prints_its_findings_as_json(run):
    code, out, _ = run("demo", "--json")
    assert code == 0
    assert {f["list"] for f in json.loads(out)} >= {"slip", "dispute"}


@pytest.mark.parametrize("arguments", [["report", "-o", "-"], ["export", "-o", "-"]])
def test_json_of_what_goes_to_standard_output_itself_is_refused(run, arguments):
    run("init")
    code, out, err = run(*arguments, "--json")
    assert (code, out) == (2, "")
    assert "name" in err


def test_quiet_says_nothing_and_verbose_says_more(run, table):
    assert run("--quiet", "init") == (0, "", "")
    assert run("--quiet", "import", table) == (0, "", "")
    code, out, err = run("--verbose", "export", "-o", "a.csv")
    assert (code, out) == (0, "")
    assert "claims.db: ledger " in err
    assert "reviewer reviewer" in err
    assert " s" in err.splitlines()[-1]
    assert run("export", "-o", "b.csv")[2].count("\n") == 1


def test_quiet_leaves_data_and_errors(run, table):
    run("init")
    run("import", table)
    loud, quiet = run("list", "--json"), run("-q", "list", "--json")
    assert loud[:2] == quiet[:2]
    code, out, err = run("-q", "show", "no-such-claim")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert run("-q", "-v", "list")[0] == 2


def test_conflicts_can_fail(run, table):
    run("init")
    assert run("conflicts", "--fail-on-conflict")[0] == 0
    assert run("import", table, "--fail-on-conflict")[0] == 3
    code, out, _ = run("conflicts", "--fail-on-conflict", "--json")
    assert code == 3
    (dispute,) = json.loads(out)
    assert run("conflicts", "--list", "note", "--fail-on-conflict")[0] == 0
    run("dismiss", dispute["id"], "--method", "not_a_conflict", "--why", "two events")
    assert run("conflicts", "--fail-on-conflict")[0] == 0
    assert run("conflicts", "--state", "all", "--fail-on-conflict")[0] == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_ask_the_command(run, shell):
    code, out, err = run("completion", shell)
    assert (code, err) == (0, "")
    assert f"_CLAIMS_COMPLETE={shell}_complete" in out


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("claims exp", "export"),
        ("claims export --format data", "datapackage"),
        ("claims conflicts --fail", "--fail-on-"),
    ],
)
def test_completion_finds_commands_terms_and_options(words, wanted):
    claims = Path(sys.executable).with_name("claims")
    env = os.environ | {
        "_CLAIMS_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    done = subprocess.run([claims], env=env, capture_output=True, text=True, check=True)
    assert any(line.startswith(f"plain,{wanted}") for line in done.stdout.splitlines())


def test_the_bash_script_is_bash(run):
    script = run("completion", "bash")[1]
    assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0
