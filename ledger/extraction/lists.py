"""Figures in a list, and the choice of the reading of every figure of a sentence."""

from __future__ import annotations

from ledger.extraction import series, tolls
from ledger.extraction.context import Context
from ledger.extraction.forces import FORCE, is_force
from ledger.extraction.leaning import along, carried, compared, gapped
from ledger.extraction.lexicons import AUX, DET, LINK, MODIFIER, NATION, PERSON, PREP, SAY
from ledger.extraction.measures import direct
from ledger.extraction.model import Candidate, Mention
from ledger.extraction.parts import PART_RULES, among, complement, of_whole, part, part_of_cue, with_part

_LEFT = (
    "measure.left.verb",
    "measure.of",
    "measure.left.far",
    "measure.lost",
    "measure.sent",
    "measure.list.left",
    "measure.label",
    "measure.toll",
    "measure.number-of",
)


_OWN = ("measure.part", "measure.toll", "measure.toll.revised", "measure.number-of", "measure.count-after")
"""Readings that no list overrides."""
_RIGHT = (
    "measure.right.aux",
    "measure.right.bare",
    "measure.right.far",
    "measure.noun",
    "measure.list.right",
    "measure.part.of",
)


def choose(ctx: Context) -> dict[int, Candidate]:
    """The reading of every mention of the sentence that has one."""
    for index, m in enumerate(ctx.mentions):
        if m.kind == "thing" and m.cue is None:
            continue
        if ctx.sentence.low(m.prefix - 1 - (ctx.sentence.low(m.prefix - 1) in ("the", "its"))) == "of" and (
            "none" in (ctx.sentence.low(m.prefix - 2), ctx.sentence.low(m.prefix - 3))
        ):
            continue  # "none of the 12 officers was hurt": nought
        best = direct(ctx, index)
        for rule in tolls.TOLLS:
            candidate = rule(ctx, index)
            if candidate is not None and (best is None or candidate.cost < best.cost):
                best = candidate
        for rule in (among, part_of_cue, part):
            candidate = rule(ctx, index)
            if candidate is not None and (best is None or candidate.cost < best.cost):
                best = candidate
        listed = list_left(ctx, index)
        if listed is not None and (best is None or listed.cost < best.cost):
            best = listed
        if best is not None and best.rule == "measure.right.bare" and best.words.lower().startswith("in "):
            best = _died_in(ctx, index) or best
        if best is None:
            best = tolls.recorded(ctx, index)
        if best is not None:
            ctx.found[index] = best
    for index in range(len(ctx.mentions) - 2, -1, -1):
        if ctx.mentions[index].kind == "thing":
            continue
        listed = list_right(ctx, index)
        current = ctx.found.get(index)
        if listed is not None and (current is None or listed.cost < current.cost):
            ctx.found[index] = listed
    for index, m in enumerate(ctx.mentions):
        if index not in ctx.found and m.kind != "thing":
            late = (
                part(ctx, index)
                or list_left(ctx, index)
                or with_part(ctx, index)
                or complement(ctx, index)
                or along(ctx, index)
                or of_whole(ctx, index)
                or series.broken_down(ctx, index)
                or compared(ctx, index)
                or gapped(ctx, index)
                or series.told(ctx, index)
                or carried(ctx, index)
            )
            if late is not None:
                ctx.found[index] = late
    return ctx.found


def _died_in(ctx: Context, index: int) -> Candidate | None:
    """ "39 died in the club and ten in hospital": where they died, not that they were hurt."""
    before = ctx.found.get(index - 1)
    if before is None or before.cue is None or before.cue.form != "die":
        return None
    return gapped(ctx, index)


def linked(ctx: Context, left: Mention, right: Mention) -> bool:
    """Nothing but the links of a list stands between two figures' phrases, or a plain noun for a person."""
    s = ctx.sentence
    if right.prefix < left.stop:
        return False
    gap = range(left.stop, right.prefix)
    if len(gap) == 0:  # commas lost: "11 women nine children and one doctor"
        return bool(left.group and right.group) and left.kind == right.kind == "people" and not s.flag(right.stop) & SAY
    if len(gap) > 8:
        return False
    joint = False
    for k in gap:
        low, flag = s.low(k), s.flag(k)
        if low in ("and", "or", ",", "plus", "&", "/", ";", "--"):
            joint = True
        elif low == "including" and s.flag(k + 1) & (PERSON | MODIFIER):  # "15 civilians including women and"
            continue
        elif not (flag & (LINK | DET) or (flag & (PERSON | NATION | MODIFIER) and not flag & (AUX | PREP))):
            return False
    return joint


def list_left(ctx: Context, index: int) -> Candidate | None:
    """`measure.list.left`: "killing five policemen, two soldiers and 12 civilians"."""
    if index == 0 or ctx.mentions[index].cue is not None:
        return None
    parent = ctx.found.get(index - 1)
    m = ctx.mentions[index]
    if parent is None or not linked(ctx, ctx.mentions[index - 1], m):
        return None
    if parent.rule in PART_RULES:
        return Candidate(parent.measure, parent.cost + 0.4, parent.rule, parent.words, parent.cue, parent.parent)
    if parent.rule not in _LEFT or (parent.measure in FORCE and not is_force(m)):
        return None
    gap = [ctx.sentence.low(k) for k in range(ctx.mentions[index - 1].stop, m.prefix)]
    if parent.rule in ("measure.toll", "measure.number-of") and gap not in (["and"], [","], [",", "and"]):
        return None
    return Candidate(parent.measure, parent.cost + 0.6, "measure.list.left", parent.words, parent.cue)


def list_right(ctx: Context, index: int) -> Candidate | None:
    """`measure.list.right`: "35 guerrillas and 5 soldiers dead"."""
    parent = ctx.found.get(index + 1)
    if parent is None or parent.rule not in _RIGHT or ctx.mentions[index].cue is not None:
        return None
    if ctx.found.get(index) is not None and ctx.found[index].rule in _OWN:
        return None
    if not linked(ctx, ctx.mentions[index], ctx.mentions[index + 1]):
        return None
    gap = range(ctx.mentions[index].stop, ctx.mentions[index + 1].prefix)
    if any(ctx.sentence.low(k) == "with" for k in gap):  # "rose to 57, with three still missing"
        return None
    if parent.measure in FORCE and not is_force(ctx.mentions[index]):
        return None
    return Candidate(parent.measure, parent.cost + 0.7, "measure.list.right", parent.words, parent.cue)
