"""`claims report`."""

from __future__ import annotations

from typing import Any

import click

from ledger.cli.common import opened, say
from ledger.cli.filters import filter_from, filter_options


@click.command("report")
@filter_options
@click.option(
    "--format", "format_", type=click.Choice(["html", "markdown", "json"]), help="Else by the file's ending."
)
@click.option("-o", "--output", metavar="PATH", required=True, help="Where to write; - is standard output.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.pass_context
def report_command(
    ctx: click.Context, /, format_: str | None, output: str, force: bool, **options: Any
) -> None:
    """Write the audit report, of the whole ledger or of the claims that the filters let through."""
    from ledger.exports.output import safe_output
    from ledger.reporting import write

    endings = {"html": "html", "htm": "html", "md": "markdown", "markdown": "markdown", "json": "json"}
    chosen = format_ or endings.get(output.rpartition(".")[2].lower(), "html")
    with opened(ctx) as ledger:
        text = write(ledger, chosen, filter_from(options))
        head = ledger.head
    with safe_output(output, force=force) as stream:
        stream.write(text)
    if output != "-":
        say(f"{output}: report of {ctx.obj or 'the ledger'}, head {head}")
