"""ClaimReview as JSON-LD and as the Fact Check Tools API gives it, in all the shapes that are seen.

schema.org ClaimReview with Google's profile of it; `CreativeWork` as the older `itemReviewed`; values as texts,
objects, lists and `{"@value"}`; ratings under `properties`; one review, a list, `@graph`, a DataFeed, JSON lines,
and `claims.search` results. A figure given as an `Observation` is taken as it stands; else the words of the claim
are read as a text is, and a review without a figure is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from ledger.intake.coding import Coder, Column, Draft, Known, Passed, day_of, plain_number
from ledger.intake.refusal import Refused
from ledger.intake.tables.json_rows import JsonRows, decoded
from ledger.intake.tables.rows import Cell, Layout, Row, check_cell
from ledger.records import FIELDS

_ABOUT, _AGAIN = "about.", "the same again"
COLUMNS = (
    Column("id", "the id of the claim: `identifier`, else the address of the review"),
    Column("claimReviewed", "read for figures where none is given; `quote`"),
    Column("text", "`quote`: the words of the claim itself"),
    Column("claimant", "`attributed_to`: the author of the claim"),
    Column("claimant_type", "`anonymity`"),
    Column("claimed", "`published`: when the claim was made"),
    Column("appearance", "`url` of the document"),
    Column("appearance_name", "`document`"),
    Column("appearance_publisher", "`publisher`"),
    Column("reviewer", "kept in the note"),
    Column("review", "kept in the note: the address of the review"),
    Column("reviewed", "kept in the note: when it was reviewed"),
    Column("rating", "kept in the note: `alternateName`"),
    *(Column(f"{_ABOUT}{name}", f"`{name}`, of an Observation") for name in FIELDS),
)


class Reviews(JsonRows):
    """The reviews in a file as rows of the columns above."""

    def __init__(self, path: str, raw: BinaryIO, encoding: str | None, *, lines: bool) -> None:
        super().__init__(path, raw, encoding, Layout(records=None), lines=lines)
        self.columns = tuple(c.name for c in COLUMNS)

    def rows(self) -> Iterator[Row]:
        """One row a review; an element without one is a row without cells."""
        told: dict[str, list[int]] = {}
        for row in super().rows():
            text = row.raw if isinstance(row.raw, str) else ""
            if row.fault is not None:
                yield row
                continue
            try:
                found = [_once(_cells(thing), thing, told) for thing in _reviews(decoded(text))]
                for cells in found:
                    for column, value in cells.items():
                        check_cell(column, value)
            except Refused as fault:
                yield Row(row.line, {}, fault, text)
                continue
            for cells in found or [{}]:
                yield Row(row.line, cells, None, text)


def _once(cells: dict[str, str], review: dict[str, Any], told: dict[str, list[int]]) -> dict[str, str]:
    """The cells of a review that has no identifier, with an id of its own: one page may hold several reviews.

    `told` are the hashes of those that came before, by id. The very same review again is marked.
    """
    name = cells.get("id")
    if name is None or _text(review.get("identifier")):
        return cells
    same, before = hash(tuple(cells.items())), told.setdefault(name, [])
    if same in before:
        return {_AGAIN: name}
    before.append(same)
    return cells if len(before) == 1 else {**cells, "id": f"{name}#{len(before)}"}


def _reviews(value: Any) -> Iterator[dict[str, Any]]:
    """The reviews anywhere in a JSON value; of an API result each review with its claim put into it."""
    if isinstance(value, list):
        for held in value:
            yield from _reviews(held)
    elif isinstance(value, dict):
        if _is(value, "ClaimReview"):
            yield value
        elif isinstance(value.get("claimReview"), list) and "text" in value:
            yield from (_from_api(value, review) for review in value["claimReview"] if isinstance(review, dict))
        else:
            for held in value.values():
                if isinstance(held, dict | list):
                    yield from _reviews(held)


def _is(value: dict[str, Any], kind: str) -> bool:
    kinds = value.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and re.split(r"[/#:]", k)[-1] == kind for k in named)


def _from_api(claim: dict[str, Any], review: dict[str, Any]) -> dict[str, Any]:
    return {
        "claimReviewed": claim.get("text"),
        "url": review.get("url"),
        "author": review.get("publisher"),
        "datePublished": review.get("reviewDate"),
        "reviewRating": {"alternateName": review.get("textualRating")},
        "itemReviewed": {"author": {"name": claim.get("claimant")}, "datePublished": claim.get("claimDate")},
    }


def _cells(review: dict[str, Any]) -> dict[str, str]:
    item = _first(review.get("itemReviewed"))
    rating = _first(review.get("reviewRating"))
    rating = {**_first(rating.get("properties")), **rating}
    appearance = item.get("appearance") or item.get("firstAppearance") or item.get("url") or item.get("sameAs")
    seen, author = _first(appearance), _first(item.get("author"), name=True)
    observed = _observed(item.get("about"))
    cells = {
        "id": _text(review.get("identifier")) or _link(review.get("url")) or _text(review.get("@id")),
        "claimReviewed": _text(review.get("claimReviewed")) or _text(item.get("name")),
        "text": _words(item.get("text")),
        "claimant": _text(author.get("name")),
        "claimant_type": _text(author.get("@type")),
        "claimed": _text(item.get("datePublished")) or _text(seen.get("datePublished")),
        "appearance": _link(seen.get("url")) or _address(_link(appearance)),
        "appearance_name": _text(seen.get("name")) or _text(seen.get("headline")),
        "appearance_publisher": _text(_first(seen.get("publisher"), name=True).get("name")),
        "reviewer": _text(_first(review.get("author"), name=True).get("name")),
        "review": _link(review.get("url")),
        "reviewed": _text(review.get("datePublished")),
        "rating": _text(rating.get("alternateName")) or _text(rating.get("name")),
    }
    return {k: v for k, v in cells.items() if v} | {f"{_ABOUT}{k}": v for k, v in observed.items() if v}


def _observed(about: Any) -> dict[str, str]:
    """The native fields that an Observation carries."""
    things = about if isinstance(about, list) else [about]
    thing = next((t for t in things if isinstance(t, dict) and _is(t, "Observation")), None)
    if thing is None:
        return {}
    value = thing.get("value")
    quantity = value if isinstance(value, dict) else {"value": value}
    found = {
        "measure": re.split(r"[/#]", _text(thing.get("measuredProperty")))[-1],
        "qualifier": _text(thing.get("measurementQualifier")),
        "method": _text(thing.get("measurementMethod")),
        "place": _text(_first(thing.get("observationAbout"), name=True).get("name")),
        "value": _text(quantity.get("value")),
        "low": _text(quantity.get("minValue")),
        "high": _text(quantity.get("maxValue")),
    }
    more = thing.get("additionalProperty")
    for entry in more if isinstance(more, list) else [more]:
        if isinstance(entry, dict) and _text(entry.get("propertyID")) in FIELDS:
            found[_text(entry.get("propertyID"))] = _words(entry.get("value"))
    start, slash, end = _text(thing.get("observationPeriod")).partition("/")
    if slash and not found.get("event_start"):
        found |= {"event_start": start, "event_end": end}
    day = _text(thing.get("observationDate"))
    if day and not any(found.get(n) for n in ("as_of", "event_start")):
        found["as_of"] = day
    return found


def _first(value: Any, *, name: bool = False) -> dict[str, Any]:
    """The first object in a value; a bare text is its name."""
    if isinstance(value, list):
        value = next((v for v in value if v), None)
    if isinstance(value, dict):
        return value
    return {"name": value} if name and isinstance(value, str) else {}


def _text(value: Any) -> str:
    """The first text in a value, without the blanks at its ends."""
    return _words(value).strip()


def _words(value: Any) -> str:
    """The first text in a value as it stands: itself, of a list, or under `@value` or `value`."""
    if isinstance(value, list):
        return next((t for v in value if (t := _words(v)).strip()), "")
    if isinstance(value, dict):
        return _words(value.get("@value", value.get("value")))
    return value if isinstance(value, str) else ""


def _link(value: Any) -> str:
    """The first address in a value: a text, or an object that is nothing but its `@id`."""
    first = next((v for v in value if v), None) if isinstance(value, list) else value
    return _text(first) or (_text(first.get("@id")) if isinstance(first, dict) else "")


def _address(text: str) -> str:
    return text if urlsplit(text).scheme in ("http", "https") else ""


def code(row: Coder) -> list[Draft]:
    """The claims of one review."""
    from ledger.extraction import extract

    # What an Observation comes with is a record: a name there is a name, even if it is “None”.
    cell = row.as_it_stands if row.has(f"{_ABOUT}measure") else row.__getitem__
    if row.has(_AGAIN):
        raise Passed("the same review again")
    words, said = row["claimReviewed"], cell("claimant")
    if not words and not row.has(f"{_ABOUT}measure"):
        raise Passed("holds no ClaimReview with a claim")
    page, own_id = row["review"], row["id"]
    shown = own_id if page and own_id.startswith(page) else page or own_id or words.but(words[:80])
    common: Draft = {
        "document": cell("appearance_name") or f"Claim reviewed: {shown}",
        "publisher": cell("appearance_publisher"),
        "published": _day(row["claimed"]),
        "url": cell("appearance"),
        "quote": cell("text") or words,
        "attributed_to": said,
        "anonymity": _anonymity(row, said),
        "note": "; ".join(
            f"{name} {row[column]}"
            for name, column in (("rated", "rating"), ("by", "reviewer"), ("on", "reviewed"), ("at", "review"))
            if row.has(column)
        ),
    }
    if row.has(f"{_ABOUT}measure"):
        return [common | _stated(row)]
    drafts = []
    for number, draft in enumerate(extract(words).drafts):
        own = {name: str(v) for name in FIELDS if (v := getattr(draft.record, name)) is not None and name != "method"}
        kept = {k: v for k, v in common.items() if v or k not in own}
        drafts.append(own | kept | {"id": f"claimreview:{row['id']}:{number}" if row.has("id") else ""})
        if not said and own.get("attributed_to"):
            drafts[-1] |= {k: own.get(k, "") for k in ("attributed_to", "anonymity", "relayed_by")}
    return drafts


def _anonymity(row: Coder, said: str) -> str:
    if not said:
        return "unattributed"
    return "named_person" if row["claimant_type"] == "Person" else "named_organisation"


def _stated(row: Coder) -> Draft:
    """The figure of an Observation, with all else that it carries."""
    own: Draft = {}
    for name in FIELDS:
        cell = row.as_it_stands(f"{_ABOUT}{name}")
        if cell:
            own[name] = plain_number(cell) if name in ("value", "low", "high") else cell
    own["id"] = own.get("id") or row["id"]
    if not row.has("text"):
        own["quote"] = own.get("quote", "")
    return {"note": "", "anonymity": "", **own}


def _day(cell: Cell) -> Cell:
    """The day of a date and time; a text that is none is left out, as reviews hold all sorts there."""
    try:
        return day_of(cell, ("YYYY/MM/DD", "MMM DD, YYYY", "DD MMM YYYY"))
    except Refused:
        return cell.but("")


KNOWN = Known(
    name="claimreview",
    label="ClaimReview JSON-LD",
    dataset="ClaimReview",
    publisher="",
    columns=COLUMNS,
    needs=(),
    code=code,
    compiler=False,
    ids=False,
    notes="A review is no claim of its own: what it reviews is. An `Observation` under `itemReviewed.about` is read"
    " field by field, as `claims export --format claimreview` writes it.",
)
