"""The words that name a speaker: the noun phrase before a verb of saying, or after it.

Spans are tokens, last exclusive. Rules of border: a phrase ends at marks, finite verbs, weekdays and clause
words; a name inside an aside ("the mayor, Rauf Aliyev, said") is preferred to the office before it.
"""

from __future__ import annotations

from ledger.extraction.lexicons import (
    ADVERB,
    AUX,
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

Span = tuple[int, int]

LIMIT = 18
"""Tokens that are looked at for one speaker."""
SPEAKER = CAPITAL | SOURCE_PERSON | SOURCE_BODY
_HARD = frozenset(
    [",", '"', "“", "”", ";", ":", "—", "–", "--", "(", ")", ".", "…", "...", "?", "!", "[", "]", "«", "»", "•"]
)
_TIME = frozenset(
    [
        "on",
        "late",
        "early",
        "earlier",
        "today",
        "yesterday",
        "later",
        "morning",
        "evening",
        "night",
        "afternoon",
        "also",
        "then",
        "now",
        "has",
        "have",
        "had",
        "again",
        "previously",
        "separately",
        "meanwhile",
        "repeatedly",
        "first",
        "immediately",
        "subsequently",
        "initially",
        "already",
        "since",
        "recently",
        "this",
        "week",
        "month",
        "tuesday",
    ]
)
_PARTICLES = frozenset(
    ["al", "el", "bin", "ibn", "abu", "van", "von", "de", "del", "la", "da", "di", "dos", "le", "bint", "ben", "ould"]
)
_INNER = frozenset(["of", "for", "and", "the", "'s", "de", "du", "des", "la", "le", "for", "&", "al"])
_VERBISH = AUX | SAY | PRONOUN | MODAL
_EVENTS = frozenset(
    [
        "attack",
        "attacks",
        "blast",
        "explosion",
        "strike",
        "strikes",
        "toll",
        "war",
        "conflict",
        "fighting",
        "battle",
        "violence",
        "people",
        "others",
        "crash",
    ]
)
_DOCUMENTS = frozenset(
    [
        "report",
        "reports",
        "figures",
        "data",
        "tally",
        "toll",
        "count",
        "statistics",
        "estimates",
        "estimate",
        "statement",
        "records",
        "communique",
        "release",
        "survey",
        "study",
    ]
)


def abbreviation_dot(s: Sentence, k: int) -> bool:
    """The stop after "Dr", "Lt", "Gen": part of the name."""
    return (
        s.low(k) == "."
        and k > 0
        and s.ends[k - 1] == s.starts[k]
        and (s.low(k - 1) in lexicon().abbreviations or (len(s.texts[k - 1]) == 1 and bool(s.flag(k - 1) & CAPITAL)))
        and k + 1 < len(s.texts)
    )


def hard(s: Sentence, k: int) -> bool:
    """A mark that no phrase crosses."""
    return s.low(k) in _HARD and not abbreviation_dot(s, k)


def before(s: Sentence, verb: int, loose: bool = False) -> Span | None:
    """The subject of a verb of saying at token `verb`; `loose` takes any noun (“the directorate said”)."""
    k = verb - 1
    while (
        k >= 0
        and (s.low(k) in _TIME or s.flag(k) & DAY or (s.flag(k) & ADVERB and not s.flag(k) & SPEAKER))
        and verb - k < 7
    ):
        k -= 1
    if k < 0:
        return None
    if s.flags[k] & PRONOUN:
        if s.low(k) in ("he", "she", "it", "they"):
            return k, k + 1
        if s.low(k) in ("who", "which"):
            return _run(s, k - 1 if s.low(k - 1) != "," else k - 2, loose)
        return None
    if s.low(k) in (",", ")", "—", "–"):
        return _before_aside(s, k, loose)
    return _run(s, k, loose)


def edge(s: Sentence, source: Span, verb: int) -> int:
    """Where the whole subject begins: before the office, if the speaker is the name in an aside."""
    start = source[0]
    if s.low(start - 1) == "," and s.low(source[1]) in (",", "—") and source[1] < verb:
        outer = _run(s, start - 2, True)
        if outer is not None:
            return outer[0]
    return start


def _before_aside(s: Sentence, mark: int, loose: bool) -> Span | None:
    """The speaker where an aside stands between name and verb."""
    opening = "(" if s.low(mark) == ")" else s.low(mark)
    k = mark - 1
    while k > 0 and s.low(k) != opening and mark - k < 26:
        if s.low(k) in ('"', "”", "“", ";"):
            return None
        k -= 1
    if k <= 0 or s.low(k) != opening:
        return None
    inner = (k + 1, mark)
    outer = _run(s, k - 1, loose)
    if opening != "(" and is_name(s, inner) and (outer is None or _is_office(s, outer)):
        return inner
    if outer is not None and s.low(outer[0] - 1) == "," and not is_name(s, outer):
        front = _run(s, outer[0] - 2, False)
        if front is not None and is_name(s, front):
            return front
    if outer is None and is_name(s, inner):
        return inner
    return outer


def is_name(s: Sentence, span: Span) -> bool:
    """Only capitals, titles and particles, and a capital at the end: the name of a person or body."""
    start, stop = span
    if not 0 < stop - start <= 7 or not s.flag(stop - 1) & CAPITAL:
        return False
    if s.flag(start) & (DAY | MONTH) or s.flag(start) & PREP:
        return False
    return all(
        s.flag(i) & (CAPITAL | TITLE) or s.low(i) in _PARTICLES or s.low(i) in (".", "-", "'")
        for i in range(start, stop)
    )


def _is_office(s: Sentence, span: Span) -> bool:
    return any(s.flag(i) & (SOURCE_PERSON | SOURCE_BODY | TITLE | PERSON) for i in range(*span))


def _run(s: Sentence, last: int, loose: bool) -> Span | None:
    """The phrase that ends at token `last`."""
    if last < 0 or hard(s, last):
        return None
    k = last
    while k >= 0 and not hard(s, k) and last - k <= LIMIT and s.starts[k] >= s.body:
        k -= 1
    start = k + 1
    whole = not any(_verb(s, i) for i in range(start, last + 1)) and last - k <= LIMIT
    while start <= last and (
        s.low(start)
        in ("and", "but", "while", "meanwhile", "however", "although", "though", "as", "yet", "so", "still")
        or (s.flag(start) & ADVERB and not s.flag(start) & SPEAKER)
    ):
        start += 1
    if start > last:
        return None
    if whole and not (s.flag(start) & PREP and s.low(start) != "us"):
        span: Span | None = (start, last + 1)
    else:
        span = _chunk(s, start, last)
    return checked(s, span, loose)


def _verb(s: Sentence, k: int) -> bool:
    flag, low = s.flag(k), s.low(k)
    if flag & CAPITAL and k > 0 and not flag & (AUX | PRONOUN):
        return False
    if (
        (flag & (AUX | PRONOUN | SAY) and low not in ("us", "it's", "may", "left"))
        or flag & CLAUSE
        or low in ("that", "killing", "wounding")
    ):
        return True
    if low in lexicon().cues and any(
        c[2] in ("ed", "ing", "act", "die") for c in lexicon().cues[low] if len(c[0]) == 1
    ):
        return True
    return (
        bool(flag & (DAY | MONTH))
        or flag & NUMERIC > 0
        or (
            low.endswith("ed")
            and len(low) > 4
            and not flag
            and "-" not in low
            and s.low(k + 1) not in ("by", "in", "from", "at")
            and low not in ("armed", "united", "combined", "allied", "named", "based", "unnamed")
        )
    )


def _chunk(s: Sentence, start: int, last: int) -> Span | None:
    """Leftwards from the last word while it is still one noun phrase."""
    k = last
    lists = lexicon()
    if s.low(last) in lists.relay_names and s.texts[last].isupper() and len(s.texts[last]) > 1:
        return last, last + 1
    while k >= start:
        low, flag = s.low(k), s.flag(k)
        if flag & DET and low not in ("no", "all", "both", "that"):
            if s.low(k - 1) in ("of", "for") and k - 2 >= start:
                k -= 2
                continue
            k -= 1
            break
        if flag & (CAPITAL | SOURCE_PERSON | SOURCE_BODY | TITLE | NATION) and not flag & (DAY | MONTH):
            if low in ("in", "on", "at") or (flag & PREP and flag & CAPITAL and low != "us"):
                break
            k -= 1
        elif low in _INNER or abbreviation_dot(s, k) or low in _PARTICLES:
            if low == "and" and not (s.flag(k - 1) & SPEAKER):
                break
            k -= 1
        elif (low.isalpha() and not _verb(s, k) and not flag & (PREP | ADVERB) and k < last and last - k < 6) or (
            "-" in low and low[0].isalpha()
        ):
            k -= 1
        elif flag & NUMERIC or low in lists.units:
            k -= 1
            break
        else:
            break
    first = k + 1
    while first <= last and (s.low(first) in _INNER and s.low(first) != "the"):
        first += 1
    if first > last:
        return None
    if s.flag(first - 1) & PREP and s.flag(first) & CAPITAL and not s.flag(first) & NATION:
        cut = first
        while cut <= last and s.flag(cut) & CAPITAL and not s.flag(cut) & (SOURCE_BODY | SOURCE_PERSON):
            cut += 1
        if cut <= last and not s.flag(cut) & PREP and s.low(cut) not in _INNER:
            first = cut
        elif cut > last and last - first >= 1 and s.texts[last].isupper() and len(s.texts[last]) > 1:
            first = last
    if s.flag(first - 1) & PREP and s.low(first) in ("the", "a") and first - 1 >= start and last - first >= 2:
        for i in range(first + 1, last + 1):  # "In the capital SANA": the name begins after the place
            if (
                s.flag(i) & CAPITAL
                and not any(s.flag(j) & CAPITAL for j in range(first, i))
                and not s.flag(i - 1) & (TITLE | SOURCE_PERSON)
                and s.low(i - 1) not in _INNER
            ):
                first = i
                break
    return first, last + 1


def after(s: Sentence, k: int, loose: bool = False) -> Span | None:
    """The speaker that begins at token k: "said X", "according to X"."""
    n = len(s.texts)
    while k < n and s.low(k) in ("both", "also"):
        k += 1
    start = k
    while k < n and k - start <= LIMIT:
        low, flag = s.low(k), s.flag(k)
        if hard(s, k) or (flag & (CLAUSE | MODAL) and not flag & CAPITAL) or flag & DAY:
            break
        if flag & (AUX | SAY | SAY_ING) and not (flag & CAPITAL and k > start) and low not in ("us", "may"):
            break
        if flag & PRONOUN and low not in ("us",):
            break
        if (
            k > start
            and flag & PREP
            and low not in ("of", "for", "from", "us")
            and not (flag & CAPITAL and low != "in")
        ):
            if (
                low in ("in", "at", "with", "on")
                and s.flag(k - 1) & (SOURCE_PERSON | SOURCE_BODY)
                and not s.flag(k - 1) & CAPITAL
                and low != "on"
            ):
                break
            break
        if k > start and low == "from" and s.flag(k - 1) & CAPITAL:
            break
        if low in ("and", "or") and not (s.flag(k + 1) & (SPEAKER | DET | NATION) or _named_later(s, k + 1)):
            break
        if k > start and s.low(k) in (
            "released",
            "published",
            "issued",
            "based",
            "supplied",
            "logged",
            "compiled",
            "cited",
            "quoted",
            "who",
            "which",
            "known",
            "gathered",
        ):
            break
        if flag & NUMERIC and k > start:
            break
        k += 1
    if (
        s.low(k) == ","
        and is_name_ahead(s, k + 1)
        and k > start
        and not is_name(s, (start, k))
        and _is_office(s, (start, k))
    ):
        stop = k + 1
        while (
            stop < n
            and not hard(s, stop)
            and (s.flag(stop) & (CAPITAL | TITLE) or s.low(stop) in _PARTICLES or abbreviation_dot(s, stop))
        ):
            stop += 1
        return k + 1, stop
    return checked(s, (start, k), loose)


def _named_later(s: Sentence, k: int) -> bool:
    return any(s.flag(i) & SPEAKER for i in range(k, k + 3))


def is_name_ahead(s: Sentence, k: int) -> bool:
    """Two capitals or more begin at k: a person's name."""
    stop = k
    while (
        stop < len(s.texts)
        and not hard(s, stop)
        and (s.flag(stop) & (CAPITAL | TITLE) or s.low(stop) in _PARTICLES or abbreviation_dot(s, stop))
    ):
        stop += 1
    return (
        stop - k >= 2
        and is_name(s, (k, stop))
        and (
            s.low(stop) in (",", ".", '"', "”", ";", "", ")")
            or stop >= len(s.texts)
            or bool(s.flag(stop) & (SAY | DAY | PREP))
        )
    )


def checked(s: Sentence, span: Span | None, loose: bool = False) -> Span | None:
    """The phrase without what only leads or trails; None where it names no speaker."""
    if span is None:
        return None
    start, stop = span
    while start < stop and (
        s.low(start) in (",", ".", "'", "-", "then", "later", "meanwhile", "also")
        or (s.flag(start) & (DAY | MONTH) and not s.flag(start + 1) & CAPITAL)
    ):
        start += 1
    while stop > start and (
        s.low(stop - 1) in ("and", "or", ",", ".", "the", "of", "for", "also", "-", "'")
        or s.flag(stop - 1) & DAY
        or (s.flag(stop - 1) & PREP and not s.flag(stop - 1) & CAPITAL)
    ):
        stop -= 1
    if start >= stop:
        return None
    if stop - start == 1 and s.low(start) in ("he", "she", "it", "they"):
        return start, stop
    if stop - start == 1 and (s.flag(start) & (DET | PRONOUN | CLAUSE) and not s.texts[start].isupper()):
        return None
    if not any(s.flag(i) & SPEAKER or s.flag(i) & PERSON for i in range(start, stop)) and not (
        loose
        and s.low(stop - 1).isalpha()
        and not s.flag(stop - 1) & (ADVERB | CLAUSE | AUX)
        and s.low(stop - 1) not in _EVENTS
    ):
        return None
    if stop - start == 1 and s.low(start) in ("other", "others", "such", "early", "initial", "some", "many", "both"):
        return None
    if s.flag(start) & PREP and not s.flag(start) & CAPITAL:
        return None
    return start, stop


def document_noun(s: Sentence, span: Span) -> bool:
    """The phrase is a report or a tally, which somebody else may have made."""
    return s.low(span[1] - 1) in _DOCUMENTS


def object_verb(s: Sentence, k: int) -> bool:
    """A verb such as "documented" stands here as a verb: not after a determiner, a form of be, a preposition."""
    back = s.flag(k - 1)
    return (
        not (back & (DET | PREP) and s.low(k - 1) not in ("this",))
        and s.low(k - 1) not in ("an", "be", "been", "was", "were", "are", "is", "being", "to", "of")
        and bool(s.flag(k) & (SAY | SAY_OBJECT))
    )
