"""Sources that may be one and the same, though their words differ: two papers' “police”, “Dr Bello” and “a surgeon”.

Independence must not be read into words. Within one quantity two sources are taken for one where their names agree
(“Juma”, “Hamisi Juma”), or where one of them is a class of speakers and no more, the other may belong to it, and
both give one figure (or that figure rounded) within the days of `independence.JOIN_DAYS`. What tells them apart goes
before it: the police of Kano are not those of Kaduna. A join is a doubt, never a finding, and is always told.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from typing import NamedTuple

from ledger.comparison.values import BARE, C
from ledger.names.folding import plain

_ANONYMOUS = "anonymous "
_VIA = " via "
_TOKEN = re.compile(r"[a-z0-9]+")
_OF = re.compile(r"\b(?:of|at|in|from|for)\b")
_BEFORE = re.compile(r"(?:[\w'’-]+ ){0,5}[\w'’-]+,? $")
_AFTER = re.compile(r",? (?:who |the |an? )[^.;:,\"“”]{3,70}|^, [^.;:,\"“”]{3,70}")
_STOPS = re.compile(r"\b(?:said|says|told|that|killed|dead|died|wounded|injured)\b")


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str], dict[str, str]]:
    """Words that tell nobody apart, titles, roles, and the class of each word that has one."""
    data = tomllib.loads(files("ledger.names").joinpath("data/speakers.toml").read_text(encoding="utf-8"))
    classes = {word: name for name, words in data["classes"].items() for word in words.split()}
    small, titles, roles = (frozenset(data[part].split()) for part in ("small", "titles", "roles"))
    return small, titles, roles, classes


class Voice(NamedTuple):
    """A source by the words for it: whether it has a name, what class of speakers it belongs to, and what tells it
    apart from others of the class. `told` holds what texts say beside its name."""

    key: str
    words: str
    named: bool
    name: tuple[str, ...]
    classes: frozenset[str]
    apart: frozenset[str]
    told: frozenset[str]

    @property
    def kinds(self) -> frozenset[str]:
        """The classes that it may belong to, by its own words and by what texts say of it."""
        if not self.told:
            return self.classes
        known = _words()[3]
        return self.classes | {known[word] for word in self.told if word in known}


class Joined(NamedTuple):
    """A source that is counted with another: the key of the other, and why they may be one."""

    root: str
    why: str


def _tokens(words: str) -> list[str]:
    return _TOKEN.findall(words)


@lru_cache(maxsize=4096)
def voice(key: str) -> Voice:
    """The source that a key of an origin names, as far as its words go."""
    small, titles, roles, known = _words()
    anonymous = key.startswith(_ANONYMOUS)
    words = key.removeprefix(_ANONYMOUS).removeprefix(BARE)
    words = words.rpartition(_VIA)[0] if anonymous and _VIA in words else words
    head, *rest = _OF.split(words, maxsplit=1)
    own = [t for t in _tokens(head) if t not in small and t not in titles]
    institution = [t for t in _tokens(rest[0]) if t not in small and t not in titles] if rest else []
    everything = [t for t in _tokens(words) if t not in small]
    classes = frozenset(known[t] for t in everything if t in known)
    if len(classes) > 1:
        classes -= {"source"}
    distinct = [t for t in own if t not in known and t not in roles]
    if not classes and anonymous and own:
        classes = frozenset({own[-1].removesuffix("s")})
        distinct = distinct[:-1]
    titled = any(t in titles or t in roles for t in _tokens(head))
    person = not anonymous and bool(distinct) and (titled or not any(t in known for t in own))
    marks = {t for t in institution if t not in known and t not in roles}
    apart = frozenset(marks if person else {*marks, *distinct})
    return Voice(key, words, not anonymous, tuple(distinct) if person else (), classes, apart, frozenset())


def _heard(one: Voice, quotes: Iterable[str]) -> Voice:
    """The same with what texts say beside its name: “Hamisi Juma, the commander of police”."""
    if not one.named:
        return one
    small, titles = _words()[:2]
    before_it = "|".join(sorted(map(re.escape, {*titles, *one.name[:-1]})))
    name = rf"(?:(?:{before_it})\.? )*{re.escape(one.name[-1] if one.name else one.words)}"
    told: set[str] = set()
    for quote in quotes:
        text = plain(quote)
        for found in re.finditer(rf"\b{name}\b", text):
            before = _BEFORE.search(text[: found.start()])
            after = _AFTER.match(text[found.end() :])
            for part in (before and _STOPS.split(before.group())[-1], after and _STOPS.split(after.group())[0]):
                told.update(t for t in _tokens(part or "") if t not in small)
    return one._replace(told=frozenset(told)) if told else one


def same(a: Voice, b: Voice, one_figure: Callable[[], bool]) -> str:
    """Why two sources may be one, as the tail of a sentence; "" where nothing says so, or they are told apart."""
    if a.named and b.named and a.name and b.name:
        short, long = sorted((a.name, b.name), key=len)
        alike = short[-1] == long[-1] and set(short) <= set(long)
        return "the names agree" if alike and _meet(a.kinds, b.kinds) and _meet(a.apart, b.apart) else ""
    if not _meet(a.apart, b.apart):
        return ""
    shared = sorted(a.kinds & b.kinds)
    if not shared and not _speaks_for(a, b) and not _speaks_for(b, a):
        return ""
    if a.named and b.named and not (a.name or b.name) and a.apart != b.apart:
        return ""  # two bodies, each with a name of its own
    if not one_figure():
        return ""
    if a.words == b.words or (not a.named and not b.named and not a.apart and not b.apart):
        return f"both name only “{min((a.words, b.words), key=len)}”" if shared else ""
    return f"both may speak as {shared[0]}, and give one figure" if shared else "one speaks for the other"


def may_be_one(keys: Iterable[str]) -> bool:
    """Whether the names of some sources leave it open that two of them are one: few quantities need a longer look."""
    return any(_alike(one, other) for one, other in combinations(keys, 2))


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> bool:
    return "~" not in (one[:1], other[:1]) and bool(same(voice(one), voice(other), lambda: True))


def _meet(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether nothing tells the two apart: they share something, or one of them is not known."""
    return not a or not b or bool(a & b)


def _speaks_for(person: Voice, body: Voice) -> bool:
    """Whether texts name the body beside the person: “fire service director Kamal Hossain”."""
    if not person.name or not person.told or body.name or not body.named:
        return False
    words = {t for t in _tokens(body.words) if t not in _words()[0]}
    return bool(words) and words <= person.told


def one_and_the_same(
    voices: Mapping[str, Sequence[C]],
    one_figure: Callable[[Sequence[C], Sequence[C]], bool],
    quotes: Mapping[str, str] | None = None,
) -> dict[str, Joined]:
    """Which of the sources of one quantity may be another of them, by their keys.

    `one_figure` tells whether two sources give one figure at about one time; `quotes` are the words of claims, by
    their ids. Those with a name come first, and a source is counted with the first that it may be, unless somebody
    who is counted there already cannot be it.
    """
    known = {key: voice(key) for key in voices if not key.startswith("~")}
    if quotes:
        known = {
            key: _heard(one, sorted({quotes[c.claim] for c in voices[key] if c.claim in quotes}))
            for key, one in known.items()
        }
    ordered = sorted(known.values(), key=lambda v: (not v.named, -len(v.name), not v.apart, v.key))
    circles: list[list[Voice]] = []
    found: dict[str, Joined] = {}
    for one in ordered:
        for circle in circles:
            why = next((w for other in circle if (w := _with(one, other, voices, one_figure))), "")
            if why and all(_may_be(one, other) for other in circle):
                found[one.key] = Joined(circle[0].key, why)
                circle.append(one)
                break
        else:
            circles.append([one])
    return found


def _with(
    one: Voice,
    other: Voice,
    voices: Mapping[str, Sequence[C]],
    one_figure: Callable[[Sequence[C], Sequence[C]], bool],
) -> str:
    return same(one, other, lambda: one_figure(voices[one.key], voices[other.key]))


def _may_be(a: Voice, b: Voice) -> bool:
    if a.name and b.name and not set(a.name) & set(b.name):
        return False
    return _meet(a.apart, b.apart)
