"""The ledger that the review app is measured on: any number of claims with words, sources and disagreements.

    python benchmarks/app_ledger.py LEDGER [CLAIMS]

The claims go in through `claims import`, so that readings, findings and the search index are the real ones: a
million take some ten minutes and 1.5 GB. An existing ledger is left as it is.
"""

from __future__ import annotations

import csv
import random
import subprocess
import sys
import tempfile
from pathlib import Path

COLUMNS = (
    "id,document,publisher,published,url,quote,figure_text,value,qualifier,measure,group,place,event_start,"
    "time_kind,attributed_to,anonymity,relayed_by"
)
MEASURES = ("killed",) * 12 + ("injured",) * 4 + ("displaced", "missing", "detained", "captured")
GROUPS = ("civilians",) * 5 + ("people", "soldiers", "fighters", "children", "police officers")
PLACES = ("Syria", "Nigeria", "Ukraine", "Sudan", "Yemen")
DEEDS = ("shelling", "an air strike", "fighting", "a bombing", "a raid", "clashes", "rocket fire", "a drone strike")
TIMES = ("on Monday", "overnight", "in the morning", "after dark", "on Friday", "within an hour")


def write(path: Path, claims: int) -> None:
    """A native table of that many claims: five a quantity, one in two hundred off by a few."""
    chance = random.Random(1)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS.split(","))
        for n in range(claims):
            q, d = n // 5, n // 4
            value = 20 + q % 300 + (7 if chance.random() < 0.005 else 0)
            day = f"{q // 997 % 12 + 1:02d}-{q // 12 % 28 + 1:02d}"
            measure, group = MEASURES[q % len(MEASURES)], GROUPS[q % 7]
            town, country = f"Town {q % 997}", PLACES[q % len(PLACES)]
            source = f"Source {n % 23}"
            said = f"{DEEDS[q % 8].capitalize()} {TIMES[n % 6]} left {value} {group} {measure} in {town}, {source} said"
            rare = f", case {q}" if n % 5 == 0 else ""
            out.writerow(
                (
                    f"g{n}",
                    f"Report {d}",
                    f"Outlet {d % 40}",
                    f"{2030 + d % 9}-{d % 12 + 1:02d}-{d // 12 % 28 + 1:02d}",
                    f"https://example.org/{d}",
                    f"{said}{rare}.",
                    str(value),
                    value,
                    "exact",
                    measure,
                    group,
                    f"{town}, {country}",
                    f"{1990 + q // 12_000}-{day}",
                    "event",
                    source,
                    "named_organisation",
                    chance.choice(("", "AFP", "AFP > Reuters")),
                )
            )


def make(ledger: Path, claims: int) -> None:
    """Make the ledger unless it is there."""
    if ledger.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "claims.csv"
        write(table, claims)
        for command in (["init"], ["import", "--quiet", str(table)]):
            subprocess.run([sys.executable, "-m", "ledger.cli", "--ledger", str(ledger), *command], check=True)


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
