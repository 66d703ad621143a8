"""A figure that the text sets against another: “but gave a lower toll of eight”, “contrasted with the number …”.

To call one toll lower than another says that both count the same thing, so what its own words leave open (the place,
the time, the group) is that of the figure it is set against. The rules are `where.contrast`, `when.contrast` and
`group.contrast`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger.extraction.groups import Group
from ledger.extraction.model import Mention, Sentence
from ledger.extraction.parts import PART_RULES
from ledger.extraction.time_rules import When
from ledger.extraction.where import Where
from ledger.records import DraftClaim
from ledger.vocabulary import Measure, TimeKind

REACH = 1_000
"""Characters between a figure and the one that it is set against."""
_COUNT = r"(?:toll|count|figure|number|tally|estimate|total)"
_AGAINST = re.compile(
    rf"\b(?:lower|higher|smaller|larger|bigger|greater|different|conflicting) (?:\w+ )?{_COUNT}\b[^.;\d]{{0,30}}$"
    rf"|\bcontrast\w*\b[^.;\d]{{0,40}}\b{_COUNT}\b[^.;\d]*$",
    re.IGNORECASE,
)


def against(
    text: str, s: Sentence, m: Mention, measure: Measure, voice: str | None, drafts: Sequence[DraftClaim]
) -> DraftClaim | None:
    """The figure of another speaker that a figure is set against, and that is no part of one; None where none is."""
    if _AGAINST.search(text, max(s.start, m.start - 120), m.start) is None:
        return None
    for d in reversed(drafts):
        r = d.record
        if m.start - d.end > REACH:
            return None
        part = any(e.field == "measure" and e.rule in PART_RULES for e in d.rules)
        if r.measure is measure and r.attributed_to not in (None, voice) and r.time_kind in _TIMES and not part:
            return d
    return None


_TIMES = (None, TimeKind.EVENT, TimeKind.PERIOD)


def where(rival: DraftClaim) -> Where | None:
    """The place of the figure that another is set against."""
    r = rival.record
    return Where(r.place, "where.contrast", r.figure_text or "") if r.place else None


def when(rival: DraftClaim) -> When | None:
    """Its time."""
    r = rival.record
    if r.event_start is None:
        return None
    return When("when.contrast", rival.start, rival.end, r.figure_text or "", r.event_start, r.event_end, r.time_kind)


def group(rival: DraftClaim) -> Group:
    """Those whom it counts."""
    return Group(rival.record.group, "group.contrast", rival.record.status)
