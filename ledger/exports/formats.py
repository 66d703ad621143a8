"""The formats an export can be written in: one module each, named here with what it is and what it carries.

`claims export --format`, its help, the report's further formats and docs/reference/exports.md come from FORMATS.
A further format is a module with a function `write` and one entry here.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal


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
    `round_trip` what an import of it gives back, `loses` what it cannot carry; empty means nothing.
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
    specification: str = ""

    def write(self, export: Any, target: Any, options: Options) -> None:
        """Write the export."""
        import_module(self.module).write(export, target, options)


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
    """The format that a file's ending stands for, None where it stands for none or for several."""
    fitting = [f for f in FORMATS if any(path.lower().endswith(e) for e in f.endings)]
    return fitting[0] if len(fitting) == 1 else None
