"""ACLED event data (CSV export and API), older and newer column names.

ACLED codebook (acleddata.com): `fatalities` is the most conservative of the reported figures; words such as
“dozens” are coded as numbers (12), so the word is lost, and the note says so. 0 means that none were reported.
Records are overwritten and deleted from one export to the next.
"""

from __future__ import annotations

from ledger.intake.coding import Coder, Column, Draft, Known, Passed, place_of
from ledger.intake.dates import EITHER_WAY

COLUMNS = (
    Column("event_id_cnty", "the id of the claim", ("data_id",)),
    Column("event_id_no_cnty"),
    Column("event_date", "`event_start`"),
    Column("year"),
    Column("time_precision", "2 and 3 make the date approximate, or a month"),
    Column("disorder_type"),
    Column("event_type", "kept in the note"),
    Column("sub_event_type", "kept in the note"),
    Column("actor1", "kept in the note"),
    Column("assoc_actor_1"),
    Column("inter1"),
    Column("actor2", "kept in the note"),
    Column("assoc_actor_2"),
    Column("inter2"),
    Column("interaction"),
    Column("civilian_targeting"),
    Column("iso"),
    Column("iso3"),
    Column("region"),
    Column("country", "`place`, its widest part"),
    Column("admin1", "`place`"),
    Column("admin2", "`place`"),
    Column("admin3", "`place`"),
    Column("location", "`place`, its narrowest part"),
    Column("latitude"),
    Column("longitude"),
    Column("geo_precision", "3: the location is left out of `place`"),
    Column("source", "`relayed_by`, where there is one"),
    Column("source_scale"),
    Column("notes", "kept in the note"),
    Column("fatalities", "`value`; 0 is passed over: none reported"),
    Column("tags"),
    Column("timestamp"),
)
_DAYS = ("DD MMM YYYY", "DD-MMM-YYYY", *EITHER_WAY)


def occasion(row: Coder) -> tuple[str, ...]:
    """What other rows must share to be about the same place and day."""
    return (row["location"], row["admin1"], row["event_date"])


def code(row: Coder) -> list[Draft]:
    """The claim of one event."""
    if row.count("fatalities") == 0:
        raise Passed("0 fatalities: none were reported")
    day = row.day("event_date", *_DAYS)
    precision = row["time_precision"]
    if precision == "3" and len(day) == 10:
        day = day.but(day[:7])
    elif precision == "2" and len(day) == 10:
        day = day.but(f"{day}~")
    narrow = "" if row["geo_precision"] == "3" else row["location"]
    sources = [s.strip() for s in row["source"].split(";") if s.strip()]
    what = " · ".join(p for p in (row["event_type"], row["sub_event_type"], row["actor1"], row["actor2"]) if p)
    notes = "; ".join(p for p in ("vague_policy=acled", what, " ".join(row["notes"].split()), row["source"]) if p)
    key = row["event_id_cnty"]
    return [
        {
            "id": f"acled:{key}",
            "measure": "killed",
            "value": row.number("fatalities"),
            "place": place_of(narrow, row["admin3"], row["admin2"], row["admin1"], row["country"]),
            "event_start": day,
            "time_kind": "event",
            "event": f"ACLED event {key}" if row.shared or len(day) != 10 else "",
            "anonymity": "unattributed",
            "relayed_by": sources[0] if len(sources) == 1 else "",
            "note": notes,
        }
    ]


FORMATS = (
    Known(
        name="acled",
        label="ACLED event data",
        dataset="ACLED",
        publisher="ACLED",
        columns=COLUMNS,
        needs=("event_id_cnty", "event_date", "event_type", "actor1", "fatalities"),
        code=code,
        occasion=occasion,
        dates=("event_date",),
        url="https://acleddata.com",
        notes="ACLED's terms limit who may be given its data: see them before you export.",
    ),
)
