"""Losses of Russian forces as the General Staff of the Armed Forces of Ukraine gives them every day.

As kept in the 2022-Ukraine-Russia-War-Dataset (JSON and CSV). `personnel` is a running total of people put out of
action, with its qualifier in the column `personnel*`. A file of corrections holds the differences by which
earlier totals were changed; a difference below zero is no count, and is refused.
"""

from __future__ import annotations

from ledger.intake.coding import Coder, Column, Draft, Known
from ledger.intake.dates import EITHER_WAY
from ledger.intake.refusal import Refused

SPEAKER = "General Staff of the Armed Forces of Ukraine"
INVASION = "2022-02-24"
EQUIPMENT = (
    "aircraft", "helicopter", "tank", "APC", "field artillery", "MRL", "military auto", "fuel tank", "drone",
    "naval ship", "submarines", "anti-aircraft warfare", "special equipment", "mobile SRBM system",
    "vehicles and fuel tanks", "cruise missiles",
)  # fmt: skip
_DAY = (Column("date", "`as_of`"), Column("day"))
_QUALIFIERS = {"": "", "about": "about", "more": "more_than", "more than": "more_than", "at least": "at_least"}


def _common(row: Coder, key: str) -> Draft:
    on = row.day("date", "DD.MM.YYYY", *EITHER_WAY)
    return {
        "id": f"ukraine:{on}:{key}",
        "document": f"General Staff of Ukraine, losses by {on}",
        "place": "Ukraine",
        "as_of": on,
        "time_kind": "cumulative",
        "counted_from": INVASION,
        "attributed_to": SPEAKER,
        "anonymity": "named_organisation",
    }


def personnel(row: Coder) -> list[Draft]:
    """The totals of people: losses, and prisoners where they are given."""
    drafts = []
    word = row["personnel*"]
    if word.casefold() not in _QUALIFIERS:
        raise Refused(f"column {word.column}", word, "is not a known qualifier", "write about, more or nothing")
    if row.has("personnel"):
        drafts.append(
            _common(row, "personnel")
            | {
                "measure": "casualties",
                "value": row.number("personnel"),
                "qualifier": _QUALIFIERS[word.casefold()],
                "group": "Russian troops",
                "status": "Member of armed forces",
                "definition": "personnel losses as the General Staff counts them",
            }
        )
    if row.has("POW"):
        drafts.append(
            _common(row, "POW")
            | {
                "measure": "captured",
                "value": row.number("POW"),
                "group": "Russian troops",
                "status": "Member of armed forces",
            }
        )
    return drafts


def equipment(row: Coder) -> list[Draft]:
    """The totals of equipment."""
    return [
        _common(row, name) | {"measure": "equipment_lost", "value": row.number(name), "group": f"Russian {name}"}
        for name in EQUIPMENT
        if row.has(name)
    ]


def corrections(row: Coder) -> list[Draft]:
    """The differences that were added to earlier totals; 0 is none."""
    drafts = []
    for name in (*EQUIPMENT, "personnel"):
        value = row.number(name)
        if not value or row.count(name) == 0:
            continue
        people = name == "personnel"
        drafts.append(
            _common(row, f"{name}:correction")
            | {
                "measure": "casualties" if people else "equipment_lost",
                "value": value,
                "group": "Russian troops" if people else f"Russian {name}",
                "time_kind": "period",
                "counted_from": "",
                "definition": "added to earlier totals as a correction",
            }
        )
    return drafts


_GEAR = tuple(Column(name, "a claim of its own") for name in EQUIPMENT)
_PEOPLE = (
    Column("personnel", "`value`, killed and wounded not told apart"),
    Column("personnel*", "`qualifier`"),
    Column("POW", "a claim of its own: captured"),
)
_URL = "https://github.com/PetroIvaniuk/2022-Ukraine-Russia-War-Dataset"


def _known(name: str, label: str, columns: tuple[Column, ...], **more: object) -> Known:
    return Known(
        name=name,
        label=label,
        dataset=f"General Staff of Ukraine, {label.partition(', ')[2]}",
        publisher=SPEAKER,
        columns=columns,
        compiler=False,
        dates=("date",),
        url=_URL,
        **more,  # type: ignore[arg-type]
    )


FORMATS = (
    _known(
        "ukraine-corrections",
        "Ukrainian General Staff, corrections",
        (*_DAY, *_GEAR, _PEOPLE[0]),
        needs=("date", "day", "tank", "personnel"),
        code=corrections,
        never=("personnel*",),
        notes="Each difference above zero is a claim of its own definition; one below zero is refused.",
    ),
    _known(
        "ukraine-personnel",
        "Ukrainian General Staff, personnel losses",
        (*_DAY, *_PEOPLE),
        needs=("date", "day", "personnel"),
        code=personnel,
    ),
    _known(
        "ukraine-equipment",
        "Ukrainian General Staff, equipment losses",
        (*_DAY, *_GEAR),
        needs=("date", "day", "tank", "aircraft"),
        code=equipment,
    ),
)
