"""Made-up ledgers of any size for the benchmarks, the same on every machine.

Reports of events: each report has one source and date and gives three figures of its event (people killed,
people injured, and a group among the killed), so that parts and wholes meet as in real reports. Figures
follow the truth of their event, which grows a little as days go by, but for 12 % that differ by 3 to 50 %.

Two shapes. `u`: reports fall evenly on the events, about five a quantity. `z`: a heavy tail; the three
quantities of one event hold 5,000 claims each (or a twentieth of all, where that is less).

    python benchmarks/made_up.py CLAIMS [u|z] > table.csv     a native table
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from datetime import date

from ledger.names.gazetteer import places

ORIGINS = [f"Source {n}" for n in range(12)]
AMONG = (("civilians", 0.6), ("children", 0.2), ("women", 0.25), ("IS fighters", 0.3), ("soldiers", 0.4))
QUALIFIERS = ("exact", "exact", "exact", "exact", "at least", "about")
ODD = (0.5, 0.7, 0.9, 0.97, 1.03, 1.1, 1.3, 1.5)
COLUMNS = (
    "id",
    "document",
    "publisher",
    "published",
    "value",
    "qualifier",
    "measure",
    "group",
    "place",
    "event_start",
    "as_of",
    "time_kind",
    "attributed_to",
)
HEAVIEST = 5000
FIRST_DAY = date(2012, 1, 1).toordinal()


def rows(claims: int, shape: str = "u", seed: int = 1) -> Iterator[tuple[str, ...]]:
    """The rows of a native table with the columns of COLUMNS, as text."""
    rng = random.Random(seed)
    towns = [", ".join(reversed(p.path)) for p in places() if p.kind == "town"]
    events = max(claims // 15, 1)
    heavy = min(HEAVIEST, claims // 20) / claims * 3
    dates = [date.fromordinal(FIRST_DAY + n).isoformat() for n in range(3100)]
    for report in range((claims + 2) // 3):
        event = 0 if shape == "z" and rng.random() < heavy else int(events * rng.random())
        own = random.Random(event)
        day, truth = own.randrange(3000), 10 ** own.uniform(0.5, 4)
        place, among = own.choice(towns), own.choice(AMONG)
        late = rng.randrange(60)
        grown = truth * (1 + late / 400)
        source = rng.choice(ORIGINS)
        as_of = dates[day + late] if rng.random() < 0.5 else ""
        figures = (("killed", "people", 1.0), ("injured", "people", 2.0), ("killed", *among))
        for part, (measure, group, share) in enumerate(figures):
            if report * 3 + part >= claims:
                return
            value = grown * share * (rng.choice(ODD) if rng.random() < 0.12 else 1.0)
            yield (
                f"c{report * 3 + part:07}",
                f"Report {report}",
                f"Paper {report % 40}",
                dates[day + late],
                str(round(value)),
                rng.choice(QUALIFIERS),
                measure,
                group,
                place,
                dates[day],
                as_of,
                "event",
                source,
            )


def main() -> None:
    """Write a table to standard output."""
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 60_000
    out = csv.writer(sys.stdout)
    out.writerow(COLUMNS)
    out.writerows(rows(claims, sys.argv[2] if len(sys.argv) > 2 else "u"))


if __name__ == "__main__":
    main()
