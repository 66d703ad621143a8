"""Figures in a list without verbs: a total broken down, labels of a bulletin, counts told by one after another."""

from __future__ import annotations

from ledger.extraction.context import Context
from ledger.extraction.forces import FORCE
from ledger.extraction.lexicons import AUX, CAPITAL, PERSON, SAY, listed
from ledger.extraction.model import Candidate, Sentence
from ledger.vocabulary import Measure

_BREAKDOWN = listed("series.breakdown")
_AREAS = listed("series.areas")
_SEX = listed("series.sex")
_CLOSED = (".", ",", ";", "(", ")", "", "and", "but", '"', "”")
_REVISED = listed("series.revised")
_SPOKEN = listed("series.spoken")
_UNITS = listed("series.units")


def broken_down(ctx: Context, index: int) -> Candidate | None:
    """`measure.breakdown`: "90, distributed as follows: Norte, 50; Sur, 40"; "by sex, 50 male and 40 female"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind == "thing" and s.low(m.last) not in _SEX:
        return None
    before = ctx.found.get(index - 1)
    if before is not None and before.rule == "measure.breakdown":
        item = s.low(m.last) in _SEX or s.low(m.prefix - 1) in (",", "(", ":", "and")
        start = ctx.mentions[index - 1].last
        if item and m.prefix - start <= 8 and not any(s.flag(k) & (AUX | SAY) for k in range(start, m.prefix)):
            return Candidate(before.measure, 2.6, before.rule, before.words, before.cue, before.parent)
        return None
    if before is not None and before.measure not in FORCE:
        start = ctx.mentions[index - 1].stop
        gap = [s.low(k) for k in range(start, m.prefix)]
        if len(gap) <= 10 and (_BREAKDOWN & set(gap)) and s.low(m.prefix - 1) in (",", "(", ":", "in"):
            return Candidate(before.measure, 2.6, "measure.breakdown", " ".join(gap), before.cue, index - 1)
    return _by_area(ctx, index)


def _by_area(ctx: Context, index: int) -> Candidate | None:
    """ "the districts with the most deaths are Norte (50), Sur (30)": the first figure in brackets."""
    m, s = ctx.mentions[index], ctx.sentence
    if s.low(m.prefix - 1) != "(" or s.low(m.last) != ")" or not s.flag(m.prefix - 2) & CAPITAL:
        return None
    if not any(s.low(k) in _AREAS for k in range(m.prefix)):
        return None
    for k in range(m.prefix - 2, -1, -1):
        cue = ctx.cues.last(k + 1, ("noun",))
        if cue is not None and cue.measure not in FORCE and (cue.measure is not Measure.INFECTED or ctx.infection):
            if any(o.cue is not None and o.cue.first == cue.first for o in ctx.mentions):
                return None
            return Candidate(cue.measure, 2.6, "measure.breakdown", cue.words, cue)
    return None


def labelled(ctx: Context, index: int) -> Candidate | None:
    """`measure.label.bare`: "suspected cases 5,431; associated deaths 98": the noun right before the figure."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind != "bare" or m.prefix != m.first or s.low(m.stop) not in (".", ",", ";", "(", ""):
        return None
    cue = ctx.cues.last(m.first, ("noun",))
    if cue is None or (cue.measure is Measure.INFECTED and not ctx.infection):
        return None
    k = cue.first - 1
    steps = 0
    while k >= 0 and steps < 3 and s.low(k)[:1].isalpha() and not s.flag(k) & (AUX | SAY):
        k, steps = k - 1, steps + 1
    if k >= 0 and s.low(k) not in (":", ";", "•", "*", "."):
        return None
    return Candidate(cue.measure, 1.4, "measure.label.bare", cue.words, cue)


def told(ctx: Context, index: int) -> Candidate | None:
    """`measure.told`: a bare count after another: "raised it to 47", "had spoken of 80", "said there were 900"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind != "bare" or m.others or s.flag(m.stop) & PERSON:
        return None
    link = None
    if index - 1 in ctx.found:
        parent, link = ctx.found[index - 1], index - 1
    elif index == 0 and ctx.before is not None:
        parent = ctx.before
    else:
        return None
    if parent.measure in FORCE:
        return None
    words = _telling(s, m.prefix, m.stop)
    return Candidate(parent.measure, 3.2, "measure.told", words, parent.cue, link) if words else None


def _telling(s: Sentence, prefix: int, stop: int) -> str:
    """The words before a bare figure that make it another count of the same; empty where there are none."""
    p = prefix - 1
    one, two, closed = s.low(p), s.low(p - 1), s.low(stop) in _CLOSED
    if one == "to":
        for k in range(p - 1, max(-1, p - 4), -1):
            if s.low(k) in ("it", "that", "this") and s.low(k - 1) in _REVISED:
                return f"{s.low(k - 1)} {s.low(k)} to"
    if one == "of" and two in _SPOKEN and closed:
        return f"{two} of"
    if one in ("were", "was", "are") and two == "there" and closed and s.flag(p - 2) & SAY:
        return f"there {one}"
    if one in ("lists", "listed", "counts", "counted") and (s.low(stop), s.low(stop + 1)) == ("by", "name"):
        return f"{one} by name"
    if one == "as" and two == "high" and closed:
        return "high as"
    if one in ("said", "says") and s.low(stop) in (",", ";", ".") and s.low(stop + 1) in ('"', "“", "", "and", "but"):
        return one
    return ""


def unit_lost(ctx: Context, index: int) -> Candidate | None:
    """`measure.lost`: "the brigade had lost four": a unit, and a figure that closes the clause."""
    m, s = ctx.mentions[index], ctx.sentence
    p = m.prefix - 1
    if m.kind != "bare" or s.low(p) not in ("lost", "lose") or s.low(m.stop) not in (".", ",", ";", "", "and", "in"):
        return None
    if not any(s.low(k) in _UNITS for k in range(max(0, p - 6), p)):
        return None
    return Candidate(Measure.KILLED, 1.8, "measure.lost", s.texts[p])
