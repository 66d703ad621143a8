"""How two claims stand to each other on each part of the key: same, inside, around, overlapping, apart."""

from __future__ import annotations

from functools import lru_cache

from ledger.comparison.keys import PLACES, STEP
from ledger.comparison.values import Placed
from ledger.comparison.vocabulary import measure_relation
from ledger.names import Names, Path

OVERLAP = "overlap"
BASELINE = "baseline"


@lru_cache(maxsize=4096)
def paths(place: str) -> tuple[Path, ...]:
    """The paths that a placed claim's place holds."""
    return tuple(tuple(p.split(STEP)) for p in place.split(PLACES))


@lru_cache(maxsize=1024)
def place_relation(a: str, b: str) -> int | None:
    """0 the same place or places, 1 where `a` lies inside `b`, -1 the other way round, None unrelated."""
    if a == b:
        return 0
    if _within(paths(a), paths(b)):
        return 1
    return -1 if _within(paths(b), paths(a)) else None


def _within(inner: tuple[Path, ...], outer: tuple[Path, ...]) -> bool:
    return all(any(p[: len(q)] == q for q in outer) for p in inner)


def time_relation(a: Placed, b: Placed) -> int | str | None:
    """0, 1, -1 or None as for places; OVERLAP and BASELINE say why two stretches are not comparable.

    An event lies inside a period that covers its days; a period never lies inside an event, since others
    may have died in those days. Running totals compare only from the same start.
    """
    if a.time_class == b.time_class and a.anchor == b.anchor:
        return 0
    classes = {a.time_class, b.time_class}
    if classes == {"level"}:
        return 0 if _scope(a) == _scope(b) else None
    if classes == {"total"}:
        return BASELINE if a.label == b.label else None
    if not classes <= {"event", "period"} or a.label or b.label:
        return None
    if a.window_first is None or b.window_first is None or a.window_last is None or b.window_last is None:
        return None
    if a.window_first > b.window_last or b.window_first > a.window_last:
        return None
    inside = b.window_first <= a.window_first and a.window_last <= b.window_last
    around = a.window_first <= b.window_first and b.window_last <= a.window_last
    if len(classes) == 2:
        if a.time_class == "event" and inside:
            return 1
        return -1 if b.time_class == "event" and around else None
    if inside:
        return 1
    return -1 if around else OVERLAP


def _scope(claim: Placed) -> str:
    """What a level belongs to besides its date: an event, or nothing."""
    return " ".join(claim.anchor.split(" ")[2:])


def axes(a: Placed, b: Placed, names: Names) -> dict[str, int | str | None]:
    """Every part of the key but the definition, by the word that sentences use for it."""
    return {
        "group": names.group_relation(a.group, b.group),
        "place": place_relation(a.place, b.place),
        "period": time_relation(a, b),
        "measure": measure_relation(a.measure, b.measure),
    }
