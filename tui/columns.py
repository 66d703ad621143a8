"""Columns of a table: which of them fit a width, and how wide each is. Pure arithmetic on cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tui.lines import Line

GAP = 2
EMPTY = Line()


@dataclass(frozen=True, slots=True)
class Column:
    """A column by name: its heading, the least and most cells it takes, its side, its share of the room left."""

    name: str
    heading: str
    least: int
    most: int
    align: str = "left"
    share: int = 1


@dataclass(frozen=True, slots=True)
class Fitted:
    """A column with the width it got."""

    column: Column
    width: int


@lru_cache(maxsize=64)
def fit(columns: tuple[Column, ...], width: int, drop: tuple[str, ...] = ()) -> tuple[Fitted, ...]:
    """The columns that fit `width`, widened to fill it. Those named in `drop` go first, in that order."""
    kept = list(columns)
    for name in drop:
        if _least(kept) <= width:
            break
        kept = [c for c in kept if c.name != name]
    while len(kept) > 1 and _least(kept) > width:
        kept.pop()
    sizes = [c.least for c in kept]
    left = width - _least(kept)
    first = sorted(range(len(kept)), key=lambda i: -kept[i].share)
    while left > 0 and any(s < c.most for s, c in zip(sizes, kept, strict=True)):
        for i in first:
            more = min(kept[i].share, kept[i].most - sizes[i], left)
            sizes[i] += more
            left -= more
    return tuple(Fitted(c, s) for c, s in zip(kept, sizes, strict=True))


def _least(columns: Sequence[Column]) -> int:
    return sum(c.least for c in columns) + GAP * (len(columns) - 1)


def heading(columns: Sequence[Fitted]) -> Line:
    """The headings, dim."""
    return row({f.column.name: Line.of((f.column.heading, "dim")) for f in columns}, columns)


def row(cells: dict[str, Line], columns: Sequence[Fitted]) -> Line:
    """One row of a table, each cell cut or padded to its column."""
    done: list[tuple[str, str]] = []
    blank = 0  # the cells before the next words: one span of blanks draws quicker than two
    for f in columns:
        line = cells.get(f.column.name, EMPTY)
        size = line.width
        if size > f.width:
            line = line.cut(f.width)
            size = line.width
        right = f.column.align == "right"
        before = blank + (f.width - size if right else 0)
        if before:
            done.append((" " * before, ""))
        done.extend(line.spans)
        blank = GAP + (0 if right else f.width - size)
    if blank > GAP:
        done.append((" " * (blank - GAP), ""))
    return Line(tuple(done))
