"""`claims mapping`: start, list and show the files that say which column of a table is what."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ledger.cli.common import console, echo_json, json_option, say
from ledger.cli.groups import Group


@click.group("mapping", cls=Group)
def mapping_command() -> None:
    """Start, list and show mappings: which column of a table is what."""


@mapping_command.command("init")
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", metavar="PATH", help="Where to write it; else standard output.")
@click.option("--encoding", metavar="E", help="The encoding of the file, where it is not UTF-8.")
@click.option("--delimiter", metavar="D", help="What parts the cells: tab or one sign; else found.")
@click.option("--sheet", metavar="S", help="The sheet of a workbook.")
def init(file: str, output: str | None, encoding: str | None, delimiter: str | None, sheet: str | None) -> None:
    """Start a mapping for an unknown table.

    What its columns give away is filled in; the rest is for you.
    """
    from ledger.errors import LedgerError
    from ledger.intake.items import items, open_item
    from ledger.intake.mapping.starting import starting
    from ledger.intake.paths import expand
    from ledger.intake.tables.delimited import shown_delimiter
    from ledger.intake.tables.opening import open_table
    from ledger.intake.tables.rows import Layout

    try:
        sign = shown_delimiter(delimiter) if delimiter else None
    except ValueError as error:
        raise LedgerError(f"--delimiter: {error}") from None
    [item] = list(items(expand([file])))[:1]
    with open_item(item) as raw:
        table = open_table(item, raw, encoding, Layout(delimiter=sign, sheet=sheet))
        text = starting(table, item.file_name or "table", sheet)
    if output is None:
        sys.stdout.write(text)
        return
    try:
        with Path(output).open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except OSError as error:
        raise LedgerError(f"{output}: cannot be written ({error.strerror}); name another file") from None
    say(f"{output}: mend it, then claims import {item.name} --mapping {output} --dry-run")


@mapping_command.command("list", short_help="List the mappings that are shipped.")
@json_option
def list_(as_json: bool) -> None:
    """List the mappings that are shipped; claims import --mapping takes their names."""
    import tomllib

    from ledger.cli.columns import print_columns, print_sheets, uncut
    from ledger.intake.mapping import shipped

    found = [{"name": n, "description": tomllib.loads(t).get("description", "")} for n, t in shipped().items()]
    if as_json:
        echo_json(found)
        return
    out, heads = console(), ("mapping", "what it reads")
    if uncut(out):
        print_columns(out, heads, [(one["name"], one["description"]) for one in found])
    else:
        print_sheets(out, heads, [((one["name"],), (one["description"],)) for one in found])


@mapping_command.command("show")
@click.argument("name")
def show(name: str) -> None:
    """Print a shipped mapping, to start from."""
    from ledger.errors import LedgerError
    from ledger.intake.mapping import shipped

    text = shipped().get(name)
    if text is None:
        raise LedgerError(f"there is no shipped mapping {name!r}; there are {', '.join(shipped())}")
    sys.stdout.write(text)
