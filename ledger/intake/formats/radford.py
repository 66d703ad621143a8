"""Replication data of Radford et al., “Estimating conflict losses and reporting biases” (PNAS 2023).

Reports of losses in Ukraine by source. `days` counts from 23 February 2022, so that 1 is the first day of the
invasion; `minimum` marks “at least”, `maximum` “as many as”. The source classes are theirs.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from hashlib import blake2b

from ledger.intake.coding import Coder, Column, Draft, Known
from ledger.intake.refusal import Refused

COLUMNS = (
    Column("days", "`as_of`, and for a day's losses also the day itself"),
    Column("loss_count", "`value`"),
    Column("loss_type", "`group` of equipment"),
    Column("claim_source", "`attributed_to`"),
    Column("time_frame", "Day: losses of that day; Cumulative: since 24 February 2022"),
    Column("loss_country", "`group`"),
    Column("minimum", "1: `qualifier` at_least"),
    Column("maximum", "1: `qualifier` up_to"),
    Column("category", "`measure` and `group`"),
    Column("source_target"),
)
OF_PEOPLE = re.compile(r"kill|dead|died|fatal|wound|injur|casualt|missing|prison|people|person|civilian", re.IGNORECASE)
"""What no category of equipment is called."""
MEASURES = {"Deaths": "killed", "Casualties": "casualties", "Injuries": "injured", "Captured": "captured"}
FIRST = date(2022, 2, 23)
INVASION = "2022-02-24"


def code(row: Coder) -> list[Draft]:
    """The claim of one report."""
    days = row.count("days")
    if days is None:
        raise Refused("column days", None, "is empty", "give the day")
    if days > 36_500:
        raise Refused("column days", str(days), "is no day of this war", "correct it")
    on = row["days"].but((FIRST + timedelta(days=days)).isoformat())
    who, _, what = row["category"].rpartition(" ")
    measure = MEASURES.get(what, "equipment_lost")
    if measure == "equipment_lost" and OF_PEOPLE.search(row["category"]):
        raise Refused(
            "column category", row["category"] or None, "is no loss that is known here", "correct it, or use a mapping"
        )
    group = row["loss_type"] if measure == "equipment_lost" else f"{who} {row['loss_country']}".strip()
    frame = row["time_frame"]
    if frame not in ("Day", "Cumulative"):
        raise Refused("column time_frame", frame, "is neither Day nor Cumulative", "correct it")
    same_day = frame == "Day"
    source = row["claim_source"]
    unnamed = source.casefold() == "other"
    return [
        {
            "document": f"Radford et al. 2023, report {_mark(row)}",
            "measure": measure,
            "value": row.number("loss_count"),
            "qualifier": "at_least" if row["minimum"] == "1" else "up_to" if row["maximum"] == "1" else "",
            "group": group,
            "place": "Ukraine",
            "as_of": on,
            "event_start": on if same_day else "",
            "event_end": on if same_day else "",
            "time_kind": "period" if same_day else "cumulative",
            "counted_from": "" if same_day else INVASION,
            "attributed_to": source,
            "anonymity": "anonymous_bare" if unnamed else "named_organisation",
            "note": f"category: {row['category']}",
        }
    ]


def _mark(row: Coder) -> str:
    """A short name for a report, from all that its row says."""
    return blake2b("\x1f".join(row[c.name] for c in COLUMNS).encode(), digest_size=5).hexdigest()


FORMATS = (
    Known(
        name="radford",
        label="Radford et al. 2023, losses in Ukraine",
        dataset="Radford et al. 2023",
        publisher="Radford et al.",
        columns=COLUMNS,
        needs=("days", "loss_count", "loss_type", "claim_source", "time_frame", "category"),
        code=code,
        ids=False,
        url="https://github.com/benradford/estimating-conflict-losses",
        notes="Every row is a document of its own, named after what it says. The table has no ids, so a newer release"
        " adds what it has more, and nothing is revised.",
    ),
)
