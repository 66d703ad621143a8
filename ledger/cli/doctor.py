"""`claims doctor`."""

from __future__ import annotations

import click

from ledger.cli.common import echo_json, json_option, ledger_path
from ledger.errors import ExitCode


@click.command("doctor")
@json_option
@click.pass_context
def doctor_command(ctx: click.Context, as_json: bool) -> int:
    """Say what is wrong with the ledger's file or its surroundings, and what to do. Changes nothing."""
    from ledger.health import examine

    checks = examine(ledger_path(ctx))
    if as_json:
        echo_json([{"check": c.name, "ok": c.ok, "say": c.say} for c in checks])
    else:
        for c in checks:
            click.echo(f"{'ok  ' if c.ok else 'FAIL'}  {c.name:14} {c.say}")
    return ExitCode.DONE if all(c.ok for c in checks) else ExitCode.FAILED
