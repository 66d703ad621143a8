"""Ways of counting, and which of them lies inside which. Words alone never decide it: what a definition
leaves out cannot be read off its name. What ships stands in data/definitions.toml; people say more.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from ledger.names.folding import plain


@lru_cache(maxsize=1)
def shipped() -> dict[str, frozenset[str]]:
    """The ways of counting that ship, each with those that contain it."""
    text = files("ledger.names").joinpath("data/definitions.toml").read_text(encoding="utf-8")
    return {d["name"]: frozenset(d["inside"]) for d in tomllib.loads(text)["definition"]}


class Definitions:
    """Ways of counting, with what a person has confirmed laid over what ships."""

    def __init__(self) -> None:
        self.same: dict[str, str] = {}
        self.inside: dict[str, frozenset[str]] = dict(shipped())

    def say(self, name: str, relation: str, target: str) -> None:
        """Take in what a person said about two ways of counting."""
        one, other = self.resolve(name), self.resolve(target)
        if relation == "same":
            self.same[plain(name)] = other
        elif relation == "inside":
            self.inside[one] = self.inside.get(one, frozenset()) | {other}
        else:
            self.inside[one] = self.inside.get(one, frozenset()) - {other}

    def resolve(self, text: str) -> str:
        """The name that a way of counting is compared under."""
        return self.same.get(plain(text), plain(text))

    def above(self, name: str) -> frozenset[str]:
        """Every way of counting that contains `name`."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            for wider in self.inside.get(waiting.pop(), ()):
                if wider not in found:
                    found.add(wider)
                    waiting.append(wider)
        return frozenset(found)

    def relation(self, a: str | None, b: str | None) -> int | None:
        """0 the same way of counting, 1 where `a` lies inside `b`, -1 the other way round, None unrelated."""
        if a == b:
            return 0
        if a is None or b is None:
            return None
        if b in self.above(a):
            return 1
        return -1 if a in self.above(b) else None
