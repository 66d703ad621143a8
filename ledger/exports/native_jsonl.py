"""The native JSON lines: one claim an object, one object a line."""

from __future__ import annotations

from typing import TextIO

from ledger.exports.formats import Options
from ledger.exports.native import write_jsonl
from ledger.exports.source import Export


def write(export: Export, stream: TextIO, options: Options) -> None:
    """Write the claims."""
    write_jsonl(export.records(), stream)
