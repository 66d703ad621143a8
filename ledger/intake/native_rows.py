"""A native table read row by row like a foreign one, so that bad rows can be put aside (`--keep-going`)."""

from __future__ import annotations

from ledger.errors import InputError
from ledger.intake.coding import Coder, Column, Draft, Known
from ledger.intake.items import Item
from ledger.intake.native import check_columns
from ledger.intake.rows import WHY
from ledger.intake.tables.rows import Table
from ledger.records import FIELDS

NATIVE = ("native-csv", "native-jsonl")


def native_known(item: Item, table: Table, name: str) -> Known:
    """How a native table is read; InputError where its columns are not those of the native format."""
    names = [c for c in table.columns if c != WHY]
    if table.medium == "csv":
        check_columns(names, item.name, 1)
    else:
        unknown = next((c for c in names if c not in FIELDS), None)
        if unknown is not None:
            raise InputError(item.name, 1, f"key “{unknown[:60]}” is not known", f"the keys are: {', '.join(FIELDS)}")
    return Known(
        name=name,
        label="claim records",
        dataset="",
        publisher=None,
        columns=tuple(Column(f) for f in FIELDS),
        needs=(),
        code=_code,
        compiler=False,
        ids=False,
        native=True,
    )


def _code(row: Coder) -> list[Draft]:
    return [{name: row.as_it_stands(name) for name in FIELDS}]
