"""Hostile texts through every way in and out: nothing crashes, nothing is obeyed, the ledger verifies.

    python -m tests.harness.hostile

Each text is imported as document, group, place, source, quote and note of a claim of its own. Then come `list`, `show`
and a search on a real terminal (a pty), the app under Pilot and on a pty, the reports, HTML in Chromium where
there is one, and CSV for spreadsheets.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import io
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from ledger.api import Ledger
from tests.harness.hostile_texts import MARK, TEXTS

FORBIDDEN = re.compile(
    "\x1b\\](?:0|2|8|9|52|1337)[;\x07]|\x1b[P_^X]|\x1bc|\x1b\\[6n|\x1b\\[200~|\x07"
    "|[\x80-\x9f\u200b\u202a-\u202e\u2066-\u2069\u2060\ufeff\u2028\u2029\U000e0000-\U000e007f]"
)
"""What must not reach a terminal from the data: titles, clipboard, links, resets, C1, overrides."""
SHOW = """
import sys
from ledger.cli.main import main
for arguments in __import__("json").loads(open(sys.argv[1]).read()):
    print("exit", main(arguments), flush=True)
"""
_RUNS = tuple("=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20\u2212")


@dataclass
class Score:
    """What came of it: how many texts came in, which were refused, and everything that must not be."""

    texts: int = 0
    taken: int = 0
    refused: int = 0
    ways: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def fault(self, way: str, what: object) -> None:
        """Take down something that must not be."""
        self.faults.append(f"{way}: {ascii(what)[:300]}")


def bring_in(folder: Path, texts: Iterable[str], score: Score) -> Path:
    """Import every text by a file of its own; those that no database can hold are refused in one line."""
    from contextlib import redirect_stderr, redirect_stdout

    from ledger.cli.main import main

    path = folder / "hostile.db"
    Ledger.create(path).close()
    for n, text in enumerate(texts):
        source = folder / f"{n}.jsonl"
        record = {
            "document": f"{text} {n}",
            "measure": "killed",
            "value": 5 + n % 7,
            "place": "Zaria",
            "group": text,
            "attributed_to": text,
            "quote": f"said: {text}",
            "note": text,
            "event_start": "2020-05-01",
        }
        source.write_text(json.dumps(record) + "\n", encoding="utf-8")
        score.texts += 1
        with redirect_stderr(io.StringIO()) as said, redirect_stdout(io.StringIO()):
            code = main(["--ledger", str(path), "import", str(source)])
        shown = said.getvalue()
        if code == 0:
            score.taken += 1
        elif code == 1 and shown.startswith("claims: ") and shown.count("\n") == 1:
            score.refused += 1
        else:
            score.fault("import", (text[:40], code, shown[-200:]))
        if "Traceback" in shown or FORBIDDEN.search(shown):
            score.fault("import", shown)
    score.ways.append("import")
    return path


def on_a_terminal(command: list[str], *, keys: Iterable[bytes] = (), seconds: float = 120) -> tuple[str, int]:
    """Run on a pty of 120 by 40, typing `keys` slowly; what reached the terminal, and the exit code."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"}
    worker = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    )
    os.close(theirs)
    seen, waiting, end, last = b"", list(keys), time.monotonic() + seconds, time.monotonic()
    try:
        while time.monotonic() < end:
            ready, _, _ = select.select([ours], [], [], 0.05)
            if ready:
                try:
                    part = os.read(ours, 1 << 16)
                except OSError:
                    break
                if not part:
                    break
                seen += part
            elif waiting and time.monotonic() - last > 0.15:
                os.write(ours, waiting.pop(0))
                last = time.monotonic()
            elif worker.poll() is not None:
                break
    finally:
        if worker.poll() is None:
            os.killpg(worker.pid, signal.SIGKILL)
        os.close(ours)
    return seen.decode("utf-8", "replace"), worker.wait()


def commands(folder: Path, path: Path, texts: Iterable[str], score: Score) -> None:
    """`list`, `show` and searches, each with its output on a terminal."""
    with Ledger(path) as ledger:
        ids = [c.id for c in ledger.claims()]
    lists = [
        ["list"],
        ["list", "--json"],
        ["list", "--csv"],
        ["conflicts"],
        ["conflicts", "--json"],
        ["sources"],
        ["documents"],
    ]
    shows = [["show", i] for i in ids] + [["show", i, "--json"] for i in ids[::5]]
    searches = [["list", "--words", t] for t in texts if len(t) < 500 and "\0" not in t and "\ud800" not in t]
    given = [["--ledger", str(path), *c] for c in (*lists, *shows, *searches)]
    (folder / "commands.json").write_text(json.dumps(given), encoding="utf-8")
    seen, code = on_a_terminal([sys.executable, "-c", SHOW, str(folder / "commands.json")], seconds=600)
    exits = re.findall(r"exit (\S+)", seen)
    if code or len(exits) < len(given) or any(e not in ("0", "ExitCode.DONE") for e in exits):
        score.fault("commands", (code, len(exits), len(given), seen[-300:]))
    _check_terminal("commands", seen, score)
    if seen.count(MARK) < score.taken:
        score.fault("commands", f"{MARK} was seen only {seen.count(MARK)} times")
    score.ways.append("list, show, search")


def _check_terminal(way: str, seen: str, score: Score) -> None:
    seen = re.sub("\x1b\\]22;[a-z-]*\x07", "", seen)  # the shape of the pointer, which Textual itself sets
    if found := FORBIDDEN.search(seen):
        score.fault(way, seen[max(found.start() - 60, 0) : found.end() + 60])
    if "Traceback" in seen:
        score.fault(way, seen[seen.index("Traceback") :][:600])


async def pilot(path: Path, score: Score, *, claims: int | None = None) -> None:
    """Every screen, and every claim, in the app under Textual's Pilot."""
    from textual.worker import WorkerCancelled

    from tests.tui.screens import settled as settle
    from tui.app import ReviewApp
    from tui.going import SCREENS

    async def settled(driver: Any) -> None:
        with suppress(WorkerCancelled):  # what a screen was reading when another took its place
            await settle(driver)

    with Ledger(path) as ledger:
        ids = [c.id for c in ledger.claims()][:claims]
    app = ReviewApp(path, "reviewer")
    async with app.run_test(size=(140, 50)) as driver:
        await settled(driver)
        for name in SCREENS:
            app.go(name)
            await settled(driver)
            _check_screen(name, _shown(app), score)
        for claim in ids:
            app.open_claim(claim)
            await settled(driver)
            _check_screen(f"claim {claim}", _shown(app), score)
        if not app.is_running:
            score.fault("app", "it stopped")
    score.ways.append("app under Pilot")


def _shown(app: Any) -> str:
    """The screen as text; combining marks make a line longer than it is wide."""
    return "\n".join("".join(s.text for s in strip) for strip in app.screen._compositor.render_strips())


def _check_screen(name: str, shown: str, score: Score) -> None:
    wrong = [c for c in shown if ord(c) < 32 and c != "\n"] or FORBIDDEN.findall(shown)
    if wrong:
        score.fault(f"screen {name}", wrong[:5])


def app_on_a_terminal(path: Path, score: Score, *, steps: int = 60) -> None:
    """The app itself on a pty, walked through by its keys, then left with ctrl+c."""
    keys = [b"2", b"\r", b"\x1b", b"3", b"\r", b"\x1b", b"4", b"\r"]
    keys += [b"\x1b[B", b"\r", b"\x1b"] * (steps // 3) + [b"\x03", b"\x03", b"q", b"\x11"]
    seen, _ = on_a_terminal(
        [sys.executable, "-m", "ledger.cli", "--ledger", str(path), "review"], keys=keys, seconds=90
    )
    _check_terminal("app on a terminal", seen, score)
    if MARK not in seen:
        score.fault("app on a terminal", "nothing of the texts was shown")
    score.ways.append("app on a pty")


def written(folder: Path, path: Path, score: Score) -> None:
    """Reports and exports; HTML in Chromium where there is one."""
    from ledger.cli.main import main

    for name in ("report.html", "report.md", "report.json"):
        if main(["--ledger", str(path), "report", "-o", str(folder / name)]):
            score.fault("report", name)
    page = (folder / "report.html").read_text(encoding="utf-8")
    reader = _Acting()
    reader.feed(page)
    if reader.found:
        score.fault("report.html", reader.found[:5])
    if "default-src 'none'" not in page.replace("&#39;", "'"):
        score.fault("report.html", "no content security policy")
    score.ways.append("reports")
    if chromium := shutil.which("chromium") or shutil.which("google-chrome"):
        _browse(chromium, folder, score)
    table = folder / "sheet.csv"
    if main(["--ledger", str(path), "export", "--spreadsheet", "-o", str(table)]):
        score.fault("spreadsheet", "not written")
    with table.open(encoding="utf-8-sig", newline="") as raw:
        for row in csv.reader(raw):
            for cell in row:
                if cell.lstrip(" \xa0\u3000\u200b").startswith(_RUNS):
                    score.fault("spreadsheet", cell[:60])
    score.ways.append("CSV for spreadsheets")


class _Acting(HTMLParser):
    """Elements and attributes of a page that do something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that runs or loads, an event handler, or an address that is no web page."""
        if tag in ("script", "iframe", "img", "base", "form", "object", "embed"):
            self.found.append(tag)
        for name, value in attrs:
            scheme = re.match(r"[a-z]+:", (value or "").strip().lower())
            if name.startswith("on") or (
                name in ("href", "src", "action") and scheme and scheme[0] not in ("http:", "https:", "data:")
            ):
                self.found.append(f"{name}={value}")


def _browse(chromium: str, folder: Path, score: Score) -> None:
    command = [
        *(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        *(f"--user-data-dir={folder / 'chromium'}", "--virtual-time-budget=3000", "--dump-dom"),
    ]
    done = subprocess.run(
        [*command, (folder / "report.html").as_uri()], capture_output=True, text=True, timeout=120, check=False
    )
    if "<html" not in done.stdout or "data-pwn" in done.stdout.partition(">")[0] + done.stdout.partition("<head")[0]:
        score.fault("Chromium", done.stdout[:300] or done.stderr[-300:])
    score.ways.append("HTML in Chromium")


def run(folder: Path, texts: Iterable[str] = TEXTS, *, full: bool = True) -> Score:
    """All ways; without `full` the app on a pty and Chromium are left out."""
    score, given = Score(), list(texts)
    path = bring_in(folder, given, score)
    commands(folder, path, given, score)
    asyncio.run(pilot(path, score, claims=None if full else 6))
    if full:
        app_on_a_terminal(path, score)
    written(folder, path, score)
    with Ledger(path) as ledger:
        if problems := ledger.verify().problems:
            score.fault("verify", problems[:3])
    return score


def main() -> int:
    """Run it and print the figures."""
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    with tempfile.TemporaryDirectory() as name:
        score = run(Path(name))
    for fault in score.faults:
        print("  " + fault)
    print(f"{score.texts} texts, {score.taken} taken, {score.refused} refused in one line")
    print(f"through {', '.join(score.ways)}")
    print(f"{len(score.faults)} faults")
    return 1 if score.faults else 0


if __name__ == "__main__":
    sys.exit(main())
