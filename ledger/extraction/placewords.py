"""The words of place as sets, and what a name of the gazetteer says about countries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ledger.extraction.lexicons import lexicon
from ledger.names.demonyms import country_of


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """`kinds` follow a name and belong to it; `nouns` are all that a place may be called without one."""

    wide: frozenset[str]
    narrow: frozenset[str]
    plural: frozenset[str]
    kinds: frozenset[str]
    nouns: frozenset[str]
    alone: frozenset[str]
    small: frozenset[str]
    sorts: frozenset[str]
    directions: frozenset[str]
    firm: frozenset[str]
    loose: frozenset[str]
    before_noun: frozenset[str]
    attacks: frozenset[str]
    struck: frozenset[str]
    never: frozenset[str]
    country_of: dict[str, str]
    """Adjective or people, in lower case, to the country."""


@lru_cache(maxsize=1)
def placewords() -> PlaceWords:
    """The sets, built once from lexicon/places.toml and the adjectives of countries."""
    lists = lexicon().places
    kinds, ties = lists["kinds"], lists["prepositions"]
    wide, narrow, plural = (frozenset(kinds[n]) for n in ("wide", "narrow", "plural"))
    return PlaceWords(
        wide=wide,
        narrow=narrow,
        plural=plural,
        kinds=wide | narrow,
        nouns=wide | narrow | plural | frozenset(kinds["sites"]),
        alone=frozenset(kinds["alone"]),
        small=frozenset(kinds["small"]),
        sorts=frozenset(kinds["sorts"]),
        directions=frozenset(kinds["directions"]),
        firm=frozenset(ties["firm"]),
        loose=frozenset(ties["loose"]),
        before_noun=frozenset(ties["firm"]) | {"on"},
        attacks=frozenset(ties["attacks"]),
        struck=frozenset(ties["struck"]),
        never=frozenset(lists["never"]["words"]),
        country_of=country_of(),
    )
