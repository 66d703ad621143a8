"""`claims demo` and `claims review`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ledger import locations
from ledger.cli.common import echo_json, json_option, ledger_path, progress, reviewer_option, say
from ledger.counting import plural
from ledger.errors import LedgerError

DEMO_MARK = "demo"
"""The reviewer who makes a demo ledger: only a ledger that begins so is ever replaced."""


@click.command("demo")
@click.option("--no-review", is_flag=True, help="Do not open the review app.")
@reviewer_option
@json_option
@click.pass_context
def demo_command(ctx: click.Context, no_review: bool, reviewer: str | None, as_json: bool) -> int:
    """Make a sample ledger of what was really reported in June 2015, and print what cannot all be true.

    Writes to --ledger, else demo.db, and replaces only an earlier demo. Opens the review app where there is
    a terminal. --json prints the findings as one array, and opens nothing.
    """
    from ledger.api import Ledger
    from ledger.cli.conflicts import print_findings
    from ledger.intake.reports import ImportOptions

    path = ledger_path(ctx, locations.demo_ledger())
    _make_room(path)
    with Ledger.create(path, reviewer=DEMO_MARK) as ledger:
        with progress() as show:
            ledger.import_paths([str(locations.seeds())], ImportOptions(reviewer=DEMO_MARK), show)
        counts = ledger.counts()
        found = ledger.findings()
        ledger.remember()  # it stands here on purpose, whatever stood here before
    if as_json:
        echo_json([f.as_json() for f in found])
    else:
        print_findings(found)
    sys.stdout.flush()
    say(f"{path}: {plural(counts.claims, 'claim')} in {plural(counts.documents, 'document')}")
    say(f"claims --ledger {path} review opens it")
    if no_review or as_json or not _terminal():
        return 0
    return _review(path, reviewer)


def _make_room(path: Path) -> None:
    """Remove an earlier demo; anything else at `path` is refused."""
    from ledger.api import Ledger

    if not path.exists():
        return
    try:
        with Ledger(path, readonly=True) as old:
            first = old.journal(limit=1)[0]
            acts = sum(e.reviewer != DEMO_MARK for e in old.journal())
    except LedgerError:
        raise LedgerError(f"{path}: not a demo ledger; name another with --ledger") from None
    if first.reviewer != DEMO_MARK:
        raise LedgerError(f"{path}: a ledger of your own, not a demo; name another with --ledger")
    if acts:
        say(f"{path}: the demo is made anew; {plural(acts, 'act')} of its reviewers went with the old one")
    for name in (path.name, path.name + "-journal", path.name + "-wal", path.name + "-shm"):
        path.with_name(name).unlink(missing_ok=True)


@click.command("review")
@click.option("--plain", is_flag=True, help="For screen readers: sentences, no drawings.")
@reviewer_option
@click.pass_context
def review_command(ctx: click.Context, reviewer: str | None, plain: bool) -> int:
    """Open the review app."""
    path = ledger_path(ctx)
    if not path.exists():
        raise LedgerError(f"{path}: there is no ledger here; claims init makes one")
    if not _terminal():
        raise LedgerError("the review app needs a terminal; claims conflicts and claims list print what it shows")
    return _review(path, reviewer, plain=plain)


def _terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _review(path: Path, reviewer: str | None, *, plain: bool = False) -> int:
    from importlib import import_module

    from ledger.api import default_reviewer

    # By name, so that nothing under `ledger` imports the app: the engine stands without it.
    app = import_module("tui.app")
    return int(app.run(path, reviewer or default_reviewer(), plain=plain))
