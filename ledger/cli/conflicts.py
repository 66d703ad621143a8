"""`claims conflicts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from ledger.cli.common import SHOWN, console, echo_json, json_option, opened
from ledger.cli.filters import say_loosened
from ledger.counting import plural
from ledger.errors import ExitCode
from ledger.vocabulary import FindingList, FindingState, Severity

if TYPE_CHECKING:
    from rich.text import Text

    from ledger.queries import FindingView

COLOURS = {FindingList.SLIP: "red", FindingList.DISPUTE: "yellow", FindingList.NOTE: "blue"}
"""One colour, one meaning, as in the review app."""
NARROW = 120
"""Below this width a line cannot hold the figures, the sources and what they are about."""
COUNTED = 300
"""Of so many findings the reports and origins are counted; a longer list goes without."""


@click.command("conflicts")
@click.option("--kind", metavar="K", help="A kind in words (no_common_figure) or its code (C1).")
@click.option("--severity", type=click.Choice([s.value for s in Severity]), help="Only what is so grave.")
@click.option("--list", "list_", type=click.Choice([x.value for x in FindingList]), help="Only that list.")
@click.option(
    "--state", type=click.Choice([*(s.value for s in FindingState), "all"]), default="open", show_default=True
)
@click.option("--about", metavar="WORDS", help="Only what is about this: part of the group, place, time or measure.")
@click.option("--source", metavar="WORDS", help="Only where a source of that name, or part of it, takes part.")
@click.option("--claim", metavar="CLAIM", help="Only what this claim takes part in.")
@click.option("--short", is_flag=True, help="In few words: the figures, who gives them, and of what.")
@click.option("--fail-on-conflict", is_flag=True, help="Exit 3 when an open slip or dispute is among them.")
@json_option
@click.pass_context
def conflicts_command(
    ctx: click.Context,
    /,
    kind: str | None,
    severity: str | None,
    list_: str | None,
    state: str,
    about: str | None,
    source: str | None,
    claim: str | None,
    short: bool,
    fail_on_conflict: bool,
    as_json: bool,
) -> int:
    """List what cannot all be true: slips first, then disputes, then notes. --json prints one array.

    Each is said with both readings and with what would make the claims fit. claims quantity shows all claims
    about one of them on one scale.
    """
    if kind is not None:
        from ledger.queries.finding_filter import kind_named

        kind = kind_named(kind)
    counted: Mapping[str, str] = {}
    with opened(ctx) as ledger:
        row = ledger.claim(claim).row if claim else None

        def fitting(kept: Mapping[str, str | None]) -> list[FindingView]:
            every = ledger.findings(
                state=kept["state"] or "open",
                kind=kept["kind"],
                severity=kept["severity"],
                list_=kept["list_"],
                claim_row=row if kept["claim"] else None,
            )
            return [f for f in every if _wanted(f, kept["about"], kept["source"])]

        options = {"state": state, "kind": kind, "severity": severity, "list_": list_}
        options |= {"about": about, "source": source, "claim": claim}
        found = fitting(options)
        if not found:
            say_loosened("finding", options, lambda kept: len(fitting(kept)), {"state": "open"})
        if not as_json and not short and len(found) <= COUNTED:
            counted = ledger.counted(found)
    if as_json:
        echo_json([f.as_json() for f in found])
    elif short:
        _short(found)
    else:
        print_findings(found, counted)
    loud = any(f.state is FindingState.OPEN and f.list is not FindingList.NOTE for f in found)
    return ExitCode.FINDINGS if fail_on_conflict and loud else ExitCode.DONE


def _wanted(f: FindingView, about: str | None, source: str | None) -> bool:
    label = str(f.quantity.get("label", "")).casefold()
    if about is not None and not all(word in label for word in about.casefold().split()):
        return False
    return source is None or any(source.casefold() in origin.casefold() for origin in f.origins)


def print_findings(found: list[FindingView], counted: Mapping[str, str] | None = None) -> None:
    """The findings for people, list by list; `counted` are their reports and origins in words, by id."""
    from rich.table import Table

    out = console()
    for part in FindingList:
        listed = [f for f in found if f.list is part]
        if not listed:
            continue
        out.print(f"{part.label.capitalize()} ({len(listed)})", style=f"bold {COLOURS[part]}")
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column()
        for f in listed:
            table.add_row(f"  {f.id[:SHOWN]}", _words(f, (counted or {}).get(f.id)))
        out.print(table)
    if not found:
        out.print("no findings")


def _words(f: FindingView, counted: str | None) -> Text:
    from rich.text import Text

    from ledger.safetext import rich_text

    state = "" if f.state is FindingState.OPEN else f" · {f.state.label}"
    lines = [rich_text(f"{f.kind.replace('_', ' ')} · {f.severity.label}{state} · {f.quantity.get('label', '')}")]
    lines += [rich_text(text) for text in (f.explanation, f.fits_if, f.hint) if text]
    if counted:
        lines.append(_dim(counted))
    lines.append(_dim(f"claims {', '.join(f.claims)}"))
    if f.reopened_by:
        lines.append(_dim(f"open again, since {', '.join(f.reopened_by)} joined"))
    if f.decision and f.state is not FindingState.OPEN:
        d = f.decision
        lines.append(_dim(f"{d.method.label}: {d.why} ({d.reviewer}, {d.at})"))
    return Text("\n").join(lines)


def _dim(text: str) -> Text:
    from ledger.safetext import rich_text

    shown = rich_text(text)
    shown.stylize("dim")
    return shown


def _short(found: list[FindingView]) -> None:
    """A line each where there is room; on a narrow terminal the figures, who gives them and of what, wrapped."""
    from ledger.cli.columns import print_columns, print_sheets, uncut
    from ledger.gist import figures, parties

    out = console()
    if found and out.width < NARROW and not uncut(out):
        sheets = [
            (
                (f.id[:SHOWN], f.list.value),
                (f"{figures(f.readings)}, {parties(f.origins)}", f"{_named(f)}: {f.quantity.get('label', '')}"),
            )
            for f in found
        ]
        print_sheets(out, ("finding", "list", "figures, said by; what it is, about"), sheets)
    elif found:
        heads = ("finding", "list", "figures", "said by", "about", "kind", "severity", "state")
        rows = [
            (
                f.id[:SHOWN],
                f.list.value,
                figures(f.readings),
                parties(f.origins),
                str(f.quantity.get("label", "")),
                f.kind.replace("_", " "),
                f.severity.label,
                f.state.label,
            )
            for f in found
        ]
        print_columns(out, heads, rows, yielding=(3, 4))
    out.print(plural(len(found), "finding"), style="dim")


def _named(f: FindingView) -> str:
    state = "" if f.state is FindingState.OPEN else f", {f.state.label}"
    grade = "" if f.severity is Severity.NOTE else f", {f.severity.label}"
    return f"{f.kind.replace('_', ' ')}{grade}{state}"
