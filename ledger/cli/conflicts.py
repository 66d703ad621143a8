"""`claims conflicts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.common import console, echo_json, json_option, opened
from ledger.vocabulary import FindingList, FindingState, Severity

if TYPE_CHECKING:
    from ledger.queries import FindingView

COLOURS = {FindingList.SLIP: "red", FindingList.DISPUTE: "yellow", FindingList.NOTE: "blue"}
"""One colour, one meaning, as in the review app."""


@click.command("conflicts")
@click.option("--kind", metavar="K", help="A kind in words (no_common_figure) or its code (C1).")
@click.option("--severity", type=click.Choice([s.value for s in Severity]))
@click.option("--list", "list_", type=click.Choice([x.value for x in FindingList]), help="Only that list.")
@click.option(
    "--state", type=click.Choice([*(s.value for s in FindingState), "all"]), default="open", show_default=True
)
@json_option
@click.pass_context
def conflicts_command(
    ctx: click.Context, kind: str | None, severity: str | None, list_: str | None, state: str, as_json: bool
) -> None:
    """List what cannot all be true: slips first, then disputes, then notes. --json prints one array."""
    with opened(ctx) as ledger:
        found = ledger.findings(state=state, kind=kind, severity=severity, list_=list_)
    if as_json:
        echo_json([f.as_json() for f in found])
    else:
        print_findings(found)


def print_findings(found: list[FindingView]) -> None:
    """The findings for people, list by list."""
    from ledger.safetext import rich_text

    out = console()

    def line(text: str, style: str = "") -> None:
        out.print(rich_text(text), style=style, soft_wrap=True)

    for part in FindingList:
        listed = [f for f in found if f.list is part]
        if not listed:
            continue
        line(f"{part.label.capitalize()} ({len(listed)})", f"bold {COLOURS[part]}")
        for f in listed:
            settled = "" if f.state is FindingState.OPEN else f" · {f.state.label}"
            line(f"  {f.id}  {f.kind} · {f.severity.label}{settled} · {f.quantity.get('label', '')}")
            for text in (f.explanation, f.fits_if, f.hint):
                if text:
                    line(f"    {text}")
            line(f"    claims {', '.join(f.claims)}", "dim")
            if f.decision and f.state is not FindingState.OPEN:
                d = f.decision
                line(f"    {d.method.label}: {d.why} ({d.reviewer}, {d.at})", "dim")
    if not found:
        out.print("no findings")
