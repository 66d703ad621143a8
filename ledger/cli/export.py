"""`claims export`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ledger.cli.common import as_known, as_known_option, echo_json, json_option, opened, say
from ledger.cli.filters import filter_from, filter_options
from ledger.counting import plural
from ledger.exports.formats import FORMATS, Format, Options, format_asked, format_named

if TYPE_CHECKING:
    pass


class _Command(click.Command):
    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The formats, from their registry."""
        with formatter.section("Formats"):
            formatter.write_dl([(f.name, f.sentence) for f in FORMATS])


@click.command("export", cls=_Command)
@filter_options
@click.option(
    "--format",
    "format_",
    type=click.Choice([f.name for f in FORMATS]),
    help="Else by the ending of PATH; csv where it has none.",
)
@click.option("--spreadsheet", is_flag=True, help="CSV whose cells no spreadsheet runs as formulas; import undoes it.")
@click.option("--site", metavar="URL", help="Under which address your pages on the claims stand (claimreview).")
@click.option("--author", metavar="NAME", help="Who publishes those pages (claimreview).")
@as_known_option
@click.option("-o", "--output", metavar="PATH", required=True, help="Where to write; - is standard output.")
@click.option("--force", is_flag=True, help="Write over what is there.")
@json_option
@click.pass_context
def export_command(
    ctx: click.Context,
    /,
    format_: str | None,
    spreadsheet: bool,
    site: str | None,
    author: str | None,
    as_known_on: str | None,
    output: str,
    force: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Write claims for other programs, in one of the formats below.

    Claims made off the record stay here in every format, names given on background and the words of confidential
    documents too; what was withheld is counted on stderr. --format audit writes the whole ledger and its journal with
    a verifier that checks it with nothing but Python; it takes no filters.
    """
    from ledger.exports.source import exporting
    from ledger.exports.writing import write

    chosen = format_named(format_) if format_ else format_asked(output)
    if chosen.shape == "audit":
        _audit(ctx, output, force, options)
        return
    if as_json and output == "-":
        raise click.UsageError("-o - prints the claims; --json tells of what was written: name a path", ctx)
    _check(ctx, chosen, output, spreadsheet=spreadsheet, site=site)
    with (
        opened(ctx) as ledger,
        as_known(ledger, as_known_on) as then,
        exporting(then, filter_from(options), chosen.needs) as export,
    ):
        left = write(export, chosen, output, Options(spreadsheet=spreadsheet, site=site, author=author), force)
    if as_json:
        told = {
            "path": output,
            "format": chosen.name,
            "claims": export.size - left,
            "left_out": left,
            "withheld": [{"number": w.number, "what": w.what, "why": w.why} for w in export.withheld],
            "ledger": export.stamp.ledger,
            "head": export.stamp.head,
        }
        echo_json(told)
    say(f"{output}: {plural(export.size - left, 'claim')} as {chosen.name}, head {export.stamp.head[:16]}")
    if left:
        say(f"  {left:,} claims have no place in this format: left out")
    for withheld in export.withheld:
        say(f"  {withheld.words}")


def _check(ctx: click.Context, chosen: Format, output: str, *, spreadsheet: bool, site: str | None) -> None:
    if spreadsheet and chosen.name != "csv":
        raise click.UsageError("--spreadsheet is for --format csv", ctx)
    if output == "-" and chosen.shape != "text":
        raise click.UsageError(f"{chosen.name} is no text for standard output; name a path", ctx)
    if site is not None:
        from ledger.safetext import safe_href

        if safe_href(site) is None:
            raise click.UsageError(f"--site {site!r} is no address; write https://example.org/claims", ctx)


def _audit(ctx: click.Context, output: str, force: bool, options: dict[str, Any]) -> None:
    chosen = click.core.ParameterSource.COMMANDLINE
    given = [name for name in options if ctx.get_parameter_source(name) is chosen]
    if given:
        raise click.UsageError(f"--format audit takes no filter (--{given[0]}): a part cannot be verified", ctx)
    if output == "-":
        raise click.UsageError("--format audit needs a file: -o PATH", ctx)
    with opened(ctx) as ledger:
        done = ledger.export_audit(output, force=force)
    kept = ", ".join(plural(number, name) for name, number in done.withheld.items())
    say(
        f"{output}: {done.entries:,} journal entries, {sum(done.rows.values()):,} rows, head {done.head}"
        + (f"; withheld: {kept}" if kept else "")
    )
