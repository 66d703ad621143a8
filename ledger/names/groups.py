"""Who is counted: from words to a class, and which class lies inside which.

The tree stands in data/groups.toml; a class may lie inside several. Words that take a side (“jihadists”,
“terrorists”) are wider classes, so a claim about them contains one about an organisation and never equals
it. Unknown words are their own class inside people, or inside the class of their head noun (“Afghan
fighters” inside combatants). Several classes counted together are joined by ` + `.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as File

from ledger.names.folding import plain

PEOPLE = "people"
JOINED = " + "
_HERE = File(__file__).parent
_LEAD = re.compile(
    r"^(?:(?:the|other|more|its|their|all|suspected|alleged|members? of(?: the)?|"
    r"fighters (?:of|from)(?: the)?|soldiers (?:of|from)(?: the)?) )+"
)
_MEMBERS = re.compile(
    r" (?:members?|militants?|fighters?|jihadists?|terrorists?|rebels|combatants?|gunmen|insurgents?|"
    r"extremists?|forces|soldiers|troops|group|group members|group fighters|group militants|group jihadists|"
    r"operatives|loyalists)$"
)
_BOMBERS = re.compile(
    r"(?:suicide (?:bombers?|attackers?)|who (?:had )?(?:blew|blown|detonated|exploded) themselves(?: up)?|"
    r"who carried out suicide attacks)"
)
_AND = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s+\+\s+")


@dataclass(frozen=True, slots=True)
class Group:
    """One class of people: its name, spellings, the classes it lies inside, and how its words behave."""

    name: str
    aliases: tuple[str, ...]
    inside: tuple[str, ...]
    organisation: bool = False
    perspective: bool = False


@dataclass(frozen=True, slots=True)
class Partition:
    """Classes that make up a whole between them, so that their sum may fall neither short nor above."""

    whole: str
    parts: tuple[str, ...]


@lru_cache(maxsize=1)
def shipped() -> tuple[tuple[Group, ...], tuple[Partition, ...]]:
    """The classes and partitions that ship with the program."""
    import tomllib

    data = tomllib.loads(_HERE.joinpath("data/groups.toml").read_text(encoding="utf-8"))
    groups = tuple(
        Group(
            g["name"],
            tuple(g.get("aliases", ())),
            tuple(g["inside"]),
            g.get("organisation", False),
            g.get("perspective", False),
        )
        for g in data["group"]
    )
    return groups, tuple(Partition(p["whole"], tuple(p["parts"])) for p in data["partition"])


class GroupTree:
    """The containment of classes, with what a person has confirmed laid over what ships."""

    def __init__(self, groups: tuple[Group, ...]) -> None:
        self.named: dict[str, str] = {}
        self.inside: dict[str, tuple[str, ...]] = {}
        self.organisations: set[str] = set()
        self._above: dict[str, frozenset[str]] = {}
        self._resolved: dict[str, str] = {}
        for group in groups:
            self.add(group)

    def add(self, group: Group) -> None:
        """Take one class in; its name and aliases point to it."""
        self._above.clear()
        self._resolved.clear()
        self.inside[group.name] = group.inside
        if group.organisation:
            self.organisations.add(group.name)
        for name in (group.name, *group.aliases):
            self.named[plain(name)] = group.name

    def same(self, name: str, target: str) -> None:
        """Take in that a name means the class that `target` names."""
        self.named[plain(name)] = self.resolve(target)
        self._resolved.clear()

    def put(self, name: str, target: str) -> None:
        """Take in that a class lies inside another, beside those it lies inside already.

        What would go in a circle is passed over: two people may have said it of each other's names at once.
        """
        wide, own = self.resolve(target), self.resolve(name)
        if self.relation(wide, own) in (0, 1):
            return
        if own in self.named.values():
            self.inside[own] = tuple(dict.fromkeys((*self.inside.get(own, ()), wide)))
            self._above.clear()
        else:
            self.add(Group(" ".join(name.split()), (), (wide,)))

    def resolve(self, text: str | None) -> str:
        """The class that the words name; without words, people."""
        if not text or not text.strip():
            return PEOPLE
        if text not in self._resolved:
            self._resolved[text] = self._words(plain(text))
        return self._resolved[text]

    def _words(self, words: str) -> str:
        if (known := self._known(words)) is not None:
            return known
        parts = [p for p in _AND.split(words) if p]
        if len(parts) > 1:
            head = parts[-1].split(" ", 1)[1] if " " in parts[-1] else ""
            full = [p if " " in p or p in self.named or not head else f"{p} {head}" for p in parts]
            return JOINED.join(sorted({self._words(p) for p in full}))
        bare = _LEAD.sub("", words)
        name = bare or words
        if name not in self.inside:
            self.inside[name] = (self._head(name),)
        return name

    def _known(self, words: str) -> str | None:
        for form in (words, _LEAD.sub("", words)):
            if form in self.named:
                return self.named[form]
        bare = _LEAD.sub("", words)
        if _BOMBERS.search(bare):
            stem = _BOMBERS.sub("", bare).strip(" ,")
            org = self.named.get(stem) or self.named.get(_MEMBERS.sub("", stem))
            if org in self.organisations:
                return self._bombers(str(org))
            return "suicide bombers" if not stem or stem == "those" else None
        stem = _MEMBERS.sub("", _MEMBERS.sub("", bare))
        org = self.named.get(stem)
        return org if org in self.organisations else None

    def _bombers(self, organisation: str) -> str:
        name = f"{organisation} suicide bombers"
        if name not in self.inside:
            self.inside[name] = (*self.inside[organisation], "suicide bombers")
        return name

    def _head(self, name: str) -> str:
        """The class of the head noun of unknown words; people where that says nothing."""
        rest = name
        while " " in rest:
            rest = rest.split(" ", 1)[1]
            if rest in self.named:
                return self.named[rest]
        return PEOPLE

    def above(self, name: str) -> frozenset[str]:
        """Every class that `name` lies inside, itself left out."""
        if name not in self._above:
            if JOINED in name:
                found = frozenset.intersection(*(self.above(p) | {p} for p in name.split(JOINED)))
            else:
                if name not in self.inside and self._words(plain(name)) != name:
                    self.inside[name] = (self._head(name),)
                direct = self.inside[name]
                found = frozenset(direct).union(*(self.above(d) for d in direct))
            self._above[name] = found
        return self._above[name]

    def relation(self, a: str, b: str) -> int | None:
        """0 the same, 1 where `a` lies inside `b`, -1 where `b` lies inside `a`, None unrelated."""
        if a == b:
            return 0
        if self._within(a, b):
            return 1
        return -1 if self._within(b, a) else None

    def _within(self, a: str, b: str) -> bool:
        wholes = b.split(JOINED)
        return all(any(p == w or w in self.above(p) for w in wholes) for p in a.split(JOINED))

    def siblings(self, a: str, b: str) -> bool:
        """Whether two classes lie side by side: neither holds the other, and both lie inside one."""
        if self.relation(a, b) is not None or JOINED in a or JOINED in b:
            return False
        return bool(set(self.inside.get(a, ())) & set(self.inside.get(b, ())))
