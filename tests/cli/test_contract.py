"""The command's contract: exit codes, one line for every error, JSON, laziness."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.api import Ledger
from ledger.cli.main import COMMANDS, cli, main
from ledger.records import FIELDS


@pytest.fixture
def run(tmp_path, monkeypatch, capfdbinary):
    """Runs the command in an empty folder; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        out = capfdbinary.readouterr()
        return code, out.out.decode(), out.err.decode()

    return call


@pytest.mark.parametrize("module", ["textual", "sqlmodel", "sqlalchemy", "trafilatura", "rich", "jinja2"])
def test_help_imports_nothing_heavy(module):
    code = (
        "import sys\nfrom ledger.cli.main import main\nmain(['--help'])\n"
        f"sys.exit(any(m.split('.')[0] == {module!r} for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_every_command_has_help_and_its_sentence(run):
    for name, (_, sentence) in COMMANDS.items():
        command = cli.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        assert command.help, name
        assert sentence.endswith(".")
        code, out, _ = run(name, "--help")
        assert (code, "Usage: claims" in out) == (0, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["show", "1"],
        ["conflicts"],
        ["import", "x.csv"],
        ["accept", "1"],
        ["verify"],
        ["report", "-o", "r.html"],
        ["export", "-o", "r.csv"],
        ["backup", "b.db"],
        ["review"],
        ["undo"],
        ["rebuild"],
        ["sources"],
        ["alias"],
        ["withdraw", "1", "--why", "x"],
        ["add", "--document", "d", "--measure", "killed", "--value", "1"],
    ],
)
def test_without_a_ledger_every_command_names_init(run, tmp_path, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert err.startswith("claims: ")
    assert "claims init" in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["lst"], "did you mean list"),
        (["list", "--colour"], "No such option"),
        (["show"], "Missing argument"),
        (["resolve", "x", "--why", "y"], "Choose from: prioritise_source, report_range"),
        (["conflicts", "--severity", "huge"], "is not one of"),
        (["alias", "place", "x"], "KIND NAME RELATION TARGET"),
        (["correct", "1", "value"], "FIELD=VALUE"),
        (["verify", "--head", "xyz"], "hexadecimal"),
    ],
)
def test_wrong_usage_is_two_and_one_line(run, arguments, says):
    run("init")
    code, _, err = run(*arguments)
    assert code == 2
    assert says in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(("arguments", "says"), [([], "Exit codes:"), (["mapping"], "Commands:")])
def test_without_a_subcommand_the_overview_is_printed_as_it_is_laid_out(run, arguments, says):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("Usage: claims")
    assert says in err.splitlines() or f"\n  {says}" in err
    assert "␊" not in err


def test_the_review_app_is_refused_where_there_is_no_terminal(run):
    run("init")
    code, out, err = run("review")
    assert (code, out) == (1, "")
    assert "needs a terminal" in err
    assert err.count("\n") == 1


def test_a_folder_is_imported_without_the_ledger_that_lies_in_it(run, tmp_path, tmp_path_factory, monkeypatch):
    monkeypatch.setenv("CLAIMS_STATE", str(tmp_path_factory.mktemp("state")))
    run("init")
    code, _, err = run("import", ".")
    assert code == 1
    assert "nothing here but the ledger" in err
    (tmp_path / "report.txt").write_text("Shelling killed 12 people in Zaria.\n", encoding="utf-8")
    code, _, err = run("import", ".")
    assert code == 0
    assert "report.txt: 1 claim added" in err
    code, _, err = run("import", "claims.db")
    assert code == 1
    assert "SQLite" in err


def test_the_id_of_a_finding_is_known_from_that_of_a_claim(run, table):
    run("init")
    run("import", table)
    with Ledger("claims.db") as ledger:
        shown = ledger.findings()[0].id[:8]
    code, _, err = run("show", shown)
    assert code == 1
    assert err == f"claims: {shown} is a finding; claims quantity {shown} shows it\n"
    assert run("show", "zzzzzzzz")[2] == "claims: there is no claim zzzzzzzz; claims list shows them\n"
    said = run("show", "a")[1]
    assert f"  finding        {shown}, no common figure, open: " in said


def test_an_empty_field_is_not_stated_in_the_history(run, table):
    run("init")
    run("import", table)
    run("correct", "d", "attributed_to=Red Cross")
    assert "attributed to: not stated → Red Cross" in run("show", "d")[1]


def test_a_day_at_the_command_line(run, table, tmp_path):
    assert run("init")[0] == 0
    code, out, _ = run("import", table, "--json")
    report = json.loads(out)
    assert code == 0
    assert report["claims_added"] == 4
    assert report["files"][0]["path"] == table
    assert set(report["files"][0]) >= {
        "path",
        "format",
        "document",
        "claims_added",
        "claims_unchanged",
        "skipped",
    }
    assert report["findings"]["open"] == 1
    assert len(report["journal_head"]) == 64

    again = json.loads(run("import", table, "--json")[1])
    assert (again["claims_added"], again["claims_unchanged"]) == (0, 4)
    assert again["journal_head"] == report["journal_head"]

    listed = json.loads(run("list", "--json")[1])
    assert [c["id"] for c in listed] == ["a", "b", "c", "d"]
    assert all(tuple(c) == FIELDS for c in listed)
    assert json.loads(run("list", "--measure", "displaced", "--json")[1])[0]["qualifier"] == "vague"

    finding = json.loads(run("conflicts", "--json")[1])[0]
    keys = {"id", "kind", "code", "list", "severity", "state", "explanation", "fits_if", "claims", "origins"}
    assert set(finding) >= keys | {"quantity", "hint"}
    assert finding["kind"] == "no_common_figure"
    assert finding["claims"] == ["a", "c"]

    assert run("resolve", finding["id"], "--method", "report_range", "--why", "both stand")[0] == 0
    assert json.loads(run("conflicts", "--json")[1]) == []
    assert json.loads(run("conflicts", "--state", "all", "--json")[1])[0]["state"] == "resolved"
    assert run("undo")[0] == 0
    assert len(json.loads(run("conflicts", "--json")[1])) == 1

    assert run("correct", "a", "group=soldiers", "--why", "misread")[0] == 0
    shown = json.loads(run("show", "a", "--json")[1])
    assert shown["claim"]["group"] == "soldiers"
    assert shown["history"][-1]["changes"] == [
        {"before": {"group_name": "civilians"}, "after": {"group_name": "soldiers"}}
    ]
    assert run("verify")[0] == 0
    code, out, _ = run("verify", "--json", "--head", report["journal_head"])
    assert (code, json.loads(out)["sound"]) == (0, True)
    assert run("backup", "copy.db")[0] == 0
    assert run("doctor")[0] == 0
    assert json.loads(run("where", "--json")[1])["ledger"] == str(tmp_path / "claims.db")


def test_fail_on_conflict_is_three(run, table):
    run("init")
    assert run("import", table, "--fail-on-conflict", "--quiet")[0] == 3


def test_a_dry_run_writes_nothing(run, table):
    run("init")
    before = Path("claims.db").read_bytes()
    report = json.loads(run("import", table, "--dry-run", "--json")[1])
    assert report["claims_added"] == 4
    assert report["findings"]["new"] == 1
    [would_be] = report["findings"]["would_be"]
    told = run("import", table, "--dry-run")[2]
    assert f"  ! {would_be['kind'].replace('_', ' ')}: {would_be['explanation']}\n" in told
    assert Path("claims.db").read_bytes() == before


def test_a_dry_run_exits_as_the_import_would(run, table):
    run("init")
    before = Path("claims.db").read_bytes()
    assert run("import", table, "--dry-run", "--fail-on-conflict", "--quiet")[0] == 3
    assert Path("claims.db").read_bytes() == before


def test_a_bad_row_in_the_middle_changes_nothing_and_is_named(run, table, tmp_path):
    run("init")
    bad = tmp_path / "bad.csv"
    lines = Path(table).read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace(",4,", ",four,")
    bad.write_text("\n".join(lines) + "\n", encoding="utf-8")
    before = Path("claims.db").read_bytes()
    code, _, err = run("import", table, str(bad))
    assert code == 1
    assert err.startswith(f"claims: {bad}:3: value")
    assert "four" in err
    assert err.count("\n") == 1
    assert Path("claims.db").read_bytes() == before


def test_exports_come_in_again_unchanged(run, table):
    run("init")
    run("import", table)
    assert run("export", "-o", "out.csv")[0] == 0
    assert run("export", "--format", "jsonl", "-o", "out.jsonl")[0] == 0
    first = json.loads(run("list", "--json")[1])
    for name in ("out.csv", "out.jsonl"):
        ledger = f"{name}.db"
        assert run("--ledger", ledger, "init")[0] == 0
        assert run("--ledger", ledger, "import", name)[0] == 0
        assert json.loads(run("--ledger", ledger, "list", "--json")[1]) == first
    report = json.loads(run("import", "out.csv", "--json")[1])
    assert (report["claims_added"], report["claims_unchanged"]) == (0, 4)


def test_an_ending_that_stands_for_no_format_is_refused_with_those_that_do(run, table):
    run("init")
    run("import", table)
    code, _, err = run("export", "-o", "claims.xyz")
    assert (code, err.count("\n")) == (1, 1)
    assert err.startswith("claims: claims.xyz: no format ends in .xyz: use --format, or end it in one of .csv, .jsonl,")
    assert ".xlsx" in err
    assert not Path("claims.xyz").exists()
    assert run("export", "--format", "csv", "-o", "claims.xyz")[0] == 0
    assert run("export", "-o", "without")[0] == 0
    assert Path("without").read_bytes() == Path("claims.xyz").read_bytes()


def test_an_output_is_never_overwritten_unasked(run, table):
    run("init")
    Path("out.csv").write_text("mine", encoding="utf-8")
    code, _, err = run("export", "-o", "out.csv")
    assert code == 1
    assert err.count("\n") == 1
    assert Path("out.csv").read_text(encoding="utf-8") == "mine"
    assert run("export", "-o", "out.csv", "--force")[0] == 0


def test_a_claim_is_added_by_hand(run):
    run("init")
    code, _, _ = run("add", "--document", "Call", "--measure", "killed", "--value", "5", "--attributed-to", "A doctor")
    assert code == 0
    claim = json.loads(run("list", "--json")[1])[0]
    assert (claim["document"], claim["value"], claim["qualifier"]) == ("Call", 5, "exact")
    code, _, err = run("add", "--document", "Call", "--measure", "killed", "--value", "many")
    assert (code, err.count("\n")) == (1, 1)


def test_tampering_is_four(run, table):
    import sqlite3

    run("init")
    run("import", table)
    raw = sqlite3.connect("claims.db")
    raw.execute("UPDATE claim SET value = 99 WHERE key = 'a'")
    raw.commit()
    raw.close()
    code, _, err = run("verify")
    assert code == 4
    assert "claim a was altered" in err


def test_a_closed_pipe_is_no_fault(run, table):
    run("init")
    run("import", table)
    done = subprocess.run(f"{sys.executable} -m ledger.cli list | true", shell=True, capture_output=True, check=False)
    assert done.stderr == b""


def test_the_ledger_is_named_by_option_variable_or_folder(run, monkeypatch, tmp_path):
    monkeypatch.setenv("CLAIMS_LEDGER", str(tmp_path / "by-variable.db"))
    run("init")
    run("--ledger", "by-option.db", "init")
    monkeypatch.delenv("CLAIMS_LEDGER")
    run("init")
    assert {p.name for p in tmp_path.glob("*.db")} == {"by-variable.db", "by-option.db", "claims.db"}


def test_the_reviewer_is_named_by_option_or_variable(run, monkeypatch):
    run("init", "--reviewer", "first")
    with Ledger("claims.db") as ledger:
        assert ledger.journal()[0].reviewer == "first"
        assert ledger.reviewer == os.environ["CLAIMS_REVIEWER"]


def test_a_ledger_whose_import_is_being_compared_is_not_called_wrong(run, table):
    run("init")
    run("import", table)
    db = sqlite3.connect("claims.db", isolation_level=None)
    db.execute("INSERT INTO due_claim VALUES (1, 4)")
    note = Path("claims.db-writer")
    note.write_text(json.dumps({"pid": os.getpid(), "reviewer": "ana", "act": "comparing what was imported"}))
    code, out, err = run("verify")
    assert code == 0
    assert out.startswith("sound, not all compared yet: ")
    assert "not yet compared: 4 claims of a large import; findings are not checked" in err
    assert "ana is writing (comparing what was imported" in err
    assert "wait for it, then claims verify again" in err
    told = json.loads(run("verify", "--json")[1])
    assert (told["sound"], told["not_compared"], "findings" in told["checked"]) == (True, 4, False)
    db.execute("UPDATE reading SET shown = 'x' WHERE claim_id = 1")
    assert run("verify")[0] == 4
    db.close()
    note.unlink()
    assert run("list")[0] == 0
    code, out, err = run("verify")
    assert (code, out[:7]) == (0, "sound: ")
    assert "not yet compared" not in err


@pytest.mark.parametrize(("option", "value"), [("--delimiter", "xx"), ("--dates", "foo")])
def test_an_option_that_says_nothing_is_one_line(run, table, option, value):
    run("init")
    code, out, err = run("import", table, option, value)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert value in err


def test_ctrl_c_while_a_large_import_is_compared_says_what_stays(run, table, monkeypatch):
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    run("init")
    monkeypatch.setattr("ledger.intake.importer.COMPARED_AT_ONCE", 1)
    monkeypatch.setattr("ledger.intake.importer.catch_up", stopped)
    code, _, err = run("import", table)
    assert (code, err.strip()) == (
        130,
        "claims: interrupted; what was imported is in the ledger; the next command compares the rest",
    )
