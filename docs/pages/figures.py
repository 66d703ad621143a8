"""The measured figures: the reference page of all of them, and the table in the README, from the kept baselines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
BASELINES = {"baseline.json": "python benchmarks", "baseline-full.json": "python benchmarks --full"}
"""The kept figures and the command that takes them."""
AREAS = ("extraction", "comparison", "import", "trust", "report", "app")
START, END = "<!-- figures: python docs/generate.py -->\n", "<!-- end of figures -->\n"
PAGE = """# Measured figures

What `make bench` printed on the machine named below; the same figures stand in `benchmarks/` as JSON, and every later
run with `make bench` warns of one that got worse by a fifth. Ratios are to a peer measured in the same run; a bar is
what the figure was meant to keep within, and a bar that is not met says so. Seconds depend on the machine, ratios much
less.

| area | beside |
|---|---|
| extraction | spaCy's small English pipeline with a dependency rule over the same passages |
| comparison | DuckDB's self-join over the same readings, already loaded there |
| import | `sqlite-utils insert --csv` of the same table; one process for texts |
| trust | the same rows stored without a journal |
| report | nothing: seconds of CPU and the peak of memory |
| app | an empty Textual app, and Textual's DataTable |
"""


class Line(NamedTuple):
    """A line of the README: what, which figures in their order (file, area, row), and how they are put."""

    what: str
    rows: tuple[tuple[str, str, str], ...]
    put: str


SMALL, FULL = BASELINES
README = (
    Line(
        "texts read, beside spaCy's small pipeline",
        (
            (SMALL, "extraction", "documents a second, times spaCy's"),
            (SMALL, "extraction", "documents a second"),
        ),
        "{0:.0f} times as fast ({1:.0f} documents a second)",
    ),
    Line(
        "a table of 60,000 rows checked, journalled, compared, beside `sqlite-utils insert`",
        (
            (SMALL, "import", "a table of 60,000 rows, times sqlite-utils"),
            (SMALL, "import", "a table of 60,000 rows, peak memory"),
        ),
        "{0:.1f} times its time, {1:.0f} MB",
    ),
    Line(
        "300,000 rows",
        (
            (FULL, "import", "a table of 300,000 rows, times sqlite-utils"),
            (FULL, "import", "a table of 300,000 rows, peak memory"),
        ),
        "{0:.1f} times its time, {1:.0f} MB",
    ),
    Line(
        "2,000 texts imported by two processes, beside one",
        ((SMALL, "import", "a folder of 2,000 texts, two processes, times one"),),
        "{0:.2f} times as fast",
    ),
    Line(
        "all findings of a million claims anew, beside a bare join in DuckDB",
        (
            (FULL, "comparison", "all findings, uniform, times DuckDB's join"),
            (FULL, "comparison", "its memory, uniform, times DuckDB's"),
        ),
        "{0:.0f} times its time, {1:.2f} of its memory",
    ),
    Line(
        "which quantities of a million claims are in dispute",
        ((FULL, "comparison", "quantities in dispute, uniform"),),
        "{0:.1f} times the join's time",
    ),
    Line(
        "storing claims with their journal, beside storing them without",
        ((SMALL, "trust", "storing with the journal, times without"),),
        "{0:.1f} times the time",
    ),
    Line(
        "verifying a ledger of a million claims",
        (
            (FULL, "trust", "verify, rows of evidence a second"),
            (FULL, "trust", "verify, peak memory"),
        ),
        "{0:,.0f} rows a second, {1:.0f} MB",
    ),
    Line(
        "the longest that anybody waits while 300,000 rows come in",
        ((FULL, "trust", "longest wait during an import"),),
        "{0:.1f} s",
    ),
    Line(
        "the report of 1,000 claims",
        ((SMALL, "report", "1,000 claims as html"), (SMALL, "report", "1,000 claims as html, peak memory")),
        "{0:.1f} s of CPU, {1:.0f} MB",
    ),
    Line(
        "the report of 100,000 claims",
        ((FULL, "report", "100,000 claims as html"), (FULL, "report", "100,000 claims as html, peak memory")),
        "{0:.0f} s of CPU, {1:.0f} MB",
    ),
    Line(
        "a step down in the app, on a million claims",
        ((FULL, "app", "down to paint, median"), (FULL, "app", "peak memory")),
        "{0:.0f} ms, {1:.0f} MB",
    ),
)


def _kept(name: str) -> dict[str, Any]:
    """One of the baselines; empty where it is not there."""
    path = ROOT / "benchmarks" / name
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def page() -> str:
    """The whole tables."""
    text = PAGE
    for name, command in BASELINES.items():
        kept = _kept(name)
        if not kept:
            continue
        machine = ", ".join(f"{what} {value}" for what, value in kept["machine"].items())
        areas = list(dict.fromkeys(row["area"] for row in kept["rows"]))
        only = "" if len(areas) == len(AREAS) else f" Of the areas only {' and '.join(areas)} were taken."
        text += f"\n## `{command}`\n\n{machine}.{only}\n\n| area | what | measured | bar |\n|---|---|---:|---|\n"
        text += "".join(_row(row) for row in kept["rows"])
    return text


def _row(row: dict[str, Any]) -> str:
    bar = ""
    if row["bar"] is not None:
        met = row["value"] >= row["bar"] if row["more"] else row["value"] <= row["bar"]
        bar = f"{'at least' if row['more'] else 'at most'} {_bar(row['bar'])}{'' if met else ': **not met**'}"
    what = row["what"].replace("|", "\\|")
    return f"| {row['area']} | {what} | {row['value']:,.2f} {row['unit']} | {bar} |\n"


def _bar(bar: float) -> str:
    return f"{bar:,.0f}" if bar >= 1000 else f"{bar:.4g}"


def readme() -> str:
    """The README with its table of speeds as the baselines have them; a figure that was not measured is left out."""
    values = {
        (name, row["area"], row["what"]): row["value"] for name in BASELINES for row in _kept(name).get("rows", ())
    }
    table = "| measured | result | by |\n|---|---|---|\n"
    for line in README:
        if all(key in values for key in line.rows):
            shown = line.put.format(*(values[key] for key in line.rows))
            area = line.rows[0][1]
            table += f"| {line.what} | {shown} | `{BASELINES[line.rows[0][0]]} --only {area}` |\n"
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    if not rest or not after:
        raise ValueError("README.md: the marks of the table of figures are not there")
    return f"{before}{START}\n{table}\n{END}{after}"
