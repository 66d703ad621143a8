"""Figures of a toll, a count or a label: "the toll rose from 12 to 15", "Fatalities: 27"."""

from __future__ import annotations

from ledger.extraction import series
from ledger.extraction.context import Context
from ledger.extraction.forces import FORCE
from ledger.extraction.lexicons import AUX, CLAUSE, MODIFIER, NATION, PERSON, PREP, SAY, SAY_ING, listed
from ledger.extraction.measures_after import OPENING
from ledger.extraction.model import Candidate, Cue, Mention, Sentence
from ledger.vocabulary import Measure

_TRIGGER = listed("tolls.trigger")
_SIDES = (
    "enemy",
    "our",
    "their",
    "rebel",
    "federal",
    "confederate",
    "union",
    "native",
    "own",
    "hostile",
    "insurgent",
    "royal",
)
_MOVED = listed("numbers.moved")
_LOWERED = ("reduced", "lowered", "cut", "dropped", "fell", "fallen", "revised", "decreased", "declined", "down")
_LINKED = ("attributed", "linked", "related", "caused", "due", "in", "from", "to", "among")
_RANGED = listed("numbers.ranged-from")
_SKIP = listed("tolls.skip")
_QUALIFIER_VERBS = ("top", "pass", "exceed", "surpass", "cross")
_COUNTS = listed("tolls.counts")


def toll(ctx: Context, index: int) -> Candidate | None:
    """`measure.toll`: a toll before the figure, tied to it by to, of, at, a verb of reaching or a colon."""
    m, s = ctx.mentions[index], ctx.sentence
    p = m.prefix - 1
    while p > 0 and s.low(p) in _SKIP:
        p -= 1
    if m.kind == "thing" or p < 0:
        return None
    by_verb = any(v in m.qualifier_rule for v in _QUALIFIER_VERBS)
    bare = m.prefix < m.first and not any(s.flag(k) & (SAY | AUX) for k in range(_toll_end(ctx, p), p + 1))
    level = bare or (s.low(p + 1) == "be" and s.low(p) in ("may", "could", "might", "to"))
    level = level or (s.headline and s.low(m.prefix - 1) == "now")  # "Toll from market blast now 40"
    if s.low(p) not in _TRIGGER and s.low(p) not in _RANGED and not by_verb and not level:
        return None
    if s.low(p) == "by" and s.low(p - 1) in _LOWERED:
        return None  # "the toll was reduced by one to 96"
    for k in range(p, max(-1, p - 18), -1):
        if s.low(k) in (";",) and k < p - 1:
            return None
        if s.low(k) == "number" and s.low(k + 1) == "of" and "and" in (s.low(k - 2), s.low(k - 1)):
            return None  # "put the toll at 366 and the number of injured at 1,301"
        cue = ctx.cues.last(k + 1, ("toll",))
        if cue is not None:
            if s.low(p) == "of" and cue.last < p and s.low(p - 1) not in _COUNTS:
                return None  # "out of a population of 350,000"
            measure = _toll_measure(ctx, cue)
            rule = "measure.toll"
            if s.low(p) == "from" or (s.low(p) == "to" and _from_before(ctx, index)):
                rule = "measure.toll.revised"
            return Candidate(measure, 1.0, rule, cue.words, cue)
    return None


def _toll_end(ctx: Context, p: int) -> int:
    """The token after the last toll within eight before p, else the eighth before it."""
    for k in range(p, max(-1, p - 8), -1):
        if ctx.cues.last(k + 1, ("toll",)) is not None:
            return k + 1
    return max(0, p - 8)


def count_after(ctx: Context, index: int) -> Candidate | None:
    """`measure.count-after`: "brought to 49 the number of people killed", "raising to 12 the death toll"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind != "bare" or s.low(m.prefix - 1) not in ("to", "at") or s.low(m.stop) not in ("the", "its", "their"):
        return None
    for k in range(m.stop + 1, m.stop + 5):
        cue = ctx.cues.first(k, ("toll",))
        if cue is not None:
            return Candidate(_toll_measure(ctx, cue), 1.0, "measure.count-after", cue.words, cue)
        if s.low(k) in _COUNTS:
            best = _counted(ctx, k + 1, min(len(s.texts), k + 10))
            if best is None and any(s.low(j) == "lost" for j in range(k + 1, k + 8)):
                return Candidate(Measure.KILLED, 1.2, "measure.count-after", "lost")
            return Candidate(best.measure, 1.1, "measure.count-after", best.words, best) if best else None
    return None


def _from_before(ctx: Context, index: int) -> bool:
    previous = ctx.mentions[index - 1] if index else None
    return (
        previous is not None
        and ctx.sentence.low(previous.prefix - 1) == "from"
        and previous.stop >= ctx.mentions[index].prefix - 3
    )


def _toll_measure(ctx: Context, cue: Cue) -> Measure:
    s = ctx.sentence
    if cue.measure is not Measure.KILLED:
        return cue.measure
    for k in (cue.first - 1, cue.last + 1):
        low = s.low(k)
        if low in ("injury", "injured", "wounded"):
            return Measure.INJURED
        if low in ("casualty", "casualties"):
            return Measure.CASUALTIES
    return Measure.KILLED


def number_of(ctx: Context, index: int) -> Candidate | None:
    """`measure.number-of`: "the number of wounded rose to 30", "the number of people killed to 45"."""
    m, s = ctx.mentions[index], ctx.sentence
    p = m.prefix - 1 - (s.low(m.prefix - 1) in OPENING)
    by_verb = any(v in m.qualifier_rule for v in _QUALIFIER_VERBS)
    if m.kind == "thing" or (s.low(p) not in _TRIGGER and not by_verb):
        return None
    for k in range(p, max(-1, p - 30), -1):
        stated = ctx.cues.first(k + 1, ("ed", "adj")) if s.low(k) in _COUNTS else None
        if stated is not None and stated.last <= p:  # "the number killed has reached 40"
            return Candidate(stated.measure, 1.1, "measure.number-of", stated.words, stated)
        if s.low(k) in _COUNTS and s.low(k + 1) in ("of", "for", "listed", "reported", "registered"):
            if k + 1 == p:
                return None
            between = ctx.mentions[index - 1].stop if index and ctx.mentions[index - 1].first > k else k + 2
            best = _counted(ctx, between, p + 1) or _counted(ctx, k + 2, p + 1)
            if best is None and s.low(k + 2) == "victims":
                return Candidate(Measure.KILLED, 1.3, "measure.number-of", s.texts[k + 2])
            return Candidate(best.measure, 1.1, "measure.number-of", best.words, best) if best else None
        if s.low(k) == ";" or (s.flag(k) & SAY_ING and k < p - 1):
            return None
    return None


def _counted(ctx: Context, start: int, stop: int) -> Cue | None:
    """The cue of a count; "hostages killed" counts the killed, not the hostages."""
    best: Cue | None = None
    for j in range(start, stop):
        for cue in ctx.cues.at.get(j, ()):
            person = best is not None and best.form == "noun" and ctx.sentence.flag(best.first) & PERSON
            if cue.form in ("ed", "adj", "noun", "die") and cue.last <= stop and (best is None or person):
                best = cue
    return best


def subject(ctx: Context, index: int) -> Candidate | None:
    """`measure.subject`: "coronavirus cases top 60,000", "casualties rose to 30", "Injured: 14"."""
    m, s = ctx.mentions[index], ctx.sentence
    p = m.prefix - 1 + (s.low(m.prefix) == "total" and s.low(m.prefix + 1) != "of")  # "casualties total over 95,600"
    by_verb = any(v in m.qualifier_rule for v in _QUALIFIER_VERBS)
    if (
        m.kind not in ("bare", "people")
        or p < 0
        or (s.low(p) not in _TRIGGER - {"of", "as", "by", "-", "--"} and not by_verb and not _losses_of(s, p))
    ):
        return None
    if s.low(p) in ("is", "was", "were") and m.kind != "bare":
        return None
    label = s.low(p) in (":", "–")
    for k in range(p if by_verb else p - 1, max(-1, p - 11), -1):
        if k <= p - 7 and not (s.flag(k + 1) & PREP or s.low(k + 1) in _LINKED):
            return _head_count(ctx, index, p)
        cue = ctx.cues.last(k + 1, ("noun",)) or (
            ctx.cues.last(k + 1, ("ed", "adj")) if label and k <= 2 + _label_start(ctx, k) else None
        )
        if cue is not None:
            if any(o.cue is not None and o.cue.first == cue.first for o in ctx.mentions):
                return None
            if any(c.cue is not None and c.cue.first <= cue.first < c.cue.last for c in ctx.found.values()) and label:
                return None  # "110 Reported Missing: 460,000 Persons Affected"
            if cue.measure in FORCE and cue.form == "ed" and m.kind == "bare":
                return None  # "Mobile clinics deployed: 7"
            if (cue.measure is Measure.INFECTED and not ctx.infection) or s.lows[cue.last - 1] in (
                "lives",
                "body",
                "prisoners",
                "fallen",
            ):
                return None
            return Candidate(cue.measure, 1.3, "measure.label" if label else "measure.subject", cue.words, cue)
        side = s.low(k) == "losses" and (s.flag(k - 1) & (NATION | MODIFIER) or s.low(k - 1) in _SIDES)
        if side and m.kind == "bare":  # "the rebel losses exceed 1,000"
            return Candidate(Measure.CASUALTIES, 1.6, "measure.subject", s.texts[k])
        if s.low(k) in ("(", ")", ","):
            return _head_count(ctx, index, p)
        if s.flag(k) & (CLAUSE | SAY) or s.low(k) in (";", '"'):
            return None
    return None


def _head_count(ctx: Context, index: int, p: int) -> Candidate | None:
    """ "The deaths from the storms A, B and C have climbed to 12": the noun at the head, however long its phrase."""
    s = ctx.sentence
    if index or s.low(p) not in ("to", "at", "reached") or not any(s.low(i) in _MOVED for i in range(p - 3, p + 1)):
        return None
    for k in range(6):
        cue = ctx.cues.first(k, ("noun", "toll"))
        if cue is not None and cue.measure not in FORCE and (cue.measure is not Measure.INFECTED or ctx.infection):
            return Candidate(cue.measure, 1.9, "measure.subject", cue.words, cue)
    return None


def _losses_of(s: Sentence, p: int) -> bool:
    """ "has casualties of around 700,000"."""
    return s.low(p) == "of" and s.low(p - 1) in ("casualties", "losses", "fatalities")


def _label_start(ctx: Context, k: int) -> int:
    """The first token of the label that ends at k: after the last mark or at the head of the sentence."""
    s = ctx.sentence
    while k > 0 and s.low(k - 1) not in (";", ",", "-", "•", "*", ".", "|", "–"):
        k -= 1
    return k


_ACKNOWLEDGE = listed("tolls.acknowledge")
_PUT = listed("tolls.put")
_SIZES = listed("tolls.sizes")


def _passing(m: Mention) -> bool:
    """A verb of passing a mark is the figure's qualifier: "the final figure may exceed 1,000"."""
    return any(v in m.qualifier_rule for v in _QUALIFIER_VERBS)


def _people_soon(ctx: Context, k: int) -> bool:
    """A noun for people or a cue within a few words: "the number of breaches" counts neither."""
    s = ctx.sentence
    return any(s.flag(i) & PERSON or ctx.cues.at.get(i) for i in range(k, k + 4))


def recorded(ctx: Context, index: int) -> Candidate | None:
    """`measure.same-count`: a count without a cue of its own is of what the figure before it counts: "the
    number recorded by the Bureau, which at 380 to 801", "put the number at 5,000", "has acknowledged 11"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind != "bare" or m.others or s.flag(m.stop) & PERSON:
        return None
    link: int | None = None
    start = 0
    if index - 1 in ctx.found:
        parent, start, link = ctx.found[index - 1], ctx.mentions[index - 1].stop, index - 1
    elif index == 0 and ctx.before is not None:
        parent = ctx.before
    else:
        return None
    p = m.prefix - 1
    near = range(max(start, p - 12), m.prefix)
    if any(s.low(k) in _SIZES for k in near):
        return None
    if any(s.low(k) in _COUNTS and s.low(k + 1) == "of" and k + 1 < p and not _people_soon(ctx, k + 2) for k in near):
        return None
    counted = s.low(p) in ("at", "of", "to", "is", "was", "–") and any(s.low(k) in _COUNTS for k in near)
    counted = counted or (_passing(m) and any(s.low(k) in _COUNTS for k in near))
    counted = counted or ("total of" in m.qualifier_rule and s.low(p) not in ("for", "a"))
    put = s.low(p) == "at" and any(s.low(k) in _PUT for k in near)
    closed = s.low(m.stop) in (".", ",", ";", "", "but", "and", '"', "”")
    if counted or put or (s.low(p) in _ACKNOWLEDGE and closed):
        return Candidate(parent.measure, 3.0, "measure.same-count", parent.words, parent.cue, link)
    return None


TOLLS = (
    toll,
    number_of,
    subject,
    count_after,
    series.labelled,
    series.bracketed,
    series.unit_lost,
    series.may_number,
    series.with_their,
)
