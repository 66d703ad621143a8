"""Harm told in a phrase of several words: injuries suffered, the way to hospital, "stabbed to death", "were held"."""

from __future__ import annotations

from ledger.extraction.borders import abbreviation_dot
from ledger.extraction.context import Context
from ledger.extraction.lexicons import ADVERB, AUX, BE, MODAL, NUMERIC, PREP, listed
from ledger.extraction.model import Candidate, Mention, Sentence
from ledger.vocabulary import Measure

_EVENTS = listed("speakers.events")
_REMAINS = ("bodies", "body", "corpses", "remains")
_FATALLY = ("fatally", "fatal", "mortally", "lethally")
_CLOSED = (".", ",", ";", "and", "", "in", "before", ")", '"', "”", "on", "at", "after", "by", "when")
_SUFFER = listed("measures.suffer")
_WOUNDS = listed("measures.wounds")
_HOSPITAL = listed("measures.hospital")
_CENTRES = (
    "center",
    "centers",
    "centre",
    "centres",
    "unit",
    "units",
    "room",
    "rooms",
    "facility",
    "facilities",
    "ward",
    "wards",
)
_OF_HEALTH = ("trauma", "medical", "health", "burn", "burns", "emergency", "care", "treatment")
_RECEIVE = frozenset(
    "caring care cares cared received receiving treating treated admitted admitting receive treat".split()  # noqa: SIM905 - reads as words
)
_PATIENTS = ("patients", "victims", "people", "persons", "survivors", "casualties", "children", "students", "civilians")
_CARERS = ("doctors", "medics", "hospitals", "surgeons", "paramedics", "msf", "teams", "staff", "clinic")
_WARD = 3_000
"""More than this is no count of one night's patients."""
_TREATED = listed("measures.treated")
_CARRY = listed("measures.carry")
_IN_BED = ("confined", "recovering", "recuperating", "treated", "warded", "nursed")
_LEAVE = ("left", "leaving", "leaves", "leave")
_HOLDING = ("held", "holding", "hold", "holds")
_CAPTORS = listed("measures.captors")
_JAILERS = listed("measures.jailers")
_PASSIVE = listed("measures.passive")
_TO_DEATH = listed("measures.to-death")


def fatally(ctx: Context, index: int) -> Candidate | None:
    """`measure.fatally`: "five were shot, two fatally", "11 cases, five of them fatal"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind == "thing" or s.low(m.stop) not in _FATALLY or s.low(m.stop + 1) not in _CLOSED:
        return None
    return Candidate(Measure.KILLED, 0.2, "measure.fatally", s.texts[m.stop])


def suffered(ctx: Context, index: int) -> Candidate | None:
    """`measure.suffered`: "12 people had suffered mostly minor injuries"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind == "thing":
        return None
    k, _ = _auxiliaries(s, m.stop)
    gapped = k == m.stop and s.low(k) == "with" and m.kind in ("bare", "partitive")  # "one with serious burns"
    if k < 0 or (s.low(k) not in _SUFFER and not gapped):
        return None
    for j in range(k + 1, k + 6):
        if s.low(j) in _WOUNDS:
            return Candidate(Measure.INJURED, 0.1, "measure.suffered", f"{s.texts[k]} {s.texts[j]}")
        if s.low(j) in ('"', "“"):
            continue  # had "minor injuries"
        if not s.low(j)[:1].isalpha() or s.flag(j) & (AUX | NUMERIC) or (s.flag(j) & PREP and s.low(j) != "from"):
            return None
    return None


def to_hospital(ctx: Context, index: int) -> Candidate | None:
    """`measure.hospital`: "12 people were rushed to a nearby hospital", "ambulances took 12 people to hospital"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind == "thing" or (m.cue is not None and m.cue.measure is not Measure.INJURED):
        return None
    if s.low(m.stop - 1) == "dead" or (s.low(m.prefix - 1) == "of" and s.low(m.prefix - 2) in _REMAINS):
        return None  # "the bodies of 60 victims were taken to a hospital"
    k, be = _auxiliaries(s, _past_place(s, m.stop))
    if be and s.low(k) in _IN_BED and any(s.low(j) in _HOSPITAL for j in range(k + 1, k + 6)):
        return Candidate(Measure.INJURED, 0.3, "measure.hospital", s.texts[k])
    if be and s.low(k) == "admitted" and s.low(k + 1) in ("with", "for", "after", "suffering"):
        return Candidate(Measure.INJURED, 0.3, "measure.hospital", s.texts[k])
    wounds = _with_wounds(s, m, k)
    if wounds:
        return Candidate(Measure.INJURED, 0.0, "measure.hospital", wounds)
    arrive = s.low(k) in ("arrived", "arrive", "came", "come") and s.low(k + 1) in ("at", "to")
    if arrive and m.heads and m.heads[-1] in ("victims", "patients") and _leads_to_hospital(s, k + 1, ("at", "to")):
        return Candidate(Measure.INJURED, 0.6, "measure.hospital", s.texts[k])
    lying = be and s.low(k) in ("in", "at") and ctx.before is not None and ctx.before.measure is Measure.INJURED
    if lying and m.kind == "bare" and _leads_to_hospital(s, k, ("in", "at")):
        return Candidate(Measure.INJURED, 0.6, "measure.hospital", s.texts[k])
    gapped = s.low(m.stop) in ("referred", "shifted", "transferred", "moved") and m.kind in ("bare", "people")
    if gapped and _leads_to_hospital(s, m.stop + 1):
        return Candidate(Measure.INJURED, 0.6, "measure.hospital", s.texts[m.stop])
    if be and s.low(k) == "treated" and s.low(k + 1) in _TREATED:
        return Candidate(Measure.INJURED, 0.3, "measure.hospital", s.texts[k])
    if (
        m.kind == "people"
        and s.low(m.prefix - 1) in ("treated", "treating")
        and s.low(m.stop) in _TREATED
        and not s.flag(m.prefix - 2) & BE
    ):
        return Candidate(Measure.INJURED, 0.3, "measure.hospital", s.texts[m.prefix - 1])
    if be and s.low(k) in _CARRY and _leads_to_hospital(s, k + 1):
        return Candidate(Measure.INJURED, 0.1, "measure.hospital", s.texts[k])
    if s.low(m.prefix - 1) in _CARRY and _leads_to_hospital(s, m.stop) and not s.flag(m.prefix - 2) & BE:
        return Candidate(Measure.INJURED, 0.15, "measure.hospital", s.texts[m.prefix - 1])
    return None


def _with_wounds(s: Sentence, m: Mention, verb: int) -> str:
    """ "sent four people to St Luke's with minor injuries", "30 were evacuated with bullet wounds": those words."""
    carried = s.low(m.prefix - 1) in _CARRY or s.low(verb) in _CARRY
    if not carried:
        return ""
    start = m.stop if s.low(m.prefix - 1) in _CARRY else verb + 1
    for k in range(start, start + 8):
        if s.low(k) in ("with", "suffering"):
            found = next((j for j in range(k + 1, k + 5) if s.low(j) in _WOUNDS), None)
            return f"{s.texts[k]} {s.texts[found]}" if found is not None else ""
        if s.low(k) in (",", ".", ";", "and", "") or s.flag(k) & AUX:
            return ""
    return ""


def _past_place(s: Sentence, k: int) -> int:
    """Past "from the scene", "in the car": where the people were stands before their verb."""
    if s.low(k) not in ("from", "in", "at", "aboard", "inside", "on"):
        return k
    for j in range(k + 1, k + 6):
        if s.flag(j) & BE and not s.flag(j - 1) & PREP:
            return j
        if not s.low(j)[:1].isalpha() or s.flag(j) & (NUMERIC | AUX):
            return k
    return k


def to_death(ctx: Context, index: int) -> Candidate | None:
    """`measure.to-death`: "12 men were gored to death", "stabbed eight children to death"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind == "thing":
        return None
    k, _ = _auxiliaries(s, m.stop)
    verb = -1
    if k >= 0 and s.low(k) in _TO_DEATH and s.low(k + 1) == "to" and s.low(k + 2) == "death":
        verb = k
    elif s.low(m.prefix - 1) in _TO_DEATH and s.low(m.stop) == "to" and s.low(m.stop + 1) == "death":
        verb = m.prefix - 1
    elif (
        s.low(m.stop) == "to"
        and s.low(m.stop + 1) in ("their", "his", "her")
        and s.low(m.stop + 2) in ("deaths", "death")
    ):
        verb = m.prefix - 1  # "sweeping four people to their deaths"
    elif s.low(m.prefix - 1) == "death" and s.low(m.prefix - 2) == "to" and s.low(m.prefix - 3) in _TO_DEATH:
        verb = m.prefix - 3
    elif s.low(m.prefix - 1) in _TO_DEATH and s.low(m.stop) == ",":
        for k in range(m.stop + 1, m.stop + 12):  # "shot 33 people, most of them monks, to death"
            if s.low(k) in (";", ".") or s.flag(k) & AUX:
                break
            if (s.low(k), s.low(k + 1), s.low(k + 2)) == (",", "to", "death"):
                verb = m.prefix - 1
    return Candidate(Measure.KILLED, 0.0, "measure.to-death", f"{s.texts[verb]} to death") if verb >= 0 else None


def left_state(ctx: Context, index: int) -> Candidate | None:
    """`measure.left-state`: "left more than 46 people, including six soldiers, dead across the country"."""
    m, s = ctx.mentions[index], ctx.sentence
    aside = s.low(m.stop) in (",", "including") or (s.low(m.stop), s.low(m.stop + 1)) in (("and", "a"), ("and", "an"))
    if m.kind == "thing" or s.low(m.prefix - 1) not in _LEAVE or not aside:
        return None
    for k in range(m.stop + 1, m.stop + 14):
        if s.low(k) in (";", ".") or s.flag(k) & AUX:
            return None
        cue = ctx.cues.first(k, ("adj",)) or ctx.cues.first(k, ("noun",))
        if cue is not None and (s.low(k - 1) == "," or s.low(m.stop) in ("including", "and")):
            return Candidate(cue.measure, 1.1, "measure.left-state", cue.words, cue)
    return None


def held(ctx: Context, index: int) -> Candidate | None:
    """`measure.held`: "12 suspects were held", "12 aid workers were seized"; "seized 12 pupils"."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.kind == "thing":
        return None
    if m.kind == "people" and s.low(m.prefix - 1) in ("seized", "seizing") and not s.flag(m.prefix - 2) & BE:
        return Candidate(Measure.KIDNAPPED, 0.5, "measure.held", s.texts[m.prefix - 1])
    verb = s.low(m.prefix - 1)
    if m.kind == "people" and verb in _HOLDING and (verb == "holding" or not s.flag(m.prefix - 2) & BE):
        for k in range(m.prefix - 2, max(-1, m.prefix - 9), -1):
            if s.low(k) in _CAPTORS:
                return Candidate(Measure.KIDNAPPED, 0.5, "measure.held", s.texts[m.prefix - 1])
            if s.low(k) in _JAILERS:
                return Candidate(Measure.DETAINED, 0.5, "measure.held", s.texts[m.prefix - 1])
    caught = m.kind == "people" and verb in ("caught", "catching") and not s.flag(m.prefix - 2) & BE
    if caught and any(s.low(k) in _JAILERS for k in range(max(0, m.prefix - 8), m.prefix - 1)):
        return Candidate(Measure.DETAINED, 0.5, "measure.held", s.texts[m.prefix - 1])
    if s.low(m.stop) == "held" and s.low(m.stop + 1) in (",", ".", ";", ""):
        return Candidate(Measure.DETAINED, 0.6, "measure.held", s.texts[m.stop])
    k, be = _auxiliaries(s, m.stop)
    if not be or s.low(k) not in _PASSIVE:
        return None
    measure = Measure.KIDNAPPED if s.low(k) == "seized" or s.low(k + 1) in ("hostage", "captive") else Measure.DETAINED
    return Candidate(measure, 0.3, "measure.held", s.texts[k])


def _auxiliaries(s: Sentence, k: int) -> tuple[int, bool]:
    """The token after the auxiliaries and adverbs from k, and whether a form of be is among them; -1 for a wish."""
    be = False
    for _ in range(6):
        flag, low = s.flag(k), s.low(k)
        if flag & MODAL and low in ("would", "should", "could", "will"):
            return -1, False
        if not flag & (AUX | ADVERB) or low in _SUFFER - {"had"}:
            break
        if low == "had" and not s.flag(k + 1) & (AUX | ADVERB) and s.low(k + 1) not in _SUFFER:
            break
        be = be or bool(flag & BE) or low in ("remain", "remained", "remains")
        k += 1
    return k, be


def _leads_to_hospital(s: Sentence, k: int, by: tuple[str, ...] = ("to", "into")) -> bool:
    if s.low(k) == "by":  # "taken by helicopter to", "transported by ambulance"
        if s.low(k + 1) in ("ambulance", "ambulances", "medevac"):
            return True
        k = next((j for j in range(k + 2, k + 5) if s.low(j) == "to"), k)
    if s.low(k) not in by:
        return False
    for j in range(k + 1, k + 9):
        if s.low(j) in _HOSPITAL or (s.low(j) in _CENTRES and s.low(j - 1) in _OF_HEALTH):
            return True
        if (not s.low(j)[:1].isalpha() and not abbreviation_dot(s, j)) or s.flag(j) & (AUX | NUMERIC):
            return False
    return False


def in_care(ctx: Context, index: int) -> Candidate | None:
    """`measure.in-care`: "the hospital received nine patients", "is treating 12 victims of the shooting"."""
    m, s = ctx.mentions[index], ctx.sentence
    verb = m.prefix - 1
    if s.low(verb) == "for" and s.low(verb - 1) in ("caring", "care", "cares", "cared"):
        verb -= 1
    many = m.figure.value is None or m.figure.value > _WARD
    if many or m.cue is not None or s.low(verb) not in _RECEIVE or not m.heads or m.heads[-1] not in _PATIENTS:
        return None
    if m.heads[-1] != "victims" and ctx.before is None and not ctx.cues.at and not any(w in _EVENTS for w in s.lows):
        return None  # a hospital's day, and no word of harm so far
    for k in range(verb - 1, max(-1, verb - 8), -1):
        if s.low(k) in _HOSPITAL or (s.low(k) in _CENTRES and s.low(k - 1) in _OF_HEALTH) or s.low(k) in _CARERS:
            return Candidate(Measure.INJURED, 1.2, "measure.in-care", s.texts[verb])
    if s.low(verb - 1) in ("it", "they", "we") or s.low(verb - 2) in ("it", "they", "we"):
        return Candidate(Measure.INJURED, 1.3, "measure.in-care", s.texts[verb])
    return None
