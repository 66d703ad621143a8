"""`claims policy`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.acts import why_option
from ledger.cli.common import console, echo_json, json_option, opened, report_done, reviewer_option
from ledger.cli.groups import Group
from ledger.counting import plural

if TYPE_CHECKING:
    from ledger.figures import Policy
    from ledger.policies import VerdictChange

GROUPED = 40
"""Beyond so many changed verdicts the table stops, and --json has the rest."""


@click.group("policy", cls=Group, invoke_without_command=True)
@click.pass_context
def policy_command(ctx: click.Context) -> None:
    """Show or change the tolerances that figures are read by. Alone: show."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(show_command)


@policy_command.command("show")
@json_option
@click.pass_context
def show_command(ctx: click.Context, as_json: bool = False) -> None:
    """Show every tolerance, its value and what it means."""
    with opened(ctx) as ledger:
        policy = ledger.policy
    if as_json:
        echo_json(policy.as_dict())
    else:
        _shown(policy)


@policy_command.command("set", short_help="Change tolerances as one act.")
@click.argument("values", nargs=-1, required=True, metavar="KEY=VALUE...")
@why_option
@reviewer_option
@json_option
@click.pass_context
def set_command(ctx: click.Context, values: tuple[str, ...], why: str, reviewer: str | None, as_json: bool) -> None:
    """Change tolerances as one act; everything is compared anew, and the verdicts that changed are printed.

    The policy takes the next version number, which every report names. claims undo takes the act back.
    """
    parsed: dict[str, str] = {}
    for value in values:
        name, sign, number = value.partition("=")
        if not sign:
            raise click.UsageError(f"{value!r} is no KEY=VALUE, such as round_cap_percent=3", ctx)
        parsed[name.strip()] = number
    with opened(ctx, reviewer) as ledger:
        done, changes = ledger.set_policy(parsed, why)
        policy, head = ledger.policy, ledger.head
    if as_json:
        verdicts = [c.as_json() for c in changes]
        echo_json({"seq": done.seq, "policy": policy.as_dict(), "verdicts": verdicts, "journal_head": head})
        return
    report_done(done, findings=False)
    _verdicts(changes)


def _shown(policy: Policy) -> None:
    from rich.table import Table

    from ledger.reporting.texts import POLICY_WORDS

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("name", no_wrap=True)
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("what it does")
    for name, value in policy.as_dict().items():
        table.add_row(name, f"{value:,}", POLICY_WORDS.get(name, name.replace("_", " ")))
    console().print(table)


def _verdicts(changes: list[VerdictChange]) -> None:
    from ledger.cli.columns import print_columns

    out = console()
    if not changes:
        out.print("no verdict changed")
        return
    rows = [
        (c.id[:8], (c.before or "none").replace("_", " "), (c.after or "none").replace("_", " "), c.label)
        for c in changes[:GROUPED]
    ]
    print_columns(out, ("finding", "was", "is", "about"), rows, yielding=(1, 2, 3))
    more = f"; {len(changes) - GROUPED} more with --json" if len(changes) > GROUPED else ""
    out.print(f"{plural(len(changes), 'verdict')} changed{more}", style="dim")
