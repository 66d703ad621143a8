"""Readings as intervals on one scale, in plain characters: what the terminal draws, in the command and the app."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log10

LOG_FROM = 200
"""Beyond this ratio of the largest end to the smallest, the scale is logarithmic, and says so."""


WIDEST = 96
"""Cells of the widest scale: beyond this the eye no longer ties a bar to its source."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One reading to draw: the ends (`high` is inf where there is no ceiling), the figure, and who said it.

    `floor` is False where the low end is only the nought below a ceiling ("up to 15,000").
    """

    low: float
    high: float
    figure: str
    source: str
    role: str = ""
    floor: bool = True


@dataclass(frozen=True, slots=True)
class Scale:
    """A mapping of numbers to columns 0 to `width` - 1."""

    least: float
    most: float
    width: int
    log: bool

    def at(self, number: float) -> int:
        """The column of `number`, held inside the scale."""
        span = self._turn(self.most) - self._turn(self.least)
        share = (self._turn(number) - self._turn(self.least)) / span if span else 0.5
        return round(min(max(share, 0.0), 1.0) * (self.width - 1))

    def _turn(self, number: float) -> float:
        return log10(max(number, 1.0)) if self.log else number


def scale(readings: Sequence[Drawn], width: int) -> Scale:
    """The scale that shows every end of `readings`, with room for an arrow at either side."""
    ends = [r.low for r in readings if r.floor] + [r.high for r in readings if r.high != inf]
    least, most = min(ends), max(ends)
    log = most > LOG_FROM * max(least, 1.0)
    if log:
        return Scale(max(least / 2, 1.0) if least > 0 else 0.0, most * 2, width, True)
    room = (most - least) * 0.08 or max(most * 0.1, 1.0)
    least = max(least - room, 0.0)
    return Scale(least, most + room * (2 if any(r.high == inf for r in readings) else 1), width, False)


def merged(readings: Sequence[Drawn]) -> list[Drawn]:
    """Readings that look the same as one, naming each source once, from low to high."""
    rows: dict[tuple[float, float, str, str, bool], list[str]] = {}
    for r in readings:
        names = rows.setdefault((r.low, r.high, r.figure, r.role, r.floor), [])
        if r.source and r.source not in names:
            names.append(r.source)
    done = [
        Drawn(low, high, figure, " · ".join(names), role, floor)
        for (low, high, figure, role, floor), names in rows.items()
    ]
    return sorted(done, key=lambda r: (r.low if r.floor else r.high, r.high, r.figure))


def bar(reading: Drawn, on: Scale) -> str:
    """The drawing of one reading: `●`, `├──┤`, `├──▸` or `◂──┤`, and `●──▸` for a floor with no ceiling."""
    start = on.at(reading.low) if reading.floor else 0
    end = on.width - 1 if reading.high == inf else on.at(reading.high)
    cells = [" "] * on.width
    if start == end and reading.floor:
        cells[start] = "●"
        return "".join(cells)
    for i in range(start, end + 1):
        cells[i] = "─"
    cells[start] = "├" if reading.floor else "◂"
    cells[end] = "▸" if reading.high == inf else "┤"
    return "".join(cells)


def axis_step(least: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, ... that is no smaller than `least`."""
    steps = (digit * 10**n for n in range(10) for digit in (1, 2, 5))
    return next((s for s in steps if s >= least), 10**9)


def ticks(on: Scale) -> list[float]:
    """Round numbers that fall on the scale, as many as there is room for."""
    most = max(on.width // 12, 2)
    if on.log:
        powers = [10.0**n for n in range(10) if on.least <= 10.0**n <= on.most]
        return powers[:: max(-(-len(powers) // most), 1)]
    step = axis_step((on.most - on.least) / most)
    first = -(-int(on.least) // step) * step
    return [float(n) for n in range(first, int(on.most) + 1, step) if n >= on.least]


def axis(on: Scale) -> tuple[str, str]:
    """The line of the scale and the numbers below it."""
    rule, labels = ["─"] * on.width, [" "] * on.width
    free = 0
    for number in ticks(on):
        text = f"{number:,.0f}"
        column = on.at(number)
        start = min(max(column - len(text) // 2, 0), on.width - len(text))
        if start < free:
            continue
        rule[column] = "┴"
        labels[start : start + len(text)] = text
        free = start + len(text) + 2
    return "".join(rule), "".join(labels)
