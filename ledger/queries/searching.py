"""Which findings can hold a word at all, told from the stored words that they are put together of.

To put two hundred thousand findings in words takes ten seconds; to look through what stands stored takes two. A word
that the sentences themselves are made of tells nothing here, and neither does one with digits, which may be a date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ledger.edtf import MONTHS

if TYPE_CHECKING:
    from sqlalchemy import Connection

SENTENCES = f"""
the same document gives and for the same thing exactly or more to no number fits both as of published on no stated date
a running total does not fall; a rise of ten times or more within days, from: possible, worth a look; later than but
does not say as of when; it may repeat an older figure; cut its figure from one number of is qualified differently in
via all but one of independent origins agree; the disagreement runs along the parties to the conflict; place not stated
since running total, no start stated; at a time not stated; period up to until; nobody named {" ".join(MONTHS)}
""".casefold()
"""Every word of the sentences of kinds that are put in words when they are read (`ledger.comparison.wording`)."""
_SHORTEST = 3
_MADE_OF = (
    "SELECT row FROM finding WHERE kind || ' ' || state || ' ' || severity || ' ' || coalesce(explanation, '') || ' '"
    " || coalesce(labels, '') LIKE ?",
    "SELECT f.row FROM finding AS f CROSS JOIN reading AS r ON r.claim_id = f.about WHERE r.label LIKE ?",
    "SELECT l.finding FROM finding_claim AS l CROSS JOIN reading AS r ON r.claim_id = l.claim_id"
    " CROSS JOIN quantity AS q ON q.id = r.quantity CROSS JOIN document AS d ON d.id = r.document_id"
    " WHERE r.origin || ' ' || r.relay || ' ' || r.shown || ' ' || r.why || ' ' || d.key || ' ' || q.key || ' '"
    " || q.measure || ' ' || q.group_name || ' ' || q.place || ' ' || coalesce(q.definition, '') || ' '"
    " || coalesce(q.counted_from, '') LIKE ?",
)
"""What a finding says: of itself, by the name of its event, by its claims."""


def can_hold(connection: Connection, words: Sequence[str]) -> set[int] | None:
    """The rows of the findings that can hold every one of those folded words; None where any may."""
    telling = max((core for word in words if (core := _telling(word))), key=len, default=None)
    if telling is None:
        return None
    return {row[0] for sql in _MADE_OF for row in connection.exec_driver_sql(sql, (f"%{telling}%",))}


def _telling(word: str) -> str | None:
    """The longest run of letters of a word, where the word can only be a stored one."""
    if not word.isascii() or any(c.isdigit() for c in word):
        return None
    core = max(re.findall("[a-z]+", word), key=len, default="")
    return core if len(core) >= _SHORTEST and core not in SENTENCES else None
