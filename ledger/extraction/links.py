"""How the figures of one sentence hang together: a new toll revises the old one, a part belongs to its whole.

Rules: `link.revises` ("raised the toll from 12 to 15", "rose to 45, up from 38", "earlier put at 12"),
`link.part-of` ("20 people, including three children").
"""

from __future__ import annotations

from ledger.extraction.context import Context
from ledger.extraction.lexicons import listed
from ledger.extraction.parts import PART_RULES

_EARLIER = listed("links.earlier")
_COUNTED = ("measure.toll", "measure.toll.revised", "measure.number-of", "measure.subject", "measure.same-count")


def find(ctx: Context) -> list[tuple[str, int, int]]:
    """The rule, the figure that revises or is part, and the figure that is revised or is the whole."""
    out = []
    for index, candidate in ctx.found.items():
        if candidate.rule in PART_RULES and candidate.parent in ctx.found and candidate.parent is not None:
            out.append(("link.part-of", index, candidate.parent))
        if candidate.rule in _COUNTED and _old(ctx, index):
            new = _partner(ctx, index)
            if new is not None:
                out.append(("link.revises", new, index))
    return out


def _old(ctx: Context, index: int) -> bool:
    """The figure stands after "from", or with a word such as earlier or previous."""
    s, m = ctx.sentence, ctx.mentions[index]
    if s.low(m.prefix - 1) == "from" or s.low(m.first - 1) in _EARLIER:
        return True
    return any(s.low(k) in _EARLIER for k in range(max(0, m.prefix - 4), m.prefix))


def _partner(ctx: Context, index: int) -> int | None:
    """The other count of the same measure next to it."""
    for other in (index + 1, index - 1):
        found = ctx.found.get(other)
        if found is None or found.rule not in _COUNTED or found.measure is not ctx.found[index].measure:
            continue
        if not _old(ctx, other):
            return other
    return None
