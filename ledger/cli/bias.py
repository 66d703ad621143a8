"""`claims bias`: how the figures of the parties stand to those of third parties."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ledger.cli.common import console, echo_json, json_option, opened

if TYPE_CHECKING:
    from ledger.comparison.bias import Profile


@click.command("bias")
@click.option("--by", type=click.Choice(["source", "party"]), default="source", show_default=True)
@json_option
@click.pass_context
def bias_command(ctx: click.Context, by: str, as_json: bool) -> None:
    """Show how the figures of parties to the conflict stand to those of third parties on the same thing.

    A ratio of 2 says: twice what third parties give within a week. Given only from ten figures and three third
    parties on. It is relative to the third parties in the ledger, is no correction, and moves no range.
    claims sources NAME --party says who is a party.
    """
    from ledger.comparison.bias import FEWEST_FIGURES, FEWEST_THIRD, WARNING

    with opened(ctx) as ledger:
        found = ledger.bias(by_party=by == "party")
    if as_json:
        echo_json({"warning": WARNING, "profiles": [asdict(p) for p in found]})
        return
    out = console()
    enough = [p for p in found if p.ratio is not None]
    if enough:
        _table(enough)
    else:
        out.print("no profile: no party has figures beside those of enough third parties")
    few = len(found) - len(enough)
    if few:
        bounds = f"fewer than {FEWEST_FIGURES} figures or {FEWEST_THIRD} third parties"
        out.print(f"{few} with {bounds}: no ratio", style="dim")
    out.print(WARNING, style="dim")


def _table(found: list[Profile]) -> None:
    from ledger.cli.columns import print_columns

    rows = [
        (p.source, p.group, f"{p.ratio:.2f}", f"{p.low:.2f} to {p.high:.2f}", f"{p.figures:,}", str(len(p.third)))
        for p in found
    ]
    heads = ("source", "about", "ratio", "90 % range", "figures", "third parties")
    print_columns(console(), heads, rows, yielding=(0, 1), right=(2, 3, 4, 5))
