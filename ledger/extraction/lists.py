"""Figures in a list, and the choice of the reading of every figure of a sentence."""

from __future__ import annotations

from ledger.extraction import series, tolls
from ledger.extraction.context import Context
from ledger.extraction.forces import FORCE, is_force
from ledger.extraction.leaning import along, arrived, carried, compared, gapped
from ledger.extraction.lexicons import (
    ADVERB,
    AUX,
    CAPITAL,
    DET,
    LINK,
    MODIFIER,
    NATION,
    NUMERIC,
    PERSON,
    PREP,
    SAY,
    lexicon,
    listed,
)
from ledger.extraction.measures import direct
from ledger.extraction.model import Candidate, Mention, Sentence
from ledger.extraction.parts import (
    PART_RULES,
    aged,
    among,
    complement,
    of_whole,
    part,
    part_of_cue,
    victims_include,
    with_part,
)

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


_DENY = frozenset(["denied", "denies", "deny", "denying"])
_DENIED = ("that", "it", "having", "any")
_REPORT = frozenset(["reports", "claims", "allegations", "report", "claim", "saying", "reporting"])
_SHARED = ("measure.right.far", "measure.right.aux", "measure.list.right")
_PLACING = ("in", "from", "at", "near")
_PLACES = listed("speakers.places")
_SAVED = listed("parts.saved")
_SAVE = ("save", "saved", "rescue", "rescued", "saving", "rescuing", "free", "freed")

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
        for rule in (victims_include, among, part_of_cue, part):
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
        if best is not None and _denied(ctx, index, best):
            best = None
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
                or arrived(ctx, index)
                or series.of_listed(ctx, index)
                or series.by_name(ctx, index)
                or series.in_all(ctx, index)
                or series.told(ctx, index)
                or tolls.recorded(ctx, index)
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


def _denied(ctx: Context, index: int, best: Candidate) -> bool:
    """ "the army denied that 30 had died", "denied killing 30": nobody says so. "Denied reports of" is somebody's."""
    s, m = ctx.sentence, ctx.mentions[index]
    first = min(m.prefix, best.cue.first) if best.cue is not None else m.prefix
    for k in range(first - 1, max(-1, first - 8), -1):
        if s.low(k) in _DENY:
            told = [s.low(i) for i in range(k + 1, first)]
            return not told or told[0] in _DENIED or (told[0].endswith("ing") and not _REPORT & set(told))
        if s.low(k) in (",", ";", ".", '"', "“", "”", "but", ":"):
            return False
    return False


def _past_age(s: Sentence, k: int) -> int:
    """Past "under the age of five", "under 12" between two items."""
    if s.low(k) not in ("under", "over", "aged", "below"):
        return k
    for j in range(k + 1, k + 6):
        if s.flag(j) & NUMERIC or s.low(j) in lexicon().units:
            return j + 1
        if s.low(j) not in ("the", "age", "ages", "of", "under"):
            return k
    return k


def _past_saying(s: Sentence, k: int) -> int:
    """Past who says so between two items: "60 Afghans, an official said, and 13 soldiers"."""
    if s.low(k) != ",":
        return k
    verb = next((j for j in range(k + 1, k + 7) if s.flag(j) & SAY), None)
    if verb is None or any(s.low(j) in (",", ";", "and") or s.flag(j) & AUX for j in range(k + 1, verb)):
        return k
    close = next((j for j in range(verb + 1, verb + 7) if s.low(j) in (",", ".", ";", "that")), 0)
    return close if s.low(close) == "," and s.low(close + 1) in ("and", "including") else k


def linked(ctx: Context, left: Mention, right: Mention) -> bool:
    """Nothing but the links of a list stands between two figures' phrases, or a plain noun for a person."""
    s = ctx.sentence
    if right.prefix < left.stop:
        return False
    gap = range(_past_saying(s, _past_age(s, left.stop)), right.prefix)
    if len(gap) == 0:  # commas lost: "11 women nine children and one doctor"
        return bool(left.group and right.group) and left.kind == right.kind == "people" and not s.flag(right.stop) & SAY
    if len(gap) > 8:
        return False
    joint = False
    for k in gap:
        low, flag = s.low(k), s.flag(k)
        if low in ("and", "or", ",", "plus", "&", "/", ";", "--"):
            joint = True
        elif aged(s, k) or (low == "including" and s.flag(k + 1) & (PERSON | MODIFIER)):
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
    if _saved(ctx, m):
        return None  # "the toll has risen to 11, and 21 people have been rescued"
    if parent.rule in PART_RULES:
        return Candidate(parent.measure, parent.cost + 0.4, parent.rule, parent.words, parent.cue, parent.parent)
    if parent.rule not in _LEFT or (parent.measure in FORCE and not is_force(m)):
        return None
    gap = [ctx.sentence.low(k) for k in range(ctx.mentions[index - 1].stop, m.prefix)]
    if parent.rule in ("measure.toll", "measure.number-of") and gap not in (["and"], [","], [",", "and"]):
        return None
    return Candidate(parent.measure, parent.cost + 0.6, "measure.list.left", parent.words, parent.cue)


def _beyond(own: Candidate | None, parent: Candidate) -> bool:
    """The people have a verb of their own, which stands after the word of harm of the next figure."""
    if own is None or own.rule != "measure.right.far" or own.cue is None or parent.cue is None:
        return False
    return own.cue.first > parent.cue.last


def _placed_list(ctx: Context, index: int, parent: Candidate) -> Candidate | None:
    """ "40 people in Kano, 12 in Zaria and six in Jos were killed": places stand between the items."""
    m, following, s = ctx.mentions[index], ctx.mentions[index + 1], ctx.sentence
    if s.low(m.stop) not in _PLACING or parent.rule not in _SHARED or following.prefix - m.stop > 8:
        return None
    if index in ctx.found or not (s.low(following.stop) in _PLACING or parent.rule == "measure.list.right"):
        return None
    joint = False
    for k in range(m.stop + 1, following.prefix):
        low, flag = s.low(k), s.flag(k)
        joint = joint or low in (",", "and")
        if not (flag & (CAPITAL | DET | MODIFIER | NATION) or low in (",", "and", "of") or low in _PLACES):
            return None
    if not joint:
        return None
    return Candidate(parent.measure, parent.cost + 0.7, "measure.list.right", parent.words, parent.cue)


def _saved(ctx: Context, m: Mention) -> bool:
    """The people have a verb of their own, and it tells that they are safe."""
    s, k = ctx.sentence, m.stop
    while s.flag(k) & (AUX | ADVERB) and k < m.stop + 5:
        k += 1
    return s.low(k) in _SAVED or s.low(m.prefix - 1) in _SAVE


def list_right(ctx: Context, index: int) -> Candidate | None:
    """`measure.list.right`: "35 guerrillas and 5 soldiers dead"."""
    parent = ctx.found.get(index + 1)
    if parent is None or parent.rule not in _RIGHT or ctx.mentions[index].cue is not None:
        return None
    if ctx.found.get(index) is not None and ctx.found[index].rule in _OWN:
        return None
    if not linked(ctx, ctx.mentions[index], ctx.mentions[index + 1]):
        return _placed_list(ctx, index, parent)
    following = ctx.mentions[index + 1]
    own = ctx.found.get(index)
    if _beyond(own, parent):
        return None  # "two rebels, one of them injured, were also seized"
    if following.kind == "partitive" and (
        _saved(ctx, ctx.mentions[index]) or ctx.sentence.low(following.stop - 1) in ("whom", "which")
    ):
        return None  # "save 21 people, 13 of whom are in hospital": the verb belongs to the part
    gap = range(ctx.mentions[index].stop, ctx.mentions[index + 1].prefix)
    if any(ctx.sentence.low(k) == "with" for k in gap):  # "rose to 57, with three still missing"
        return None
    if parent.measure in FORCE and not is_force(ctx.mentions[index]):
        return None
    return Candidate(parent.measure, parent.cost + 0.7, "measure.list.right", parent.words, parent.cue)
