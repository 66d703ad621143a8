"""`claims export`."""

from __future__ import annotations

from typing import Any

import click

from ledger.cli.common import opened, say
from ledger.cli.filters import filter_from, filter_options


@click.command("export")
@filter_options
@click.option("--format", "format_", type=click.Choice(["csv", "jsonl", "audit"]), default="csv", show_default=True)
@click.option("--spreadsheet", is_flag=True, help="CSV whose cells no spreadsheet runs as formulas; import undoes it.")
@click.option("-o", "--output", metavar="PATH", required=True, help="Where to write; - is standard output.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.pass_context
def export_command(
    ctx: click.Context, /, format_: str, spreadsheet: bool, output: str, force: bool, **options: Any
) -> None:
    """Write claims in the native format: importing them into an empty ledger gives the same claims.

    Claims made off the record stay here. --format audit writes a zip with the whole ledger and its journal, and a
    verifier that checks it with nothing but Python; it takes no filters.
    """
    from ledger.exports.native import write_csv, write_jsonl
    from ledger.exports.output import safe_output
    from ledger.vocabulary import GroundRules

    if spreadsheet and format_ != "csv":
        raise click.UsageError("--spreadsheet is for --format csv", ctx)
    if format_ == "audit":
        _audit(ctx, output, force, options)
        return
    with opened(ctx) as ledger:
        found = [c.record for c in ledger.claims(filter_from(options))]
        head = ledger.head
    records = [r for r in found if r.ground_rules is not GroundRules.OFF_THE_RECORD]
    with safe_output(output, force=force) as stream:
        if format_ == "csv":
            write_csv(records, stream, spreadsheet=spreadsheet)
        else:
            write_jsonl(records, stream)
    kept = len(found) - len(records)
    say(
        f"{output}: {len(records):,} claims, head {head[:16]}"
        + (f"; {kept:,} made off the record left out" if kept else "")
    )


def _audit(ctx: click.Context, output: str, force: bool, options: dict[str, Any]) -> None:
    chosen = click.core.ParameterSource.COMMANDLINE
    given = [name for name in options if ctx.get_parameter_source(name) is chosen]
    if given:
        raise click.UsageError(f"--format audit takes no filter (--{given[0]}): a part cannot be verified", ctx)
    if output == "-":
        raise click.UsageError("--format audit needs a file: -o PATH", ctx)
    with opened(ctx) as ledger:
        done = ledger.export_audit(output, force=force)
    kept = ", ".join(f"{number:,} {name}{'' if number == 1 else 's'}" for name, number in done.withheld.items())
    say(
        f"{output}: {done.entries:,} journal entries, {sum(done.rows.values()):,} rows, head {done.head}"
        + (f"; withheld: {kept}" if kept else "")
    )
