"""What one document calls people and organisations: its names, acronyms and descriptions, in order of mention."""

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
    NUMERIC,
    PREP,
    SAY,
    SOURCE_BODY,
    SOURCE_PERSON,
    TITLE,
    lexicon,
    listed,
)
from ledger.extraction.model import Sentence, Source

_OPENERS = listed("speakers.openers")
_NOT_NAME = listed("sources.not-name")
_JOIN = listed("sources.join")
_ARTICLES = ("al-", "el-", "ul-", "ad-", "as-", "ar-", "at-", "az-", "an-")
_WORD = re.compile(r"[\w'’-]+")


def _bare(word: str) -> str:
    """A part of a name without the Arabic article: "el-bustani" is "bustani" when he is named again."""
    return word[3:] if word.startswith(_ARTICLES) and len(word) > 5 else word


def _any_of(name: str) -> re.Pattern[str]:
    """A pattern that finds any word of a list, the longest first."""
    words = sorted(listed(name), key=lambda w: (-len(w), w))
    return re.compile(r"(?i)\b(?:" + "|".join(map(re.escape, words)) + r")\b")


ORGANISATION = _any_of("names.organisations")
OFFICE = _any_of("names.offices")


@dataclass(slots=True)
class Names:
    """The names of a document, indexed by their words, and who spoke last in it."""

    full: dict[str, list[str]] = field(default_factory=dict)
    """Each name of several words with its words in small letters, in order of mention."""
    by_word: dict[str, list[str]] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    descriptors: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Each word of a description to the description and the name that it describes."""
    people: set[str] = field(default_factory=set)
    last_person: str | None = None
    last_body: str | None = None
    last_office: str | None = None
    """The last who spoke as an office held by one person; "it" where no body spoke."""
    last_many: str | None = None
    """Who "they" are: the last who spoke as several, or as a body."""
    spoken: dict[str, Source] = field(default_factory=dict)
    """The last who spoke by each word of the name, those apart who spoke with others."""
    longest: dict[str, str | None] = field(default_factory=dict)

    def add(self, words: str, titled: bool) -> None:
        """Take in a name of several words."""
        if words in self.full:
            return
        parts = [_bare(p) for p in _WORD.findall(words.casefold())]
        self.full[words] = parts
        for part in dict.fromkeys(parts):
            self.by_word.setdefault(part, []).append(words)
        initials = "".join(w[0] for w in words.split() if w[0].isupper())
        if len(initials) > 2:
            self.initials.setdefault(initials, words)
        if titled:
            self.people.add(words)

    def describe(self, description: str, words: str) -> None:
        """Take in what the document says that a name is."""
        for part in dict.fromkeys(description.split()):
            self.descriptors.setdefault(part, []).append((description, words))

    def longer(self, words: str) -> str | None:
        """The first longer name of the document that holds all the words of this one, in order."""
        if words not in self.longest:
            self.longest[words] = self._longer(words)
        return self.longest[words]

    def _longer(self, words: str) -> str | None:
        short = [_bare(w) for w in _WORD.findall(words.casefold()) if w not in _JOIN]
        if not short:
            return None
        for name in self.by_word.get(short[-1], ()):
            parts = self.full[name]
            if not len(short) < len(parts) <= len(short) + 6:
                continue
            if len(short) > 1 and parts[-len(short) :] == short and where.known(name.split()[0]):
                continue  # "attacks in Hama Human Rights Watch said": the place is no part of the name
            if lexicon().relay_names.keys() & {name.casefold().split()[0], " ".join(name.casefold().split()[:2])}:
                continue  # "told Anadolu Agency Yusuf Bustani": the listener is no part of the name
            at = iter(parts)
            whole = all(w in at for w in short)
            person = len(short) == 1 and parts[-1] == short[0]
            if whole and (person or len(short) > 1 or ORGANISATION.search(name) or OFFICE.search(name)):
                return name
        return self.initials.get(words) if words.isupper() and 2 <= len(words) <= 6 else None


def gather(sentences: list[Sentence], text: str) -> Names:
    """Every capitalised name of the document, its acronyms and descriptors, in order of mention."""
    names = Names()
    for s in sentences:
        if s.shouting:
            continue
        k = 0
        flags = s.flags
        while k < len(flags):
            stop = name_end(s, k) if flags[k] & CAPITAL else k
            if stop <= k:
                k += 1
                continue
            words = words_of(s, text, k, stop)
            if stop - k > 1:
                names.add(words, any(s.flag(i) & TITLE for i in range(max(0, k - 2), k)))
            if s.low(stop) == "(" and s.low(stop + 2) == ")" and s.texts[stop + 1].isupper():
                begin = _spelt(s, k, stop, s.texts[stop + 1])
                if begin < k:
                    words = words_of(s, text, begin, stop)
                    names.add(words, False)
                names.acronyms.setdefault(s.texts[stop + 1], words)
            if s.low(stop) == "," and s.low(stop + 1) in ("a", "an", "the") and stop - k > 1:
                end = stop + 2
                while end < len(s.texts) and s.low(end) not in (",", ".") and end - stop < 9:
                    end += 1
                if not any(f & SAY for f in s.flags[stop + 2 : end]):  # ", the military said": another who speaks
                    names.describe(" ".join(s.lows[stop + 2 : end]), words)
            k = stop
    return names


def name_end(s: Sentence, k: int) -> int:
    """The token after the capitalised name that begins at k; k where none begins."""
    if not capital(s, k):
        return k
    if k == 0 and not capital(s, 1) and s.low(1) not in ("of", "for"):
        return k
    stop = k + 1
    while stop < len(s.texts):
        if capital(s, stop) or _month_name(s, stop):
            stop += 1
        elif s.low(stop) in _JOIN and capital(s, stop + 1) and s.low(stop) not in ("and", "the"):
            stop += 2
        elif s.low(stop) in ("for", "of") and s.low(stop + 1) == "the" and capital(s, stop + 2):
            stop += 3
        elif s.low(stop) == "and" and _goes_on(s, k, stop):
            stop += 2
        else:
            break
    return stop


def _spelt(s: Sentence, start: int, stop: int, acronym: str) -> int:
    """ "Risk Reduction and Management Council (RRMC)": where the name begins that the acronym spells, else `start`."""
    letters = [s.texts[i][0] for i in range(start, stop) if s.texts[i][0].isupper()]
    k = start
    while k > 0 and len(letters) < len(acronym) and start - k < 10:
        if not (capital(s, k - 1) or s.low(k - 1) in ("and", "of", "for", "the", "&")):
            break
        k -= 1
        if s.texts[k][0].isupper():
            letters.insert(0, s.texts[k][0])
    return k if "".join(letters) == acronym and s.texts[k][0].isupper() else start


def _goes_on(s: Sentence, start: int, joint: int) -> bool:
    """ "Centers for Disease Control and Prevention", "Ministry of Health and Welfare": "and" inside a body's name."""
    after = joint + 1
    body = s.flag(start) & SOURCE_BODY and s.low(start + 1) in ("of", "for", "on")
    other = s.flag(after) & (SOURCE_BODY | SOURCE_PERSON | TITLE)
    return bool(body and capital(s, after) and not other and not s.texts[after].isupper() and joint - start <= 6)


def _month_name(s: Sentence, k: int) -> bool:
    """ "Rahim Jan", "Theresa May": a month's word that ends a name."""
    name = s.flag(k) & MONTH and s.flag(k) & CAPITAL and not s.flag(k + 1) & NUMERIC and s.low(k + 1) != "."
    return bool(name) and capital(s, k - 1) and not s.flag(k - 1) & NUMERIC and k >= 2


def capital(s: Sentence, k: int) -> bool:
    if not s.flag(k) & CAPITAL or s.flag(k) & (DAY | MONTH):
        return False
    opener = k == 0 or s.starts[k] <= s.body
    if opener and (s.flag(k) & (ADVERB | PREP | CLAUSE) or s.low(k) in _OPENERS):
        return False
    return not (s.flag(k) & DET or s.low(k) in _NOT_NAME)


def words_of(s: Sentence, text: str, start: int, stop: int) -> str:
    return " ".join(text[s.starts[start] : s.ends[stop - 1]].split()).removesuffix("'s").removesuffix("’s")
