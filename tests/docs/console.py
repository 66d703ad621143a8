"""Pages as sessions: the files they show are written, the commands they show are run, what they print is compared.

In a page, a block ```console holds commands after `$ ` and under each what it prints; in that, `…` stands for any
text of one line, and a line of `…` alone for any lines. A block ```python is run, and the block ```text right after it
is what it prints. A block that begins with `# file: NAME` is that file.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from ledger.cli.main import main

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"\A(?:#|<!--|//) file: (\S+)(?: -->)?\n")
NEEDS_A_TERMINAL = {"claims review", "claims demo", "make demo", "make test"}
ELSEWHERE = {"git", "make", "pip", "pipx", "crontab", "man", "source", "eval"}
"""Programs whose commands are shown and run by other tests, or by a reader alone."""


@dataclass
class Step:
    """One thing that a page does: a command or a program, and what it prints (None where that is not shown)."""

    run: str
    expected: str | None = None
    python: bool = False


@dataclass
class Session:
    """The files and the steps of a page, in order."""

    files: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)


def session(text: str) -> Session:
    """What a page does."""
    made = Session()
    for kind, body in _BLOCK.findall(text):
        if found := _FILE.match(body):
            made.files[found[1]] = body[found.end() :]
        elif kind == "console":
            made.steps += _commands(body)
        elif kind == "python":
            made.steps.append(Step(body, python=True))
        elif kind == "text" and made.steps and made.steps[-1].python and made.steps[-1].expected is None:
            made.steps[-1].expected = body
    return made


def _commands(body: str) -> list[Step]:
    steps: list[Step] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            steps.append(Step(line[2:]))
        elif steps and steps[-1].run.endswith("\\"):
            steps[-1].run = steps[-1].run[:-1] + line.strip()
        elif steps:
            steps[-1].expected = (steps[-1].expected or "") + line + "\n"
    return steps


def perform(step: Step, scope: dict[str, object]) -> str | None:
    """Run a step in the working folder; gives what it prints, None where it needs a person or a terminal."""
    out = io.StringIO()
    if step.python:
        with contextlib.redirect_stdout(out):
            exec(step.run, scope)
        return out.getvalue()
    command = step.run.partition("  #")[0].strip()
    words = shlex.split(command)
    if command in NEEDS_A_TERMINAL or words[0] in ELSEWHERE:
        return None
    if words[0] == "claims" and not set(words) & {"|", ">", "&&", "||"}:
        return _claims(words[1:])
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, env={**_environment(), "PATH": path}
    )
    return done.stdout + done.stderr


def _environment() -> dict[str, str]:
    import os

    return {k: v for k, v in os.environ.items() if k.startswith(("CLAIMS_", "COLUMNS", "LC_", "HOME"))}


def _claims(arguments: list[str]) -> str:
    with Captured() as out:
        main(arguments)
    return out.text


class Captured:
    """Standard output and error as one text, as a reader of a terminal sees them."""

    def __enter__(self) -> Captured:
        self._bytes = io.BytesIO()
        self._stream = io.TextIOWrapper(self._bytes, encoding="utf-8", write_through=True)
        self._out = contextlib.redirect_stdout(self._stream)
        self._error = contextlib.redirect_stderr(self._stream)
        self._out.__enter__()
        self._error.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._error.__exit__(None, None, None)
        self._out.__exit__(None, None, None)
        self._stream.flush()
        self.text = self._bytes.getvalue().decode()


def fits(expected: str, printed: str) -> bool:
    """Whether what was printed is what the page shows; blanks at the ends of lines do not count."""
    lines = [line.rstrip() for line in expected.strip("\n").splitlines()]
    parts = [
        r"(?:[^\n]*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", r"[^\n]*") + r"\n" for line in lines
    ]
    shown = "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").splitlines())
    return re.fullmatch("".join(parts), shown) is not None
