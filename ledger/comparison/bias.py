"""How a source's figures stand to those of third parties: a profile, and no verdict.

For every figure of a source, or of the sources of one party: the ratio to the middle figure of the third
parties on the same thing within a week. Shown is the middle ratio, a bootstrap range and how many figures it
rests on. The yardstick is only the third parties present, who may themselves be high or low, so a profile is
shown with that warning, only from three third parties and ten figures on, and never moves any range.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log
from random import Random
from statistics import median

from ledger.comparison.values import Placed

NEAR_DAYS = 7
FEWEST_FIGURES = 10
FEWEST_THIRD = 3
ROUNDS = 1000
SHARE = 0.05
"""What lies beyond each end of the range: 5 %, so that it holds 90 %."""
WARNING = (
    "Relative to the third parties in this ledger, who may themselves be off; a profile is no correction and "
    "moves no range."
)


@dataclass(frozen=True, slots=True)
class Profile:
    """One source or party on one group: the middle ratio to third parties and its range, None where the
    figures or the third parties are too few to say."""

    source: str
    party: str | None
    group: str
    figures: int
    third: tuple[str, ...]
    ratio: float | None
    low: float | None
    high: float | None


def profiles(
    quantities: Iterable[Iterable[Placed]], parties: Mapping[str, str], *, by_party: bool = False
) -> list[Profile]:
    """The profiles of the sources that are parties (`parties`: origin key to side), or of the parties."""
    ratios: dict[tuple[str, str | None, str], list[float]] = {}
    seen: dict[tuple[str, str | None, str], set[str]] = {}
    for claims in quantities:
        members = [c for c in claims if c.value and c.as_of_last is not None]
        third = sorted((c for c in members if c.attributed and c.origin not in parties), key=lambda c: c.claim)
        if not third:
            continue
        for claim in members:
            side = parties.get(claim.origin)
            if side is None:
                continue
            near = _near(claim, third)
            if near:
                key = (side if by_party else claim.origin_name, side, claim.group)
                ratios.setdefault(key, []).append(log((claim.value or 1) / median(near.values())))
                seen.setdefault(key, set()).update(c.origin_name for c in third if c.origin in near)
    return [_profile(key, found, seen[key]) for key, found in sorted(ratios.items(), key=str)]


def _near(claim: Placed, third: Iterable[Placed]) -> dict[str, float]:
    """The nearest figure in time of each third party, within a week."""
    found: dict[str, tuple[int, float]] = {}
    for other in third:
        apart = abs((other.as_of_last or 0) - (claim.as_of_last or 0))
        if apart <= NEAR_DAYS and (other.origin not in found or apart < found[other.origin][0]):
            found[other.origin] = (apart, float(other.value or 1))
    return {origin: value for origin, (_, value) in found.items()}


def _profile(key: tuple[str, str | None, str], ratios: list[float], third: set[str]) -> Profile:
    source, party, group = key
    if len(ratios) < FEWEST_FIGURES or len(third) < FEWEST_THIRD:
        return Profile(source, party, group, len(ratios), tuple(sorted(third)), None, None, None)
    dice = Random(len(ratios))  # the same figures give the same range on every machine
    ratios = sorted(ratios)
    drawn = sorted(median(dice.choices(ratios, k=len(ratios))) for _ in range(ROUNDS))
    low, high = drawn[int(ROUNDS * SHARE)], drawn[int(ROUNDS * (1 - SHARE)) - 1]
    return Profile(source, party, group, len(ratios), tuple(sorted(third)), exp(median(ratios)), exp(low), exp(high))
