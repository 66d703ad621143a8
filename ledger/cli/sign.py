"""`claims sign`."""

from __future__ import annotations

from pathlib import Path

import click

from ledger.cli.common import opened, reviewer_option, say


@click.command("sign")
@click.option("--new-key", type=click.Path(path_type=Path), metavar="FILE", help="Make a key in FILE, and stop.")
@click.option(
    "--key", type=click.Path(path_type=Path), metavar="FILE", envvar="CLAIMS_KEY", help="The key; else $CLAIMS_KEY."
)
@click.option("--change-key", is_flag=True, help="Record this key in the ledger in place of another.")
@click.option("-o", "--output", metavar="PATH", help="Where to write the signed head; - is standard output.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@reviewer_option
@click.pass_context
def sign_command(
    ctx: click.Context,
    new_key: Path | None,
    key: Path | None,
    change_key: bool,
    output: str | None,
    force: bool,
    reviewer: str | None,
) -> None:
    """Sign the head of the journal, so that nobody else can have made it; claims verify --signature checks it.

    The public key is recorded in the ledger the first time, as an act, and stands in its reports.
    """
    from ledger import signing

    if new_key is not None:
        made = signing.new_key(new_key)
        say(f"{new_key}: a new key; keep it where the ledger is not. Its public key:")
        click.echo(made)
        return
    if key is None or output is None:
        raise click.UsageError("name the key (--key FILE) and where to write (-o PATH)", ctx)
    from ledger.exports.output import safe_binary_output, safe_output

    with opened(ctx, reviewer) as ledger:
        signed = ledger.sign(key, change_key=change_key)
    data = signed.as_json()
    if output == "-":
        with safe_output(output) as stream:
            stream.write(data.decode())
        return
    with safe_binary_output(output, force=force) as raw:
        raw.write(data)
    say(f"{output}: head {signed.head} of {signed.entries:,} entries, signed by {signed.public_key}")
