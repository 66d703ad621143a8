"""Places by their spelling: the hand-made list, and the towns and regions of the world (data/world.tsv).

world.tsv is built from GeoNames (CC BY 4.0). It is sorted by key and looked up by bisection in its bytes: opening it
costs a read, a look-up some microseconds, and nothing is parsed that is not asked for. `tools/build_gazetteer.py`
says how it is made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as File

from ledger.names.folding import plain
from ledger.names.gazetteer import Path, places

_HERE = File(__file__).parent
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_KINDS = {"c": "country", "a": "admin1", "t": "town"}


@dataclass(frozen=True, slots=True)
class Found:
    """A place of the world list: its path, the widest first; its kind; its size.

    `size` is 0 for fewer than 20,000 people, 1 from there, 2 from 100,000, 3 from 500,000; regions and
    countries have 3.
    """

    path: Path
    kind: str
    size: int


def key(name: str) -> str:
    """What a spelling is looked up by: its letters and digits in lower-case ASCII."""
    return _NOT_WORD.sub("", name.lower() if name.isascii() else plain(name))


@dataclass(frozen=True, slots=True)
class _Table:
    heads: list[bytes]
    """The lines of the table of regions, undecoded: number, country, region, and a country's capital."""
    data: bytes

    def region(self, number: int) -> Path:
        """The path of a region by its number."""
        country, region = self.heads[number].decode("utf-8").split("\t")[2:4]
        return (country, region) if region else (country,)


@lru_cache(maxsize=1)
def _table() -> _Table:
    data = _HERE.joinpath("data/world.tsv").read_bytes()
    stop = data.index(b"\n", data.rfind(b"\n#") + 1) + 1
    return _Table(data[: stop - 1].split(b"\n"), data[stop:])


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    rows = (line.decode("utf-8").split("\t") for line in _table().heads)
    return {row[2]: row[4] for row in rows if row[4]}


def capital(country: str) -> str | None:
    """The capital of a country, by the country's name in the list; None where it is not known."""
    return _capitals().get(country)


@lru_cache(maxsize=1)
def _held() -> dict[str, tuple[Found, ...]]:
    """The hand-made list by key: districts of size 1, all else, being well known, 3."""
    found: dict[str, list[Found]] = {}
    for place in places():
        size = 1 if place.kind == "district" else 3
        for spelling in {place.name, *place.aliases}:
            found.setdefault(key(spelling), []).append(Found(place.path, place.kind, size))
    return {k: tuple(v) for k, v in found.items()}


@lru_cache(maxsize=16384)
def lookup(name: str) -> tuple[Found, ...]:
    """Every place that has `name` among its spellings, the larger first; () where there is none."""
    wanted = key(name)
    found = _held().get(wanted, ()) + _beyond(wanted.encode())
    return found if len(found) < 2 else tuple(sorted(found, key=lambda f: (-f.size, f.path)))


def _beyond(wanted: bytes) -> tuple[Found, ...]:
    if len(wanted) < 3:
        return ()
    table = _table()
    data = table.data
    low, high = 0, len(data)
    prefix = wanted + b"\t"
    while low < high:
        middle = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        stop = data.index(b"\n", middle)
        if data[middle : middle + len(prefix)] < prefix:
            low = stop + 1
        else:
            high = middle
    found = []
    while data.startswith(prefix, low):
        stop = data.index(b"\n", low)
        _, own, region, kind = data[low:stop].decode("utf-8").split("\t")
        path = table.region(int(region))
        found.append(Found(path if kind[0] == "a" else (*path, own), _KINDS[kind[0]], int(kind[1])))
        low = stop + 1
    return tuple(found)
