"""What a figure counts, read from the verb or adjective after it: "12 people were killed", "26 rebels dead"."""

from __future__ import annotations

from ledger.extraction.borders import hard
from ledger.extraction.context import Context
from ledger.extraction.cues import VICTIM
from ledger.extraction.forces import fits
from ledger.extraction.lexicons import (
    ADVERB,
    AUX,
    BE,
    CAPITAL,
    CLAUSE,
    DAY,
    DET,
    MONTH,
    NATION,
    NUMERIC,
    PERSON,
    PREP,
    PRONOUN,
    SAY,
    SAY_ING,
    THING,
    listed,
)
from ledger.extraction.model import Candidate, Cue, Mention, Sentence
from ledger.vocabulary import Measure

OPENING = ('"', "“", "‘", "'")


_MOVED = (Measure.KIDNAPPED, Measure.EVACUATED, Measure.DETAINED, Measure.MISSING)
_ASIDES = (("-", "-"), ("–", "–"), ("—", "—"), ("--", "--"), ("(", ")"))
_ADJUNCT = ("by", "in", "on", "at", "and", ",", ".", "after", "when", "during", "")
_PERFECT = ("has", "have", "had", "having", "'ve")
_STAYING = listed("measures.staying")
_WOULD = ("would", "should", "will")
_SOME = ("many", "several", "others", "some", "most", "more")
_DASHES = ("—", "–", "--", "-")
_RELATIVE = ("who", "that", "which", "whom")


def right(ctx: Context, index: int) -> Candidate | None:
    """`measure.right.aux` ("12 people were killed", "44 miners remain trapped") and `measure.right.bare`
    ("26 jihadists dead", "115 wounded"): the cue follows with nothing but auxiliaries between."""
    m, s = ctx.mentions[index], ctx.sentence
    k, aux, be, relative = _past_aside(s, m), False, False, False
    if s.low(k) in ('"', "”") and s.low(m.prefix - 1) in ('"', "“"):
        k += 1  # said that "tens of thousands" displaced by the fighting
    for _ in range(9):
        if s.low(k) in OPENING and k > m.stop:
            k += 1
            continue
        cue = ctx.cues.first(k, VICTIM)
        if cue is not None and m.kind == "partitive" and k == m.stop and s.low(k - 1) in ("the", "those", "these"):
            return None  # "12 of the injured": what became of them, the words after say
        if cue is not None and fits(m, cue) and not (s.low(k) in ("left",) and s.flag(k + 1) & (NUMERIC | PERSON)):
            if cue.form == "ed" and not aux and _thing_follows(s, cue.last):
                return None
            if cue.form == "ed" and not be and (_acts(ctx, cue, m, aux) or (aux and s.low(k - 1) in _PERFECT)):
                return None
            if m.cue is not None and m.cue.measure is Measure.KILLED and cue.measure in (*_MOVED, Measure.INJURED):
                return None  # "six bodies have been taken away"
            reduced = cue.form == "ed" and not aux and s.low(m.prefix - 1) != "of"
            main = _main_verb(ctx, cue.last) if reduced else None
            if relative and cue.measure in _MOVED:  # "officers who were abducted on Friday have been found dead"
                later = _found_dead(ctx, cue.last)
                if later is not None:
                    return Candidate(later.measure, 0.7, "measure.right.far", later.words, later)
            state = reduced or (cue.form == "adj" and not aux and k == m.stop)
            if main is None and state and cue.measure is Measure.MISSING:
                main = _found_dead(ctx, cue.last)
            if main is None and reduced and s.low(m.last) == "of":
                main = _became(ctx, cue.last)
            if main is not None:
                return Candidate(main.measure, 0.6, "measure.right.far", main.words, main)
            verb = aux or (cue.form == "die" and not s.low(cue.first).endswith("ing"))
            rule = "measure.right.aux" if verb else "measure.right.bare"
            reduced = cue.form == "die" and s.low(cue.first).endswith("ing") and not aux  # "sheltering in a church"
            cost = (0.0 if verb else 1.7 if reduced else 1.3 if cue.form == "die" else 0.5) + (0.5 if relative else 0.0)
            return Candidate(cue.measure, cost, rule, cue.words, cue)
        flag, low = s.flag(k), s.low(k)
        if low in ("would", "should", "will", "could"):
            return None
        relative = relative or low in _RELATIVE
        if flag & AUX:
            aux = True
            be = be or bool(flag & BE) or low in ("left", "remain", "remained", "leaving")
        elif not (flag & ADVERB or low in _RELATIVE or (low == "said" and s.low(k + 1) == "to")):
            return None
        k += 1
    return None


def _main_verb(ctx: Context, start: int) -> Cue | None:
    """ "the two officers shot during the assault also died": the verb after a participle says what became of them."""
    s = ctx.sentence
    for k in range(start, min(len(s.texts), start + 10)):
        if s.low(k) in (",", ";", ":", "and", "while", "when", "who", "that") or s.flag(k) & (AUX | SAY | NUMERIC):
            return None
        cue = ctx.cues.first(k, ("die",))
        if cue is not None and cue.measure is Measure.KILLED and not s.low(k).endswith("ing"):
            return cue
    return None


def _found_dead(ctx: Context, start: int) -> Cue | None:
    """ "all 166 miners trapped underground by the blast were confirmed dead"."""
    s = ctx.sentence
    for k in range(start, min(len(s.texts), start + 24)):
        if s.flag(k) & (SAY | NUMERIC) or s.low(k) in (";", ":") or (s.low(k) == "and" and s.flag(k + 1) & AUX):
            return None
        if s.flag(k) & BE and s.low(k - 1) != "who":
            while s.flag(k) & (AUX | ADVERB) or s.low(k) in ("all", "confirmed", "found", "declared", "reported"):
                cue = ctx.cues.first(k, ("ed", "adj"))
                if cue is not None and cue.measure is Measure.KILLED:
                    return cue
                k += 1
            cue = ctx.cues.first(k, ("ed", "adj", "noun"))
            return cue if cue is not None and cue.measure is Measure.KILLED else None
    return None


def turned_up(s: Sentence, start: int) -> bool:
    """ "39 people who had been missing since the storm turned up alive"."""
    for k in range(start, min(len(s.texts), start + 20)):
        if s.low(k) in (";", ":") or s.flag(k) & SAY:
            return False
        if s.low(k) in ("alive", "safe", "unharmed") and s.low(k - 1) in ("up", "found", "are", "were", "and", "been"):
            return True
    return False


def _became(ctx: Context, start: int) -> Cue | None:
    """ "64 of the 640 people infected with cholera have been hospitalised": what became of the part."""
    s = ctx.sentence
    for k in range(start, min(len(s.texts), start + 6)):
        if s.flag(k) & AUX:
            while s.flag(k) & (AUX | ADVERB):
                k += 1
            return ctx.cues.first(k, ("ed", "adj"))
        if s.low(k) in (",", ";", ".", "and", "who", "that") or s.flag(k) & (SAY | NUMERIC):
            return None
    return None


def _thing_follows(s: Sentence, k: int) -> bool:
    """ "dozens of burned out vehicles": the state of a thing."""
    k += s.low(k) in ("out", "down", "up")
    return bool(s.flag(k) & THING and not s.flag(k) & PERSON)


def _past_aside(s: Sentence, m: Mention) -> int:
    """ "the victims - 14 - died": the token where the words go on after the closing mark."""
    opening = s.low(m.prefix - 1)
    if m.kind == "bare" and (opening, s.low(m.stop)) in _ASIDES:
        return m.stop + 1
    return m.stop


def _suffers(s: Sentence, start: int, stop: int) -> bool:
    """A form of be, or a verb of staying, is among the auxiliaries: "had detained" is done by the people."""
    return any(s.flag(i) & BE or s.low(i) in _STAYING for i in range(start, stop))


def _acts(ctx: Context, cue: Cue, m: Mention, aux: bool) -> bool:
    """The people before the verb do it rather than suffer it: an object follows the verb."""
    s, k = ctx.sentence, cue.last
    if " to " in cue.words or ctx.cues.first(k, VICTIM) is not None:  # "forced to flee their homes"; "killed, injured"
        return False
    if m.others and not aux:  # "eight others injured the charity said"
        return False
    low, flag = s.low(k), s.flag(k)
    if not _is_mention(ctx, k) and (
        low in ("by", "in", "on", "at", "and", ",", ".", "after", "when", "during", "") or flag & (DAY | MONTH)
    ):
        return False
    if flag & NUMERIC or _is_mention(ctx, k):
        if m.kind == "bare" and not aux:
            return False
        nxt = ctx.starts().get(k)
        if nxt is not None and s.low(cue.last - 1) == "shot":
            stop = ctx.mentions[nxt].stop
            if "dead" in (s.low(stop), s.low(stop - 1)):
                return True
        return aux or not (nxt is not None and _own_right(ctx, nxt))
    if (
        flag & DET
        or (flag & (PERSON | NATION) and not flag & ADVERB)
        or low in ("him", "her", "them", "us", "himself", "themselves")
    ):
        return True
    return bool(aux and flag & CAPITAL and not flag & PREP)


def _is_mention(ctx: Context, k: int) -> bool:
    return any(m.prefix <= k < m.last for m in ctx.mentions)


def _own_right(ctx: Context, index: int) -> bool:
    m = ctx.mentions[index]
    return m.cue is not None or ctx.cues.first(m.stop, VICTIM) is not None or bool(ctx.sentence.flag(m.stop) & AUX)


def right_far(ctx: Context, index: int) -> Candidate | None:
    """`measure.right.far`: a phrase stands between the people and the verb: "47 people, including 12
    children, were killed"; "two men in a car died". The first finite verb decides."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind not in ("people", "partitive", "bare") or (
        m.kind == "bare" and not m.others and s.low(m.stop) not in ("of", "in", "from", ",", "on", "aboard", "(")
    ):
        return None
    k = m.stop
    depth = 0
    stop = min(len(s.texts), m.stop + 24)
    relative = False
    aside_cost = 0.0
    spare: Candidate | None = None
    while k < stop:
        low, flag = s.lows[k], s.flags[k]
        if low in (";", ":", "?", "!") or (low in ('"', "”") and depth == 0 and k > m.stop):
            return spare
        if low in _DASHES and (aside := _dashed_aside(s, k)):  # "three drivers — two of them Afghans — were killed"
            k = aside
            continue
        if low == "," and (aside := _said_aside(s, k)):  # "no more than 150 people, it said, lost their lives"
            k = aside
            continue
        if low == "," and _next_subject(ctx, k + 1) and not _part(s, m.stop, k):
            return spare  # "of 21 men who leaped in, nineteen were killed"
        if low in _RELATIVE:
            relative = True
            aside_cost = 1.0 if s.low(k - 1) == "," else 0.0  # "and six women, who had sought shelter"
        if flag & CLAUSE and (low not in ("as", "before", "after", "when") or s.flag(k + 1) & PRONOUN):
            return spare
        die = ctx.cues.first(k, ("die",))
        if die is not None and not relative and fits(m, die) and not _infinitive(s, k):
            told = Candidate(die.measure, 1.6 + aside_cost, "measure.right.far", die.words, die)
            if not s.low(die.first).endswith("ing"):
                return told
            spare, k = spare or told, die.last  # "families sheltering in a chapel were feared dead"
            continue
        if s.headline and low in _STAYING and not relative and (state := ctx.cues.first(k + 1, ("adj",))) is not None:
            return Candidate(state.measure, 1.6, "measure.right.far", state.words, state)  # "passengers feared dead"
        if flag & AUX and low not in ("left", "being", "having", "be", "stay", "leave", "leaves", "leaving"):
            if low in _WOULD:
                return spare
            j = k + 1
            while s.flag(j) & (AUX | ADVERB) and ctx.cues.first(j, VICTIM) is None:
                if s.low(j) in _WOULD:
                    return spare
                j += 1
            cue = ctx.cues.first(j, VICTIM)
            if cue is not None and cue.form == "ed" and not _suffers(s, k, j):
                return spare
            if cue is not None and fits(m, cue) and not _of_whom(ctx, m.stop, k):
                cost = 1.6 + (aside_cost if relative else 0.0)
                own = relative and _part(s, m.stop, k)  # "95, including 23 who were injured, escaped"
                spare = spare if own else Candidate(cue.measure, cost, "measure.right.far", cue.words, cue)
                if not (relative and _part(s, m.stop, k)):  # "21, including some who had taken shelter, were killed"
                    return spare
                relative, k = False, cue.last
                continue
            if not relative:
                return spare
            relative = False
        elif (
            (flag & (SAY | SAY_ING) and not flag & ADVERB and not (low == "states" and s.flag(k - 1) & CAPITAL))
            or (low == "and" and _is_mention(ctx, k + 1) and not _part(s, m.stop, k))
            or ctx.cues.first(k, ("ing",)) is not None
            or (ctx.cues.first(k, ("ed",)) is not None and _is_mention(ctx, k + 1) and not relative)
        ):
            return spare
        k += 1
    return spare


def _dashed_aside(s: Sentence, k: int) -> int:
    """The token after an aside between dashes that a verb follows; 0 where none stands."""
    close = next((j for j in range(k + 1, min(len(s.texts), k + 22)) if s.low(j) == s.low(k)), 0)
    return close + 1 if close and s.flag(close + 1) & AUX else 0


def _said_aside(s: Sentence, comma: int) -> int:
    """The token after an aside that names who speaks: ", it said,"; 0 where none stands."""
    if s.flag(comma + 1) & SAY:  # ", said the mayor,"
        close = next((j for j in range(comma + 2, comma + 8) if s.low(j) in (",", ".", ";", "that")), 0)
        return close + 1 if s.low(close) == "," else 0
    for j in range(comma + 1, comma + 13):
        if s.flag(j) & SAY and s.low(j + 1) == ",":
            return j + 2
        joint = s.low(j) == "and" and not s.flag(j + 1) & s.flag(j - 1) & CAPITAL  # "Control and Prevention"
        if (hard(s, j) and s.low(j) != ":") or joint or not s.low(j) or s.flag(j) & (AUX | NUMERIC):
            return 0
    return 0


def _next_subject(ctx: Context, k: int) -> bool:
    """A figure that begins at k has a verb of its own right after it."""
    s = ctx.sentence
    if s.low(k) == "and" and s.low(k + 1) in _SOME and s.flag(k + 2) & AUX:
        return True  # "displaced thousands, and many are still missing"
    index = ctx.starts().get(k)
    if index is None:
        return False
    stop = ctx.mentions[index].stop
    return bool(ctx.sentence.flag(stop) & AUX) and ctx.sentence.low(stop) not in ("left", "leaving")


def _of_whom(ctx: Context, start: int, verb: int) -> bool:
    """ "1,300 people reached the port, of whom 45 were wounded": the verb belongs to the part."""
    s = ctx.sentence
    for i in range(start, verb):
        if s.low(i) == "of" and s.low(i + 1) == "whom" and _is_mention(ctx, i + 2):
            return any(m.first == i + 2 and verb - m.stop <= 1 for m in ctx.mentions)
    return any(
        o.kind == "partitive" and o.first >= start and s.low(o.stop - 1) == "whom" and 0 <= verb - o.stop <= 1
        for o in ctx.mentions
    )


def _infinitive(s: Sentence, k: int) -> bool:
    return s.low(k - 1) in ("to", "would", "could", "may", "might", "will", "not")


def _part(s: Sentence, start: int, stop: int) -> bool:
    return any(s.low(i) in ("including", "among", "whom", "includes") for i in range(start, stop))
