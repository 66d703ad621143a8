"""Names as they are written, for showing what is compared in lower case."""

from __future__ import annotations

import re
from functools import lru_cache

from ledger.names.demonyms import country_of
from ledger.names.folding import normal, plain

_APART = re.compile(r",|\s(?:and|&)\s")
_PART = re.compile(r"(?:north|south|east|west)+(?:ern)?|upper|lower")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = {"a", "al", "an", "and", "at", "d", "da", "de", "del", "des", "di", "do", "du", "e", "el", "en", "et"}
_SMALL |= {"in", "la", "le", "near", "of", "on", "s", "the", "to", "y"}
"""Words that stay small inside the name of a place."""


@lru_cache(maxsize=1)
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    """The organisations and peoples that take capitals, by their folded words."""
    from ledger.names.groups import shipped

    known = {word: word.capitalize() for word in country_of()}
    known |= {plain(group.name): group.name for group in shipped()[0] if group.name != plain(group.name)}
    words = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])"), known


@lru_cache(maxsize=4096)
def proper(words: str) -> str:
    """“iranian fighters” as “Iranian fighters”: organisations and peoples with their capitals, the rest as it is."""
    pattern, known = _known()
    return pattern.sub(lambda found: known[found[0]], words)


@lru_cache(maxsize=4096)
def spelled(name: str, said: str | None) -> str:
    """The name of a place out of a path, as the words `said` spell it where no list holds it: “bus station”.

    A name on record stands in a path as it is written; one that nobody knows stands there folded.
    """
    if name != name.lower():
        return name
    for part in _APART.split(said or ""):
        words = part.split()
        for start in range(len(words)):
            if normal(own := " ".join(words[start:])) == name:
                return own
            if normal(words[start]) == name and start + 1 < len(words) and _PART.fullmatch(name):
                return own  # “northern Mali”, of which the path holds the part alone
    return place_name(name)


@lru_cache(maxsize=4096)
def place_name(name: str) -> str:
    """“khirbet al-ashqar” as “Khirbet al-Ashqar”; a name that has capitals already stays as it is."""
    if name != name.lower():
        return name
    first = _WORD.search(name)
    start = first.start() if first else 0

    def capital(word: re.Match[str]) -> str:
        small = word[0] in _SMALL and word.start() != start
        return word[0] if small else word[0][0].upper() + word[0][1:]

    return _WORD.sub(capital, name)
