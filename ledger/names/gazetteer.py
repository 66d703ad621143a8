"""The places that ship with the program: data/places.tsv, made by hand from general knowledge.

One row a place: name, aliases (`;` between), parent path (` > ` between, widest first; a country's is its
region), country and kind (country, admin1, town, district).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as File

_HERE = File(__file__).parent

Path = tuple[str, ...]
"""A place as a path, the widest first: ("Syria", "Hasakah Governorate", "Hasakah")."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its path, the spellings that name it, its kind, and the region of its country."""

    path: Path
    aliases: tuple[str, ...]
    kind: str
    region: str

    @property
    def name(self) -> str:
        """The narrowest name of the path."""
        return self.path[-1]

    @property
    def country(self) -> str:
        """The widest name of the path."""
        return self.path[0]


@lru_cache(maxsize=1)
def places() -> tuple[Place, ...]:
    """Every place that ships, in the order of the file; countries stand before what lies in them."""
    text = _HERE.joinpath("data/places.tsv").read_text(encoding="utf-8")
    return tuple(_rows(text))


def _rows(text: str) -> Iterator[Place]:
    regions: dict[str, str] = {}
    for line in text.splitlines()[1:]:
        name, aliases, parent, country, kind = line.split("\t")
        if kind == "country":
            regions[name] = parent
            path: Path = (name,)
        else:
            path = (*parent.split(" > "), name)
        yield Place(path, tuple(a for a in aliases.split(";") if a), kind, regions[country])


@lru_cache(maxsize=1)
def regions() -> dict[str, str]:
    """The region of each country, by the country's name."""
    return {p.name: p.region for p in places() if p.kind == "country"}


@lru_cache(maxsize=1)
def digest() -> str:
    """SHA-256 over the files of places: with other places, texts are read otherwise."""
    import hashlib

    found = hashlib.sha256()
    for name in ("places.tsv", "world.tsv", "demonyms.tsv"):
        found.update(_HERE.joinpath(f"data/{name}").read_bytes())
    return found.hexdigest()
