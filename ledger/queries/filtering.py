"""Which claims to read and in which order: the parts of a query that come from outside, bound, never spliced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ledger.queries.stored import STANDING


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to read; every part that is given must hold.

    `state` is a ReviewState, "standing" (the default: neither rejected nor withdrawn) or "all". `words`
    searches quotes, figures, groups, places and sources in full text. `finding` is a finding's id.
    """

    state: str = "standing"
    measure: str | None = None
    qualifier: str | None = None
    group: str | None = None
    place: str | None = None
    source: str | None = None
    document: str | None = None
    publisher: str | None = None
    event: str | None = None
    batch: int | None = None
    finding: str | None = None
    least: int | None = None
    most: int | None = None
    words: str | None = None


ORDERS: dict[str, str] = {
    "entered": "claim.id",
    "figure": "coalesce(claim.value, claim.low, claim.high)",
    "measure": "claim.measure",
    "group": "claim.group_name",
    "place": "claim.place",
    "source": "claim.attributed_to",
    "document": "document.key",
    "published": "document.published",
    "state": "claim.state",
    "certainty": (
        "-((claim.qualifier = 'vague') + (claim.group_name IS NULL) + (claim.place IS NULL)"
        " + (claim.attributed_to IS NULL) + (claim.event_start IS NULL AND claim.as_of IS NULL)"
        " + (claim.evidence IS NOT NULL))"
    ),
}
"""The orders a listing can have, by name: nothing from outside reaches ORDER BY.

"certainty" puts first what most needs a person: a vague figure, parts that the text does not say, and claims
that the program read, before those that somebody keyed in.
"""


def where(only: ClaimFilter) -> tuple[str, list[Any]]:
    """The WHERE clause of a filter, with a leading blank, and the values for its question marks."""
    tests: list[str] = []
    values: list[Any] = []
    if only.state == "standing":
        tests.append(STANDING)
    elif only.state == "withdrawn":
        tests.append("(claim.state = 'withdrawn' OR document.state = 'withdrawn' OR batch.state = 'withdrawn')")
    elif only.state != "all":
        tests.append(f"claim.state = ? AND {STANDING if only.state != 'rejected' else '1'}")
        values.append(only.state)
    for column, wanted in (
        ("claim.measure", only.measure),
        ("claim.qualifier", only.qualifier),
        ("claim.batch_id", only.batch),
    ):
        if wanted is not None:
            tests.append(f"{column} = ?")
            values.append(wanted)
    for column, part in (
        ("claim.group_name", only.group),
        ("claim.place", only.place),
        ("claim.attributed_to", only.source),
        ("claim.event", only.event),
        ("document.key", only.document),
        ("document.publisher", only.publisher),
    ):
        if part is not None:
            tests.append(f"{column} LIKE ? ESCAPE '\\'")
            values.append(f"%{like(part)}%")
    if only.least is not None:
        tests.append("coalesce(claim.value, claim.high, claim.low) >= ?")
        values.append(only.least)
    if only.most is not None:
        tests.append("coalesce(claim.value, claim.low, claim.high) <= ?")
        values.append(only.most)
    if only.finding is not None:
        tests.append("claim.id IN (SELECT claim_id FROM finding_claim WHERE finding_id = ?)")
        values.append(only.finding)
    if only.words and (match := search_words(only.words)):
        tests.append("claim.id IN (SELECT rowid FROM claim_search WHERE claim_search MATCH ?)")
        values.append(match)
    return (" WHERE " + " AND ".join(tests) if tests else ""), values


def like(text: str) -> str:
    """`text` for LIKE with ESCAPE '\\', where its signs mean themselves."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def search_words(text: str) -> str:
    """A full-text query that asks for every word of `text` and cannot be read as operators."""
    return " ".join('"' + w.replace('"', '""') + '"' for w in text.replace("\x00", " ").split())
