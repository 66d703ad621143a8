"""Importing from inside: which files, what they do not say themselves, and what came of it."""

from __future__ import annotations

import glob
import os
from typing import TYPE_CHECKING

from ledger.counting import plural
from ledger.errors import LedgerError
from ledger.fields import parse
from ledger.intake.reports import ImportOptions, ImportReport
from tui.screens.base import PlaceScreen
from tui.screens.working import Progress, Working
from tui.widgets.ask import Option, Question

if TYPE_CHECKING:
    from ledger.api import Ledger

MOST = 40


def start(screen: PlaceScreen) -> None:
    """Ask which files."""
    question = Question(
        "import",
        "a file, a folder or a pattern; tab completes. Each file goes in whole or not at all.",
        needed=True,
        complete=paths,
        check=lambda text: None if _found(text) else "there is nothing there",
    )
    screen.ask(question, lambda path: _publisher(screen, os.path.expanduser(path)))


def paths(text: str) -> tuple[Option, ...]:
    """The files and folders that `text` may go on to."""
    full = os.path.expanduser(text)
    found = sorted(glob.glob(glob.escape(full) + "*"))[:MOST]
    shown = [p + os.sep if os.path.isdir(p) else p for p in found]
    return tuple(Option(p, p, "folder" if p.endswith(os.sep) else _size(p)) for p in shown if p != text)


def _size(path: str) -> str:
    try:
        return f"{os.path.getsize(path):,} bytes"
    except OSError:
        return ""


def _found(text: str) -> bool:
    full = os.path.expanduser(text.strip())
    return os.path.exists(full) or bool(glob.glob(full, recursive=True))


def _publisher(screen: PlaceScreen, path: str) -> None:
    question = Question("published by", "who published what the files do not say it of; enter leaves it open")
    screen.ask(question, lambda publisher: _published(screen, path, publisher or None))


def _published(screen: PlaceScreen, path: str, publisher: str | None) -> None:
    def wrong(text: str) -> str | None:
        try:
            parse("published", text)
        except ValueError as error:
            return str(error)
        return None

    question = Question("published when", "2015-06-04, 2015-06 or 2015; enter leaves it open", check=wrong)
    screen.ask(question, lambda date: run(screen, [path], publisher, date or None))


def run(screen: PlaceScreen, what: list[str], publisher: str | None, published: str | None) -> None:
    """Import, with progress, and say what came of it."""
    ledger: Ledger = screen.review.ledger
    options = ImportOptions(publisher=publisher, published=published, reviewer=ledger.reviewer)

    def job(progress: Progress) -> ImportReport:
        return ledger.import_paths(what, options, progress)

    def ended(result: object) -> None:
        if isinstance(result, ImportReport):
            screen.review.came_in(f.batch for f in result.files)
            screen.review.say(told(result), "accepted")
        elif isinstance(result, LedgerError):
            screen.review.came_in()  # of several files, those before the refusal are in
            screen.review.say(str(result), "slip")
        elif isinstance(result, Exception):
            raise result

    screen.app.push_screen(Working(f"import of {', '.join(what)}", job), ended)


def told(report: ImportReport) -> str:
    """What an import did, in one line."""
    files, added = len(report.files), sum(f.claims_added for f in report.files)
    same = sum(f.claims_unchanged for f in report.files)
    skipped = sum(len(f.skipped) for f in report.files)
    parts = [f"{plural(files, 'file')}: {plural(added, 'claim')} added"]
    parts += [f"{same:,} there already"] if same else []
    parts += [f"{skipped:,} lines skipped"] if skipped else []
    parts += [plural(len(report.new_findings), "new finding")] if report.new_findings else []
    parts += [f"{len(report.reopened):,} reopened"] if report.reopened else []
    return " · ".join(parts)
