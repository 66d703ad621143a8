"""Which figures may count a force: people who bear arms."""

from __future__ import annotations

from ledger.extraction.lexicons import lexicon, listed
from ledger.extraction.model import Cue, Mention
from ledger.vocabulary import GroupStatus, Measure

FORCE = (Measure.DEPLOYED, Measure.STRENGTH, Measure.ARRIVED)
_ANYBODY = listed("forces.anybody")


def fits(m: Mention, cue: Cue) -> bool:
    """Cues of a force's size count forces only; the others count anybody."""
    if cue.measure in FORCE:
        return is_force(m)
    if cue.measure is Measure.REFUGEES and cue.form == "die" and is_force(m):
        return False  # soldiers who crossed the border
    if cue.measure is Measure.AFFECTED:  # "affected 12 flights", "affected users": only people of a place
        return m.kind == "people" and any(h in _ANYBODY for h in m.heads)
    return m.kind != "thing"


def is_force(m: Mention) -> bool:
    """The people counted bear arms."""
    status = lexicon().status
    return any(
        status.get(h) in (GroupStatus.ARMED_FORCES, GroupStatus.PARTICIPATING)
        or h in ("forces", "personnel", "militia")
        for h in m.heads
    )
