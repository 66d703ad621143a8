"""`claims redact`."""

from __future__ import annotations

import click

from ledger.cli.common import echo_json, json_option, opened, reviewer_option, say


@click.command("redact")
@click.argument("words")
@click.option(
    "--why", metavar="TEXT", required=True, help="The reason, kept in the journal. It must not hold the words."
)
@click.option("--dry-run", is_flag=True, help="Say where the words stand, and change nothing.")
@reviewer_option
@json_option
@click.pass_context
def redact_command(
    ctx: click.Context, words: str, why: str, dry_run: bool, reviewer: str | None, as_json: bool
) -> None:
    """Remove WORDS (exactly as written) from texts, quotes, names, notes, the journal and the file's free pages.

    This cannot be undone. The journal still verifies, and every report counts the redaction. Copies and backups
    made earlier still hold the words.
    """
    with opened(ctx, reviewer) as ledger:
        done = ledger.redact(words, why, dry_run=dry_run)
    if as_json:
        echo_json(
            {
                "seq": done.seq,
                "places": done.places,
                "entries_emptied": done.entries,
                "originals_removed": done.originals,
                "dry_run": dry_run,
            }
        )
        return
    places = ", ".join(f"{number} in {table}s" for table, number in done.places.items()) or "no row"
    verb = "would be removed" if dry_run else "removed"
    say(
        f"{verb}: {places}; {len(done.entries)} journal entries emptied,"
        f" the stored bytes of {len(done.originals)} files let go"
    )
    if not dry_run:
        say("copies, backups and exports made earlier still hold the words")
