"""Who says so: from the words for a source to the one who counts.

Short forms (“the Observatory”) count only where they leave no choice: one actor has them, or one of those
who have them belongs to the country that the claim is about.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ledger.names.folding import plain

_THE = re.compile(r"^the ")


@dataclass(frozen=True, slots=True)
class Actor:
    """One source: its name, spellings, short forms, country, and for whom it speaks."""

    name: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    country: str | None = None
    speaks_for: str | None = None
    person: bool = False
    compiler: bool = False


@lru_cache(maxsize=1)
def shipped() -> tuple[Actor, ...]:
    """The sources that ship with the program."""
    data = tomllib.loads(files("ledger.names").joinpath("data/actors.toml").read_text(encoding="utf-8"))
    return tuple(
        Actor(
            a["name"],
            tuple(a.get("aliases", ())),
            tuple(a.get("short", ())),
            a.get("country"),
            a.get("speaks_for"),
            a.get("person", False) or "speaks_for" in a,
            a.get("compiler", False),
        )
        for a in data["actor"]
    )


class ActorIndex:
    """Look-up of sources by every spelling."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.named: dict[str, str] = {}
        self.short: dict[str, list[Actor]] = {}
        self.people: dict[str, str] = {}
        for actor in actors:
            origin = actor.speaks_for or actor.name
            for name in (actor.name, *actor.aliases):
                self.named[_key(name)] = origin
                if actor.person:
                    self.people[_key(name)] = origin
            for key in sorted({_key(name) for name in actor.short}):
                self.short.setdefault(key, []).append(actor)

    def resolve(self, text: str, countries: Sequence[str] = ()) -> str:
        """The name of the one who counts; unknown words stay as they are, folded only in spaces."""
        key = _key(text)
        if key in self.named:
            return self.named[key]
        if key in self.short:
            found = [a for a in self.short[key] if a.country in countries] or self.short[key]
            if len(found) == 1:
                return found[0].name
        for part in reversed(key.split(",")):
            if part.strip() in self.named:
                return self.named[part.strip()]
        words = key.split(" ")
        for start in range(1, len(words) - 1):
            if (name := " ".join(words[start:])) in self.people:
                return self.people[name]
        return " ".join(text.split())


def _key(text: str) -> str:
    return _THE.sub("", plain(text).replace(".", ""))
