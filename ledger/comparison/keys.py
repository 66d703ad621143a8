"""Where a claim belongs: its quantity, its reading, its origin.

A quantity is (measure, group, place, period or event, counting start, flow or stock, definition). Its key is
a hash of those words, so the same words give the same key in every ledger. What the text leaves open is
never filled in: a claim without place or date meets only claims of the same document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from ledger.comparison.partial import floor_words, partial
from ledger.comparison.times import Days, days
from ledger.comparison.values import UNDATED, Compared, Placed
from ledger.comparison.vocabulary import LEVELS, SAME_AS, TOLL
from ledger.figures import Figure, Policy, Reading, read, show
from ledger.names import Names
from ledger.names.folding import plain
from ledger.vocabulary import Anonymity, Method, Qualifier, TimeKind

PLACES = " & "
STEP = " > "
ANONYMOUS = (Anonymity.ANONYMOUS_DESCRIBED, Anonymity.ANONYMOUS_BARE)
_MANY_DIGITS = 100


def key_of(*parts: str | None) -> str:
    """A stable key of 16 hexadecimal digits for some words."""
    return blake2b("\x1f".join(p or "" for p in parts).encode(), digest_size=8).hexdigest()


def place_claim(
    compared: Compared, names: Names, policy: Policy, methods: Mapping[str, Method] | None = None
) -> Placed:
    """Put a claim where it belongs. Never raises: what cannot be read is said in `fault`.

    `methods` says how sources count, by the key of the origin; what a claim itself says goes before it.
    """
    c = compared
    located = names.locate(c.place)
    place = PLACES.join(STEP.join(path) for path in located.paths)
    countries = tuple(sorted({path[0] for path in located.paths}))
    measure = SAME_AS.get(c.measure.value, c.measure.value)
    group = names.resolve_group(c.group) if c.group or measure != "equipment_lost" else "equipment"
    published, as_of = days(c.published), days(c.as_of)
    time_class, anchor, window = _time(c)
    if not place:
        place = f"? {anchor}" if c.event else f"? {c.document}"
    definition = plain(c.definition) if c.definition else None
    counted_from = (c.counted_from or c.event_start) if time_class == "total" else None
    t = as_of or published or Days(None, None)
    origin, origin_name, attributed = _origin(c, names, countries)
    if methods and c.method is Method.UNKNOWN and origin in methods:
        c = replace(c, method=methods[origin])
    reading, fault = _reading(c, policy)
    quantity = key_of(measure, group, place, time_class, anchor, definition)
    regions = ",".join(sorted({names.region(country) for country in countries})) or place
    toll = "toll" if measure in TOLL else measure
    months = _months(window) if window and not c.event and time_class in ("event", "period") else ()
    counts = c.value is not None and c.value >= _MANY_DIGITS and len(str(c.value).rstrip("0")) >= 3
    fight = time_class == "event" or (measure == "strength" and bool(c.event or c.event_start))
    return Placed(
        claim=c.claim,
        document=c.document,
        publisher=c.publisher or "",
        quantity_key=quantity,
        family_key=key_of(toll, regions, anchor),
        series_key=key_of(measure, group, place, definition, origin) if time_class in ("period", "total") else None,
        figure_key=key_of(place.split(STEP)[0], str(c.value)) if counts else None,
        month_keys=tuple(key_of(toll, regions, month) for month in months),
        capacity_key=key_of(group, place, c.event or c.event_start or "") if fight else None,
        measure=measure,
        group=group,
        place=place,
        time_class=time_class,
        anchor=anchor,
        label=" ".join(c.event.split()) if c.event else "",
        counted_from=counted_from,
        definition=definition,
        window_first=window.first if window else None,
        window_last=window.last if window else None,
        low=reading.low,
        high=None if reading.high == float("inf") else reading.high,
        soft_low=reading.soft_low,
        soft_high=None if reading.soft_high == float("inf") else reading.soft_high,
        soft_ceiling=reading.soft_ceiling,
        why=reading.why,
        value=c.value,
        qualifier=c.qualifier.value,
        shown=show(c.figure),
        origin=origin,
        origin_name=origin_name,
        attributed=attributed,
        relay=_relay(c),
        as_of_first=t.first,
        as_of_last=t.last,
        as_of_known=as_of is not None,
        published_day=published.last if published else None,
        uncertain_place=" or ".join(", ".join(reversed(p)) for p in located.candidates) or None
        if located.uncertain
        else None,
        fault=fault or _fault(c, as_of, published),
        sentence=key_of(c.document, c.quote) if c.quote and c.at is not None else None,
        at=c.at,
    )


@lru_cache(maxsize=65536)
def _read(
    value: int | None,
    low: int | None,
    high: int | None,
    qualifier: str,
    words: str | None,
    method: str,
    p: Policy,
) -> Reading:
    return read(Figure(value, low, high, Qualifier(qualifier), words), p, Method(method))


def _reading(c: Compared, policy: Policy) -> tuple[Reading, str | None]:
    try:
        reading = _read(c.value, c.low, c.high, c.qualifier.value, c.figure_text, c.method.value, policy)
    except (ValueError, TypeError) as reason:
        return Reading(0.0, float("inf"), 0.0, float("inf"), False, f"not read: {reason}"), str(reason)
    if reading.low > reading.high:
        return reading, f"its low end ({reading.low:,.0f}) is above its high end ({reading.high:,.0f})"
    if min(x for x in (c.value, c.low, c.high, 0) if x is not None) < 0:
        return reading, "it counts fewer than none"
    if reading.low > 0 and (why := partial(c.quote, c.figure_text)):
        low, top = reading.low, max(reading.soft_high, reading.low)
        return Reading(low, float("inf"), low, top, False, floor_words(show(c.figure), why, low)), None
    return reading, None


def _fault(c: Compared, as_of: Days | None, published: Days | None) -> str | None:
    start, end = days(c.event_start), days(c.event_end)
    if start and end and start.first and end.last and end.last < start.first:
        return f"it ends ({c.event_end}) before it starts ({c.event_start})"
    if as_of and published and as_of.first and published.last and as_of.first > published.last:
        return f"it is as of {c.as_of}, after it was published ({c.published})"
    return None


def time_class_of(c: Compared) -> str:
    """event, period, total, level or rate: how figures of this kind behave over time."""
    if c.time_kind is TimeKind.RATE:
        return "rate"
    if c.measure in LEVELS or c.time_kind is TimeKind.POINT_IN_TIME:
        return "level"
    if c.time_kind is TimeKind.CUMULATIVE or (c.time_kind is None and c.counted_from):
        return "total"
    if c.time_kind is TimeKind.PERIOD:
        return "period"
    if c.time_kind is None and c.event_end and c.event_end != c.event_start and not c.event:
        return "period"
    return "event"


def _time(c: Compared) -> tuple[str, str, Days | None]:
    """The time class, the words that tie claims in time, and the window of days if there is one."""
    kind = time_class_of(c)
    label = f"event {plain(c.event)}" if c.event else ""
    window = _window(c)
    if kind == "total":
        return kind, f"since {c.counted_from or c.event_start or '?'} {label}".strip(), None
    if kind == "level":
        at = c.as_of or c.published or "?"
        inside = label or (f"{window.first} {window.last}" if window else "")
        return kind, f"at {at} {inside}".strip(), None
    if label:
        return kind, label, window
    if window is not None:
        return kind, f"{window.first} {window.last}", window
    if kind == "period" and c.as_of and not c.event_start:
        return kind, f"period as of {c.as_of}", None
    return kind, f"{c.event_start or UNDATED} in {c.document}", None


def _window(c: Compared) -> Days | None:
    start, end = days(c.event_start), days(c.event_end)
    if start is None or start.first is None:
        return None
    if end is None:
        if start.coarse and time_class_of(c) == "event":
            return None  # “an event in June”: two such need not be one
        end = start
    if end.last is None:
        return None
    return Days(start.first, end.last)


MOST_MONTHS = 240


def _months(window: Days) -> tuple[str, ...]:
    """The calendar months that a window touches; none for one longer than any war."""
    if window.first is None or window.last is None:
        return ()
    a, b = date.fromordinal(window.first), date.fromordinal(window.last)
    first, last = a.year * 12 + a.month - 1, b.year * 12 + b.month - 1
    if last - first >= MOST_MONTHS:
        return ()
    return tuple(f"{m // 12}-{m % 12 + 1:02}" for m in range(first, last + 1))


def _origin(c: Compared, names: Names, countries: tuple[str, ...]) -> tuple[str, str, bool]:
    """The key and name of the one who counts, and whether the text names anybody."""
    carrier = c.relays[0] if c.relays else c.publisher or c.document
    if not c.attributed_to or c.anonymity is Anonymity.UNATTRIBUTED:
        who = c.publisher or c.document
        return f"~{plain(who)}", f"nobody named ({who})", False
    if c.anonymity in ANONYMOUS:
        by = names.resolve_actor(carrier, countries)
        return (
            f"anonymous {plain(c.attributed_to)} via {plain(by)}",
            f"{c.attributed_to} (to {carrier})",
            True,
        )
    name = names.resolve_actor(c.attributed_to, countries)
    return plain(name), name, True


def _relay(c: Compared) -> str:
    return c.publisher or (c.relays[-1] if c.relays else "")
