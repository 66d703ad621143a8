"""What a figure counts, read from the words right around it. Each rule is one function.

A rule takes the context and the index of a mention and gives a candidate or None; the cheapest candidate
wins (`choose`). Rules that lean on another figure of the sentence stand in `lists.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ledger.extraction.context import Context
from ledger.extraction.lexicons import listed
from ledger.extraction.measures_after import right, right_far, turned_up
from ledger.extraction.measures_before import left_far, left_verb
from ledger.extraction.measures_force import numbering, present, split_verb, strong
from ledger.extraction.measures_harm import fatally, held, in_care, left_state, suffered, to_death, to_hospital
from ledger.extraction.measures_noun import in_phrase, lost, of_noun
from ledger.extraction.measures_search import buried, searched, struck
from ledger.extraction.model import Candidate
from ledger.vocabulary import Measure

_INCONVENIENCE = listed("forces.inconvenience")
Rule = Callable[[Context, int], Candidate | None]


DIRECT: tuple[Rule, ...] = (
    in_phrase,
    to_death,
    fatally,
    to_hospital,
    right,
    left_verb,
    of_noun,
    split_verb,
    suffered,
    in_care,
    held,
    left_state,
    lost,
    strong,
    numbering,
    present,
    right_far,
    left_far,
    searched,
    struck,
)
"""Rules that look at one figure alone."""


def direct(ctx: Context, index: int) -> Candidate | None:
    """The cheapest direct reading of the mention."""
    best: Candidate | None = None
    for rule in DIRECT:
        candidate = rule(ctx, index)
        if candidate is not None and (best is None or candidate.cost < best.cost):
            best = candidate
            if best.cost == 0:
                break
    if best is not None and best.measure is Measure.AFFECTED and any(w in _INCONVENIENCE for w in ctx.sentence.lows):
        return None  # a power cut affects people and harms nobody
    if best is not None and ctx.infection and best.words.lower() in ("sickened", "sickening", "sickens"):
        return replace(best, measure=Measure.INFECTED)
    lost = best is not None and best.measure in (Measure.MISSING, Measure.KIDNAPPED) and best.cue is not None
    if lost and best is not None and best.cue is not None and turned_up(ctx.sentence, best.cue.last):
        return None
    if best is not None and best.measure is Measure.MISSING and best.cue is not None:
        told = buried(ctx.sentence, ctx.mentions[index], ctx.sentence.low(best.cue.first))
        return best if told is None or told is best.measure else replace(best, measure=told)
    return best
