"""The plain values that comparison begins with: what goes in, and where a claim stands.

`Compared` is a claim as the engine needs it; `Placed` says which quantity it speaks of and what interval it
commits to (flat, so that a store can keep it as columns), `Seen` as much of that as decides. What comes out stands
in `ledger.comparison.verdicts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import NamedTuple, Protocol, TypeVar

from ledger.figures import Figure
from ledger.records import ClaimRecord
from ledger.vocabulary import Anonymity, Measure, Method, Qualifier, TimeKind

BARE = "~ "
"""Stands before the words for a source of whom nothing at all is said: “officials”, “sources”."""
UNDATED = "undated"
"""How the anchor of a figure begins that has no time, no event and no period."""
WEEK = 7
"""A period of so many days, read off a text, is the date of an incident rather than a count over days."""
LEAD = 120
"""Within so many characters a text's headline, or its first sentence, has begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A claim as comparison needs it. `claim` is its id; `at` is where its quote begins in the text of the
    document, None for a claim that was keyed in; the rest means what it means in `ClaimRecord`."""

    claim: str
    document: str
    publisher: str | None = None
    published: str | None = None
    value: int | None = None
    low: int | None = None
    high: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    figure_text: str | None = None
    measure: Measure = Measure.KILLED
    group: str | None = None
    place: str | None = None
    event_start: str | None = None
    event_end: str | None = None
    as_of: str | None = None
    time_kind: TimeKind | None = None
    counted_from: str | None = None
    definition: str | None = None
    attributed_to: str | None = None
    anonymity: Anonymity | None = None
    relayed_by: str | None = None
    event: str | None = None
    method: Method = Method.UNKNOWN
    quote: str | None = None
    at: int | None = None

    @classmethod
    def from_record(
        cls, claim: str, record: ClaimRecord, document: str | None = None, at: int | None = None
    ) -> Compared:
        """Take over a record under the id `claim`; `document` is its key where it is not the title."""
        return cls(
            claim=claim,
            document=document or record.document,
            publisher=record.publisher,
            published=record.published,
            value=record.value,
            low=record.low,
            high=record.high,
            qualifier=record.qualifier,
            figure_text=record.figure_text,
            measure=record.measure,
            group=record.group,
            place=record.place,
            event_start=record.event_start,
            event_end=record.event_end,
            as_of=record.as_of,
            time_kind=record.time_kind,
            counted_from=record.counted_from,
            definition=record.definition,
            attributed_to=record.attributed_to,
            anonymity=record.anonymity,
            relayed_by=record.relayed_by,
            event=record.event,
            method=record.method,
            quote=record.quote,
            at=at,
        )

    @property
    def figure(self) -> Figure:
        """The figure as printed."""
        return Figure(self.value, self.low, self.high, self.qualifier, self.figure_text)

    @property
    def relays(self) -> tuple[str, ...]:
        """Those who carried the words, nearest the speaker first."""
        return tuple(p.strip() for p in (self.relayed_by or "").split(" > ") if p.strip())


class Subject(NamedTuple):
    """What a claim counts: the parts that all claims of one quantity share, and the keys they are found by.

    `quantity_key` names what is counted; claims with the same one are about the same thing.
    `family_key` is what must match before two claims of one stretch of time can bear on each other; `area_key`
    the same without the time, for days that lie within a longer window. `series_key` and `capacity_key` are
    for the checks that look across families: a period against a running total, the dead against the strength.
    """

    quantity_key: str
    family_key: str
    area_key: str | None
    series_key: str | None
    capacity_key: str | None
    measure: str
    group: str
    place: str
    time_class: str
    anchor: str
    counted_from: str | None
    definition: str | None


class Placed(NamedTuple):
    """A claim put where it belongs: its quantity, its reading and its origin. All fields are plain columns.

    The first fields are those of `Subject`. Day numbers are `date.toordinal()`. `high` is None where there is
    no ceiling. `sentence` is a key of the quote, `at` where it begins in the document's text; both are None for
    a claim that was keyed in. `place_said` are the claim's own words for the place, for showing. A named tuple,
    since a ledger makes millions of them.
    """

    quantity_key: str
    family_key: str
    area_key: str | None
    series_key: str | None
    capacity_key: str | None
    measure: str
    group: str
    place: str
    time_class: str
    anchor: str
    counted_from: str | None
    definition: str | None
    claim: str
    document: str
    publisher: str
    label: str
    window_first: int | None
    window_last: int | None
    low: float
    high: float | None
    soft_low: float
    soft_high: float | None
    soft_ceiling: bool
    why: str
    value: int | None
    qualifier: str
    shown: str
    origin: str
    origin_name: str
    attributed: bool
    relay: str
    as_of_first: int | None
    as_of_last: int | None
    as_of_known: bool
    published_day: int | None
    figure_key: str | None = None
    uncertain_place: str | None = None
    fault: str | None = None
    sentence: str | None = None
    at: int | None = None
    place_said: str | None = None

    @property
    def ceiling(self) -> float:
        """The upper end of the reading; `inf` where there is none."""
        return inf if self.high is None else self.high

    @property
    def wide(self) -> bool:
        """Whether its window is longer than a day, so that other windows may lie inside it."""
        return self.window_first is not None and self.window_first != self.window_last

    @property
    def incident(self) -> bool:
        """Whether this was read off a text that names no event, and of a day or “this week”.

        That another text, or another sentence, speaks of the same one is a guess: enough to compare two tolls,
        too little to hold a part against a whole.
        """
        if self.at is None or self.label:
            return False
        return self.time_class == "event" or (self.time_class == "period" and self._days <= WEEK)

    @property
    def _days(self) -> int:
        if self.window_first is None or self.window_last is None:
            return 0
        return self.window_last - self.window_first + 1

    @property
    def loose(self) -> bool:
        """Whether this was read off a text that states neither time nor event."""
        return self.at is not None and self.anchor.startswith((UNDATED, "at ?"))

    @property
    def bare(self) -> bool:
        """Whether the words for its source tell it from no other: “officials said”."""
        return self.origin.startswith(f"anonymous {BARE}")

    @property
    def lead(self) -> bool:
        """Whether this stands in the headline or the first sentence of its text."""
        return self.at is not None and self.at < LEAD

    @property
    def running(self) -> bool:
        """Whether the count can only grow: the toll of one event, or a total since a date."""
        return self.time_class in ("event", "total")


class Seen(NamedTuple):
    """What decides about the claims of one quantity, and none of the words; the fields are those of `Placed`.

    A ledger of a million claims is compared by these, and the words are looked up when somebody reads them.
    The few readings of these fields stand here again, as a NamedTuple takes nothing over from another class.
    `row`, `document` and `quantity` are where a store keeps the claim, its document and its quantity.
    """

    row: int
    claim: str
    document: int
    origin: str
    attributed: bool
    low: float
    ceiling: float
    soft_ceiling: bool
    value: int | None
    qualifier: str
    as_of_first: int | None
    as_of_last: int | None
    as_of_known: bool
    published_day: int | None
    at: int | None
    time_class: str
    anchor: str
    quantity: int
    quantity_key: str

    @property
    def running(self) -> bool:
        """As in `Placed`."""
        return self.time_class in ("event", "total")

    @property
    def loose(self) -> bool:
        """As in `Placed`."""
        return self.at is not None and self.anchor.startswith((UNDATED, "at ?"))

    @property
    def bare(self) -> bool:
        """As in `Placed`."""
        return self.origin.startswith(f"anonymous {BARE}")

    @property
    def lead(self) -> bool:
        """As in `Placed`."""
        return self.at is not None and self.at < LEAD


class Weighed(Protocol):
    """What `Placed` and `Seen` have in common: all that a decision about claims of one quantity looks at."""

    # fmt: off
    @property
    def claim(self) -> str: ...
    @property
    def document(self) -> object: ...
    @property
    def origin(self) -> str: ...
    @property
    def attributed(self) -> bool: ...
    @property
    def low(self) -> float: ...
    @property
    def ceiling(self) -> float: ...
    @property
    def soft_ceiling(self) -> bool: ...
    @property
    def value(self) -> int | None: ...
    @property
    def qualifier(self) -> str: ...
    @property
    def as_of_first(self) -> int | None: ...
    @property
    def as_of_last(self) -> int | None: ...
    @property
    def as_of_known(self) -> bool: ...
    @property
    def published_day(self) -> int | None: ...
    @property
    def time_class(self) -> str: ...
    @property
    def running(self) -> bool: ...
    @property
    def loose(self) -> bool: ...
    @property
    def bare(self) -> bool: ...
    @property
    def lead(self) -> bool: ...
    # fmt: on


C = TypeVar("C", bound=Weighed)
"""A claim as far as a decision looks at it."""
