"""`claims documents`."""

from __future__ import annotations

import click

from ledger.cli.acts import perform, why_option
from ledger.cli.common import console, echo_json, json_option, opened, reviewer_option
from ledger.vocabulary import Confidentiality


@click.command("documents")
@click.argument("document", required=False)
@click.option(
    "--confidentiality",
    type=click.Choice([c.value for c in Confidentiality]),
    help="Say whether DOCUMENT may be passed on (DEEP's terms); reports and exports follow it.",
)
@why_option
@reviewer_option
@json_option
@click.pass_context
def documents_command(
    ctx: click.Context, document: str | None, confidentiality: str | None, why: str, reviewer: str | None, as_json: bool
) -> None:
    """List the documents that claims stand in, or say whether one may be passed on.

    A restricted document keeps its text in the ledger; of a confidential one a report tells neither text nor
    publisher nor address.
    """
    if document is not None:
        if confidentiality is None:
            raise click.UsageError("say --confidentiality unprotected, restricted or confidential", ctx)
        perform(ctx, reviewer, as_json, lambda ledger: ledger.set_confidentiality(document, confidentiality, why))
        return
    with opened(ctx) as ledger:
        found = ledger.documents()
    rows: list[dict[str, object]] = [
        {
            "document": d.key,
            "publisher": d.publisher,
            "published": d.published,
            "url": d.url,
            "claims": d.claims,
            "confidentiality": d.confidentiality,
            "state": d.state,
            "text_sha256": d.text_sha256,
        }
        for d in found
    ]
    if as_json:
        echo_json(rows)
        return
    _table(rows)


def _table(rows: list[dict[str, object]]) -> None:
    from ledger.cli.columns import narrow, print_columns, print_sheets

    out = console()
    if not rows:
        out.print("none yet")
        return
    cells = []
    for row in rows:
        marks = [
            str(row[m]) for m, plain in (("state", "standing"), ("confidentiality", "unprotected")) if row[m] != plain
        ]
        kind = [] if row["text_sha256"] else ["reference only"]
        stated = (row["document"], row["publisher"] or "not stated", row["published"] or "not stated", row["claims"])
        cells.append([*map(str, stated), ", ".join(marks + kind)])
    if narrow(out):
        sheets = [
            ((claims, published), (name, ", ".join(filter(None, (by, how)))))
            for name, by, published, claims, how in cells
        ]
        print_sheets(out, ("claims", "published", "document; publisher"), sheets, right=(0,))
        return
    print_columns(out, ("document", "publisher", "published", "claims", ""), cells, yielding=(0, 1), right=(3,))
