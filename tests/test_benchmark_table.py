"""The table of `make bench`: a bar that is not met and a figure that got worse by a fifth are said beside it."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_table", FOLDER / "__main__.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("value", "more", "word"),
    [(9, False, ""), (11.9, False, ""), (12.1, False, "WORSE than 10"), (8.4, True, ""), (8.2, True, "WORSE than 10")],
)
def test_a_figure_that_got_worse_by_a_fifth_is_said(bench, value, more, word):
    (line,) = bench.shown([bench.Row("import", "a table", value, "x", more=more)], {("import", "a table"): 10})
    assert line.endswith(word)
    assert ("WORSE" in line) == bool(word)


@pytest.mark.parametrize(("value", "more", "met"), [(2, False, True), (2.1, False, False), (2.1, True, True)])
def test_a_bar_that_is_not_met_is_said(bench, value, more, met):
    (line,) = bench.shown([bench.Row("import", "a table", value, "x", 2 if not more else 2.05, more)], {})
    assert ("NOT MET" in line) != met


@pytest.mark.parametrize(("name", "areas"), [("baseline.json", None), ("baseline-full.json", {"import", "comparison"})])
def test_the_kept_figures_are_of_areas_the_table_still_has(bench, name, areas):
    kept = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    assert kept["full"] == (name == "baseline-full.json")
    assert {row["area"] for row in kept["rows"]} == (areas or set(bench.ALL))
    assert all(row["value"] >= 0 and set(row) >= {"what", "unit", "bar", "more"} for row in kept["rows"])
