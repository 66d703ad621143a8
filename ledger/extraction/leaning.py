"""Figures that lean on another with the verb left out: gapping, along with, compared with, the sentence before."""

from __future__ import annotations

from ledger.extraction.context import Context
from ledger.extraction.forces import FORCE, is_force
from ledger.extraction.lexicons import ADVERB, AUX, PERSON, PREP, SAY, listed
from ledger.extraction.model import Candidate
from ledger.extraction.parts import INCLUDE
from ledger.vocabulary import Measure

_FLED = (Measure.REFUGEES, Measure.DISPLACED, Measure.EVACUATED)
_FIGURE = listed("lists.figure")


_GAP_PLACE = listed("lists.gap-place")


_AS_DID = (("as", "did"), ("as", "were"), ("as", "had"), ("so", "did"), ("so", "were"))
_ALONG = (("along", "with"), ("together", "with"), ("addition", "to"))


def compared(ctx: Context, index: int) -> Candidate | None:
    """`measure.compared`: "45 were killed and 2,310 injured, compared with 38 and 1,900": in the same order."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind != "bare":
        return None
    first = index
    while first > 0 and s.low(ctx.mentions[first].prefix - 1) == "and" and ctx.mentions[first - 1].kind == "bare":
        first -= 1
    head = ctx.mentions[first].prefix
    if s.low(head - 1) == "of" and s.low(head - 2) in ("high", "peak", "total", "count", "estimate", "figure", "toll"):
        head = next((k + 1 for k in range(head - 3, max(0, head - 8), -1) if s.low(k) == "from"), head)
    if s.low(head - 1) not in ("with", "to", "from", "against") or not (
        s.low(head - 2) in ("compared", "up", "down") or (s.low(head - 1) == "against" and s.low(head - 2) == ",")
    ):
        return None
    same = [k for k in range(index + 1, len(ctx.mentions)) if s.low(ctx.mentions[k].prefix - 1) == "and"]
    size = index - first + 1 + (1 if same and same[0] == index + 1 and ctx.mentions[index + 1].kind == "bare" else 0)
    parent = first - size + (index - first)
    if parent not in ctx.found:
        parent = first - 1
    found = ctx.found.get(parent)
    if found is None and index == 0 and s.low(0) in ("that", "this", "it") and head < 8:
        before = ctx.before  # "That is up from nine earlier."
        return Candidate(before.measure, 2.9, "measure.compared", s.texts[head - 1], before.cue) if before else None
    return Candidate(found.measure, 2.8, "measure.compared", found.words, found.cue, parent) if found else None


def along(ctx: Context, index: int) -> Candidate | None:
    """`measure.along`: "10 fighters were killed in the blast along with eight members of the group"."""
    m, s = ctx.mentions[index], ctx.sentence
    pair = (s.low(m.prefix - 2), s.low(m.prefix - 1))
    if pair in _AS_DID and m.kind == "people":  # "both officers suffered injuries, as did three bystanders"
        for k in range(m.prefix - 3, -1, -1):
            same = ctx.cues.last(k + 1, ("ed", "die", "adj", "noun"))
            if same is not None and same.measure not in FORCE:
                return Candidate(same.measure, 2.4, "measure.along", " ".join(pair), same)
        return None
    if m.kind == "people" and (s.low(m.prefix - 1) == "against" or pair == ("compared", "with")):
        parent = ctx.found.get(index - 1)  # "have killed 709 rebels against just 28 soldiers"
        ends = s.low(m.stop) in (".", ",", ";", "")
        if parent is not None and ends and ctx.mentions[index - 1].kind == "people" and parent.measure not in FORCE:
            return Candidate(parent.measure, 2.6, "measure.along", s.low(m.prefix - 1), parent.cue)
    linked_by = pair in _ALONG or (s.low(m.prefix - 3), *pair) == ("as", "well", "as")
    if m.kind != "people" or not linked_by:
        return None
    for k in range(index - 1, -1, -1):
        parent = ctx.found.get(k)
        if parent is not None and parent.measure not in FORCE:
            return Candidate(parent.measure, 2.4, "measure.along", " ".join(pair), parent.cue)
    for k in range(m.prefix - 3, max(-1, m.prefix - 11), -1):  # "a priest was killed along with 40 parishioners"
        cue = ctx.cues.last(k + 1, ("ed", "die"))
        if cue is not None and cue.measure not in FORCE:
            suffered = cue.form == "die" or s.flag(cue.first - 1) & AUX
            return Candidate(cue.measure, 2.4, "measure.along", " ".join(pair), cue) if suffered else None
        if s.low(k) in (",", ";", ":") or s.flag(k) & SAY:
            return None
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
    if _fronted(ctx, index) or _parallel(ctx, index):
        return Candidate(parent.measure, 3.0, "measure.gapped", parent.words, parent.cue, index - 1)
    if _closes(ctx, index, parent):
        return Candidate(parent.measure, 3.0, "measure.gapped", parent.words, parent.cue, index - 1)
    if m.prefix - start > 16 or s.low(m.stop) not in _GAP_PLACE:
        return None
    if s.low(m.prefix - 1) == "with" and s.low(m.stop) in ("aboard", "on", "inside"):
        return None  # "died when a ferry with 189 passengers aboard sank"
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


def arrived(ctx: Context, index: int) -> Candidate | None:
    """`measure.arrived`: "15,000 have crossed into Chad; 3,400 arrived in the past week": more of those who fled."""
    m, s = ctx.mentions[index], ctx.sentence
    k = m.stop
    while s.flag(k) & (AUX | ADVERB) and k < m.stop + 4:
        k += 1
    if m.kind == "thing" or s.low(k) not in ("arrived", "arriving", "came", "followed", "crossed") or is_force(m):
        return None
    for parent in (ctx.found.get(index - 1), ctx.before):
        if parent is not None and parent.measure in _FLED:
            return Candidate(parent.measure, 2.8, "measure.arrived", s.texts[k], parent.cue)
    return None


def _parallel(ctx: Context, index: int) -> bool:
    """ "six bodies were received at one hospital while three were received at another": the same verb again."""
    m, before, s = ctx.mentions[index], ctx.mentions[index - 1], ctx.sentence
    if m.kind != "bare" or not s.flag(m.stop) & AUX:
        return False
    if s.flag(m.stop + 1) & PREP and s.low(m.prefix - 1) == "while":  # "15 are from Norte, while nine are from Sur"
        return (s.low(m.stop), s.low(m.stop + 1)) in {
            (s.low(k), s.low(k + 1)) for k in range(before.stop, m.prefix - 1)
        }
    if not s.flag(before.stop) & AUX:
        return False
    return s.low(m.stop + 1) != "" and s.lows[m.stop + 1] == s.low(before.stop + 1) and not s.flag(m.stop + 1) & ADVERB


def _fronted(ctx: Context, index: int) -> bool:
    """ "In Kano 40 people were killed; in Zaria, 12.": the place stands before the figure."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind != "bare" or s.low(m.prefix - 1) != "," or s.low(m.stop) not in (".", ";", ",", "", "and"):
        return False
    for k in range(m.prefix - 2, max(ctx.mentions[index - 1].stop, m.prefix - 7), -1):
        if s.low(k) in _GAP_PLACE and s.low(k - 1) in (";", ",", "and"):
            return True
        if s.flag(k) & (AUX | SAY) or s.low(k) in (",", ";"):
            return False
    return False


def _closes(ctx: Context, index: int, parent: Candidate) -> bool:
    """ "164 protesters had been killed, and nine members of the police.": the people close the sentence."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind != "people" or parent.rule not in ("measure.right.aux", "measure.right.bare") or parent.cue is None:
        return False
    bare = (
        parent.rule == "measure.right.bare" and parent.cue.last == m.prefix - 1
    )  # "seven children killed and one man"
    if s.low(m.prefix - 1) != "and" or not (bare or s.low(m.prefix - 2) == ",") or m.prefix - parent.cue.last > 8:
        return False
    if any(s.flag(k) & (AUX | SAY) for k in range(parent.cue.last, m.prefix)):
        return False
    return s.low(m.stop) in (".", ";", "") or (
        s.low(m.stop) == "of" and not any(s.flag(k) & (AUX | SAY) for k in range(m.stop, len(s.texts)))
    )


def carried(ctx: Context, index: int) -> Candidate | None:
    """`measure.carry`: "They include 12 women." and "That figure had risen to 45." after a claim."""
    m, s = ctx.mentions[index], ctx.sentence
    if (ctx.before is None and not index) or (index > 0 and index - 1 not in ctx.found):
        return None
    head = [s.low(k) for k in range(4)]
    lead = head[0] in ("they", "these", "those") and any(s.low(k) in INCLUDE for k in range(m.prefix))
    said = m.kind == "bare" or m.heads in (("people",), ("persons",))
    figure = head[0] in ("that", "the", "this", "his", "its", "their") and head[1] in _FIGURE and said
    if index and index - 1 in ctx.found and said and s.low(m.prefix - 1) == "to":  # "but this figure had risen to 11"
        for k in range(m.prefix - 2, max(ctx.mentions[index - 1].stop, m.prefix - 7), -1):
            if s.low(k) in _FIGURE and s.low(k - 1) in ("this", "that", "the"):
                found = ctx.found[index - 1]
                return Candidate(found.measure, 3.0, "measure.carry", s.texts[k], found.cue)
    ofthose = head[0] == "of" and head[1] in ("those", "them", "these")
    if ctx.before is None:
        return None
    if figure and head[2] == "of" and not any(s.flag(k) & PERSON or ctx.cues.at.get(k) for k in range(3, 7)):
        return None  # "the number of breaches"
    if lead and s.low(m.stop) == "who" and s.flag(m.stop + 1) & SAY:
        return None  # "They included two women who told the agency"
    if lead or (figure and m.prefix < 14) or (ofthose and m.kind in ("bare", "people")):
        if ctx.before.measure in FORCE or ctx.before.measure is Measure.DEPLOYED:
            return None
        return Candidate(ctx.before.measure, 3.5, "measure.carry", " ".join(head[:2]), ctx.before.cue)
    return None
