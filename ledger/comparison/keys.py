"""Where a claim belongs: its quantity, its reading, its origin.

A quantity is (measure, group, place, period or event, counting start, flow or stock, definition). Its key is
a hash of those words, so the same words give the same key in every ledger. What the text leaves open is
never filled in: a claim without place or date meets only claims of the same document.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from math import inf
from typing import TypeVar

from ledger.comparison.nationals import all_people
from ledger.comparison.times import Days, days
from ledger.comparison.values import BARE, Compared, Placed, Subject
from ledger.comparison.vocabulary import SAME_AS, TOLL
from ledger.comparison.windows import anchor_of, fault_of, months, time_class, window_of
from ledger.figures import Figure, Policy, Reading, counting_some, read, show
from ledger.names import Names
from ledger.names.folding import plain
from ledger.names.groups import PEOPLE
from ledger.partial import partial
from ledger.vocabulary import Anonymity, Method, Qualifier

PLACES = " & "
STEP = " > "
ANONYMOUS = (Anonymity.ANONYMOUS_DESCRIBED, Anonymity.ANONYMOUS_BARE)
_MANY_DIGITS = 100
_TITLE = 48
"""Characters of a title of which no more stands behind the name of a source."""
_NO_DAYS = Days(None, None)
K = TypeVar("K")
V = TypeVar("V")


def key_of(*parts: str | None) -> str:
    """A stable key of 16 hexadecimal digits for some words."""
    return blake2b("\x1f".join([p or "" for p in parts]).encode(), digest_size=8).hexdigest()


def place_claim(
    compared: Compared, names: Names, policy: Policy, methods: Mapping[str, Method] | None = None
) -> Placed:
    """Put a claim where it belongs. Never raises: what cannot be read is said in `fault`.

    `methods` says how sources count, by the key of the origin; what a claim itself says goes before it.
    """
    c = compared
    return placer(names, policy, tuple(sorted((methods or {}).items()))).place(
        c.claim,
        c.document,
        c.publisher,
        c.published,
        c.value,
        c.low,
        c.high,
        c.qualifier.value,
        c.figure_text,
        c.measure.value,
        c.group,
        c.place,
        c.event_start,
        c.event_end,
        c.as_of,
        c.time_kind.value if c.time_kind else None,
        c.counted_from,
        c.definition,
        c.attributed_to,
        c.anonymity.value if c.anonymity else None,
        c.relayed_by,
        c.event,
        c.method.value,
        c.quote,
        c.at,
    )


class Placer:
    """Puts claims where they belong, given as plain values. Equal parts are worked out once.

    A ledger of a million claims speaks of far fewer places, groups, days and sources, and several claims of
    each quantity: remembering what equal words came to makes placing some five times as fast.
    """

    kept = 20_000
    """How many answers of each sort are remembered; beyond that it starts afresh, so memory stays flat."""

    def __init__(self, names: Names, policy: Policy, methods: Mapping[str, Method] | None = None) -> None:
        self.names, self.policy, self.methods = names, policy, methods or {}
        self._places: dict[str | None, tuple[str, tuple[str, ...], str]] = {}
        self._subjects: dict[tuple[str | None, ...], tuple[Subject, str, int | None, int | None]] = {}
        self._origins: dict[tuple[str | tuple[str, ...] | None, ...], tuple[str, str, bool]] = {}
        self._voices: dict[str, str] = {}
        self._figures: dict[tuple[str | int | None, ...], tuple[Reading, str | None, str]] = {}

    def place(
        self,
        claim: str,
        document: str,
        publisher: str | None,
        published: str | None,
        value: int | None,
        low: int | None,
        high: int | None,
        qualifier: str,
        figure_text: str | None,
        measure: str,
        group: str | None,
        place: str | None,
        event_start: str | None,
        event_end: str | None,
        as_of: str | None,
        time_kind: str | None,
        counted_from: str | None,
        definition: str | None,
        attributed_to: str | None,
        anonymity: str | None,
        relayed_by: str | None,
        event: str | None,
        method: str,
        quote: str | None = None,
        at: int | None = None,
    ) -> Placed:
        """The claim put where it belongs; terms by their printed spelling, the rest as in `Compared`."""
        held, issued = days(as_of), days(published)
        t = held or issued or _NO_DAYS
        countries = self._place(place)[1]
        if group and quote and figure_text and all_people(group, countries, quote, figure_text):
            group = PEOPLE
        subject, label, first, last = self._subject(
            measure, group, place, event_start, event_end, time_kind, counted_from, definition, event,
            as_of, published, document,
        )  # fmt: skip
        origin, origin_name, attributed = self._origin(
            attributed_to, anonymity, relayed_by, publisher, document, countries
        )
        if self.methods and method == Method.UNKNOWN and origin in self.methods:
            method = self.methods[origin].value
        key = (value, low, high, qualifier, figure_text, method)
        known = self._figures.get(key)
        if known is None:
            reading, fault = _reading(value, low, high, qualifier, figure_text, method, self.policy)
            shown = show(Figure(value, low, high, Qualifier(qualifier), figure_text))
            known = self._remember(self._figures, key, (reading, fault, shown))
        reading, fault, shown = known
        if quote and figure_text and fault is None and (some := partial(quote, figure_text)):
            reading = counting_some(reading, shown, some)
        if fault is None and (event_end or as_of):
            fault = fault_of(event_start, event_end, as_of, published, held, issued)
        figure_key = None
        if value is not None and value >= _MANY_DIGITS and len(str(value).rstrip("0")) >= 3:
            figure_key = key_of(subject.place.split(STEP)[0], str(value))
        uncertain = None
        if place and (located := self.names.locate(place)).uncertain:
            uncertain = " or ".join(", ".join(reversed(p)) for p in located.candidates) or None
        return Placed(
            *subject,
            claim,
            document,
            publisher or "",
            label,
            first,
            last,
            reading.low,
            None if reading.high == inf else reading.high,
            reading.soft_low,
            None if reading.soft_high == inf else reading.soft_high,
            reading.soft_ceiling,
            reading.why,
            value,
            qualifier,
            shown,
            origin,
            origin_name,
            attributed,
            publisher or ((relayed_by and _relays(relayed_by)[-1:]) or ("",))[0],
            t.first,
            t.last,
            held is not None,
            issued.last if issued else None,
            figure_key,
            uncertain,
            fault,
            key_of(document, quote) if quote and at is not None else None,
            at,
            place,
        )

    def voice(self, name: str) -> str:
        """The key of an outlet or other actor as an origin, wherever its claims are about."""
        known = self._voices.get(name)
        return known if known is not None else self._remember(self._voices, name, plain(self.names.resolve_actor(name)))

    def _place(self, text: str | None) -> tuple[str, tuple[str, ...], str]:
        """The words for a place as one text, its countries, and the regions that hold it."""
        known = self._places.get(text)
        if known is None:
            paths = self.names.locate(text).paths
            countries = tuple(sorted({path[0] for path in paths}))
            regions = ",".join(sorted({self.names.region(country) for country in countries}))
            place = PLACES.join(STEP.join(path) for path in paths)
            known = self._remember(self._places, text, (place, countries, regions))
        return known

    def _subject(
        self,
        measure: str,
        group: str | None,
        place: str | None,
        event_start: str | None,
        event_end: str | None,
        time_kind: str | None,
        counted_from: str | None,
        definition: str | None,
        event: str | None,
        as_of: str | None,
        published: str | None,
        document: str,
    ) -> tuple[Subject, str, int | None, int | None]:
        key = (measure, group, place, event_start, event_end, time_kind, counted_from, definition, event)
        whole = (*key, as_of, published, document)
        # A dated event or a running total in a known place is the same whatever report it stands in.
        known = self._subjects.get(key) or self._subjects.get(whole)
        if known is not None:
            return known
        located, _, regions = self._place(place)
        kind = time_class(measure, time_kind, counted_from, event_start, event_end, event)
        window = window_of(kind, event_start, event_end)
        anchor = anchor_of(kind, window, event, event_start, counted_from, as_of, published, document)
        measure = SAME_AS.get(measure, measure)
        named = self.names.resolve_group(group) if group or measure != "equipment_lost" else "equipment"
        if not located:
            located = f"? {anchor}" if event else f"? {document}"
        defined = self.names.resolve_definition(definition) if definition else None
        toll = "toll" if measure in TOLL else measure
        area = toll, regions or located
        windowed = not event and kind in ("event", "period") and window and months(window.first, window.last)
        fight = kind == "event" or (measure == "strength" and bool(event or event_start))
        start = days(event_start)
        day = plain(event) if event else str(start.first) if start and start.first else event_start or ""
        subject = Subject(
            quantity_key=key_of(measure, named, located, kind, anchor, defined),
            family_key=key_of(*area, anchor),
            area_key=key_of(*area) if windowed else None,
            series_key=key_of(measure, named, located, defined) if kind in ("period", "total") else None,
            capacity_key=key_of(named, located, day) if fight and measure in ("killed", "strength") else None,
            measure=measure,
            group=named,
            place=located,
            time_class=kind,
            anchor=anchor,
            counted_from=(counted_from or event_start) if kind == "total" else None,
            definition=defined,
        )
        span = (window.first, window.last) if window and kind not in ("total", "level") else (None, None)
        everywhere = not located.startswith("? ") and (kind == "total" or (kind != "level" and (event or window)))
        made = (subject, " ".join(event.split()) if event else "", *span)
        return self._remember(self._subjects, key if everywhere else whole, made)

    def _origin(
        self,
        attributed_to: str | None,
        anonymity: str | None,
        relayed_by: str | None,
        publisher: str | None,
        document: str,
        countries: tuple[str, ...],
    ) -> tuple[str, str, bool]:
        """The key and name of the one who counts, and whether the text names anybody."""
        key: tuple[str | tuple[str, ...] | None, ...]
        if not attributed_to or anonymity == Anonymity.UNATTRIBUTED:
            who = publisher or document
            key = (who,)
            known = self._origins.get(key)
            return known or self._remember(self._origins, key, (f"~{plain(who)}", f"nobody named ({who})", False))
        if anonymity in ANONYMOUS:
            carrier = (_relays(relayed_by) or (publisher or document,))[0]
            bare = BARE if anonymity == Anonymity.ANONYMOUS_BARE else ""
            key = (attributed_to, carrier, countries, bare)
            known = self._origins.get(key)
            if known is None:
                by = plain(self.names.resolve_actor(carrier, countries))
                told = (
                    f"{attributed_to} (to {carrier})"
                    if carrier != document
                    else f"{attributed_to} (in “{_cut(document)}”)"
                )
                known = self._remember(
                    self._origins, key, (f"anonymous {bare}{plain(attributed_to)} via {by}", told, True)
                )
            return known
        key = (attributed_to, countries)
        known = self._origins.get(key)
        if known is None:
            name = self.names.resolve_actor(attributed_to, countries)
            known = self._remember(self._origins, key, (plain(name), name, True))
        return known

    def _remember(self, kept: dict[K, V], key: K, value: V) -> V:
        if len(kept) >= self.kept:
            kept.clear()
        kept[key] = value
        return value


@lru_cache(maxsize=4)
def placer(names: Names, policy: Policy, methods: tuple[tuple[str, Method], ...] = ()) -> Placer:
    """The placer for some names, tolerances and ways that sources count, kept with what it has worked out."""
    return Placer(names, policy, dict(methods))


def _cut(title: str) -> str:
    """A title short enough to stand behind a name."""
    return title if len(title) <= _TITLE else title[:_TITLE].rpartition(" ")[0].rstrip(" ,;:–-") + "…"


def _relays(text: str | None) -> tuple[str, ...]:
    """Those who carried the words, nearest the speaker first."""
    return tuple(p.strip() for p in (text or "").split(" > ") if p.strip())


def _reading(
    value: int | None,
    low: int | None,
    high: int | None,
    qualifier: str,
    words: str | None,
    method: str,
    policy: Policy,
) -> tuple[Reading, str | None]:
    try:
        reading = read(Figure(value, low, high, Qualifier(qualifier), words), policy, Method(method))
    except (ValueError, TypeError) as reason:
        return Reading(0.0, inf, 0.0, inf, False, f"not read: {reason}"), str(reason)
    if reading.low > reading.high:
        return reading, f"its low end ({reading.low:,.0f}) is above its high end ({reading.high:,.0f})"
    if min(x for x in (value, low, high, 0) if x is not None) < 0:
        return reading, "it counts fewer than none"
    return reading, None
