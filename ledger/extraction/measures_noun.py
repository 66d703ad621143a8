"""What a figure counts, read from a noun of harm: "12 deaths", "eight dead civilians", "the deaths of 12 people"."""

from __future__ import annotations

from ledger.extraction.context import Context
from ledger.extraction.forces import FORCE, is_force
from ledger.extraction.lexicons import (
    ADVERB,
    AUX,
    NATION,
    NUMERIC,
    listed,
)
from ledger.extraction.model import Candidate, Cue, Sentence
from ledger.vocabulary import Measure

_DEATH_COMPOUNDS = listed("measures.death-compounds")
_FORCE_NOUNS = listed("measures.force-nouns")
_LIVES_VERBS = listed("measures.lives-verbs")
_LOST_NOUNS = listed("measures.lost-nouns")
_MOVED_NOUNS = listed("measures.moved-nouns")
_HURT = ("gunshot", "injuries", "wounded", "injured", "wounds", "shot", "shooting", "stabbing")
_GRAVE = ("serious", "critical", "grave", "stable", "worse", "bad", "poor", "improving", "worsening")
_NAMING = (
    "identify",
    "identified",
    "identifying",
    "bury",
    "buried",
    "burying",
    "mourn",
    "mourning",
    "mourned",
    "name",
    "named",
)
_CHEATED = listed("measures.cheated")
_SPARED = listed("measures.spared")
_TAKEN = listed("measures.taken")
_PRISONER_NOUNS = listed("measures.prisoner-nouns")
_PRISONER_VERBS = listed("measures.prisoner-verbs")

_FREED = listed("measures.freed")
_UNKNOWN = listed("measures.unknown")
_CLOSED = (".", ",", ";", "")
_BATTLING = ("fighting", "battling", "fight", "battle", "struggling")
_CLAIM = ("claimed", "claims", "claiming")


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
        if not any(w in _LIVES_VERBS for w in near + after):
            return None
    elif low in ("cases",) and cue.measure is Measure.INFECTED:
        if not ctx.infection:
            return None
    elif low in _PRISONER_NOUNS:
        listed_before = index > 0 and s.low(m.prefix - 1) in ("and", ",") and ctx.found.get(index - 1) is not None
        if not any(w in _PRISONER_VERBS for w in near + after) and not (listed_before and ctx.mentions[index - 1].cue):
            return None
        cost = 2.0
    elif low in _MOVED_NOUNS:
        if any(w in _FREED for w in near + after):
            return None
        cost = 0.3 if any(w in _TAKEN for w in near) else 2.0
    elif low in ("body", "bodies", "corpses", "corpse"):
        cost = 0.6
    elif (
        (low == "dead" and cue.form == "noun" and s.low(cue.last) == "end")
        or (low in ("death", "murder") and s.low(cue.last) in _DEATH_COMPOUNDS)
        or (
            low in ("murders", "homicides", "killings", "executions")
            and any(w in ("charged", "convicted", "accused", "counts") for w in near)
        )
    ):
        return None
    if cue.form in ("ed", "adj"):
        cost = 0.9
    return Candidate(cue.measure, cost, "measure.noun", cue.words, cue)


def of_noun(ctx: Context, index: int) -> Candidate | None:
    """`measure.of`: "the deaths of 12 people", "the injury of more than 290 others", "a force of 500"."""
    m, s = ctx.mentions[index], ctx.sentence
    if s.low(m.prefix - 1) != "of" or m.kind == "thing":
        return None
    cue = ctx.cues.last(m.prefix - 1, ("of",)) or ctx.cues.last(m.prefix, ("of",))
    if cue is None:
        return None
    word = s.low(cue.last - 1)
    if word == "lives" and any(s.low(k) in _BATTLING for k in range(max(0, cue.first - 4), cue.first)):
        return Candidate(Measure.INJURED, 0.3, "measure.of", cue.words, cue)  # "fighting for the lives of 16 people"
    if word == "lives" and any(s.low(k) in _SPARED for k in range(max(0, cue.first - 4), cue.first)):
        return None
    counted = m.kind == "people" or (s.low(cue.first - 1) in ("a", "an") and s.low(m.stop) in _CLOSED)
    if cue.measure in FORCE and not is_force(m) and not (word in _FORCE_NOUNS and counted):
        return None
    if word == "condition" and not any(w in _GRAVE for w in s.lows[m.stop : m.stop + 7]):
        return None
    if word in ("loss",) and m.kind == "bare":
        return None
    if word in ("fate", "whereabouts") and not _unknown(s, cue, m.stop):
        return None
    if word in _FORCE_NOUNS and s.flag(cue.first - 1) & NATION and m.kind == "bare":
        return None
    return Candidate(cue.measure, 0.3, "measure.of", cue.words, cue)


def _unknown(s: Sentence, cue: Cue, stop: int) -> bool:
    """ "the fate of 12 miners is unknown", "no word on the whereabouts of": the people are missing."""
    near = [*s.lows[max(0, cue.first - 8) : cue.first], *s.lows[stop : stop + 9]]
    return any(w in _UNKNOWN for w in near)


def _named_soon(s: Sentence, k: int) -> bool:
    while s.flag(k) & (AUX | ADVERB) or (s.low(k).endswith("ly") and not s.flag(k)):
        k += 1
    return s.low(k) in ("identified", "named", "buried", "cremated", "mourned", "exhumed", "autopsied")


def lost(ctx: Context, index: int) -> Candidate | None:
    """`measure.lost`: "the army lost 12 soldiers". Things and games are left out by the noun."""
    m, s = ctx.mentions[index], ctx.sentence
    if m.heads and m.heads[-1] in ("victims", "victim") and any(w in _CHEATED for w in s.lows):
        return None  # "12 victims of the fraud"
    victims = s.low(m.prefix - 1) in _CLAIM and any(h in ("victims", "victim") for h in m.heads)
    there = s.low(m.prefix - 1) in ("were", "are") and s.low(m.prefix - 2) == "there"
    if there and m.heads and m.heads[-1] == "victims":  # "there were 400 victims in this shipwreck"
        hurt = ctx.before is not None and ctx.before.measure in (Measure.INJURED, Measure.CASUALTIES)
        hurt = hurt or any(w in _HURT for w in s.lows)
        return Candidate(Measure.CASUALTIES if hurt else Measure.KILLED, 1.5, "measure.lost", s.texts[m.stop - 1])
    verb = next((k for k in range(m.stop, m.stop + 9) if s.flag(k) & (AUX | NUMERIC) or s.low(k) == ","), m.stop)
    named = m.heads and m.heads[-1] in ("victims", "dead") and s.flag(verb) & AUX and _named_soon(s, verb)
    if m.heads and m.heads[-1] == "victims" and s.low(m.prefix - 1) in _NAMING:  # "to identify the 96 victims"
        return Candidate(Measure.KILLED, 1.6, "measure.lost", s.texts[m.prefix - 1])
    people = m.kind == "bare" or m.heads in (("people",), ("persons",))
    bare = people and not m.others and s.flag(m.stop) & AUX and _named_soon(s, m.stop)
    if bare and ctx.before is not None and ctx.before.measure is Measure.KILLED:  # "72 have been identified so far"
        return Candidate(Measure.KILLED, 2.0, "measure.lost", s.texts[m.stop])
    if named and m.kind == "people":  # "63 victims have been tentatively identified"
        return Candidate(Measure.KILLED, 1.5, "measure.lost", s.texts[m.stop - 1])
    if victims:  # "the attack claimed 40 victims"
        return Candidate(Measure.KILLED, 1.0, "measure.lost", s.texts[m.prefix - 1])
    if s.low(m.prefix - 1) not in ("lost", "losing", "loses", "lose") or m.kind != "people":
        return None
    if not is_force(m) and not any(h in _LOST_NOUNS for h in m.heads):
        return None
    return Candidate(Measure.KILLED, 1.0, "measure.lost", s.texts[m.prefix - 1])
