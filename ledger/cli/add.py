"""`claims add`."""

from __future__ import annotations

from typing import Any

import click

from ledger.cli.common import json_option, reviewer_option
from ledger.records import FIELDS


def _field_options(function: Any) -> Any:
    for name in reversed(FIELDS):
        option = f"--{name.replace('_', '-')}"
        function = click.option(option, name, metavar="TEXT", required=name in ("document", "measure"))(function)
    return function


@click.command("add")
@_field_options
@reviewer_option
@json_option
@click.pass_context
def add_command(ctx: click.Context, /, reviewer: str | None, as_json: bool, **given: str | None) -> None:
    """Key a claim in by hand; the options are the fields of the native record.

    Where the ledger has the document's text and --quote stands in it once, the claim is tied to its place.
    """
    from ledger.cli.acts import perform
    from ledger.errors import InputError, LedgerError
    from ledger.intake.checks import RecordChecks

    try:
        record = RecordChecks("claims add").record(1, [given[name] or "" for name in FIELDS])
    except InputError as error:
        raise LedgerError(f"{error.reason}; {error.remedy or 'nothing was changed'}") from None
    perform(ctx, reviewer, as_json, lambda ledger: ledger.add(record))
