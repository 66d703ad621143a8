"""A workbook (.xlsx): a sheet for each table, and one that says which ledger they came from.

Every cell is typed, a number or a text, and what a spreadsheet would run as a formula is neutralised all the same,
as sheets are saved as CSV again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

from ledger.exports.columns import TABLES
from ledger.exports.formats import Options
from ledger.exports.source import Export
from ledger.exports.sqlite_file import about
from ledger.exports.tables import rows
from ledger.safetext import spreadsheet_cell

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

CELL_LIMIT = 32_767
"""The longest text a cell holds; a longer one is cut, and ends in an ellipsis."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ORDER = ("claims", "findings", "documents", "finding_claims")


def write(export: Export, raw: BinaryIO, options: Options) -> None:
    """Write the workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name in _ORDER:
        table = next(t for t in TABLES if t.name == name)
        sheet: WriteOnlyWorksheet = book.create_sheet(table.title)
        sheet.freeze_panes = "A2"
        sheet.append([c.name for c in table.columns])
        for row in rows(export, name):
            sheet.append([_cell(sheet, value) for value in row])
    sheet = book.create_sheet("About")
    for pair in about(export):
        sheet.append([_cell(sheet, value) for value in pair])
    book.save(raw)


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell

    # XML has no sign for controls; the sign that shows them stands in their place.
    text = _NOT_XML.sub(lambda m: chr(0x2400 + ord(m.group())) if ord(m.group()) < 0x20 else "\ufffd", value)
    text = spreadsheet_cell(text)
    cell = WriteOnlyCell(sheet, text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…")
    cell.data_type = "s"
    return cell
