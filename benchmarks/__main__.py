"""All benchmarks in one run, and one table of what came out: `python benchmarks [--full] [--only NAME] [--json FILE]`.

Each runs beside its peer (spaCy, DuckDB, sqlite-utils, an empty Textual app and its DataTable, a store without a
journal), so the table holds ratios that another machine can be compared by. `--full` takes the sizes of the bars, a
million claims; without it sizes are small and some bars are not meant. Every ratio that got worse by a fifth against
`--baseline FILE` is warned of: without one, against the figures kept here for these sizes (`baseline.json`, with
`--full` `baseline-full.json`, both written by `--json`). Needs `pip install 'casualty-ledger[bench]'`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
WORSE = 1.2


@dataclass(frozen=True)
class Row:
    """One figure: its area, what it is, its value, the unit, and its bar (`more` where more is better)."""

    area: str
    what: str
    value: float
    unit: str
    bar: float | None = None
    more: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the bar is met; None without one."""
        if self.bar is None:
            return None
        return self.value >= self.bar if self.more else self.value <= self.bar


class Broken(Exception):
    """A benchmark that could not be run."""


def figures(script: str, *arguments: str) -> Any:
    """The figures that a benchmark writes; its own words go to standard error as they come.

    One that ends with 1 after it has measured says that a bar is not met, which the table says as well.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.json"
        command = [sys.executable, str(HERE / script), *arguments, "--json", str(path)]
        done = subprocess.run(command, stdout=sys.stderr, check=False)
        if not path.is_file():
            raise Broken(f"{script} {' '.join(arguments)} ended with {done.returncode} and wrote no figures")
        return json.loads(path.read_text(encoding="utf-8"))


def extraction(full: bool, keep: Path) -> Iterator[Row]:
    """The extractor beside spaCy."""
    found = figures("bench_extraction.py", *(() if full else ("--documents", "40")))
    if "ratio" in found:
        yield Row("extraction", "documents a second, times spaCy's", found["ratio"], "x", 20, more=True)
    yield Row("extraction", "documents a second", found["documents a second"]["ledger"], "/s", 150, more=True)
    yield Row("extraction", "loading", found["load"], "s", 0.15)
    per = found["seconds a megabyte"]
    yield Row("extraction", "a megabyte of 10 MB, times one of 1 MB", per["10.0"] / per["1.0"], "x", 1.3)


def comparison(full: bool, keep: Path) -> Iterator[Row]:
    """The comparison beside DuckDB's self-join."""
    sizes = ("100000", "1000000") if full else ("100000",)
    results = figures("bench_comparison.py", *sizes, "--keep", str(keep))
    largest = max(r["claims"] for r in results)
    by_shape = {r["shape"]: r for r in results if r["claims"] == largest}
    for shape, words, bar in (("u", "uniform", 15), ("z", "heavy tail", 3)):
        found = by_shape[shape]
        yield Row("comparison", f"all findings, {words}, times DuckDB's join", found["findings"]["times"], "x", bar)
        yield Row("comparison", f"its memory, {words}, times DuckDB's", found["findings"]["memory"], "x", 0.25)
        yield Row("comparison", f"of it reading and storing, {words}", found["floor"]["times"], "x", None)
        yield Row("comparison", f"quantities in dispute, {words}", found["disputes"]["times"], "x", 1)
    one = by_shape["u"]["one_claim"]
    yield Row("comparison", "adding one claim, half of them within", one["p50"], "ms", 2)
    yield Row("comparison", "adding one claim, 99 of 100 within", one["p99"], "ms", 100)
    small = [r for r in results if r["shape"] == "u" and r["claims"] < largest]
    if small:
        grown = by_shape["u"]["findings"]["s"] / small[0]["findings"]["s"]
        yield Row("comparison", "ten times the claims, times the time", grown, "x", 14)


def importing(full: bool, keep: Path) -> Iterator[Row]:
    """`claims import` of tables beside sqlite-utils, of texts by two processes beside one."""
    tables = figures("bench_import.py", *(("60000", "300000") if full else ("60000",)))
    for found in tables:
        ours, peer = found["ours"], found["sqlite-utils"]
        what = f"a table of {found['rows']:,} rows"
        yield Row("import", f"{what}, times sqlite-utils", ours["s"] / peer["s"], "x", 2)
        yield Row("import", f"{what}, peak memory", ours["mb"], "MB", 300)
    if len(tables) > 1:
        first, last = tables[0], tables[-1]
        what = f"memory at {last['rows']:,} rows over that at {first['rows']:,}"
        yield Row("import", what, last["ours"]["mb"] / first["ours"]["mb"], "x", 1.05)
    found = figures("bench_texts.py")
    what = f"a folder of {found['texts']:,} texts"
    yield Row("import", f"{what}, two processes, times one", found["ratio"], "x", 1.7, more=True)
    yield Row("import", f"{what}, two processes", found["texts"] / found["two"], "/s")


def trust(full: bool, keep: Path) -> Iterator[Row]:
    """What the journal costs, and verification."""
    sizes = ("--rows", "1000000", "--import-rows", "300000") if full else ("--rows", "50000")
    found = figures("bench_trust.py", *sizes)
    cost, verify, waiting = found["cost"], found["verify"]["default"], found["waiting"]
    yield Row("trust", "storing with the journal, times without", cost["with"] / cost["without"], "x", 1.6)
    many = 80_000 if full else None  # at a million rows; of few the start weighs more
    yield Row("trust", "verify, rows of evidence a second", verify["of evidence a second"], "/s", many, more=True)
    yield Row("trust", "verify, peak memory", verify["peak"] / 1024, "MB", 150)
    yield Row("trust", "acts lost during an import", waiting["lost"], "", 0)
    yield Row("trust", "longest wait during an import", waiting["waits"][-1], "s", 10)


def reporting(full: bool, keep: Path) -> Iterator[Row]:
    """The audit report."""
    for found in figures("bench_reporting.py", *(("1000", "100000") if full else ("1000",))):
        what = f"{found['claims']:,} claims as {found['format']}"
        yield Row("report", what, found["cpu"], "s", 1 if found["claims"] <= 1000 else 60)
        yield Row("report", f"{what}, peak memory", found["mb"], "MB", 500)


def app(full: bool, keep: Path) -> Iterator[Row]:
    """The review app beside an empty app and Textual's DataTable."""
    size = (str(keep / "app.db"),) if full else ("--claims", "20000")
    for found in figures("bench_app.py", *size):
        yield Row("app", found["what"], found["value"], found["unit"], found["limit"])


ALL: dict[str, Callable[[bool, Path], Iterator[Row]]] = {
    "extraction": extraction,
    "comparison": comparison,
    "import": importing,
    "trust": trust,
    "report": reporting,
    "app": app,
}


def machine() -> dict[str, str]:
    """What the figures were taken on."""
    from ledger import __version__
    from ledger.connections.driver import driver

    return {
        "casualty-ledger": __version__,
        "Python": platform.python_version(),
        "SQLite": driver().sqlite_version,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
    }


def shown(rows: list[Row], earlier: dict[tuple[str, str], float]) -> Iterator[str]:
    """The table, with a word for every bar that is not met and every figure that got worse by a fifth."""
    for row in rows:
        bar = "" if row.bar is None else f"{'at least' if row.more else 'at most'} {row.bar:g}"
        mark = "" if row.met in (True, None) else "NOT MET"
        before = earlier.get((row.area, row.what))
        if before and (row.value * WORSE < before if row.more else row.value > before * WORSE):
            mark += f" WORSE than {before:g}"
        yield f"{row.area:<11} {row.what:<52} {row.value:>12,.2f} {row.unit:<4} {bar:<16} {mark}".rstrip()


def main() -> int:
    """Run what is asked for, print the table, write the figures."""
    parser = argparse.ArgumentParser(prog="python benchmarks", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--full", action="store_true", help="the sizes of the bars: up to a million claims")
    parser.add_argument("--only", choices=list(ALL), action="append")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--keep", type=Path, help="make the large ledgers there once, and use them again the next time")
    parser.add_argument("--baseline", type=Path, help="the figures to compare with, as --json wrote them")
    given = parser.parse_args()
    baseline = given.baseline or HERE / ("baseline-full.json" if given.full else "baseline.json")
    earlier: dict[tuple[str, str], float] = {}
    if baseline.is_file():
        kept = json.loads(baseline.read_text(encoding="utf-8"))
        earlier = {(r["area"], r["what"]): r["value"] for r in kept["rows"]}
    rows: list[Row] = []
    broken: list[str] = []
    with tempfile.TemporaryDirectory() as passing:
        keep = given.keep or Path(passing)
        for name in given.only or ALL:
            try:
                rows += ALL[name](given.full, keep)
            except Broken as why:
                broken.append(str(why))
    print("  ".join(f"{name} {value}" for name, value in machine().items()))
    table = list(shown(rows, earlier))
    print("\n".join(table))
    for why in broken:
        print(f"not measured: {why}")
    if given.json:
        kept = {"machine": machine(), "full": given.full, "rows": [asdict(r) for r in rows]}
        given.json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
