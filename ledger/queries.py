"""What stands in a ledger, read as plain values. No function here changes anything.

Every function takes a connection inside a read transaction (`engine.reading`) and fetches at once, so that
no cursor is held while a person thinks.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from ledger.records import FIELDS, ClaimRecord, Evidence
from ledger.vocabulary import (
    Anonymity,
    FindingList,
    FindingState,
    GroundRules,
    GroupStatus,
    Measure,
    Method,
    Qualifier,
    ResolutionMethod,
    ReviewState,
    Severity,
    TimeKind,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as it stands: the record, its place in the document, and where its review stands.

    `row` is the row in the ledger, `record.id` the id that people use; offsets count characters of the
    document's text and are None for a claim that was keyed in. `row_hash` tells whether it has changed.
    """

    row: int
    record: ClaimRecord
    state: ReviewState
    document_row: int
    batch: int | None
    source_key: str | None
    quote_start: int | None
    quote_end: int | None
    figure_start: int | None
    figure_end: int | None
    evidence: tuple[Evidence, ...]
    engine: str | None
    row_hash: str

    @property
    def id(self) -> str:
        """The claim's id, as `claims list` prints it."""
        return self.record.id or str(self.row)

    @property
    def keyed_in(self) -> bool:
        """Whether the claim has no document text behind it."""
        return self.figure_start is None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document; `text` is None for one that is a reference only. `claims` counts its standing claims."""

    row: int
    key: str
    publisher: str | None
    published: str | None
    url: str | None
    text: str | None
    text_sha256: str | None
    original_sha256: str | None
    batch: int | None
    state: str
    claims: int
    confidentiality: str = "unprotected"


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What a person decided about a finding."""

    outcome: FindingState
    method: ResolutionMethod
    why: str
    reviewer: str
    at: str
    standing: bool


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as it stands. `quantity` and `readings` are as `ledger.comparison` gives them."""

    id: str
    code: str
    kind: str
    list: FindingList
    severity: Severity
    state: FindingState
    explanation: str
    fits_if: str
    hint: str | None
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    quantity: dict[str, Any]
    readings: dict[str, Any]
    reopened_by: tuple[str, ...]
    decision: DecisionView | None

    def as_json(self) -> dict[str, Any]:
        """The finding as `claims conflicts --json` prints it (the contract of design 3.3)."""
        return {
            "id": self.id,
            "kind": self.kind,
            "code": self.code,
            "list": self.list.value,
            "severity": self.severity.value,
            "state": self.state.value,
            "explanation": self.explanation,
            "fits_if": self.fits_if,
            "claims": list(self.claims),
            "origins": list(self.origins),
            "quantity": self.quantity,
            "hint": self.hint,
        }


@dataclass(frozen=True, slots=True)
class RemarkView:
    """A reviewer's note."""

    subject: str
    text: str
    reviewer: str
    at: str


STANDING = (
    "claim.state NOT IN ('rejected', 'withdrawn') AND document.state = 'standing'"
    " AND (batch.id IS NULL OR batch.state = 'standing')"
)
"""A claim stands unless it was rejected, or it, its document or its batch was withdrawn."""

FROM = " FROM claim JOIN document ON document.id = claim.document_id LEFT JOIN batch ON batch.id = claim.batch_id "

_STORED = {"id": "claim.key", "document": "document.key", "group": "claim.group_name"}
_STORED |= {f: f"document.{f}" for f in ("publisher", "published", "url")}
RECORD_COLUMNS: tuple[str, ...] = tuple(_STORED.get(f, f"claim.{f}") for f in FIELDS)
"""Where each field of the native record is stored."""

_CLAIM_SQL = (
    "SELECT claim.id, claim.state, claim.document_id, claim.batch_id, claim.source_key, claim.quote_start,"
    " claim.quote_end, claim.figure_start, claim.figure_end, claim.evidence, batch.options, claim.row_hash, "
    + ", ".join(RECORD_COLUMNS)
    + FROM
)

_TERMS: dict[str, type[Any]] = {
    "qualifier": Qualifier,
    "measure": Measure,
    "time_kind": TimeKind,
    "anonymity": Anonymity,
    "method": Method,
    "ground_rules": GroundRules,
    "status": GroupStatus,
}


def record_from(values: Sequence[Any]) -> ClaimRecord:
    """A record of its stored values, in the order of FIELDS."""
    parts = dict(zip(FIELDS, values, strict=True))
    for name, vocabulary in _TERMS.items():
        if parts[name] is not None:
            parts[name] = vocabulary(parts[name])
    return ClaimRecord(**parts)


def _claim(row: Sequence[Any]) -> ClaimView:
    evidence = tuple(Evidence(*e) for e in orjson.loads(row[9])) if row[9] else ()
    engine = orjson.loads(row[10]).get("engine") if row[10] else None
    return ClaimView(
        row=row[0],
        state=ReviewState(row[1]),
        document_row=row[2],
        batch=row[3],
        source_key=row[4],
        quote_start=row[5],
        quote_end=row[6],
        figure_start=row[7],
        figure_end=row[8],
        evidence=evidence,
        engine=engine,
        row_hash=bytes(row[11]).hex(),
        record=record_from(row[12:]),
    )


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

NAMED: dict[str, str] = {"actor": "claim.attributed_to", "group": "claim.group_name", "place": "claim.place"}
"""Where names stand, by the kind of thing they name."""


def names_in_use(connection: Connection, kind: str) -> list[tuple[str, int]]:
    """The names of sources ("actor"), groups or places in standing claims, each with its number of claims."""
    column = NAMED[kind]
    found = connection.exec_driver_sql(
        f"SELECT {column}, count(*){FROM}WHERE {STANDING} AND {column} IS NOT NULL GROUP BY 1 ORDER BY 1"
    )
    return [(row[0], row[1]) for row in found]


def _where(only: ClaimFilter) -> tuple[str, list[Any]]:
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
            values.append(f"%{_like(part)}%")
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


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def search_words(text: str) -> str:
    """A full-text query that asks for every word of `text` and cannot be read as operators."""
    return " ".join('"' + w.replace('"', '""') + '"' for w in text.replace("\x00", " ").split())


def claims(
    connection: Connection, only: ClaimFilter | None = None, order: str = "entered", limit: int | None = None
) -> list[ClaimView]:
    """The claims that `only` lets through, in `order` (a name of ORDERS)."""
    where, values = _where(only or ClaimFilter())
    sql = f"{_CLAIM_SQL}{where} ORDER BY {ORDERS[order]}, claim.id LIMIT ?"
    found = connection.exec_driver_sql(sql, (*values, -1 if limit is None else limit))
    return [_claim(row) for row in found]


def claim_rows(
    connection: Connection, only: ClaimFilter | None = None, order: str = "entered", descending: bool = False
) -> array[int]:
    """The rows of those claims, in order: 8 bytes a claim, so that a screen can jump anywhere."""
    where, values = _where(only or ClaimFilter())
    by = f"{ORDERS[order]} {'DESC' if descending else 'ASC'}, claim.id"
    found = connection.exec_driver_sql(f"SELECT claim.id{FROM}{where} ORDER BY {by}", tuple(values))
    return array("q", (row[0] for row in found))


def claims_at(connection: Connection, rows: Iterable[int]) -> list[ClaimView]:
    """The claims in those rows, in the order given; rows that are not there are left out."""
    wanted = list(rows)
    marks = ", ".join("?" * len(wanted))
    found = connection.exec_driver_sql(f"{_CLAIM_SQL} WHERE claim.id IN ({marks})", tuple(wanted))
    by_row = {row[0]: _claim(row) for row in found}
    return [by_row[r] for r in wanted if r in by_row]


def claim(connection: Connection, claim_id: str) -> ClaimView | None:
    """The claim that goes by that id."""
    row = connection.exec_driver_sql(f"{_CLAIM_SQL} WHERE claim.key = ?", (claim_id,)).first()
    return _claim(row) if row else None


_DOCUMENT_SQL = (
    "SELECT document.id, document.key, document.publisher, document.published, document.url, {text},"
    " document.text_sha256, original.sha256, document.batch_id, document.state,"
    " (SELECT count(*) FROM claim LEFT JOIN batch ON batch.id = claim.batch_id"
    f" WHERE claim.document_id = document.id AND {STANDING}), document.confidentiality"
    " FROM document LEFT JOIN original ON original.id = document.original_id "
)


def document(connection: Connection, row: int) -> DocumentView | None:
    """One document with its text."""
    found = connection.exec_driver_sql(
        _DOCUMENT_SQL.format(text="document.text") + "WHERE document.id = ?", (row,)
    ).first()
    return DocumentView(*found) if found else None


def documents(connection: Connection) -> list[DocumentView]:
    """Every document, without its text, in the order of entry."""
    found = connection.exec_driver_sql(_DOCUMENT_SQL.format(text="NULL") + "ORDER BY document.id")
    return [DocumentView(*row) for row in found]


_FINDING_SQL = (
    "SELECT id, code, kind, list, severity, state, explanation, fits_if, hint, claims, origins, quantity,"
    " readings, reopened_by FROM finding "
)


def findings(
    connection: Connection,
    *,
    state: str = "open",
    kind: str | None = None,
    severity: str | None = None,
    list_: str | None = None,
    claim_row: int | None = None,
) -> list[FindingView]:
    """Findings, slips first, then disputes, then notes, the gravest first. `state` "all" gives every one."""
    tests: list[str] = []
    values: list[Any] = []
    wanted = {
        "state": None if state == "all" else state,
        "severity": severity,
        "list": list_,
    }
    for column, value in wanted.items():
        if value is not None:
            tests.append(f"{column} = ?")
            values.append(value)
    if kind is not None:
        tests.append("(kind = ? OR code = ?)")
        values += [kind, kind]
    if claim_row is not None:
        tests.append("id IN (SELECT finding_id FROM finding_claim WHERE claim_id = ?)")
        values.append(claim_row)
    where = "WHERE " + " AND ".join(tests) if tests else ""
    rows = connection.exec_driver_sql(f"{_FINDING_SQL}{where} ORDER BY rank, weight DESC, id", tuple(values)).all()
    decided = _decisions(connection, [row[0] for row in rows] if len(rows) < 500 else None)
    return [_finding(row, decided.get(row[0])) for row in rows]


def finding(connection: Connection, finding_id: str) -> FindingView | None:
    """One finding; the start of its id will do where it names only one."""
    rows = connection.exec_driver_sql(
        f"{_FINDING_SQL}WHERE id = ? OR id LIKE ? ESCAPE '\\' ORDER BY id = ? DESC LIMIT 2",
        (finding_id, _like(finding_id) + "%", finding_id),
    ).all()
    if not rows or (len(rows) == 2 and rows[0][0] != finding_id):
        return None
    return _finding(rows[0], _decisions(connection, [rows[0][0]]).get(rows[0][0]))


def _finding(row: Sequence[Any], decision: DecisionView | None) -> FindingView:
    return FindingView(
        id=row[0],
        code=row[1],
        kind=row[2],
        list=FindingList(row[3]),
        severity=Severity(row[4]),
        state=FindingState(row[5]),
        explanation=row[6],
        fits_if=row[7],
        hint=row[8],
        claims=tuple(orjson.loads(row[9])),
        origins=tuple(orjson.loads(row[10])),
        quantity=orjson.loads(row[11]),
        readings=orjson.loads(row[12]),
        reopened_by=tuple(orjson.loads(row[13])) if row[13] else (),
        decision=decision,
    )


def _decisions(connection: Connection, ids: list[str] | None) -> dict[str, DecisionView]:
    sql = "SELECT finding, outcome, method, why, reviewer, at, state FROM decision WHERE state = 'standing'"
    values: tuple[str, ...] = ()
    if ids is not None:
        sql += f" AND finding IN ({', '.join('?' * len(ids))})"
        values = tuple(ids)
    return {
        row[0]: DecisionView(
            FindingState(row[1]), ResolutionMethod(row[2]), row[3], row[4], row[5], row[6] == "standing"
        )
        for row in connection.exec_driver_sql(sql + " ORDER BY id", values)
    }


def remarks(connection: Connection, subject: str) -> list[RemarkView]:
    """The notes on a claim (`claim:ID`) or a finding (`finding:ID`), oldest first."""
    found = connection.exec_driver_sql(
        "SELECT subject, text, reviewer, at FROM remark WHERE subject = ? AND state = 'standing' ORDER BY id",
        (subject,),
    )
    return [RemarkView(*row) for row in found]


def name_links(connection: Connection) -> list[tuple[str, str, str, str]]:
    """The names that people tied together: kind, name, relation, target."""
    found = connection.exec_driver_sql(
        "SELECT kind, name, relation, target FROM name_link WHERE state = 'standing' ORDER BY id"
    )
    return [tuple(row) for row in found]


@dataclass(frozen=True, slots=True)
class SourceView:
    """What people said about a source: its party to the conflict, its way of counting, its reliability (A to F)."""

    name: str
    party: str | None
    method: str | None
    reliability: str | None


def sources(connection: Connection) -> list[SourceView]:
    """The sources that people said something about, in the order of entry."""
    found = connection.exec_driver_sql(
        "SELECT name, party, method, reliability FROM source WHERE state = 'standing' ORDER BY id"
    )
    return [SourceView(*row) for row in found]


def parties(connection: Connection) -> dict[str, str]:
    """The sources that are parties to the conflict: name to party."""
    found = connection.exec_driver_sql(
        "SELECT name, party FROM source WHERE party IS NOT NULL AND state = 'standing' ORDER BY id"
    )
    return {row[0]: row[1] for row in found}


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What a standing claim commits to, and which quantity it speaks of (the derived table `reading`).

    `high` is `inf` where the words set no ceiling; days count from the first day of the calendar.
    """

    quantity: str
    family: str
    low: float
    high: float
    soft_low: float
    soft_high: float
    soft_ceiling: bool
    origin: str
    as_of_day: int | None
    published_day: int | None
    why: str


def readings(connection: Connection) -> dict[int, ReadingView]:
    """The readings of all standing claims, by the claim's row."""
    found = connection.exec_driver_sql(
        "SELECT claim_id, quantity, family, lo, hi, soft_lo, soft_hi, soft_ceiling, origin, as_of_day,"
        " published_day, why FROM reading ORDER BY claim_id"
    )
    # A hundred thousand claims speak of far fewer quantities, sources and readings: each text is kept once.
    same: dict[Any, Any] = {}
    whole = ((*row[:7], bool(row[7]), *row[8:]) for row in found)
    rows = ([same.setdefault(v, v) if isinstance(v, str) else v for v in row] for row in whole)
    return {row[0]: ReadingView(*row[1:]) for row in rows}


def batches(connection: Connection) -> list[dict[str, object]]:
    """The imported files, in order: what a person needs to name one to withdraw it."""
    names = ("batch", "file", "format", "documents", "claims", "reviewer", "at", "state")
    rows = connection.exec_driver_sql(
        "SELECT batch.id, original.name, batch.format, batch.documents, batch.claims, batch.reviewer,"
        " batch.at, batch.state FROM batch JOIN original ON original.id = batch.original_id ORDER BY batch.id"
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds, counting only what stands."""

    claims: int
    to_read: int
    documents: int
    batches: int
    entries: int
    open_slips: int
    open_disputes: int
    open_notes: int
    settled: int


def counts(connection: Connection) -> Counts:
    """The numbers that every screen and report begins with."""

    def one(sql: str) -> int:
        return int(connection.exec_driver_sql(sql).scalar_one())

    waiting = connection.exec_driver_sql("SELECT list, count(*) FROM finding WHERE state = 'open' GROUP BY list")
    listed: dict[str, int] = {row[0]: row[1] for row in waiting}
    return Counts(
        claims=one(f"SELECT count(*){FROM}WHERE {STANDING}"),
        to_read=one(f"SELECT count(*){FROM}WHERE {STANDING} AND claim.state <> 'approved'"),
        documents=one("SELECT count(*) FROM document WHERE state = 'standing'"),
        batches=one("SELECT count(*) FROM batch WHERE state = 'standing'"),
        entries=one("SELECT coalesce(max(seq), 0) FROM journal"),
        open_slips=listed.get("slip", 0),
        open_disputes=listed.get("dispute", 0),
        open_notes=listed.get("note", 0),
        settled=one("SELECT count(*) FROM finding WHERE state <> 'open'"),
    )
