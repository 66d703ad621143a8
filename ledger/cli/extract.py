"""`claims extract`."""

from __future__ import annotations

from typing import Any

import click

from ledger.cli.common import echo_json, json_option, say
from ledger.records import FIELDS, DraftClaim


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--publisher", metavar="P", help="Who published the texts.")
@click.option("--published", metavar="DATE", help="When: dates such as “Wednesday” are counted from it.")
@click.option("--encoding", metavar="E", help="The encoding of the files, where it is not UTF-8.")
@click.option("--extractor", metavar="NAME", help="Another extractor that is installed; else the project's own, rules.")
@json_option
def extract_command(
    paths: tuple[str, ...],
    publisher: str | None,
    published: str | None,
    encoding: str | None,
    extractor: str | None,
    as_json: bool,
) -> None:
    """Read claims from texts, without a ledger. --json prints one object a line."""
    from ledger import edtf
    from ledger.errors import LedgerError
    from ledger.extraction.plugins import extractor as named
    from ledger.figures import show
    from ledger.intake.batch import IntakeOptions
    from ledger.intake.items import items, read_item
    from ledger.intake.paths import expand
    from ledger.intake.prepare import format_of
    from ledger.intake.texts import read_document
    from ledger.safetext import one_line

    try:
        day = edtf.parse(published).last if published else None
    except ValueError as error:
        raise LedgerError(f"--published: {error}") from None
    extract = named(extractor)
    for item in items(expand(paths)):
        path, known = item.name, format_of(item, IntakeOptions(encoding=encoding))
        given = read_document(read_item(item), known.name if known.kind == "text" else "text", encoding)
        own_day = edtf.parse(given.published).last if given.published else day
        read = extract(
            given.text,
            document=given.title,
            publisher=given.publisher or publisher,
            published=own_day,
            url=given.url,
        )
        if read.language_note:
            say(f"{path}: {read.language_note}")
        for cut in read.cut:
            line = given.text.count("\n", 0, cut.start) + 1
            say(f"{path}:{line}: left out {cut.end - cut.start:,} characters: {cut.reason}")
        for draft in read.drafts:
            if as_json:
                echo_json(as_object(draft, item.stem), pretty=False)
            else:
                record = draft.record
                who, said_by = record.group or "", record.attributed_to or "nobody named"
                figure = one_line(show(record.figure), 24)
                click.echo(f"{figure:>24}  {record.measure.label:12} {one_line(who, 32):32} {one_line(said_by, 44)}")


def as_object(draft: DraftClaim, stem: str) -> dict[str, Any]:
    """A draft as `extract --json` prints it: the record, the offsets, and why each field was read so."""
    from ledger.confidence import of_claim

    found: dict[str, Any] = {name: getattr(draft.record, name) for name in FIELDS}
    return {
        **found,
        "doc": stem,
        "start": draft.start,
        "end": draft.end,
        "quote_start": draft.quote_start,
        "quote_end": draft.quote_end,
        "confidence": round(of_claim(draft.rules), 3),
        "rules": [{"field": e.field, "rule": e.rule, "words": e.words} for e in draft.rules],
        "sex": draft.sex,
        "age_group": draft.age_group,
        "links": [{"kind": n.kind, "start": n.start, "end": n.end} for n in draft.links],
    }
