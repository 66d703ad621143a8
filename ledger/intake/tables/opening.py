"""Which kind of table a file holds, and the reader for it."""

from __future__ import annotations

import json
from typing import BinaryIO

from ledger.intake.encodings import choose
from ledger.intake.items import HEAD, Item
from ledger.intake.tables.delimited import Delimited
from ledger.intake.tables.json_rows import JsonRows
from ledger.intake.tables.rows import Layout, Table
from ledger.intake.unpack import ZIP


def medium_of(item: Item, raw: BinaryIO, encoding: str | None) -> str:
    """csv, json, jsonl or xlsx."""
    raw.seek(0)
    head = raw.read(HEAD)
    raw.seek(0)
    if head.startswith(ZIP):
        return "xlsx"
    text = head.decode(choose(head[:4], encoding, item.name), "replace").lstrip("\ufeff \t\r\n")
    if item.suffix in (".jsonl", ".ndjson"):
        return "jsonl"
    if item.suffix in (".csv", ".tsv", ".tab") or text[:1] not in ("[", "{"):
        return "csv"
    if text.startswith("["):
        return "json"
    first, end, rest = text.partition("\n")
    return "jsonl" if end and rest.lstrip()[:1] == "{" and _whole(first) else "json"


def _whole(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def open_table(item: Item, raw: BinaryIO, encoding: str | None, layout: Layout) -> Table:
    """The table in an item whose bytes are open; InputError if it is none."""
    medium = medium_of(item, raw, encoding)
    if medium == "xlsx":
        from ledger.intake.tables.workbook import Workbook

        return Workbook(item.name, raw, layout)
    if medium == "csv":
        return Delimited(item.name, raw, encoding, layout)
    return JsonRows(item.name, raw, encoding, layout, lines=medium == "jsonl")
