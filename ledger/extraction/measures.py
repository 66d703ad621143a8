"""What a figure counts, read from the words right around it. Each rule is one function.

A rule takes the context and the index of a mention and gives a candidate or None; the cheapest candidate
wins (`choose`). Rules that lean on another figure of the sentence stand in `lists.py`.
"""

from __future__ import annotations

from collections.abc import Callable

from ledger.extraction.context import Context
from ledger.extraction.cues import ACTIVE, VICTIM
from ledger.extraction.lexicons import (
    ADVERB,
    AUX,
    BE,
    CAPITAL,
    CLAUSE,
    DAY,
    DET,
    MODAL,
    MONTH,
    NATION,
    NUMERIC,
    PERSON,
    PREP,
    SAY,
    lexicon,
)
from ledger.extraction.model import Candidate, Cue, Mention, Sentence
from ledger.vocabulary import GroupStatus, Measure

Rule = Callable[[Context, int], Candidate | None]

FORCE = (Measure.DEPLOYED, Measure.STRENGTH, Measure.ARRIVED)
_FREED = frozenset(
    [
        "free",
        "freed",
        "frees",
        "freeing",
        "release",
        "released",
        "releasing",
        "releases",
        "rescue",
        "rescued",
        "rescuing",
        "swap",
        "exchange",
        "exchanged",
        "save",
        "saved",
    ]
)
_OPENING = ('"', "“", "‘", "'")
_RELATIVE = ("who", "that", "which", "whom")


def _fits(m: Mention, cue: Cue) -> bool:
    """Cues of a force's size count forces only; the others count anybody."""
    if cue.measure in FORCE:
        return is_force(m)
    return m.kind != "thing"


def is_force(m: Mention) -> bool:
    """The people counted bear arms."""
    status = lexicon().status
    return any(
        status.get(h) in (GroupStatus.ARMED_FORCES, GroupStatus.PARTICIPATING)
        or h in ("forces", "personnel", "militia")
        for h in m.heads
    )


def in_phrase(ctx: Context, index: int) -> Candidate | None:
    """`measure.noun`: the cue is part of the noun phrase: "12 deaths", "eight dead civilians"."""
    m, s = ctx.mentions[index], ctx.sentence
    cue = m.cue
    if cue is None:
        return None
    low = s.lows[cue.last - 1]
    near = [s.low(i) for i in range(max(0, m.prefix - 5), m.prefix)]
    after = [s.low(i) for i in range(m.stop, m.stop + 4)]
    cost = 0.4
    if low == "lives":
        if not any(
            w
            in (
                "claimed",
                "claim",
                "claims",
                "claiming",
                "cost",
                "costs",
                "costing",
                "lost",
                "losing",
                "taken",
                "took",
                "taking",
                "takes",
            )
            for w in near + after
        ):
            return None
    elif low in ("cases",) and cue.measure is Measure.INFECTED:
        if not ctx.infection:
            return None
    elif low in ("prisoners", "captives", "detainees", "pows", "war"):
        if not any(
            w in ("took", "taken", "captured", "hold", "holds", "holding", "held", "taking", "capturing")
            for w in near + after
        ):
            return None
        cost = 2.0
    elif low in ("hostages", "hostage", "refugees", "evacuees", "abductees"):
        if any(w in _FREED for w in near + after):
            return None
        cost = 2.0
    elif low in ("body", "bodies", "corpses", "corpse"):
        cost = 0.6
    elif (
        (low == "dead" and cue.form == "noun" and s.low(cue.last) == "end")
        or (
            low in ("death", "murder")
            and s.low(cue.last)
            in (
                "sentence",
                "penalty",
                "row",
                "threat",
                "threats",
                "sentences",
                "squad",
                "squads",
                "charges",
                "certificates",
                "camps",
                "toll",
            )
        )
        or (
            low in ("murders", "homicides", "killings", "executions")
            and any(w in ("charged", "convicted", "accused", "counts") for w in near)
        )
    ):
        return None
    if cue.form in ("ed", "adj"):
        cost = 0.9
    return Candidate(cue.measure, cost, "measure.noun", cue.words, cue)


def right(ctx: Context, index: int) -> Candidate | None:
    """`measure.right.aux` ("12 people were killed", "44 miners remain trapped") and `measure.right.bare`
    ("26 jihadists dead", "115 wounded"): the cue follows with nothing but auxiliaries between."""
    m, s = ctx.mentions[index], ctx.sentence
    k, aux, be = m.stop, False, False
    for _ in range(9):
        if s.low(k) in _OPENING and k > m.stop:
            k += 1
            continue
        cue = ctx.cues.first(k, VICTIM)
        if cue is not None and _fits(m, cue) and not (s.low(k) in ("left",) and s.flag(k + 1) & (NUMERIC | PERSON)):
            if cue.form == "ed" and not be and _acts(ctx, cue, m, aux):
                return None
            rule = "measure.right.aux" if aux or cue.form == "die" else "measure.right.bare"
            return Candidate(cue.measure, 0.0 if aux or cue.form == "die" else 0.5, rule, cue.words, cue)
        flag, low = s.flag(k), s.low(k)
        if low in ("would", "should", "will", "could"):
            return None
        if flag & AUX:
            aux = True
            be = be or bool(flag & BE) or low in ("left", "remain", "remained", "leaving")
        elif not (flag & ADVERB or low in _RELATIVE):
            return None
        k += 1
    return None


def _acts(ctx: Context, cue: Cue, m: Mention, aux: bool) -> bool:
    """The people before the verb do it rather than suffer it: an object follows the verb."""
    s, k = ctx.sentence, cue.last
    low, flag = s.low(k), s.flag(k)
    if low in ("by", "in", "on", "at", "and", ",", ".", "after", "when", "during", "") or flag & (DAY | MONTH):
        return aux and low == "" and False
    if flag & NUMERIC or _is_mention(ctx, k):
        if m.kind == "bare" and not aux:
            return False
        nxt = ctx.starts().get(k)
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
    while k < stop:
        low, flag = s.lows[k], s.flags[k]
        if low in (";", ":", "?", "!") or (low in ('"', "”") and depth == 0 and k > m.stop):
            return None
        if low in _RELATIVE:
            relative = True
        if flag & CLAUSE and low not in ("as", "before", "after", "when"):
            return None
        die = ctx.cues.first(k, ("die",))
        if die is not None and not relative and _fits(m, die) and not _infinitive(s, k):
            return Candidate(die.measure, 1.6, "measure.right.far", die.words, die)
        if flag & AUX and low not in ("left", "being", "having", "be", "stay", "leave", "leaves", "leaving"):
            j = k + 1
            while s.flag(j) & (AUX | ADVERB) and ctx.cues.first(j, VICTIM) is None:
                if s.low(j) in ("would", "could", "should", "will"):
                    return None
                j += 1
            cue = ctx.cues.first(j, VICTIM)
            if cue is not None and _fits(m, cue):
                return Candidate(cue.measure, 1.6, "measure.right.far", cue.words, cue)
            if not relative:
                return None
            relative = False
        elif (
            (flag & SAY and not flag & ADVERB)
            or (low == "and" and s.flag(k + 1) & NUMERIC and not _part(s, m.stop, k))
            or ctx.cues.first(k, ("ing",)) is not None
            or (ctx.cues.first(k, ("ed",)) is not None and _is_mention(ctx, k + 1) and not relative)
        ):
            return None
        k += 1
    return None


def _infinitive(s: Sentence, k: int) -> bool:
    return s.low(k - 1) in ("to", "would", "could", "may", "might", "will", "not")


def _part(s: Sentence, start: int, stop: int) -> bool:
    return any(s.low(i) in ("including", "among", "whom", "includes") for i in range(start, stop))


def left_verb(ctx: Context, index: int) -> Candidate | None:
    """`measure.left.verb`: the verb stands right before: "killed 12", "wounding at least 30 others"."""
    m, s = ctx.mentions[index], ctx.sentence
    p = m.prefix
    while p > 0 and (
        s.low(p - 1)
        in (
            *_OPENING,
            "also",
            "instantly",
            "reportedly",
            "another",
            "allegedly",
            "apparently",
            "some",
            "both",
            "between",
            "possibly",
            ":",
        )
        or (s.low(p - 1) == "," and s.low(p - 2) in ("killing", "wounding"))
    ):
        p -= 1
    cue = ctx.cues.last(p, ACTIVE)
    if cue is None or not _fits(m, cue):
        return None
    if _hypothetical(s, cue):
        return None
    passive = cue.form == "ed" and _passive(s, cue)
    if passive:
        return None
    if (
        cue.form == "act"
        and s.low(cue.first) in ("wound", "hurts", "wounds", "murders", "arrest", "arrests", "murder", "capture")
        and s.flag(cue.first - 1) & (DET | PREP)
        and s.low(cue.first - 1) != "to"
    ):
        return None
    return Candidate(cue.measure, 0.2, "measure.left.verb", cue.words, cue)


def _passive(s: Sentence, cue: Cue) -> bool:
    k = cue.first - 1
    while k >= 0 and s.flag(k) & ADVERB and not s.flag(k) & BE:
        k -= 1
    return bool(s.flag(k) & BE) and s.low(k) not in ("got", "get")


def _hypothetical(s: Sentence, cue: Cue) -> bool:
    """ "threatened to kill 12", "would have killed 500": nobody says that it happened."""
    for k in range(cue.first - 1, max(-1, cue.first - 6), -1):
        low = s.low(k)
        if low in (",", ".", ";", '"'):
            return False
        if s.flag(k) & MODAL and (cue.form == "act" or low in ("would", "could", "should", "if", "will")):
            return True
    return False


def left_far(ctx: Context, index: int) -> Candidate | None:
    """`measure.left.far`: "killed in the attack at least 12 people", "killed a woman and 12 men"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind == "partitive":
        return None
    for k in range(m.prefix - 1, max(-1, m.prefix - 10), -1):
        low, flag = s.low(k), s.flag(k)
        cue = ctx.cues.last(k + 1, ACTIVE)
        if (cue is not None and low != "shot") or (cue is not None and s.flag(k + 1) & DET):
            assert cue is not None
            if _passive(s, cue) or _hypothetical(s, cue) or not _fits(m, cue) or cue.measure in FORCE:
                return None
            gap = range(k + 1, m.prefix)
            if any(
                s.low(i)
                in (
                    "by",
                    "when",
                    "after",
                    "as",
                    "since",
                    "for",
                    "with",
                    "within",
                    "before",
                    "from",
                    "left",
                    "of",
                    "at",
                    "who",
                )
                or s.flag(i) & SAY
                for i in gap
            ):
                return None
            direct = all(
                s.flag(i) & (DET | PERSON | NATION)
                or s.low(i) in (",", "and", "or")
                or s.flag(i) & CAPITAL
                or (s.low(i).isalpha() and not s.flag(i) & PREP)
                for i in gap
            )
            if not direct and s.low(k + 1) not in ("in", "on", "during", "near"):
                return None
            if direct and not any(s.flag(i) & (PERSON | NATION) for i in gap):
                return None
            return Candidate(cue.measure, 2.6, "measure.left.far", cue.words, cue)
        if (
            low in (";", ":", "(", ")", '"', "“", "”", "--", "–")
            or flag & (CLAUSE & 0)
            or (flag & AUX and low not in ("left",))
        ):
            return None
    return None


def of_noun(ctx: Context, index: int) -> Candidate | None:
    """`measure.of`: "the deaths of 12 people", "the injury of more than 290 others", "a force of 500"."""
    m, s = ctx.mentions[index], ctx.sentence
    if s.low(m.prefix - 1) != "of" or m.kind == "thing":
        return None
    cue = ctx.cues.last(m.prefix - 1, ("of",)) or ctx.cues.last(m.prefix, ("of",))
    if cue is None:
        return None
    if cue.measure in FORCE and not is_force(m):
        return None
    word = s.low(cue.last - 1)
    if word in ("loss",) and m.kind == "bare":
        return None
    if (
        word in ("force", "army", "strength", "garrison", "contingent")
        and s.flag(cue.first - 1) & NATION
        and m.kind == "bare"
    ):
        return None
    return Candidate(cue.measure, 0.3, "measure.of", cue.words, cue)


def lost(ctx: Context, index: int) -> Candidate | None:
    """`measure.lost`: "the army lost 12 soldiers". Things and games are left out by the noun."""
    m, s = ctx.mentions[index], ctx.sentence
    if s.low(m.prefix - 1) not in ("lost", "losing", "loses") or m.kind != "people":
        return None
    if not is_force(m) and not any(h in ("men", "people", "members", "civilians", "lives") for h in m.heads):
        return None
    return Candidate(Measure.KILLED, 1.0, "measure.lost", s.texts[m.prefix - 1])


def strong(ctx: Context, index: int) -> Candidate | None:
    """`measure.strong`: "a 500-strong force"; `measure.has`: "has 12,000 troops"."""
    m, s = ctx.mentions[index], ctx.sentence
    if s.low(m.last) == "-" and s.low(m.last + 1) == "strong":
        if any(
            s.flag(k) & PERSON
            or s.low(k)
            in (
                "force",
                "army",
                "contingent",
                "mission",
                "militia",
                "garrison",
                "unit",
                "brigade",
                "military",
                "peacekeeping",
                "police",
            )
            for k in range(m.last + 2, m.last + 7)
        ):
            return Candidate(Measure.STRENGTH, 0.5, "measure.strong", "strong")
        return None
    before = s.low(m.prefix - 1)
    status = is_force(m)
    owns = before in ("has", "have", "had", "maintains", "commands", "fields") and m.figure.value not in (1, 2)
    if status and owns and not any(ctx.cues.first(k, ("ed", "die")) for k in range(m.stop, m.stop + 4)):
        return Candidate(Measure.STRENGTH, 2.2, "measure.has", s.texts[m.prefix - 1])
    if status and before in ("sent", "sending", "send", "sends") and m.figure.value not in (1, 2):
        return Candidate(Measure.DEPLOYED, 1.2, "measure.sent", s.texts[m.prefix - 1])
    return None


_TAKE = frozenset(["took", "take", "taken", "takes", "taking", "hold", "holds", "held", "holding"])
_DRIVE = frozenset(
    ["drove", "drive", "driven", "driving", "forced", "force", "forces", "forcing", "pushed", "uprooted"]
)
_MAKE = frozenset(["made", "making", "left", "leaving", "rendered", "rendering"])


def split_verb(ctx: Context, index: int) -> Candidate | None:
    """`measure.split`: the people stand inside the phrase: "took 12 hostage", "drove 500 from their homes"."""
    m, s = ctx.mentions[index], ctx.sentence
    verb = s.low(m.prefix - 1)
    one, two = s.low(m.stop), s.low(m.stop + 1)
    if verb in _TAKE and one in ("prisoner", "captive", "hostage"):
        measure = Measure.KIDNAPPED if one == "hostage" else Measure.CAPTURED
        return Candidate(measure, 0.1, "measure.split", f"{verb} {one}")
    if verb in _DRIVE and (one in ("from", "out") or (one, two) == ("to", "flee")):
        return Candidate(Measure.DISPLACED, 0.1, "measure.split", f"{verb} {one}")
    if verb in _MAKE and one == "homeless":
        return Candidate(Measure.DISPLACED, 0.1, "measure.split", f"{verb} {one}")
    return None


DIRECT: tuple[Rule, ...] = (in_phrase, right, left_verb, of_noun, split_verb, lost, strong, right_far, left_far)
"""Rules that look at one figure alone."""


def direct(ctx: Context, index: int) -> Candidate | None:
    """The cheapest direct reading of the mention."""
    best: Candidate | None = None
    for rule in DIRECT:
        candidate = rule(ctx, index)
        if candidate is not None and (best is None or candidate.cost < best.cost):
            best = candidate
            if best.cost == 0:
                break
    return best
