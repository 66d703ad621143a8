"""Writing the audit report from inside: where to, and what of."""

from __future__ import annotations

import os
from pathlib import Path

from ledger.errors import LedgerError
from tui.screens.base import PlaceScreen
from tui.screens.importing import paths
from tui.screens.working import Progress, Working
from tui.widgets.ask import Option, Question

ENDINGS = {"html": "html", "htm": "html", "md": "markdown", "markdown": "markdown", "json": "json"}


def start(screen: PlaceScreen) -> None:
    """Ask where to."""
    name = screen.review.path.stem + "-report.html"
    question = Question(
        "write the report to",
        "html, md or json, by its ending",
        value=name,
        needed=True,
        complete=paths,
        check=_wrong,
    )
    screen.ask(question, lambda path: _place(screen, os.path.expanduser(path)))


def _wrong(text: str) -> str | None:
    path = Path(os.path.expanduser(text.strip()))
    if path.suffix[1:].lower() not in ENDINGS:
        return "end its name in .html, .md or .json"
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    return "this is a folder; name a file" if path.is_dir() else None


def _place(screen: PlaceScreen, path: str) -> None:
    if not os.path.exists(path):
        run(screen, path, force=False)
        return
    options = (Option("keep", "keep the file that is there"), Option("replace", "replace it"))
    question = Question(f"{path} is there already", options=options, strict=True, cursor="keep")

    def answered(answer: str) -> None:
        if answer == "replace":
            run(screen, path, force=True)
        else:
            screen.news("nothing was written", "dim")

    screen.ask(question, answered)


def run(screen: PlaceScreen, path: str, *, force: bool) -> None:
    """Write the report, with progress."""
    ledger = screen.review.ledger

    def job(progress: Progress) -> str:
        from ledger.exports.output import safe_output
        from ledger.reporting import make, pieces

        progress("reading the ledger", 0)
        report = make(ledger)
        size = 0
        with safe_output(path, force=force) as stream:
            for piece in pieces(report, ENDINGS[path.rpartition(".")[2].lower()]):
                stream.write(piece)
                size += len(piece)
                progress(f"writing {path}: letters", size)
        return f"{path}: report written, head {report.identity.head[:16]}"

    def ended(result: object) -> None:
        if isinstance(result, LedgerError):
            screen.review.say(str(result), "slip")
        elif isinstance(result, Exception):
            raise result
        else:
            screen.review.say(str(result), "accepted")

    screen.app.push_screen(Working(f"report to {path}", job), ended)
