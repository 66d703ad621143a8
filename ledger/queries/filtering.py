"""Which claims to read and in which order: the parts of a query that come from outside, bound, never spliced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ledger.filters.language import Term
from ledger.queries.standing import OWN
from ledger.queries.stored import FROM, STANDING
from ledger.queries.terms import like, match_of, tests_of


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to read; every part that is given must hold.

    `state` is a ReviewState, "standing" (the default: neither rejected nor withdrawn) or "all". `words`
    searches quotes, figures, groups, places and sources in full text. `finding` is a finding's id. `terms` are
    those of the filter language.
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
    terms: tuple[Term, ...] = ()


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
        "confidence_of(claim.evidence) - 0.01 * ((claim.qualifier = 'vague') + (claim.group_name IS NULL)"
        " + (claim.place IS NULL) + (claim.attributed_to IS NULL)"
        " + (claim.event_start IS NULL AND claim.as_of IS NULL AND claim.counted_from IS NULL))"
    ),
}
"""The orders a listing can have, by name: nothing from outside reaches ORDER BY.

"certainty" puts first what most needs a person: what was read by the rules that are right least often
(`ledger.confidence`), then vague figures and parts that the text does not say. What somebody keyed in stands last.
"""


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter as SQL: the tables to read, the conditions with a leading blank, and the values they bind."""

    tables: str
    where: str
    values: tuple[Any, ...]

    def order(self, name: str, descending: bool = False) -> str:
        """ORDER BY for a name of ORDERS; a search gives its rows in the order of entry by itself."""
        way = " DESC" if descending else ""
        if name == "entered":
            return f" ORDER BY {'claim_search.rowid' if self.tables == SEARCHING else 'claim.id'}{way}"
        return f" ORDER BY {ORDERS[name]}{way}, claim.id"


SEARCHING = (
    " FROM claim_search CROSS JOIN claim ON claim.id = claim_search.rowid"
    " CROSS JOIN document ON document.id = claim.document_id LEFT JOIN batch ON batch.id = claim.batch_id"
)
"""The search goes first, and the claims are read in its order: a common word then costs no more than a page."""


DOCUMENT_JOINS = (
    " CROSS JOIN document ON document.id = claim.document_id",
    " JOIN document ON document.id = claim.document_id",
)
BATCH_JOINS = (" LEFT JOIN batch ON batch.id = claim.batch_id",)
"""The joins of both ways of reading, for a reading that does without."""


def select(only: ClaimFilter, *, stands: bool = False) -> Selection:
    """The SQL of a filter; `stands` says that no document and no batch is withdrawn."""
    tests, values = _tests(only, OWN if stands else STANDING)
    matches = [m for m in (match_of(only.terms), search_words(only.words or "")) if m]
    if matches:
        tests.insert(0, "claim_search MATCH ?")
        values.insert(0, " AND ".join(f"({m})" for m in matches))
    where = " WHERE " + " AND ".join(tests) if tests else ""
    return Selection(SEARCHING if matches else FROM, where, tuple(values))


def _tests(only: ClaimFilter, standing: str) -> tuple[list[str], list[Any]]:
    tests: list[str] = []
    values: list[Any] = []
    told = {v for t in only.terms if t.field == "state" and not t.negated for v in t.values}
    if only.state == "standing":
        if not told & {"rejected", "withdrawn", "all"}:
            tests.append(standing)
    elif only.state == "withdrawn":
        tests.append("(claim.state = 'withdrawn' OR document.state = 'withdrawn' OR batch.state = 'withdrawn')")
    elif only.state != "all":
        tests.append(f"claim.state = ? AND {standing if only.state != 'rejected' else '1'}")
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
        tests.append(
            "claim.id IN (SELECT claim_id FROM finding_claim WHERE finding = (SELECT row FROM finding WHERE id = ?))"
        )
        values.append(only.finding)
    more, bound = tests_of(only.terms)
    return tests + more, values + bound


def search_words(text: str) -> str:
    """A full-text query that asks for every word of `text` and cannot be read as operators."""
    return " ".join('"' + w.replace('"', '""') + '"' for w in text.replace("\x00", " ").split())
