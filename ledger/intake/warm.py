"""Loaded once, before the processes that read texts part from it: the modules, the word lists, what is worked out.

Nothing else imports this; `ledger.intake.forking` has it loaded ahead.
"""

from __future__ import annotations

import gc

from ledger.detection import World
from ledger.extraction.engine import extract
from ledger.figures import Policy
from ledger.intake import plain, pool, reader

__all__ = ["plain", "pool", "reader"]

extract("In Zaria, shelling killed 12 people on Monday, the Red Cross said.")
World.made((), Policy(), {}).names.locate("Zaria")
gc.collect()
gc.freeze()  # else each process that parts from here copies all pages to look for circles in them
