"""`claims prove`."""

from __future__ import annotations

import click

from ledger.cli.common import opened, say


@click.command("prove")
@click.argument("claim", required=False)
@click.option("-o", "--output", metavar="PATH", required=True, help="Where to write the proof; - is standard output.")
@click.option("--checker", is_flag=True, help="Write the program that checks proofs instead, for who has none.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.pass_context
def prove_command(ctx: click.Context, claim: str | None, output: str, checker: bool, force: bool) -> None:
    """Write the proof of one claim: that it stands in the journal, without the words of any other.

    Whoever has the head from a report checks it with nothing but Python: python3 -I check_proof.py PROOF HEAD.
    """
    from ledger.exports.output import safe_output
    from ledger.exports.proof import checker as source

    if checker == (claim is not None):
        raise click.UsageError("name a claim, or --checker", ctx)
    if checker:
        with safe_output(output, force=force) as stream:
            stream.write(source())
        return
    with opened(ctx) as ledger:
        made = ledger.prove(str(claim))
        with safe_output(output, force=force) as stream:
            stream.write(made.as_json())
    say(f"claim {claim}: proven by {made.entries:,} entries, under head {made.head}")
