"""Every promise of docs/promises.md names tests, and every test that it names exists."""

from __future__ import annotations

import ast
import re

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (P\d+) \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)


def test_all_25_promises_are_there():
    assert [name for name, _, _ in ROWS] == [f"P{n}" for n in range(1, 26)]


@pytest.mark.parametrize(("name", "promise", "held"), ROWS)
def test_the_tests_of_a_promise_exist(name, promise, held):
    tests = re.findall(r"`(tests/[^`]+)::(test_\w+)`", held)
    assert tests
    for path, test in tests:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        functions = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert test in functions, f"{name}: {path} has no {test}"


@pytest.mark.parametrize("module", re.findall(r"python -m (tests\.harness\.\w+)", PAGE))
def test_the_harnesses_exist(module):
    assert (ROOT / (module.replace(".", "/") + ".py")).is_file()
