"""Claims of the ledger as claims of the report."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor, inf

from ledger.figures import Policy, read, show
from ledger.queries import ClaimView, ReadingView, RemarkView
from ledger.records import ClaimRecord
from ledger.reporting.ground_rules import shown_quote, shown_source
from ledger.reporting.model import Claim, Interval, Remark
from ledger.reporting.words import date_words, span_words
from ledger.vocabulary import Anonymity, GroupStatus, Qualifier, TimeKind


def report_claim(
    view: ClaimView,
    reading: ReadingView | None,
    policy: Policy,
    *,
    party: str | None = None,
    remarks: list[RemarkView] | None = None,
    in_scope: bool = True,
    withheld: str | None = None,
) -> Claim:
    """One claim with its reading; a claim that no longer stands has none stored and is read anew.

    `withheld` says why its words may not be shown, None where they may.
    """
    r = view.record
    quote = None if withheld else shown_quote(view)
    hidden = withheld or "withheld: the words may tell who spoke"
    return Claim(
        id=view.id,
        row=view.row,
        figure=_shown(r.figure),
        number=number(r),
        qualifier=r.qualifier.value,
        qualifier_words=qualifier_words(r.qualifier),
        value=r.value,
        low=r.low,
        high=r.high,
        reading=interval(r, reading, policy),
        measure=r.measure.value,
        measure_words=r.measure.label,
        group=r.group,
        status=r.status.label if r.status and r.status is not GroupStatus.UNKNOWN else None,
        place=r.place,
        period=period(r),
        as_of=r.as_of,
        definition=r.definition,
        method=r.method.label,
        event=r.event,
        said_by=shown_source(view),
        anonymity=r.anonymity.label if r.anonymity else None,
        party=party,
        origin=origin(r, reading),
        chain=chain(r),
        document=r.document,
        publisher=r.publisher,
        published=r.published,
        url=r.url,
        quote=quote,
        figure_text=r.figure_text,
        keyed_in=view.keyed_in,
        state=view.state.value,
        state_words=view.state.label,
        note=r.note,
        remarks=tuple(Remark(text=x.text, reviewer=x.reviewer, at=x.at) for x in remarks or ()),
        in_scope=in_scope,
        ground_rules=r.ground_rules.label if r.ground_rules else None,
        quote_withheld=hidden if quote is None and r.quote is not None else None,
    )


# Equal figures, ranges and chains are one object: of 100,000 claims most say what others say too.
_shown = lru_cache(maxsize=65536)(show)
_interval = lru_cache(maxsize=65536)(
    lambda low, high, soft, why: Interval(low=low, high=high, soft_ceiling=soft, why=why)
)


@lru_cache(maxsize=65536)
def _grouped(value: int) -> str:
    return f"{value:,}"


def number(record: ClaimRecord) -> str:
    """The figure without its qualifier, in the grouping of thousands that the whole report uses."""
    if record.qualifier in (Qualifier.BETWEEN, Qualifier.VAGUE) or record.value is None:
        return _shown(record.figure)
    return _grouped(record.value)


def qualifier_words(qualifier: Qualifier) -> str:
    """The qualifier as people read it; empty where the number or the word itself says it."""
    return "" if qualifier is Qualifier.BETWEEN else qualifier.label


def interval(record: ClaimRecord, reading: ReadingView | None, policy: Policy) -> Interval | None:
    """What the figure commits to, in whole people; None for a figure that cannot be read."""
    if reading is not None:
        low, high, soft, why = reading.low, reading.high, reading.soft_ceiling, reading.why
    else:
        try:
            own = read(record.figure, policy, record.method, record.some)
        except ValueError:
            return None
        low, high, soft, why = own.low, own.high, own.soft_ceiling, own.why
    if low > high:
        return None
    return _interval(ceil(low), None if high == inf else floor(high), soft, why)


def period(record: ClaimRecord) -> str | None:
    """The stretch of time the figure covers, in words; None where the text gives none."""
    if record.time_kind is TimeKind.CUMULATIVE or (record.time_kind is None and record.counted_from):
        start = record.counted_from or record.event_start
        return f"since {date_words(start)}" if start else None
    if record.time_kind is TimeKind.POINT_IN_TIME and record.as_of:
        return f"at {date_words(record.as_of)}" if len(record.as_of) < 8 else f"on {date_words(record.as_of)}"
    if record.event_start:
        return span_words(record.event_start, record.event_end)
    if record.time_kind is TimeKind.PERIOD and record.as_of:
        return f"up to {date_words(record.as_of)}"
    return record.event


def chain(record: ClaimRecord) -> tuple[str, ...]:
    """Those who carried the words, nearest the speaker first, down to the publisher of the document.

    The publisher is left out where it is the speaker itself or already stands at the end.
    """
    return _chain(record.relays, record.publisher, record.attributed_to)


@lru_cache(maxsize=65536)
def _chain(relays: tuple[str, ...], last: str | None, source: str | None) -> tuple[str, ...]:
    if last and last != source and (not relays or relays[-1].casefold() != last.casefold()):
        return (*relays, last)
    return relays


def origin(record: ClaimRecord, reading: ReadingView | None) -> str:
    """A key that is the same for all reports of one source."""
    if reading is not None:
        return reading.origin
    if not record.attributed_to or record.anonymity is Anonymity.UNATTRIBUTED:
        return f"~{(record.publisher or record.document).casefold()}"
    return " ".join(record.attributed_to.casefold().split())
