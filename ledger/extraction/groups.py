"""Who was counted: the words of the text, taken over where a figure leans on the one before it."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.extraction.context import Context
from ledger.extraction.lexicons import (
    AUX,
    CAPITAL,
    DAY,
    DET,
    MODIFIER,
    MONTH,
    NATION,
    PERSON,
    PREP,
    PRONOUN,
    SAY,
    lexicon,
    listed,
)
from ledger.extraction.model import Candidate, Mention, Sentence
from ledger.extraction.parts import PART_RULES
from ledger.vocabulary import GroupStatus

_COUNTS = listed("groups.counts")
_NOT_COMPLEMENT = listed("groups.not-complement")
_NOT_GROUP = listed("groups.not-group")
_NOT_HEAD = listed("groups.not-head")

_SUFFER = listed("groups.suffer")
_REGIME = listed("groups.regime")


@dataclass(frozen=True, slots=True)
class Group:
    """The group in words, the rule that read it, and the status in law where it is clear."""

    words: str | None
    rule: str
    status: GroupStatus | None


def read(ctx: Context, index: int, groups: dict[int, Group], last: Group | None) -> Group:
    """The group of a mention. `groups` are those read so far in the sentence, `last` the one before it."""
    m = ctx.mentions[index]
    candidate = ctx.found[index]
    if candidate.rule == "measure.part.complement" or (m.kind in ("bare", "partitive") and m.group is None):
        words = _complement(ctx.sentence, ctx.text, m, candidate)
        if words is not None:
            return Group(words, "group.complement", status(words))
    if m.group is not None and m.heads and not all(h in _NOT_HEAD for h in m.heads):
        return Group(m.group, "group.noun-phrase", status(m.group))
    if (m.cue is not None and m.cue.form == "noun") or candidate.rule in ("measure.subject", "measure.toll"):
        words = _sufferer(ctx, m)
        if words is not None:
            return Group(words, "group.subject", status(words))
        if candidate.rule == "measure.noun":
            return _state_group(ctx, index, groups) or _earlier_count(ctx, m) or Group(None, "group.none", None)
    if candidate.parent is not None and candidate.parent in groups:
        return _carry(groups[candidate.parent], "group.parent")
    if candidate.rule in (
        "measure.toll",
        "measure.toll.revised",
        "measure.number-of",
        "measure.subject",
        "measure.label",
    ):
        return _toll_group(ctx, m)
    for k in range(index - 1, -1, -1):
        if k in groups and (ctx.found[k].rule not in PART_RULES or candidate.rule in PART_RULES):
            if ctx.mentions[k].figure.value == 1 and m.figure.value != 1 and not m.definite:
                break
            return _carry(groups[k], "group.figure-before")
    for k in range(index + 1, len(ctx.mentions)):
        other = ctx.mentions[k]
        if candidate.rule == "measure.list.right" and other.group:
            return Group(other.group, "group.figure-after", status(other.group))
        break
    if last is not None and (m.definite or m.others or m.kind == "partitive" or candidate.rule in PART_RULES):
        return _carry(last, "group.sentence-before")
    return Group(None, "group.none", None)


_STATES = listed("groups.states")


def _state_group(ctx: Context, index: int, groups: dict[int, Group]) -> Group | None:
    """ "93 guerrillas were killed and 115 wounded": a state without a noun is that of the figure before."""
    m = ctx.mentions[index]
    if m.cue is None or m.cue.words.lower() not in _STATES or index - 1 not in groups:
        return None
    if ctx.mentions[index - 1].figure.value == 1 and m.figure.value != 1:
        return None
    if ctx.found[index - 1].rule in PART_RULES or (groups[index - 1].words or "").endswith(("bodies", "corpses")):
        return None
    between = range(ctx.mentions[index - 1].stop, m.prefix)
    if any(ctx.sentence.flag(k) & SAY or ctx.sentence.low(k) in ("while", "whereas") for k in between):
        return None
    return _carry(groups[index - 1], "group.figure-before")


def _earlier_count(ctx: Context, m: Mention) -> Group | None:
    """ "Afghan civilian casualties have been high, with 85 deaths": the noun before the earlier cue."""
    s = ctx.sentence
    for k in range(m.prefix - 1, 0, -1):
        if s.low(k) not in ("casualties", "deaths", "fatalities"):
            continue
        j = k
        while j > 0 and s.flag(j - 1) & (NATION | PERSON | MODIFIER) and not s.flag(j - 1) & (DET | PREP):
            j -= 1
        if j < k:
            words = " ".join(ctx.text[s.starts[j] : s.ends[k - 1]].split())
            return Group(words, "group.earlier-count", status(words))
    return None


def _carry(group: Group, rule: str) -> Group:
    return Group(group.words, rule, group.status)


def _complement(s: Sentence, text: str, m: Mention, candidate: Candidate) -> str | None:
    """ "five of the dead were children": the noun after the verb."""
    k = m.stop
    if m.kind == "partitive" and s.flag(k) & (PERSON | NATION | MODIFIER):  # "three of them children"
        words = _phrase_after(s, text, k)
        if words is not None and words.lower() not in _NOT_COMPLEMENT and s.flag(k) & (PERSON | NATION):
            return words
    while k < min(len(s.texts), m.stop + 8) and s.low(k) not in ("were", "was", "are", "is"):
        if s.low(k) in (",", ";", "."):
            return None
        k += 1
    j = k + 1
    while s.flag(j) & DET:
        j += 1
    start = j
    while s.flag(j) & (PERSON | NATION | MODIFIER) and not s.flag(j) & PREP and j < start + 5:
        j += 1
    state = s.low(start) in _NOT_COMPLEMENT or s.low(j - 1) in _NOT_COMPLEMENT
    if j == start or not s.flag(j - 1) & (PERSON | NATION) or state:
        return None
    if s.low(k) == "" or k >= len(s.texts):
        return None
    return " ".join(text[s.starts[start] : s.ends[j - 1]].split())


def _sufferer(ctx: Context, m: Mention) -> str | None:
    """ "our troops suffered 12 casualties", "the Iranians had 15,000 casualties", "991 casualties on the Army"."""
    s = ctx.sentence
    if s.low(m.stop) in ("on", "among") and m.cue is not None and not s.flag(m.stop + 1) & (DAY | MONTH):
        return _phrase_after(s, ctx.text, m.stop + 1)
    p = m.prefix - 1
    if s.low(p) in _SUFFER:
        j = p - 1
        while (j >= 0 and s.flag(j) & AUX) or s.low(j) in ("also", "reportedly", "and"):
            j -= 1
        stop = j + 1
        if s.flag(j) & PRONOUN:
            return None
        while j >= 0 and s.flag(j) & (PERSON | NATION | MODIFIER | CAPITAL) and not s.flag(j) & (PREP | AUX):
            j -= 1
        if stop - 1 > j:
            return " ".join(ctx.text[s.starts[j + 1] : s.ends[stop - 1]].split())
    return None


def _phrase_after(s: Sentence, text: str, k: int) -> str | None:
    while s.flag(k) & DET:
        k += 1
    start = k
    while s.flag(k) & (PERSON | NATION | MODIFIER | CAPITAL) and not s.flag(k) & PREP and k < start + 5:
        k += 1
    return " ".join(text[s.starts[start] : s.ends[k - 1]].split()) if k > start else None


def _toll_group(ctx: Context, m: Mention) -> Group:
    """ "the number of civilians killed": the noun between the count and the figure; "civilian death toll"."""
    s = ctx.sentence
    candidate_words: str | None = None
    for k in range(m.prefix - 1, max(-1, m.prefix - 18), -1):
        if s.low(k) in _COUNTS:
            if s.low(k + 1) in ("of", "among", "for"):
                candidate_words = _phrase_after(s, ctx.text, k + 2)
            elif s.low(k - 1) == "death" and s.flag(k - 2) & PERSON:
                candidate_words = s.texts[k - 2]
            break
    low = (candidate_words or "").lower()
    if not candidate_words or low in _NOT_GROUP:
        return Group(None, "group.none", None)
    words = candidate_words
    return Group(words, "group.count-of", status(words))


def status(words: str) -> GroupStatus | None:
    """The status in law that the noun makes clear; None where it does not ("people", "members")."""
    lows = words.lower().replace("'", " ").split()
    table = lexicon().status
    cut = lows.index("of") if "of" in lows else len(lows)
    found: GroupStatus | None = None
    for word in reversed(lows[:cut]):
        found = table.get(word)
        if found is not None:
            break
    if "civilian" in lows or "civilians" in lows:
        return GroupStatus.CIVILIAN
    if found is GroupStatus.PARTICIPATING and _REGIME & set(lows):
        return GroupStatus.ARMED_FORCES
    return found
