"""Readings drawn as intervals on one scale: the geometry and the labels, without any markup.

Every mark has its row with the figure, who gives it, through whom and when, so that a drawing is understood
without its caption and read aloud without being seen. Places are in percent of the width: a drawing fits any
screen without its letters shrinking.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ledger.counting import plural
from ledger.figures import bounds, count
from ledger.reporting.model import Claim, Line
from ledger.reporting.scale import Scale, scale

MOST_ROWS = 12
"""A drawing with more rows is read no better; the table under it holds them all."""
_MOST_CARRIERS = 3
_LETTER = 2.5
"""The width of a letter in percent of the narrowest drawing (330 pixels)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of one source on the scale, with how many reports give it.

    `left` and `right` are the ends of the bar; an open end runs off the scale. `spot` marks the number itself,
    None where only a range or a word was given. `x` and `anchor` place the figure over the mark.
    """

    figure: str
    said_by: str | None
    party: str | None
    through: tuple[str, ...]
    more_through: int
    dates: tuple[str, ...]
    as_of: str | None
    reports: int
    left: float
    right: float
    open_left: bool
    open_right: bool
    soft: bool
    spot: float | None
    x: float
    anchor: str
    why: str

    @property
    def point(self) -> bool:
        """Whether the reading is one number."""
        return not self.open_left and not self.open_right and self.right - self.left < 0.4


@dataclass(frozen=True, slots=True)
class Band:
    """One of the nested ranges on the same scale, with its words and how many stand behind it."""

    words: str
    span: str
    left: float
    right: float
    open_right: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Rows on one scale. `ticks` are places and labels; `hidden` figures stand in the table only."""

    rows: tuple[Row, ...]
    bands: tuple[Band, ...]
    ticks: tuple[tuple[float, str], ...]
    powers: bool
    by_date: bool
    hidden: int

    @property
    def span(self) -> str:
        """The scale in words."""
        return f"{self.ticks[0][1]} to {self.ticks[-1][1]}"


def drawing(claims: Iterable[Claim], *, by_date: bool = False, lines: Sequence[Line] = ()) -> Drawing | None:
    """The drawing of some claims, from the lowest reading to the highest, or from the earliest date to the latest.

    None where fewer than two different figures or sources have a reading: one mark says nothing.
    """
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        if claim.reading is not None:
            date = (claim.as_of or claim.published or "") if by_date else ""
            groups.setdefault((claim.figure, claim.origin, date), []).append(claim)
    if len(groups) < 2:
        return None
    kept = sorted(groups.values(), key=lambda g: -len(g))[:MOST_ROWS]
    kept = [g for g in groups.values() if any(g is k for k in kept)]
    if by_date:
        kept.sort(key=lambda g: g[0].as_of or g[0].published or "9999")
    numbers = [n for g in kept for n in _numbers(g[0])]
    numbers += [n for line in lines for n in (line.low, line.high) if n]
    if any(g[0].reading and g[0].reading.high is None for g in kept):
        numbers.append(max(numbers) + (max(numbers) - min(numbers)) // 6)
    on = scale(numbers)
    if on is None:
        return None
    return Drawing(
        rows=tuple(_row(g, on) for g in kept),
        bands=tuple(_band(line, on) for line in lines),
        ticks=tuple((on.at(t), count(t)) for t in on.ticks),
        powers=on.powers,
        by_date=by_date,
        hidden=len(groups) - len(kept),
    )


def _numbers(claim: Claim) -> list[int]:
    reading = claim.reading
    assert reading is not None  # only claims with one are drawn
    found = [claim.value] if claim.value is not None else []
    if reading.high is not None:
        found.append(reading.high)
    if reading.low > 0 or reading.high is None:
        found.append(reading.low)
    return [n for n in found if n is not None]


def _row(group: Sequence[Claim], on: Scale) -> Row:
    claim = group[0]
    reading = claim.reading
    assert reading is not None  # only claims with one are drawn
    open_left = reading.low < on.low
    open_right = reading.high is None
    left = 0.0 if open_left else on.at(reading.low)
    right = 100.0 if reading.high is None else on.at(reading.high)
    spot = None if claim.value is None else on.at(claim.value)
    middle = spot if spot is not None else (left if open_right else (left + right) / 2)
    carriers = list(dict.fromkeys(" › ".join(c.chain) for c in group if c.chain))
    return Row(
        figure=claim.figure,
        said_by=claim.said_by,
        party=claim.party,
        through=tuple(carriers[:_MOST_CARRIERS]),
        more_through=max(0, len(carriers) - _MOST_CARRIERS),
        dates=tuple(sorted({c.published for c in group if c.published})),
        as_of=claim.as_of if all(c.as_of == claim.as_of for c in group) else None,
        reports=len({c.document for c in group}),
        left=left,
        right=right,
        open_left=open_left,
        open_right=open_right,
        soft=reading.soft_ceiling,
        spot=spot,
        x=round(middle, 2),
        anchor=_anchor(middle, claim.figure),
        why=reading.why,
    )


def _band(line: Line, on: Scale) -> Band:
    return Band(
        words=line.words,
        span=bounds(line.low, float("inf") if line.high is None else line.high),
        left=on.at(line.low),
        right=100.0 if line.high is None else on.at(line.high),
        open_right=line.high is None,
    )


def _anchor(x: float, text: str) -> str:
    """Which end of a label to hold on to, so that it stays inside a drawing as narrow as a phone."""
    half = len(text) * _LETTER / 2
    return "start" if x < half else "end" if x > 100 - half else "middle"


def spoken(row: Row, of: Drawing) -> str:
    """A row in words, for those who do not see the mark."""
    reports = f" in {plural(row.reports, 'report')}" if row.reports > 1 else ""
    return f"{row.figure}{reports}: {row.why}. On a scale from {of.span}."
