"""C8: a ceiling is broken.

What it finds: more dead in one event than the group is said to have had people in it.
Why it matters: it is impossible, whichever of the two figures is wrong.
Example: 900 killed of a unit of 700.
What a reviewer should do: check whether the strength was counted before reinforcements came, and whether
both figures mean the same unit.
Limits: only for one event, one group and one place: over years a force is filled up again, so a running
total may well be larger than its strength.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.comparison.context import Context, finding
from ledger.comparison.sentences import given, who
from ledger.comparison.severity import gap_severity
from ledger.comparison.values import Placed
from ledger.comparison.verdicts import Fact, Relation
from ledger.vocabulary import Severity


def find(key: str, block: Sequence[Placed], context: Context) -> Iterator[Fact[Placed]]:
    """One finding an event and group: the furthest the dead go beyond the strength."""
    dead = [c for c in block if c.measure == "killed"]
    strength = [c for c in block if c.measure == "strength" and c.high is not None]
    if not dead or not strength:
        return
    most = min(dead, key=lambda c: (-c.low, c.claim))
    room = min(strength, key=lambda c: (c.ceiling, c.claim))
    if most.low <= room.ceiling:
        return
    _, gap, relative = gap_severity(most.low, room.ceiling, context.policy)
    relation = Relation(
        "C8",
        Severity.MINOR if room.soft_ceiling else Severity.MAJOR,
        f"{who(most)} gives {given(most)} killed, more than {who(room)} gives for the strength: {given(room)}",
        "Fits if the strength was counted before others joined, or if the two mean different units",
        "",
        gap,
        relative,
    )
    yield finding(
        "C8",
        relation,
        [most, room],
        about=[most.quantity_key, room.quantity_key],
        quantity=most,
        quantities=[room.quantity_key],
        lens="capacity",
        block=key,
        weight=relative,
    )
