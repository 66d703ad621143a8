"""`claims init`, `backup`, `rebuild` and `where`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ledger import locations
from ledger.cli.common import echo_json, json_option, ledger_path, opened, progress, reviewer_option, say


@click.command("init")
@reviewer_option
@json_option
@click.pass_context
def init_command(ctx: click.Context, reviewer: str | None, as_json: bool) -> None:
    """Make a new, empty ledger; refuses to overwrite anything."""
    from ledger.api import Ledger

    path = ledger_path(ctx)
    with Ledger.create(path, reviewer=reviewer) as ledger:
        made = {"path": str(path), "ledger": ledger.id, "head": ledger.head}
        ledger.remember()  # it stands here on purpose, whatever stood here before
    if as_json:
        echo_json(made)
    say(f"{path}: a new ledger")


@click.command("backup")
@click.argument("path", type=click.Path(path_type=Path))
@json_option
@click.pass_context
def backup_command(ctx: click.Context, path: Path, as_json: bool) -> None:
    """Copy the ledger to PATH, soundly, while others may be using it."""
    with opened(ctx) as ledger:
        ledger.backup(path)
        head = ledger.head
        if as_json:
            echo_json({"path": str(path), "ledger": ledger.id, "head": head})
        say(f"{path}: a copy of {ledger.path}, head {head[:16]}")


@click.command("rebuild")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes that compare; else up to one a core.")
@reviewer_option
@json_option
@click.pass_context
def rebuild_command(ctx: click.Context, jobs: int | None, reviewer: str | None, as_json: bool) -> None:
    """Compute all readings and findings anew; decisions stay."""
    from ledger.intake.forking import workers

    with opened(ctx, reviewer) as ledger, progress() as show:
        show("comparing", 0)
        changes = ledger.rebuild(show, workers(jobs))
        still = ledger.open_by_kind()
    if as_json:
        echo_json({"new": changes.new, "gone": changes.gone, "open": still})
    else:
        say(f"{len(changes.new)} new, {len(changes.gone)} gone, {sum(still.values())} open")


@click.command("where")
@json_option
@click.pass_context
def where_command(ctx: click.Context, as_json: bool) -> None:
    """Print every path in use."""
    paths = {
        "ledger": str(Path(os.path.abspath(ledger_path(ctx)))),
        "demo": str(Path(os.path.abspath(locations.demo_ledger()))),
        "seeds": str(locations.seeds()),
        "state": str(locations.state_folder()),
    }
    if as_json:
        echo_json(paths)
    else:
        for name, path in paths.items():
            click.echo(f"{name:8} {path}")
