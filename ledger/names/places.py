"""From the words for a place to its path: exact, then normal form, then consonants inside a country.

The hand-made list and what people have confirmed come first; the towns of the world (`ledger.names.world`) after
them, and only where they leave no choice. Words run from narrow to wide (“Zaria, Kaduna State, Nigeria”). What the
gazetteer does not hold stays in the path as its own folded name, so that two documents that write the same unknown
name still meet. What a person says of a whole chain (“Old market, Zaria, Nigeria”) holds for that chain and for what
lies in it, and for no other place of its first name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ledger.names.folding import normal, plain, skeleton
from ledger.names.gazetteer import Path, Place
from ledger.names.world import capital, lookup

_K = TypeVar("_K", str, tuple[str, str])

_KINDS = {
    "province": "admin1",
    "governorate": "admin1",
    "state": "admin1",
    "region": "admin1",
    "oblast": "admin1",
    "muhafazah": "admin1",
    "city": "town",
    "town": "town",
    "village": "town",
    "district": "district",
}
_PLURALS = {word + "s": kind for word, kind in _KINDS.items()} | {
    "provinces": "admin1",
    "cities": "town",
    "countries": "country",
}
_LEAD = re.compile(
    r"^(?:(?:the )?(?:\w+ ){0,2}(?:city|town|village|province|region|district|governorate|state) of |"
    r"the |in |near |"
    r"around |outside |inside |central |downtown |outskirts of |"
    r"(?:just |about )?(?:north|south|east|west)(?:-?east|-?west)? of )+"
)
_PART = re.compile(r"^((?:north|south|east|west)(?:-?east|-?west)?(?:ern)?|upper|lower) (?=\w)")
_SITES = frozenset(
    [
        "market",
        "bazaar",
        "mosque",
        "airport",
        "airbase",
        "station",
        "port",
        "harbour",
        "bridge",
        "prison",
        "square",
        "stadium",
        "hospital",
        "mine",
        "base",
        "barracks",
        "university",
    ]
)
_JOIN = re.compile(r"\s+and\s+|\s*&\s*")
_NARROW_FIRST = {"country": 0, "town": 1, "admin1": 2, "district": 3}
"""“Hasakeh” alone is the city; before a comma (“Tal Tamr, Hasakeh”) it is what the city lies in."""
_WIDE_FIRST = {"country": 0, "admin1": 1, "town": 2, "district": 3}


@dataclass(frozen=True, slots=True)
class Resolved:
    """What some words for a place came to: the paths, sorted, and whether the words left a choice."""

    paths: tuple[Path, ...]
    uncertain: bool = False
    candidates: tuple[Path, ...] = ()


class PlaceIndex:
    """Look-up of places by every spelling; built once from the gazetteer."""

    def __init__(self, rows: Iterable[Place]) -> None:
        self.exact: dict[str, list[Place]] = {}
        self.normal: dict[str, list[Place]] = {}
        self.skeleton: dict[tuple[str, str], list[Place]] = {}
        self.settled: dict[str, Path] = {}
        self.chains: dict[tuple[str, ...], Path] = {}
        for place in rows:
            for name in {place.name, *place.aliases}:
                self._add(name, place)

    def _add(self, name: str, place: Place) -> None:
        _add(self.exact, plain(name), place)
        _add(self.normal, normal(name), place)
        if (bones := skeleton(name)) and place.kind != "country":
            _add(self.skeleton, (place.country, bones), place)

    def settle(self, name: str, place: Place) -> None:
        """Take in that a person means `place` by `name`, whatever else the name may name."""
        self._add(name, place)
        self.settled[plain(name)] = place.path

    def settle_chain(self, name: str, path: Path) -> None:
        """Take in that a person means `path` by a chain of names, and by no other chain."""
        self.chains[chain(_words(name))] = path

    def find(
        self, text: str, kind: str | None, within: Path, countries: Sequence[str], wide: bool = False
    ) -> list[Place]:
        """The places that `text` may name: inside `within`, else inside `countries`.

        `wide` says that a narrower name stands before it, which makes a province likelier than a town.
        """
        meant = self.settled.get(plain(text))
        if meant is not None and meant[: len(within)] == within:
            return [p for p in self.exact[plain(text)] if p.path == meant]
        for found in (self.exact.get(plain(text), []), self.normal.get(normal(text), [])):
            if chosen := _narrow(found, kind, within, countries, wide):
                return chosen
        bones = skeleton(text)
        scope = within[:1] or (tuple(countries) if len(countries) == 1 else ())
        if bones and scope:
            return _narrow(self.skeleton.get((scope[0], bones), []), kind, within, countries, wide)
        return []


def _add(table: dict[_K, list[Place]], key: _K, place: Place) -> None:
    if key and place not in table.setdefault(key, []):
        table[key].append(place)


def _narrow(found: list[Place], kind: str | None, within: Path, countries: Sequence[str], wide: bool) -> list[Place]:
    if within:
        found = [p for p in found if p.path[: len(within)] == within]
    elif countries and (inside := [p for p in found if p.country in countries]):
        found = inside
    if kind is not None:
        same = [p for p in found if p.kind == kind]
        return same or [p for p in found if kind == "town" and p.kind == "district"]
    if not found:
        return []
    order = _WIDE_FIRST if wide else _NARROW_FIRST
    best = min(order[p.kind] for p in found)
    return [p for p in found if order[p.kind] == best]


def chain(words: Sequence[str]) -> tuple[str, ...]:
    """The key of a chain of names: spellings that fold to one are one."""
    return tuple(normal(word) or plain(word) for word in words)


def _words(text: str) -> list[str]:
    return [w for w in (part.strip() for part in text.split(",")) if w]


def resolve(index: PlaceIndex, text: str, countries: Sequence[str] = ()) -> Resolved:
    """The paths that `text` names; `countries` are those that the document is about, if known."""
    if index.chains and (said := index.chains.get(chain(_words(text)))):
        return Resolved((said,))
    whole = _one(index, text, countries, None)
    if whole is not None:
        return whole
    parts = [p for p in _JOIN.split(text.strip()) if p]
    if len(parts) < 2:
        return _one(index, text, countries, None, force=True) or Resolved(())
    last, *tail = parts[-1].split(",")
    kind = _PLURALS.get(plain(last).split(" ")[-1])
    if kind is not None:
        parts[-1] = ",".join([last.strip().rsplit(" ", 1)[0], *tail])
    wider = tuple(country for t in tail if (country := _country(index, t)))
    got = [_one(index, p, wider or countries, kind, force=True) for p in parts]
    settled = [g for g in got if g is not None]
    paths = sorted({path for g in settled for path in g.paths})
    return Resolved(tuple(paths), any(g.uncertain for g in settled))


def _country(index: PlaceIndex, text: str) -> str | None:
    found = [p for p in index.exact.get(plain(_bare(text)), []) if p.kind == "country"]
    return found[0].name if found else None


def _one(
    index: PlaceIndex, text: str, countries: Sequence[str], kind: str | None, *, force: bool = False
) -> Resolved | None:
    """One place, narrow to wide. Without `force`, None where the narrowest word is not known."""
    path: Path = ()
    uncertain = False
    candidates: tuple[Path, ...] = ()
    words = _words(text)
    for position, word in reversed(list(enumerate(words))):
        if index.chains and (said := index.chains.get(chain(words[position:]))):
            path = said
            continue
        if position and _is_part(word, path):
            continue
        bare, asked = _kind(_bare(word), kind if position == 0 else None)
        found = _find(index, word, bare, asked, path, countries, position > 0)
        if not found and not path and countries and (position or len(words) == 1):
            found = index.find(bare, asked, (), ())
        if not found:
            beyond = _beyond(bare, asked, path, countries) or _part_of(index, _bare(word), path, countries)
            beyond = beyond or _site_of(index, _bare(word), path, countries)
            if beyond is not None:
                path = beyond
                continue
            if not force and position == 0:
                return None
            lone = path or (tuple(countries) if len(countries) == 1 else ())
            path = (*lone, folded(word))
            continue
        named = {p.path for p in found}
        uncertain = uncertain or len(named) > 1
        if uncertain and not candidates:
            candidates = tuple(sorted(named))
        path = found[0].path if len(named) == 1 else (*path, normal(bare))
    return Resolved((path,) if path else (), uncertain, candidates)


def folded(word: str) -> str:
    """An unknown name as it stands in a path: “near Lamu” is Lamu, as it is for a name on record."""
    return normal(_LEAD.sub("", plain(word))) or normal(word) or plain(word)


def _is_part(word: str, path: Path) -> bool:
    """Whether a word in the middle of a chain only says in which part of the wider place the narrower one lies:
    “Zaria, northern Nigeria, Nigeria” is Zaria in Nigeria."""
    part = _PART.match(_bare(word)) if path else None
    return part is not None and normal(_bare(word)[part.end() :]) in {normal(name) for name in path}


def _find(
    index: PlaceIndex,
    word: str,
    bare: str,
    kind: str | None,
    path: Path,
    countries: Sequence[str],
    wide: bool,
) -> list[Place]:
    found = index.find(word, kind, path, countries, wide) or index.find(bare, kind, path, countries, wide)
    if not found and kind is not None:
        return index.find(bare, None, path, countries, wide)
    return found


def _beyond(bare: str, kind: str | None, path: Path, countries: Sequence[str]) -> Path | None:
    """The one place of the world's list that the words name, inside `path` or else `countries`; None for a choice.

    “the capital” of a country is its capital.
    """
    if bare in ("capital", "the capital") and len(path) == 1:
        found = lookup(capital(path[0]) or "")
        towns = {f.path for f in found if f.kind == "town" and f.path[0] == path[0]}
        return next(iter(towns)) if len(towns) == 1 else None
    found = tuple(f for f in lookup(bare) if f.path[: len(path)] == path and f.path != path)
    if countries and not path:
        found = tuple(f for f in found if f.path[0] in countries)
    if kind is not None:
        found = tuple(f for f in found if f.kind == kind)
    paths = {f.path for f in found}
    return next(iter(paths)) if len(paths) == 1 else None


def _part_of(index: PlaceIndex, bare: str, path: Path, countries: Sequence[str]) -> Path | None:
    """“northern Mali” lies in Mali, “southern Kandahar” in Kandahar; of towns a part is no more than the town."""
    part = _PART.match(bare)
    if part is None:
        return None
    word, kind = _kind(bare[part.end() :], None)
    held = _find(index, bare[part.end() :], word, kind, path, countries, True)
    found = {p.path for p in held if p.kind in ("country", "admin1")}
    found = found or {f.path for f in lookup(word) if f.kind != "town" and f.path[: len(path)] == path}
    return (*next(iter(found)), normal(part.group(1))) if len(found) == 1 else None


def _site_of(index: PlaceIndex, bare: str, path: Path, countries: Sequence[str]) -> Path | None:
    """“Zaria market” is the market in Zaria, as “market, Zaria” is."""
    words = bare.split(" ")
    if words[-1] not in _SITES:
        return None
    for stop in range(len(words) - 1, 0, -1):
        head = " ".join(words[:stop]).removesuffix("'s")
        found = {p.path for p in index.find(head, "town", path, countries) if p.kind == "town"}
        if not found and (path or countries) and (one := _beyond(head, "town", path, countries)):
            found = {one}
        if len(found) == 1:
            return (*next(iter(found)), normal(" ".join(words[stop:])))
    return None


def _bare(text: str) -> str:
    return _LEAD.sub("", plain(text))


def _kind(word: str, kind: str | None) -> tuple[str, str | None]:
    head, _, last = word.rpartition(" ")
    if head and last in _KINDS:
        return head, _KINDS[last]
    return word, kind
