"""The size of a force, and verbs whose people stand inside the phrase: "took 12 hostage"."""

from __future__ import annotations

from ledger.extraction.context import Context
from ledger.extraction.forces import is_force
from ledger.extraction.lexicons import ADVERB, PERSON, PREP, lexicon, listed
from ledger.extraction.model import Candidate
from ledger.vocabulary import GroupStatus, Measure

_OWN_VERBS = listed("measures.own-verbs")
_SEND_VERBS = listed("measures.send-verbs")
_STRONG_NOUNS = listed("measures.strong-nouns")
_PLACED = listed("measures.placed")
_HANDFUL = 20
_MANY = 100


def strong(ctx: Context, index: int) -> Candidate | None:
    """`measure.strong`: "a 500-strong force"; `measure.has`: "has 12,000 troops"."""
    m, s = ctx.mentions[index], ctx.sentence
    if s.low(m.last) == "-" and s.low(m.last + 1) == "strong":
        if any(s.flag(k) & PERSON or s.low(k) in _STRONG_NOUNS for k in range(m.last + 2, m.last + 7)):
            return Candidate(Measure.STRENGTH, 0.5, "measure.strong", "strong")
        return None
    before = s.low(m.prefix - 1)
    status = is_force(m) or (s.low(m.stop), s.low(m.stop + 1)) == ("under", "arms")
    owns = before in _OWN_VERBS and m.figure.value not in (1, 2)
    suffer = [ctx.cues.first(k, ("ed", "die")) for k in range(m.stop, m.stop + 4)]
    if status and owns and not any(c is not None and c.measure is not Measure.STRENGTH for c in suffer):
        return Candidate(Measure.STRENGTH, 2.2, "measure.has", s.texts[m.prefix - 1])
    large = m.figure.value is None or m.figure.value >= _MANY
    if status and large and before in ("whose", "fighting", "fights"):
        return Candidate(Measure.STRENGTH, 2.6, "measure.has", s.texts[m.prefix - 1])
    if status and before in _SEND_VERBS and m.figure.value not in (1, 2):
        return Candidate(Measure.DEPLOYED, 1.2, "measure.sent", s.texts[m.prefix - 1])
    return None


def numbering(ctx: Context, index: int) -> Candidate | None:
    """`measure.numbering`: "the rebels number about 3,000"."""
    m, s = ctx.mentions[index], ctx.sentence
    verb = m.prefix - 1
    if s.low(verb) not in ("number", "numbered", "numbering", "numbers") or m.kind in ("thing", "partitive"):
        return None
    if m.kind == "people" and is_force(m):
        return Candidate(Measure.STRENGTH, 1.5, "measure.numbering", s.texts[verb])
    if m.kind != "bare":
        return None
    status = lexicon().status
    force = any(
        status.get(s.low(k)) in (GroupStatus.ARMED_FORCES, GroupStatus.PARTICIPATING) or s.low(k) in _STRONG_NOUNS
        for k in range(max(0, verb - 4), verb)
    )
    return Candidate(Measure.STRENGTH, 1.5, "measure.numbering", s.texts[verb]) if force else None


def present(ctx: Context, index: int) -> Candidate | None:
    """`measure.present`: "7,000 fighters are in the town". A handful is left out: those are people of a story."""
    m, s = ctx.mentions[index], ctx.sentence
    few = m.figure.value is not None and m.figure.value < _HANDFUL
    there = s.low(m.prefix - 2) == "there" and s.low(m.prefix - 1) in ("were", "are")
    if there and not few and m.kind == "people" and is_force(m) and s.low(m.stop) in ("on", *_PLACED):
        return Candidate(Measure.STRENGTH, 2.6, "measure.present", s.texts[m.prefix - 1])
    if few or m.kind != "people" or not is_force(m) or s.low(m.stop) not in ("are", "were", "remain", "remained"):
        return None
    k = m.stop + 1
    while s.flag(k) & ADVERB and not s.flag(k) & PREP:
        k += 1
    if s.low(k) not in _PLACED:
        return None
    return Candidate(Measure.STRENGTH, 2.6, "measure.present", s.texts[m.stop])


_TAKE = listed("measures.take")


_DRIVE = listed("measures.drive")
_PLACE = ("put", "placed", "putting", "placing", "remanded", "bundled")
_CUSTODY = (
    ("into", "custody"), ("in", "custody"), ("under", "arrest"), ("behind", "bars"), ("in", "jail"),
    ("into", "detention"), ("in", "detention"), ("in", "prison"), ("to", "jail"),
)  # fmt: skip
_WILDS = listed("measures.wilds")


_MAKE = listed("measures.make")


def split_verb(ctx: Context, index: int) -> Candidate | None:
    """`measure.split`: the people stand inside the phrase: "took 12 hostage", "drove 500 from their homes"."""
    m, s = ctx.mentions[index], ctx.sentence
    verb = s.low(m.prefix - 1)
    one, two = s.low(m.stop), s.low(m.stop + 1)
    if verb in _TAKE and s.low(m.stop - 1) in ("captive", "hostage") and len(m.heads) > 1:
        one = s.low(m.stop - 1)  # "held 30 people captive": read as one phrase
    if verb in _TAKE and one in ("prisoner", "captive", "hostage"):
        civil = one == "captive" and not is_force(m)
        measure = Measure.KIDNAPPED if one == "hostage" or civil else Measure.CAPTURED
        return Candidate(measure, 0.1, "measure.split", f"{verb} {one}")
    if verb in _DRIVE and (one in ("from", "out") or (one, two) == ("to", "flee")):
        return Candidate(Measure.DISPLACED, 0.1, "measure.split", f"{verb} {one}")
    if (verb in _TAKE or verb in _PLACE) and (one, two) in _CUSTODY:
        return Candidate(Measure.DETAINED, 0.1, "measure.split", f"{verb} {one} {two}")
    if verb in _DRIVE and one in ("into", "across") and any(s.low(k) in _WILDS for k in range(m.stop + 1, m.stop + 5)):
        return Candidate(Measure.DISPLACED, 0.1, "measure.split", f"{verb} {one}")
    if verb in ("sent", "sending", "sends", "send") and one in ("fleeing", "running", "scrambling"):
        return Candidate(Measure.DISPLACED, 0.1, "measure.split", f"{verb} {one}")
    if verb in _TAKE and len(m.heads) == 1 and m.heads[0] in ("prisoner", "captive") and m.figure.value != 1:
        return Candidate(Measure.CAPTURED, 0.1, "measure.split", f"{verb} {m.heads[0]}")
    if verb in ("shot", "shoot", "shoots", "shooting") and (one == "dead" or s.low(m.stop - 1) == "dead"):
        return Candidate(Measure.KILLED, 0.1, "measure.split", f"{verb} {one}")
    if verb in ("cost", "costing", "costs") and one in ("their", "his", "her") and two in ("lives", "life"):
        return Candidate(Measure.KILLED, 0.1, "measure.split", f"{verb} {one} {two}")
    if verb in ("drowned", "drowning") and s.low(m.prefix - 2) not in ("had", "have", "was", "were"):
        return Candidate(Measure.KILLED, 0.4, "measure.split", verb) if m.kind == "people" else None
    if verb in _MAKE and one == "homeless":
        return Candidate(Measure.DISPLACED, 0.1, "measure.split", f"{verb} {one}")
    return None
