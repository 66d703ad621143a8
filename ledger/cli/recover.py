"""`claims recover`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from ledger.cli.common import echo_json, json_option, ledger_path, say
from ledger.errors import ExitCode


@click.command("recover")
@click.argument("path", type=click.Path(path_type=Path))
@json_option
@click.pass_context
def recover_command(ctx: click.Context, path: Path, as_json: bool) -> int:
    """Save what can be read of the damaged ledger (--ledger) into a new one at PATH, and list what could not.

    The damaged file is only read. Exits 4 where anything is missing.
    """
    from ledger.recovery import recover

    done = recover(ledger_path(ctx), path)
    if as_json:
        echo_json({"saved": done.saved, "damage": done.damage, "missing": [asdict(p) for p in done.problems]})
    else:
        for line in done.damage:
            say(f"damage: {line}")
        for problem in done.problems:
            say(f"{problem.kind}: {problem.say}")
        rows = ", ".join(f"{number:,} in {table}" for table, number in done.saved.items() if number)
        say(f"{path}: saved {rows or 'nothing'}; {len(done.problems)} problems remain")
    return ExitCode.VERIFICATION_FAILED if done.problems else ExitCode.DONE
