"""`claims import` of a folder of texts by one process and by two: `python benchmarks/bench_texts.py [TEXTS]`.

The texts are made up (made_up_texts.py). The same folder is imported into a new ledger with `--jobs 1` and with
`--jobs 2`, each as a process of its own, in turns, three times; the best wall time of each counts (wanted: two give
1.7 times what one gives), with Python's bytecode kept, as pip does when it installs. What the machine itself gives is
told beside: two processes that count, with nothing shared, against one of them. No ratio can be above that.

`--folder DIR` says where the files go, `--json FILE` writes the figures. Needs two cores.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import made_up_texts

ROUNDS = 3
BIN = Path(sys.executable).parent
WANTED = 1.7
_COUNT = "n = 0\nfor k in range(12_000_000): n += k % 7"


def imported(folder: Path, jobs: int) -> float:
    """Seconds of wall time of one import into a new ledger."""
    ledger = folder / f"{jobs}.db"
    claims = [str(BIN / "claims"), "--ledger", str(ledger)]
    own = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    subprocess.run([*claims, "init"], check=True, capture_output=True, env=own)
    command = [*claims, "import", "-q", "--jobs", str(jobs), str(folder / "texts")]
    start = perf_counter()
    done = subprocess.run(command, capture_output=True, env=own)
    seconds = perf_counter() - start
    if done.returncode:
        sys.exit(done.stderr.decode())
    ledger.unlink()
    return seconds


def counting(processes: int) -> float:
    """Seconds of wall time in which so many processes count, each as far as the others."""
    start = perf_counter()
    running = [subprocess.Popen([sys.executable, "-c", _COUNT]) for _ in range(processes)]
    for process in running:
        process.wait()
    return perf_counter() - start


def compare(texts: int, folder: Path) -> dict[str, float]:
    """One process and two over one folder."""
    made_up_texts.write(folder / "texts", texts)
    seconds: dict[str, list[float]] = {"one": [], "two": [], "alone": [], "both": []}
    for _ in range(ROUNDS):
        seconds["one"].append(imported(folder, 1))
        seconds["two"].append(imported(folder, 2))
        seconds["alone"].append(counting(1))
        seconds["both"].append(counting(2))
    best = {name: min(taken) for name, taken in seconds.items()}
    result = {"texts": texts, "one": best["one"], "two": best["two"], "ratio": best["one"] / best["two"]}
    result["machine"] = 2 * best["alone"] / best["both"]
    print(
        f"{texts:>9,} texts: one process {best['one']:.2f} s ({texts / best['one']:,.0f} a second),"
        f" two {best['two']:.2f} s ({texts / best['two']:,.0f} a second): {result['ratio']:.2f} x"
        f" (wanted {WANTED}; two processes that only count: {result['machine']:.2f} x)",
        flush=True,
    )
    return result


def main(arguments: list[str]) -> None:
    """Measure."""
    out = arguments[arguments.index("--json") + 1] if "--json" in arguments else None
    base = arguments[arguments.index("--folder") + 1] if "--folder" in arguments else None
    texts = next((int(a) for a in arguments if a.isdigit()), 2_000)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=base))
    try:
        result = compare(texts, folder)
    finally:
        shutil.rmtree(folder)
    if out:
        Path(out).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
