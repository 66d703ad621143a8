"""A scale of numbers: where a number stands on it, in percent of its width, and which ticks it shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, log10

_STEPS = (1, 2, 5, 10)
_MOST_TICKS = 5
_MARGIN = 6.0
"""Percent left free on either side, so that marks and the labels of ticks are never cut."""
_WIDE = 200
"""From this ratio on of the largest to the smallest number, steps on the scale multiply."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from `low` to `high`; `powers` where each step multiplies (a logarithmic scale)."""

    low: float
    high: float
    powers: bool
    ticks: tuple[int, ...]

    def at(self, number: float) -> float:
        """Where the number stands, from 0 at the left edge to 100; numbers off the scale stand at its edge."""
        if self.powers:
            share = (log10(max(number, 1)) - log10(self.low)) / (log10(self.high) - log10(self.low))
        else:
            share = (number - self.low) / (self.high - self.low)
        return round(min(max(_MARGIN + share * (100 - 2 * _MARGIN), 0.0), 100.0), 2)


def scale(numbers: Iterable[int]) -> Scale | None:
    """A scale that shows all the numbers; None for no numbers."""
    known = sorted(set(numbers))
    if not known:
        return None
    low, high = known[0], known[-1]
    if low > 0 and high / low >= _WIDE:
        return _powers(low, high)
    if low == high:
        low, high = max(0, low - max(1, low // 10)), high + max(1, high // 10)
    step = _step(high - low)
    first, last = low // step * step, -(-high // step) * step
    return Scale(first, last, False, tuple(range(first, last + 1, step)))


def _step(span: int) -> int:
    power = int(10 ** max(0, floor(log10(span)) - 1))
    while True:
        for part in _STEPS:
            if span / (part * power) <= _MOST_TICKS - 1:
                return int(part * power)
        power *= 10


def _powers(low: int, high: int) -> Scale:
    first, last = floor(log10(low)), floor(log10(high)) + (10 ** floor(log10(high)) < high)
    jump = -(-(last - first) // (_MOST_TICKS - 1))
    ticks = tuple(10**n for n in range(first, last + 1, jump))
    return Scale(10**first, 10**last, True, ticks)
