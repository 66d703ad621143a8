"""One row of outside text turned into a checked claim record, or into the sentence that says what is wrong.

Every table format ends here: it hands over a row's cells as strings in the order of `ledger.records.FIELDS`.
A `RecordChecks` belongs to one file, as it also knows which ids and documents that file has named before.

The work is done once for each different word: 300,000 rows hold some dozens of measures and some hundreds of
dates, so parsed terms and dates are kept, and a row costs about 8 microseconds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from ledger import edtf
from ledger.figures import MAX_COUNT, Figure, settle
from ledger.intake.documents import DocumentFacts
from ledger.intake.refusal import Refused
from ledger.records import FIELDS, ClaimRecord
from ledger.vocabulary import (
    Anonymity,
    GroundRules,
    GroupStatus,
    Measure,
    Method,
    Qualifier,
    Term,
    TimeKind,
)

T = TypeVar("T", bound=Term)

_KEPT = 50_000
"""How many parsed dates a file may keep; beyond that it starts afresh, so memory stays flat."""


class RecordChecks:
    """What is known of one file while its rows are read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.documents = DocumentFacts()
        self._ids: dict[str, int] = {}
        self._times: set[tuple[str | None, ...]] = set()

    def record(self, line: int, cells: Sequence[str]) -> ClaimRecord:
        """The record of the row that starts on `line`; InputError names line, column and value."""
        try:
            return self.checked(line, cells)
        except Refused as error:
            raise error.at(self.path, line) from None

    def checked(self, line: int, cells: Sequence[str]) -> ClaimRecord:
        """As `record`, but what is wrong is Refused, which names the field alone."""
        (
            key,
            document,
            publisher,
            published,
            url,
            quote,
            figure_text,
            value,
            low,
            high,
            qualifier,
            measure,
            group,
            place,
            event_start,
            event_end,
            as_of,
            time_kind,
            counted_from,
            definition,
            attributed_to,
            anonymity,
            relayed_by,
            event,
            method,
            ground_rules,
            status,
            note,
        ) = [cell.strip() or None for cell in cells]
        # Words that were taken from a text keep the blanks at their ends; those are part of what was printed.
        quote, figure_text = (cells[at] if cells[at].strip() else None for at in _VERBATIM)
        if document is None:
            raise Refused("document", None, "is empty", "say which document the claim stands in")
        if measure is None:
            raise Refused("measure", None, "is empty", "say what is counted, such as killed")
        if key is not None:
            first = self._ids.setdefault(key, line)
            if first != line:
                raise Refused("id", key, f"was given on line {first} already", "ids are unique in a file")
        about = self.documents.merge(line, document, publisher, published, url, as_of)
        published = about.published
        times = (published, event_start, event_end, as_of, counted_from)
        if times not in self._times:
            check_times(*times)
            if len(self._times) >= _KEPT:
                self._times.clear()
            self._times.add(times)
        figure = figure_of(value, low, high, qualifier, figure_text)
        return ClaimRecord(
            id=key,
            document=document,
            publisher=about.publisher,
            published=published,
            url=about.url,
            quote=quote,
            figure_text=figure_text,
            value=figure.value,
            low=figure.low,
            high=figure.high,
            qualifier=figure.qualifier,
            measure=_MEASURES.get(measure) or _term(Measure, "measure", measure, _MEASURES),
            group=group,
            place=place,
            event_start=event_start,
            event_end=event_end,
            as_of=as_of,
            time_kind=_optional(TimeKind, "time_kind", time_kind, _TIME_KINDS),
            counted_from=counted_from,
            definition=definition,
            attributed_to=attributed_to,
            anonymity=_optional(Anonymity, "anonymity", anonymity, _ANONYMITIES),
            relayed_by=relayed_by,
            event=event,
            method=_optional(Method, "method", method, _METHODS) or Method.UNKNOWN,
            ground_rules=_optional(GroundRules, "ground_rules", ground_rules, _GROUND_RULES),
            status=_optional(GroupStatus, "status", status, _STATUSES),
            note=note,
        )


_VERBATIM = (FIELDS.index("quote"), FIELDS.index("figure_text"))
_MEASURES: dict[str, Measure] = {t.value: t for t in Measure}
_QUALIFIERS: dict[str, Qualifier] = {t.value: t for t in Qualifier}
_TIME_KINDS: dict[str, TimeKind] = {t.value: t for t in TimeKind}
_ANONYMITIES: dict[str, Anonymity] = {t.value: t for t in Anonymity}
_METHODS: dict[str, Method] = {t.value: t for t in Method}
_GROUND_RULES: dict[str, GroundRules] = {t.value: t for t in GroundRules}
_STATUSES: dict[str, GroupStatus] = {t.value: t for t in GroupStatus}
_SPANS: dict[str, edtf.Span] = {}


def _optional(kind: type[T], field: str, text: str | None, known: dict[str, T]) -> T | None:
    if text is None:
        return None
    return known.get(text) or _term(kind, field, text, known)


def _term(kind: type[T], field: str, text: str, known: dict[str, T]) -> T:
    try:
        term = kind.parse(text)
    except ValueError:
        terms = ", ".join(t.value for t in kind)
        raise Refused(field, text, "is not a known term", f"write one of: {terms}") from None
    if len(known) < _KEPT:
        known[text] = term
    return term


def count(field: str, text: str | None) -> int | None:
    """A count of people: plain digits of any script, nothing between them; Refused otherwise."""
    if text is None:
        return None
    if len(text) > 10 or not (text.isascii() and text.isdigit()):
        text = _plain_digits(field, text)
    number = int(text)
    if number > MAX_COUNT:
        raise Refused(field, text, f"is larger than {MAX_COUNT:,}", "this is no count of people")
    return number


def _plain_digits(field: str, text: str) -> str:
    digits = "".join(
        c if c.isascii() else str(d) if (d := unicodedata.decimal(c, None)) is not None else "?" for c in text[:40]
    )
    if len(text) <= 40 and digits.isdigit():
        if len(digits.lstrip("0")) > 10:
            raise Refused(field, text, f"is larger than {MAX_COUNT:,}", "this is no count of people")
        return digits.lstrip("0") or "0"
    if digits[:1] in ("-", "−") and digits[1:].isdigit():
        raise Refused(field, text, "is below zero", "a count of people is 0 or more")
    bare = digits.translate({ord(c): None for c in ",. '_?"})
    hint = f"write {bare}" if bare.isdigit() and "." not in digits else "write digits only"
    raise Refused(field, text, "is not a plain whole number", f"{hint}; words belong in figure_text")


def span(field: str, text: str) -> edtf.Span:
    """The days that an EDTF date covers; Refused if it is none."""
    found = _SPANS.get(text)
    if found is not None:
        return found
    try:
        if len(text) > 40:
            raise ValueError
        found = edtf.parse(text)
    except ValueError as error:
        why = str(error)
        if "exist" in why or "ends before" in why:
            raise Refused(field, text, "is no date that exists", "check day and month") from None
        raise Refused(
            field, text, "is not a date", "write 2015-06-03, 2015-06, 2015 or an interval such as 2011-03/.."
        ) from None
    if len(_SPANS) >= _KEPT:
        _SPANS.clear()
    _SPANS[text] = found
    return found


def check_times(
    published: str | None,
    event_start: str | None,
    event_end: str | None,
    as_of: str | None,
    counted_from: str | None,
) -> None:
    """Refuse dates that are none, an event that ends before it starts, a figure newer than its document.

    Whole spans are compared: `2015-06` may hold any of its days, so only what is impossible is refused.
    """
    issued = span("published", published) if published is not None else None
    start = span("event_start", event_start) if event_start is not None else None
    end = span("event_end", event_end) if event_end is not None else None
    state = span("as_of", as_of) if as_of is not None else None
    if counted_from is not None:
        span("counted_from", counted_from)
    if start and end and start.first and end.last and end.last < start.first:
        raise Refused("event_end", event_end, f"is before event_start {event_start}", "correct one of them")
    if issued and state and state.first and issued.last and state.first > issued.last:
        raise Refused("as_of", as_of, f"is after the document was published ({published})", "correct one of them")


def figure_of(value: str | None, low: str | None, high: str | None, qualifier: str | None, words: str | None) -> Figure:
    """The figure of its cells; Refused if they are no numbers, disagree, or say nothing."""
    named = _optional(Qualifier, "qualifier", qualifier, _QUALIFIERS)
    if value is None and low is None and high is None and named is not Qualifier.VAGUE:
        if words is None:
            raise Refused("value", None, "is empty", "give one of value, low, high and figure_text")
        return _figure_of_words(words, named)
    numbers = count("value", value), count("low", low), count("high", high)
    try:
        return settle(*numbers, named, words)
    except ValueError as error:
        field, text = next(((f, t) for f, t in (("value", value), ("low", low), ("high", high)) if t), ("value", None))
        raise Refused(field, text, f"does not fit: {error}", "correct the figure") from None


def _figure_of_words(words: str, named: Qualifier | None) -> Figure:
    # Imported here: reading words is the extractor's grammar, which most tables never need.
    from ledger.extraction import read_figure

    found = read_figure(words)
    if found is None:
        raise Refused("figure_text", words, "holds no figure that can be read", "give value, low or high as well")
    if named is not None and named is not found.qualifier and found.qualifier is not Qualifier.EXACT:
        raise Refused(
            "qualifier",
            named.value,
            f"disagrees with figure_text, which says {found.qualifier.value}",
            "leave it out",
        )
    try:
        return settle(found.value, found.low, found.high, named or found.qualifier, words)
    except ValueError as error:
        raise Refused("figure_text", words, f"does not fit: {error}", "give value, low or high as well") from None
