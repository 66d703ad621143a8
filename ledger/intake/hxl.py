"""HXL: a row of tags under the header says what the columns hold, and is a mapping by itself.

Humanitarian Exchange Language 1.1 (hxlstandard.org), with the attributes seen on HDX: `#affected+killed`,
`+injured`, `+missing`, `+displaced` and so on give a claim each; `+min`, `+max` and `+best` of one kind are one
range; `+f`, `+m`, `+children` and the like its group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ledger.errors import InputError
from ledger.intake.coding import Known
from ledger.intake.items import Item
from ledger.intake.mapping.model import mapping_of
from ledger.intake.tables.rows import Table

MEASURES = {
    "killed": "killed", "dead": "killed", "deaths": "killed", "fatalities": "killed", "injured": "injured",
    "wounded": "injured", "infected": "infected", "missing": "missing", "displaced": "displaced", "idps": "displaced",
    "returned": "returned", "returnees": "returned", "refugees": "refugees", "detained": "detained",
    "abducted": "kidnapped", "casualties": "casualties", "evacuated": "evacuated", "affected": "affected",
}  # fmt: skip
GROUPS = {
    "f": "women", "m": "men", "i": "intersex people", "children": "children", "infants": "infants",
    "adolescents": "adolescents", "adults": "adults", "elderly": "elderly people", "civilians": "civilians",
    "military": "military personnel", "health": "health workers", "aid": "aid workers", "journalists": "journalists",
}  # fmt: skip
_PLACES = ("#loc", "#adm5", "#adm4", "#adm3", "#adm2", "#adm1", "#country")
_FIGURES = ("#affected", "#casualties", "#fatalities", "#killed", "#injured", "#indicator")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with its attributes, and its column."""

    column: str
    tag: str
    attributes: frozenset[str]


def tags_of(table: Table) -> list[Tag]:
    """The tags of a table; columns without one are left out."""
    found = []
    for column, text in zip(table.columns, table.tags, strict=True):
        name, *attributes = re.split(r"\s*\+\s*", text.strip().casefold())
        if name:
            found.append(Tag(column, name, frozenset(attributes)))
    return found


def known_by_tags(table: Table, item: Item, dates: str | None = None) -> Known:
    """How a tagged table is read; InputError where its tags name no figure."""
    tags = tags_of(table)
    claims = _claims(tags)
    if not claims:
        hint = "tag a column as #affected+killed or the like, or use a mapping"
        raise InputError(item.name, 2, "the HXL tags name no figure of people", hint)
    data: dict[str, Any] = {"dataset": item.stem or "HXL table", "row": _row(tags), "claim": claims}
    return mapping_of(data, "of its HXL tags").known(table, item.name, dates)


def _row(tags: list[Tag]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    places = [_first(tags, tag, ("name", ""), ("code", "id", "type")) for tag in _PLACES]
    named = [f"{{{p.column}}}" for p in places if p]
    if named:
        row["place"] = named
    for field, tag, wanted in (
        ("event_start", "#date", ("start", "occurred", "")),
        ("event_end", "#date", ("end",)),
        ("as_of", "#date", ("reported",)),
        ("attributed_to", "#meta", ("source",)),
        ("attributed_to", "#source", ("name", "")),
        ("group", "#group", ("name", "")),
        ("note", "#description", ("",)),
        ("id", "#event", ("id", "code")),
        ("id", "#meta", ("id",)),
        ("url", "#meta", ("url",)),
    ):
        found = _first(tags, tag, wanted, ("year",))
        if found and field not in row:
            row[field] = f"{{{found.column}}}"
    if "attributed_to" in row and sum(t.tag == "#group" for t in tags) > 1:
        row.pop("group", None)
    return row


def _first(tags: list[Tag], tag: str, wanted: tuple[str, ...], but: tuple[str, ...]) -> Tag | None:
    for attribute in wanted:
        for t in tags:
            plain = not t.attributes if attribute == "" else attribute in t.attributes
            if t.tag == tag and plain and not t.attributes & set(but):
                return t
    return None


def _claims(tags: list[Tag]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for t in tags:
        if t.tag not in _FIGURES:
            continue
        words = t.attributes | ({t.tag[1:]} if t.tag[1:] in MEASURES and t.tag != "#affected" else set())
        measures = [m for word, m in MEASURES.items() if word in words and word != "affected"]
        if not measures and t.tag == "#affected" and not words - {"ind", "num", "individuals", *GROUPS}:
            measures = ["affected"]
        if not measures or words & {"pct", "code", "type", "hh", "households"}:
            continue
        group = " and ".join(g for word, g in GROUPS.items() if word in words)
        name = f"{measures[0]}-{group.replace(' ', '-')}".strip("-")
        part = found.setdefault(name, {"name": name, "measure": measures[0], **({"group": group} if group else {})})
        field = "low" if "min" in words else "high" if "max" in words else "value"
        part.setdefault(field, f"{{{t.column}}}")
    return list(found.values())
