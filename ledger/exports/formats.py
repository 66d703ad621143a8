"""The formats an export can be written in: one module each, named here with what it is and what it carries.

`claims export --format`, its help, the report's further formats and docs/reference/exports.md come from FORMATS.
A further format is a module with a function `write` and one entry here.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Any, Literal, TextIO

from ledger.errors import LedgerError


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user says beside the format.

    `site` is the address under which the claims' pages are published, `author` who publishes them (ClaimReview).
    """

    spreadsheet: bool = False
    site: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format. `module` has `write(export, target, options)`.

    By `shape`, `target` is a text stream, a binary stream, or a `Folder` that becomes a folder or a zip archive; an
    audit bundle is written by `Ledger.export_audit` instead, as it holds the ledger's rows and not its claims.
    `needs` is what `exporting` reads beside the claims. `stamp` says where ledger, head and program stand in it,
    `round_trip` what an import of it gives back, `loses` what it cannot carry; empty means nothing. `beside` is the
    ending of a further file that is written beside it.
    """

    name: str
    endings: tuple[str, ...]
    sentence: str
    shape: Literal["text", "binary", "folder", "audit"]
    module: str
    stamp: str
    round_trip: str
    loses: str = ""
    needs: tuple[str, ...] = ()
    beside: str | None = None
    specification: str = ""

    def write(self, export: Any, target: Any, options: Options) -> int:
        """Write the export; gives how many of its claims have no place in the format."""
        left: int | None = import_module(self.module).write(export, target, options)
        return left or 0

    def write_beside(self, export: Any, stream: TextIO, stem: str) -> None:
        """Write the file that goes beside that of the name `stem`."""
        import_module(self.module).write_metadata(export, stream, stem)


FORMATS: tuple[Format, ...] = (
    Format(
        name="csv",
        endings=(".csv",),
        sentence="Claim records as CSV, the native format.",
        shape="text",
        module="ledger.exports.native_csv",
        stamp="none: CSV has no place for it; stderr tells it, and the data package carries it",
        round_trip="the same claims",
        loses="offsets in the document, the state of the review, findings",
        specification="RFC 4180",
    ),
    Format(
        name="jsonl",
        endings=(".jsonl", ".ndjson"),
        sentence="Claim records as JSON, one object a line, the native format.",
        shape="text",
        module="ledger.exports.native_jsonl",
        stamp="none: every line is a claim; stderr tells it",
        round_trip="the same claims",
        loses="offsets in the document, the state of the review, findings",
        specification="JSON Lines",
    ),
    Format(
        name="datapackage",
        endings=(".zip",),
        sentence="A Data Package 2.0: tables of claims, documents and findings as CSV, every column described.",
        shape="folder",
        module="ledger.exports.datapackage",
        stamp="`ledger`, `head`, `entries` and `program` in datapackage.json; `claims verify --against` reads them",
        round_trip="the same claims",
        loses="offsets in the document, the state of the review",
        needs=("documents", "findings"),
        specification="https://datapackage.org/standard/data-package/",
    ),
    Format(
        name="claimreview",
        endings=(".jsonld",),
        sentence="ClaimReview as JSON-LD (schema.org), each figure as an Observation.",
        shape="text",
        module="ledger.exports.claimreview",
        stamp="`identifier`, `version` and `creditText` of the DataFeed",
        round_trip="the same claims",
        loses="offsets in the document, the state of the review, findings",
        needs=("findings",),
        specification="https://schema.org/ClaimReview",
    ),
    Format(
        name="prov",
        endings=(".prov.json",),
        sentence="W3C PROV as PROV-JSON: who said what, through whom, and what was done to it since.",
        shape="text",
        module="ledger.exports.prov",
        stamp="the entity `ledger:state`",
        round_trip="nothing: it tells of claims and does not hold them",
        loses="most fields of a claim, findings, the values before a correction",
        needs=("documents", "acts"),
        specification="https://www.w3.org/Submission/prov-json/",
    ),
    Format(
        name="annotations",
        endings=(".anno.jsonld",),
        sentence="Web Annotations: every quote marked in its document, by its words and by its place.",
        shape="text",
        module="ledger.exports.annotations",
        stamp="`generator` of the page",
        round_trip="nothing: it points into documents",
        loses="claims that were keyed in without a document, all fields but the words",
        needs=("documents", "context"),
        specification="https://www.w3.org/TR/annotation-model/",
    ),
    Format(
        name="ro-crate",
        endings=(".crate.zip",),
        sentence="An RO-Crate: the data package with ClaimReviews, annotations and provenance, described as one.",
        shape="folder",
        module="ledger.exports.rocrate",
        stamp="`identifier` and `version` of the root, and the entities `#ledger` and `#program`",
        round_trip="the same claims, by the data package in it",
        loses="the state of the review",
        needs=("documents", "findings", "acts", "context"),
        specification="https://w3id.org/ro/crate/1.2",
    ),
    Format(
        name="hxl",
        endings=(".hxl.csv",),
        sentence="CSV with a row of HXL tags, for humanitarian tools.",
        shape="text",
        module="ledger.exports.hxl",
        stamp="the column `#meta+ledger`",
        round_trip="claims with the same figures as ranges",
        loses="the qualifier of a figure, the names of documents, offsets, findings",
        specification="https://hxlstandard.org",
    ),
    Format(
        name="ged",
        endings=(".ged.csv",),
        sentence="CSV in the shape of the UCDP Georeferenced Event Dataset: people killed, a claim a row.",
        shape="text",
        module="ledger.exports.ged",
        stamp="`relid`: the ledger and the start of its head",
        round_trip="claims of people killed as ranges, and once more as deaths of civilians or of unknown status",
        loses="every measure but killed, undated claims, qualifiers, chains",
        specification="https://ucdp.uu.se/downloads/",
    ),
    Format(
        name="radford",
        endings=(".radford.csv",),
        sentence="CSV in the shape of Radford et al. 2023, for their model of reporting biases.",
        shape="text",
        module="ledger.exports.radford",
        stamp="none: the ten columns have no place for it; stderr tells it",
        round_trip="the counts by day and source",
        loses="ranges without a number, undated claims, documents, quotes, chains, ids",
        specification="https://doi.org/10.1073/pnas.2209870120",
    ),
    Format(
        name="sqlite",
        endings=(".sqlite", ".sqlite3", ".db"),
        sentence="A SQLite file of plain tables with full-text search, and metadata for Datasette beside it.",
        shape="binary",
        module="ledger.exports.sqlite_file",
        stamp="the table `about`, and `source` in the metadata",
        round_trip="nothing by itself: `sqlite-utils rows FILE claims --csv` gives the native CSV",
        loses="offsets in the document, the state of the review",
        needs=("documents", "findings"),
        beside=".metadata.json",
        specification="https://docs.datasette.io/en/stable/metadata.html",
    ),
    Format(
        name="xlsx",
        endings=(".xlsx",),
        sentence="A workbook: a sheet for each table, no cell a formula.",
        shape="binary",
        module="ledger.exports.workbook",
        stamp="the sheet “About”",
        round_trip="the claims, with `claims import --sheet Claims`; what a spreadsheet would run keeps its apostrophe",
        loses="offsets in the document, control characters, texts beyond 32,767 characters",
        needs=("documents", "findings"),
        specification="ECMA-376",
    ),
    Format(
        name="audit",
        endings=(),
        sentence="An audit bundle: the whole ledger and its journal, with a verifier that needs nothing but Python.",
        shape="audit",
        module="ledger.exports.audit",
        stamp="`ledger`, `head` and `entries` in manifest.json; verify.py and `claims verify --against` read them",
        round_trip="nothing: it is checked, not imported",
        specification="../reference/journal-format.md",
    ),
)
"""The formats, in the order in which they are shown."""


def format_named(name: str) -> Format:
    """The format of that name; KeyError if there is none."""
    return next(f for f in FORMATS if f.name == name)


def format_for(path: str) -> Format | None:
    """The format that a file's ending stands for, the longest first; None where it stands for none."""
    fitting = [(len(e), f) for f in FORMATS for e in f.endings if path.lower().endswith(e)]
    return max(fitting, key=lambda found: found[0])[1] if fitting else None


def format_asked(path: str) -> Format:
    """The format of an output: by its ending, CSV where it has none, as standard output and a pipe have none.

    LedgerError names the endings there are for one that stands for no format.
    """
    found = format_for(path)
    ending = PurePath(path).suffix
    if found is None and ending:
        known = ", ".join(e for f in FORMATS for e in f.endings)
        raise LedgerError(f"{path}: no format ends in {ending}: use --format, or end it in one of {known}")
    return found or format_named("csv")
