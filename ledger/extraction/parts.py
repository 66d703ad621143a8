"""Figures that are a part of another: including, among them, of the dead, of whom."""

from __future__ import annotations

from ledger.extraction.context import Context
from ledger.extraction.forces import FORCE
from ledger.extraction.lexicons import ADVERB, AUX, DET, MODIFIER, NATION, NUMERIC, PERSON, SAY, lexicon, listed
from ledger.extraction.model import Candidate, Cue, Sentence
from ledger.vocabulary import Measure

INCLUDE = listed("lists.include")
_FREED = listed("measures.freed")
_SAVED = listed("parts.saved")


PART_RULES = (
    "measure.part",
    "measure.part.among",
    "measure.part.of",
    "measure.part.complement",
    "measure.carry",
)


def part(ctx: Context, index: int) -> Candidate | None:
    """`measure.part`: "including 18 children", "among them two women", "five of them", "of whom 12"."""
    m, s = ctx.mentions[index], ctx.sentence
    p = m.prefix - 1
    if m.kind == "partitive" and s.low(p) == "not":
        return None  # "not one of them"
    if s.low(p) in ("at", "also", "reportedly", "about"):
        p -= 1
    p = _past_others(s, p)
    one, two = s.low(p), s.low(p - 1)
    sign = (
        one in INCLUDE
        or (one in ("them", "whom", "those", "which") and two in ("of", "among", "including"))
        or (one in ("were", "are") and s.low(p - 1) in ("them", "whom") and s.low(p - 2) in ("among", "of"))
        or (m.kind == "partitive" and s.low(m.stop - 1) in ("them", "whom", "which"))
    )
    if not sign or _acts(ctx, index):
        return None
    if s.low(0) in ("they", "these", "those") and s.low(m.stop) == "who" and s.flag(m.stop + 1) & SAY:
        return None  # "They included two women who told the agency"
    if m.kind == "partitive" and index and index - 1 not in ctx.found and ctx.mentions[index - 1].kind == "people":
        return None  # "two bombers, one of whom fled": the whole is no figure of harm
    if m.kind == "partitive" and s.low(m.stop) in ("were", "are") and s.low(m.stop + 1) in ("prisoners", "captives"):
        return Candidate(Measure.CAPTURED, 1.0, "measure.part", s.low(m.stop + 1))
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
                and one in (*INCLUDE, "whom", "them")
            ):
                return Candidate(cue.measure, 1.4, "measure.part", one, cue)
    if index and index - 1 not in ctx.found and ctx.mentions[index - 1].kind == "people" and one in ("them", "whom"):
        return None  # "Nineteen people were rescued, among them four children"
    if ctx.before is not None and (
        s.low(0) in ("they", "it", "these", "those") or m.kind == "partitive" or "them" in (one, two)
    ):
        return Candidate(ctx.before.measure, 1.8, "measure.carry", one, ctx.before.cue)
    return None


def _acts(ctx: Context, index: int) -> bool:
    """ "One of them hit a basement": a verb of its own follows, and it tells of no harm."""
    m, s, k = ctx.mentions[index], ctx.sentence, ctx.mentions[index].stop
    plain = s.flag(k) == 0 and s.texts[k].isalpha() and s.texts[k].islower() if k < len(s.texts) else False
    return m.kind == "partitive" and plain and not ctx.cues.at.get(k) and bool(s.flag(k + 1) & DET)


def with_part(ctx: Context, index: int) -> Candidate | None:
    """`measure.part`: "of whom 900 are children and 70 are travelling alone": the second of two parts."""
    m, s = ctx.mentions[index], ctx.sentence
    before = ctx.found.get(index - 1)
    if before is None or before.rule != "measure.part" or m.kind != "bare" or s.low(m.prefix - 1) != "and":
        return None
    verb = s.low(m.stop)
    first = ctx.mentions[index - 1]
    if verb not in ("are", "were") or not any(s.low(k) == verb for k in range(first.stop, m.prefix)):
        return None
    return Candidate(before.measure, 2.2, "measure.part", s.low(m.prefix - 1), before.cue, before.parent)


def aged(s: Sentence, k: int) -> bool:
    """A token of "18-year-old", which stands before one of several people without a number."""
    if s.flag(k) & NUMERIC:
        return s.low(k + 1) == "-" and s.low(k + 2).startswith("year")
    return s.low(k).startswith(("year-old", "-year")) or (s.low(k) == "-" and s.low(k + 1).startswith("year"))


def _past_others(s: Sentence, p: int) -> int:
    """The token before people without a number: "among them a child and two women"."""
    if s.low(p) not in ("and", ","):
        return p
    k = p
    while (
        k > 0
        and p - k < 9
        and (s.low(k) in ("and", ",", "a", "an", "one") or s.flag(k) & (PERSON | NATION | MODIFIER) or aged(s, k))
    ):
        k -= 1
    return k if s.low(k) in (*INCLUDE, "them", "whom", "were", "was", "are") else p


def among(ctx: Context, index: int) -> Candidate | None:
    """`measure.part.among`: "Among those injured were 12 children", "the dead included five women"."""
    m, s = ctx.mentions[index], ctx.sentence
    p = _past_others(s, m.prefix - 1)
    one = s.low(p)
    if one in ("were", "was", "are", "is") or one in INCLUDE:
        lead = one in INCLUDE
        for k in range(p - 1, max(-1, p - 8), -1):
            for cue in ctx.cues.at.get(k, ()):
                if cue.form in ("ed", "adj", "noun") and (
                    (lead and s.low(k - 1) in ("the", "those", "whose", "these")) or _among(ctx, k)
                ):
                    return Candidate(cue.measure, 0.8, "measure.part.among", cue.words, cue)
            if _among(ctx, k + 1) and s.low(k) in ("victims",) and ctx.before is not None:
                return Candidate(ctx.before.measure, 1.5, "measure.part.among", s.low(k), ctx.before.cue)
    if one in ("were", "was", "are"):  # "Killed were two soldiers"
        state = ctx.cues.last(p, ("ed", "adj"))
        if state is not None and (state.first == 0 or s.low(state.first - 1) in (";", ".", "“", '"', "also")):
            return Candidate(state.measure, 0.8, "measure.part.among", state.words, state)
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
    if s.low(m.prefix - 1) in _FREED:  # "released five of the captives"
        return None
    k = m.stop
    if s.low(k) in ("were", "was", "are", "is") and s.low(k + 1) in ("among", "amongst"):
        k += 1
    if m.kind in ("people", "partitive") and s.low(k) not in ("among", "amongst"):
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
                return _since(ctx, cue)
        if s.low(k) in ("victims", "victim") and index and index - 1 in ctx.found:
            parent = ctx.found[index - 1]
            return Candidate(parent.measure, 1.4, "measure.part.of", s.low(k), parent.cue, index - 1)
    among = s.low(m.stop) in ("among", "amongst") and s.low(m.stop + 2) == "victims"
    if among and m.kind == "people":  # "with three children and one man among the victims"
        told = ctx.found[max(ctx.found)] if ctx.found else ctx.before
        measure = told.measure if told is not None and told.measure not in FORCE else Measure.KILLED
        return Candidate(measure, 1.5, "measure.part.among", "victims")
    if s.low(m.stop - 1) == "victims" and s.low(m.last) == "of" and s.flag(m.stop) & AUX:
        return _of_victims(ctx, m.stop)
    return None


def victims_include(ctx: Context, index: int) -> Candidate | None:
    """`measure.part.among`: "the victims include four guards and three farmers"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind != "people" or s.low(m.prefix - 1) not in INCLUDE or s.low(m.prefix - 2) not in ("victims", "victim"):
        return None
    before = ctx.before
    hurt = before is not None and before.measure in (Measure.INJURED, Measure.CASUALTIES, Measure.INFECTED)
    return Candidate(before.measure if before and hurt else Measure.KILLED, 1.5, "measure.part.among", "victims")


def _of_victims(ctx: Context, k: int) -> Candidate | None:
    """ "five of the victims were children": of the last count, else of the dead; what befell them comes first."""
    s = ctx.sentence
    while s.flag(k) & (AUX | ADVERB):
        k += 1
    if not s.flag(k) & (PERSON | NATION | MODIFIER) or ctx.cues.at.get(k):
        return None
    before = ctx.before
    measure = before.measure if before is not None and before.measure not in FORCE else Measure.KILLED
    return Candidate(measure, 1.9, "measure.part.of", "victims")


def _since(ctx: Context, whole: Cue) -> Candidate | None:
    """What became of a part of the whole: "12 of the injured later died", "five of the missing were found alive"."""
    s, k = ctx.sentence, whole.last
    if s.low(k) in ("with", "by") and s.flag(k + 2) & AUX:  # "of the 640 people infected with measles"
        k += 2
    while s.flag(k) & (AUX | ADVERB) and ctx.cues.first(k, ("ed", "adj", "die")) is None and k < whole.last + 5:
        k += 1
    if s.low(k) in _SAVED or (s.low(k) == "found" and s.low(k + 1) in _SAVED):
        return None
    later = ctx.cues.first(k, ("die",)) or (ctx.cues.first(k, ("ed", "adj")) if k > whole.last else None)
    if later is not None and later.measure is not whole.measure:
        return Candidate(later.measure, 0.9, "measure.part.of", later.words, later)
    return Candidate(whole.measure, 0.9, "measure.part.of", whole.words, whole)


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
            if s.low(j + 1) in ("reported", "believed", "said", "thought", "feared") and s.low(j + 2) in (
                "among",
                "amongst",
            ):
                j += 1
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
    k = m.stop
    if m.kind == "partitive" and s.low(k) in ("recovered", "found", "identified", "named"):  # "12 of those recovered"
        k += 1
    if (
        m.kind == "people"
        or s.low(k) not in ("were", "was", "are", "is")
        or not s.flag(k + 1) & (PERSON | NATION | MODIFIER)
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
    if s.low(0) == "of" and s.flag(2) & NUMERIC and s.low(3) in ("on", "aboard", "in", "at", "inside", "who"):
        return None  # "Of the 47 on the island, 24 were Australian"
    if ctx.before is not None and m.kind == "partitive" and s.low(m.stop) == "recovered":
        dead = Measure.KILLED if ctx.before.measure is Measure.MISSING else ctx.before.measure
        return Candidate(dead, 2.4, "measure.carry", s.low(m.stop), ctx.before.cue)
    if ctx.before is not None and (m.kind == "partitive" or s.low(0) == "of"):
        return Candidate(ctx.before.measure, 2.4, "measure.carry", s.low(m.stop), ctx.before.cue)
    return None


def of_whole(ctx: Context, index: int) -> Candidate | None:
    """`measure.of-whole`: "Of the injuries, 34 were caused by gas, 12 by bullets and four by shrapnel"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind != "bare" or s.low(0) not in ("of", "among"):
        return None
    for k in range(1, 5):
        for cue in ctx.cues.at.get(k, ()):
            if cue.measure is Measure.INFECTED and not ctx.infection:
                continue
            if cue.form in ("noun", "ed", "adj") and "," in (s.low(cue.last), s.low(cue.last + 1)):
                return Candidate(cue.measure, 1.7, "measure.of-whole", cue.words, cue)
    return None
