"""`claims report`."""

from __future__ import annotations

from typing import Any

import click

from ledger.cli.common import opened, say
from ledger.vocabulary import FindingState, Measure


@click.command("report")
@click.option("--place", metavar="WORDS", help="Part of where.")
@click.option("--group", metavar="WORDS", help="Part of who was counted.")
@click.option("--event", metavar="WORDS", help="Part of the event's label.")
@click.option("--source", metavar="WORDS", help="Part of who says so.")
@click.option("--document", metavar="WORDS", help="Part of the document's name.")
@click.option("--measure", type=click.Choice([m.value for m in Measure]))
@click.option("--from", "start", metavar="DATE", help="Claims about this time or later (2015-06, 2015-06-03).")
@click.option("--to", "end", metavar="DATE", help="Claims about this time or earlier.")
@click.option("--reviewer", "reviewer", metavar="NAME", help="Claims that this person acted on.")
@click.option(
    "--state",
    type=click.Choice([*(s.value for s in FindingState), "all"]),
    default="all",
    show_default=True,
    help="Which findings.",
)
@click.option("--format", "format_", type=click.Choice(["html", "markdown", "json"]), help="Else by the file's ending.")
@click.option("-o", "--output", metavar="PATH", required=True, help="Where to write; - is standard output.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.pass_context
def report_command(ctx: click.Context, /, format_: str | None, output: str, force: bool, **options: Any) -> None:
    """Write the audit report, of the whole ledger or of the claims that the filters let through."""
    from ledger.exports.output import safe_output
    from ledger.reporting import Scope, make, pieces

    endings = {"html": "html", "htm": "html", "md": "markdown", "markdown": "markdown", "json": "json"}
    chosen = format_ or endings.get(output.rpartition(".")[2].lower(), "html")
    with opened(ctx) as ledger:
        report = make(ledger, Scope(**options))
    with safe_output(output, force=force) as stream:
        stream.writelines(pieces(report, chosen))
    if output != "-":
        say(f"{output}: report of {ctx.obj or 'the ledger'}, head {report.identity.head}")
