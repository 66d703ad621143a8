"""IDMC Helix, export of figures of internal displacement.

Labels as in the export of the Helix tools (Internal Displacement Monitoring Centre). A figure is a flow from start to
end date, or a stock at a date. Only what Helix recommends counts in its totals; a figure for triangulation keeps
that word in its note.
"""

from __future__ import annotations

from ledger.intake.coding import Coder, Column, Draft, Known, place_of
from ledger.intake.dates import EITHER_WAY
from ledger.intake.refusal import Refused

COLUMNS = (
    Column("ID", "the id of the claim"),
    Column("Created at"),
    Column("Updated at"),
    Column("ISO3"),
    Column("Country", "`place`"),
    Column("Figure cause", "kept in the note"),
    Column("Year"),
    Column("Figure category", "`measure` and `time_kind`"),
    Column("Figure role", "kept in the note"),
    Column("Total figures", "`value`", ("Total figure", "Figure")),
    Column("Reported", "kept in the note where the unit is households"),
    Column("Figure term", "kept in the note"),
    Column("Unit", "kept in the note where the unit is households"),
    Column("Quantifier", "`qualifier`"),
    Column("Household size", "kept in the note"),
    Column("Excerpt IDU"),
    Column("Violence type"),
    Column("Start date", "`event_start`"),
    Column("Start date accuracy", "Month and Year make the date coarser"),
    Column("End date", "`event_end`"),
    Column("End date accuracy", "Month and Year make the date coarser"),
    Column("Stock date", "`as_of`"),
    Column("Stock date accuracy", "Month and Year make the date coarser"),
    Column("Stock reporting date"),
    Column("Analysis and calculation logic"),
    Column("Link"),
    Column("Publishers", "`relayed_by`, where there is one"),
    Column("Sources", "`attributed_to`, where there is one"),
    Column("Sources type"),
    Column("Sources reliability", "kept in the note"),
    Column("Sources methodology"),
    Column("Source excerpt", "`quote`"),
    Column("Source url"),
    Column("Source url snapshot"),
    Column("Source document"),
    Column("Entry ID"),
    Column("Entry title", "kept in the note"),
    Column("Event ID"),
    Column("Event name", "`event`"),
    Column("Tags"),
    Column("Revision progress"),
    Column("Assignee"),
    Column("Created by"),
    Column("Updated by"),
    Column("Event codes (Code:Type)"),
    Column("Locations (Name:Lat, Lon:Accuracy:Type)", "`place`, where there is one"),
)
CATEGORIES: dict[str, tuple[str, str]] = {
    "new displacement": ("displaced", "flow"),
    "internal displacements": ("displaced", "flow"),
    "multiple displacement": ("displaced", "flow"),
    "partial stock": ("displaced", "stock"),
    "partial flow": ("displaced", "flow"),
    "idps": ("displaced", "stock"),
    "returnees": ("returned", "stock"),
    "return": ("returned", "flow"),
    "returns": ("returned", "flow"),
    "cross-border flight": ("refugees", "flow"),
    "cross-border return": ("returned", "flow"),
    "people displaced across borders": ("refugees", "stock"),
    "relocation elsewhere": ("displaced", "flow"),
    "local integration": ("affected", "flow"),
    "failed local integration": ("displaced", "flow"),
    "failed return/returnee displacement": ("displaced", "flow"),
    "failed relocation elsewhere": ("displaced", "flow"),
    "provisional solutions": ("affected", "stock"),
    "deaths": ("affected", "flow"),
    "births": ("affected", "flow"),
    "unverified stock": ("displaced", "stock"),
}
"""Figure category: measure, and whether it is a flow or a stock."""
QUANTIFIERS = {
    "": "",
    "exact": "exact",
    "exactly": "exact",
    "approximately": "about",
    "more than": "more_than",
    "more than or equal": "at_least",
    "at least": "at_least",
    "less than": "less_than",
    "less than or equal": "at_most",
    "unknown": "",
}


def code(row: Coder) -> list[Draft]:
    """The claim of one figure."""
    category, quantifier = row["Figure category"], row["Quantifier"]
    known = CATEGORIES.get(category.casefold())
    if known is None:
        raise Refused(
            f"column {category.column}", category or None, "is not a known category", "correct it, or use a mapping"
        )
    if quantifier.casefold() not in QUANTIFIERS:
        raise Refused(
            f"column {quantifier.column}", quantifier, "is not a known quantifier", f"write one of: {_words()}"
        )
    measure, kind = known
    places = [part.split(":")[0] for part in row["Locations (Name:Lat, Lon:Accuracy:Type)"].split(";") if part.strip()]
    stock = kind == "stock"
    start, end = _day(row, "Start date"), _day(row, "End date")
    as_of = _day(row, "Stock date") or (end if stock else "")
    said, through = row["Sources"], row["Publishers"]
    figure = row.number("Total figures")
    return [
        {
            "id": f"helix:{row['ID']}",
            "measure": measure,
            "value": figure,
            "qualifier": QUANTIFIERS[quantifier.casefold()],
            "quote": row["Source excerpt"],
            "place": place_of(*(places[0].split(",") if len(places) == 1 else ()), row["Country"]),
            "event_start": "" if stock else start,
            "event_end": "" if stock or end == start else end,
            "as_of": as_of if stock else "",
            "time_kind": "point_in_time" if stock else "period",
            "event": row["Event name"],
            "attributed_to": "" if ";" in said else said,
            "anonymity": "named_organisation" if said and ";" not in said else "unattributed",
            "relayed_by": "" if ";" in through or through == said else through,
            "definition": category,
            "note": _note(row),
        }
    ]


def _day(row: Coder, column: str) -> str:
    day = row.day(column, "DD MMM YYYY", *EITHER_WAY)
    coarse = {"month": 7, "year": 4}.get(row[f"{column} accuracy"].casefold(), 10)
    return day.but(day[:coarse])


def _note(row: Coder) -> str:
    parts = [
        f"{name.lower()}: {row[name]}"
        for name in ("Figure role", "Figure cause", "Figure term", "Sources reliability", "Entry title")
        if row.has(name)
    ]
    if row["Unit"].casefold().startswith("household"):
        size = f" of {row['Household size']}" if row.has("Household size") else ""
        parts.append(f"reported as {row['Reported']} households{size}")
    return "; ".join(parts)


def _words() -> str:
    return ", ".join(q for q in QUANTIFIERS if q)


FORMATS = (
    Known(
        name="idmc-helix",
        label="IDMC Helix, figures",
        dataset="IDMC Helix",
        publisher="Internal Displacement Monitoring Centre",
        columns=COLUMNS,
        needs=("ID", "Figure category", "Figure role", "Total figures", "Start date"),
        code=code,
        dates=("Start date", "End date", "Stock date"),
        url="https://www.internal-displacement.org",
    ),
)
