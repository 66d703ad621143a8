"""Rows that were refused, as a file that can be mended and imported: the rows as they stood, and why each was refused.

The last column (or key) is `_why`; every table reader passes over a column of that name.
"""

from __future__ import annotations

import csv
import json
import os
import tempfile
from pathlib import Path
from typing import IO, Any

from ledger.errors import InputError, LedgerError
from ledger.intake.rows import WHY
from ledger.intake.tables.rows import Row, Table


class Rejects:
    """The refused rows of one table, kept in a temporary file until the import is done."""

    def __init__(self, table: Table, most: int) -> None:
        self.suffix = ".jsonl" if table.medium in ("json", "jsonl") else ".csv"
        self.listed: list[dict[str, Any]] = []
        self.count = 0
        self._table, self._most = table, most
        self._delimiter: str = getattr(table, "delimiter", ",")  # as a mapping that names one will read it again
        self._file: IO[str] | None = None
        self._made: Path | None = None

    def add(self, row: Row, error: InputError) -> None:
        """Keep a row with the reason."""
        self.count += 1
        why = f"{error.reason}; {error.remedy}" if error.remedy else error.reason
        if self.count <= self._most:
            self.listed.append({"line": error.line, "reason": error.reason})
        if self._file is None:
            self._file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 - kept
            if self.suffix == ".csv":
                header = [c for c in self._table.columns if c != WHY]
                csv.writer(self._file, delimiter=self._delimiter).writerow([*header, WHY])
        if self.suffix == ".csv":
            width = len(self._table.columns)
            cells = [*row.raw, *[""] * (width - len(row.raw))] if not isinstance(row.raw, str) else []
            kept = [c for c, name in zip(cells, self._table.columns, strict=False) if name != WHY]
            csv.writer(self._file, delimiter=self._delimiter).writerow([*kept, *cells[width:], why])
            return
        self._file.write(_line(row, why) + "\n")

    def write(self, path: Path) -> Path:
        """Write them to a new file: `path`, or the first free name like it; one that holds the same is left as it is.

        A nightly import of a table that nobody has mended so leaves one file, and not one a night.
        """
        for number in range(1, 1_000):
            target = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
            try:
                made = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            except FileExistsError:
                if self._is(target):
                    return target
                continue
            except OSError as error:
                raise LedgerError(
                    f"{target}: cannot be written ({error.strerror}); name a file with --rejects"
                ) from None
            self._made = target
            with os.fdopen(made, "w", encoding="utf-8", newline="") as out:
                if self._file is not None:
                    self._file.seek(0)
                    while piece := self._file.read(1 << 16):
                        out.write(piece)
            return target
        raise LedgerError(f"{path}: there are too many files of rejects; name one with --rejects")

    def unwrite(self) -> None:
        """Remove the file that was written, if one was."""
        if self._made is not None:
            self._made.unlink(missing_ok=True)

    def _is(self, target: Path) -> bool:
        """Whether a file holds these rows already."""
        if self._file is None or not target.is_file():
            return False
        self._file.seek(0)
        with target.open(encoding="utf-8", errors="replace", newline="") as there:
            while True:
                piece = self._file.read(1 << 16)
                if piece != there.read(len(piece) or 1):
                    return False
                if not piece:
                    return True

    def close(self) -> None:
        """Let go of the temporary file."""
        if self._file is not None:
            self._file.close()


def _line(row: Row, why: str) -> str:
    """The record as it stood with its reason; one that is no JSON stands as text, to be mended."""
    text = row.raw if isinstance(row.raw, str) else ""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return " ".join(text.split())
    if not isinstance(value, dict):
        return " ".join(text.split())
    value.pop(WHY, None)
    line = json.dumps({**value, WHY: why}, ensure_ascii=False)
    return line if _writable(line) else json.dumps({**value, WHY: why})


def _writable(text: str) -> bool:
    """Whether a text has no half characters, which no file holds."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
