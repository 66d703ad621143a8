"""`claims event`: claims that a person says are about one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.acts import perform, why_option
from ledger.cli.common import console, echo_json, json_option, opened, reviewer_option
from ledger.counting import plural

if TYPE_CHECKING:
    from ledger.queries import ClaimView


@click.command("event")
@click.argument("label", required=False)
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@click.option("--remove", is_flag=True, help="Untie the claims from LABEL instead.")
@why_option
@reviewer_option
@json_option
@click.pass_context
def event_command(
    ctx: click.Context,
    label: str | None,
    claims: tuple[str, ...],
    remove: bool,
    why: str,
    reviewer: str | None,
    as_json: bool,
) -> None:
    """Tie claims that are about one event: LABEL CLAIM... ties them, one act however many.

    Alone it lists the events, with LABEL alone the claims of one. Claims about one event are compared
    whatever their documents say of the date; a person vouches for that, so nothing is tied by itself.
    """
    if label is not None and not label.strip():
        raise click.UsageError("the label of the event is empty", ctx)
    if label is not None and claims:
        name = None if remove else label
        perform(
            ctx,
            reviewer,
            as_json,
            lambda ledger: ledger.tie_event(claims, name, why, tied_to=label),
            about=lambda ledger: [ledger.claim(c) for c in claims],
        )
        return
    if remove:
        raise click.UsageError("name the claims to untie: LABEL CLAIM... --remove", ctx)
    with opened(ctx) as ledger:
        tied = [c for c in ledger.claims() if c.record.event is not None]
    if label is None:
        _listed(tied, as_json)
    else:
        _shown([c for c in tied if c.record.event == label], as_json)


def _listed(tied: list[ClaimView], as_json: bool) -> None:
    events: dict[str, list[ClaimView]] = {}
    for claim in tied:
        events.setdefault(claim.record.event or "", []).append(claim)
    rows = [
        {
            "event": name,
            "claims": [c.id for c in members],
            "first": min((c.record.event_start for c in members if c.record.event_start), default=None),
            "places": sorted({c.record.place for c in members if c.record.place}),
        }
        for name, members in sorted(events.items())
    ]
    if as_json:
        echo_json(rows)
        return
    _table(
        ("event", "claims", "first", "where"),
        [(r["event"], len(r["claims"]), r["first"] or "", "; ".join(r["places"])) for r in rows],  # type: ignore[arg-type]
        plural(len(rows), "event"),
        (0, 3),
    )


def _shown(claims: list[ClaimView], as_json: bool) -> None:
    if as_json:
        from ledger.exports.native import as_object

        echo_json([as_object(c.record) for c in claims])
        return
    from ledger.figures import show

    _table(
        ("#", "figure", "counts", "who", "said by", "document"),
        [
            (
                c.id,
                show(c.record.figure),
                c.record.measure.label,
                c.record.group or "",
                c.record.attributed_to or "nobody named",
                c.record.document,
            )
            for c in claims
        ],
        plural(len(claims), "claim"),
        (3, 4, 5),
    )


def _table(columns: tuple[str, ...], rows: list[tuple[object, ...]], foot: str, yielding: tuple[int, ...]) -> None:
    from ledger.cli.columns import print_columns

    out = console()
    if rows:
        print_columns(out, columns, [[str(cell) for cell in row] for row in rows], yielding=yielding)
    out.print(foot, style="dim")
