"""`claims import` of native tables beside `sqlite-utils insert --csv`: `python benchmarks/bench_import.py [ROWS ...]`.

For each size a table of `made_up.py` is imported into a new ledger, and put into a bare SQLite file by
sqlite-utils, each as a process of its own, in turns, three times; the best of each counts. The import checks every
row, writes the journal, feeds the search and finds what cannot all be true; the peer does none of that. At the end
stands how much more memory the last size took than the first.

`--folder DIR` says where the files go, `--json FILE` writes the figures. Needs `pip install
'casualty-ledger[bench]'`.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

import made_up

ROUNDS = 3
BIN = Path(sys.executable).parent


def run(command: list[str]) -> dict[str, float]:
    """Run one command; its wall time, CPU time and peak memory."""
    start = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)}: {process.stderr.read().decode() if process.stderr else status}")
    wall = perf_counter() - start
    return {"s": wall, "cpu": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / 1024}


def compare(rows: int, folder: Path) -> dict[str, Any]:
    """Both programs over one table."""
    table = folder / "table.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(made_up.COLUMNS)
        writer.writerows(made_up.rows(rows))
    best: dict[str, dict[str, float]] = {}
    for number in range(ROUNDS):
        ledger, bare = folder / f"{number}.db", folder / f"{number}-bare.db"
        run([str(BIN / "claims"), "--ledger", str(ledger), "init"])
        for name, command in (
            ("ours", [str(BIN / "claims"), "--ledger", str(ledger), "import", "-q", str(table)]),
            (
                "sqlite-utils",
                [str(BIN / "sqlite-utils"), "insert", str(bare), "claim", str(table), "--csv", "--silent"],
            ),
        ):
            done = run(command)
            best[name] = min(done, best.get(name, done), key=lambda r: r["cpu"])
        ledger.unlink()
        bare.unlink()
    ours, peer = best["ours"], best["sqlite-utils"]
    print(
        f"{rows:>9,} rows: claims import {ours['s']:.2f} s ({ours['cpu']:.2f} CPU) {ours['mb']:.0f} MB;"
        f" sqlite-utils {peer['s']:.2f} s ({peer['cpu']:.2f} CPU) {peer['mb']:.0f} MB:"
        f" {ours['s'] / peer['s']:.2f} x its time, {ours['cpu'] / peer['cpu']:.2f} x its CPU",
        flush=True,
    )
    return {"rows": rows, **best}


def main(arguments: list[str]) -> None:
    """Measure the sizes that are asked for."""
    out = arguments[arguments.index("--json") + 1] if "--json" in arguments else None
    base = arguments[arguments.index("--folder") + 1] if "--folder" in arguments else None
    results = []
    for rows in [int(a) for a in arguments if a.isdigit()] or [60_000, 300_000]:
        folder = Path(tempfile.mkdtemp(prefix="bench-", dir=base))
        try:
            results.append(compare(rows, folder))
        finally:
            shutil.rmtree(folder)
    ours = [found["ours"]["mb"] for found in results]
    if len(ours) > 1:
        print(f"memory at {results[-1]['rows']:,} rows: {ours[-1] / ours[0]:.3f} x that at {results[0]['rows']:,}")
    if out:
        Path(out).write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
