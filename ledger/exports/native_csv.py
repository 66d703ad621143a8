"""The native CSV: one claim a row, the columns of `ledger.exports.columns`."""

from __future__ import annotations

from typing import TextIO

from ledger.exports.formats import Options
from ledger.exports.native import write_csv
from ledger.exports.source import Export


def write(export: Export, stream: TextIO, options: Options) -> None:
    """Write the claims; `options.spreadsheet` neutralises what a spreadsheet would run."""
    write_csv(export.records(), stream, spreadsheet=options.spreadsheet)
