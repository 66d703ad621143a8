"""The fields of a claim as people type them, and as the ledger's columns hold them."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from operator import attrgetter
from typing import Any

from ledger import edtf, figures
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

VOCABULARIES: dict[str, type[Term]] = {
    "qualifier": Qualifier,
    "measure": Measure,
    "time_kind": TimeKind,
    "anonymity": Anonymity,
    "method": Method,
    "ground_rules": GroundRules,
    "status": GroupStatus,
}
DATES = ("published", "event_start", "event_end", "as_of", "counted_from")
COUNTS = ("value", "low", "high")
NEEDED = ("document", "measure", "qualifier", "method")
"""Fields that can be changed but not emptied."""


def parse(name: str, text: str | None) -> Any:
    """The value that `text` spells for the field `name`; blank means not stated. Raises ValueError."""
    if name not in FIELDS:
        near = get_close_matches(name, FIELDS, 1)
        raise ValueError(
            f"there is no field {name!r}"
            + (f"; did you mean {near[0]}?" if near else f"; there are {', '.join(FIELDS)}")
        )
    text = (text or "").strip()
    if not text:
        if name in NEEDED:
            raise ValueError(f"{name} cannot be empty")
        return None
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{name} holds characters that are not text") from None
    if "\x00" in text:
        raise ValueError(f"{name} holds a NUL character")
    if name in VOCABULARIES:
        return VOCABULARIES[name].parse(text)
    if name in COUNTS:
        if not re.fullmatch("[0-9]{1,10}", text) or int(text) > figures.MAX_COUNT:
            raise ValueError(f"{name} {text!r} is not a whole number of people, in plain digits")
        return int(text)
    if name in DATES:
        edtf.parse(text)
    return text


def check(record: ClaimRecord, values: dict[str, Any]) -> ClaimRecord:
    """The record with `values` put in; ValueError when its parts then disagree."""
    changed = replace(record, **(values | mirrored(record, values)))
    figures.settle(changed.value, changed.low, changed.high, changed.qualifier, changed.figure_text)
    if changed.event_start and changed.event_end:
        first, last = edtf.parse(changed.event_start).first, edtf.parse(changed.event_end).last
        if first and last and last < first:
            raise ValueError("the event ends before it starts")
    if changed.as_of and changed.published:
        held, out = edtf.parse(changed.as_of).first, edtf.parse(changed.published).last
        if held and out and held > out:
            raise ValueError(f"as_of {changed.as_of} is after it was published ({changed.published})")
    return changed


def mirrored(record: ClaimRecord, values: dict[str, Any]) -> dict[str, Any]:
    """Bounds that only repeated the old figure, and so go when the figure or its qualifier changes."""
    if not {"value", "qualifier"} & set(values):
        return {}
    gone: dict[str, None] = {}
    for name in ("low", "high"):
        stood = getattr(record, name)
        if name not in values and stood is not None and (stood == record.value or record.value is None):
            gone[name] = None
    return gone if values.get("qualifier", record.qualifier) is not Qualifier.BETWEEN else {}


_OWN = tuple(n for n in FIELDS if n not in ("id", "document", "publisher", "published", "url"))
_OWN_COLUMNS = tuple("group_name" if n == "group" else n for n in _OWN)
_OWN_VALUES = attrgetter(*_OWN)
_TERMS_AT = tuple(i for i, n in enumerate(_OWN) if n in VOCABULARIES)


def values_of(record: ClaimRecord) -> list[Any]:
    """The values of the record's own columns, in the order of FIELDS, terms by their printed spelling."""
    own = list(_OWN_VALUES(record))
    for i in _TERMS_AT:
        if own[i] is not None:
            own[i] = str(own[i])
    return own


def columns(record: ClaimRecord) -> dict[str, Any]:
    """The record's own columns in the table of claims (its document's fields stand in the document)."""
    return dict(zip(_OWN_COLUMNS, values_of(record), strict=True))


def anchor(text: str | None, quote: str | None, figure: str | None) -> tuple[int | None, int | None]:
    """Where the quote and the figure's words stand in a document's text, if each stands there once."""
    if text is None or not quote:
        return None, None
    start = text.find(quote)
    if start < 0 or text.find(quote, start + 1) >= 0:
        return None, None
    inside = quote.find(figure) if figure else -1
    if not figure or inside < 0 or quote.find(figure, inside + 1) >= 0:
        return start, None
    return start, start + inside
