"""UCDP Georeferenced Event Dataset (GED), all releases, and the country files on HDX with their HXL tags.

Uppsala Conflict Data Program, GED codebook (ucdp.uu.se): an event has a low, best and high estimate and the best
estimate parted into side A, side B, civilians and unknown. `source_original` is who the information came from,
`source_office` the outlet that carried it. `date_prec` and `where_prec` grow with uncertainty.
"""

from __future__ import annotations

import re

from ledger.intake.coding import Coder, Column, Draft, Known, named_or_described, place_of, range_of
from ledger.intake.dates import EITHER_WAY

COLUMNS = (
    Column("id", "the id of the claim: `ucdp:ID:best` and so on"),
    Column("relid"),
    Column("year"),
    Column("active_year"),
    Column("code_status", "events coded `Check` or withdrawn keep the word in their note"),
    Column("type_of_violence", "kept in the note"),
    Column("conflict_dset_id"),
    Column("conflict_new_id", "", ("conflict_id",)),
    Column("conflict_name", "kept in the note"),
    Column("dyad_dset_id"),
    Column("dyad_new_id", "", ("dyad_id",)),
    Column("dyad_name"),
    Column("side_a_dset_id"),
    Column("side_a_new_id", "", ("side_a_id",)),
    Column("side_a", "`group` of deaths_a"),
    Column("side_b_dset_id"),
    Column("side_b_new_id", "", ("side_b_id",)),
    Column("side_b", "`group` of deaths_b"),
    Column("number_of_sources", "a single source gives the chain"),
    Column("source_article", "kept in the note"),
    Column("source_office", "`relayed_by`, where there is one source"),
    Column("source_date"),
    Column("source_headline"),
    Column("source_original", "`attributed_to`"),
    Column("where_prec", "6 and 7: only the country is a place"),
    Column("where_coordinates", "`place`, its narrowest part"),
    Column("where_description"),
    Column("adm_1", "`place`"),
    Column("adm_2", "`place`"),
    Column("latitude"),
    Column("longitude"),
    Column("geom_wkt"),
    Column("priogrid_gid"),
    Column("country", "`place`, its widest part"),
    Column("iso3"),
    Column("country_id"),
    Column("region"),
    Column("event_clarity"),
    Column("date_prec"),
    Column("date_start", "`event_start`"),
    Column("date_end", "`event_end`"),
    Column("deaths_a", "a claim of its own, where above 0"),
    Column("deaths_b", "a claim of its own, where above 0"),
    Column("deaths_civilians", "a claim of its own, where above 0"),
    Column("deaths_unknown", "a claim of its own, where above 0"),
    Column("best", "`value`", ("best_est",)),
    Column("high", "`high`", ("high_est",)),
    Column("low", "`low`", ("low_est",)),
    Column("gwnoa"),
    Column("gwnob"),
)

_VIOLENCE = {"1": "state-based", "2": "non-state", "3": "one-sided"}
_DAYS = ("DD.MM.YYYY", *EITHER_WAY)
_OFFICE = re.compile(r"\s*\"?([A-Z][\w.&' -]{1,60}?)\s*(?:,|\()\s*\d{1,4}[-/]")


def occasion(row: Coder) -> tuple[str, ...]:
    """What other rows must share to be about the same place and days."""
    return (row["where_coordinates"], row["adm_1"], row["date_start"][:10], row["date_end"][:10])


def code(row: Coder) -> list[Draft]:
    """The total, and each part of it that is above 0."""
    key = row["id"]
    start, end = row.day("date_start", *_DAYS), row.day("date_end", *_DAYS)
    wide = row["where_prec"] in ("6", "7")
    narrow = place_of(row["where_coordinates"], row["adm_2"], row["adm_1"], row["country"])
    common: Draft = {
        "measure": "killed",
        "place": row["country"] if wide else narrow,
        "event_start": start,
        "event_end": end if end != start else "",
        "time_kind": "event",
        "event": f"UCDP event {key}" if row.shared or wide else "",
        "note": _note(row),
        **_chain(row),
    }
    total = common | range_of(row.number("low"), row.number("high"), row.number("best")) | {"id": f"ucdp:{key}:best"}
    drafts = [total]
    for column, part, group, status in (
        ("deaths_a", "a", row["side_a"], ""),
        ("deaths_b", "b", row["side_b"], ""),
        ("deaths_civilians", "civilians", "civilians", "Civilian"),
        ("deaths_unknown", "unknown", "people of unknown status", "Unknown"),
    ):
        if row.count(column):
            value = row.number(column)
            drafts.append(common | {"id": f"ucdp:{key}:{part}", "group": group, "status": status, "value": value})
    return drafts


def _chain(row: Coder) -> Draft:
    """Who said so and which outlet carried it, as far as one source is named."""
    said = row["source_original"]
    said = said.but(" ".join(said.split()))
    if said.casefold() in ("not specified", "unknown", "none", "n/a", "-", "see what"):
        said = said.but("")
    office = row["source_office"]
    if not office:
        first = _OFFICE.match(row["source_article"])
        lone = row["source_article"].count("(") < 2 and ";" not in row["source_article"]
        office = row["source_article"].but(first[1]) if first and lone else office.but("")
    if ";" in office or row.number("number_of_sources") not in ("1", "-1", ""):
        office = office.but("")
    return {
        "attributed_to": said,
        "anonymity": named_or_described(said) if said else "unattributed",
        "relayed_by": office,
    }


def _note(row: Coder) -> str:
    violence = _VIOLENCE.get(row["type_of_violence"], "")
    status = row["code_status"] if row["code_status"].casefold() not in ("", "clear") else ""
    parts = (violence, row["conflict_name"], status, " ".join(row["source_article"].split()))
    return "; ".join(p for p in parts if p)


FORMATS = (
    Known(
        name="ucdp-ged",
        label="UCDP Georeferenced Event Dataset",
        dataset="UCDP Georeferenced Event Dataset",
        publisher="Uppsala Conflict Data Program",
        columns=COLUMNS,
        needs=("id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "best", "low", "high"),
        code=code,
        occasion=occasion,
        dates=("date_start", "date_end"),
        url="https://ucdp.uu.se/downloads/",
        notes="One row gives up to five claims. Two events in one place on the same days are told apart by `event`.",
    ),
)
