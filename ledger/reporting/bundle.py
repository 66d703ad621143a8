"""The evidence bundle: a report with its data, its documents and the audit trail, in a bag that checks itself.

A folder that is a BagIt bag (RFC 8493) around an RO-Crate (1.2): `python3 -I check.py` in it needs nothing but
Python. Documents that may not be passed on are in it by their hashes, or not at all; of a part of a ledger the
rest is represented by hashes alone.
"""

from __future__ import annotations

import csv
import json
import os
import secrets
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger.errors import LedgerError
from ledger.exports.audit import write_bundle as write_audit
from ledger.exports.bag import seal
from ledger.reporting.crate import crate
from ledger.reporting.files import write_report
from ledger.reporting.gather import ReadableLedger
from ledger.reporting.model import Claim, Report
from ledger.safetext import spreadsheet_cell, visible

README = """An evidence bundle of Casualty Ledger.

    data/report.html     the report, for a browser; also as report.md and report.json
    data/claims.csv      every claim of the report in a table; documents.csv says where each stands
    data/audit/          the journal, every row with its hash, the texts of documents that may be passed on
    check.py             checks every file, then the whole audit trail, with nothing but Python:

    python3 -I check.py          every file is as it was, every row follows from the journal
    python3 -I check.py HEAD     and the journal holds this head hash, which you know from somewhere else

It exits with 0 where all is sound, and names each file or row that is not. If somebody may have put this bundle
together to mislead you, take check.py and data/audit/verify.py from a release of casualty-ledger rather than
from here, and ask the publisher of the report for the head hash.
"""

COLUMNS = (
    "id",
    "figure",
    "value",
    "low",
    "high",
    "qualifier",
    "measure",
    "group",
    "status",
    "place",
    "time",
    "as_of",
    "definition",
    "said_by",
    "through",
    "document",
    "publisher",
    "published",
    "url",
    "quote",
    "state",
    "note",
)
_ABOUT: dict[str, tuple[str, str]] = {
    "report.html": ("The report", "text/html"),
    "report.md": ("The report as Markdown", "text/markdown"),
    "report.json": ("The report as JSON", "application/json"),
    "claims.csv": ("The claims of the report", "text/csv"),
    "documents.csv": ("The documents that the claims stand in", "text/csv"),
    "audit/journal.tsv": ("The journal: an entry a line, with the bytes that were hashed", "text/tab-separated-values"),
    "audit/verify.py": ("Checks the audit trail with nothing but Python", "text/x-python"),
}


@dataclass(frozen=True, slots=True)
class Bundled:
    """What was written: the folder, how many files it has in all (as its own check counts), the head of the ledger."""

    folder: Path
    files: int
    head: str


def write_bundle(
    ledger: ReadableLedger, report: Report, target: str | os.PathLike[str], *, force: bool = False
) -> Bundled:
    """Write the bundle of `report`, made of `ledger` (both as `reporting.taken` gives them), to `target`.

    The folder appears whole or not at all; with `force` it takes the place of an earlier bundle and of nothing
    else. LedgerError when `target` is taken, or the ledger has changed since the report was made.
    """
    folder = Path(target)
    _check(folder, force)
    with _passing(folder) as made:
        data = made / "data"
        data.mkdir(mode=0o700)
        write_report(report, str(data / "report.html"), "html")
        write_report(report, str(data / "report.md"), "markdown")
        write_report(report, str(data / "report.json"), "json")
        _audit(ledger, report, data)
        _tables(report, data)
        (made / "README.txt").write_text(README, encoding="utf-8")
        _describe(report, data)
        files = seal(made, _info(report))
        if folder.exists():
            shutil.rmtree(folder)
        made.rename(folder)
    return Bundled(folder, files, report.identity.head)


def _check(folder: Path, force: bool) -> None:
    shown = visible(str(folder), limit=4_096)
    if folder.is_symlink():
        raise LedgerError(f"{shown}: this is a symbolic link, which is never followed; name a folder")
    if not folder.parent.is_dir():
        raise LedgerError(f"{visible(str(folder.parent), limit=4_096)}: no such folder; make it first")
    if not folder.exists():
        return
    if not force or not (folder / "bagit.txt").is_file():
        how = "name another, or replace it with --force" if (folder / "bagit.txt").is_file() else "name another"
        raise LedgerError(f"{shown}: there is something here already; {how}")


@contextmanager
def _passing(folder: Path) -> Iterator[Path]:
    """A new folder beside the target under a passing name, removed unless it took the target's name."""
    made = folder.with_name(f".{folder.name[:100]}.{secrets.token_hex(6)}.part")
    try:
        made.mkdir(mode=0o700)
        yield made
    except OSError as error:
        raise LedgerError(f"{folder}: cannot be written ({error.strerror or error}); nothing is left of it") from None
    finally:
        if made.exists():
            shutil.rmtree(made)


def _audit(ledger: ReadableLedger, report: Report, data: Path) -> None:
    """The audit trail of the ledger, without what is not in the report."""
    told = [*report.claims, *(x.claim for x in report.left_out)]
    only = None if not report.identity.filters else {c.row for c in told}
    with tempfile.TemporaryFile() as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive, ledger.reading() as connection:
            done = write_audit(connection, archive, only=only)
        if done.head != report.identity.head:
            raise LedgerError("somebody changed the ledger while the bundle was written; write it again")
        with zipfile.ZipFile(raw) as archive:
            archive.extractall(data / "audit")  # the names are the program's own


def _tables(report: Report, data: Path) -> None:
    with (data / "claims.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        out.writerows(_row(c) for c in report.claims)
    with (data / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("document", "publisher", "published", "url", "claims", "confidentiality", "text_sha256"))
        for d in report.documents:
            cells = (d.key, d.publisher, d.published, d.url, d.claims, d.confidentiality, d.text_sha256)
            out.writerow([_cell(c) for c in cells])


def _row(c: Claim) -> list[Any]:
    cells = (
        c.id,
        c.figure,
        c.value,
        c.low,
        c.high,
        c.qualifier,
        c.measure,
        c.group,
        c.status,
        c.place,
        c.period,
        c.as_of,
        c.definition,
        c.said_by,
        " > ".join(c.chain),
        c.document,
        c.publisher,
        c.published,
        c.url,
        c.quote,
        c.state,
        c.note,
    )
    return [_cell(cell) for cell in cells]


def _cell(value: object) -> object:
    """A cell as a spreadsheet may open it: people do, and must not run what stands in it."""
    return spreadsheet_cell(value) if isinstance(value, str) else value


def _describe(report: Report, data: Path) -> None:
    files = []
    for path in sorted(p for p in data.rglob("*") if p.is_file()):
        name = path.relative_to(data).as_posix()
        files.append(_file(name, path.stat().st_size))
    i = report.identity
    described = crate(
        files,
        name=f"Audit report of ledger {i.ledger}",
        about=f"{i.scope} Head {i.head}.",
        published=i.generated_at[:10],
        program=i.program,
    )
    text = json.dumps(described, indent=2, ensure_ascii=False) + "\n"
    (data / "ro-crate-metadata.json").write_text(text, encoding="utf-8")


def _file(name: str, size: int) -> Mapping[str, Any]:
    about, kind = _ABOUT.get(name, (_words(name), _kind(name)))
    return {"@id": name, "name": about, "encodingFormat": kind, "contentSize": str(size)}


def _words(name: str) -> str:
    folder, _, rest = name.rpartition("/")
    if folder == "audit/rows":
        return f"The rows of the table {rest.removesuffix('.tsv')}, with the bytes that were hashed"
    if folder == "audit/texts":
        return f"The text of document {rest.removesuffix('.txt')}"
    if folder == "audit/originals":
        return f"File {rest} as it was imported"
    return f"A further page of the report: {rest}" if folder == "report-pages" else rest


def _kind(name: str) -> str:
    kinds = {
        ".tsv": "text/tab-separated-values",
        ".txt": "text/plain",
        ".json": "application/json",
        ".html": "text/html",
    }
    return kinds.get(Path(name).suffix, "application/octet-stream")


def _info(report: Report) -> Iterator[tuple[str, str]]:
    i = report.identity
    yield "Bagging-Date", i.generated_at[:10]
    yield "External-Description", f"Audit report of a casualty ledger. {i.scope}"
    yield "External-Identifier", i.ledger
    yield "Internal-Sender-Identifier", f"head {i.head}, {i.entries} entries"
    yield "Bag-Software-Agent", f"casualty-ledger {i.program}"
