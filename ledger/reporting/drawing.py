"""The readings of a finding as an SVG drawing: intervals on one scale, open ends as arrows."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.reporting.model import Claim

WIDTH, LEFT, ROW = 640, 16, 46


@dataclass(frozen=True, slots=True)
class Bar:
    """One reading: where it lies on the drawing, and its words."""

    y: int
    x1: float
    x2: float
    open_right: bool
    open_left: bool
    figure: str
    source: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of readings, with a text that says the same."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    words: str


def draw(claims: list[Claim]) -> Drawing | None:
    """The readings of `claims` on one scale; None where no claim has one."""
    rows: dict[tuple[int, int | None, str], list[str]] = {}
    for claim in claims:
        if claim.reading is not None:
            who = f"{claim.said_by or 'nobody named'}, {claim.publisher or claim.document}"
            who += f", {claim.published or 'date not stated'}"
            names = rows.setdefault((claim.reading.low, claim.reading.high, claim.figure), [])
            if who not in names:
                names.append(who)
    if not rows:
        return None
    ends = [e for low, high, _ in rows for e in (low, high) if e is not None]
    least, most = min(ends), max(ends)
    room = max((most - least) * 0.12, most * 0.04, 1)
    first, last = max(least - room, 0), most + room * 1.6
    span = WIDTH - 2 * LEFT

    def at(number: float) -> float:
        return round(LEFT + span * (number - first) / (last - first), 1)

    bars = tuple(
        Bar(
            26 + n * ROW,
            at(low) if low else LEFT,
            at(high) if high is not None else WIDTH - LEFT,
            high is None,
            low == 0 and high is not None and high > 0,
            figure,
            " · ".join(names),
        )
        for n, ((low, high, figure), names) in enumerate(
            sorted(rows.items(), key=lambda r: (r[0][0], str(r[0][1])))
        )
    )
    marks = sorted({least, most})
    words = "; ".join(f"{b.figure}: {b.source}" for b in bars)
    return Drawing(WIDTH, 30 + len(bars) * ROW + 18, bars, tuple((at(m), f"{m:,}") for m in marks), words)
