"""Faults of the program: written down for whoever mends them, and one line for the person."""

from __future__ import annotations

import traceback
from contextlib import suppress

from ledger import __version__, clock
from ledger.locations import state_folder

KEPT = 200_000
"""Characters that the file of faults may hold before it begins anew."""


def note(error: BaseException) -> str:
    """Write a fault to the file of faults; gives the line that is shown."""
    path = state_folder() / "faults.txt"
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        told = "".join(traceback.format_exception(error))
        kept = "" if len(old) > KEPT else old
        path.write_text(f"{kept}{clock.now()} casualty-ledger {__version__}\n{told}\n", encoding="utf-8")
    return f"a fault of the program ({type(error).__name__}); what is saved stays saved; details are in {path}"
