"""The words that name a speaker: the noun phrase before a verb of saying, or after it.

Spans are tokens, last exclusive. A name inside an aside ("the mayor, Rauf Aliyev, said") is preferred to the
office before it.
"""

from __future__ import annotations

from ledger.extraction import borders, seams, where
from ledger.extraction.borders import LIMIT, PARTICLES, SPEAKER, abbreviation_dot, checked, hard
from ledger.extraction.lexicons import (
    ADVERB,
    AUX,
    CAPITAL,
    CLAUSE,
    DAY,
    DET,
    MODAL,
    MODIFIER,
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
    listed,
)
from ledger.extraction.model import Sentence, Span
from ledger.extraction.speaker_kinds import is_name, is_name_ahead, is_office

_AFTER_DOCUMENT = listed("speakers.after-document")

_ADJECTIVES = listed("speakers.adjectives")
_TIME = listed("speakers.time")
_NOUNS_TOO = listed("speakers.nouns-too")
_NO_MANNER = ("family", "assembly", "monopoly", "anomaly", "butterfly", "supply")
_QUOTED = ("quoted", "cited", "interviewed")
_MEETING = ("interview", "speaking", "talking", "chat", "conversation", "call", "statement", "message")
_VAGUE = ("dozens", "scores", "hundreds", "thousands", "millions", "tens")
_SAYERS = listed("speakers.sayers")
_OUTSIDE = listed("speakers.outside")
_PLACES = listed("speakers.places")
_DOCUMENT = listed("speakers.documents") | {
    "post",
    "tweet",
    "email",
    "letter",
    "message",
    "bulletin",
    "update",
    "notice",
}


def before(s: Sentence, verb: int, loose: bool = False) -> Span | None:
    """The subject of a verb of saying at token `verb`; `loose` takes any noun (“the directorate said”)."""
    k = verb - 1
    while (
        k >= 0
        and (
            s.low(k) in _TIME
            or s.low(k) in ("however", "though")
            or (s.low(k) == "at" and s.low(k + 1) == "first")
            or s.flag(k) & DAY
            or (s.flag(k) & ADVERB and not s.flag(k) & SPEAKER)
            or _manner(s, k)
        )
        and verb - k < 7
    ):
        k -= 1
    if k < 0:
        return None
    if s.low(k) in ("it", "them") and s.low(k - 1).endswith("s") and not hard(s, k - 1):
        relative = _before_relative(s, k, loose)  # "the aid group that supports it said"
        if relative is not None and _opens(s, relative[0]):
            return relative
    if s.low(k) in ("and", "but") and k > 2:
        return _elliptic(s, k)
    if s.flags[k] & MONTH and s.flags[k] & CAPITAL and k == verb - 1:
        first = k
        while first > 0 and s.flag(first - 1) & CAPITAL and not s.flag(first - 1) & (DAY | MONTH | PREP):
            first -= 1
        if first == 0 or hard(s, first - 1):
            return first, k + 1  # "Jan said", "Theresa May said"
    if s.flags[k] & PRONOUN:
        if s.low(k) in ("he", "she", "it", "they"):
            return k, k + 1
        if s.low(k) in ("who", "which"):
            span = borders.run(s, k - 1 if s.low(k - 1) != "," else k - 2, loose)
            if span is not None:  # "a figure disputed by the army, which says"
                for j in range(span[1] - 2, span[0], -1):
                    if s.low(j) == "by":
                        return borders.checked(s, (j + 1, span[1]), loose)
            return span
        return None
    if s.low(k) in (",", ")", "—", "–"):
        return _before_aside(s, k, loose)
    told = _before_carrier(s, k, loose)
    if told is not None:
        return told
    found = borders.run(s, k, loose)
    met = _before_meeting(s, found, loose) if found is not None else None
    if met is not None:
        return met
    relative = _before_relative(s, k if found is None else found[0], loose)
    if relative is not None and _opens(s, relative[0]) and s.flag(relative[1] - 1) & (SOURCE_BODY | SOURCE_PERSON):
        return relative
    if found is not None:
        return _apposed_name(s, found) or found
    return relative


def _apposed_name(s: Sentence, office: Span) -> Span | None:
    """ "..., Musa Bello, a police officer said": the comma that closes the aside is lost."""
    if s.low(office[0]) not in ("a", "an", "the") or s.low(office[0] - 1) != "," or not is_office(s, office):
        return None
    stop = office[0] - 1
    k = stop
    while k > 0 and (s.flag(k - 1) & (CAPITAL | TITLE) or s.low(k - 1) in PARTICLES) and not hard(s, k - 1):
        k -= 1
    opens = k == 0 or s.low(k - 1) in (",", '"', "”", ";")
    named = stop - k >= 2 and is_name(s, (k, stop)) and opens and not s.flag(k) & (DAY | MONTH)
    words = " ".join(s.texts[k:stop])
    return (k, stop) if named and not where.known(words) else None


def _manner(s: Sentence, k: int) -> bool:
    """ "the department additionally reports": an adverb that no list holds."""
    low = s.low(k)
    return low.endswith("ly") and len(low) > 5 and s.texts[k].islower() and not s.flag(k) and low not in _NO_MANNER


def _opens(s: Sentence, k: int) -> bool:
    """Nothing but an article or an opening word stands between the start of the clause and k."""
    while k > 0 and not hard(s, k - 1) and s.starts[k - 1] >= s.body:
        k -= 1
        if not s.flag(k) & (DET | ADVERB):
            return False
    return True


def _before_carrier(s: Sentence, k: int, loose: bool) -> Span | None:
    """ "A community leader quoted by the Mirror said": the noun before the participle."""
    for j in range(k - 1, max(0, k - 9), -1):
        if hard(s, j) or s.flag(j) & (AUX | PRONOUN):
            return None
        if s.low(j) in _QUOTED and s.low(j + 1) == "by":
            found = borders.run(s, j - 1, loose)
            speaks = found is not None and any(s.flag(i) & (SOURCE_PERSON | SOURCE_BODY) for i in range(*found))
            return found if speaks else None
    return None


def _elliptic(s: Sentence, conjunction: int) -> Span | None:
    """ "The minister visited the town and said": the subject stands at the head of the sentence."""
    first = next((i for i in range(conjunction) if s.starts[i] >= s.body), conjunction)
    if (s.flag(first) & (PREP | DAY) and not s.flag(first) & CAPITAL) or s.low(first) in ("on", "in", "at", "late"):
        comma = next((i for i in range(first, min(conjunction, first + 7)) if s.low(i) == ","), None)
        first = comma + 1 if comma is not None else first
    if any(s.low(i) in ('"', "“", "”", ";", ":") for i in range(first, conjunction)):
        return None
    head = after(s, first)
    if head is None or head[1] >= conjunction - 1 or s.low(head[1]) in ("(", "and"):
        return None
    apposed = head[0] > first and s.low(head[0] - 1) == "," and head[0] - first < 8  # "The governor, Oleh Bondar, flew"
    if (head[0] != first and not apposed) or (s.low(head[1]) == "," and not apposed and not _apposed(s, head[1])):
        return None
    speaks = any(s.flag(i) & (SOURCE_PERSON | SOURCE_BODY | TITLE) for i in range(*head)) or is_name(s, head)
    return head if speaks and not any(s.flag(i) & NUMERIC for i in range(*head)) else None


def _apposed(s: Sentence, comma: int) -> bool:
    """ "Omar Haddad, the hospital's director, denied": an aside after the name, and then its verb."""
    close = next((i for i in range(comma + 1, min(comma + 14, len(s.texts))) if s.low(i) == ","), 0)
    verb = s.flag(close + 1) & (AUX | SAY) or (s.low(close + 1).endswith("ed") and not s.flag(close + 1) & CAPITAL)
    return bool(close and verb)


def _before_meeting(s: Sentence, listener: Span, loose: bool) -> Span | None:
    """ "Mohammed Sani, in an interview with the Mirror said": the comma after the aside is lost."""
    j = listener[0] - 1
    if s.low(j) not in ("with", "to") or s.low(j - 1) not in _MEETING:
        return None
    for k in range(j - 1, max(0, j - 8), -1):
        if s.low(k) == ",":
            return borders.run(s, k - 1, loose)
        if hard(s, k) or s.flag(k) & AUX:
            return None
    return None


def _before_relative(s: Sentence, k: int, loose: bool) -> Span | None:
    """ "A source who asked not to be named told AFP": the noun before the relative clause."""
    for j in range(k, max(0, k - 26), -1):
        if hard(s, j):
            return None
        source = s.flag(j - 1) & (SOURCE_BODY | SOURCE_PERSON) and not s.flag(j - 1) & CAPITAL
        told_in = s.low(j - 1) in _DOCUMENT and any(s.low(i) in ("in", "by", "via") for i in range(j - 5, j - 1))
        reduced = source and (
            (s.low(j) == "that" and not told_in) or (s.low(j).endswith("ing") and s.low(j) != "including")
        )
        if (s.low(j) in ("who", "which") or reduced) and j > 0:
            return borders.run(s, j - 1, loose)
    return None


def edge(s: Sentence, source: Span, verb: int) -> int:
    """Where the whole subject begins: before the office, if the speaker is the name in an aside."""
    start = source[0]
    if s.low(start - 1) == "," and s.low(source[1]) in (",", "—") and source[1] < verb:
        outer = borders.run(s, start - 2, True)
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
    last = k - 1
    if s.flag(last) & NUMERIC and s.low(last - 1) == "," and len(s.lows[last]) <= 2:
        last -= 2  # "Musa Bello, 43, a trader, said"
    if opening == "," and s.low(last) == ")":  # "the association (MAA), which checks each name, said"
        last = next((i - 1 for i in range(last - 1, max(0, last - 6), -1) if s.low(i) == "("), last)
    if opening == "," and (held := _in_place(s, inner, last, loose)) is not None:
        return held
    outer = borders.run(s, last, loose) or (_before_relative(s, last, loose) if opening == "," else None)
    if opening != "(" and is_name(s, inner) and (outer is None or is_office(s, outer)):
        return inner
    if outer is not None and s.low(outer[0] - 1) == "," and not is_name(s, outer):
        front = borders.run(s, outer[0] - 2, False)
        if front is not None and is_name(s, front):
            return front
    if outer is None and is_name(s, inner):
        return inner
    return outer


def _in_place(s: Sentence, inner: Span, last: int, loose: bool) -> Span | None:
    """ "Families of miners in Datong, China, say": the aside is the country of the place before it."""
    if not is_name(s, inner) or not where.known(" ".join(s.texts[inner[0] : inner[1]])):
        return None
    k = last
    while k > 0 and s.flag(k) & CAPITAL:
        k -= 1
    if k == last or s.low(k) not in ("in", "at", "near", "from", "of"):
        return None
    return borders.run(s, k - 1, loose)


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
        if flag & (AUX | SAY | SAY_ING) and not (flag & CAPITAL and k > start) and low != "us":
            break
        if flag & PRONOUN and low not in ("us",):
            break
        if (
            k > start
            and flag & PREP
            and low not in ("of", "for", "from", "us")
            and not (flag & CAPITAL and low != "in")
        ):
            if low == "to" and _within_name(s, k):  # "Committee to Protect Journalists"
                k += 1
                continue
            if _whereabouts(s, k):
                k += 2
                continue
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
        if k > start and (s.low(k) in _AFTER_DOCUMENT or _past_tense(s, k)):
            break
        if k > start and (low in lexicon().units or low in _VAGUE):
            break
        if k > start and seams.opens(s, start, k, n - 1):
            break
        if flag & NUMERIC and k > start:
            break
        k += 1
    if (
        s.low(k) == ","
        and is_name_ahead(s, k + 1)
        and k > start
        and (not is_name(s, (start, k)) or (s.flag(start) & TITLE and any(s.low(i) == "of" for i in range(start, k))))
        and is_office(s, (start, k))
    ):
        stop = k + 1
        while (
            stop < n
            and not hard(s, stop)
            and (s.flag(stop) & (CAPITAL | TITLE) or s.low(stop) in PARTICLES or abbreviation_dot(s, stop))
        ):
            stop += 1
        return k + 1, stop
    return checked(s, (start, k), loose)


def _past_tense(s: Sentence, k: int) -> bool:
    """ "Omar Haddad denied": a verb in small letters right after a name."""
    low = s.low(k)
    return (
        bool(s.flag(k - 1) & CAPITAL)
        and s.texts[k].islower()
        and low.endswith("ed")
        and len(low) > 4
        and not s.flag(k) & (SPEAKER | PERSON)
        and low not in _ADJECTIVES
    )


def _within_name(s: Sentence, k: int) -> bool:
    return bool(s.flag(k - 1) & s.flag(k + 1) & CAPITAL and s.flag(k - 1) & SOURCE_BODY)


def _whereabouts(s: Sentence, k: int) -> bool:
    """ "officials in Kano", "sources on the ground": the phrase says where the source stands."""
    if s.low(k) not in ("in", "at", "with", "on", "near", "inside") or not s.flag(k - 1) & (
        SOURCE_PERSON | SOURCE_BODY
    ):
        return False
    if s.flag(k - 1) & CAPITAL and s.low(k - 1) not in _SAYERS:
        return False
    j = k + 1 + bool(s.flag(k + 1) & DET)
    if s.flag(j) & (DAY | MONTH | NUMERIC):
        return False
    return bool(s.flag(j) & CAPITAL) or s.low(j) in _OUTSIDE or s.low(j) in _PLACES


def _named_later(s: Sentence, k: int) -> bool:
    return any(s.flag(i) & SPEAKER for i in range(k, k + 3))


def object_verb(s: Sentence, k: int) -> bool:
    """A verb such as "documented" stands here as a verb: not after a determiner, a form of be, a preposition."""
    back = s.flag(k - 1)
    return (
        not (back & (DET | PREP) and s.low(k - 1) not in _TIME)
        and s.low(k - 1) not in ("an", "be", "been", "was", "were", "are", "is", "being", "to", "of")
        and not (s.flag(k - 1) & MODIFIER and not s.flag(k - 1) & (SPEAKER | PERSON) and s.low(k) in _NOUNS_TOO)
        and bool(s.flag(k) & (SAY | SAY_OBJECT))
    )
