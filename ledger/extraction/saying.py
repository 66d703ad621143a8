"""Frames of a verb of saying: "X said that ..." (`frame.lead`), "..., X said", "..., said X" (`frame.tail`)."""

from __future__ import annotations

from dataclasses import replace

from ledger.extraction import scopes, speaker_kinds, speakers
from ledger.extraction.lexicons import (
    ADVERB,
    AUX,
    BE,
    CAPITAL,
    DAY,
    DET,
    MODIFIER,
    NATION,
    NUMERIC,
    PERSON,
    PREP,
    SAY,
    SAY_ING,
    SOURCE_BODY,
    SOURCE_PERSON,
    lexicon,
    listed,
)
from ledger.extraction.model import Frame, Sentence, Span

_BEFORE_VERB = listed("frames.before-verb")
_CLAIMED_THINGS = listed("frames.claimed-things")
_STATES = listed("frames.states")
_STATE_VERBS = listed("frames.state-verbs")

_DECLARING = listed("frames.declaring")
_OCCASION = listed("frames.occasion")
_IMAGES = listed("frames.images")
_PAPERS = listed("frames.papers")
_SHOWING = listed("frames.showing")
_SUBORDINATE = listed("frames.subordinate")
_SPEECH = listed("frames.speech")


_RAISE = listed("frames.raise")


_CLAIMED = ("claimed", "announced", "declared", "admitted")
_PLACES = ("region", "country", "area", "district", "city", "town", "village", "continent", "nation", "island")
_GOVERNED = (
    "county",
    "state",
    "city",
    "country",
    "province",
    "district",
    "parish",
    "borough",
    "school",
    "units",
    "jail",
)
_COUNTING = ("reported", "reports", "report", "confirmed", "confirms", "announced")
_REGISTERING = ("recorded", "records", "registered", "registers", "logged", "logs")
_NOUNS_TOO = listed("speakers.nouns-too")
_CASE_WORDS = listed("phrases.case-words")
_LYING = (
    "body",
    "bodies",
    "corpse",
    "corpses",
    "dead",
    "remains",
    "alive",
    "injured",
    "wounded",
    "unconscious",
    "survivors",
)
_ENDING = ("suggest", "suggests", "suggested", "show", "shows", "showed", "indicate", "indicated", "indicates")
_HEADMARKS = frozenset([",", '"', "”", "»", "?", "!", "—", "–", "-", "--"])


def say(s: Sentence, k: int, start: int, n: int) -> Frame | None:
    low, flag = s.lows[k], s.flags[k]
    back = s.flag(k - 1)
    if low == "states" and s.low(k - 1) == "united":
        return None
    if low == "states" and back & CAPITAL and s.low(k - 2) in ("and", ",", "or"):
        return None  # "youths from Norte and Sur states"
    if (back & NUMERIC or s.low(k - 1) in lexicon().units) and s.flag(start) & (PERSON | NATION | MODIFIER):
        return None  # "48 alleged rebels"
    passive = s.low(start) == "by" and (f"{low} by" in lexicon().by or low in _CLAIMED)
    several = s.low(k - 1).endswith("s") and back & (SOURCE_PERSON | SOURCE_BODY) and not back & CAPITAL
    last = s.low(start) in (".", "") or start >= n
    if passive or (low == "report" and last and (s.headline or s.flag(k) & CAPITAL or not several)):
        return None  # "confirmed by officials"; a headline that ends in "Report"
    if s.low(k - 1) in ("it's", "that's", "it’s"):
        return None  # "it's estimated that"
    if (
        back & (DET | BE)
        or s.low(k - 1) in ("to", "of", "not", "'s")
        or (back & PREP and s.low(k - 1) not in _BEFORE_VERB and not back & (DAY | CAPITAL))
    ):
        return None
    if low in ("claimed", "claims", "claim") and any(s.low(i) in _CLAIMED_THINGS for i in range(start, start + 7)):
        return None
    if low in _STATE_VERBS and any(s.low(i) in _STATES for i in range(start, start + 1)):
        return None
    relays: tuple[Span, ...] = ()
    if low in ("told", "tells", "tell", "telling"):
        listener = speakers.after(s, start, True)
        if listener is not None:
            start = listener[1]
            if speaker_kinds.carries(s, listener):
                relays = (listener,)
        elif s.low(start) == "this" and s.low(start + 1) in lexicon().relay_nouns | {"service", "paper"}:
            start += 2  # "told this newspaper": whoever prints the text is no relay of it
        elif s.low(start) in ("him", "her", "them", "us"):
            start += 1
    loose = low in _SPEECH or (low in _COUNTING and s.low(_subject_end(s, k)) in _GOVERNED)
    source = speakers.before(s, k, loose)
    spoke = low in ("spoke", "speaks", "speak", "spoken")
    if source is not None and not (flag & SAY or spoke) and low not in _RAISE and not speakers.object_verb(s, k):
        return None
    if low == "recalled" and not _tells(s, start, 3):
        return None  # "survivors recalled the horror"
    if low == "related" and s.low(start) not in ("that", "how"):
        return None  # "two virus related deaths"
    if low == "pointed" and s.low(start) == "to" and scopes.figures(s, start + 1, n):
        start += 1  # "he pointed to dozens of injuries"
    elif low == "pointed" and s.low(start) != "out":
        return None
    ending = low in _ENDING and s.low(k - 1) != "," and _over(s, start, n)
    if low in _SHOWING and not ending and not _tells(s, start):
        return None
    if low in ("found", "finds") and _come_upon(s, k, start):
        return None
    if low in ("released", "issued", "published") and not any(s.low(i) in _PAPERS for i in range(start, start + 7)):
        return None  # "released five of the captives"
    if low in ("showed", "shows", "show") and source is not None and _is_image(s, source):
        return None
    if not flag & SAY and s.flag(start) & (SAY | AUX):  # "The military report says": a noun
        return None
    if low in _NOUNS_TOO and s.flag(start) & SAY_ING:  # "with government estimates putting"
        return None
    if low in _CASE_WORDS and (s.low(start) in ("and", "or", "/") or back == 0) and _cases_follow(s, start):
        return None  # "probable, confirmed and suspected cases"
    if flag & SAY or low in ("reported", "reports"):
        inverted = _inverted(s, k, start, n, source, loose)
        if inverted is not None:
            return Frame("frame.tail", inverted, ((0, k),), k, relays)
    if source is None:
        return None
    place = s.low(source[1] - 1) in _PLACES and source[1] - source[0] <= 2
    if low in _REGISTERING and place:
        return None  # "the region has recorded 12 deaths": it happened there
    frame = scopes.placed(s, k, start, n, source, relays)
    subordinate = frame.rule == "frame.lead" and s.low(source[0] - 1) in _SUBORDINATE
    if subordinate and low not in _RAISE and not (_tells(s, start, 3) or _that_soon(s, start)):
        return None
    if frame.rule == "frame.lead" and low in _DECLARING and not _tells(s, start, 4):
        return replace(frame, covers=((start, _background(s, start, n)),))
    return frame


def _cases_follow(s: Sentence, k: int) -> bool:
    """Nothing but words that qualify a case stands between k and the word "cases"."""
    while s.low(k) in _CASE_WORDS:
        k += 1
    return s.low(k) in ("cases", "case", "infections")


def _come_upon(s: Sentence, k: int, start: int) -> bool:
    """ "rescuers found 12 bodies": they do, and nobody says so; a study or an inquiry that finds tells."""
    if s.low(start) in ("that", ":"):
        return False
    for j in range(start, start + 8):
        if s.low(j) in _LYING:
            return True
        if s.low(j) in (",", ".", ";", "") or s.flag(j) & AUX:
            return False
    return False


def _over(s: Sentence, start: int, n: int) -> bool:
    """ "..., ministry figures showed on Monday.": nothing but a time follows the verb."""
    if s.low(start) in (".", "", ",", '"', "”"):
        return True
    timed = s.flag(start) & DAY or s.low(start) in ("on", "late", "in", "earlier", "last", "this")
    return bool(timed) and not scopes.figures(s, start, n)


def _background(s: Sentence, start: int, n: int) -> int:
    """ "announced a day of mourning after 12 people died": what is announced ends where the occasion begins."""
    for k in range(start + 1, n):
        if s.low(k) in _OCCASION or (s.low(k) == "in" and s.low(k + 1) == "which"):
            return k
    return n


def _is_image(s: Sentence, source: Span) -> bool:
    """A picture shows, it does not count; nor does whoever it was sent to."""
    window = range(max(0, source[0] - 6), source[1])
    return any(s.low(k) in _IMAGES for k in window)


def _tells(s: Sentence, start: int, reach: int = 8) -> bool:
    """What follows is said or counted: a clause with that, a quotation, a figure within a few words."""
    for k in range(start, min(start + reach, len(s.texts))):
        low = s.low(k)
        if low in ("that", "how", ":", "no", "none", "nobody") and k == start:
            return True
        if low in scopes.OPEN_QUOTES and k <= start + 1:
            return True
        if low in (",", ";", "and", "but") or s.flag(k) & SAY:
            return False
        if scopes.figures(s, k, k + 1) and low not in ("no", "none", "without"):
            return True
    return False


def _subject_end(s: Sentence, k: int) -> int:
    """The token before the verb, past its auxiliaries: "the county has reported"."""
    j = k - 1
    while j > 0 and s.flag(j) & (AUX | ADVERB):
        j -= 1
    return j


def _that_soon(s: Sentence, k: int) -> bool:
    """ "where police said in a post on Monday that 65 people": the clause opens after when and where."""
    for j in range(k, k + 10):
        if s.low(j) == "that":
            return scopes.figures(s, j, j + 6)
        if s.low(j) in (",", ";", ".", "") or s.flag(j) & SAY:
            return False
    return False


def _inverted(s: Sentence, k: int, start: int, n: int, source: Span | None, loose: bool) -> Span | None:
    """ "..., said X": the speaker stands after the verb. An aside before the verb must not hold a figure."""
    marked = s.low(k - 1) in _HEADMARKS
    name = speakers.after(s, start)
    ends = name is not None and s.low(name[1]) in (".", "") and s.low(k) in ("said", "says")
    if (
        name is not None
        and ends
        and (s.flag(start) & DET or (name[1] - name[0] >= 2 and speaker_kinds.is_name(s, name)))
    ):
        return name  # "... said Talal Barazi.", "... said the Observatory." without a comma
    if source is not None and not marked:
        return None
    named = name is not None and name[1] - name[0] >= 2 and speaker_kinds.is_name(s, name)
    if marked and name is not None and named and s.low(name[1]) in (",", ".", ""):
        return name  # "..., where they graze, said Charles Ontita, police chief of the town"
    if (
        source is not None
        and not (scopes.figures(s, source[1], k) or scopes.figures(s, *source))
        and not (s.low(k - 1) == "," and s.low(k - 2) in scopes.CLOSE_QUOTES)
    ):
        return None
    found = speakers.after(s, start, loose)
    if found is not None and s.flag(found[1]) & AUX and s.low(found[1] - 1) not in (",", ")"):
        return None  # ", said patients were treated": a clause
    if found is None or (not marked and scopes.figures(s, found[1], n)):
        return None
    if (
        scopes.figures(s, found[1], n)
        and s.low(found[1]) not in (",", "on", "late", "in")
        and not (s.low(found[1]) in ("at", "from", "near") and s.flag(found[1] + 1) & CAPITAL)
        and not s.flag(found[1]) & (DAY | SAY_ING)
    ):
        return None
    return found
