"""A Data Package (version 2.0): the tables as CSV with a Table Schema that describes every column.

`claims.csv` is the native format, so an import of the package gives the same claims; `documents.csv`,
`findings.csv` and `finding_claims.csv` tell what else the ledger says of them. `datapackage.json` is written last
and holds the size and the hash of every file, and the ledger's identity and head, so that
`claims verify --against datapackage.json` shows whether a ledger still holds what was exported.
Specification: https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

import csv
from typing import Any

from ledger.exports.columns import TABLES, Table, table_schema_field
from ledger.exports.folders import Folder
from ledger.exports.formats import Options
from ledger.exports.source import Export
from ledger.exports.tables import rows
from ledger.safetext import json_text

PROFILES = "https://datapackage.org/profiles/2.0"
DESCRIPTOR = "datapackage.json"


def write(export: Export, folder: Folder, options: Options) -> None:
    """Write the package."""
    for table in TABLES:
        with folder.text(f"{table.name}.csv") as stream:
            writer = csv.writer(stream, lineterminator="\r\n")
            writer.writerow(c.name for c in table.columns)
            writer.writerows(rows(export, table.name))
    with folder.text(DESCRIPTOR) as stream:
        stream.write(json_text(descriptor(export, folder), indent=2) + "\n")


def descriptor(export: Export, folder: Folder) -> dict[str, Any]:
    """The package's description of itself; the tables are written already."""
    stamp = export.stamp
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": f"casualty-ledger-{stamp.ledger[:8]}",
        "id": stamp.urn,
        "title": "Claimed casualty figures",
        "description": "Figures as they were claimed, with their sources and the words they were read from. They are"
        " claims: that a figure stands here does not say that it is true.",
        "version": f"{stamp.entries}+{stamp.head[:16]}",
        "created": stamp.at,
        "ledger": stamp.ledger,
        "head": stamp.head,
        "entries": stamp.entries,
        "program": stamp.program,
        "policy": stamp.policy,
        "withheld": [w.words for w in export.withheld],
        "resources": [_resource(table, folder) for table in TABLES],
    }


def _resource(table: Table, folder: Folder) -> dict[str, Any]:
    path = f"{table.name}.csv"
    written = folder.written[path]
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": table.name.replace("_", "-"),
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": f"sha256:{written.sha256}",
        "schema": schema(table),
    }


def schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a table."""
    made: dict[str, Any] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [table_schema_field(c) for c in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.links:
        made["foreignKeys"] = [
            {"fields": [own], "reference": {"resource": other.replace("_", "-"), "fields": [column]}}
            for own, other, column in table.links
        ]
    return made
