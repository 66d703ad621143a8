"""`Names`: everything the ledger knows about names, as one value built from data and confirmed aliases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ledger.names import actors, definitions, gazetteer, groups
from ledger.names.folding import normal, plain
from ledger.names.gazetteer import Path, Place
from ledger.names.places import PlaceIndex, Resolved, resolve

_JOINED = re.compile(r"\s(?:and|&)\s")
"""Joins two places of one name: what is said of both is said of the pair."""
COMPILERS = "compilers"
"""The class of sources that add up what others counted: a source is put inside it, as a group inside another."""
Alias = tuple[str, str, str, str]
"""A confirmed tie: kind (place, group, actor, definition), name, relation (same, inside, different), target."""


class Names:
    """Names resolved against the shipped data and the aliases that people have confirmed.

    Treat it as frozen: equal aliases give equal answers. Answers are remembered, since a ledger of a million
    claims holds a few thousand names.
    """

    def __init__(self, aliases: Iterable[Alias] = ()) -> None:
        self.aliases: tuple[Alias, ...] = tuple(sorted(set(aliases)))
        shipped, self.partitions = groups.shipped()
        self.groups = groups.GroupTree(shipped)
        rows, sources = list(gazetteer.places()), list(actors.shipped())
        self._index, self._actors = PlaceIndex(rows), actors.ActorIndex(sources)
        self._definitions = definitions.Definitions()
        self._compilers = {plain(a.name) for a in sources if a.compiler}
        self._turned = [self._turn(alias) for alias in self.aliases]
        self._parted()
        self._joined()
        self._contained()
        self._settle_places()
        self._places: dict[tuple[str, tuple[str, ...]], Resolved] = {}
        self._origins: dict[tuple[str, tuple[str, ...]], str] = {}

    def _said(self, relation: str) -> list[tuple[str, str, str]]:
        """What people said of groups, sources and ways of counting: (kind, name, target)."""
        return [(kind, name, target) for kind, name, said, target in self._turned if said == relation]

    def _turn(self, alias: Alias) -> Alias:
        """Of two names that are the same the one on record is the target: its other spellings stay with it."""
        kind, name, relation, target = alias
        turned = relation == "same" and self._on_record(kind, name) and not self._on_record(kind, target)
        return (kind, target, relation, name) if turned else alias

    def _on_record(self, kind: str, name: str) -> bool:
        if kind == "place":
            return plain(name.split(",")[0]) in self._index.exact
        if kind == "group":
            return plain(name) in self.groups.named
        key = actors._key(name)
        return kind == "actor" and (key in self._actors.named or key in self._actors.short)

    def _parted(self) -> None:
        """Names that people said are two."""
        for kind, name, target in self._said("different"):
            own = " ".join(name.split())
            if kind == "group" and self.groups.resolve(name) == self.groups.resolve(target) != own:
                self.groups.add(groups.Group(own, (), (groups.PEOPLE,)))
            elif kind == "actor" and self._actors.resolve(name) == self._actors.resolve(target):
                self._actors.named[actors._key(name)] = own
            elif kind == "definition":
                self._definitions.say(name, "different", target)

    def _joined(self) -> None:
        """Names that people said are one; a target may itself be another's name, so until nothing moves."""
        said = self._said("same")
        before: list[str] = []
        for _ in said:
            for kind, name, target in said:
                if kind == "group":
                    self.groups.same(name, target)
                elif kind == "actor":
                    self._actors.named[actors._key(name)] = self._actors.resolve(target)
                elif kind == "definition":
                    self._definitions.say(name, "same", target)
            now = [self._resolved(kind, name) for kind, name, _ in said]
            if now == before:
                return
            before = now

    def _contained(self) -> None:
        """Names that people said lie inside others; they may lie inside several."""
        for kind, name, target in self._said("inside"):
            if kind == "group":
                self.groups.put(name, target)
            elif kind == "actor" and plain(target) == COMPILERS:
                self._compilers.add(plain(self._actors.resolve(name)))
            elif kind == "definition":
                self._definitions.say(name, "inside", target)

    def _resolved(self, kind: str, name: str) -> str:
        if kind == "group":
            return self.groups.resolve(name)
        return self._actors.resolve(name) if kind == "actor" else self._definitions.resolve(name)

    def _settle_places(self) -> None:
        """What people said about places; a target may itself be another's name, so until nothing moves."""
        said = [alias[1:] for alias in self._turned if alias[0] == "place"]
        for _ in said:
            before = dict(self._index.settled), dict(self._index.chains)
            for name, relation, target in said:
                self._place(name, relation, target)
            if before == (self._index.settled, self._index.chains):
                return

    def _place(self, name: str, relation: str, target: str) -> None:
        paths = resolve(self._index, target).paths
        if not paths:
            return
        path = paths[0]
        region = gazetteer.regions().get(path[0], "")
        own = name.split(",")[0].strip()
        if "," in name or _JOINED.search(name):
            self._chain(name, relation, path, own)
            return
        if relation == "same":
            found = [p for p in self._index.exact.get(plain(path[-1]), []) if p.path == path]
            self._index.settle(own, found[0] if found else Place(path, (), "town", region))
            return
        if relation == "different" and resolve(self._index, name).paths != paths:
            return  # two places already: what a person said is kept, and there is nothing to part
        parent = path if relation == "inside" else path[:1]
        self._index.settle(own, Place((*parent, own), (), "town", region))

    def _chain(self, name: str, relation: str, path: Path, own: str) -> None:
        """What a person said of a whole chain of names holds for that chain: its first name may be many places'."""
        if relation == "same":
            self._index.settle_chain(name, path)
        elif relation == "inside":
            self._index.settle_chain(name, (*path, own))
        elif resolve(self._index, name).paths == (path,):
            self._index.settle_chain(name, (*path[:1], own))

    def resolve_place(self, text: str | None, hints: Sequence[str] = ()) -> tuple[Path, ...]:
        """The paths that `text` names, sorted, each the widest first; () for no words.

        `hints` are countries that the document is about; they settle what the words leave open.
        """
        return self.locate(text, hints).paths

    def locate(self, text: str | None, hints: Sequence[str] = ()) -> Resolved:
        """As `resolve_place`, with whether the words left a choice (the note “uncertain place”)."""
        if not text or not text.strip():
            return Resolved(())
        key = (text, tuple(hints))
        if key not in self._places:
            self._places[key] = resolve(self._index, text, tuple(hints))
        return self._places[key]

    def knows(self, kind: str, text: str) -> bool:
        """Whether a name is on record as it stands, so that nobody need be asked whether it is another's."""
        if kind == "place":
            located = self.locate(text)
            return not located.uncertain and plain(text.split(",")[0]) in self._index.exact
        return plain(text) in self.groups.named if kind == "group" else actors._key(text) in self._actors.named

    def resolve_group(self, text: str | None) -> str:
        """The class of people that `text` names; see `ledger.names.groups`."""
        return self.groups.resolve(text)

    def group_relation(self, a: str, b: str) -> int | None:
        """0 the same class, 1 where `a` lies inside `b`, -1 the other way round, None unrelated."""
        return self.groups.relation(a, b)

    def siblings(self, a: str, b: str) -> bool:
        """Whether two classes lie side by side inside one, neither holding the other."""
        return self.groups.siblings(a, b)

    def resolve_definition(self, text: str) -> str:
        """The name that a way of counting is compared under."""
        return self._definitions.resolve(text)

    def wider_definitions(self, name: str) -> frozenset[str]:
        """Every way of counting that contains `name`."""
        return self._definitions.above(name)

    def definition_relation(self, a: str | None, b: str | None) -> int | None:
        """0 the same way of counting, 1 where `a` lies inside `b`, -1 the other way round, None unrelated."""
        return self._definitions.relation(a, b)

    def resolve_actor(self, text: str, hints: Sequence[str] = ()) -> str:
        """The name of the one who counts; `hints` are the countries that the claim is about."""
        key = (text, tuple(hints))
        if key not in self._origins:
            self._origins[key] = self._actors.resolve(text, hints)
        return self._origins[key]

    def compiles(self, origin: str) -> bool:
        """Whether a source, by the key of its origin, adds up what others counted: said by a person, or shipped."""
        return origin in self._compilers

    def region(self, country: str) -> str:
        """The region of a country; the name itself where the country is not known."""
        return gazetteer.regions().get(country, normal(country))


@lru_cache(maxsize=1)
def default() -> Names:
    """The names that ship, without anybody's aliases."""
    return Names()
