"""One row of outside text turned into a checked claim record, or into the sentence that says what is wrong.

Every table format ends here: it hands over a row's cells as strings in the order of `ledger.records.FIELDS`.
A `RecordChecks` belongs to one file, as it also knows which ids and documents that file has named before.

The work is done once for each different word: 300,000 rows hold some dozens of measures and some hundreds of
dates, so parsed terms and dates are kept, and a row costs some 5 microseconds.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Sequence, Set
from typing import Any, Self, TypeVar

from ledger import edtf
from ledger.fields import VOCABULARIES
from ledger.figures import MAX_COUNT, Figure, settle
from ledger.intake.documents import DocumentFacts
from ledger.intake.refusal import Refused
from ledger.records import FIELDS, ClaimRecord
from ledger.repeats import Numbers
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

_KEPT = 20_000
"""How many dates, terms and figures are kept; beyond that it starts afresh, so memory stays flat."""


class RecordChecks:
    """What is known of one file while its rows are read.

    So many ids are `kept` as they are; of later ones only hashes, so that memory stays flat: `suspects` and
    `check_ids` then have the last word, or another reading that keeps the ids `among` the suspects as well.
    As a context it lets go of what is on the disk, of its documents only when reading fails.
    """

    def __init__(self, path: str, kept: int = sys.maxsize, among: Set[int] = frozenset()) -> None:
        self.path, self._kept, self._among = path, kept, among
        self.documents = DocumentFacts()
        self._ids: dict[str, int] = {}
        self._suspected: dict[str, int] = {}
        self._later_ids = Numbers()
        self._times: set[tuple[str | None, ...]] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, at: object) -> None:
        self._later_ids.close()
        if error is not None:
            self.documents.close()

    def record(self, line: int, cells: Sequence[str]) -> ClaimRecord:
        """The record of the row that starts on `line`; InputError names line, column and value."""
        try:
            return self.checked(line, cells)
        except Refused as error:
            raise error.at(self.path, line) from None

    def checked(self, line: int, cells: Sequence[str]) -> ClaimRecord:
        """As `record`, but what is wrong is Refused, which names the field alone."""
        values: dict[str, Any] = dict(zip(FIELDS, self.values(line, cells), strict=True))
        for name, vocabulary in VOCABULARIES.items():
            if values[name] is not None:
                values[name] = vocabulary(values[name])
        return ClaimRecord(**values)

    def values(self, line: int, cells: Sequence[str]) -> tuple[Any, ...]:
        """The same as plain values in the order of FIELDS: terms by their printed spelling, counts as numbers."""
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
        ) = [(cell.strip() or None) if cell else None for cell in cells]
        # Words that were taken from a text keep the blanks at their ends; those are part of what was printed.
        if quote is not None:
            quote = cells[_QUOTE]
        if figure_text is not None:
            figure_text = cells[_FIGURE_TEXT]
        if document is None:
            raise Refused("document", None, "is empty", "say which document the claim stands in")
        if measure is None:
            raise Refused("measure", None, "is empty", "say what is counted, such as killed")
        if key is not None:
            self._known_once(key, line)
        about = self.documents.merge(line, document, publisher, published, url, as_of)
        published = about.published
        times = (published, event_start, event_end, as_of, counted_from)
        if times not in self._times:
            check_times(*times)
            if len(self._times) >= _KEPT:
                self._times.clear()
            self._times.add(times)
        printed = (value, low, high, qualifier, figure_text)
        figure = _FIGURES.get(printed) or _figure(printed)
        terms = (measure, time_kind, anonymity, method, ground_rules, status)
        measure, time_kind, anonymity, method, ground_rules, status = _TERMS.get(terms) or _terms(terms)
        return (
            key,
            document,
            about.publisher,
            published,
            about.url,
            quote,
            figure_text,
            *figure,
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
        )

    def _known_once(self, key: str, line: int) -> None:
        """Refuse an id that was given before."""
        ids = self._ids
        if hash(key) in self._among:
            first = self._suspected.setdefault(key, line)
        elif len(ids) < self._kept:
            first = ids.setdefault(key, line)
        else:
            first = ids.get(key, line)
            if first == line:
                self._later_ids.add(hash(key))
        if first != line:
            raise _twice(key, first)

    def suspects(self) -> set[int]:
        """The hashes that two of the ids had of which only the hash is kept."""
        return self._later_ids.repeated()

    def check_ids(self, given: Iterable[tuple[int, str | None]], suspects: set[int]) -> None:
        """Refuse, with InputError, the first id whose hash is among `suspects` and that was `given` before."""
        lines: dict[str, int] = {}
        for line, key in given:
            if key is not None and hash(key) in suspects and lines.setdefault(key, line) != line:
                raise _twice(key, lines[key]).at(self.path, line)


def _twice(key: str, first: int) -> Refused:
    return Refused("id", key, f"was given on line {first} already", "ids are unique in a file")


_QUOTE, _FIGURE_TEXT = FIELDS.index("quote"), FIELDS.index("figure_text")
_MEASURES: dict[str, Measure] = {t.value: t for t in Measure}
_QUALIFIERS: dict[str, Qualifier] = {t.value: t for t in Qualifier}
_TIME_KINDS: dict[str, TimeKind] = {t.value: t for t in TimeKind}
_ANONYMITIES: dict[str, Anonymity] = {t.value: t for t in Anonymity}
_METHODS: dict[str, Method] = {t.value: t for t in Method}
_GROUND_RULES: dict[str, GroundRules] = {t.value: t for t in GroundRules}
_STATUSES: dict[str, GroupStatus] = {t.value: t for t in GroupStatus}
_SPANS: dict[str, edtf.Span] = {}
_TERMS: dict[tuple[str | None, ...], tuple[str | None, ...]] = {}
_FIGURES: dict[tuple[str | None, ...], tuple[int | None, int | None, int | None, str]] = {}
_LONG = 100
"""The words of a figure that are kept are shorter than this."""


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


def _terms(terms: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """Terms of a row by their printed spelling, kept for the next row that has the same."""
    measure, time_kind, anonymity, method, ground_rules, status = terms
    found = (
        _optional(Measure, "measure", measure, _MEASURES),
        _optional(TimeKind, "time_kind", time_kind, _TIME_KINDS),
        _optional(Anonymity, "anonymity", anonymity, _ANONYMITIES),
        _optional(Method, "method", method, _METHODS) or Method.UNKNOWN,
        _optional(GroundRules, "ground_rules", ground_rules, _GROUND_RULES),
        _optional(GroupStatus, "status", status, _STATUSES),
    )
    printed = tuple(str(term) if term is not None else None for term in found)
    if len(_TERMS) >= _KEPT:
        _TERMS.clear()
    _TERMS[terms] = printed
    return printed


def _figure(printed: tuple[str | None, ...]) -> tuple[int | None, int | None, int | None, str]:
    """Value, low, high and qualifier of a row's figure, kept for the next row that has the same."""
    figure = figure_of(*printed)
    found = (figure.value, figure.low, figure.high, str(figure.qualifier))
    if len(_FIGURES) >= _KEPT:
        _FIGURES.clear()
    if len(printed[-1] or "") < _LONG:
        _FIGURES[printed] = found
    return found


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
        from ledger.intake.figure_words import figure_of_words  # most tables never need it

        return figure_of_words(words, named)
    numbers = count("value", value), count("low", low), count("high", high)
    try:
        return settle(*numbers, named, words)
    except ValueError as error:
        field, text = next(((f, t) for f, t in (("value", value), ("low", low), ("high", high)) if t), ("value", None))
        raise Refused(field, text, f"does not fit: {error}", "correct the figure") from None
