"""`claims quantity`: one quantity as a ladder of intervals, or over time as a curve."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import click

from ledger.cli.common import console, echo_json, json_option, opened
from ledger.counting import plural

if TYPE_CHECKING:
    from rich.console import Console

    from ledger.ladder import Scale
    from ledger.panels import LineView, SupportView
    from ledger.quantities import QuantityView, Spoken

MOST_ROWS = 40
"""Beyond so many claims the ladder is thinned: the latest word of each origin, then the latest of the others."""
RANGES = (
    ("claimed", "source"),
    ("supported", "origin"),
    ("agreeing", "origin"),
)
"""The three nested ranges, and what is named behind each: whoever gives a figure, or independent origins."""


@click.command("quantity")
@click.argument("what", metavar="Q")
@click.option("--all", "every", is_flag=True, help=f"Every claim, also beyond {MOST_ROWS}.")
@json_option
@click.pass_context
def quantity_command(ctx: click.Context, what: str, every: bool, as_json: bool) -> None:
    """Show one quantity: every claim of it on one scale, and what the ledger supports.

    Q is a quantity's key, a finding or a claim (the start of a key will do). Three nested ranges are shown with
    the origins behind each; there is no average and no probability. A running toll is shown in order of date.
    """
    with opened(ctx) as ledger:
        found = ledger.quantity(what)
    if as_json:
        echo_json(found.as_json())
    else:
        _print(found, every=every)


def _print(found: QuantityView, *, every: bool) -> None:
    from textwrap import wrap

    from ledger.safetext import rich_text, visible

    out = console()

    def line(text: str, style: str = "") -> None:
        """A line that goes on, where it must, four cells in from where it began."""
        indent = " " * (len(text) - len(text.lstrip()) + 4) if text.startswith(" ") else ""
        for part in wrap(visible(text), out.width, subsequent_indent=indent) or [""]:
            out.print(rich_text(part), style=style)

    s = found.support
    line(found.label, "bold")
    line(s.said)
    line("")
    _ladder(out, found, every=every)
    for name, counted in RANGES:
        held: LineView | None = getattr(s, name)
        if held is not None and held.origins:
            line(f"  {name}: {plural(len(held.origins), counted)}: {', '.join(held.origins)}", "dim")
    if s.left_out:
        line(f"  left out: {', '.join(s.left_out)}; at least {s.must_be_wrong} cannot hold", "dim")
    if len(s.curve) > 1:
        _curve(out, s)
    if found.findings:
        line("")
        line("Findings", "bold")
        for f in found.findings:
            line(f"  {f.id[:8]}  {f.list.value}, {f.severity.label}, {f.state.label}: {f.explanation}")
    if found.beside:
        line("")
        line("Not compared with it", "bold")
        for b in found.beside:
            line(f"  {b.key[:8]}  {b.code}  {b.label}: {b.why}")
    joined = [c for c in found.claims if c.likely]
    if joined:
        line("")
        line("Counted with another", "bold")
        for c in joined:
            why = f" ({c.joined_for})" if c.joined_for else ""
            line(f"  {c.claim}: {c.figure} of {c.says} is {c.likely} that of {c.origin}, so no origin of its own{why}")


def _ladder(out: Console, found: QuantityView, *, every: bool) -> None:
    from ledger.ladder import Drawn, axis, bar, scale
    from ledger.safetext import one_line, rich_text

    shown = list(found.claims)
    if len(shown) > MOST_ROWS and not every:
        latest = [n for n, c in enumerate(shown) if c.agrees is not None][-MOST_ROWS:]
        earlier = [n for n, c in enumerate(shown) if c.agrees is None][len(latest) - MOST_ROWS or len(shown) :]
        shown = [shown[n] for n in sorted([*latest, *earlier])]
    drawn = [Drawn(c.low, inf if c.high is None else c.high, c.figure, c.says, floor=_floor(c)) for c in shown]
    ranges = [
        (name, Drawn(held.low, inf if held.high is None else held.high, name, ""))
        for name, _ in RANGES
        if (held := getattr(found.support, name)) is not None
    ]
    dates = [_when(c) for c in shown] if found.running else ["" for _ in shown]
    left = min(max([len(c.figure) for c in shown] + [len(n) for n, _ in ranges]), 20)
    middle = max(len(d) for d in dates) if any(dates) else 0
    right = min(max(len(c.says) for c in shown), 26)
    room = out.width - left - middle - right - (6 if middle else 4)
    on: Scale = scale([*drawn, *(d for _, d in ranges)], max(room, 16))

    def row(figure: str, date: str, one: Drawn, who: str, style: str = "") -> None:
        cells = [f"{one_line(figure, left):>{left}}"]
        if middle:
            cells.append(f"{date:<{middle}}")
        cells += [bar(one, on), one_line(who, right)]
        out.print(rich_text("  ".join(cells).rstrip()), style=style, no_wrap=True, overflow="ellipsis")

    for c, d, one in zip(shown, dates, drawn, strict=True):
        row(c.figure, d, one, c.says, "dim" if c.agrees is None else "" if c.agrees else "yellow")
    rule, labels = axis(on)
    pad = " " * (left + 2 + (middle + 2 if middle else 0))
    out.print(pad + rule, style="dim")
    out.print((pad + labels + ("  log scale" if on.log else "")).rstrip(), style="dim")
    for name, one in ranges:
        row(name, "", one, _ends(one))
    if len(shown) < len(found.claims):
        left_out = len(found.claims) - len(shown)
        out.print(f"{left_out:,} earlier claims are not shown; --all shows them", style="dim")


def _floor(c: Spoken) -> bool:
    return c.low > 0 or c.high is None or c.high == 0


def _when(c: Spoken) -> str:
    from datetime import date

    if c.day is None:
        return "not dated"
    day = date.fromordinal(c.day).isoformat()
    return day if c.as_of else f"by {day}"


def _ends(one: object) -> str:
    from ledger.ladder import Drawn

    assert isinstance(one, Drawn)
    if one.high == inf:
        return f"{one.low:,.0f} or more"
    return f"{one.low:,.0f}" if one.low == one.high else f"{one.low:,.0f} to {one.high:,.0f}"


def _curve(out: Console, s: SupportView) -> None:
    """What the origins that agree leave room for, day by day, where that changes."""
    from datetime import date

    out.print()
    out.print("What the origins that agree leave room for", style="bold")
    last: tuple[int, int | None] | None = None
    steps = [step for step in s.curve if (step[1], step[2]) != last and (last := (step[1], step[2]))]
    shown = steps if len(steps) <= MOST_ROWS else [*steps[: MOST_ROWS // 2], *steps[-MOST_ROWS // 2 :]]
    for n, (day, low, high) in enumerate(shown):
        if len(steps) > MOST_ROWS and n == MOST_ROWS // 2:
            out.print(f"  … {len(steps) - MOST_ROWS:,} more days with --json", style="dim")
        ends = f"{low:,} or more" if high is None else f"{low:,}" if low == high else f"{low:,} to {high:,}"
        out.print(f"  {date.fromordinal(day).isoformat()}  {ends}")
