"""The acts of review, scripted: accept, correct, resolve, undo and the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from ledger.cli.common import echo_json, findings_in_words, json_option, opened, report_done, reviewer_option
from ledger.vocabulary import ResolutionMethod

if TYPE_CHECKING:
    from ledger.api import Done, Ledger
    from ledger.queries import ClaimView

METHODS = [m.value for m in ResolutionMethod]
why_option = click.option("--why", metavar="TEXT", default="", help="The reason, kept in the journal.")
method_option = click.option(
    "--method", type=click.Choice(METHODS), required=True, help="How it was resolved (Every Casualty's terms)."
)


def perform(
    ctx: click.Context,
    reviewer: str | None,
    as_json: bool,
    act: Callable[[Ledger], Done],
    about: Callable[[Ledger], Iterable[ClaimView]] | None = None,
) -> None:
    """Do one act and say what it did; `about` gives the claims that it may have brought together with others."""
    from ledger.cli.standing import together, words

    with opened(ctx, reviewer) as ledger:
        done = act(ledger)
        beside = together(ledger, about(ledger)) if about is not None else []
        named = findings_in_words(ledger, done)
        head = ledger.head
        still = sum(ledger.open_by_kind().values()) if as_json else 0
    if as_json:
        echo_json(
            {
                "seq": done.seq,
                "subject": done.subject,
                "say": done.say,
                "findings": {
                    "new": done.findings.new,
                    "gone": done.findings.gone,
                    "reopened": done.findings.reopened,
                    "open": still,
                },
                "journal_head": head,
                **({"moved": done.findings.moved, "together": beside} if about is not None else {}),
            }
        )
    else:
        report_done(done, named=named, more=words(done, beside) if about is not None else ())


@click.command("accept")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@why_option
@reviewer_option
@json_option
@click.pass_context
def accept_command(ctx: click.Context, claims: tuple[str, ...], why: str, reviewer: str | None, as_json: bool) -> None:
    """Accept claims as read right. Each is an act of its own."""
    for claim in claims:
        perform(ctx, reviewer, as_json, lambda ledger, claim=claim: ledger.accept(claim, why))  # type: ignore[misc]


@click.command("reject")
@click.argument("claim")
@click.option("--why", metavar="TEXT", required=True, help="The reason, kept in the journal.")
@reviewer_option
@json_option
@click.pass_context
def reject_command(ctx: click.Context, claim: str, why: str, reviewer: str | None, as_json: bool) -> None:
    """Reject a claim: it stays in the record and counts no more."""
    perform(ctx, reviewer, as_json, lambda ledger: ledger.reject(claim, why))


@click.command("unsure")
@click.argument("claim")
@why_option
@reviewer_option
@json_option
@click.pass_context
def unsure_command(ctx: click.Context, claim: str, why: str, reviewer: str | None, as_json: bool) -> None:
    """Mark a claim as one to come back to."""
    perform(ctx, reviewer, as_json, lambda ledger: ledger.unsure(claim, why))


@click.command("correct")
@click.argument("claim")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@why_option
@reviewer_option
@json_option
@click.pass_context
def correct_command(
    ctx: click.Context, claim: str, values: tuple[str, ...], why: str, reviewer: str | None, as_json: bool
) -> None:
    """Correct fields of a claim, such as group='IS members' value=26; FIELD= empties it.

    The old values stay in the journal.
    """
    parsed: dict[str, str | None] = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals:
            raise click.UsageError(f"{value!r} is not FIELD=VALUE", ctx)
        parsed[name.strip()] = text
    perform(ctx, reviewer, as_json, lambda ledger: ledger.correct(claim, parsed, why))


@click.command("note")
@click.argument("subject", metavar="CLAIM|finding:ID")
@click.argument("text")
@reviewer_option
@json_option
@click.pass_context
def note_command(ctx: click.Context, subject: str, text: str, reviewer: str | None, as_json: bool) -> None:
    """Put a note on a claim, or on a finding (finding:ID)."""
    named = subject if subject.startswith(("claim:", "finding:")) else f"claim:{subject}"
    perform(ctx, reviewer, as_json, lambda ledger: ledger.note(named, text))


@click.command("resolve")
@click.argument("finding")
@method_option
@click.option("--why", metavar="TEXT", required=True, help="The reason, kept in the journal and the report.")
@reviewer_option
@json_option
@click.pass_context
def resolve_command(
    ctx: click.Context, finding: str, method: str, why: str, reviewer: str | None, as_json: bool
) -> None:
    """Resolve a finding by a published method, with a reason."""
    perform(ctx, reviewer, as_json, lambda ledger: ledger.resolve(finding, method, why))


@click.command("dismiss")
@click.argument("finding")
@method_option
@click.option("--why", metavar="TEXT", required=True, help="The reason, kept in the journal and the report.")
@reviewer_option
@json_option
@click.pass_context
def dismiss_command(
    ctx: click.Context, finding: str, method: str, why: str, reviewer: str | None, as_json: bool
) -> None:
    """Dismiss a finding. It stays dismissed until a new claim joins it."""
    perform(ctx, reviewer, as_json, lambda ledger: ledger.dismiss(finding, method, why))


@click.command("withdraw")
@click.argument("what", metavar="DOCUMENT|batch:N")
@click.option("--why", metavar="TEXT", required=True, help="The reason, kept in the journal.")
@reviewer_option
@json_option
@click.pass_context
def withdraw_command(ctx: click.Context, what: str, why: str, reviewer: str | None, as_json: bool) -> None:
    """Take a wrong import back as one act. Nothing is deleted; undo brings it back."""
    named = f"batch:{what}" if what.isdecimal() else what
    perform(ctx, reviewer, as_json, lambda ledger: ledger.withdraw(named, why))


@click.command("undo")
@reviewer_option
@json_option
@click.pass_context
def undo_command(ctx: click.Context, reviewer: str | None, as_json: bool) -> None:
    """Take back your last act, by the opposite act."""
    perform(ctx, reviewer, as_json, lambda ledger: ledger.undo())


@click.command("redo")
@reviewer_option
@json_option
@click.pass_context
def redo_command(ctx: click.Context, reviewer: str | None, as_json: bool) -> None:
    """Take back your last undo."""
    perform(ctx, reviewer, as_json, lambda ledger: ledger.redo())
