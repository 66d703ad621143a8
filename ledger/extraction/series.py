"""Figures in a list without verbs: a total broken down, labels of a bulletin, counts told by one after another."""

from __future__ import annotations

from ledger.extraction.context import Context
from ledger.extraction.forces import FORCE
from ledger.extraction.lexicons import AUX, CAPITAL, DAY, DET, NUMERIC, PERSON, SAY, listed
from ledger.extraction.model import Candidate, Sentence
from ledger.vocabulary import Measure

_BREAKDOWN = listed("series.breakdown")
_AREAS = listed("series.areas")
_SEX = listed("series.sex")
_CLOSED = (".", ",", ";", "(", ")", "", "and", "but", '"', "”")
_REVISED = listed("series.revised")
_SPOKEN = listed("series.spoken")
_PLACING = ("in", "at", "near", "and", "then", "elsewhere", '"', "“")
_THEIRS = (("of", "his"), ("of", "her"), ("of", "their"))
_LOST_CLOSE = (".", ",", ";", "", "and", "in", "at", "on", "during", "out", "near", "from", "of")
_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"  # noqa: SIM905 - reads as words
    " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth"
    " twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth legion".split()
)
_UNITS = listed("series.units")


def broken_down(ctx: Context, index: int) -> Candidate | None:
    """`measure.breakdown`: "90, distributed as follows: Norte, 50; Sur, 40"; "by sex, 50 male and 40 female"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind == "thing" and s.low(m.last) not in _SEX:
        return None
    before = ctx.found.get(index - 1)
    if before is not None and _apposed(ctx, index, before):
        return Candidate(before.measure, 2.6, "measure.breakdown", ",", before.cue, index - 1)
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
        if _opens_list(ctx, index, start):
            return Candidate(before.measure, 2.6, "measure.breakdown", ":", before.cue, index - 1)
    return _by_area(ctx, index)


def _apposed(ctx: Context, index: int, before: Candidate) -> bool:
    """ "46 migrants had drowned, 37 men and nine women.": what the whole was made of follows the verb."""
    m, whole, s = ctx.mentions[index], ctx.mentions[index - 1], ctx.sentence
    mark = s.low(m.prefix - 1) in (",", "—", "–", "--", "-", ":")
    if (
        (m.kind != "people" and s.low(m.stop) != "each" and s.low(m.last) != "each")
        or not mark
        or before.cue is None
        or before.cue.last > m.prefix - 1
    ):
        return False
    if any(
        not (s.flag(k) & DAY or s.low(k) in ("today", "yesterday", "on")) for k in range(before.cue.last, m.prefix - 1)
    ):
        return False
    if s.flag(m.stop) & (AUX | SAY) or ctx.cues.at.get(m.stop) or m.figure.value is None or whole.figure.value is None:
        return False
    if s.low(m.last) == "each":
        return m.figure.value < whole.figure.value
    return m.figure.value < whole.figure.value and s.low(m.stop) in (",", ".", ";", "and", "", '"', "”")


def _opens_list(ctx: Context, index: int, start: int) -> bool:
    """ "208 people were killed, not counting plotters: 145 civilians, 60 policemen": people after a colon, and more."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind != "people" or s.low(m.prefix - 1) != ":" or m.prefix - start > 14 or index + 1 >= len(ctx.mentions):
        return False
    following = ctx.mentions[index + 1]
    gap = [s.low(k) for k in range(m.stop, following.prefix)]
    return following.kind == "people" and gap in ([","], ["and"], [",", "and"])


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


def bracketed(ctx: Context, index: int) -> Candidate | None:
    """`measure.breakdown`: "accounts for the most deaths (3,587)", "the highest number of cases (10,306)"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind == "thing" or s.low(m.prefix - 1) != "(" or s.low(m.last) not in (")", ",", ";"):
        return None
    cue = ctx.cues.last(m.prefix - 1, ("noun",))
    if cue is None or cue.measure in FORCE or (cue.measure is Measure.INFECTED and not ctx.infection):
        return None
    if any(o.cue is not None and o.cue.last == cue.last for o in ctx.mentions):
        return None
    return Candidate(cue.measure, 1.5, "measure.breakdown", cue.words, cue)


def by_name(ctx: Context, index: int) -> Candidate | None:
    """`measure.gapped`: "Norte recorded 130 injuries, Sur 44, and Oeste nine": name and figure in turn."""
    m, s = ctx.mentions[index], ctx.sentence
    before = ctx.found.get(index - 1)
    if before is None or before.measure in FORCE or m.kind != "bare" or s.low(m.stop) not in (",", ".", ";", "and", ""):
        return None
    start = ctx.mentions[index - 1].stop
    names = [k for k in range(start, m.prefix) if s.low(k) not in (",", "and", ";")]
    if names and s.low(names[-1]) in ("has", "had", "reported", "recorded"):  # "Norte has 12 cases, Sur has nine"
        names.pop()
    if not 1 <= len(names) <= 5 or s.low(start) not in (",", ";", "and"):
        return None
    if not all(s.flag(k) & CAPITAL and not s.flag(k) & NUMERIC for k in names):
        return None
    return Candidate(before.measure, 2.9, "measure.gapped", before.words, before.cue, index - 1)


def in_all(ctx: Context, index: int) -> Candidate | None:
    """`measure.same-count`: "no more deaths, for a total of 91"; "36 killed and 57 wounded; total, 93"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind == "thing":
        return None
    found = [ctx.found[k] for k in sorted(ctx.found) if k < index]
    if s.low(m.prefix - 1) == "," and s.low(m.prefix - 2) == "total" and len(found) > 1:
        same = len({c.measure for c in found}) == 1
        return Candidate(found[-1].measure if same else Measure.CASUALTIES, 2.9, "measure.same-count", "total")
    if s.low(m.prefix - 1) != "for" or "total of" not in m.qualifier_rule or m.kind != "bare":
        return None
    if found:
        return Candidate(found[-1].measure, 2.9, "measure.same-count", "total", found[-1].cue)
    for k in range(m.prefix - 2, -1, -1):
        cue = ctx.cues.last(k + 1, ("noun",))
        if cue is not None and cue.measure not in FORCE and (cue.measure is not Measure.INFECTED or ctx.infection):
            return Candidate(cue.measure, 2.9, "measure.same-count", cue.words, cue)
    return None


def of_listed(ctx: Context, index: int) -> Candidate | None:
    """`measure.of`: "the bodies of an officer, a guard and four farmers", "the deaths of a woman and two children"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind != "people" or s.low(m.prefix - 1) not in ("and", ",") or m.cue is not None:
        return None
    for k in range(m.prefix - 2, max(-1, m.prefix - 16), -1):
        if s.low(k) == "of" and (cue := ctx.cues.last(k, ("of",))) is not None:
            opens = s.flag(k + 1) & DET or s.flag(k + 1) & CAPITAL
            return (
                Candidate(cue.measure, 1.5, "measure.of", cue.words, cue)
                if opens and cue.measure not in FORCE
                else None
            )
        if s.flag(k) & (AUX | SAY | NUMERIC) or s.low(k) in (";", ":", "(", ")", "who", "which", "that"):
            return None
    return None


def labelled(ctx: Context, index: int) -> Candidate | None:
    """`measure.label.bare`: "suspected cases 5,431; associated deaths 98": the noun right before the figure."""
    m, s = ctx.mentions[index], ctx.sentence
    alone = (
        len(ctx.mentions) == 1 and s.low(m.prefix - 1) in (":", "-", "–", "—") and s.low(m.stop) in (".", "", ";", ",")
    )
    if ctx.heading is not None and m.kind == "bare" and alone and not ctx.cues.at and len(s.texts) < 12:
        return Candidate(ctx.heading.measure, 2.0, "measure.label", ctx.heading.words, ctx.heading)
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
    if m.kind != "bare" or s.flag(m.stop) & PERSON:
        return None
    if m.others:
        return _another(ctx, index)
    link = max((k for k in ctx.found if k < index), default=None)
    if link is not None:
        parent = ctx.found[link]
    elif ctx.before is not None:
        parent = ctx.before
    else:
        return None
    if parent.measure in FORCE:
        return None
    rising = s.low(m.prefix - 1) in ("go", "rise", "climb", "run") and m.qualifier_rule == "qualifier.as high as"
    words = "as high as" if rising else _telling(s, m.prefix, m.stop)
    return Candidate(parent.measure, 3.2, "measure.told", words, parent.cue, link) if words else None


def _another(ctx: Context, index: int) -> Candidate | None:
    """ "In Kano, another 40.": a sentence with no word of harm of its own."""
    m, s = ctx.mentions[index], ctx.sentence
    alone = (
        len(ctx.mentions) == 1 and not ctx.cues.at and s.low(m.prefix - 1) == "," and s.low(m.stop) in (".", ";", "")
    )
    if not alone or ctx.before is None or ctx.before.measure in FORCE or s.low(0) not in _PLACING:
        return None
    return Candidate(ctx.before.measure, 3.3, "measure.told", s.texts[m.prefix], ctx.before.cue)


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
    if one in ("had", "have", "has") and two in ("they", "it", "we") and closed:
        return f"{two} {one}"
    if one in ("lists", "listed", "counts", "counted") and (s.low(stop), s.low(stop + 1)) == ("by", "name"):
        return f"{one} by name"
    if one == "of" and two == "figure" and s.low(p - 2) in ("earlier", "previous", "initial", "first"):
        return f"{s.low(p - 2)} figure of"
    if one in ("said", "says") and s.low(stop) in (",", ";", ".") and s.low(stop + 1) in ('"', "“", "", "and", "but"):
        return one
    return ""


def may_number(ctx: Context, index: int) -> Candidate | None:
    """`measure.subject`: "the dead from the flood may number 10,000"."""
    m, s = ctx.mentions[index], ctx.sentence
    p = m.prefix - 1
    if m.kind != "bare" or s.low(p) != "number" or s.low(p - 1) not in ("may", "might", "could"):
        return None
    for k in range(p - 1, max(0, p - 20), -1):
        cue = ctx.cues.last(k + 1, ("noun",))
        if cue is not None and s.low(cue.first - 1) == "the":
            return Candidate(cue.measure, 1.8, "measure.subject", cue.words, cue)
        if s.flag(k) & SAY or s.low(k) in (";", ":", "."):
            return None
    return None


def with_their(ctx: Context, index: int) -> Candidate | None:
    """`measure.left.far`: "killed John Cole, a member of parliament, and six of his guards"."""
    m, s = ctx.mentions[index], ctx.sentence
    if s.low(m.prefix - 1) != "and" or (s.low(m.last), s.low(m.last + 1)) not in _THEIRS:
        return None
    for k in range(m.prefix - 2, max(-1, m.prefix - 18), -1):
        cue = ctx.cues.last(k + 1, ("ed", "ing"))
        if cue is not None and s.flag(k + 1) & CAPITAL and cue.measure not in FORCE:
            return Candidate(cue.measure, 2.8, "measure.left.far", cue.words, cue)
        if s.flag(k) & (AUX | SAY) or s.low(k) in (";", ":", "and") or ctx.cues.at.get(k):
            return None
    return None


def unit_lost(ctx: Context, index: int) -> Candidate | None:
    """`measure.lost`: "the brigade had lost four": a unit, and a figure that closes the clause."""
    m, s = ctx.mentions[index], ctx.sentence
    p = m.prefix - 1
    if m.kind not in ("bare", "partitive") or s.low(p) not in ("lost", "lose") or s.low(m.stop) not in _LOST_CLOSE:
        return None
    near = range(max(0, p - 6), p)
    before = ctx.before is not None and ctx.before.rule == "measure.lost" and s.low(p - 1) in ("it", "and")
    if not before and not any(s.low(k) in _UNITS or (s.flag(k) & CAPITAL and s.low(k) in _ORDINALS) for k in near):
        return None
    return Candidate(Measure.KILLED, 1.8, "measure.lost", s.texts[p])
