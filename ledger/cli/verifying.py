"""`claims verify`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from ledger.cli.common import echo_json, json_option, ledger_path, opened, progress, say
from ledger.counting import plural
from ledger.errors import ExitCode
from ledger.holder import is_held, who_holds

CHECKS = ("pages", "schema", "journal", "rows", "documents", "quotes", "search", "derived", "findings")


@click.command("verify")
@click.option("--head", metavar="HASH", help="A head from an earlier report, which must be in the journal.")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="FILE",
    multiple=True,
    help="An earlier report, audit bundle, signed head or backup, whose history must be in this ledger.",
)
@click.option(
    "--signature",
    type=click.Path(path_type=Path),
    metavar="FILE",
    multiple=True,
    help="A signed head (claims sign): it must be valid, and its history in this ledger.",
)
@click.option("--public-key", metavar="HEX", help="The signer's key, from a source you trust; else the ledger's own.")
@click.option("--only", type=click.Choice(CHECKS), multiple=True, help="Run only these checks.")
@click.option(
    "--derive", is_flag=True, help="Compute readings and findings anew also in a large ledger (ten times as long)."
)
@json_option
@click.pass_context
def verify_command(
    ctx: click.Context,
    head: str | None,
    against: tuple[Path, ...],
    signature: tuple[Path, ...],
    public_key: str | None,
    only: tuple[str, ...],
    derive: bool,
    as_json: bool,
) -> int:
    """Check the whole audit trail: the journal, every row, every document, every quote, every finding.

    Exits 4 and names what does not fit. Above 5,000 claims readings and findings are compared with the seals that
    were made with them, and computed anew where those do not fit, or with --derive. While a large import is still
    being compared, that is said and no finding is checked.
    """
    if head is not None and (len(head.strip()) < 16 or set(head.strip().lower()) - set("0123456789abcdef")):
        raise click.UsageError("--head takes at least 16 hexadecimal digits of a head", ctx)
    with opened(ctx) as ledger, progress() as show:
        result = ledger.verify(
            head,
            show,
            only=only or None,
            against=against,
            signatures=signature,
            public_key=public_key,
            derive=derive,
        )
    if as_json:
        found = asdict(result)
        found = {name: value for name, value in found.items() if not name.startswith("_")}
        echo_json({**found, "sound": result.sound})
    else:
        for problem in result.problems:
            say(f"{problem.kind}: {problem.say}")
        for note in result.notes:
            say(f"note: {note}")
        if result.not_compared:
            say(f"not yet compared: {plural(result.not_compared, 'claim')} of a large import; findings are not checked")
            say(f"  {_until_compared(ledger_path(ctx))}, then claims verify again")
        redacted = f", {result.redacted} redacted" if result.redacted else ""
        rows = f", {result.rows:,} rows" if result.rows else ""
        counted = f"{plural(result.entries, 'journal entry', 'journal entries')}{redacted}{rows}, head {result.head}"
        verdict = "sound" if result.sound else plural(len(result.problems), "problem")
        part = f" (only {', '.join(result.checked)})" if only and len(result.checked) < len(CHECKS) else ""
        if result.not_compared and result.sound:
            verdict += ", not all compared yet"
        elif not only and "findings" not in result.checked:
            say("readings and findings fit their seals; claims verify --derive computes them anew")
        click.echo(f"{verdict}{part}: {counted}")
    return ExitCode.DONE if result.sound else ExitCode.VERIFICATION_FAILED


def _until_compared(path: Path) -> str:
    if is_held(path):
        return f"{who_holds(path)}: wait for it"
    return "claims list finishes it, as does any command that may write"
