"""Iraq Body Count: the incidents table with reported minimum and maximum, and the variant with one figure.

Iraq Body Count (iraqbodycount.org/database): documented civilian deaths, so every figure is a floor. `Sources`
lists outlets with dates; a bracket names the original source: “WP 04 Apr (MoH)” is the Washington Post citing the
Ministry of Health.
"""

from __future__ import annotations

import re

from ledger.intake.coding import Coder, Column, Draft, Known, place_of, range_of
from ledger.intake.dates import EITHER_WAY

COLUMNS = (
    Column("IBC code", "the id of the claim", ("IBC_code", "Incident code", "incident_code")),
    Column("Start Date", "`event_start`", ("Start_Date", "start_date")),
    Column("End Date", "`event_end`", ("End_Date", "end_date")),
    Column("Time", "kept in the note"),
    Column("Location", "`place`"),
    Column("Target", "kept in the note"),
    Column("Weapons", "kept in the note"),
    Column("Reported Minimum", "`low`", ("Reported_Minimum",)),
    Column("Reported Maximum", "`high`", ("Reported_Maximum",)),
    Column("Deaths_recorded", "`value`", ("Deaths recorded",)),
    Column("Sources", "`relayed_by`, and `attributed_to` from a bracket, where there is one"),
)
_DAYS = ("DD MMM YYYY", "DD-MMM-YY", "DD MMM YY", "DD-MMM-YYYY", *EITHER_WAY)
_SOURCE = re.compile(r"^(.*?)\s+\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?\s*(?:\(([^()]+)\))?\s*$")


def occasion(row: Coder) -> tuple[str, ...]:
    """What other rows must share to be about the same place and days."""
    return (row["Location"], row["Start Date"], row["End Date"])


def code(row: Coder) -> list[Draft]:
    """The claim of one incident."""
    start, end = row.day("Start Date", *_DAYS), row.day("End Date", *_DAYS)
    key = row["IBC code"]
    if row.has("Deaths_recorded"):
        figure: Draft = {"value": row.number("Deaths_recorded")}
    else:
        figure = range_of(row.number("Reported Minimum"), row.number("Reported Maximum"))
    where = re.sub(r"^(?:in|near|at)\s+", "", row["Location"])
    about = [f"{name.lower()}: {row[name]}" for name in ("Target", "Weapons", "Time") if row.has(name)]
    sources = " ".join(row["Sources"].split())
    return [
        {
            "id": f"ibc:{key}",
            "measure": "killed",
            "group": "civilians",
            "status": "Civilian",
            "place": place_of(*where.split(","), "Iraq"),
            "event_start": start,
            "event_end": end if end != start else "",
            "time_kind": "event",
            "event": f"IBC incident {key}" if row.shared else "",
            "method": "documented",
            "note": "; ".join([*about, f"sources: {sources}"] if sources else about),
            **figure,
            **chain_of(row),
        }
    ]


def chain_of(row: Coder) -> Draft:
    """The outlet, where there is one, and whom it cites, where all outlets cite the same."""
    outlets, cited = [], set()
    for part in re.split(r",\s*(?![^()]*\))", row["Sources"]):
        match = _SOURCE.match(part.strip())
        if match:
            outlets.append(match[1])
            cited.add(match[2] or "")
        elif part.strip():
            outlets.append(part.strip())
            cited.add("")
    said = next(iter(cited)) if len(cited) == 1 else ""
    return {
        "attributed_to": row["Sources"].but(said) if said else "",
        "anonymity": "named_organisation" if said else "unattributed",
        "relayed_by": row["Sources"].but(outlets[0]) if len(outlets) == 1 else "",
    }


def _known(name: str, label: str, figures: tuple[str, ...]) -> Known:
    return Known(
        name=name,
        label=label,
        dataset="Iraq Body Count",
        publisher="Iraq Body Count",
        columns=COLUMNS,
        needs=("IBC code", "Start Date", "Location", *figures, "Sources"),
        code=code,
        occasion=occasion,
        dates=("Start Date", "End Date"),
        url="https://www.iraqbodycount.org/database/",
        notes="Lines of comment above the header are passed over.",
    )


FORMATS = (
    _known("ibc", "Iraq Body Count, minimum and maximum", ("Reported Minimum", "Reported Maximum")),
    _known("ibc-recorded", "Iraq Body Count, deaths recorded", ("Deaths_recorded",)),
)
