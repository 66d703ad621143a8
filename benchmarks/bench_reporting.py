"""CPU and memory of the audit report, over ledgers of 1,000 and 100,000 claims.

    python benchmarks/bench_reporting.py [CLAIMS ...] [--json FILE]

Prints a line a format. The targets: 1,000 claims under 1 s of CPU, 100,000 under 60 s and 500 MB.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

COLUMNS = (
    "id,document,publisher,published,url,figure_text,value,qualifier,measure,group,place,event_start,time_kind,"
    "attributed_to,anonymity,relayed_by"
)
MEASURED = """
import json, resource, sys
from ledger.api import Ledger
from ledger.reporting import make, pieces
with Ledger(sys.argv[1], readonly=True) as ledger:
    report = make(ledger)
size = sum(len(piece) for piece in pieces(report, sys.argv[2]))
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"claims": len(report.claims), "findings": len(report.findings), "format": sys.argv[2],
                  "cpu": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / 1024, "characters": size}))
"""


def table(path: Path, claims: int) -> None:
    """A native table of that many claims: five a quantity, one claim in ten off by a few."""
    chance = random.Random(1)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS.split(","))
        for n in range(claims):
            q, d = n // 5, n // 4
            value = 20 + q % 300 + chance.choice([0] * 18 + [1, 7])
            where, when = f"Town {q % 997}, Syria", f"{2000 + q // 997}-{q % 12 + 1:02d}-{q // 12 % 28 + 1:02d}"
            published = f"2041-{d % 12 + 1:02d}-{d // 12 % 28 + 1:02d}"
            source, through = f"Source {n % 23}", chance.choice(["", "AFP", "AFP > Reuters"])
            who = (source, "named_organisation", through)
            document = (f"Report {d}", f"Outlet {d % 40}", published, f"https://example.org/{d}")
            out.writerow((f"g{n}", *document, value, value, "exact", "killed", "civilians", where, when, "event", *who))


def measured(ledger: Path, format_: str) -> dict[str, Any]:
    """One report, made in a process of its own: what it holds, CPU seconds, peak of memory."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(ledger), format_], check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    print(
        f"{found['claims']:>8,} claims  {found['findings']:>6,} findings  {format_:<9} {found['cpu']:6.1f} s"
        f"  {found['mb']:6.0f} MB  {found['characters'] / 1e6:7.1f} million characters",
        flush=True,
    )
    return found


def main() -> None:
    """Measure each size."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("claims", type=int, nargs="*", default=[1_000, 100_000])
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for claims in given.claims:
            source, ledger = Path(folder) / f"{claims}.csv", Path(folder) / f"{claims}.db"
            table(source, claims)
            for command in (["init"], ["import", str(source)]):
                command = [sys.executable, "-m", "ledger.cli", "--ledger", str(ledger), *command]
                subprocess.run(command, check=True, capture_output=True)
            results += [measured(ledger, format_) for format_ in ("html", "markdown", "json")]
    if given.json:
        given.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
