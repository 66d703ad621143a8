"""Where the noun phrase that names a speaker begins and ends, in text with and without commas."""

from __future__ import annotations

from ledger.extraction import seams
from ledger.extraction.lexicons import (
    ADVERB,
    AUX,
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
    SOURCE_BODY,
    SOURCE_PERSON,
    TITLE,
    lexicon,
    listed,
)
from ledger.extraction.model import Sentence, Span

_ADJECTIVES = listed("speakers.adjectives")
_OPENERS = listed("speakers.openers")
_QUANTIFIERS = listed("speakers.quantifiers")

LIMIT = 18
"""Tokens that are looked at for one speaker."""


SPEAKER = CAPITAL | SOURCE_PERSON | SOURCE_BODY


_HARD = frozenset(
    [",", '"', "“", "”", ";", ":", "—", "–", "--", "(", ")", ".", "…", "...", "?", "!", "[", "]", "«", "»", "•"]
)


PARTICLES = listed("speakers.particles")


_INNER = listed("speakers.inner")


_EVENTS = listed("speakers.events")
_VICTIMS = listed("speakers.victims")
_HARM = listed("phrases.harm")
_PLACES = listed("speakers.places")
_VAGUE = ("dozens", "scores", "hundreds", "thousands", "millions", "tens")
_SAYERS = listed("speakers.sayers")
_ATTACHED = ("in", "at", "from", "with", "near")


def abbreviation_dot(s: Sentence, k: int) -> bool:
    """The stop after "Dr", "Lt", "Gen": part of the name."""
    return (
        s.low(k) == "."
        and k > 0
        and s.ends[k - 1] == s.starts[k]
        and (s.low(k - 1) in lexicon().abbreviations or (len(s.texts[k - 1]) == 1 and bool(s.flag(k - 1) & CAPITAL)))
        and k + 1 < len(s.texts)
    )


_HOURS = ("morning", "afternoon", "evening", "night", "midday")


def hard(s: Sentence, k: int) -> bool:
    """A mark that no phrase crosses."""
    return s.low(k) in _HARD and not abbreviation_dot(s, k)


def run(s: Sentence, last: int, loose: bool) -> Span | None:
    """The phrase that ends at token `last`."""
    if last < 0 or hard(s, last):
        return None
    k = last
    while k >= 0 and not hard(s, k) and last - k <= LIMIT and s.starts[k] >= s.body:
        k -= 1
    start = k + 1
    if s.low(start) == "according" and s.low(start + 1) == "to":
        start += 2  # "according to the agency, which said"
    led = s.low(start) in ("prior", "due", "owing", "thanks", "contrary", "speaking")
    head = start
    while start <= last and (s.low(start) in _OPENERS or (s.flag(start) & ADVERB and not s.flag(start) & SPEAKER)):
        start += 1
    if start > last:
        return None
    opened = s.low(head) in ("but", "and", "yet") and start == head + 1 and head == k + 1  # "But Kano police said"
    first = start if opened else head
    whole = not led and not any(finite(s, i) for i in range(first, last + 1)) and last - k <= LIMIT
    if whole and not (s.flag(start) & PREP and s.low(start) != "us"):
        begin = seams.article(s, start, last)
        begin = seams.inner(s, begin, last) or begin
        span: Span | None = (begin, last + 1)
    else:
        span = _chunk(s, start, last)
    return checked(s, span, loose)


def finite(s: Sentence, k: int) -> bool:
    flag, low = s.flag(k), s.low(k)
    if flag & (DAY | MONTH):
        return True
    if flag & CAPITAL and k > 0 and not flag & (AUX | PRONOUN):
        return False
    if (
        (flag & (AUX | PRONOUN | SAY) and low not in ("us", "it's", "may", "left"))
        or flag & CLAUSE
        or low in ("that", "killing", "wounding")
    ):
        return True
    attribute = s.flag(k - 1) & DET and low.endswith("ed") and s.low(k + 1).isalpha()
    if attribute and not s.flag(k + 1) & (PREP | DET | AUX | NUMERIC | ADVERB | CLAUSE):
        return False  # "the affected community"
    if low in lexicon().cues and any(
        c[2] in ("ed", "ing", "act", "die") for c in lexicon().cues[low] if len(c[0]) == 1
    ):
        return True
    return flag & NUMERIC > 0 or (
        low.endswith("ed")
        and len(low) > 4
        and not flag
        and "-" not in low
        and s.low(k + 1) != "by"
        and low not in _ADJECTIVES
    )


def _chunk(s: Sentence, start: int, last: int) -> Span | None:
    """Leftwards from the last word while it is still one noun phrase."""
    lists = lexicon()
    if s.low(last) in lists.relay_names and s.texts[last].isupper() and len(s.texts[last]) > 1:
        return last, last + 1
    first = _leftward(s, start, last)
    if first > last:
        return None
    attached = seams.after_preposition(s, first) and first - 2 >= start and s.low(first - 1) in _ATTACHED
    begin = None if attached and s.low(first - 2) in _SAYERS else seams.find(s, first, last)
    bare = (
        begin is not None
        and not s.texts[begin].isupper()
        and not any(s.flag(i) & (SOURCE_PERSON | SOURCE_BODY | TITLE) for i in range(begin, last + 1))
    )
    if begin is not None and not (attached and bare):
        return begin, last + 1
    if attached:
        head = _leftward(s, start, first - 2)  # "the head of the hospital in Kano": the preposition belongs to it
        if head <= first - 2 and any(s.flag(i) & (SOURCE_PERSON | SOURCE_BODY) for i in range(head, first - 1)):
            return head, last + 1
    return begin or first, last + 1


def _leftward(s: Sentence, start: int, last: int) -> int:
    """The first token of the noun phrase that ends at `last`."""
    k = last
    lists = lexicon()
    while k >= start:
        low, flag = s.low(k), s.flag(k)
        if low in _HOURS and s.flag(k - 1) & DAY:
            break  # "on Tuesday evening officials said"
        if low in _VAGUE or (k < last and low in _VICTIMS and not flag & CAPITAL):
            break
        if flag & DET and low not in ("no", "all", "both", "that"):
            both = s.low(k - 1) == "and" and s.flag(k - 2) & (SOURCE_PERSON | SOURCE_BODY)
            if (s.low(k - 1) in ("of", "for") or both) and k - 2 >= start:
                k -= 2
                continue
            k -= 1
            break
        if flag & NUMERIC or low in lists.units:
            several = s.flag(last) & SOURCE_PERSON and s.low(last).endswith(("s", "men", "people"))
            one = low == "one" and s.flag(last) & SOURCE_PERSON
            if (several or one) and not any(s.low(i) in _VICTIMS for i in range(k + 1, last)):
                k -= 1
            break
        if flag & (CAPITAL | SOURCE_PERSON | SOURCE_BODY | TITLE | NATION) and not flag & (DAY | MONTH):
            if low in ("in", "on", "at") or (flag & PREP and flag & CAPITAL and low != "us"):
                break
            k -= 1
        elif low in _INNER or abbreviation_dot(s, k) or low in PARTICLES:
            if low == "and" and not (s.flag(k - 1) & SPEAKER):
                break
            k -= 1
        elif (
            low.removesuffix("'s").isalpha()
            and not finite(s, k)
            and not flag & (PREP | ADVERB)
            and (k < last or _place_name(s, k))
            and last - k < 6
        ) or ("-" in low and low[0].isalpha()):
            k -= 1
        else:
            break
    first = k + 1
    while first <= last and (s.low(first) in _INNER and s.low(first) != "the"):
        first += 1
    return first


def _place_name(s: Sentence, k: int) -> bool:
    """ "a source at Aleppo province": a noun of place after a name."""
    return s.low(k) in _PLACES and bool(s.flag(k - 1) & CAPITAL)


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
    if stop - start == 1 and s.texts[start] in ("I", "We", "we"):
        return None  # who "I" is, the frame around the quotation says
    if stop - start == 1 and (s.flag(start) & (DET | PRONOUN | CLAUSE) and not s.texts[start].isupper()):
        return None
    if not any(s.flag(i) & SPEAKER or s.flag(i) & PERSON for i in range(start, stop)) and not (
        loose
        and s.low(stop - 1).isalpha()
        and not s.flag(stop - 1) & (ADVERB | CLAUSE | AUX)
        and s.low(stop - 1) not in _EVENTS
    ):
        return None
    if s.low(stop - 1) in _HARM and not s.flag(stop - 1) & SPEAKER & ~CAPITAL:
        return None  # "Deaths recorded since Monday: 12"
    if stop - start == 1 and s.low(start).endswith("ing") and not s.flag(start) & SPEAKER:
        return None  # "bringing confirmed deaths to 27"
    if s.low(start) == "according" or (stop - start == 1 and s.low(start) in _QUANTIFIERS):
        return None
    if s.flag(start) & PREP and not s.flag(start) & CAPITAL:
        return None
    return start, stop
