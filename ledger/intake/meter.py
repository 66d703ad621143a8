"""How far long work is: what is done, how fast it goes, and how long it may still take."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

Progress = Callable[[str, int], None]
"""Told what is being done, in words, and how much of it is done."""

_EVERY = 0.2
_SETTLED = 1.0
"""Seconds after which a rate means something."""


class Meter:
    """Adds rate and time left to what a `Progress` is told, and tells it at most five times a second."""

    def __init__(self, progress: Progress, clock: Callable[[], float] = monotonic) -> None:
        self._progress, self._clock = progress, clock
        self._label = ""
        self._since = self._told = clock()
        self._first = 0

    def __call__(self, label: str, done: int, total: int | None = None) -> None:
        """`done` of `total`, where the whole is known; both count the same things."""
        now = self._clock()
        if label != self._label:
            self._label, self._since, self._first = label, now, done
        elif now - self._told < _EVERY:
            return
        self._told = now
        self._progress(label + self._pace(now, done, total), done)

    def _pace(self, now: float, done: int, total: int | None) -> str:
        spent = now - self._since
        if spent < _SETTLED or done <= self._first:
            return ""
        rate = (done - self._first) / spent
        shown = f", {rate:,.0f} a second" if rate >= 1 else f", {60 * rate:,.0f} a minute"
        if total is None or total < done:
            return shown
        return f"{shown}, {_span((total - done) / rate)} left"


def _span(seconds: float) -> str:
    whole = round(seconds)
    if whole < 90:
        return f"{whole} s"
    return f"{round(whole / 60)} min" if whole < 5_400 else f"{whole / 3600:.1f} h"
