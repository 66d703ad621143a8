"""Frames without a verb of saying before or after: according, citing, passive, by, nominal, participial."""

from __future__ import annotations

from ledger.extraction import scopes, speaker_kinds, speakers
from ledger.extraction.lexicons import (
    BE,
    CAPITAL,
    DET,
    SAY,
    SAY_ING,
    SAY_OBJECT,
    SOURCE_BODY,
    SOURCE_PERSON,
    TITLE,
    lexicon,
    listed,
)
from ledger.extraction.model import Frame, Sentence, Span

_ISSUED = listed("frames.issued")
_STATES = listed("frames.states")
_PUT = ("put", "placed", "estimated", "pegged", "given")
_WITH = listed("frames.with")
_NOUNS_TOO = listed("speakers.nouns-too")


def according(s: Sentence, k: int, start: int, n: int) -> Frame | None:
    source = speakers.after(s, start, True)
    if source is None:
        return None
    stop = source[1]
    if speaker_kinds.of_document(s, source):
        for j in range(stop, min(n, stop + 4)):  # "reports logged by the Bureau", "a count kept by the churches"
            if s.low(j) in ("by", "from"):
                maker = speakers.after(s, j + 1)
                if maker is not None:
                    source, stop = maker, maker[1]
                break
        else:
            issuer = _issuer(s, stop, n)
            if issuer is not None:
                source, stop = issuer
    front = all(not s.lows[i][0].isalnum() or s.starts[i] < s.body for i in range(k)) or (
        s.low(k - 1) == "," and not scopes.figures(s, 0, k)
    )
    if front:
        return Frame("frame.according.front", source, ((stop, n),), k)
    covers: tuple[Span, ...] = ((0, k), *scopes.continued(s, stop, n))
    if not scopes.figures(s, 0, k):  # "the attacks according to the source killed two": no commas
        covers = ((0, k), (stop, n))
    return Frame("frame.according", source, covers, k)


def citing(s: Sentence, k: int, n: int) -> Frame | None:
    low = s.low(k)
    if low in ("cited", "quoted", "cites", "quotes"):
        if s.flag(k - 1) & BE:
            return None
        carrier = speakers.before(s, k)
        source = speakers.after(s, k + 1)
        if carrier is None or source is None:
            return None
        for j in range(source[1], min(n, source[1] + 9)):  # "quoted a source at the ministry as saying"
            if s.low(j) == "as" and s.low(j + 1) in ("saying", "telling", "stating", "claiming"):
                source = (source[0], j)
                break
            if s.low(j) in (",", '"', "“"):
                break
        return Frame("frame.quoted", source, ((source[1], n), (_clause(s, k), carrier[0])), k, (carrier,))
    source = speakers.after(s, k + 1)
    if source is None:
        return None
    j = k - 1 if s.low(k - 1) in (",", "by") else k
    carrier = None
    for verb in range(j - 1, -1, -1):
        if s.flags[verb] & (SAY | SAY_OBJECT):
            carrier = speakers.before(s, verb) or speakers.after(s, verb + 1)
            break
    if carrier is None:
        carrier = speakers.before(s, j + (s.low(j) == ","))
        if carrier is not None and carrier[1] > j:
            carrier = None
    return Frame("frame.citing", source, ((_clause(s, k), n),), k, (carrier,) if carrier else ())


def _issuer(s: Sentence, k: int, n: int) -> tuple[Span, int] | None:
    """ "a report that the group issued": who issued it, and the token after the verb."""
    start = k + (s.low(k) in ("that", "which"))
    found = speakers.after(s, start) if s.flag(start) & (DET | CAPITAL) and s.low(start) != "this" else None
    if found is None:
        return None
    for j in range(found[1], min(n, found[1] + 3)):
        if s.low(j) in _ISSUED and s.low(j + 1) != "by":
            return found, j + 1
    return None


def _clause(s: Sentence, k: int) -> int:
    """Where the clause around token k begins: after a semicolon, if somebody spoke before it."""
    for j in range(k - 1, 0, -1):
        if s.low(j) == ";" and not s.quotes[j]:
            return j + 1 if any(f & (SAY | SAY_OBJECT | SAY_ING) for f in s.flags[:j]) else 0
    return 0


def passive_quote(s: Sentence, k: int, n: int) -> Frame | None:
    """ "X was quoted by Y as saying", "in remarks quoted by Y": Y carries the words of X."""
    carrier = speakers.after(s, k + 2) if s.low(k + 1) == "by" else None
    if s.flag(k - 1) & BE:
        source = speakers.before(s, k - 1) or speakers.before(s, k)
        if source is None:
            return None
        covers: tuple[Span, ...] = ((k + 1, n),)
        if scopes.figures(s, 0, source[0]):  # "..., the governor was quoted as saying"
            covers = ((0, source[0]), (k + 1, n))
        return Frame("frame.lead", source, covers, k, (carrier,) if carrier else ())
    return None


def state_by(s: Sentence, k: int) -> bool:
    """ "reported killed by the Red Cross", "confirmed dead by police": the state stands between verb and by."""
    return s.low(k - 1) in _STATES and f"{s.low(k - 2)} by" in lexicon().by


def by(s: Sentence, k: int, n: int) -> Frame | None:
    source = speakers.after(s, k + 1)
    if source is None:
        return None
    covers: tuple[Span, ...] = ((0, k),)
    if s.low(source[1]) == "," and s.low(source[1] + 1) == "which":
        covers = ((source[1], n),)
    return Frame("frame.by", source, covers, k)


def gapped_by(s: Sentence, k: int) -> Frame | None:
    """ "Forty deaths have been reported, 12 by the army and 28 by rescuers": the verb stands once for both."""
    put = any(s.low(j) in _PUT and s.low(j + 1) == "at" for j in range(max(0, k - 6), k - 1))
    if not put and not any(f"{s.low(j)} by" in lexicon().by for j in range(max(0, k - 20), k - 1)):
        return None
    source = speakers.after(s, k + 1)
    if source is None or not speaker_kinds.named(s, source):
        return None
    if put:  # "the toll was put at 12 by the Red Cross"
        return Frame("frame.by", source, ((0, k),), k)
    return Frame("frame.by", source, ((k - 1, k),), k)


def _after_with(s: Sentence, k: int) -> int:
    """The token after "with" where nothing but titles and names stands between it and k, else k."""
    j = k
    while j > 0 and s.flag(j - 1) & (CAPITAL | SOURCE_BODY | SOURCE_PERSON | TITLE):
        j -= 1
    return j if s.low(j - 1) == "with" else k


def participle(s: Sentence, k: int, n: int) -> Frame | None:
    back = s.low(k - 1)
    if s.low(k) in _WITH and back in _NOUNS_TOO and any(s.low(i) == "with" for i in range(max(0, k - 6), k)):
        source = speakers.before(s, k)  # "with government estimates putting"
        if source is not None and s.low(source[0] - 1) == "with":
            return Frame("frame.with", source, ((k + 1, n),), k)
    if (
        back in (",", "and")
        or s.flag(k - 1) & SAY
        or (s.low(k + 1) == "that" and s.flag(k - 1) & CAPITAL)
        or (back in ("by", "also") and s.low(k - 2) in (",",))
    ):
        return Frame("frame.saying", (-1, -1), ((k + 1, n),), k)
    if s.low(k) in _WITH:
        source = speakers.before(s, k)
        if source is not None and (begin := _after_with(s, source[0])) < source[0]:
            return Frame("frame.with", (begin, source[1]), ((k + 1, n),), k)
        if (source is not None and s.low(source[0] - 1) in ("with", "and")) or (
            source is not None and s.low(source[0]) == "with"
        ):
            return Frame("frame.with", source, ((k + 1, n),), k)
        if back in ("-", "--", "–", "—"):
            return Frame("frame.saying", (-1, -1), ((k + 1, n),), k)
    return None
