"""Which stretch of a sentence a reporting frame vouches for."""

from __future__ import annotations

from ledger.extraction import speakers
from ledger.extraction.lexicons import (
    ADVERB,
    CAPITAL,
    DAY,
    DET,
    MONTH,
    NATION,
    NUMERIC,
    PERSON,
    PREP,
    PRONOUN,
    SAY,
    SAY_ING,
    SOURCE_BODY,
    SOURCE_PERSON,
    lexicon,
    listed,
)
from ledger.extraction.model import Frame, Sentence, Span

_ADJUNCT = listed("frames.adjunct")
_FIGURE_WORDS = listed("frames.figure-words")

_QUALIFIED = listed("frames.quantity")


OPEN_QUOTES = ('"', "“", "«")


CLOSE_QUOTES = ('"', "”", "»")


def content(s: Sentence, k: int) -> bool:
    """What follows the verb is what is said, not when or where."""
    low, flag = s.low(k), s.flag(k)
    if low == "even" and s.low(k + 1) in ("as", "though"):
        return False
    if flag & SAY_ING or (low == "as" and s.low(k + 1) not in ("many", "few", "of", "well", "much")):
        return False  # "said as rescuers dug through the mud", "said adding that"
    if flag & (DAY | MONTH) or (low in _ADJUNCT and not (low in ("at",) and s.low(k + 1) in ("least", "most"))):
        j = k
        while j < k + 9 and (s.low(j) not in (",", ".", "") or s.low(j + 1) == "that"):
            if s.low(j) in ("that", ":") or s.low(j) in OPEN_QUOTES:
                return True
            j += 1
        return False
    return bool(
        flag & (DET | NUMERIC | PERSON | NATION | PRONOUN | CAPITAL)
        or low in _QUALIFIED
        or low in lexicon().units
        or low in (":", '"', "“")
        or flag & (SOURCE_PERSON | SOURCE_BODY)
        or (low.isalpha() and not flag & (PREP | ADVERB))
    )


def only_adjunct(s: Sentence, k: int, n: int) -> bool:
    return not figures(s, k, n)


def resumes(s: Sentence, k: int, n: int) -> tuple[Span, ...]:
    """After a tail the same speaker goes on: a new quotation, or "and that"."""
    for j in range(k, n):
        if s.low(j) in OPEN_QUOTES or (s.low(j) == "and" and s.low(j + 1) == "that") or s.low(j) == ":":
            return ((j, n),)
        if s.flag(j) & (SAY | SAY_ING) and j > k:
            return ()
    return ()


def continued(s: Sentence, k: int, n: int) -> tuple[Span, ...]:
    """After a tail the same count goes on: ", 74 of them from one village", ", and nine in the hills", ", of whom"."""
    for j in range(k, min(n, k + 7)):
        low = s.low(j)
        if low in (",", ";", "—", "–") and not s.quotes[j]:
            i = j + 1 + (s.low(j + 1) in ("and", "with"))
            if s.low(i) in ("of", "among") and s.low(i + 1) in ("whom", "them", "these", "those"):
                return ((j, _background(s, i, n)),)
            if low != ";" and s.low(i) in ("including", "among"):
                return ((j, _background(s, i, n)),)
            if not figures(s, i, i + 1) or s.low(i) == "without":
                return ()
            if low != ";" and s.low(i + 1) in ("more", "others", "other"):
                return ((j, _background(s, i, n)),)  # ", the minister said, and 44 more are in hospital"
            after = i + 1 + bool(s.flag(i + 1) & PERSON)
            part = s.low(i + 1) == "of" and (s.low(i + 2) in ("them", "whom", "these", "those", "the"))
            gapped = low != ";" and bool(s.flag(after) & PREP) and s.low(after) not in ("of", "than")
            return ((j, _background(s, i, n)),) if part or gapped else ()
        if s.flag(j) & (SAY | SAY_ING) and j > k:
            return ()
    return ()


def _background(s: Sentence, k: int, n: int) -> int:
    """The comma after which no further part of the count follows: ", in a fire which killed 30"."""
    for j in range(k + 1, n):
        if (
            s.low(j) in (",", ";")
            and not figures(s, j + 1, j + 3)
            and s.low(j + 1) not in ("and", "including", "among")
        ):
            return j
    return n


def figures(s: Sentence, start: int, stop: int) -> bool:
    """A number that is no date stands in the stretch, or a vague or zero word."""
    units = lexicon().units
    for i in range(max(0, start), min(stop, len(s.texts))):
        flag, low = s.flags[i], s.lows[i]
        if flag & NUMERIC:
            if not (
                s.flag(i - 1) & MONTH
                or s.flag(i + 1) & MONTH
                or (len(low) == 4 and low.isdigit() and s.low(i - 1) in ("in", "since", "of", ","))
                or _age(s, i)
                or (low[0].isdigit() and low.endswith(("st", "nd", "rd", "th")))  # "of the 2nd Armored Regiment"
            ):
                return True
        elif low == "without" and s.low(i + 1).endswith("ing"):  # "without giving details"
            continue
        elif low in units or ("-" in low and low.partition("-")[0] in units) or low in _FIGURE_WORDS:
            return True
    return False


def _age(s: Sentence, i: int) -> bool:
    """ "Musa Bello, 43, said": an age between commas after a name."""
    return (
        s.low(i - 1) == ","
        and s.low(i + 1) == ","
        and len(s.lows[i]) <= 2
        and bool(s.flag(i - 2) & CAPITAL)
        and not s.flag(i - 2) & (DAY | MONTH)
    )


def scoped(s: Sentence, raw: list[Frame]) -> list[Frame]:
    """Lead scopes end where the next lead frame's speaker begins; participles take the main speaker."""
    out: list[Frame] = []
    for index, frame in enumerate(raw):
        source = frame.source
        if source == (-1, -1):
            main = next((f for f in reversed(out) if f.rule != "frame.by"), None)
            if main is None:
                head = speakers.after(s, next((i for i in range(len(s.texts)) if s.starts[i] >= s.body), 0))
                if head is None:
                    continue
                source = head
            else:
                source = main.source
        covers = frame.covers
        if frame.rule == "frame.by" and out and covers[0][0] == 0:
            covers = ((min(out[-1].verb, covers[0][1]), covers[0][1]),)
        if frame.rule in ("frame.lead", "frame.saying", "frame.nominal", "frame.with", "frame.by"):
            stop = len(s.texts)
            for later in raw[index + 1 :]:
                if later.rule in ("frame.lead", "frame.nominal", "frame.with", "frame.saying") or (
                    later.rule == "frame.by" and len(later.covers) == 1 and later.covers[0][0] > later.verb
                ):
                    begin = later.source[0] if later.source[0] >= 0 else later.verb
                    if begin > frame.verb and not _hearsay(s, later):
                        stop = min(stop, begin)
                        break
            covers = tuple((a, min(b, stop)) for a, b in covers if a < stop)
        out.append(Frame(frame.rule, source, covers, frame.verb, frame.relays))
    return out


def _hearsay(s: Sentence, frame: Frame) -> bool:
    """ "officials said earlier reports showed": reports of nobody, which whoever speaks vouches for."""
    a, b = frame.source
    return (
        0 <= a < b <= a + 2
        and s.low(b - 1) in ("reports", "report", "figures", "data", "counts", "estimates")
        and all(not s.flag(i) & CAPITAL for i in range(a, b))
    )


def placed(s: Sentence, k: int, start: int, n: int, source: Span, relays: tuple[Span, ...]) -> Frame:
    """Lead or tail: what stands right before the speaker and right after the verb decides."""
    edge = speakers.edge(s, source, k)
    left = edge - 1
    while left >= 0 and s.low(left) in ("and", "but", "while", "though", "although", "whereas", "as"):
        left -= 1
    joined = left != edge - 1
    mark = s.low(left) if left >= 0 else ""
    closing = mark in CLOSE_QUOTES or (mark in (",", ".", "?", "!", "—", "–") and s.low(left - 1) in CLOSE_QUOTES)
    said_before = figures(s, 0, source[0])
    said = content(s, start)
    if closing and not joined:
        right = resumes(s, start, n)
        return Frame("frame.tail", source, ((0, source[0]), *right), k, relays)
    if said or (joined and not only_adjunct(s, start, n)):
        return Frame("frame.lead", source, ((start, n),), k, relays)
    if said_before and (mark in (",", "—", "–", "--", "-", ".", ":") or only_adjunct(s, start, n)):
        more = resumes(s, start, n) or continued(s, start, n)
        return Frame("frame.tail", source, ((0, source[0]), *more), k, relays)
    if said_before and not said and not joined:  # no comma: "12 died a monitor said on Monday including two children"
        return Frame("frame.tail", source, ((0, source[0]), (start, n)), k, relays)
    return Frame("frame.lead", source, ((start, n),), k, relays)
