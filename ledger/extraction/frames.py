"""Reporting frames: who speaks in a sentence, and which stretch of it they vouch for.

Rules: `frame.lead` ("X said that ..."), `frame.tail` ("..., X said", "..., said X"), `frame.according`,
`frame.according.front`, `frame.citing`, `frame.quoted` ("quoted X as saying"), `frame.by`, `frame.nominal`
("the US's estimate of"), `frame.with` ("with the UN reporting"), `frame.saying` (", adding that"),
`frame.colon` ("X: ..."), `frame.note` ("(source: X)"), `frame.headline` ("... : X", "- X").
"""

from __future__ import annotations

from ledger.extraction import borders, headings, saying, scopes, speaker_kinds, speakers, vouching
from ledger.extraction.lexicons import (
    BE,
    CAPITAL,
    CLAUSE,
    DAY,
    DET,
    NUMERIC,
    SAY,
    SAY_ING,
    SAY_OBJECT,
    SOURCE_BODY,
    SOURCE_PERSON,
    lexicon,
    listed,
)
from ledger.extraction.model import Frame, Sentence

_INFINITIVE_BEFORE = listed("frames.infinitive-before")

_TOLL = listed("frames.toll")


_RAISE = listed("frames.raise")


_BASE = listed("frames.infinitive")


_WEEKDAYS = listed("frames.day")


_NOMINAL = listed("frames.nominal")


_REGISTERS = listed("frames.registers")


_ACCUSE = ("accused", "accuses", "blamed", "blames")
_STARTERS = _RAISE | _BASE | frozenset(_ACCUSE) | {"saw", "seen"} | listed("frames.starters") | _NOMINAL


def find(s: Sentence) -> list[Frame]:
    """The frames of a sentence, in the order of their verbs; scopes end where the next frame begins."""
    raw: list[Frame] = []
    n = len(s.texts)
    resume = 0
    verbs = SAY | SAY_OBJECT | SAY_ING
    for k in [i for i, flag in enumerate(s.flags) if flag & verbs or s.lows[i] in _STARTERS]:
        frame = _at(s, k, n) if k >= resume else None
        if frame is not None:
            raw.append(frame)
            if frame.rule.startswith("frame.according"):
                resume = frame.source[1]  # "according to media reports": no verb
    if not raw and s.headline:
        raw = headings.headline(s, n)
    if not raw:
        raw = headings.colon(s, n)
    return scopes.scoped(s, raw)


def _registered(s: Sentence, start: int, n: int) -> bool:
    """ "had 459 dead in its list", "has twelve deaths on their books": what a body holds is what it counts."""
    if not scopes.figures(s, start, min(n, start + 5)):
        return False
    return any(
        s.low(i) in ("in", "on") and s.low(i + 1) in ("its", "their") and s.low(i + 2) in _REGISTERS
        for i in range(start + 1, min(n, start + 12))
    )


def _own_count(s: Sentence) -> int | None:
    """ "By the UN's count, 12,000 died": the token after the name at the head of the sentence."""
    for k in range(1, 6):
        if s.low(k).endswith("'s") and s.low(k + 1) in _NOMINAL and s.low(k + 2) == ",":
            return k + 1
    return None


def _accusing(s: Sentence, k: int, n: int) -> Frame | None:
    """ "The rebels accused the army of killing 12 people": whoever accuses vouches for it."""
    source = speakers.before(s, k) if s.low(k - 1) not in ("and", "but", "or") else None  # "arrested and accused of"
    if source is None:
        return None
    for j in range(k + 1, min(n, k + 12)):
        if s.low(j) in ("of", "for"):
            stop = next((i for i in range(j, n - 1) if s.low(i) == "," and s.flag(i + 1) & CLAUSE), n)
            return Frame("frame.lead", source, ((j, stop),), k) if s.low(j + 1).endswith("ing") else None
        if s.low(j) in (".", ";", '"', "“"):
            return None
    return None


def _at(s: Sentence, k: int, n: int) -> Frame | None:
    low = s.lows[k]
    lists = lexicon()
    for phrase in lists.according:
        if low == phrase[0] and tuple(s.lows[k : k + len(phrase)]) == phrase:
            return vouching.according(s, k, k + len(phrase), n)
    if low == "per" and (s.low(k - 1) in (",", "(", "—", "–") or not k) and s.low(k + 1) not in lexicon().units:
        source = speakers.after(s, k + 1)
        capital = source is not None and any(s.flag(i) & CAPITAL for i in range(*source))
        if source is not None and (capital or speaker_kinds.named(s, source)):
            return vouching.according(s, k, k + 1, n)
        return None
    if low in ("source", "sources") and s.low(k + 1) == ":":
        source = speakers.after(s, k + 2)
        return Frame("frame.note", source, ((0, k),), k) if source else None
    if (low in ("quoted", "cited") and s.flag(k - 1) & BE) or (
        low in ("quoted", "cited", "carried") and s.low(k + 1) == "by"
    ):
        return vouching.passive_quote(s, k, n)
    if low in lists.citing:
        return vouching.citing(s, k, n)
    if low == "by" and k and (f"{s.low(k - 1)} by" in lists.by or vouching.state_by(s, k)):
        return vouching.by(s, k, n)
    if low == "by" and not k and (count := _own_count(s)) is not None:
        return Frame("frame.according.front", (1, count), ((count, n),), k)
    if low in ("saw", "seen") and s.flag(k - 1) & SOURCE_PERSON and scopes.figures(s, k + 1, k + 4):
        source = speakers.before(s, k)
        return Frame("frame.lead", source, ((k + 1, n),), k) if source else None
    if low in _ACCUSE and not s.flag(k - 1) & (BE | DET):
        return _accusing(s, k, n)
    if low == "by" and s.flag(k - 1) & NUMERIC:
        return vouching.gapped_by(s, k)
    if s.flags[k] & SAY_ING:
        return vouching.participle(s, k, n)
    if (
        low in _NOMINAL
        and s.low(k - 1).endswith("'s")
        and not s.flag(k - 1) & DAY
        and s.low(k - 1)[:-2] not in _WEEKDAYS
        and s.low(k + 1) in ("of", "for", "that", "put", "is", "was")
    ):
        source = borders.checked(s, (k - 1, k))
        return Frame("frame.nominal", source, ((k + 1, n),), k) if source else None
    if low == "one" and s.low(k + 1) == "of" and any(w in _TOLL for w in s.lows[:k]):
        given = scopes.figures(s, k + 2, k + 6) and s.flag(k - 1) & (CAPITAL | SOURCE_BODY | SOURCE_PERSON)
        source = speakers.before(s, k) if given else None  # "gave a toll of two, and the mayor one of 12"
        return Frame("frame.lead", source, ((k + 1, n),), k) if source else None
    if low in ("had", "has", "have") and _registered(s, k + 1, n):
        source = speakers.before(s, k)
        return Frame("frame.lead", source, ((k + 1, n),), k) if source else None
    if low in ("spoke", "speaks", "speak", "spoken") and s.low(k + 1) == "of":
        return saying.say(s, k, k + 2, n)
    if low in _RAISE and any(s.low(i) in _TOLL for i in range(k + 1, k + 7)) and not s.flag(k - 1) & (BE | DET):
        return saying.say(s, k, k + 1, n)
    if low in _BASE and s.low(k - 1) in ("to", "can", "could"):
        j = k - 1
        while j > 0 and s.low(j) in _INFINITIVE_BEFORE:
            j -= 1
        source = speakers.before(s, j + 1)
        return Frame("frame.lead", source, ((k + 1, n),), k) if source else None
    if s.flags[k] & (SAY | SAY_OBJECT):
        return saying.say(s, k, k + 1, n)
    return None
