"""A report written to files: one, or a first page with a folder of further pages beside it."""

from __future__ import annotations

from pathlib import Path

from ledger.exports.output import safe_output
from ledger.reporting import pieces
from ledger.reporting.html import html_pages, pages_folder
from ledger.reporting.model import Report
from ledger.reporting.paging import LIMIT

ENDINGS = {"html": "html", "htm": "html", "md": "markdown", "markdown": "markdown", "json": "json", "pdf": "pdf"}
"""The format that the ending of a file's name stands for."""


def format_of(path: str) -> str:
    """The format that the ending of a file's name stands for; HTML where it stands for none."""
    return ENDINGS.get(path.rpartition(".")[2].lower(), "html")


def write_report(
    report: Report, output: str, format_: str, *, force: bool = False, limit: int | None = LIMIT
) -> list[Path]:
    """Write a report, the first page last: when it is there, all is. Gives the files in the order of reading.

    `output` "-" is standard output, in one piece. `limit` is how many claims make a page of HTML, None for one
    page whatever its size. LedgerError says what stands in the way.
    """
    if format_ == "pdf":
        from ledger.reporting.pdf import write_pdf

        return [write_pdf(report, output, force=force)]
    if format_ != "html" or output == "-":
        with safe_output(output, force=force) as stream:
            stream.writelines(pieces(report, format_))
        return [] if output == "-" else [Path(output)]
    target = Path(output)
    first, *others = html_pages(report, target.name, limit)
    written = []
    if others:
        (target.parent / pages_folder(target.name)).mkdir(mode=0o700, exist_ok=True)
    for name, parts in others:
        path = target.parent / name
        with safe_output(path, force=force) as stream:
            stream.writelines(parts)
        written.append(path)
    with safe_output(target, force=force) as stream:
        stream.writelines(first[1])
    return [target, *written]
