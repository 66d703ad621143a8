"""What every column of an exported table means: schemas, metadata and docs/reference take it from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ledger.figures import MAX_COUNT
from ledger.records import FIELDS
from ledger.vocabulary import (
    Anonymity,
    Confidentiality,
    FindingList,
    FindingState,
    GroundRules,
    GroupStatus,
    Measure,
    Method,
    Qualifier,
    ResolutionMethod,
    Severity,
    Term,
    TimeKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name in the file, a title, what it holds, and the closed list of its terms if it has one.

    `kind` is text, whole number, or a JSON list. `needed` columns are never empty.
    """

    name: str
    title: str
    description: str
    kind: Literal["text", "count", "list"] = "text"
    terms: type[Term] | None = None
    needed: bool = False


_EDTF = "an EDTF date (2015-06-03, 2015-06, 2015~, 2011-03/..)"


def _column(
    name: str,
    title: str,
    description: str,
    terms: type[Term] | None = None,
    *,
    kind: Literal["text", "count", "list"] = "text",
    needed: bool = False,
) -> Column:
    return Column(name=name, title=title, description=description, kind=kind, terms=terms, needed=needed)


CLAIMS: tuple[Column, ...] = (
    _column("id", "Claim", "The claim's id, unique in the table.", needed=True),
    _column(
        "document",
        "Document",
        "The document that the claim stands in, by its title or another key. All claims of one document give the"
        " same publisher, date and address.",
        needed=True,
    ),
    _column("publisher", "Publisher", "Who published the document."),
    _column("published", "Published", f"When the document was published: {_EDTF}."),
    _column("url", "Address", "Where the document can be read."),
    _column("quote", "Quote", "The exact words that the claim was read from, blanks at their ends included."),
    _column("figure_text", "Figure in words", "The figure's own words inside the quote, such as “at least 27”."),
    _column(
        "value", "Value", "The number as printed. Empty, never 0, for a vague figure or a bare range.", kind="count"
    ),
    _column("low", "Low", "The lower end that the words give. Empty where they give none.", kind="count"),
    _column("high", "High", "The upper end that the words give. No upper bound is ever invented.", kind="count"),
    _column("qualifier", "Qualifier", "How the number was bounded or blurred by its words.", Qualifier, needed=True),
    _column("measure", "Measure", "What the figure counts.", Measure, needed=True),
    _column("group", "Group", "Who was counted, in the words of the document: “civilians”, “regime fighters”."),
    _column(
        "place",
        "Place",
        "Where, from narrow to wide: “Zaria, Kaduna State, Nigeria”. Two places at once are joined by “ and ”.",
    ),
    _column("event_start", "Event start", f"When the event that is counted began: {_EDTF}."),
    _column("event_end", "Event end", f"When it ended: {_EDTF}. Empty for one day or one month."),
    _column("as_of", "As of", f"The day on which a count stood, which may lie before it was published: {_EDTF}."),
    _column("time_kind", "Kind of time", "Whether the figure is of one event, a period, a running total.", TimeKind),
    _column("counted_from", "Counted from", f"When a running total begins: {_EDTF}."),
    _column("definition", "Definition", "What the source says it counts and leaves out."),
    _column("attributed_to", "Attributed to", "Who says so: the source, and not whoever repeats it."),
    _column("anonymity", "Anonymity", "How far the text names the source.", Anonymity),
    _column(
        "relayed_by",
        "Relayed by",
        "Those through whom the figure came, nearest the source first, joined by “ > ”.",
    ),
    _column("event", "Event", "A label that ties together claims about one event."),
    _column("method", "Method", "How the source counts. A documented count is a floor.", Method, needed=True),
    _column("ground_rules", "Ground rules", "On what terms the source spoke.", GroundRules),
    _column("status", "Status in law", "The status in law of the people counted (SDG 16.1.2).", GroupStatus),
    _column("note", "Note", "A remark on the reading of the claim."),
)
"""The native record, in the order of `ledger.records.FIELDS`."""

DOCUMENTS: tuple[Column, ...] = (
    _column("document", "Document", "The document's title or another key, as the claims name it.", needed=True),
    _column("publisher", "Publisher", "Who published it."),
    _column("published", "Published", f"When: {_EDTF}."),
    _column("url", "Address", "Where it can be read."),
    _column("text_sha256", "Hash of the text", "SHA-256 of the text in the ledger, in UTF-8. Empty for a reference."),
    _column("original_sha256", "Hash of the file", "SHA-256 of the file that was imported."),
    _column(
        "confidentiality",
        "Confidentiality",
        "Whether the document may be passed on. A confidential one has a number for a name.",
        Confidentiality,
        needed=True,
    ),
)

FINDINGS: tuple[Column, ...] = (
    _column("id", "Finding", "The finding's id. It comes from what it is about, so it stays the same.", needed=True),
    _column("code", "Code", "The code of its kind, such as C1.", needed=True),
    _column("kind", "Kind", "Its kind in words, such as no_common_figure.", needed=True),
    _column("list", "List", "Whether re-reading resolves it, or sources disagree.", FindingList, needed=True),
    _column("severity", "Severity", "How far apart the readings are.", Severity, needed=True),
    _column("state", "State", "Whether somebody has decided it.", FindingState, needed=True),
    _column("about", "About", "The quantity it is about, in words."),
    _column("explanation", "Explanation", "Which figures do not go together, and why.", needed=True),
    _column("fits_if", "Fits if", "What would have to be so for them to go together."),
    _column("hint", "Hint", "What a reviewer might look at first."),
    _column("origins", "Origins", "The sources whose figures stand against each other, as a JSON list.", kind="list"),
    _column("outcome", "Outcome", "How a person decided it. Empty while it is open.", FindingState),
    _column("method", "Method", "By which published method.", ResolutionMethod),
    _column("why", "Why", "The reason that was given."),
    _column("reviewer", "Reviewer", "Who decided it."),
    _column("at", "At", "When, in UTC (ISO 8601)."),
)

FINDING_CLAIMS: tuple[Column, ...] = (
    _column("finding", "Finding", "A finding of findings.", needed=True),
    _column("claim", "Claim", "A claim of claims that it rests on.", needed=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of an export: its key, and which of its columns name rows of another table (column, table, column)."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    links: tuple[tuple[str, str, str], ...] = ()


TABLES: tuple[Table, ...] = (
    Table(
        name="documents",
        title="Documents",
        description="What the claims stand in.",
        columns=DOCUMENTS,
        key=("document",),
    ),
    Table(
        name="claims",
        title="Claims",
        description="One figure that somebody gave a row: the number as printed, what it counts, who said it, through"
        " whom, in which words. What a text does not say is empty.",
        columns=CLAIMS,
        key=("id",),
        links=(("document", "documents", "document"),),
    ),
    Table(
        name="findings",
        title="Findings",
        description="Claims that cannot all be true, or that only seem to disagree, and what was decided.",
        columns=FINDINGS,
        key=("id",),
    ),
    Table(
        name="finding_claims",
        title="Claims of findings",
        description="Which claims a finding rests on.",
        columns=FINDING_CLAIMS,
        key=("finding", "claim"),
        links=(("finding", "findings", "id"), ("claim", "claims", "id")),
    ),
)
"""The tables of a data package and of a SQLite export, each after those that it names rows of."""

assert tuple(c.name for c in CLAIMS) == FIELDS, "every field of the native record has its description"


def table(name: str) -> Table:
    """The table of that name."""
    return next(t for t in TABLES if t.name == name)


def sql_type(column: Column) -> str:
    """The type of a column in SQLite."""
    return "INTEGER" if column.kind == "count" else "TEXT"


def table_schema_field(column: Column) -> dict[str, object]:
    """A column as a field of a Table Schema (Data Package 2.0)."""
    field: dict[str, object] = {
        "name": column.name,
        "type": {"text": "string", "count": "integer", "list": "array"}[column.kind],
        "title": column.title,
        "description": column.description,
    }
    constraints: dict[str, object] = {}
    if column.needed:
        constraints["required"] = True
    if column.kind == "count":
        constraints |= {"minimum": 0, "maximum": MAX_COUNT}
    if column.terms is not None:
        field["categories"] = [{"value": t.value, "label": t.label or t.value} for t in column.terms]
        constraints["enum"] = [t.value for t in column.terms]
    if constraints:
        field["constraints"] = constraints
    return field
