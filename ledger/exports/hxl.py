"""CSV with a row of HXL tags (1.1) under the header: what humanitarian tools read without being told anything.

One claim a row, and for every measure that the export holds a column for the printed value (`+best`) and for the
ends printed, else those that its words commit to (`+min`, `+max`, empty where there is no ceiling). The attributes
are those seen on HDX (`#affected+killed`). What are no people affected (strength, equipment) stands under `#indicator`.

Cells that a spreadsheet would run as a formula are neutralised, as this is a format for spreadsheets.
What it cannot carry: the qualifier as a figure (it stands in a column of its own), the chain of relays in parts,
offsets, findings. An import of it gives ranges where the words gave a bound.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from typing import TextIO

from ledger.exports.formats import Options
from ledger.exports.leaving import Outgoing
from ledger.exports.source import Export
from ledger.records import ClaimRecord
from ledger.safetext import spreadsheet_cell
from ledger.vocabulary import Measure

_NO_PEOPLE = (Measure.STRENGTH, Measure.ARRIVED, Measure.DEPLOYED, Measure.EQUIPMENT_LOST, Measure.EXCESS_DEATHS)

COLUMNS: tuple[tuple[str, str, Callable[[ClaimRecord], str | None]], ...] = (
    ("Claim", "#meta+id", lambda r: r.id),
    ("Event", "#event+name", lambda r: r.event),
    ("Place", "#loc+name", lambda r: r.place),
    ("Event start", "#date+start", lambda r: r.event_start),
    ("Event end", "#date+end", lambda r: r.event_end),
    ("As of", "#date+reported", lambda r: r.as_of),
    ("Counted from", "#date+counted_from", lambda r: r.counted_from),
    ("Group", "#group+name", lambda r: r.group),
    ("Status in law", "#group+status", lambda r: r.status.value if r.status else None),
    ("Measure", "#indicator+name", lambda r: r.measure.value),
    ("Qualifier", "#meta+qualifier", lambda r: r.qualifier.value),
    ("Figure in words", "#meta+figure", lambda r: r.figure_text),
)
"""Header, tag, and the cell of a claim, before its figures."""

AFTER: tuple[tuple[str, str, Callable[[ClaimRecord], str | None]], ...] = (
    ("Attributed to", "#meta+source", lambda r: r.attributed_to),
    ("Relayed by", "#meta+relay", lambda r: r.relayed_by),
    ("Document", "#meta+document", lambda r: r.document),
    ("Publisher", "#org+publisher+name", lambda r: r.publisher),
    ("Published", "#date+published", lambda r: r.published),
    ("Address", "#meta+link", lambda r: r.url),
    ("Quote", "#description+quote", lambda r: r.quote),
    ("Note", "#description", lambda r: r.note),
)
"""The same, after its figures."""


def figure_tag(measure: Measure, end: str) -> str:
    """The tag of a column of figures: `#affected+killed+min`."""
    if measure in _NO_PEOPLE:
        return f"#indicator+{measure.value}+value+{end}"
    return "#affected+" + end if measure is Measure.AFFECTED else f"#affected+{measure.value}+{end}"


def write(export: Export, stream: TextIO, options: Options) -> None:
    """Write the table."""
    present = {c.view.record.measure for c in export.claims()}
    measures = [m for m in Measure if m in present]
    ends = ("best", "min", "max")
    writer = csv.writer(stream, lineterminator="\r\n")
    header = [c[0] for c in COLUMNS] + [f"{m.label.capitalize()} ({e})" for m in measures for e in ends]
    tags = [c[1] for c in COLUMNS] + [figure_tag(m, e) for m in measures for e in ends]
    writer.writerow([*header, *(c[0] for c in AFTER), "Ledger"])
    writer.writerow([*tags, *(c[1] for c in AFTER), "#meta+ledger"])
    # No comma, semicolon or bar: in every row it would look like what parts the cells.
    stamp = f"{export.stamp.program} {export.stamp.urn} head {export.stamp.head}"
    for claim in export.claims():
        record = claim.view.record
        figures: list[str] = []
        for measure in measures:
            figures += _figures(claim) if measure is record.measure else ("", "", "")
        before = (_cell(c[2](record)) for c in COLUMNS)
        after = (_cell(c[2](record)) for c in AFTER)
        writer.writerow([*before, *figures, *after, stamp])


def _cell(text: str | None) -> str:
    return spreadsheet_cell(text) if text else ""


def _figures(claim: Outgoing) -> Iterator[str]:
    return ("" if n is None else str(n) for n in (claim.view.record.value, *claim.ends))
