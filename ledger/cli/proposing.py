"""`claims alias propose`: names that may be the same, and names that leave a choice, for a person to decide."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from ledger.cli.common import console, echo_json, opened, report_done
from ledger.counting import plural

if TYPE_CHECKING:
    from ledger.api import Ledger
    from ledger.names.proposals import Proposal
    from ledger.names.questions import Question

KINDS = ("place", "group", "actor")
WHY = "asked and answered"


def propose(ctx: click.Context, kinds: tuple[str, ...], *, ask: bool, reviewer: str | None, as_json: bool) -> None:
    """Print what is proposed, or ask each on a terminal; what a person answered is never asked again."""
    if ask and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("--ask needs a terminal; without it the proposals are printed", ctx)
    with opened(ctx, reviewer, readonly=not ask) as ledger:
        questions = ledger.name_questions() if "place" in kinds else []
        proposals = ledger.name_proposals(*kinds)
        if as_json:
            echo_json({"questions": [q.as_json() for q in questions], "proposals": [_json(p) for p in proposals]})
        elif ask:
            _ask(ledger, questions, proposals)
        else:
            _print(questions, proposals)


def _json(p: Proposal) -> dict[str, Any]:
    return {
        "kind": p.kind,
        "name": p.name,
        "target": p.target,
        "why": p.why,
        "score": round(p.score, 1),
        "claims": p.claims,
    }


def _print(questions: list[Question], proposals: list[Proposal]) -> None:
    from ledger.safetext import rich_text

    out = console()

    def line(text: str, style: str = "") -> None:
        out.print(rich_text(text), style=style, soft_wrap=True)

    if questions:
        line(f"Which place is meant? ({len(questions)})", "bold")
        for q in questions:
            line(f"  {q.name} ({plural(q.claims, 'claim')})")
            for choice in q.choices:
                line(f"    claims alias place {_quoted(q.name)} same {_quoted(choice)}", "dim")
    if proposals:
        line(f"The same? ({len(proposals)})", "bold")
        for p in proposals:
            line(f"  {p.kind}: {p.name} · {p.target}   {p.why} ({plural(p.claims, 'claim')})")
            line(f"    claims alias {p.kind} {_quoted(p.name)} same {_quoted(p.target)}", "dim")
    if questions or proposals:
        line("different instead of same says no, and is remembered; --ask asks one by one", "dim")
    else:
        line("nothing to ask: no names look alike, and none leaves a choice")


def _ask(ledger: Ledger, questions: list[Question], proposals: list[Proposal]) -> None:
    from ledger.safetext import one_line

    for q in questions:
        click.echo(f"{one_line(q.name, 60)} ({plural(q.claims, 'claim')}): which place is meant?")
        for n, choice in enumerate(q.choices, 1):
            click.echo(f"  {n}  {one_line(choice, 70)}")
        answer = click.prompt("number, or Enter to leave it open", default="", show_default=False)
        if answer.isdecimal() and 1 <= int(answer) <= len(q.choices):
            report_done(ledger.link_names("place", q.name, "same", q.choices[int(answer) - 1], WHY))
    for p in proposals:
        click.echo(f"{p.kind}: {one_line(p.name, 60)}  ·  {one_line(p.target, 60)}")
        answer = click.prompt(f"  {p.why}. The same? y, n, or Enter to leave it open", default="", show_default=False)
        relation = {"y": "same", "n": "different"}.get(answer[:1].casefold())
        if relation:
            report_done(ledger.link_names(p.kind, p.name, relation, p.target, WHY))


def _quoted(text: str) -> str:
    from shlex import quote

    from ledger.safetext import visible

    return quote(visible(text))
