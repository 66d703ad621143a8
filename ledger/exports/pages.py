"""Writes docs/reference/exports.md from the registry of formats: `python -m ledger.exports.pages [FILE]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

from ledger.exports.columns import TABLES, Column, Table
from ledger.exports.formats import FORMATS, Format

INTRODUCTION = """\
    # Exports

    Written by `python -m ledger.exports.pages` from `ledger/exports/`; change it there.

    `claims export --format NAME -o PATH` writes claims for other programs. Without `--format` the ending of the path
    decides; one that stands for no format is refused, and a path without any gets CSV. The filters of `claims list`
    choose the claims; rejected and withdrawn ones are left out unless `--state` asks for them. `--as-known-on` exports
    the ledger as it stood on a day or after a head.

    A file or folder appears whole or not at all, closed to others (mode 0600, folders 0700); a link is never followed,
    and `--force` replaces a file or an earlier export, never a folder of other things. A path that ends in `.zip` gives
    a folder format as an archive. The same ledger gives the same export, byte for byte, whenever it is written (a
    workbook excepted, which carries the time of the day). Memory does not grow with the number of claims.

    ## What never leaves

    In every format, and counted on standard error: a claim made off the record, with every finding that rests on it;
    the name of a source on background, everywhere it stands, and the words that may tell who spoke; any description
    of a source on deep background; the name, the publisher, the address, the hash and the words of a confidential
    document, whose figures are told under a number. The text of a restricted document stays too: its quotes leave
    without the words around them. The rules are those of the audit report (`ledger/disclosure.py`).
    """

MACHINES = """\
    ## Spreadsheets and programs

    `csv`, and the tables of `datapackage` and `ro-crate`, are for programs: every text stands in them as it is.
    `csv --spreadsheet`, `hxl`, `ged`, `radford` and `xlsx` are opened by people in spreadsheets: an apostrophe stands
    in front of any text that would be run as a formula. Import takes it away from `csv --spreadsheet` again.
    """


def render() -> str:
    """The whole page."""
    parts = [dedent(INTRODUCTION).rstrip(), "## The formats", _overview()]
    parts += [_section(f) for f in FORMATS]
    parts += [dedent(MACHINES).rstrip(), "## The columns"]
    parts += [_table(t) for t in TABLES]
    return "\n\n".join(parts) + "\n"


def _overview() -> str:
    lines = ["| format | ending | what it is |", "|---|---|---|"]
    lines += [f"| [`{f.name}`](#{f.name}) | {_endings(f)} | {f.sentence} |" for f in FORMATS]
    return "\n".join(lines)


def _endings(format_: Format) -> str:
    return " ".join(f"`{e}`" for e in format_.endings) or "none"


def _section(format_: Format) -> str:
    loses = format_.loses or "nothing"
    place = f"<{format_.specification}>" if format_.specification.startswith("http") else format_.specification
    if format_.specification.endswith(".md"):
        place = f"[{Path(format_.specification).stem}]({Path(format_.specification).name})"
    lines = [
        f"### {format_.name}",
        "",
        format_.sentence,
        "",
        f"- An import gives back: {format_.round_trip}.",
        f"- It cannot carry: {loses}.",
        f"- Ledger, head and program stand in: {format_.stamp}.",
        f"- Specification: {place}.",
        f"- Written by `{format_.module.replace('.', '/')}.py`.",
    ]
    return "\n".join(lines)


def _table(table: Table) -> str:
    lines = [f"### {table.name}.csv", "", table.description, "", "| column | what it holds |", "|---|---|"]
    lines += [f"| `{c.name}` | {' '.join(_said(c))} |" for c in table.columns]
    return "\n".join(lines)


def _said(column: Column) -> Iterator[str]:
    yield column.description
    if column.kind == "count":
        yield "A whole number."
    if column.terms is not None:
        yield "One of: " + ", ".join(f"`{t.value}`" for t in column.terms) + "."
    if column.needed:
        yield "Never empty."


if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference/exports.md").write_text(render(), encoding="utf-8")
