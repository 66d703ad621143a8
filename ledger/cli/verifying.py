"""`claims verify`."""

from __future__ import annotations

from dataclasses import asdict

import click

from ledger.cli.common import echo_json, json_option, opened, progress, say
from ledger.errors import ExitCode


@click.command("verify")
@click.option("--head", metavar="HASH", help="A head from an earlier report, which must be in the journal.")
@json_option
@click.pass_context
def verify_command(ctx: click.Context, head: str | None, as_json: bool) -> int:
    """Check the whole audit trail: the journal, every row, every document, every quote, every finding.

    Exits 4 and names what does not fit.
    """
    if head is not None and (len(head.strip()) < 16 or set(head.strip().lower()) - set("0123456789abcdef")):
        raise click.UsageError("--head takes at least 16 hexadecimal digits of a head", ctx)
    with opened(ctx) as ledger, progress() as show:
        result = ledger.verify(head, show)
    if as_json:
        echo_json({**asdict(result), "sound": result.sound})
    else:
        for problem in result.problems:
            say(f"{problem.kind}: {problem.say}")
        redacted = f", {result.redacted} redacted" if result.redacted else ""
        counted = f"{result.entries:,} journal entries{redacted}, {result.rows:,} rows, head {result.head}"
        verdict = "sound" if result.sound else f"{len(result.problems)} problems"
        click.echo(f"{verdict}: {counted}")
    return ExitCode.DONE if result.sound else ExitCode.VERIFICATION_FAILED
