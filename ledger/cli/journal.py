"""`claims journal`."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from ledger import edtf
from ledger.cli.common import SHOWN, console, echo_json, json_option, opened, say
from ledger.cli.filters import say_loosened
from ledger.counting import plural

if TYPE_CHECKING:
    from ledger.api import Ledger
    from ledger.journal import Entry

PAGE = 500
"""Entries that are told at a time."""
_TIME = re.compile(r"\d{4}(-\d\d){0,2}(T\d\d(:\d\d){0,2})?Z?")


class Time(click.ParamType[str]):
    """A time in UTC, or its beginning: a year, a month, a day, an hour."""

    name = "time"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The time as the journal writes it, as far as it was given."""
        try:
            edtf.parse(value.partition("T")[0])
        except ValueError as error:
            self.fail(f"{error}", param, ctx)
        if not _TIME.fullmatch(value):
            self.fail(f"{value!r} is no time such as 2015-06-30 or 2015-06-30T09:30 (UTC)", param, ctx)
        return value.removesuffix("Z")


@click.command("journal")
@click.option("--since", type=Time(), metavar="DATE", help="From that day, month or time on (UTC).")
@click.option("--until", type=Time(), metavar="DATE", help="Up to that day, month or time, which is included.")
@click.option("--by", metavar="NAME", help="Only what that reviewer did; part of the name will do.")
@click.option(
    "--act", "acts", metavar="ACT", multiple=True, help="Only such acts: accept, import ... More than once: any."
)
@click.option("--claim", metavar="CLAIM", help="Only what was done to that claim.")
@click.option("--finding", metavar="FINDING", help="Only what was decided on that finding.")
@click.option("-n", "--limit", type=click.IntRange(min=1), metavar="N", help="At most the N newest.")
@click.option("--reverse", is_flag=True, help="The oldest first.")
@json_option
@click.pass_context
def journal_command(
    ctx: click.Context,
    /,
    since: str | None,
    until: str | None,
    by: str | None,
    acts: tuple[str, ...],
    claim: str | None,
    finding: str | None,
    limit: int | None,
    reverse: bool,
    as_json: bool,
) -> None:
    """List what was done, by whom and why, the newest act first.

    Every act has its number, and a hash that stands for everything up to it: claims list --as-known-on HASH shows
    the ledger as it was then, and claims verify checks the whole chain. claims undo takes back the last act.
    """
    if claim and finding:
        raise click.UsageError("name a claim or a finding, not both", ctx)
    with opened(ctx) as ledger:
        known = ledger.acts()
        for act in acts:
            if act not in known:
                near = get_close_matches(act, known, 1)
                hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
                raise click.BadParameter(f"no act {act!r} stands in this journal; {hint}", ctx, param_hint="--act")
        view = ledger.claim(claim) if claim else None
        about = f"claim:{view.id}" if view else f"finding:{ledger.finding(finding).id}" if finding else None

        def fitting(kept: dict[str, Any], most: int | None = None) -> list[Entry]:
            return ledger.journal(
                since=kept["since"],
                until=kept["until"],
                by=kept["by"],
                acts=kept["act"] or (),
                about=about if kept["claim"] or kept["finding"] else None,
                newest_first=True,
                limit=most,
            )

        options = {"since": since, "until": until, "by": by, "act": acts or None, "claim": claim, "finding": finding}
        found = fitting(options, limit)
        if view is not None and not fitting({**dict.fromkeys(options), "claim": claim}, 1):
            say(f"nothing was done to claim {view.id} since batch {view.batch} brought it in")
        elif not found:
            say_loosened("act", options, lambda kept: len(fitting(kept)), {})
        if reverse:
            found.reverse()
        rows = [row for at in range(0, len(found), PAGE) for row in _told(ledger, found[at : at + PAGE])]
    if as_json:
        echo_json(rows)
    else:
        _print(rows)


def _told(ledger: Ledger, entries: list[Entry]) -> list[dict[str, Any]]:
    from ledger.telling import told, whole

    named = ledger.named(entries)
    return [
        {
            "seq": e.seq,
            "at": e.at,
            "reviewer": e.reviewer,
            "act": e.act,
            "subject": e.subject,
            "told": told(e, named),
            "why": e.contents().get("why", ""),
            "words": whole(e, named),
            "redacted": e.payload is None,
            "hash": e.hash.hex(),
        }
        for e in entries
    ]


def _print(rows: list[dict[str, Any]]) -> None:
    """A line each in a pipe; on a terminal what was done wraps, and is never cut."""
    from ledger.cli.columns import print_columns, print_sheets, uncut

    out = console()
    when = [row["at"][:16].replace("T", " ") for row in rows]
    words = [row["words"] + ("; its contents were redacted" if row["redacted"] else "") for row in rows]
    marks = [(f"{row['seq']:,}", at, row["hash"][:SHOWN]) for row, at in zip(rows, when, strict=True)]
    if rows and uncut(out):
        cells = [(*m, row["reviewer"], row["act"], said) for m, row, said in zip(marks, rows, words, strict=True)]
        print_columns(out, ("#", "when (UTC)", "hash", "who", "did", "what and why"), cells, right=(0,))
    elif rows:
        sheets = [
            (m, (" ".join((f"{row['reviewer']}:", row["act"], said)).rstrip(),))
            for m, row, said in zip(marks, rows, words, strict=True)
        ]
        print_sheets(out, ("#", "when (UTC)", "hash", "who did what, and why"), sheets, right=(0,))
    out.print(plural(len(rows), "act"), style="dim")
