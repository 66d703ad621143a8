"""People who are looked for or out of reach: "searching for nine miners", "contact was lost with two climbers"."""

from __future__ import annotations

from ledger.extraction.context import Context
from ledger.extraction.forces import is_force
from ledger.extraction.lexicons import BE, THING, listed
from ledger.extraction.model import Candidate, Mention, Sentence
from ledger.vocabulary import Measure

_SEARCHING = listed("search.verbs")
_RESCUERS = listed("search.rescuers")
_LOST = listed("search.lost")
_WANTED = listed("search.wanted")
_BURIED = ("buried", "burying", "buries")
_SLIDES = listed("search.slides")
_UNDER = listed("search.under")
_MOURNING = listed("search.mourning")
_SHOTS = ("shots", "fire", "shooting", "bullets", "gunfire", "gunshots", "rounds", "volley", "fired")
_DEAD = listed("search.dead")
_MISSILES = listed("search.missiles")


def searched(ctx: Context, index: int) -> Candidate | None:
    """`measure.searched`: "rescuers were searching for nine miners", "lost contact with two climbers"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind not in ("people", "bare") or (m.kind == "bare" and not m.others):
        return None
    p = m.prefix - 1
    if s.low(p) == "with":
        near = [s.low(k) for k in range(p - 4, p)]
        if "contact" in near and any(w in ("lost", "no") for w in near):
            return Candidate(Measure.MISSING, 0.6, "measure.searched", "contact lost")
    if s.low(p) != "for" or any(h in _WANTED for h in m.heads) or is_force(m):
        return None
    verb = next((k for k in range(p - 1, max(-1, p - 5), -1) if s.low(k) in _SEARCHING), None)
    if verb is None or not _rescue(ctx, m):
        return None
    return Candidate(Measure.MISSING, 0.9, "measure.searched", f"{s.texts[verb]} for")


def _rescue(ctx: Context, m: Mention) -> bool:
    """Those looked for are lost, not wanted: rescuers look, or nobody but the lost has such a name."""
    if any(h in _LOST for h in m.heads) or any(w in _RESCUERS for w in ctx.sentence.lows):
        return True
    told = [c.measure for c in ctx.found.values()] + ([ctx.before.measure] if ctx.before is not None else [])
    return Measure.MISSING in told or (m.others and Measure.KILLED in told)


def buried(s: Sentence, m: Mention, word: str) -> Measure | None:
    """What "buried" says: under rubble people are missing, in a graveyard they are dead."""
    if word not in _BURIED:
        return None
    lows = s.lows
    if any(w in _UNDER for w in lows):
        return Measure.MISSING
    if any(w in _MOURNING for w in lows) or any(h in _DEAD for h in m.heads):
        return Measure.KILLED
    if s.low(m.prefix - 1) == "buried" and not any(w in _SLIDES for w in lows):
        return Measure.KILLED  # "the town buried 51 people"
    return Measure.MISSING


def struck(ctx: Context, index: int) -> Candidate | None:
    """`measure.struck`: "shrapnel hit 12 people", "12 people were hit by stray bullets"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind not in ("people", "partitive"):
        return None
    destroyed = s.low(m.prefix - 1) in ("destroyed", "destroying") and not s.flag(m.prefix - 2) & BE
    if destroyed and is_force(m) and not s.flag(m.stop) & THING:  # said of fighters as of tanks
        return Candidate(Measure.KILLED, 1.0, "measure.struck", s.texts[m.prefix - 1])
    if s.low(m.prefix - 1) in ("striking", "hitting") and any(w in _SHOTS for w in s.lows):
        return Candidate(Measure.CASUALTIES, 1.0, "measure.struck", s.texts[m.prefix - 1])
    if s.low(m.prefix - 1) not in ("hit", "struck"):
        return None
    if s.low(m.prefix - 2) in _MISSILES and not s.flag(m.stop) & THING:
        return Candidate(Measure.INJURED, 1.0, "measure.struck", f"{s.texts[m.prefix - 2]} {s.texts[m.prefix - 1]}")
    return None
