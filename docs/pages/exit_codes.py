"""The exit codes, from the enumeration that the command line uses."""

from __future__ import annotations

import inspect
import re

from ledger.errors import ExitCode


def meanings() -> dict[str, str]:
    """What each code means, by its name, from the comments beside them."""
    return dict(re.findall(r"^    ([A-Z_]+) = \d+\s*#\s*(.*)$", inspect.getsource(ExitCode), re.MULTILINE))


def page() -> str:
    """The table of exit codes."""
    rows = [f"| {code.value} | {meanings()[code.name]} |" for code in ExitCode]
    about = " ".join(inspect.cleandoc(ExitCode.__doc__ or "").split())
    return "\n".join(["# Exit codes", "", about, "", "| code | meaning |", "|---|---|", *rows, ""])
