"""`claims import`."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click

from ledger.cli.common import echo_json, json_option, ledger_path, opened, progress, reviewer_option, say
from ledger.counting import plural
from ledger.errors import ExitCode

if TYPE_CHECKING:
    from ledger.intake.reports import FileReport

_SHOWN = 20
"""So many lines of each sort are told unless asked for all."""


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format", "format_", metavar="F", help="The format of the files, such as text or ucdp-ged; else by content."
)
@click.option("--mapping", metavar="M", help="A TOML file, or the name of a shipped mapping: which column is what.")
@click.option("--publisher", metavar="P", help="Who published what the files do not say it of.")
@click.option("--published", metavar="DATE", help="When it was published: 2015-06-04, 2015-06 or 2015.")
@click.option("--url", metavar="U", help="Where it can be read.")
@click.option("--encoding", metavar="E", help="The encoding of the files, where it is not UTF-8.")
@click.option("--extractor", metavar="NAME", help="Another extractor that is installed; else the project's own, rules.")
@click.option("--delimiter", metavar="D", help="What parts the cells of a table: tab or one sign; else found.")
@click.option("--dates", metavar="P", help="How dates are written that can be read two ways: DD/MM/YYYY or MM/DD/YYYY.")
@click.option("--sheet", metavar="S", help="The sheet of a workbook that holds the table.")
@click.option("--keep-going", is_flag=True, help="Put bad rows into a file of rejects and take the others.")
@click.option("--rejects", metavar="FILE", help="Where to put them; else NAME.rejects.csv in the working folder.")
@click.option("--dataset", metavar="NAME", help="The name of the dataset: a newer release of it revises its claims.")
@click.option(
    "--vanished",
    type=click.Choice(["retract", "keep"]),
    help="Claims of the dataset that a newer release lacks: retract them (it is the whole), or keep them (a part).",
)
@click.option(
    "--revision",
    type=click.Choice(["source_update", "source_correction", "entry_correction"]),
    help="Why a newer release has other figures; else source_update, or entry_correction for the same file.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Processes that read 24 texts or more or compare a large table; else one a core.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option("--fail-on-conflict", is_flag=True, help="Exit 3 when slips or disputes stand open afterwards.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Tell every row that was passed over, refused or revised.")
@reviewer_option
@json_option
@click.pass_context
def import_command(
    ctx: click.Context,
    paths: tuple[str, ...],
    format_: str | None,
    mapping: str | None,
    publisher: str | None,
    published: str | None,
    url: str | None,
    encoding: str | None,
    extractor: str | None,
    delimiter: str | None,
    dates: str | None,
    sheet: str | None,
    keep_going: bool,
    rejects: str | None,
    dataset: str | None,
    vanished: str | None,
    revision: str | None,
    jobs: int | None,
    dry_run: bool,
    fail_on_conflict: bool,
    quiet: bool,
    verbose: bool,
    reviewer: str | None,
    as_json: bool,
) -> int:
    """Bring files, folders, globs or - (standard input) into the ledger.

    All files are checked before the first is in the ledger. The same content again changes nothing; a newer release of
    a dataset revises its claims. Formats and mappings: docs/reference/formats.md.
    """
    from ledger.intake.forking import warm_up, workers

    warm_up(paths, workers(jobs))  # it loads beside what is loaded here
    from ledger.errors import LedgerError
    from ledger.intake.batch import IntakeOptions
    from ledger.intake.dates import check_pattern
    from ledger.intake.pool import reading_ahead
    from ledger.intake.tables.delimited import shown_delimiter

    try:
        sign = shown_delimiter(delimiter) if delimiter else None
        if dates:
            check_pattern(dates)
    except ValueError as error:
        raise LedgerError(str(error)) from None
    reads = IntakeOptions(
        publisher=publisher,
        published=published,
        url=url,
        encoding=encoding,
        extractor=extractor,
        format=format_,
        mapping=mapping,
        delimiter=sign,
        dates=dates,
        sheet=sheet,
        keep_going=keep_going or rejects is not None,
        dataset=dataset,
    )
    with reading_ahead(paths, ledger_path(ctx), reads, workers(jobs)), opened(ctx, reviewer) as ledger:
        from ledger.intake.reports import ImportOptions

        options = ImportOptions(
            **{f.name: getattr(reads, f.name) for f in fields(reads)},
            rejects=rejects,
            vanished=vanished,
            revision=revision,
            jobs=workers(jobs),
            reviewer=ledger.reviewer,
            dry_run=dry_run,
        )
        with progress(quiet=quiet) as show:
            report = ledger.import_paths(paths, options, show)
    if as_json:
        echo_json(report.as_json())
    if not quiet and not as_json:
        for file in report.files:
            _tell(file, verbose)
        shown = report.flagged if verbose else report.flagged[:_SHOWN]
        for finding in shown:
            say(f"  ! {finding['kind'].replace('_', ' ')}: {finding['explanation']}")
        if len(report.new_findings) + len(report.reopened) > len(shown) > 0:
            say(f"  and {len(report.new_findings) + len(report.reopened) - len(shown):,} more findings")
        total = report.as_json()
        found = total["findings"]
        say(
            f"{'would add' if dry_run else 'added'} {plural(total['claims_added'], 'claim')};"
            f" findings: {found['new']} new, {found['reopened']} reopened, {found['open']} open"
        )
    return ExitCode.FINDINGS if fail_on_conflict and report.open_loud else ExitCode.DONE


def _tell(file: FileReport, verbose: bool) -> None:
    """What became of one file, with the diff of a newer release."""
    done = file.revisions
    more = f", {done.revised:,} revised, {done.retracted:,} retracted" if done.revised or done.retracted else ""
    say(f"{file.path}: {plural(file.claims_added, 'claim')} added, {file.claims_unchanged:,} unchanged{more}")
    for said in file.said:
        say(f"  {said}")
    shown = file.skipped if verbose else file.skipped[:_SHOWN]
    for skip in shown:
        say(f"  {skip['reason']}" if skip["line"] is None else f"  line {skip['line']}: {skip['reason']}")
    if len(file.skipped) > len(shown):
        say(f"  and {len(file.skipped) - len(shown):,} more: --verbose shows them")
    listed = done.listed if verbose else done.listed[:_SHOWN]
    for revision in listed:
        say(f"  {diff_line(revision)}")
    if done.revised + done.retracted > len(listed):
        say(f"  and {done.revised + done.retracted - len(listed):,} more: --verbose shows them, the journal holds all")
    if file.rejects:
        say(f"  {file.rejected:,} rejected: mend {file.rejects} and import it")


def diff_line(revision: dict[str, Any]) -> str:
    """One line of the diff: what a release changed in a claim, or that the claim is gone."""
    if revision["kind"] == "retraction":
        return f"- {revision['claim']}: no longer in the dataset"
    fields = {k: v for k, v in revision["fields"].items() if k != "state"}
    parts = [f"{name.removesuffix('_name')} {_value(old)} > {_value(new)}" for name, (old, new) in fields.items()]
    return f"~ {revision['claim']}: {', '.join(parts) or 'back in the dataset'} ({revision['kind']})"


def _value(value: object) -> str:
    return "nothing" if value is None else f"{value:,}" if isinstance(value, int) else f"“{value}”"
