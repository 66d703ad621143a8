"""A fact-checker's day in a real terminal: import, review everything, settle every finding, report, leave.

    python -m tests.day [80x24|200x50] [FOLDER]

Drives `claims review` in tmux by keys alone, as a person would, and writes what every screen showed to FOLDER
(`day.txt`, and a numbered file a screen). Exits 1 when the day does not end as it should. Needs tmux.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ledger.api import Ledger
from ledger.locations import seeds
from ledger.vocabulary import ReviewState

PATIENCE = 60.0


class Terminal:
    """A tmux session with one program in it."""

    def __init__(self, size: str, command: list[str], folder: Path) -> None:
        self.name, self.folder, self.number = f"day-{os.getpid()}", folder, 0
        width, height = size.split("x")
        environment = [f"CLAIMS_STATE={folder / 'state'}", "CLAIMS_REVIEWER=amina", "TERM=xterm-256color"]
        self._tmux("new-session", "-d", "-s", self.name, "-x", width, "-y", height, "env", *environment, *command)
        self._tmux("set-option", "-t", self.name, "remain-on-exit", "on")

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(["tmux", *arguments], check=True, capture_output=True, text=True)
        return done.stdout

    def screen(self) -> str:
        """What stands on the screen."""
        return self._tmux("capture-pane", "-p", "-t", self.name)

    def press(self, *keys: str) -> None:
        """Send keys by tmux's names of them."""
        for key in keys:
            self._tmux("send-keys", "-t", self.name, key)

    def type(self, text: str) -> None:
        """Send letters as they are."""
        self._tmux("send-keys", "-t", self.name, "-l", text)

    def wait(self, *words: str, gone: str = "") -> str:
        """Until all the words stand on the screen (and `gone` no more); the day fails where they do not come."""
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE:
            shown = self.screen()
            if all(w in shown for w in words) and (not gone or gone not in shown):
                return shown
            time.sleep(0.05)
        raise AssertionError(f"waited for {words}, without {gone!r}; the screen showed:\n{self.screen()}")

    def wait_for_the_end(self) -> None:
        """Until the program has left; tmux does not always write "Pane is dead" on a screen that was cleared."""
        begun = time.monotonic()
        while self._tmux("list-panes", "-t", self.name, "-F", "#{pane_dead}").strip() != "1":
            if time.monotonic() - begun > PATIENCE:
                raise AssertionError(f"the app did not leave; the screen showed:\n{self.screen()}")
            time.sleep(0.05)

    def keep(self, what: str) -> None:
        """Write down what the screen shows."""
        self.number += 1
        shown = self.screen()
        name = what.replace(" ", "-")
        (self.folder / f"{self.number:02}-{name}.txt").write_text(shown, encoding="utf-8")
        colours = self._tmux("capture-pane", "-p", "-e", "-t", self.name)
        (self.folder / f"{self.number:02}-{name}.ansi").write_text(colours, encoding="utf-8")
        with (self.folder / "day.txt").open("a", encoding="utf-8") as day:
            day.write(f"== {self.number} {what}\n{shown}\n")

    def close(self) -> None:
        """End the session."""
        subprocess.run(["tmux", "kill-session", "-t", self.name], check=False, capture_output=True)


def day(size: str, folder: Path) -> str:
    """The whole day; gives a sentence about it."""
    path = folder / "day.db"
    claims = [sys.executable, "-m", "ledger.cli", "--ledger", str(path)]
    subprocess.run([*claims, "init"], check=True, capture_output=True)
    terminal = Terminal(size, [*claims, "review"], folder)
    try:
        return _work(terminal, path, folder)
    finally:
        terminal.close()


def _work(t: Terminal, path: Path, folder: Path) -> str:
    t.wait("nothing is in the ledger yet")
    t.keep("an empty ledger")
    t.press("i")
    t.wait("import", "tab completes")
    t.type(str(seeds()))
    t.wait(seeds().name, gone="CHANGELOG.md")
    t.keep("which files")
    t.press("Enter")
    t.wait("published by")
    t.press("Enter")
    t.wait("published when")
    t.press("Enter")
    t.wait("claims added")
    with Ledger(path) as ledger:
        total = ledger.counts().claims
    t.wait(f"{total} claims ·")
    t.keep("imported")
    keys = _read(t, total)
    findings = _settle(t, path)
    t.press("h")
    t.wait("latest acts")
    t.keep("nothing is waiting")
    report = folder / "report.html"
    t.press("w")
    t.wait("write the report to")
    t.press("C-u")
    t.type(str(report))
    t.wait(report.name)
    t.keep("where to")
    t.press("Enter")
    t.wait("report written")
    t.keep("the report is written")
    t.press("q")
    t.wait_for_the_end()
    with Ledger(path) as ledger:
        counts = ledger.counts()
        waiting = [c.id for c in ledger.claims() if c.state is ReviewState.NOT_STARTED]
        assert not waiting, waiting
        assert counts.open_slips + counts.open_disputes + counts.open_notes == 0
        assert ledger.verify().sound
    assert report.stat().st_size > 5_000
    return f"{total} claims read with {keys} keys, {findings} findings decided, the report written, the ledger verified"


def _read(t: Terminal, total: int) -> int:
    """Read every claim: most are right, one is unsure, one is wrong."""
    t.press("r")
    t.wait("Reading", f"{total} left")
    t.keep("reading")
    keys = 1
    for left in range(total - 1, -1, -1):
        if left == total - 3:
            t.press("z")
            keys += 1
        elif left == total - 5:
            t.press("x")
            t.wait("reject: why?")
            t.keep("why a claim is rejected")
            t.press("Down", "Down", "Down", "Enter")
            keys += 5
        else:
            t.press("y")
            keys += 1
        t.wait(f"{left} left")
        if left == total // 2:
            t.keep("half way")
    t.wait("nothing left to read")
    t.keep("all is read")
    return keys


def _settle(t: Terminal, path: Path) -> int:
    """Settle every finding that stands open, the first always, as the settled ones go down the list."""
    t.press("f")
    t.wait("Findings", "open")
    t.keep("findings")
    number = 0
    while True:
        with Ledger(path) as ledger:
            waiting = ledger.findings()
        if not waiting:
            t.keep("all is decided")
            return number
        number += 1
        t.press("Home", "Enter")
        t.wait("‹ finding")
        t.keep(f"finding {number}")
        t.press("s")
        t.wait("by which method")
        t.type("report a range")
        t.wait("report a range")
        t.press("Enter")
        t.wait("Why?")
        t.type("both figures stand in the record")
        t.press("Enter")
        t.wait("resolved", gone="Why?")
        t.press("Escape")
        t.wait("Findings", f"{len(waiting) - 1} open")


if __name__ == "__main__":
    if shutil.which("tmux") is None:
        sys.exit("the day needs tmux")
    size = sys.argv[1] if len(sys.argv) > 1 else "80x24"
    with tempfile.TemporaryDirectory() as passing:
        kept = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(passing)
        kept.mkdir(parents=True, exist_ok=True)
        try:
            print(day(size, kept))  # noqa: T201
        except AssertionError as failed:
            sys.exit(str(failed))
