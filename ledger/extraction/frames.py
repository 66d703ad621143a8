"""Reporting frames: who speaks in a sentence, and which stretch of it they vouch for.

Rules: `frame.lead` ("X said that ..."), `frame.tail` ("..., X said", "..., said X"), `frame.according`,
`frame.according.front`, `frame.citing`, `frame.quoted` ("quoted X as saying"), `frame.by`, `frame.nominal`
("the US's estimate of"), `frame.with` ("with the UN reporting"), `frame.saying` (", adding that"),
`frame.colon` ("X: ..."), `frame.note` ("(source: X)"), `frame.headline` ("... : X", "- X").
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.extraction import speakers
from ledger.extraction.lexicons import (
    ADVERB,
    AUX,
    BE,
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
    SAY_OBJECT,
    SOURCE_BODY,
    SOURCE_PERSON,
    TITLE,
    lexicon,
)
from ledger.extraction.model import Sentence
from ledger.extraction.speakers import Span

_OPEN_QUOTES = ('"', "“", "«")
_CLOSE_QUOTES = ('"', "”", "»")
_QUALIFIED = frozenset(
    [
        "that",
        "at",
        "least",
        "more",
        "than",
        "over",
        "some",
        "about",
        "around",
        "nearly",
        "almost",
        "up",
        "as",
        "only",
        "an",
        "another",
        "no",
        "none",
        "nobody",
        "all",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "its",
        "their",
        "his",
        "her",
        "there",
        "between",
        "both",
        "how",
        "what",
        "where",
    ]
)
_TOLL = frozenset(
    [
        "toll",
        "number",
        "count",
        "tally",
        "figure",
        "figures",
        "total",
        "estimate",
        "estimates",
        "tolls",
        "losses",
        "loss",
        "death",
        "deaths",
        "casualties",
    ]
)
_RAISE = frozenset(
    [
        "raised",
        "revised",
        "lowered",
        "increased",
        "updated",
        "raises",
        "revises",
        "lowers",
        "upped",
        "reduced",
        "cut",
        "put",
        "puts",
        "gave",
        "gives",
    ]
)
_BASE = frozenset(["confirm", "announce", "report", "say", "estimate", "acknowledge"])
_WEEKDAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "year",
        "month",
        "week",
    ]
)
_NOMINAL = frozenset(["estimate", "estimates", "count", "tally", "toll", "figure", "figures", "number", "statement"])


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: the rule, the speaker's tokens, the stretches covered, the verb, those who carry the words."""

    rule: str
    source: Span
    covers: tuple[Span, ...]
    verb: int
    relays: tuple[Span, ...] = ()


def find(s: Sentence) -> list[Frame]:
    """The frames of a sentence, in the order of their verbs; scopes end where the next frame begins."""
    raw: list[Frame] = []
    n = len(s.texts)
    k = 0
    while k < n:
        frame = _at(s, k, n) if s.flags[k] & (SAY | SAY_OBJECT | SAY_ING) or s.lows[k] in _STARTERS else None
        if frame is not None:
            raw.append(frame)
        k += 1
    if not raw and s.headline:
        raw = _headline(s, n)
    if not raw:
        raw = _colon(s, n)
    return _scoped(s, raw)


_STARTERS = (
    _RAISE
    | _BASE
    | frozenset(
        [
            "according",
            "as",
            "by",
            "citing",
            "quoting",
            "cited",
            "quoted",
            "quotes",
            "cites",
            "source",
            "sources",
            "spoke",
            "speaks",
            "in",
            "'s",
        ]
    )
    | _NOMINAL
)


def _at(s: Sentence, k: int, n: int) -> Frame | None:
    low = s.lows[k]
    lists = lexicon()
    for phrase in lists.according:
        if low == phrase[0] and tuple(s.lows[k : k + len(phrase)]) == phrase:
            return _according(s, k, k + len(phrase), n)
    if low in ("source", "sources") and s.low(k + 1) == ":":
        source = speakers.after(s, k + 2)
        return Frame("frame.note", source, ((0, k),), k) if source else None
    if (low in ("quoted", "cited") and s.flag(k - 1) & BE) or (
        low in ("quoted", "cited", "carried") and s.low(k + 1) == "by"
    ):
        return _passive_quote(s, k, n)
    if low in lists.citing:
        return _citing(s, k, n)
    if low == "by" and k and f"{s.low(k - 1)} by" in lists.by:
        return _by(s, k, n)
    if s.flags[k] & SAY_ING:
        return _participle(s, k, n)
    if (
        low in _NOMINAL
        and s.low(k - 1).endswith("'s")
        and not s.flag(k - 1) & DAY
        and s.low(k - 1)[:-2] not in _WEEKDAYS
        and s.low(k + 1) in ("of", "for", "that", "put", "is", "was")
    ):
        source = speakers.checked(s, (k - 1, k))
        return Frame("frame.nominal", source, ((k + 1, n),), k) if source else None
    if low in ("spoke", "speaks") and s.low(k + 1) == "of":
        return _say(s, k, k + 2, n)
    if low in _RAISE and any(s.low(i) in _TOLL for i in range(k + 1, k + 7)) and not s.flag(k - 1) & (BE | DET):
        return _say(s, k, k + 1, n)
    if low in _BASE and s.low(k - 1) in ("to", "can", "could"):
        j = k - 1
        while j > 0 and s.low(j) in (
            "to",
            "can",
            "could",
            "regrets",
            "regret",
            "able",
            "is",
            "was",
            "are",
            "sad",
            "saddened",
        ):
            j -= 1
        source = speakers.before(s, j + 1)
        return Frame("frame.lead", source, ((k + 1, n),), k) if source else None
    if s.flags[k] & (SAY | SAY_OBJECT):
        return _say(s, k, k + 1, n)
    return None


def _according(s: Sentence, k: int, start: int, n: int) -> Frame | None:
    source = speakers.after(s, start)
    if source is None:
        return None
    stop = source[1]
    if speakers.document_noun(s, source):
        for j in range(stop, min(n, stop + 4)):  # "reports logged by the Bureau", "figures from the ministry"
            if s.low(j) in ("by", "from"):
                maker = speakers.after(s, j + 1)
                if maker is not None:
                    source, stop = maker, maker[1]
                break
    front = all(not s.lows[i][0].isalnum() or s.starts[i] < s.body for i in range(k)) or (
        s.low(k - 1) == "," and not _figures(s, 0, k)
    )
    if front:
        return Frame("frame.according.front", source, ((stop, n),), k)
    return Frame(
        "frame.according",
        source,
        ((0, k), (stop, n)) if s.low(stop) == "," and s.low(stop + 1) == "which" and False else ((0, k),),
        k,
    )


def _citing(s: Sentence, k: int, n: int) -> Frame | None:
    low = s.low(k)
    if low in ("cited", "quoted", "cites", "quotes"):
        if s.flag(k - 1) & BE:
            return None
        carrier = speakers.before(s, k)
        source = speakers.after(s, k + 1)
        if carrier is None or source is None:
            return None
        return Frame("frame.quoted", source, ((source[1], n), (0, carrier[0])), k, (carrier,))
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
    return Frame("frame.citing", source, ((0, n),), k, (carrier,) if carrier else ())


def _passive_quote(s: Sentence, k: int, n: int) -> Frame | None:
    """ "X was quoted by Y as saying", "in remarks quoted by Y": Y carries the words of X."""
    carrier = speakers.after(s, k + 2) if s.low(k + 1) == "by" else None
    if s.flag(k - 1) & BE:
        source = speakers.before(s, k - 1) or speakers.before(s, k)
        if source is None:
            return None
        return Frame("frame.lead", source, ((k + 1, n),), k, (carrier,) if carrier else ())
    return None


def _by(s: Sentence, k: int, n: int) -> Frame | None:
    source = speakers.after(s, k + 1)
    if source is None or (s.low(k - 1) == "reported" and s.flag(k - 2) & BE and False):
        return None
    covers: tuple[Span, ...] = ((0, k),)
    if s.low(source[1]) == "," and s.low(source[1] + 1) == "which":
        covers = ((source[1], n),)
    return Frame("frame.by", source, covers, k)


def _participle(s: Sentence, k: int, n: int) -> Frame | None:
    back = s.low(k - 1)
    if back in (",", "and") or (back in ("by", "also") and s.low(k - 2) in (",",)):
        return Frame("frame.saying", (-1, -1), ((k + 1, n),), k)
    if s.low(k) in (
        "reporting",
        "saying",
        "putting",
        "claiming",
        "estimating",
        "recording",
        "giving",
        "announcing",
        "confirming",
    ):
        source = speakers.before(s, k)
        if (source is not None and s.low(source[0] - 1) in ("with", "and")) or (
            source is not None and s.low(source[0]) == "with"
        ):
            return Frame("frame.with", source, ((k + 1, n),), k)
        if back in ("-", "--", "–", "—"):
            return Frame("frame.saying", (-1, -1), ((k + 1, n),), k)
    return None


def _say(s: Sentence, k: int, start: int, n: int) -> Frame | None:
    low, flag = s.lows[k], s.flags[k]
    back = s.flag(k - 1)
    if (
        back & (DET | BE)
        or s.low(k - 1) in ("to", "of", "not", "'s")
        or (
            back & PREP
            and s.low(k - 1) not in ("later", "earlier", "today", "yesterday", "this", "us", "alone")
            and not back & (DAY | CAPITAL)
        )
    ):
        return None
    if low in ("claimed", "claims", "claim") and any(
        s.low(i) in ("lives", "responsibility", "life", "victims", "credit", "victory") for i in range(start, start + 7)
    ):
        return None
    if low in (
        "feared",
        "believed",
        "reported",
        "confirmed",
        "estimated",
        "found",
        "verified",
        "listed",
        "claimed",
        "identified",
    ) and any(
        s.low(i) in ("dead", "killed", "drowned", "missing", "wounded", "injured") for i in range(start, start + 1)
    ):
        return None
    relays: tuple[Span, ...] = ()
    if low in ("told", "tells", "tell", "telling"):
        listener = speakers.after(s, start, True)
        if listener is not None:
            start = listener[1]
            if carries(s, listener):
                relays = (listener,)
        elif s.low(start) in ("him", "her", "them", "us"):
            start += 1
    loose = low in _SPEECH
    source = speakers.before(s, k, loose)
    if source is not None and not flag & SAY and low not in _RAISE and not speakers.object_verb(s, k):
        return None
    if not flag & SAY and s.flag(start) & (SAY | AUX):  # "The military report says": a noun
        return None
    if flag & SAY or low in ("reported", "reports"):
        inverted = _inverted(s, k, start, n, source, loose)
        if inverted is not None:
            return Frame("frame.tail", inverted, ((0, k),), k, relays)
    if source is None:
        return None
    return _placed(s, k, start, n, source, relays)


_SPEECH = frozenset(["said", "says", "say", "told", "added", "announced", "stated", "confirmed", "declared"])


def _inverted(s: Sentence, k: int, start: int, n: int, source: Span | None, loose: bool) -> Span | None:
    """ "..., said X": the speaker stands after the verb. An aside before the verb must not hold a figure."""
    marked = s.low(k - 1) in _HEADMARKS
    if source is not None and not marked:
        return None
    if (
        source is not None
        and not (_figures(s, source[1], k) or _figures(s, *source))
        and not (s.low(k - 1) == "," and s.low(k - 2) in _CLOSE_QUOTES)
    ):
        return None
    found = speakers.after(s, start, loose)
    if found is None or (not marked and _figures(s, found[1], n)):
        return None
    if _figures(s, found[1], n) and s.low(found[1]) not in (",", "on", "late", "in") and not s.flag(found[1]) & DAY:
        return None
    return found


_HEADMARKS = frozenset([",", '"', "”", "»", "?", "!", "—", "–", "-", "--"])


def _placed(s: Sentence, k: int, start: int, n: int, source: Span, relays: tuple[Span, ...]) -> Frame:
    """Lead or tail: what stands right before the speaker and right after the verb decides."""
    edge = speakers.edge(s, source, k)
    left = edge - 1
    while left >= 0 and s.low(left) in ("and", "but", "while", "though", "although", "whereas", "as"):
        left -= 1
    joined = left != edge - 1
    mark = s.low(left) if left >= 0 else ""
    closing = mark in _CLOSE_QUOTES or (mark in (",", ".", "?", "!", "—", "–") and s.low(left - 1) in _CLOSE_QUOTES)
    said_before = _figures(s, 0, source[0])
    content = _content(s, start)
    if closing and not joined:
        right = _resumes(s, start, n)
        return Frame("frame.tail", source, ((0, source[0]), *right), k, relays)
    if content or (joined and not _only_adjunct(s, start, n)):
        return Frame("frame.lead", source, ((start, n),), k, relays)
    if said_before and (mark in (",", "—", "–", "--", "-", ".", ":") or _only_adjunct(s, start, n)):
        return Frame("frame.tail", source, ((0, source[0]), *_resumes(s, start, n)), k, relays)
    return Frame("frame.lead", source, ((start, n),), k, relays)


def _content(s: Sentence, k: int) -> bool:
    """What follows the verb is what is said, not when or where."""
    low, flag = s.low(k), s.flag(k)
    if flag & (DAY | MONTH) or (
        low in ("on", "in", "late", "early", "earlier", "by", ",", ".", "", ";", "to", "during", "from", "via", "at")
        and not (low in ("at",) and s.low(k + 1) in ("least", "most"))
    ):
        j = k
        while j < k + 9 and s.low(j) not in (",", ".", ""):
            if s.low(j) in ("that", ":") or s.low(j) in _OPEN_QUOTES:
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


def _only_adjunct(s: Sentence, k: int, n: int) -> bool:
    return not _figures(s, k, n)


def _resumes(s: Sentence, k: int, n: int) -> tuple[Span, ...]:
    """After a tail the same speaker goes on: a new quotation, or "and that"."""
    for j in range(k, n):
        if s.low(j) in _OPEN_QUOTES or (s.low(j) == "and" and s.low(j + 1) == "that") or s.low(j) == ":":
            return ((j, n),)
        if s.flag(j) & (SAY | SAY_ING) and j > k:
            return ()
    return ()


def _figures(s: Sentence, start: int, stop: int) -> bool:
    """A number that is no date stands in the stretch, or a vague or zero word."""
    units = lexicon().units
    for i in range(max(0, start), stop):
        flag, low = s.flags[i], s.lows[i]
        if flag & NUMERIC:
            if not (
                s.flag(i - 1) & MONTH
                or s.flag(i + 1) & MONTH
                or (len(low) == 4 and low.isdigit() and s.low(i - 1) in ("in", "since", "of", ","))
            ):
                return True
        elif (
            low in units
            or ("-" in low and low.partition("-")[0] in units)
            or low
            in (
                "dozens",
                "hundreds",
                "thousands",
                "scores",
                "no",
                "nobody",
                "none",
                "dozen",
                "million",
                "hundred",
                "millions",
                "without",
            )
        ):
            return True
    return False


def _headline(s: Sentence, n: int) -> list[Frame]:
    """A source at the end of a headline after a colon or dash, or at its head before a colon."""
    for k in range(n - 1, 2, -1):
        if s.low(k) in (":", "-", "–", "—", "--") and n - k <= 8:
            source = speakers.after(s, k + 1)
            if source is not None and source[1] >= n - 1 and named(s, source):
                return [Frame("frame.headline", source, ((0, k),), k)]
    return []


def _colon(s: Sentence, n: int) -> list[Frame]:
    """ "Prosecutor Jean Marchal: "We have 77 dead"": a speaker, then a colon."""
    for k in range(1, min(n - 1, 16)):
        if s.low(k) == ":" and not (s.ends[k - 1] == s.starts[k] and s.flag(k - 1) & NUMERIC):
            source = speakers.before(s, k)
            if source is not None and named(s, source) and not any(s.flag(i) & AUX for i in range(*source)):
                return [Frame("frame.colon", source, ((k, n),), k)]
            return []
    return []


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
    if any(s.low(i) in lists.relay_names and s.flag(i) & CAPITAL for i in range(*span)):
        return True
    return any(s.low(i) in lists.relay_nouns for i in range(*span)) and words not in (
        "reporters",
        "journalists",
        "media",
        "the media",
        "the press",
        "reporter",
        "local reporters",
    )


def _scoped(s: Sentence, raw: list[Frame]) -> list[Frame]:
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
                    if begin > frame.verb:
                        stop = min(stop, begin)
                        break
            covers = tuple((a, min(b, stop)) for a, b in covers if a < stop)
        out.append(Frame(frame.rule, source, covers, frame.verb, frame.relays))
    return out
