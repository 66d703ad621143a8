"""From the words that name a speaker to the fullest name that the document gives.

Rules: `source.pronoun`, `source.same-noun` ("the source"), `source.short-name` ("the Observatory",
"Blinken"), `source.acronym`, `source.descriptor` ("the monitoring group"), `source.title`, `source.as-printed`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ledger.extraction import where
from ledger.extraction.lexicons import (
    ADVERB,
    CAPITAL,
    CLAUSE,
    DAY,
    DET,
    MONTH,
    NATION,
    PREP,
    SOURCE_BODY,
    SOURCE_PERSON,
    TITLE,
    lexicon,
    listed,
)
from ledger.extraction.model import Sentence, Source
from ledger.vocabulary import Anonymity

_WHERE = ("in", "at", "on", "from", "with", "near", "inside", "who", "close", "named")
_MASSES = listed("sources.masses")
_OPENERS = listed("speakers.openers")
_NOT_NAME = listed("sources.not-name")

_JOIN = listed("sources.join")
_ORGANISATION = re.compile(
    r"(?i)\b(?:observatory|network|bureau|organi[sz]ation|committee|commission|council|union|front|group|rights|"
    r"agency|association|crescent|cross|watch|amnesty|airwars|nations|coalition|helmets|brigades?|movement|"
    r"party|news|times|post|journal|television|tv|radio|forces|state|taliban|hezbollah|hamas|houthis?|monitor|"
    r"centre|center|institute|foundation|project|campaign|federation|league|syndicate|university|company|borders)\b"
)
_OFFICE = re.compile(
    r"(?i)\b(?:ministry|minister|police|army|military|government|department|office|authorit(?:y|ies)|command|"
    r"presidency|pentagon|kremlin|staff|navy|air force|administration|hospital|embassy|court|defen[cs]e|guard|"
    r"regime|security|municipality|prefecture|directorate|service|mission|civil)\b"
)


@dataclass(slots=True)
class Names:
    """What one document calls people and organisations, and who spoke last in it."""

    full: list[str] = field(default_factory=list)
    acronyms: dict[str, str] = field(default_factory=dict)
    descriptors: list[tuple[str, str]] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    last_person: str | None = None
    last_body: str | None = None
    last_many: str | None = None
    """Who "they" are: the last who spoke as several, or as a body."""
    spoken: list[Source] = field(default_factory=list)


def gather(sentences: list[Sentence], text: str) -> Names:
    """Every capitalised name of the document, its acronyms and descriptors, in order of mention."""
    names = Names()
    for s in sentences:
        if s.shouting:
            continue
        k = 0
        while k < len(s.texts):
            stop = _name_end(s, k)
            if stop <= k:
                k += 1
                continue
            words = _words(s, text, k, stop)
            if stop - k > 1 and words not in names.full:
                names.full.append(words)
                if any(s.flag(i) & TITLE for i in range(max(0, k - 2), k)):
                    names.people.add(words)
            if s.low(stop) == "(" and s.low(stop + 2) == ")" and s.texts[stop + 1].isupper():
                names.acronyms.setdefault(s.texts[stop + 1], words)
            if s.low(stop) == "," and s.low(stop + 1) in ("a", "an", "the") and stop - k > 1:
                end = stop + 2
                while end < len(s.texts) and s.low(end) not in (",", ".") and end - stop < 9:
                    end += 1
                names.descriptors.append((" ".join(s.lows[stop + 2 : end]), words))
            k = stop
    return names


def _name_end(s: Sentence, k: int) -> int:
    """The token after the capitalised name that begins at k; k where none begins."""
    if not _capital(s, k):
        return k
    if k == 0 and not _capital(s, 1) and s.low(1) not in ("of", "for"):
        return k
    stop = k + 1
    while stop < len(s.texts):
        if _capital(s, stop):
            stop += 1
        elif s.low(stop) in _JOIN and _capital(s, stop + 1) and s.low(stop) not in ("and", "the"):
            stop += 2
        elif s.low(stop) in ("for", "of") and s.low(stop + 1) == "the" and _capital(s, stop + 2):
            stop += 3
        else:
            break
    return stop


def _capital(s: Sentence, k: int) -> bool:
    if not s.flag(k) & CAPITAL or s.flag(k) & (DAY | MONTH):
        return False
    opener = k == 0 or s.starts[k] <= s.body
    if opener and (s.flag(k) & (ADVERB | PREP | CLAUSE) or s.low(k) in _OPENERS):
        return False
    return not (s.flag(k) & DET or s.low(k) in _NOT_NAME)


def _words(s: Sentence, text: str, start: int, stop: int) -> str:
    return " ".join(text[s.starts[start] : s.ends[stop - 1]].split()).removesuffix("'s").removesuffix("’s")


def resolve(s: Sentence, text: str, span: tuple[int, int], names: Names) -> Source:
    """The speaker in the words of the document, with the rule that found the name."""
    start, stop = span
    printed = _words(s, text, start, stop)
    low = s.low(start)
    if stop - start == 1 and low in ("he", "she", "it", "they"):
        who = {"it": names.last_body, "they": names.last_many}.get(low, names.last_person)
        return Source(who, (), "source.pronoun", printed, _anonymous(who))
    while start < stop - 1 and s.flags[start] & DET and s.low(start) in ("the", "its", "their"):
        start += 1
    head = s.lows[stop - 1]
    capitals = [i for i in range(start, stop) if _capital(s, i) and not s.flags[i] & NATION]
    if not capitals:
        return _described(s, text, span, start, head, names, printed)
    leading = _before_article(s, start, stop) or _before_apposition(s, start, stop)
    if leading is not None:
        stop = leading
    name = _person_after_title(s, text, start, stop, names)
    if name is not None:
        return Source(name, (), "source.title", printed)
    words = _words(s, text, start, stop)
    if words in names.acronyms:
        return Source(names.acronyms[words], (), "source.acronym", printed)
    longer = _longer(words, names)
    if longer is not None:
        return Source(longer, (), "source.short-name", printed)
    return Source(words, (), "source.as-printed", printed)


def _before_article(s: Sentence, start: int, stop: int) -> int | None:
    """ "Lama Saad the group's deputy for the north": where an apposition without a comma begins."""
    k = start
    while k < stop and _capital(s, k) and not s.flags[k] & (TITLE | NATION | SOURCE_BODY):
        k += 1
    return k if 2 <= k - start <= 4 and k < stop and s.low(k) in ("a", "an", "the") and s.texts[k].islower() else None


def _before_apposition(s: Sentence, start: int, stop: int) -> int | None:
    """ "the Red Cross a charity based in Kano": the name alone."""
    end = _name_end(s, start)
    return end if start < end < stop and s.texts[end] in ("a", "an") else None


def _described(
    s: Sentence, text: str, span: tuple[int, int], start: int, head: str, names: Names, printed: str
) -> Source:
    definite = start > span[0] and s.low(span[0]) == "the"
    if definite:
        for spoken in reversed(names.spoken):
            if spoken.name and head in spoken.name.casefold().split() and " and " not in spoken.name:
                return Source(spoken.name, (), "source.same-noun", printed, spoken.anonymous)
        words = [w for w in s.lows[start : span[1]] if not w.startswith("-")]
        for described, name in names.descriptors:
            if head in described.split() and (len(words) == 1 or any(w in described for w in words[:-1])):
                return Source(name, (), "source.descriptor", printed)
        for name in names.full:
            if head in name.casefold().split() and head not in ("government", "state", "police", "army"):
                return Source(name, (), "source.short-name", printed)
    shown = printed if span[0] == start else _words(s, text, start, span[1])
    anonymous = any(s.flags[i] & SOURCE_PERSON for i in range(start, span[1]))
    return Source(shown, (), "source.as-printed", printed, anonymous)


def _person_after_title(s: Sentence, text: str, start: int, stop: int, names: Names) -> str | None:
    """ "US Deputy Secretary of State Antony Blinken": the name that follows the title."""
    last = -1
    for i in range(start, stop):
        if s.flags[i] & (TITLE | SOURCE_PERSON) and s.low(i) not in names.acronyms:
            last = i
    if last < 0:
        return None
    k = last + 1
    while k + 1 < stop and s.low(k) in ("of", "for"):
        k += 2
        while k < stop - 2 and s.low(k) in ("and", "of"):
            k += 2
    rest = [i for i in range(k, stop) if _capital(s, i)]
    if not rest or len(rest) > 5 or rest[0] != k or rest[-1] != stop - 1:
        return None
    name = _words(s, text, k, stop)
    if _ORGANISATION.search(name) or _OFFICE.search(name):
        return None
    found = _longer(name, names) or name
    names.people.add(found)
    return found


def _longer(words: str, names: Names) -> str | None:
    """The first longer name of the document that holds all the words of this one, in order."""
    short = [w for w in re.findall(r"[\w'’-]+", words.casefold()) if w not in _JOIN]
    if not short:
        return None
    for name in names.full:
        parts = re.findall(r"[\w'’-]+", name.casefold())
        if len(parts) > len(short) and len(parts) <= len(short) + 6:
            at = iter(parts)
            whole = all(w in at for w in short)
            if len(short) > 1 and parts[-len(short) :] == short and where.known(name.split()[0]):
                continue  # "attacks in Hama Human Rights Watch said": the place is no part of the name
            person = len(short) == 1 and parts[-1] == short[0]
            body = short[-1] in parts and bool(_ORGANISATION.search(name) or _OFFICE.search(name))
            if whole and (person or body or len(short) > 1):
                return name
    if words.isupper() and 2 <= len(words) <= 6:
        for name in names.full:
            initials = "".join(w[0] for w in name.split() if w[0].isupper())
            if initials == words and len(initials) > 2:
                return name
    return None


def remember(source: Source, names: Names) -> None:
    """Who spoke, for the pronouns and short names that follow."""
    if source.name is None:
        return
    names.spoken.append(source)
    kind = anonymity(source, names)
    if kind is Anonymity.NAMED_PERSON or _one_person(source):
        names.last_person = source.name
        return
    names.last_many = source.name
    if not _several(source.name):
        names.last_body = source.name
        if " " not in source.name and not source.name.isupper():
            names.last_person = names.last_person or source.name  # "Haddad said": a surname alone may be a person


def _one_person(source: Source) -> bool:
    """ "a hospital official", "the mayor": one person without a name."""
    if source.name is None:
        return False
    words = source.name.casefold().split()
    cut = next((i for i, w in enumerate(words) if w in ("of", "for", "in", "at", "from", "who")), len(words))
    head = words[cut - 1] if cut else ""
    return bool(lexicon().flags.get(head, 0) & SOURCE_PERSON) and head not in _MASSES and not head.endswith("s")


def _several(name: str) -> bool:
    """The name is a noun for several people: "officials", "the rebels", "two residents"."""
    words = name.casefold().split()
    cut = next((i for i, w in enumerate(words) if w in ("of", "for", "in", "at", "from", "who")), len(words))
    head = words[cut - 1] if cut else ""
    return bool(lexicon().flags.get(head, 0) & SOURCE_PERSON) and head.endswith(("s", "men", "people"))


def _anonymous(name: str | None) -> bool:
    return name is not None and not any(w[:1].isupper() for w in name.split())


def anonymity(source: Source, names: Names) -> Anonymity:
    """How far the text names the speaker."""
    name = source.name
    if name is None:
        return Anonymity.UNATTRIBUTED
    words = name.split()
    cut = next((i for i, w in enumerate(words) if i and w in _WHERE), len(words))
    bare = [w for w in words[:cut] if w.casefold() not in ("a", "an", "the", "some", "one")]
    lists = lexicon()
    nouns = [w for w in bare if lists.flags.get(w.casefold(), 0) & SOURCE_PERSON]
    capital = [w for w in bare if w[:1].isupper() and not lists.flags.get(w.casefold(), 0) & NATION]
    unnamed = bool(nouns) and nouns[-1] == bare[-1] and not _ORGANISATION.search(" ".join(capital))
    if unnamed and len(bare) == 1:
        return Anonymity.ANONYMOUS_BARE if cut == len(words) else Anonymity.ANONYMOUS_DESCRIBED
    if unnamed and (not capital or _OFFICE.search(name) or bare[-1].islower()):
        return Anonymity.ANONYMOUS_BARE if len(bare) == 1 else Anonymity.ANONYMOUS_DESCRIBED
    if name in names.people:
        return Anonymity.NAMED_PERSON
    if _OFFICE.search(name):
        return Anonymity.NAMED_OFFICE
    if _ORGANISATION.search(name) or name.isupper() or name.casefold() in lists.relay_names:
        return Anonymity.NAMED_ORGANISATION
    if 2 <= len(capital) <= 5:
        return Anonymity.NAMED_PERSON
    body = any(lists.flags.get(w.casefold(), 0) & SOURCE_BODY for w in bare)
    return Anonymity.NAMED_ORGANISATION if capital or body else Anonymity.ANONYMOUS_DESCRIBED
