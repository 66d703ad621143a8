"""What a figure counts, read from the verb before it: "killed 12", "wounding in the attack at least 30"."""

from __future__ import annotations

from ledger.extraction.context import Context
from ledger.extraction.cues import ACTIVE, VICTIM
from ledger.extraction.forces import FORCE, fits
from ledger.extraction.lexicons import (
    ADVERB,
    AUX,
    BE,
    CAPITAL,
    DET,
    MODAL,
    NATION,
    PERSON,
    PREP,
    SAY,
    listed,
)
from ledger.extraction.measures_after import OPENING
from ledger.extraction.model import Candidate, Cue, Sentence
from ledger.vocabulary import Measure

_REFLEXIVE = ("himself", "herself", "itself", "themselves", "him", "her", "them")
_FAR_STOP = listed("measures.far-stop")
_BETWEEN = listed("measures.before-figure") | frozenset(OPENING)
_NEEDS_PEOPLE = listed("measures.needs-people")
_MOVED = (Measure.EVACUATED, Measure.KIDNAPPED, Measure.DETAINED)
_NOUN_LIKE = listed("measures.noun-like")


def left_verb(ctx: Context, index: int) -> Candidate | None:
    """`measure.left.verb`: the verb stands right before: "killed 12", "wounding at least 30 others"."""
    m, s = ctx.mentions[index], ctx.sentence
    p = m.prefix
    while p > 0 and (s.low(p - 1) in _BETWEEN or (s.low(p - 1) == "," and s.low(p - 2) in ("killing", "wounding"))):
        p -= 1
    cue = ctx.cues.last(p, ACTIVE)
    if cue is None or not fits(m, cue):
        return None
    if _hypothetical(s, cue):
        return None
    if cue.form == "ed" and _passive(s, cue):
        return None
    loose = m.kind == "bare" and not m.others and m.figure.value is not None
    if s.low(cue.first) == "buried" and loose and (s.low(cue.first - 1) in ("have", "had", "has") or _dead_before(ctx)):
        return Candidate(Measure.KILLED, 0.9, "measure.left.verb", cue.words, cue)
    if s.low(cue.first) in _NEEDS_PEOPLE and cue.last == cue.first + 1 and loose:
        return None
    if m.cue is not None and cue.measure in _MOVED and m.cue.measure in (Measure.INJURED, Measure.KILLED):
        return None  # "evacuated nine wounded", "carted away 100 bodies"
    if _state_of_figure_before(ctx, index, cue) or _label_of_other(ctx, index, cue):
        return None
    if (
        cue.form == "act"
        and s.low(cue.first) in _NOUN_LIKE
        and s.flag(cue.first - 1) & (DET | PREP)
        and s.low(cue.first - 1) != "to"
    ):
        return None
    return Candidate(cue.measure, 0.2, "measure.left.verb", cue.words, cue)


def _dead_before(ctx: Context) -> bool:
    """The sentence before told of the dead: "authorities have buried 139"."""
    return ctx.before is not None and ctx.before.measure is Measure.KILLED


def _state_of_figure_before(ctx: Context, index: int, cue: Cue) -> bool:
    """ "2 killed 8 injured" without a comma: each state belongs to the figure before it."""
    m = ctx.mentions[index]
    if index == 0 or ctx.mentions[index - 1].stop != cue.first or cue.form != "ed":
        return False
    if m.cue is not None:
        return m.group is None
    return m.kind == "bare" and ctx.cues.first(m.stop, VICTIM) is not None


def _label_of_other(ctx: Context, index: int, cue: Cue) -> bool:
    """ "110 Reported Missing: 460,000 Persons Affected": the colon ends what is said of the first figure."""
    s, m = ctx.sentence, ctx.mentions[index]
    return bool(index and s.low(cue.last) == ":" and m.prefix > cue.last and ctx.mentions[index - 1].stop == cue.first)


def _passive(s: Sentence, cue: Cue) -> bool:
    k = cue.first - 1
    while k >= 0 and s.flag(k) & ADVERB and not s.flag(k) & BE:
        k -= 1
    return bool(s.flag(k) & BE) and s.low(k) not in ("got", "get")


def _hypothetical(s: Sentence, cue: Cue) -> bool:
    """ "threatened to kill 12", "would have killed 500": nobody says that it happened."""
    for k in range(cue.first - 1, max(-1, cue.first - 6), -1):
        low = s.low(k)
        if low in (",", ".", ";", '"'):
            return False
        if s.flag(k) & MODAL and (cue.form == "act" or low in ("would", "could", "should", "if", "will")):
            return True
    return False


def left_far(ctx: Context, index: int) -> Candidate | None:
    """`measure.left.far`: "killed in the attack at least 12 people", "killed a woman and 12 men"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind == "partitive":
        return None
    for k in range(m.prefix - 1, max(-1, m.prefix - 10), -1):
        low, flag = s.low(k), s.flag(k)
        cue = ctx.cues.last(k + 1, ACTIVE)
        if (cue is not None and low != "shot") or (cue is not None and s.flag(k + 1) & DET):
            assert cue is not None
            if _passive(s, cue) or _hypothetical(s, cue) or not fits(m, cue) or cue.measure in FORCE:
                return None
            gap = range(k + 1, m.prefix)
            if any(s.low(i) in _FAR_STOP or s.flag(i) & SAY for i in gap):
                return None
            direct = all(
                s.flag(i) & (DET | PERSON | NATION)
                or s.low(i) in (",", "and", "or")
                or s.flag(i) & CAPITAL
                or (s.low(i).isalpha() and not s.flag(i) & PREP)
                for i in gap
            )
            if not direct and s.low(k + 1) not in ("in", "on", "during", "near"):
                return None
            if direct and not any(s.flag(i) & (PERSON | NATION) or s.low(i) in _REFLEXIVE for i in gap):
                return None
            return Candidate(cue.measure, 2.6, "measure.left.far", cue.words, cue)
        if low in (";", ":", "(", ")", '"', "“", "”", "--", "–") or (flag & AUX and low not in ("left",)):
            return None
    return None
