"""Conditions of the filter language as SQL. Every value is bound; every column is one of this module's own."""

from __future__ import annotations

import re
from typing import Any

from ledger.filters.language import DATES, NONE, STATES, Term
from ledger.queries.stored import RECORD_COLUMNS
from ledger.records import FIELDS

COLUMN: dict[str, str] = dict(zip(FIELDS, RECORD_COLUMNS, strict=True))
SEARCHED: dict[str, str] = {
    "quote": "quote",
    "figure_text": "figure_text",
    "group": "group_name",
    "place": "place",
    "attributed_to": "attributed_to",
    "note": "note",
}
"""The fields that full-text search knows, by their column there."""

IN_DOCUMENT = ("document", "publisher", "url")
PREFIX_FROM = 3
"""Letters from which on a word also finds longer ones."""

_AT_LEAST = "coalesce(claim.value, claim.high, claim.low)"
_AT_MOST = "coalesce(claim.value, claim.low, claim.high)"
_END = "\uffff"
_WHOLE = {
    "all": "1",
    "withdrawn": "(claim.state = 'withdrawn' OR document.state = 'withdrawn' OR batch.state = 'withdrawn')",
}
"""States that are not those of the claim alone."""


def match_of(terms: tuple[Term, ...]) -> str | None:
    """One full-text query for all the conditions that search can answer; None where there are none."""
    found = [m for t in terms if not t.negated and (m := _match(t)) is not None]
    return " AND ".join(f"({m})" for m in found) or None


def tests_of(terms: tuple[Term, ...]) -> tuple[list[str], list[Any]]:
    """The conditions that `match_of` leaves over, each a piece of SQL, and the values they bind."""
    tests: list[str] = []
    values: list[Any] = []
    for term in terms:
        if not term.negated and _match(term) is not None:
            continue
        test, bound = _test(term)
        tests.append(f"NOT coalesce(({test}), 0)" if term.negated else test)
        values += bound
    return tests, values


def quoted(word: str, *, prefix: bool = False) -> str:
    """One word or phrase for a full-text query, where none of its signs is an operator."""
    text = word.replace("\x00", " ").replace('"', '""')
    long = len(word) >= PREFIX_FROM and word[-1].isalpha()
    return f'"{text}"*' if prefix and long else f'"{text}"'


def _match(term: Term) -> str | None:
    if term.op not in ("is", "phrase") or NONE in term.values:
        return None
    if term.field is not None and term.field not in SEARCHED:
        return None
    if not all(re.search(r"\w", v) for v in term.values):
        return None  # signs alone: the index holds none
    either = " OR ".join(quoted(v, prefix=term.op == "is") for v in term.values)
    return f"{SEARCHED[term.field]} : ({either})" if term.field else either


def _test(term: Term) -> tuple[str, list[Any]]:
    field = term.field
    if (match := _match(term)) is not None:
        return "claim.id IN (SELECT rowid FROM claim_search WHERE claim_search MATCH ?)", [match]
    if term.op in ("is", "phrase"):
        found = [_is(field, v) for v in term.values]
        return "(" + " OR ".join(t for t, _ in found) + ")", [v for _, bound in found for v in bound]
    if field == "figure":
        return _figure(term)
    return _date(COLUMN[field or ""], term)


def _is(field: str | None, value: str) -> tuple[str, list[Any]]:
    if field is None:
        return "(claim.quote LIKE ? ESCAPE '\\' OR claim.note LIKE ? ESCAPE '\\')", [_part(value)] * 2
    if field == "state":
        if value in _WHOLE:
            return _WHOLE[value], []
        states = STATES[value]
        # Most claims of a ledger are still to be read: an index over their states only hides their order.
        column = "+claim.state" if "review_not_started" in states else "claim.state"
        return f"{column} IN ({', '.join('?' * len(states))})", list(states)
    if field == "finding":
        return _in_finding(value)
    if field == "batch":
        return ("claim.batch_id IS NULL", []) if value == NONE else ("claim.batch_id = ?", [int(value)])
    if field == "figure":
        if value == NONE:
            return f"{_AT_LEAST} IS NULL", []
        return f"({_AT_MOST} <= ? AND {_AT_LEAST} >= ?)", [int(value), int(value)]
    column = COLUMN[field]
    if value == NONE:
        empty = f" OR {column} = 'unknown'" if field == "method" else ""
        return f"({column} IS NULL{empty})", []
    if field == "id":
        return "claim.key = ?", [value]
    if field in DATES:
        return f"{column} LIKE ? ESCAPE '\\'", [f"{like(value)}%"]
    if field in IN_DOCUMENT:
        test = f"claim.document_id IN (SELECT id FROM document WHERE {column} LIKE ? ESCAPE '\\')"
        return test, [_part(value)]
    if field in ("qualifier", "measure", "time_kind", "anonymity", "method", "ground_rules", "status"):
        return f"{column} = ?", [value]
    return f"{column} LIKE ? ESCAPE '\\'", [_part(value)]


def _in_finding(value: str) -> tuple[str, list[Any]]:
    some = "claim.id IN (SELECT claim_id FROM finding_claim"
    if value == NONE:
        return f"NOT {some})", []
    if value == "any":
        return f"{some})", []
    joined = f"{some} JOIN finding ON finding.row = finding_claim.finding WHERE finding."
    if value == "open":
        return f"{joined}state = 'open')", []
    if value in ("slip", "dispute", "note"):
        return f"{joined}list = ? AND finding.state = 'open')", [value]
    return f"{joined}id LIKE ? ESCAPE '\\')", [f"{like(value)}%"]


def _figure(term: Term) -> tuple[str, list[Any]]:
    numbers = [int(v) for v in term.values]
    if term.op == "between":
        return f"({_AT_LEAST} >= ? AND {_AT_MOST} <= ?)", numbers
    side = _AT_LEAST if term.op.startswith(">") else _AT_MOST
    return f"{side} {term.op} ?", numbers


def _date(column: str, term: Term) -> tuple[str, list[Any]]:
    """Dates are compared by their letters: “after 2015-06” is after its last day."""
    if term.op == "between":
        return f"({column} >= ? AND {column} <= ?)", [term.values[0], term.values[1] + _END]
    value = term.values[0]
    return f"{column} {term.op} ?", [value + _END if term.op in (">", "<=") else value]


def _part(text: str) -> str:
    return f"%{like(text)}%"


def like(text: str) -> str:
    """`text` for LIKE with ESCAPE '\\', where its signs mean themselves."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
