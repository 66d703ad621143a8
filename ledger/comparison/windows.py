"""The time that a claim speaks of: how its figure behaves over time, the days it covers, and what ties it to others."""

from __future__ import annotations

from datetime import date

from ledger.comparison.times import Days, days
from ledger.comparison.values import UNDATED, Placed
from ledger.comparison.vocabulary import LEVELS
from ledger.names.folding import plain
from ledger.vocabulary import TimeKind


def fault_of(
    event_start: str | None,
    event_end: str | None,
    as_of: str | None,
    published: str | None,
    held: Days | None,
    issued: Days | None,
) -> str | None:
    """What cannot be of the dates of one claim: an end before its beginning, a count later than its publication."""
    if event_end:
        start, end = days(event_start), days(event_end)
        if start and end and start.first and end.last and end.last < start.first:
            return f"it ends ({event_end}) before it starts ({event_start})"
    if held and issued and held.first and issued.last and held.first > issued.last:
        return f"it is as of {as_of}, after it was published ({published})"
    return None


def time_class(
    measure: str,
    time_kind: str | None,
    counted_from: str | None,
    event_start: str | None,
    event_end: str | None,
    event: str | None,
) -> str:
    """event, period, total, level or rate: how figures of this kind behave over time."""
    if time_kind == TimeKind.RATE:
        return "rate"
    if measure in LEVELS or time_kind == TimeKind.POINT_IN_TIME:
        return "level"
    if time_kind == TimeKind.CUMULATIVE or (time_kind is None and counted_from):
        return "total"
    if time_kind == TimeKind.PERIOD:
        return "period"
    if time_kind is None and event_end and event_end != event_start and not event:
        return "period"
    return "event"


def anchor_of(
    kind: str,
    window: Days | None,
    event: str | None,
    event_start: str | None,
    counted_from: str | None,
    as_of: str | None,
    published: str | None,
    document: str,
) -> str:
    """The words that tie claims in time."""
    label = f"event {plain(event)}" if event else ""
    inside = label or (f"{window.first} {window.last}" if window else "")
    if kind == "total":
        return f"since {counted_from or event_start or '?'} {label}".strip()
    if kind == "level":
        return f"at {as_of or published or '?'} {inside}".strip()
    if inside:
        return inside
    if kind == "period" and as_of and not event_start:
        return f"period as of {as_of}"
    return f"{event_start or UNDATED} in {document}"


def window_of(kind: str, event_start: str | None, event_end: str | None) -> Days | None:
    """The days that an event or a period covers, if the claim says them."""
    start, end = days(event_start), days(event_end)
    if start is None or start.first is None:
        return None
    if end is None:
        if start.coarse and kind == "event":
            return None  # “an event in June”: two such need not be one
        end = start
    if end.last is None:
        return None
    return Days(start.first, end.last)


MOST_MONTHS = 240


def months(first: int | None, last: int | None) -> tuple[str, ...]:
    """The calendar months that a window touches; none for one longer than any war."""
    if first is None or last is None:
        return ()
    a, b = date.fromordinal(first), date.fromordinal(last)
    start, end = a.year * 12 + a.month - 1, b.year * 12 + b.month - 1
    if end - start >= MOST_MONTHS:
        return ()
    return tuple(f"{m // 12}-{m % 12 + 1:02}" for m in range(start, end + 1))


def month_keys(placed: Placed) -> tuple[str, ...]:
    """What claims of one area share where their windows touch one month."""
    if placed.area_key is None:
        return ()
    return tuple(f"{placed.area_key} {month}" for month in months(placed.window_first, placed.window_last))
