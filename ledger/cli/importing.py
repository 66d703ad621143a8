"""`claims import`."""

from __future__ import annotations

import click

from ledger.cli.common import echo_json, json_option, opened, progress, reviewer_option, say
from ledger.errors import ExitCode


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
@click.option("--delimiter", metavar="D", help="What parts the cells of a table: tab or one sign; else found.")
@click.option("--sheet", metavar="S", help="The sheet of a workbook that holds the table.")
@click.option("--keep-going", is_flag=True, help="Put bad rows into a file of rejects and take the others.")
@click.option("--rejects", metavar="FILE", help="Where to put them; else NAME.rejects.csv in the working folder.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option("--fail-on-conflict", is_flag=True, help="Exit 3 when slips or disputes stand open afterwards.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
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
    delimiter: str | None,
    sheet: str | None,
    keep_going: bool,
    rejects: str | None,
    dry_run: bool,
    fail_on_conflict: bool,
    quiet: bool,
    reviewer: str | None,
    as_json: bool,
) -> int:
    """Bring files, folders, globs or - (standard input) into the ledger.

    All files are checked before the first is written, and each is one transaction. The same content again
    changes nothing.
    """
    from ledger.intake.importer import ImportOptions
    from ledger.intake.tables.delimited import shown_delimiter

    with opened(ctx, reviewer) as ledger:
        options = ImportOptions(
            publisher=publisher,
            published=published,
            url=url,
            encoding=encoding,
            format=format_,
            mapping=mapping,
            delimiter=shown_delimiter(delimiter) if delimiter else None,
            sheet=sheet,
            keep_going=keep_going or rejects is not None,
            rejects=rejects,
            reviewer=ledger.reviewer,
            dry_run=dry_run,
        )
        with progress(quiet=quiet) as show:
            report = ledger.import_paths(paths, options, show)
        counts = ledger.counts()
    if as_json:
        echo_json(report.as_json())
    if not quiet and not as_json:
        for file in report.files:
            say(f"{file.path}: {_claims(file.claims_added)} added, {file.claims_unchanged} unchanged")
            for said in file.said:
                say(f"  {said}")
            for skip in file.skipped:
                say(f"  {skip['reason']}" if skip["line"] is None else f"  line {skip['line']}: {skip['reason']}")
            if file.rejects:
                say(f"  {file.rejected:,} rejected: mend {file.rejects} and import it")
        total = report.as_json()
        found = total["findings"]
        say(
            f"{'would add' if dry_run else 'added'} {_claims(total['claims_added'])};"
            f" findings: {found['new']} new, {found['reopened']} reopened, {found['open']} open"
        )
    loud = counts.open_slips + counts.open_disputes
    return ExitCode.FINDINGS if fail_on_conflict and loud else ExitCode.DONE


def _claims(number: int) -> str:
    return f"{number:,} claim{'' if number == 1 else 's'}"
