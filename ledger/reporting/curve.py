"""A running total over time: where each figure stands by date and number, without any markup.

Places across are in percent of the width, places down in pixels of a drawing of fixed height, so that letters
keep their size on any screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ledger import edtf
from ledger.edtf import MONTHS
from ledger.figures import count
from ledger.reporting.model import Claim
from ledger.reporting.scale import Scale, scale
from ledger.reporting.words import date_words

HEIGHT = 248
"""The height of the drawing above its time axis, in pixels."""
_TOP = 34
_LEFT, _RIGHT = 17.0, 92.0
"""Where the first and the last date stand, in percent: the labels of the numbers stand before them."""
_MOST_POINTS = 200
_NEAR_ACROSS, _NEAR_DOWN = 16.0, 24
"""Labels nearer to each other than this many percent and pixels would run together."""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure. `dated` is False where only the date of publication is known, an upper bound.

    `top` and `bottom` are the ends of its reading where that is a range with two ends. `label` is empty where
    it would run into another.
    """

    x: float
    y: float
    top: float | None
    bottom: float | None
    dated: bool
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A line between two figures of one source."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The drawing, and the same in words."""

    points: tuple[Point, ...]
    lines: tuple[Segment, ...]
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    words: str


def curve(claims: Iterable[Claim]) -> Curve | None:
    """The curve of a running total; None for fewer than three dated figures or for a single date."""
    dated = sorted(
        ((day, c) for c in claims if c.value is not None and c.reading and (day := _day(c.as_of or c.published))),
        key=lambda x: (x[0], x[1].value, x[1].row),
    )[:_MOST_POINTS]
    if len(dated) < 3 or dated[0][0] == dated[-1][0]:
        return None
    on = scale(n for _, c in dated for n in _ends(c))
    if on is None:
        return None
    first, last = dated[0][0], dated[-1][0]

    def across(day: int) -> float:
        return round(_LEFT + (day - first) / (last - first) * (_RIGHT - _LEFT), 2)

    placed = [(c, across(day), _down(on, c.value or 0)) for day, c in dated]
    return Curve(
        points=_points(placed, on),
        lines=tuple(_lines(placed)),
        x_ticks=_x_ticks(first, last, across),
        y_ticks=tuple((_down(on, t), count(t)) for t in on.ticks),
        words="; ".join(
            f"{date_words(c.as_of or c.published)}: {c.figure}, {c.said_by or 'nobody named'}" for _, c in dated
        ),
    )


def _day(text: str | None) -> int | None:
    try:
        last = edtf.parse(text).last if text else None
    except ValueError:
        return None
    return last.toordinal() if last else None


def _ends(claim: Claim) -> list[int]:
    r = claim.reading
    both = [r.low, r.high] if r and r.high is not None and r.low > 0 else []
    return [n for n in (claim.value, *both) if n is not None]


def _down(on: Scale, number: int) -> float:
    return round(HEIGHT - on.at(number) / 100 * (HEIGHT - _TOP), 1)


def _points(placed: Sequence[tuple[Claim, float, float]], on: Scale) -> tuple[Point, ...]:
    taken: list[tuple[float, float]] = []
    made: list[Point] = []
    for claim, x, y in reversed(placed):
        free = all(abs(x - a) > _NEAR_ACROSS or abs(y - b) > _NEAR_DOWN for a, b in taken)
        if free:
            taken.append((x, y))
        ends = _ends(claim)
        range_ = len(ends) == 3 and ends[1] != ends[2]
        made.append(
            Point(
                x=x,
                y=y,
                top=_down(on, ends[2]) if range_ else None,
                bottom=_down(on, ends[1]) if range_ else None,
                dated=claim.as_of is not None,
                label=claim.figure if free else "",
                anchor="start" if x < 25 else "end" if x > 80 else "middle",
            )
        )
    return tuple(reversed(made))


def _lines(placed: Sequence[tuple[Claim, float, float]]) -> Iterable[Segment]:
    last: dict[str, tuple[float, float]] = {}
    for claim, x, y in placed:
        if not claim.said_by or claim.as_of is None:
            continue
        if claim.origin in last:
            yield Segment(*last[claim.origin], x, y)
        last[claim.origin] = (x, y)


def _x_ticks(first: int, last: int, across: Callable[[int], float]) -> tuple[tuple[float, str], ...]:
    """The two ends and the middle, by month, by day where the whole is shorter than three months."""
    days = [first, (first + last) // 2, last]
    return tuple((across(d), _tick(date.fromordinal(d), last - first)) for d in days)


def _tick(day: date, span: int) -> str:
    month = f"{MONTHS[day.month - 1][:3]} {day.year}"
    return f"{day.day} {month}" if span < 100 else month
