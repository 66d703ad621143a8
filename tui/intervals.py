"""Readings drawn as intervals on one scale: points, bars, and arrows where there is no floor or ceiling."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from ledger.ladder import WIDEST, Drawn, Scale, axis, axis_step, bar, merged, scale, ticks
from tui.lines import Line, cut

__all__ = ["WIDEST", "Drawn", "Scale", "axis", "axis_step", "bar", "draw", "merged", "scale", "ticks"]


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
