"""The filter language: what a person types to choose claims, as plain values.

    place:hasakeh measure:killed >20 state:open "free words" -source:afp published:2015-06..2015-07

`parse` reads it, `complete` proposes how a word goes on. Nothing here knows how claims are stored.
"""

from __future__ import annotations

from ledger.filters.completion import Completion, complete
from ledger.filters.language import FIELDS, Term, parse

__all__ = ["FIELDS", "Completion", "Term", "complete", "parse"]
