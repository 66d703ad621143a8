"""Readings drawn as intervals on one scale: points, bars, and arrows where there is no floor or ceiling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log10

from tui.lines import Line, cut

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


def draw(readings: Sequence[Drawn], width: int, ranges: Sequence[Drawn] = ()) -> list[Line]:
    """The readings on one scale in lines of at most `width` cells: figure, bar, who said it.

    `ranges` stand below the scale, on the same scale, in their own order. Where there is little room the
    sources go on lines of their own, under their bars.
    """
    rows = merged(readings)
    if not rows:
        return []
    every = [*rows, *ranges]
    left = min(max(len(r.figure) for r in every), max(width // 4, 10))
    right = min(max(len(r.source) for r in every), max(width // 3, 12))
    below = width - left - right - 4 < 24
    room = min(width - left - 2 - (0 if below else right + 2), WIDEST)
    if room < 8:
        return [Line.of(cut(f"{r.figure}  {r.source}", width)) for r in every]
    on = scale(every, room)
    done = [line for r in rows for line in _row(r, on, left, right, below)]
    rule, labels = axis(on)
    tail = "  log scale" if on.log and not below else ""
    done.append(Line.of(" " * (left + 2), (rule, "dim")))
    done.append(Line.of(" " * (left + 2), (labels + tail, "dim")))
    return done + [line for r in ranges for line in _row(r, on, left, right, below)]


def _row(r: Drawn, on: Scale, left: int, right: int, below: bool) -> list[Line]:
    figure = Line.of((cut(r.figure, left), r.role or "strong")).pad(left, "right")
    drawn = Line.of("  ", (bar(r, on), r.role or ""))
    if below:
        return [figure + drawn, Line.of(" " * (left + 2), (cut(r.source, on.width), "dim"))]
    return [figure + drawn + Line.of("  ", (cut(r.source, right), ""))]


def spoken(readings: Sequence[Drawn]) -> list[str]:
    """The readings in sentences, the lowest first."""

    def ends(r: Drawn) -> str:
        low, high = f"{r.low:,.0f}", f"{r.high:,.0f}"
        if r.high == inf:
            return f"{low} or more"
        if not r.floor:
            return f"{high} or fewer"
        return low if low == high else f"{low} to {high}"

    return [f"{r.figure}: {ends(r)}; {r.source}" if r.figure else f"{r.source}: {ends(r)}" for r in merged(readings)]
