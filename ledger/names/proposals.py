"""Names that may be the same, for a person to decide. Likeness of letters proposes and never joins by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from ledger.names.folding import normal, plain, skeleton
from ledger.names.resolver import Alias, Names

MOST_NAMES = 1_500
"""Of more names only the most used are compared: the comparison grows with the square of their number."""

LIKE_ENOUGH = 84.0
"""Per cent of letters in common from which two names are proposed."""

_SMALL = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to", "de", "la", "al"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two names of one kind that may be the same, and why they are proposed.

    `target` is the one on record, or the more used one. `score` is from 0 to 100; `claims` counts those of `name`.
    """

    kind: str
    name: str
    target: str
    why: str
    score: float
    claims: int


def propose(kind: str, used: Iterable[tuple[str, int]], names: Names) -> list[Proposal]:
    """Pairs of names that may be the same, those that most claims hold first.

    `used` are the names in use with the number of their claims. Names that are one already, two names that are
    both on record, and pairs that a person said something about, are left out.
    """
    counted = sorted(used, key=lambda x: (-x[1], x[0]))[:MOST_NAMES]
    heads: dict[object, tuple[str, int]] = {}
    for name, count in counted:
        heads.setdefault(_known_as(kind, name, names), (name, count))
    told = _told(kind, names.aliases)
    found: list[Proposal] = []
    rows = [(n, c, _key(kind, n)) for n, c in heads.values()]
    for (a, many, key_a), (b, few, key_b), likeness in _near(rows):
        if frozenset((plain(a), plain(b))) in told or (names.knows(kind, a) and names.knows(kind, b)):
            continue
        why, score = _why(kind, a, b, key_a, key_b, likeness)
        if why:
            towards_a = few <= many if names.knows(kind, a) == names.knows(kind, b) else names.knows(kind, a)
            name, target = (b, a) if towards_a else (a, b)
            found.append(Proposal(kind, name, target, why, score, few if towards_a else many))
    return sorted(found, key=lambda p: (-p.score, -p.claims, p.name, p.target))


def _known_as(kind: str, name: str, names: Names) -> object:
    if kind == "place":
        return names.resolve_place(name) or plain(name)
    return names.resolve_group(name) if kind == "group" else plain(names.resolve_actor(name))


def _told(kind: str, aliases: Iterable[Alias]) -> set[frozenset[str]]:
    return {frozenset((plain(a[1]), plain(a[3]))) for a in aliases if a[0] == kind}


def _key(kind: str, name: str) -> str:
    return normal(name.split(",")[0]) if kind == "place" else plain(name).removeprefix("the ")


Row = tuple[str, int, str]


def _near(rows: Sequence[Row]) -> Iterable[tuple[Row, Row, float]]:
    """Pairs of rows worth a look, with the likeness of their keys in per cent."""
    from rapidfuzz.distance import JaroWinkler
    from rapidfuzz.fuzz import ratio

    for x, y in combinations(rows, 2):
        if not x[2] or not y[2] or x[2] == y[2] == "":
            continue
        if initials(x[0]) == y[2].replace(".", "") or initials(y[0]) == x[2].replace(".", ""):
            yield x, y, 100.0
            continue
        # Names of very different lengths cannot be alike enough: this spares most of the comparisons.
        short, long = sorted((len(x[2]), len(y[2])))
        if short * 100 < long * 70 or JaroWinkler.similarity(x[2], y[2], score_cutoff=0.8) == 0:
            continue
        likeness = ratio(x[2], y[2], score_cutoff=60.0)
        if likeness:
            yield x, y, likeness


def initials(name: str) -> str:
    """The first letters of the words that count: “Syrian Observatory for Human Rights” gives “sohr”."""
    words = [w for w in plain(name).replace("-", " ").split() if w not in _SMALL]
    return "".join(w[0] for w in words) if len(words) >= 3 else ""


def _why(kind: str, a: str, b: str, key_a: str, key_b: str, likeness: float) -> tuple[str, float]:
    if likeness == 100.0 and key_a != key_b:
        return "one is the initials of the other", 95.0
    if kind == "place":
        if _wide(a) and _wide(b) and _wide(a) != _wide(b):
            return "", 0.0  # the same name in two countries is two places
        bones = skeleton(a.split(",")[0])
        if bones and bones == skeleton(b.split(",")[0]):
            return "the same consonants", 92.0
    if likeness >= LIKE_ENOUGH and not _numbers_differ(a, b):
        return f"{likeness:.0f} % of the letters are the same", likeness
    return "", 0.0


def _wide(name: str) -> str:
    return plain(name.rpartition(",")[2]) if "," in name else ""


def _numbers_differ(a: str, b: str) -> bool:
    return [c for c in a if c.isdigit()] != [c for c in b if c.isdigit()]
