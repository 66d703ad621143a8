"""What a phrase that names a speaker is: a name, an office, a document, one who carries the words of others."""

from __future__ import annotations

from ledger.extraction.borders import PARTICLES, abbreviation_dot, hard
from ledger.extraction.lexicons import (
    CAPITAL,
    DAY,
    MONTH,
    PERSON,
    PREP,
    SAY,
    SOURCE_BODY,
    SOURCE_PERSON,
    TITLE,
    lexicon,
    listed,
)
from ledger.extraction.model import Sentence, Span

_MEETINGS = listed("speakers.meetings")
_LISTENERS = listed("speakers.listeners")

_TASKS = listed("relays.tasks")
_DOCUMENTS = listed("speakers.documents")


def is_name(s: Sentence, span: Span) -> bool:
    """Only capitals, titles and particles, and a capital at the end: the name of a person or body."""
    start, stop = span
    if not 0 < stop - start <= 7 or not s.flag(stop - 1) & CAPITAL:
        return False
    if s.flag(start) & (DAY | MONTH) or s.flag(start) & PREP:
        return False
    return all(
        s.flag(i) & (CAPITAL | TITLE) or s.low(i) in PARTICLES or s.low(i) in (".", "-", "'")
        for i in range(start, stop)
    )


def is_name_ahead(s: Sentence, k: int) -> bool:
    """Two capitals or more begin at k: a person's name."""
    stop = k
    while (
        stop < len(s.texts)
        and not hard(s, stop)
        and (s.flag(stop) & (CAPITAL | TITLE) or s.low(stop) in PARTICLES or abbreviation_dot(s, stop))
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


def is_office(s: Sentence, span: Span) -> bool:
    return any(s.flag(i) & (SOURCE_PERSON | SOURCE_BODY | TITLE | PERSON) for i in range(*span))


def named(s: Sentence, span: Span) -> bool:
    """The phrase has a noun for a source or a title, or is one acronym."""
    return any(s.flags[i] & (SOURCE_PERSON | SOURCE_BODY | TITLE) for i in range(*span)) or (
        span[1] - span[0] == 1 and s.texts[span[0]].isupper() and len(s.texts[span[0]]) > 1 and not s.shouting
    )


def carries(s: Sentence, span: Span) -> bool:
    """The one spoken to prints or broadcasts: AFP, state television, reporters of a named outlet."""
    lists = lexicon()
    words = " ".join(s.lows[i] for i in range(*span)).removeprefix("the ")
    if words in lists.relay_names:
        return True
    if any(s.low(i).removesuffix("'s") in lists.relay_names and s.flag(i) & CAPITAL for i in range(*span)):
        return True
    if s.low(span[1] - 1) in _MEETINGS:
        return False
    if s.low(span[1] - 1) in ("agency", "agencies") and any(s.low(i) in _TASKS for i in range(*span)):
        return False  # "the disaster agency" prints nothing
    return any(s.low(i) in lists.relay_nouns for i in range(*span)) and words not in _LISTENERS


def maker(s: Sentence, span: Span) -> Span:
    """ "figures from the health ministry", "a tally by the bureau": who made the document, else the phrase itself."""
    for j in range(span[0] + 1, span[1] - 1):
        if s.low(j) in ("by", "from") and any(s.low(i) in _DOCUMENTS for i in range(span[0], j)):
            return j + 1, span[1]
    return span


def of_document(s: Sentence, span: Span) -> bool:
    """The phrase is a report or a tally, with the participle that leads to its maker: "a count kept"."""
    return any(s.low(i) in _DOCUMENTS for i in (span[1] - 1, span[1] - 2, span[1] - 3) if i >= span[0])


def owned(s: Sentence, span: Span) -> bool:
    """ "Red Cross figures", "health ministry data": the phrase names the body whose document it is."""
    return any(
        s.flag(i) & SOURCE_BODY and s.low(i) not in _DOCUMENTS and s.low(i) not in lexicon().relay_nouns
        for i in range(span[0], span[1] - 1)
    )


def document_noun(s: Sentence, span: Span) -> bool:
    """The phrase is a report or a tally, which somebody else may have made."""
    return s.low(span[1] - 1) in _DOCUMENTS
