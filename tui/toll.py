"""A running total drawn as a curve over time, in the cells of a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ledger.edtf import MONTHS
from tui.intervals import axis_step
from tui.lines import Line

Cells = list[list[tuple[str, str]]]
"""The letters of the drawing with their roles, line by line."""

HEIGHT = 9
LEAST_WIDTH = 44


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on a day (`date.toordinal()`). `dated` is False where only its publication is dated.

    `open` says that it is a floor: the number may be higher.
    """

    day: int
    number: int
    figure: str
    source: str
    dated: bool = True
    open: bool = False
    role: str = ""


def drawable(points: Sequence[Point]) -> bool:
    """Whether there is a curve to see: three figures or more, on two days or more."""
    return len(points) >= 3 and len({p.day for p in points}) > 1 and len({p.number for p in points}) > 1


def draw(points: Sequence[Point], width: int, height: int = HEIGHT) -> list[Line]:
    """The curve in `height` lines and two for the dates; [] where there is no room."""
    if not drawable(points) or width < LEAST_WIDTH:
        return []
    numbers = [p.number for p in points]
    low, high = min(numbers), max(numbers)
    step = axis_step((high - low) / max(height // 3, 1))
    least, most = low // step * step, -(-high // step) * step
    labels = [f"{n:,}" for n in range(least, most + 1, step)]
    left = max(len(label) for label in labels)
    room = width - left - 2
    first, last = min(p.day for p in points), max(p.day for p in points)
    marks: Cells = [[(" ", "")] * room for _ in range(height)]

    def across(day: int) -> int:
        return round((day - first) / (last - first) * (room - 1))

    def down(number: float) -> int:
        return round((most - number) / (most - least) * (height - 1))

    _join(points, marks, across, down)
    taken: set[tuple[int, int]] = set()
    ordered = sorted(points, key=lambda p: (not p.dated, -p.day, p.number))
    for p in ordered:
        x, y = across(p.day), down(p.number)
        marks[y][x] = ("●" if p.dated else "○", p.role or "strong")
        taken.add((x, y))
        if p.open and x + 1 < room and (x + 1, y) not in taken:
            marks[y][x + 1] = ("↑", p.role)
            taken.add((x + 1, y))
    for p in ordered:
        _label(p, across(p.day), down(p.number), marks, taken, room)
    ticks = {down(n): f"{n:,}" for n in range(least, most + 1, step)}
    lines = []
    for y, row in enumerate(marks):
        label = ticks.get(y, "")
        lines.append(Line.of((label.rjust(left), "dim"), (" ┤" if label else " │", "dim"), *_runs(row)))
    return lines + _dates(first, last, left, room, across)


def _join(points: Sequence[Point], marks: Cells, across: Callable[[int], int], down: Callable[[float], int]) -> None:
    """Dots between the figures of one source."""
    by_source: dict[str, list[Point]] = {}
    for p in points:
        if p.dated and p.source:
            by_source.setdefault(p.source, []).append(p)
    for own in by_source.values():
        own.sort(key=lambda p: p.day)
        for a, b in pairwise(own):
            x1, x2 = across(a.day), across(b.day)
            for x in range(x1 + 2, x2 - 1, 2):
                number = a.number + (b.number - a.number) * (x - x1) / max(x2 - x1, 1)
                marks[down(number)][x] = ("·", "dim")


def _label(p: Point, x: int, y: int, marks: Cells, taken: set[tuple[int, int]], room: int) -> None:
    """The figure and its source beside the point, where nothing else stands."""
    for text in (f"{p.figure} {p.source}".strip(), p.figure):
        for start in (x + (3 if p.open else 2), x - len(text) - 1):
            cells = [(i, y) for i in range(start - 1, start + len(text) + 1)]
            if start < 0 or start + len(text) > room or any(c in taken for c in cells if c != (x, y)):
                continue
            for i, letter in enumerate(text):
                marks[y][start + i] = (letter, p.role)
            taken.update(cells)
            return


def _runs(row: list[tuple[str, str]]) -> list[tuple[str, str]]:
    runs: list[tuple[str, str]] = []
    for letter, role in row:
        if runs and runs[-1][1] == role:
            runs[-1] = (runs[-1][0] + letter, role)
        else:
            runs.append((letter, role))
    return runs


def _dates(first: int, last: int, left: int, room: int, across: Callable[[int], int]) -> list[Line]:
    rule, words = ["─"] * room, [" "] * room
    free = 0
    many = max(min(room // 14, 6), 2)
    for n in range(many):
        day = first + (last - first) * n // (many - 1)
        text = _day(day, last - first)
        x = across(day)
        start = min(max(x - len(text) // 2, 0), room - len(text))
        if start < free:
            continue
        rule[x] = "┬"
        words[start : start + len(text)] = text
        free = start + len(text) + 2
    margin = " " * (left + 1)
    return [Line.of((margin + "└" + "".join(rule), "dim")), Line.of((margin + " " + "".join(words), "dim"))]


def _day(day: int, span: int) -> str:
    when = date.fromordinal(day)
    month = f"{MONTHS[when.month - 1][:3]} {when.year}"
    return f"{when.day} {month}" if span < 100 else month


def spoken(points: Sequence[Point]) -> list[str]:
    """The curve in sentences, the earliest first."""
    return [
        f"{date.fromordinal(p.day).isoformat()}{'' if p.dated else ' (published)'}: "
        f"{p.figure}{' or more' if p.open else ''}, {p.source or 'nobody named'}"
        for p in sorted(points, key=lambda p: (p.day, p.number))
    ]
