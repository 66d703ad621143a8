"""`Ledger`: everything the command and the review app do, for scripts and notebooks."""

from __future__ import annotations

from ledger.api.acting import JUDGEMENTS, Done
from ledger.api.opened import default_reviewer
from ledger.api.reading import Reading
from ledger.api.writing import Writing

__all__ = ["JUDGEMENTS", "Done", "Ledger", "default_reviewer"]


class Ledger(Writing, Reading):
    """An open ledger file. Every read is one consistent view; every act is one transaction.

    Raises NotALedger when `path` holds none. Use it as a context manager, or `close` it.
    """
