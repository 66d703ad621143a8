"""The tables of a ledger file, from schema.sql and its comments."""

from __future__ import annotations

import re

from ledger.exports.columns import CLAIMS
from ledger.rowhash import COLUMNS
from ledger.store import schema_sql

BEGIN = """# Schema

A ledger is one SQLite file (application id `LEDG`). `schema.sql` is the authority; this page is read from it.
A table is covered when the journal holds a hash of every one of its rows. Dates are EDTF, times UTC.

"""
_FIELDS = {c.name: c.description for c in CLAIMS if c.name != "id"}
MEANINGS: dict[str, dict[str, str]] = {
    "any": {
        "id": "the row's number",
        "row_hash": "the hash of the row that the journal holds",
        "state": "`standing`, or `withdrawn` by an act that took it back",
        "reviewer": "who did it",
        "at": "when, in UTC",
        "claim_id": "the claim's row",
        "batch_id": "the import it came with; empty where it was keyed in",
        "original_id": "the imported file",
    },
    "setting": {"name": "what is set", "value": "what to"},
    "original": {
        "name": "what the file was called",
        "sha256": "the hash of its bytes",
        "size": "how many bytes",
        "content": "the bytes, compressed with zlib",
    },
    "batch": {
        "format": "the format it was read as",
        "options": "how it was read: encoding, extractor and its lexicon's hash, mapping",
        "documents": "how many documents it brought",
        "claims": "how many claims it brought",
    },
    "document": {
        "key": "its title, or the name that claims give it",
        "publisher": "who published it",
        "published": "when, EDTF",
        "url": "where it can be read",
        "encoding": "the encoding the file was read in",
        "text": "the text as it was read; empty for a reference",
        "text_sha256": "the hash of the text",
        "confidentiality": "whether it may be passed on",
    },
    "claim": {
        "key": "the claim's id, as every listing prints it",
        "document_id": "the document it stands in",
        "source_key": "the id it had in its file",
        "source_line": "the line of its file",
        "fingerprint": "a hash of its content, by which the same claim is known again",
        "quote_start": "where the quote begins in the document's text, in characters",
        "quote_end": "where it ends",
        "figure_start": "where the figure's words begin",
        "figure_end": "where they end",
        "evidence": "the rules that read each field, with the words they matched, as JSON",
        "state": "where its review stands",
    },
    "name_link": {
        "kind": "what the names stand for",
        "name": "one name",
        "relation": "how it stands to the other",
        "target": "the other name",
    },
    "source": {
        "name": "who makes claims",
        "party": "the party to the conflict it belongs to",
        "method": "how it counts",
        "reliability": "its grade by the Admiralty code",
    },
    "decision": {
        "finding": "the finding's id",
        "outcome": "`resolved` or `dismissed`",
        "method": "by which method",
        "why": "the reason",
        "claims": "the claims that stood in it then, as JSON",
    },
    "remark": {"subject": "`claim:ID` or `finding:ID`", "text": "the note"},
    "journal": {
        "seq": "the entry's number, without gaps",
        "act": "what was done",
        "subject": "to what, by its number",
        "payload": "what exactly, as canonical JSON; empty after a redaction",
        "nonce": "the salt of the payload's hash",
        "payload_hash": "the salted hash of the payload",
        "hash": "the hash of the entry, which holds that of the entry before",
    },
    "unattributed": {
        "table_name": "the table that something other than the program changed",
        "row_id": "its row",
        "column_name": "its column",
        "before": "what stood there",
        "after": "what stood there afterwards",
    },
    "quantity": {
        "key": "what is counted, as a hash",
        "family": "the quantities that can bear on one another",
        "area": "the country or region of the place",
        "series": "what a period and a running total of one source share",
        "capacity": "what the dead and a strength share",
        "measure": "what is counted",
        "group_name": "who is counted",
        "place": "where",
        "time_class": "an event, a period, a running total or a level",
        "anchor": "the event or the day",
        "counted_from": "since when, for a running total",
        "definition": "how it is counted",
        "window_first": "the first day, counted from the first of the calendar",
        "window_last": "the last day",
        "claims": "how many claims it has",
        "max_lo": "the highest of the lower ends of their readings",
        "min_hi": "the lowest of the upper ends",
        "mixed": "whether more than one origin gives it",
    },
    "reading": {
        "quantity": "which quantity the claim speaks of",
        "document_id": "the document it stands in",
        "claim": "the claim's id",
        "label": "the quantity in words",
        "window_first": "the first day of what it counts",
        "window_last": "the last day",
        "lo": "the least number the words allow",
        "hi": "the greatest",
        "soft_lo": "the least that a reader would expect",
        "soft_hi": "the greatest",
        "soft_ceiling": "whether the upper end is only suggested",
        "why": "the sentence that says so",
        "value": "the number",
        "qualifier": "how it was qualified",
        "shown": "the figure as it is shown",
        "origin_key": "the origin, folded for comparison",
        "origin": "the origin's name",
        "attributed": "whether anybody is named",
        "relay": "through whom it came",
        "as_of_first": "the earliest day on which the count stood",
        "as_of_last": "the latest",
        "as_of_known": "whether the text says so",
        "published_day": "the day of publication",
        "figure": "the figure, folded for comparison",
        "uncertain_place": "the places that the name may mean",
        "fault": "what makes the record impossible",
        "sentence": "which sentence it stands in",
        "at": "where in the text",
        "citing": "the report that it cites",
    },
    "finding": {
        "row": "the row's number",
        "id": "its id, from what it is about",
        "rank": "its place in the order of findings",
        "weight": "what decides between findings of one rank",
        "block": "the quantity it was found in",
        "other": "the other quantity, where there are two",
        "code": "its code in the taxonomy",
        "kind": "its name",
        "list": "slip, dispute or note",
        "severity": "how far apart the readings are",
        "state": "open, resolved or dismissed",
        "about": "the claim whose words say what is counted",
        "higher": "the claim with the higher figure, of two that are held against each other",
        "lower": "the claim with the lower figure",
        "labels": "what the dispute is besides: one against the rest, along the parties",
        "explanation": "the sentence, where it says more than the readings of the two claims do",
        "fits_if": "what would make the claims fit, where there is an explanation",
        "hint": "what else is known",
        "reopened_by": "the claims that joined after it was decided, as JSON",
    },
    "finding_claim": {"finding": "the row of the finding"},
    "due_claim": {"first_row": "the first of some claims, by row", "last_row": "the last of them"},
    "due_quantity": {},
    "due_figure": {"figure": "the figure, folded for comparison"},
    "derived_seal": {
        "name": "The derived table.",
        "part": "Which of its rows: their numbers without the last four bits.",
        "digest": "SHA-256 over the canonical JSON of those rows, all columns in order.",
    },
}
"""What each column holds, by table; fields of a claim are described by the record format."""
_TABLE = re.compile(r"((?:^--[^\n]*\n)*)^CREATE (VIRTUAL )?TABLE (\w+)[^(]*\((.*?)^\)[^;]*;", re.MULTILINE | re.DOTALL)
_COLUMN = re.compile(r"^    ([a-z_0-9]+) +((?:TEXT|INTEGER|BLOB|REAL)[^\n]*)", re.MULTILINE)


def page() -> str:
    """Every table with its columns."""
    return BEGIN + "".join(_table(*found) for found in _TABLE.findall(schema_sql()))


def _table(comment: str, virtual: str, name: str, body: str) -> str:
    about = " ".join(line.removeprefix("--").strip() for line in comment.splitlines())
    covered = "Covered by the journal." if name in COLUMNS else "Not covered by row hashes."
    if virtual:
        columns = re.search(r"using fts5 \(\s*([\w,\s]+?),\s*content", body + "", re.IGNORECASE)
        held = columns[1] if columns else " ".join(body.split())
        return f"## {name}\n\n{about} Full-text index over: {held}\n\n"
    rows = [f"| `{column}` | {meaning(name, column)} | {_cell(rest)} |" for column, rest in _COLUMN.findall(body)]
    head = "| column | what it holds | declared as |\n|---|---|---|\n"
    return f"## {name}\n\n{about} {covered}\n\n{head}" + "\n".join(rows) + "\n\n"


def meaning(table: str, column: str) -> str:
    """What a column holds; KeyError for one that nobody described."""
    if table == "claim" and (field := {"group_name": "group"}.get(column, column)) in _FIELDS:
        return _FIELDS[field].replace("|", "\\|")
    return MEANINGS[table].get(column) or MEANINGS["any"][column]


def _cell(rest: str) -> str:
    return " ".join(rest.partition("--")[0].rstrip(", ").split()).replace("|", "\\|") + (
        " … " if rest.rstrip().endswith("(") else ""
    )
