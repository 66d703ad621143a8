"""What cannot be said of two names: what stands already, what contradicts it, and what would go in a circle."""

from __future__ import annotations

from ledger.names.folding import plain
from ledger.names.resolver import COMPILERS, Alias, Names

_SAY = {"same": "the same as", "inside": "inside", "different": "not the same as"}


def objection(names: Names, kind: str, name: str, relation: str, target: str) -> str | None:
    """Why a person cannot say so, in words; None where they can. `names` holds what people have said so far."""
    said = [alias for alias in names.aliases if alias[0] == kind]
    new = (plain(name), plain(target))
    if new[0] == new[1]:
        return "the two names are one and the same"
    if (earlier := _standing(said, new, relation)) is not None:
        pair = (plain(earlier[1]), plain(earlier[3]))
        if earlier[2] == relation and (pair == new or (relation != "inside" and pair == new[::-1])):
            return "that stands so already"
        return _take_back(earlier)
    if kind == "actor" and relation == "inside" and new[1] != COMPILERS:
        return f"a source lies inside no other; claims sources {name!r} --compiler says that it adds up others' figures"
    if relation == "same" and new[0] in _chain(said, new[1]):
        return f"{name!r} is the same as {target!r} already"
    if relation == "inside":
        return _circle(names, kind, name, target)
    return None


def _standing(said: list[Alias], new: tuple[str, str], relation: str) -> Alias | None:
    """What was said of these two names, or of the name alone, where it can have but one meaning."""
    for alias in said:
        one, other = plain(alias[1]), plain(alias[3])
        if {one, other} == set(new):
            return alias
        alone = ("same", "inside") if alias[0] == "place" else ("same",)
        if one == new[0] and alias[2] in alone and relation in alone:
            return alias
    return None


def _take_back(alias: Alias) -> str:
    kind, name, relation, target = alias
    return f"{name!r} is {_SAY[relation]} {target!r}; take that back first: claims alias {kind} {name!r} --remove"


def _chain(said: list[Alias], name: str) -> set[str]:
    """What a name was said to be the same as, and what that was, and so on."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        at = waiting.pop()
        for _, one, relation, other in said:
            if relation == "same" and plain(one) == at and plain(other) not in found:
                found.add(plain(other))
                waiting.append(plain(other))
    return found


def _circle(names: Names, kind: str, name: str, target: str) -> str | None:
    """Why one cannot lie inside the other: they are one, or it holds the other."""
    if kind == "group":
        held = names.group_relation(names.resolve_group(target), names.resolve_group(name))
    elif kind == "definition":
        held = names.definition_relation(names.resolve_definition(target), names.resolve_definition(name))
    elif kind == "place":
        held = _places(names.resolve_place(target), names.resolve_place(name))
    else:
        return None
    if held == 0:
        return f"{name!r} and {target!r} are one {'place' if kind == 'place' else 'and the same'} already"
    return f"{target!r} lies inside {name!r} already" if held == 1 else None


def _places(inner: tuple[tuple[str, ...], ...], outer: tuple[tuple[str, ...], ...]) -> int | None:
    if len(inner) != 1 or len(outer) != 1:
        return None
    if inner == outer:
        return 0
    return 1 if inner[0][: len(outer[0])] == outer[0] else None
