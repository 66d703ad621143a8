"""Real tables turned into claims, the way a person would code them. Run it to print the counts.

The tables are not part of the project; `found_in(SHARED)` says whether they are here.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from ledger.comparison import Compared, Finding, detect, place_claim
from ledger.figures import Policy
from ledger.names import default
from ledger.vocabulary import Measure, Qualifier, TimeKind

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
MEASURES = {
    "Deaths": Measure.KILLED,
    "Casualties": Measure.CASUALTIES,
    "Injuries": Measure.INJURED,
    "Captured": Measure.CAPTURED,
}


def radford() -> Iterator[Compared]:
    """Losses in Ukraine in 2022 by source: one claim a row, each its own document."""
    start = date(2022, 2, 23)
    with (DATA / "radford" / "replication-data-pnas.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            who, _, what = row["category"].rpartition(" ")
            measure = MEASURES.get(what, Measure.EQUIPMENT_LOST)
            group = row["loss_type"] if measure is Measure.EQUIPMENT_LOST else f"{who} {row['loss_country']}"
            on = (start + timedelta(days=int(row["days"]))).isoformat()
            qualifier = Qualifier.AT_LEAST if row["minimum"] == "1" else Qualifier.EXACT
            if row["maximum"] == "1":
                qualifier = Qualifier.UP_TO
            day = row["time_frame"] == "Day"
            yield Compared(
                claim=f"r{number:05}",
                document=f"row {number}",
                publisher=row["claim_source"],
                attributed_to=row["claim_source"],
                value=int(float(row["loss_count"])),
                qualifier=qualifier,
                measure=measure,
                group=group,
                place="Ukraine",
                as_of=on,
                event_start=on if day else None,
                event_end=on if day else None,
                time_kind=TimeKind.PERIOD if day else TimeKind.CUMULATIVE,
                counted_from=None if day else "2022-02-24",
            )


def _days(name: str) -> list[dict]:
    return json.loads((DATA / "gaza" / f"{name}_daily.json").read_text(encoding="utf-8"))


GAZA_TOTALS = {
    "killed_cum": ("killed", "people"),
    "injured_cum": ("injured", "people"),
    "killed_children_cum": ("killed", "children"),
    "killed_women_cum": ("killed", "women"),
    "med_killed_cum": ("killed", "medical staff"),
    "press_killed_cum": ("killed", "journalists"),
    "civdef_killed_cum": ("killed", "rescue workers"),
    "famine_cum": ("excess_deaths", "people"),
}


def _total(key: str, on: str, value: int, place: str, start: str, origin: str, **fields) -> Compared:
    measure, group = GAZA_TOTALS[key]
    return Compared(
        claim=f"{place} {key} {on} {origin}",
        document=f"{place} report of {on} {origin}",
        publisher=origin,
        attributed_to=origin,
        value=value,
        measure=Measure(measure),
        group=fields.pop("group", group),
        place=place,
        as_of=on,
        published=on,
        time_kind=TimeKind.CUMULATIVE,
        counted_from=start,
        **fields,
    )


def gaza() -> Iterator[Compared]:
    """The ministry's totals, and its counts since its last report; nothing that the keepers interpolated."""
    origin = "Ministry of Health in Gaza"
    last: dict[str, date] = {}
    for row in _days("casualties"):
        on = row["report_date"]
        for key in GAZA_TOTALS:
            if key in row:
                yield _total(key, on, row[key], "Gaza Strip", "2023-10-07", origin)
        for key in ("killed", "injured"):
            if key in row and key in last:
                first = last[key] + timedelta(days=1)
                yield Compared(
                    claim=f"Gaza {key} in {on}",
                    document=f"Gaza Strip report of {on} {origin}",
                    publisher=origin,
                    attributed_to=origin,
                    value=row[key],
                    measure=Measure(key),
                    place="Gaza Strip",
                    event_start=first.isoformat(),
                    event_end=on,
                    published=on,
                    time_kind=TimeKind.PERIOD,
                )
            if f"{key}_cum" in row:
                last[key] = date.fromisoformat(on)


def lebanon(with_start: bool = True) -> Iterator[Compared]:
    """Lebanon's running totals; the counter started again in a second phase."""
    starts = {1: "2023-10-08", 2: "2026-03-02"}
    for row in _days("lebanon_casualties"):
        for key in ("killed_cum", "injured_cum"):
            reported = row.get(f"{key}_reported", row.get(key))
            if reported is not None:
                start = starts[row["phase"]] if with_start else "2023-10-08"
                yield _total(key, row["report_date"], reported, "Lebanon", start, "Lebanese health ministry")


def west_bank() -> Iterator[Compared]:
    """Two counts of one toll, flash and verified."""
    for row in _days("west_bank"):
        for origin, part in (("OCHA flash", row), ("OCHA verified", row.get("verified", {}))):
            if "killed_cum" in part and row.get("flash_source") != "fill":
                yield _total("killed_cum", row["report_date"], part["killed_cum"], "West Bank", "2023-10-07", origin)


def found(claims: Iterator[Compared]) -> list[Finding]:
    names, policy = default(), Policy()
    return detect([place_claim(c, names, policy) for c in claims], names=names, policy=policy)


def summary(findings: list[Finding]) -> dict[str, int]:
    return dict(sorted(Counter(f.code for f in findings).items()))


if __name__ == "__main__":
    for table in (radford, gaza, lebanon, west_bank):
        print(table.__name__, summary(found(table())))  # noqa: T201
    print("lebanon, one start", summary(found(lebanon(False))))  # noqa: T201
