"""`claims report`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ledger.cli.common import as_known_option, echo_json, json_option, opened, say
from ledger.vocabulary import FindingState, Measure

if TYPE_CHECKING:
    from ledger.reporting import Scope


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
@click.option(
    "--format", "format_", type=click.Choice(["html", "markdown", "json", "pdf"]), help="Else by the file's ending."
)
@click.option(
    "--since", metavar="HEAD", help="Say what changed since the report that carries this head hash (or a date)."
)
@as_known_option
@click.option("--one-file", is_flag=True, help="HTML in one file, however large; else a page for each 1,000 claims.")
@click.option("-o", "--output", metavar="PATH", help="Where to write; - is standard output.")
@click.option(
    "--bundle", metavar="DIR", help="Write report, data, documents and audit trail to a folder that checks itself."
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@json_option
@click.pass_context
def report_command(
    ctx: click.Context,
    /,
    format_: str | None,
    one_file: bool,
    output: str | None,
    bundle: str | None,
    force: bool,
    since: str | None,
    as_known_on: str | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Write the audit report, of the whole ledger or of the claims that the filters let through.

    A report of more than 1,000 claims gets further pages in a folder beside it. --bundle writes the report with its
    data, documents and audit trail; whoever gets the folder checks it with python3 -I check.py, without this program.
    --json prints which files were written and the head hash; --format json is the report itself as JSON.
    """
    from ledger.reporting import taken
    from ledger.reporting.bundle import write_bundle
    from ledger.reporting.files import format_of, write_report
    from ledger.reporting.paging import LIMIT

    if (output is None) == (bundle is None):
        raise click.UsageError("say where to write: -o PATH for a report, or --bundle DIR", ctx)
    if as_json and output == "-":
        raise click.UsageError("-o - prints the report itself; --json tells of files: name one", ctx)
    with (
        opened(ctx) as ledger,
        taken(ledger, _scope(ctx, options), as_known_on=as_known_on, since=since) as (then, report),
    ):
        if bundle is not None:
            done = write_bundle(then, report, bundle, force=force)
            if as_json:
                echo_json({"files": [bundle], "ledger": report.identity.ledger, "head": done.head})
            say(f"{bundle}: {done.files:,} files, head {done.head}; python3 -I {bundle}/check.py checks it")
            return
    output = output or ""
    written = write_report(report, output, format_ or format_of(output), force=force, limit=None if one_file else LIMIT)
    if as_json:
        identity = report.identity
        echo_json({"files": [str(p) for p in written], "ledger": identity.ledger, "head": identity.head})
    if output != "-":
        more = f" and {len(written) - 1:,} further pages" if len(written) > 1 else ""
        say(f"{output}{more}: report of {ctx.obj or 'the ledger'}, head {report.identity.head}")


def _scope(ctx: click.Context, options: dict[str, Any]) -> Scope:
    from ledger.reporting import Scope

    try:
        return Scope(**options)
    except ValueError as error:
        raise click.UsageError(f"{error}; write dates as 2015, 2015-06 or 2015-06-03", ctx) from error
