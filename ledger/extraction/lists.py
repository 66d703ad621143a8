"""Figures that lean on another figure: lists, parts of a whole, gapping, the sentence before."""

from __future__ import annotations

from ledger.extraction import tolls
from ledger.extraction.context import Context
from ledger.extraction.forces import FORCE, is_force
from ledger.extraction.lexicons import AUX, DET, LINK, MODIFIER, NATION, NUMERIC, PERSON, PREP, SAY, lexicon, listed
from ledger.extraction.measures import direct
from ledger.extraction.model import Candidate, Cue, Mention, Sentence
from ledger.vocabulary import Measure

_FIGURE = listed("lists.figure")
_GAP_PLACE = listed("lists.gap-place")

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
_RIGHT = (
    "measure.right.aux",
    "measure.right.bare",
    "measure.right.far",
    "measure.noun",
    "measure.list.right",
    "measure.part.of",
)
_ALONG = (("along", "with"), ("together", "with"), ("addition", "to"))
_INCLUDE = listed("lists.include")
PART_RULES = (
    "measure.part",
    "measure.part.among",
    "measure.part.of",
    "measure.part.complement",
    "measure.carry",
)


def choose(ctx: Context) -> dict[int, Candidate]:
    """The reading of every mention of the sentence that has one."""
    for index, m in enumerate(ctx.mentions):
        if m.kind == "thing" and m.cue is None:
            continue
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
                or complement(ctx, index)
                or along(ctx, index)
                or gapped(ctx, index)
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
    return Candidate(parent.measure, parent.cost + 0.6, "measure.list.left", parent.words, parent.cue)


def list_right(ctx: Context, index: int) -> Candidate | None:
    """`measure.list.right`: "35 guerrillas and 5 soldiers dead"."""
    parent = ctx.found.get(index + 1)
    if parent is None or parent.rule not in _RIGHT or ctx.mentions[index].cue is not None:
        return None
    if ctx.found.get(index) is not None and ctx.found[index].rule == "measure.part":
        return None
    if not linked(ctx, ctx.mentions[index], ctx.mentions[index + 1]):
        return None
    if parent.measure in FORCE and not is_force(ctx.mentions[index]):
        return None
    return Candidate(parent.measure, parent.cost + 0.7, "measure.list.right", parent.words, parent.cue)


def part(ctx: Context, index: int) -> Candidate | None:
    """`measure.part`: "including 18 children", "among them two women", "five of them", "of whom 12"."""
    m, s = ctx.mentions[index], ctx.sentence
    p = m.prefix - 1
    if s.low(p) in ("at", "also", "reportedly", "about"):
        p -= 1
    one, two = s.low(p), s.low(p - 1)
    sign = (
        one in _INCLUDE
        or (one in ("them", "whom", "those") and two in ("of", "among", "including"))
        or (one in ("were", "are") and s.low(p - 1) in ("them", "whom") and s.low(p - 2) in ("among", "of"))
        or (m.kind == "partitive" and s.low(m.stop - 1) in ("them", "whom", "which"))
    )
    if not sign:
        return None
    for k in range(index - 1, -1, -1):
        parent = ctx.found.get(k)
        if parent is not None and ctx.mentions[k].prefix < m.prefix:
            if parent.rule in PART_RULES and parent.parent is not None and parent.parent in ctx.found:
                return Candidate(parent.measure, 1.2, "measure.part", one, parent.cue, parent.parent)
            return Candidate(parent.measure, 1.2, "measure.part", one, parent.cue, k)
    for k in range(m.prefix - 1, -1, -1):  # "killed several people, including two children"
        for cue in ctx.cues.ending.get(k + 1, ()):
            if (
                cue.form in ("ed", "ing", "noun", "die", "adj")
                and cue.measure not in FORCE
                and one in (*_INCLUDE, "whom", "them")
            ):
                return Candidate(cue.measure, 1.4, "measure.part", one, cue)
    if ctx.before is not None and (
        s.low(0) in ("they", "it", "these", "those") or m.kind == "partitive" or one == "them"
    ):
        return Candidate(ctx.before.measure, 1.8, "measure.carry", one, ctx.before.cue)
    return None


def among(ctx: Context, index: int) -> Candidate | None:
    """`measure.part.among`: "Among those injured were 12 children", "the dead included five women"."""
    m, s = ctx.mentions[index], ctx.sentence
    p = m.prefix - 1
    one = s.low(p)
    if one in ("were", "was", "are", "is") or one in _INCLUDE:
        lead = one in _INCLUDE
        for k in range(p - 1, max(-1, p - 8), -1):
            for cue in ctx.cues.at.get(k, ()):
                if cue.form in ("ed", "adj", "noun") and (
                    (lead and s.low(k - 1) in ("the", "those", "whose", "these")) or _among(ctx, k)
                ):
                    return Candidate(cue.measure, 0.8, "measure.part.among", cue.words, cue)
            if _among(ctx, k + 1) and s.low(k) in ("victims",) and ctx.before is not None:
                return Candidate(ctx.before.measure, 1.5, "measure.part.among", s.low(k), ctx.before.cue)
    if one == "as" and s.low(p - 1) in ("named", "identified"):  # "the dead were named as four members of one family"
        for k in range(p - 2, max(-1, p - 8), -1):
            for cue in ctx.cues.at.get(k, ()):
                if cue.form in ("adj", "noun"):
                    return Candidate(cue.measure, 0.9, "measure.part.among", cue.words, cue)
    for size in (2, 3):
        if s.low(p - size + 1) == "among" and ctx.cues.last(p + 1, ("noun", "ed", "adj")):
            told = ctx.cues.last(p + 1, ("noun", "ed", "adj"))
            assert told is not None
            return Candidate(told.measure, 0.8, "measure.part.among", told.words, told)
    return None


def _among(ctx: Context, k: int) -> bool:
    s = ctx.sentence
    return any(s.low(i) in ("among", "amongst", "of") for i in range(max(0, k - 3), k)) and any(
        (s.low(i) in ("among", "amongst", "of") and i <= 1) or s.low(i) in ("among", "amongst")
        for i in range(max(0, k - 3), k)
    )


def part_of_cue(ctx: Context, index: int) -> Candidate | None:
    """`measure.part.of`: "ten of those killed were children", "five of the dead"; "12 people among the dead"."""
    m, s = ctx.mentions[index], ctx.sentence
    k = m.stop
    if s.low(k) in ("were", "was", "are", "is") and s.low(k + 1) in ("among", "amongst"):
        k += 1
    if m.kind == "people" and s.low(k) not in ("of", "among", "amongst"):
        far = _among_ahead(ctx, k)
        if far is not None:
            return Candidate(far.measure, 1.0, "measure.part.of", far.words, far)
    if m.kind == "partitive" or s.low(k) in ("of", "among", "amongst"):
        while k < m.stop + 9 and not ctx.cues.at.get(k) and _leads_to_whole(s, k):
            k += 1
        for cue in ctx.cues.at.get(k, ()):
            if (
                cue.form in ("ed", "adj", "noun")
                and s.low(k - 1)
                in (
                    "the",
                    "those",
                    "these",
                    "people",
                    "of",
                )
            ) or (s.flag(k - 1) & (NUMERIC | PERSON | NATION) or s.low(k - 1) in lexicon().units):
                return Candidate(cue.measure, 0.9, "measure.part.of", cue.words, cue)
        if s.low(k) in ("victims", "victim") and index and index - 1 in ctx.found:
            parent = ctx.found[index - 1]
            return Candidate(parent.measure, 1.4, "measure.part.of", s.low(k), parent.cue, index - 1)
    return None


def _leads_to_whole(s: Sentence, k: int) -> bool:
    """Words between "among" or "of" and the word of harm: "among at least 22 people killed"."""
    low = s.low(k)
    return (
        low in ("of", "the", "those", "among", "amongst", "these", "at", "least", "more", "than", "some", "about")
        or bool(s.flag(k) & (NUMERIC | PERSON | NATION))
        or low in lexicon().units
    )


def _among_ahead(ctx: Context, k: int) -> Cue | None:
    """ "six civilians including a child were among at least 22 people killed"."""
    s = ctx.sentence
    for j in range(k, k + 9):
        if s.low(j) in (";", ".") or s.flag(j) & SAY:
            return None
        if s.low(j) in ("was", "were", "are", "is"):
            if s.low(j + 1) not in ("among", "amongst"):
                return None
            for i in range(j + 2, j + 9):
                for cue in ctx.cues.at.get(i, ()):
                    if cue.form in ("ed", "adj", "noun"):
                        return cue
            return None
    return None


def complement(ctx: Context, index: int) -> Candidate | None:
    """`measure.part.complement`: "... 234 of them were children", "12 were civilians" after a figure."""
    m, s = ctx.mentions[index], ctx.sentence
    if (
        m.kind == "people"
        or s.low(m.stop) not in ("were", "was", "are", "is")
        or not s.flag(m.stop + 1) & (PERSON | NATION | MODIFIER)
    ):
        return None
    if s.low(0) == "of":
        for j in range(m.prefix):
            for cue in ctx.cues.at.get(j, ()):
                if cue.form in ("ed", "noun", "adj"):
                    return Candidate(cue.measure, 1.6, "measure.part.of", cue.words, cue)
    for k in range(index - 1, -1, -1):
        if k in ctx.found:
            return Candidate(ctx.found[k].measure, 2.0, "measure.part.complement", s.low(m.stop), ctx.found[k].cue, k)
    if ctx.before is not None and (m.kind == "partitive" or s.low(0) == "of"):
        return Candidate(ctx.before.measure, 2.4, "measure.carry", s.low(m.stop), ctx.before.cue)
    return None


def along(ctx: Context, index: int) -> Candidate | None:
    """`measure.along`: "10 fighters were killed in the blast along with eight members of the group"."""
    m, s = ctx.mentions[index], ctx.sentence
    pair = (s.low(m.prefix - 2), s.low(m.prefix - 1))
    linked_by = pair in _ALONG or (s.low(m.prefix - 3), *pair) == ("as", "well", "as")
    if m.kind != "people" or not linked_by:
        return None
    for k in range(index - 1, -1, -1):
        parent = ctx.found.get(k)
        if parent is not None and parent.measure not in FORCE:
            return Candidate(parent.measure, 2.4, "measure.along", " ".join(pair), parent.cue)
    return None


def gapped(ctx: Context, index: int) -> Candidate | None:
    """`measure.gapped`: "31 died in Haiti and four in the Dominican Republic"."""
    m, s = ctx.mentions[index], ctx.sentence
    if index == 0 or index - 1 not in ctx.found or m.kind not in ("bare", "people"):
        return None
    parent = ctx.found[index - 1]
    if parent.measure in FORCE or s.low(m.prefix - 1) not in ("and", ",", "while", ";", "with", "plus"):
        return None
    start = ctx.mentions[index - 1].stop
    if m.prefix - start > 16 or s.low(m.stop) not in _GAP_PLACE:
        return None
    if (
        m.kind == "people"
        and not m.others
        and parent.rule
        not in (
            "measure.right.aux",
            "measure.noun",
            "measure.right.bare",
            "measure.left.verb",
            "measure.gapped",
        )
    ):
        return None
    return Candidate(parent.measure, 3.0, "measure.gapped", parent.words, parent.cue, index - 1)


def carried(ctx: Context, index: int) -> Candidate | None:
    """`measure.carry`: "They include 12 women." and "That figure had risen to 45." after a claim."""
    m, s = ctx.mentions[index], ctx.sentence
    if ctx.before is None or (index > 0 and index - 1 not in ctx.found):
        return None
    head = [s.low(k) for k in range(4)]
    lead = head[0] in ("they", "these", "those") and any(s.low(k) in _INCLUDE for k in range(m.prefix))
    figure = head[0] in ("that", "the", "this", "his", "its", "their") and head[1] in _FIGURE and m.kind == "bare"
    ofthose = head[0] == "of" and head[1] in ("those", "them", "these")
    if figure and head[2] == "of" and not any(s.flag(k) & PERSON or ctx.cues.at.get(k) for k in range(3, 7)):
        return None  # "the number of breaches"
    if lead or (figure and m.prefix < 14) or (ofthose and m.kind in ("bare", "people")):
        if ctx.before.measure in FORCE or ctx.before.measure is Measure.DEPLOYED:
            return None
        return Candidate(ctx.before.measure, 3.5, "measure.carry", " ".join(head[:2]), ctx.before.cue)
    return None
