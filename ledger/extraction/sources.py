"""From the words that name a speaker to the fullest name that the document gives.

Rules: `source.pronoun`, `source.same-noun` ("the source"), `source.short-name` ("the Observatory",
"Blinken"), `source.acronym`, `source.descriptor` ("the monitoring group"), `source.title`, `source.as-printed`.
"""

from __future__ import annotations

import re

from ledger.extraction import where
from ledger.extraction.lexicons import (
    CAPITAL,
    DET,
    MONTH,
    NATION,
    SOURCE_BODY,
    SOURCE_PERSON,
    TITLE,
    lexicon,
    listed,
)
from ledger.extraction.model import Sentence, Source
from ledger.extraction.namebook import OFFICE, ORGANISATION, Names, capital, name_end, words_of
from ledger.vocabulary import Anonymity

_WHERE = ("in", "at", "on", "from", "with", "near", "inside", "who", "close", "named")
_GENERIC = ("group", "organisation", "organization", "monitor", "watchdog", "ngo", "charity", "network")
_TRADES = ("man", "woman", "er", "or", "ist")
_HEARSAY = (["reports"], ["accounts"], ["estimates"])
"""Documents of nobody: “earlier reports had put the toll at 17”."""
_MASSES = listed("sources.masses")


def resolve(s: Sentence, text: str, span: tuple[int, int], names: Names) -> Source:
    """The speaker in the words of the document, with the rule that found the name."""
    start, stop = span
    printed = words_of(s, text, start, stop)
    low = s.low(start)
    if stop - start == 1 and low in ("he", "she", "it", "they"):
        who = {"it": names.last_body or names.last_office, "they": names.last_many}.get(low, names.last_person)
        return Source(who, (), "source.pronoun", printed, _anonymous(who))
    while start < stop - 1 and s.flags[start] & DET and s.low(start) in ("the", "its", "their"):
        start += 1
    while start < stop - 1 and s.lows[start].endswith("-based") and s.flags[start + 1] & CAPITAL:
        start += 1  # "the Britain-based Observatory"
    head = s.lows[stop - 1]
    month = s.flags[stop - 1] & MONTH and s.flags[stop - 1] & CAPITAL
    capitals = [
        i
        for i in range(start, stop)
        if (capital(s, i) or month) and not s.flags[i] & NATION and not s.lows[i].endswith("-based")
    ]
    if not capitals:
        return _described(s, text, span, start, head, names, printed)
    leading = _before_article(s, start, stop) or _before_apposition(s, start, stop)
    if leading is not None:
        stop = leading
    name = _person_after_title(s, text, start, stop, names)
    if name is not None:
        return Source(name, (), "source.title", printed)
    words = words_of(s, text, start, stop)
    if words in names.acronyms:
        return Source(names.acronyms[words], (), "source.acronym", printed)
    again = names.spoken.get(words.casefold()) if " " not in words else None
    if again is not None and again.name is not None and again.name in names.full and again.name.endswith(f" {words}"):
        return Source(again.name, (), "source.short-name", printed)  # of two of one surname, whoever spoke last
    longer = names.longer(words)
    if longer is not None:
        return Source(longer, (), "source.short-name", printed)
    return Source(words, (), "source.as-printed", printed)


def _before_article(s: Sentence, start: int, stop: int) -> int | None:
    """ "Lama Saad the group's deputy for the north": where an apposition without a comma begins."""
    k = start
    while k < stop and capital(s, k) and not s.flags[k] & (TITLE | NATION | SOURCE_BODY):
        k += 1
    return k if 2 <= k - start <= 4 and k < stop and s.low(k) in ("a", "an", "the") and s.texts[k].islower() else None


def _before_apposition(s: Sentence, start: int, stop: int) -> int | None:
    """ "the Red Cross a charity based in Kano": the name alone."""
    end = name_end(s, start)
    return end if start < end < stop and s.texts[end] in ("a", "an") else None


def _described(
    s: Sentence, text: str, span: tuple[int, int], start: int, head: str, names: Names, printed: str
) -> Source:
    definite = start > span[0] and s.low(span[0]) == "the"
    if definite:
        spoken = names.spoken.get(head)
        if spoken is not None and not _fuller(s, start, span[1], spoken.name):
            return Source(spoken.name, (), "source.same-noun", printed, spoken.anonymous)
        words = [w for w in s.lows[start : span[1]] if not w.startswith("-") and not w.endswith("-based")]
        for described, name in names.descriptors.get(head, ()):
            if len(words) == 1 or any(w in described for w in words[:-1]):
                return Source(name, (), "source.descriptor", printed)
        if words == ["hospital"]:
            for name in names.by_word.get("center", []) + names.by_word.get("centre", []):
                if {"medical", "trauma", "health"} & set(name.casefold().split()):
                    return Source(name, (), "source.descriptor", printed)
        last = names.last_body
        named = last is not None and any(w[:1].isupper() for w in last.split()) and not _relays(last)
        if len(words) == 1 and head in _GENERIC and last and named and ORGANISATION.search(last):
            return Source(last, (), "source.descriptor", printed)  # "the group said": the body that spoke last
        for name in names.by_word.get(head, ()):
            known = set(name.casefold().split())
            if head not in ("government", "state", "police", "army") and known.issuperset(words):
                return Source(name, (), "source.short-name", printed)
    shown = printed if span[0] == start else words_of(s, text, start, span[1])
    anonymous = any(s.flags[i] & SOURCE_PERSON for i in range(start, span[1]))
    return Source(shown, (), "source.as-printed", printed, anonymous)


def _fuller(s: Sentence, start: int, stop: int, name: str | None) -> bool:
    """ "the regional governor" after "governor" alone in a headline: what is printed here says more."""
    known = (name or "").casefold().split()
    return stop - start > len(known) and s.lows[max(start, stop - len(known)) : stop] == known


def _relays(name: str) -> bool:
    return name.casefold() in lexicon().relay_names


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
    rest = [i for i in range(k, stop) if capital(s, i)]
    if not rest or len(rest) > 5 or rest[0] != k or rest[-1] != stop - 1:
        return None
    if any(s.low(i) == "and" and _two(s, i, start) for i in range(start, last)):
        return None  # "Captain Waad Mohammed and Lieutenant Omar Saleh": two of them
    name = words_of(s, text, k, stop)
    if ORGANISATION.search(name) or OFFICE.search(name):
        return None
    found = names.longer(name) or name
    names.people.add(found)
    return found


def _two(s: Sentence, i: int, start: int) -> bool:
    """ "and" joins two speakers: a name, or a person's office, stands before it and another office after it."""
    head = SOURCE_PERSON | TITLE
    named = capital(s, i - 1) and i > start + 1 and not s.flag(i - 1) & SOURCE_BODY
    office = bool(s.flag(i - 1) & head) and not s.flag(i - 1) & SOURCE_BODY
    return (named or office) and bool((s.flag(i + 1) | s.flag(i + 2)) & head)


def remember(source: Source, names: Names) -> None:
    """Who spoke, for the pronouns and short names that follow."""
    if source.name is None:
        return
    if " and " not in source.name:
        for word in source.name.casefold().split():
            names.spoken[word] = source
    kind = anonymity(source, names)
    if kind is Anonymity.NAMED_PERSON or _one_person(source) or _person_of(source.name):
        names.last_person = source.name
        if kind is not Anonymity.NAMED_PERSON:
            names.last_office = source.name
        return
    names.last_many = source.name
    if not _several(source.name):
        names.last_body = source.name
        if " " not in source.name and not source.name.isupper():  # "Haddad said": a surname alone
            names.last_person = source.name if _surname(source.name) else names.last_person or source.name


_PERSON_OF = re.compile(r"^(?:[a-z]+ ){0,2}((?:[A-Z][\w'’.-]+ ){2,3})(?:of|at|from) ")


def _person_of(name: str) -> bool:
    """ "Amina Bello of the General Hospital": a person, with the body that she belongs to."""
    found = _PERSON_OF.match(name)
    words = found[1].strip() if found else ""
    body = any(lexicon().flags.get(w.casefold(), 0) & SOURCE_BODY for w in words.split())
    return bool(words) and not body and not ORGANISATION.search(words) and not OFFICE.search(words)


def _surname(word: str) -> bool:
    """One word with a capital that is no place, no outlet and no body: whoever is so called is a person."""
    if not word.istitle() or not word.isalpha() or ORGANISATION.search(word) or OFFICE.search(word):
        return False
    lists = lexicon()
    return not (lists.flags.get(word.lower(), 0) or word.lower() in lists.relay_names or where.known(word))


def _one_person(source: Source) -> bool:
    """ "a hospital official", "the mayor": one person without a name."""
    if source.name is None:
        return False
    words = source.name.casefold().split()
    cut = next((i for i, w in enumerate(words) if w in ("of", "for", "in", "at", "from", "who")), len(words))
    head = words[cut - 1] if cut else ""
    flags = lexicon().flags.get(head, 0)
    if (
        words[0] in ("a", "an", "one")
        and head.endswith(("man", "woman", "er", "or", "ist"))
        and not flags & SOURCE_BODY
    ):
        return True  # "a fireman", "an undertaker"
    return bool(flags & SOURCE_PERSON) and head not in _MASSES and not head.endswith("s")


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
    unnamed = bool(nouns) and nouns[-1] == bare[-1] and not ORGANISATION.search(" ".join(capital))
    if unnamed and len(bare) == 1:
        return Anonymity.ANONYMOUS_BARE if cut == len(words) else Anonymity.ANONYMOUS_DESCRIBED
    if unnamed and (not capital or OFFICE.search(name) or bare[-1].islower()):
        return Anonymity.ANONYMOUS_BARE if len(bare) == 1 else Anonymity.ANONYMOUS_DESCRIBED
    if name in names.people:
        return Anonymity.NAMED_PERSON
    if OFFICE.search(name):
        return Anonymity.NAMED_OFFICE
    if ORGANISATION.search(name) or name.isupper() or name.casefold() in lists.relay_names:
        return Anonymity.NAMED_ORGANISATION
    if 2 <= len(capital) <= 5:
        return Anonymity.NAMED_PERSON
    if [w.casefold() for w in bare] in _HEARSAY:
        return Anonymity.ANONYMOUS_BARE
    body = any(lists.flags.get(w.casefold(), 0) & SOURCE_BODY for w in bare)
    return Anonymity.NAMED_ORGANISATION if capital or body else Anonymity.ANONYMOUS_DESCRIBED
