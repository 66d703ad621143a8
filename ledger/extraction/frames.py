"""Reporting frames: who speaks in a sentence, and which stretch of it they vouch for.

A frame covers tokens `first` to `last` (exclusive). `source` are the tokens of the one who speaks, `relays`
those of the ones who carry the words. The rules: `frame.lead` ("X said that ..."), `frame.tail` ("..., X
said", "..., said X"), `frame.according`, `frame.according.front`, `frame.citing`, `frame.by`, `frame.object`
("X documented 21 deaths"), `frame.saying` (", claiming it killed"), `frame.headline` ("...: Governor").
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.extraction.lexicons import (
    ADVERB,
    BE,
    CAPITAL,
    DAY,
    DET,
    MONTH,
    NATION,
    NUMERIC,
    PREP,
    PRONOUN,
    SAY,
    SAY_ING,
    SAY_OBJECT,
    SOURCE_BODY,
    SOURCE_PERSON,
    TITLE,
    lexicon,
)
from ledger.extraction.model import Sentence

SPEAKER = CAPITAL | SOURCE_PERSON | SOURCE_BODY | PRONOUN
_MARKS = frozenset([",", '"', "“", "”", ";", ":", "—", "–", "--", "(", ")", ".", "…", "-"])
_BREAK = frozenset(
    [
        "that",
        "which",
        "who",
        "whom",
        "but",
        "while",
        "as",
        "after",
        "when",
        "because",
        "although",
        "where",
        "if",
    ]
)
_AFTER_VERB = frozenset(["on", "late", "early", "earlier", "today", "yesterday", "in", "at", "by", "via", "from"])
LIMIT = 16
"""Tokens that are looked at for a speaker's name."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of a sentence."""

    rule: str
    first: int
    last: int
    source: tuple[int, int]
    verb: int
    relays: tuple[tuple[int, int], ...] = ()


def find(s: Sentence) -> list[Frame]:
    """The frames of a sentence, in order of the words that open them."""
    frames: list[Frame] = []
    n = len(s.texts)
    k = 0
    while k < n:
        found = _at(s, k, n)
        if found is not None:
            frames.append(found)
            k = max(k + 1, found.verb + 1)
        else:
            k += 1
    frames += _saying(s, frames, n)
    if s.headline and not frames:
        frames += _headline(s, n)
    return frames


def _at(s: Sentence, k: int, n: int) -> Frame | None:
    lists = lexicon()
    low, flag = s.lows[k], s.flags[k]
    for phrase in lists.according:
        if low == phrase[0] and tuple(s.lows[k : k + len(phrase)]) == phrase:
            return _according(s, k, k + len(phrase), n)
    if low in lists.citing and s.low(k - 1) not in ("was", "were", "been", "be"):
        return _citing(s, k, n)
    if low == "by" and k and f"{s.low(k - 1)} by" in lists.by:
        source = phrase_right(s, k + 1)
        if source is not None:
            return Frame("frame.by", 0, k, source, k)
    if flag & SAY:
        return _say(s, k, n)
    if flag & SAY_OBJECT and not s.flag(k - 1) & BE:
        source = phrase_left(s, k)
        if source is not None and s.low(k + 1) not in ("by", "to"):
            return Frame("frame.object", k, n, source, k)
    return None


def _according(s: Sentence, k: int, after: int, n: int) -> Frame | None:
    source = phrase_right(s, after)
    if source is None:
        return None
    if k <= 1 or all(s.low(i) in _MARKS for i in range(k)):
        return Frame("frame.according.front", source[1], n, source, after)
    return Frame("frame.according", 0, k, source, after)


def _citing(s: Sentence, k: int, n: int) -> Frame | None:
    source = phrase_right(s, k + 1)
    if source is None:
        return None
    carrier = phrase_left(s, k - 1 if s.low(k - 1) == "," else k)
    return Frame("frame.citing", 0, n, source, k, (carrier,) if carrier is not None else ())


def _say(s: Sentence, k: int, n: int) -> Frame | None:
    if s.low(k - 1) in ("to", "be") or (s.flag(k - 1) & BE and s.low(k) not in ("quoted",)):
        return None
    relays: tuple[tuple[int, int], ...] = ()
    after = k + 1
    if s.low(k) in ("told", "tells", "tell"):
        listener = phrase_right(s, k + 1)
        if listener is not None:
            after = listener[1]
            if _carries(s, listener):
                relays = (listener,)
    source = phrase_left(s, k)
    if source is None:
        source = phrase_right(s, k + 1)
        if source is None or not _closes(s, k):
            return None
        return Frame("frame.tail", 0, k, source, k)
    before = source[0] - 1
    while before >= 0 and s.low(before) in ("and", "but"):
        before -= 1
    opened = before >= 0 and s.low(before) in (",", '"', "”", "“", "—", "–", "--")
    if opened and _ends(s, after, n):
        return Frame("frame.tail", 0, source[0], source, k, relays)
    if before >= 3 and _ends(s, after, n):
        return Frame("frame.tail", 0, source[0], source, k, relays)
    return Frame("frame.lead", after, n, source, k, relays)


def _closes(s: Sentence, k: int) -> bool:
    """A verb that comes before its speaker stands right after the words spoken."""
    return s.low(k - 1) in (",", '"', "”", "?", "!", "—", "–")


def _ends(s: Sentence, k: int, n: int) -> bool:
    """Nothing but the time, place or manner of speaking follows."""
    if k >= n or s.low(k) in (".", '"', "”", "!", "?"):
        return True
    if s.low(k) == ",":
        return not any(s.flags[i] & NUMERIC for i in range(k, n))
    if s.low(k) in _AFTER_VERB or s.flag(k) & (DAY | MONTH | ADVERB):
        rest = range(k, n)
        return not any(s.low(i) == "that" or s.flags[i] & SAY for i in rest) and not any(
            s.flags[i] & NUMERIC and not s.flag(i + 1) & MONTH and not s.flag(i - 1) & MONTH for i in rest
        )
    return False


def _saying(s: Sentence, frames: list[Frame], n: int) -> list[Frame]:
    """A participle after a comma: the speaker is the sentence's subject."""
    out = []
    for k in range(1, n):
        if s.flags[k] & SAY_ING and s.low(k - 1) in (",", "and"):
            source = frames[0].source if frames else phrase_start(s)
            if source is not None and source[1] <= k:
                out.append(Frame("frame.saying", k, n, source, k))
    return out


def _headline(s: Sentence, n: int) -> list[Frame]:
    for k in range(n - 1, 0, -1):
        if s.low(k) in (":", "-", "–", "—") and n - k <= 7 and k > 3:
            source = phrase_right(s, k + 1)
            if source is not None and source[1] >= n and _named(s, source):
                return [Frame("frame.headline", 0, k, source, k)]
    for k in range(1, min(6, n)):
        if s.low(k) == ":":
            source = phrase_left(s, k)
            if source is not None and source[0] == 0 and _named(s, source):
                return [Frame("frame.headline", k, n, source, k)]
    return []


def _named(s: Sentence, span: tuple[int, int]) -> bool:
    return any(s.flags[i] & (SOURCE_PERSON | SOURCE_BODY | TITLE) for i in range(*span)) or (
        span[1] - span[0] == 1 and s.texts[span[0]].isupper() and len(s.texts[span[0]]) > 1
    )


def _carries(s: Sentence, span: tuple[int, int]) -> bool:
    lists = lexicon()
    words = " ".join(s.lows[span[0] : span[1]])
    return words.removeprefix("the ") in lists.relay_names or any(
        s.low(i) in lists.relay_nouns or s.low(i) in lists.relay_names for i in range(*span)
    )


def phrase_left(s: Sentence, verb: int) -> tuple[int, int] | None:
    """The speaker that stands before a verb: a pronoun, a name with its appositive, a noun phrase."""
    k = verb - 1
    while k >= 0 and ((s.flags[k] & ADVERB and not s.flags[k] & CAPITAL) or s.low(k) in ("has", "have", "had")):
        k -= 1
    if k < 0:
        return None
    if s.flags[k] & PRONOUN:
        return (k, k + 1) if s.low(k) in ("he", "she", "it", "they") else None
    if s.low(k) in (",", ")"):
        return _before_aside(s, k)
    stop = k + 1
    while k >= 0 and stop - k <= LIMIT and _part_of_name(s, k):
        k -= 1
    return _trimmed(s, k + 1, stop)


def _part_of_name(s: Sentence, k: int) -> bool:
    low, flag = s.lows[k], s.flags[k]
    if low in _MARKS or low in _BREAK or flag & (SAY | SAY_ING) or (flag & NUMERIC and not flag & CAPITAL):
        return low == "-" and k > 0
    if flag & (BE | PRONOUN) and not flag & CAPITAL:
        return False
    if low in ("and", "or"):
        return bool(s.flag(k - 1) & (CAPITAL | SOURCE_PERSON | SOURCE_BODY)) and bool(
            s.flag(k + 1) & (CAPITAL | DET | SOURCE_PERSON | SOURCE_BODY)
        )
    return True


def _before_aside(s: Sentence, mark: int) -> tuple[int, int] | None:
    """ "Rami Abdel Rahman, the director of the group, said": the name before the aside."""
    opening = "(" if s.low(mark) == ")" else ","
    k = mark - 1
    while k > 0 and s.low(k) != opening and mark - k < 22:
        if s.flags[k] & (SAY | SAY_OBJECT) and opening == ",":
            return None
        k -= 1
    if k <= 0 or s.low(k) != opening:
        return None
    stop, start = k, k - 1
    while start >= 0 and stop - start <= LIMIT and _part_of_name(s, start):
        start -= 1
    return _trimmed(s, start + 1, stop)


def phrase_right(s: Sentence, k: int) -> tuple[int, int] | None:
    """The speaker that stands from token k on."""
    n = len(s.texts)
    start = k
    while k < n and k - start <= LIMIT:
        low, flag = s.lows[k], s.flags[k]
        if low in _MARKS or low in _BREAK or flag & (SAY | SAY_ING) or (flag & NUMERIC and not flag & CAPITAL):
            break
        if flag & (BE | DAY) or (flag & SAY_OBJECT and not flag & (SOURCE_BODY | SOURCE_PERSON)):
            break
        if k > start and low in ("on", "in", "at", "late", "by", "have", "had", "has", "to", "about", "with"):
            break
        if low in ("and", "or") and not (
            s.flag(k - 1) & (CAPITAL | SOURCE_PERSON | SOURCE_BODY)
            and s.flag(k + 1) & (CAPITAL | DET | SOURCE_PERSON | SOURCE_BODY)
        ):
            break
        k += 1
    return _trimmed(s, start, k)


def phrase_start(s: Sentence) -> tuple[int, int] | None:
    """The subject at the head of the sentence."""
    k = 0
    while k < len(s.texts) and s.starts[k] < s.body:
        k += 1
    return phrase_right(s, k)


def _trimmed(s: Sentence, start: int, stop: int) -> tuple[int, int] | None:
    """The phrase without times, leading prepositions and adverbs; None where it names no speaker."""
    while start < stop and (
        (s.flags[start] & (PREP | ADVERB) and not s.flags[start] & SOURCE_BODY and s.low(start) not in ("un", "us"))
        or s.low(start) in _MARKS
        or s.flags[start] & DAY
        or s.low(start) in ("and", "but", "meanwhile", "however", "also", "later", "earlier")
    ):
        lead = s.flags[start] & PREP
        start += 1
        if lead and any(s.flags[i] & (SOURCE_PERSON | SOURCE_BODY) for i in range(start, stop)):
            while (
                start < stop
                and s.flags[start] & (CAPITAL | DET)
                and not (s.flags[start] & (SOURCE_PERSON | SOURCE_BODY | NATION))
            ):
                start += 1
    while stop > start and (
        (s.flags[stop - 1] & (DAY | PREP | ADVERB | DET) and not s.flags[stop - 1] & SOURCE_BODY)
        or s.low(stop - 1) in _MARKS
        or s.low(stop - 1) in ("and", "or", "also")
    ):
        stop -= 1
    for i in range(stop - 1, start, -1):
        verbish = s.flags[i] & (SAY_OBJECT | BE) and not s.flags[i] & (CAPITAL | SOURCE_BODY | SOURCE_PERSON)
        if verbish:
            start = i + 1
            break
    if start >= stop or not any(s.flags[i] & SPEAKER for i in range(start, stop)):
        return None
    if stop - start == 1 and s.flags[start] & PRONOUN and s.low(start) not in ("he", "she", "it", "they"):
        return None
    return start, stop
