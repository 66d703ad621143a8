"""What a person can do to claims and findings. Each act is one transaction and one journal entry.

Every function works on an open `Act` and returns the subject of the entry and a sentence about what was
done; `Ledger` opens the transaction, seals the entry and brings the findings up to date. A claim that has
changed since the reviewer looked at it (`seen`, its row hash) raises Conflict and nothing happens.
"""

from __future__ import annotations

from ledger.review.correcting import correct, tie_event
from ledger.review.doing import Doing
from ledger.review.judging import decide, judge, remark
from ledger.review.keeping import add, set_confidentiality, withdraw
from ledger.review.naming import link_names, set_method, set_party, set_reliability, unlink_names
from ledger.review.undoing import last_redoable, last_undoable, redo, undo

__all__ = [
    "Doing",
    "add",
    "correct",
    "decide",
    "judge",
    "last_redoable",
    "last_undoable",
    "link_names",
    "redo",
    "remark",
    "set_confidentiality",
    "set_method",
    "set_party",
    "set_reliability",
    "tie_event",
    "undo",
    "unlink_names",
    "withdraw",
]
