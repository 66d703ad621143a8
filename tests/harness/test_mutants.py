"""The harness of mutation testing finds a planted survivor, and its list of explained ones is well formed.

In full: `make mutants`.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytest.importorskip("mutmut", reason="mutmut is installed by make .venv/installed-dev")

from tests.harness import mutants as harness
from tests.harness.mutations import explained, mutants, shown

PLANTED = """
def larger(a, b):
    if a > b:
        return a
    return b


class Counter:
    def __init__(self, first=0):
        self.count = first

    def up(self):
        self.count += 1
        return self.count

    def never(self):
        return 1

    def forever(self):
        n = 0
        while n < 9:
            n += 3
        return n


def rows(db):
    return db("SELECT a FROM b WHERE c = 'd'")
"""
TESTS = """
import planted

def test_larger():
    assert planted.larger(2, 1) == 2
    assert planted.larger(1, 2) == 2

def test_counter():
    assert planted.Counter().up() == 1
    assert planted.Counter(4).up() == 5
    assert planted.Counter().forever() == 9

def test_rows():
    assert planted.rows(lambda sql: "'d'" in sql and "XX" not in sql)

def test_broken():
    assert False
"""
GREATER = ("planted.py", "larger", ("if a > b:",), ("if a >= b:",))
NEVER = ("planted.py", "Counter.never", ("return 1",), ("return 2",))


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """What the harness found of the planted module."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "planted.py").write_text(PLANTED, encoding="utf-8")
    (folder / "test_planted.py").write_text(TESTS, encoding="utf-8")
    (folder / "pyproject.toml").write_text('[tool.mutmut]\nsource_paths = ["."]\n', encoding="utf-8")
    out = folder / "results.jsonl"
    env = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{folder}"}
    command = [sys.executable, "-m", "tests.harness.mutants", "--worker", "0/1", "--out", str(out)]
    command += ["--seconds", "0.3", "--tests", "test_planted.py", "--modules", "planted.py"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert out.exists(), done.stdout + done.stderr
    assert [name.rpartition(":")[2] for name in harness.left_out(out)] == ["test_broken"]
    return harness.kept(out)


def test_what_no_test_notices_survives_and_all_else_is_killed(results):
    assert {change for change, killers in results.items() if "" in killers} == {GREATER, NEVER}
    assert results[
        "planted.py", "Counter.__init__", ("def __init__(self, first=0):",), ("def __init__(self, first=1):",)
    ]
    assert results["planted.py", "Counter.up", ("self.count += 1",), ("self.count -= 1",)] == [
        "test_planted.py::test_counter"
    ]
    (forever,) = results["planted.py", "Counter.forever", ("n += 3",), ("n -= 3",)]
    assert forever.startswith("ended")


def test_the_letter_case_of_sql_is_left_out_and_that_of_its_values_is_not(results):
    changed = {change[3] for change in results if change[1] == "rows"}
    assert changed == {
        ("return db(None)",),
        ("return db(\"XXSELECT a FROM b WHERE c = 'd'XX\")",),
        ("return db(\"SELECT A FROM B WHERE C = 'D'\")",),
    }


def test_only_explained_survivors_pass_and_only_survivors_may_be_explained(results, capsys):
    assert harness.judge(["planted.py"], results, {GREATER: "equal numbers", NEVER: "never called"}) == 0
    assert capsys.readouterr().out.splitlines()[-1].split()[0::4] == ["all", "0"]
    assert harness.judge(["planted.py"], results, {GREATER: "equal numbers"}) == 1
    assert f"survived, and nothing explains it:\n{shown(NEVER)}\n" in capsys.readouterr().out
    killed = ("planted.py", "Counter.up", ("self.count += 1",), ("self.count -= 1",))
    assert harness.judge(["planted.py"], results, {GREATER: "x", NEVER: "y", killed: "z"}) == 1
    assert f"explained, but it does not survive:\n{shown(killed)}\n" in capsys.readouterr().out


def test_every_explained_survivor_is_a_line_of_the_function_that_is_named():
    reasons = explained(harness.SURVIVORS)
    assert reasons
    assert {change[0] for change in reasons} <= set(harness.modules())
    for (file, function, old, _), reason in reasons.items():
        source = (ROOT / file).read_text(encoding="utf-8")
        lines = [line.strip() for line in ast.get_source_segment(source, _function(source, function)).splitlines()]
        assert set(old) <= set(lines), f"{file} {function}: {old} stands there no longer"
        assert len(reason.split()) >= 5, f"{file} {function}: what does {reason!r} mean?"


def _function(source, name):
    (*of_class, function) = name.split(".")
    body = ast.parse(source).body
    for part in of_class:
        body = next(node.body for node in body if isinstance(node, ast.ClassDef) and node.name == part)
    return next(node for node in body if isinstance(node, ast.FunctionDef) and node.name == function)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@ a.py f\n- one\n+ two\n", "no reason is given"),
        ("@ a.py f\n- one\n= why\n", "without lines"),
        ("@ a.py f\n= why\n", "a reason without a change"),
        ("@ a.py f\n- one\n+ two\n= \n", "a reason without a change, or without words"),
        ("@ a.py f\n- one\n+ two\n= why\n- one\n+ two\n= why\n", "explained twice"),
        ("one\n", "begins with none of"),
    ],
)
def test_a_list_that_is_written_otherwise_is_refused(tmp_path, text, words):
    (tmp_path / "list.txt").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=words):
        explained(tmp_path / "list.txt")


def test_several_changes_may_have_one_reason(tmp_path):
    text = "# a list\n\n@ a.py f\n- one\n+ two\n- one\n- more\n+ three\n@ b.py C.g\n- x\n+ y\n= nobody sees them\n"
    (tmp_path / "list.txt").write_text(text, encoding="utf-8")
    assert explained(tmp_path / "list.txt") == dict.fromkeys(
        [
            ("a.py", "f", ("one",), ("two",)),
            ("a.py", "f", ("one", "more"), ("three",)),
            ("b.py", "C.g", ("x",), ("y",)),
        ],
        "nobody sees them",
    )


def test_every_module_of_the_verifiers_has_mutants_that_can_be_made():
    made = mutants(ROOT / "ledger" / "sealing.py", "ledger/sealing.py")
    assert len(made) > 20
    for mutant in made:
        ast.parse(mutant.text)
        assert mutant.old != mutant.new
