"""The grammar of filters.

A filter is words with blanks between them, all of which must hold:

    hasakeh             a word of the claim, or the start of one
    "in the morning"    these words in this order
    field:value         the field holds the value; field:a,b either of them; field:none is not stated
    >20  <=500  20..30  the figure
    field>value         numbers and dates; also >= < <= and field:from..to
    -anything           the opposite
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from ledger import edtf
from ledger.fields import VOCABULARIES
from ledger.figures import MAX_COUNT
from ledger.vocabulary import FindingList, ReviewState
from ledger.vocabulary import Term as Word

NONE = "none"
"""The value that means not stated."""

TEXTS = (
    "document",
    "publisher",
    "url",
    "quote",
    "figure_text",
    "group",
    "place",
    "definition",
    "attributed_to",
    "relayed_by",
    "event",
    "note",
)
DATES = ("published", "event_start", "event_end", "as_of", "counted_from")
OTHERS = ("id", "figure", "state", "finding", "batch")
FIELDS: tuple[str, ...] = (*TEXTS, *DATES, *VOCABULARIES, *OTHERS)
"""Every field that a filter can name."""

SPELLINGS: dict[str, str] = {
    "source": "attributed_to",
    "said": "attributed_to",
    "who": "group",
    "where": "place",
    "when": "event_start",
    "counts": "measure",
    "value": "figure",
    "through": "relayed_by",
    "words": "quote",
    "import": "batch",
}
"""Shorter names for fields."""

STATES: dict[str, tuple[str, ...]] = {
    "open": ("review_not_started", "review_in_progress", "review_re_requested"),
    "to_read": ("review_not_started", "review_re_requested"),
    "unsure": ("review_in_progress",),
    "accepted": ("approved",),
    "rejected": ("rejected",),
    "withdrawn": ("withdrawn",),
    "all": tuple(s.value for s in ReviewState),
}
"""Where a review stands, in the words of the screens. Without a state, a filter is about what stands."""

IN_FINDINGS = ("any", NONE, "open", *(part.value for part in FindingList))

_WORD = re.compile(
    r"""(?P<not>-?)
    (?:(?P<name>[A-Za-z_]+)(?P<op>:|>=|<=|>|<|=))?
    (?P<bare>>=|<=|>|<)?
    (?P<value>(?:"[^"]*"?|[^\s"])*)""",
    re.VERBOSE,
)
_RANGE = re.compile(r"(?P<low>[^.]*(?:\.[^.]+)*)\.\.(?P<high>.*)")


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `op` is "is" (any of `values`), "phrase", ">", ">=", "<", "<=" or "between".

    `field` is None for words that may stand anywhere in the claim. `negated` asks for the opposite.
    """

    field: str | None
    op: str
    values: tuple[str, ...]
    negated: bool = False


def parse(text: str) -> tuple[Term, ...]:
    """The conditions that `text` asks for; ValueError says which word is wrong and what would do."""
    terms: list[Term] = []
    for word in words(text):
        match = _WORD.fullmatch(word)
        if match is None or not (match["value"] or match["bare"] or match["op"]):
            raise ValueError(f"{word!r} is not understood; try a word, field:value or >20")
        terms.append(_term(word, match))
    return tuple(terms)


def words(text: str) -> list[str]:
    """The parts between blanks; what stands in quotation marks stays together."""
    return re.findall(r'(?:"[^"]*"?|[^\s"])+', text.replace("“", '"').replace("”", '"'))


def _term(word: str, match: re.Match[str]) -> Term:
    negated, value = bool(match["not"]), match["value"]
    if match["name"] is None:
        if match["bare"]:
            return Term("figure", match["bare"], (_number(value),), negated)
        if '"' in value:
            return Term(None, "phrase", (_bare(value, word),), negated)
        if between := _RANGE.fullmatch(value):
            return Term("figure", "between", (_number(between["low"]), _number(between["high"])), negated)
        return Term(None, "is", (value,), negated)
    field = field_named(match["name"])
    op = {":": "is", "=": "is"}.get(match["op"], match["op"]) if not match["bare"] else match["bare"]
    if op != "is":
        if field not in ("figure", *DATES):
            raise ValueError(f"{field} has no order; write {field}:words")
        return Term(field, op, (_ordered(field, value),), negated)
    if field in ("figure", *DATES) and (between := _RANGE.fullmatch(value)):
        ends = (_ordered(field, between["low"]), _ordered(field, between["high"]))
        return Term(field, "between", ends, negated)
    return Term(field, "is", _values(field, value, word), negated)


def field_named(name: str) -> str:
    """The field that goes by `name`, also by a shorter one; ValueError names the nearest."""
    folded = name.casefold()
    field = SPELLINGS.get(folded, folded)
    if field not in FIELDS:
        near = get_close_matches(folded, (*FIELDS, *SPELLINGS), 1)
        raise ValueError(f"there is no field {name!r}; " + (f"did you mean {near[0]}?" if near else "tab lists them"))
    return field


def _values(field: str, value: str, word: str) -> tuple[str, ...]:
    if not value:
        raise ValueError(f"{word!r} says no value; {field}:{NONE} finds what is not stated")
    parts = re.findall(r'(?:"[^"]*"?|[^,"])+', value)
    return tuple(_value(field, _bare(part, word)) for part in parts)


def _value(field: str, text: str) -> str:
    folded = text.casefold()
    if field == "state":
        return _one_of(folded.replace(" ", "_"), tuple(STATES), field)
    if field == "finding":
        return folded
    if folded == NONE:
        return NONE
    if field == "figure":
        return _number(text)
    if field in DATES:
        return _date(text)
    if field == "batch":
        if not re.fullmatch("[0-9]{1,9}", text):
            raise ValueError(f"batch {text!r} is not a number")
        return text
    return _vocabulary(field, text) if field in VOCABULARIES else text


def _vocabulary(field: str, text: str) -> str:
    terms = VOCABULARIES[field]
    try:
        return terms.parse(text).value
    except ValueError:
        pass
    folded = text.casefold()
    near: list[Word] = [t for t in terms if folded in t.value.casefold() or folded in t.label.casefold()]
    if len(near) == 1:
        return near[0].value
    return _one_of(folded, tuple(t.value for t in terms), field)


def _one_of(text: str, terms: tuple[str, ...], field: str) -> str:
    near = [t for t in terms if t.startswith(text)]
    if text in terms or len(near) == 1:
        return text if text in terms else near[0]
    raise ValueError(f"{field} {text!r} is not one of: {', '.join(near or terms)}")


def _ordered(field: str, text: str) -> str:
    return _number(text) if field == "figure" else _date(text)


def _number(text: str) -> str:
    digits = text.replace(",", "").replace("_", "")
    if not re.fullmatch("[0-9]{1,10}", digits) or int(digits) > MAX_COUNT:
        raise ValueError(f"{text!r} is not a whole number of people")
    return str(int(digits))


def _date(text: str) -> str:
    try:
        edtf.parse(text)
    except ValueError as error:
        raise ValueError(f"{error}; write 2015-06-03, 2015-06 or 2015") from None
    return text


def _bare(text: str, word: str) -> str:
    bare = text.replace('"', "").strip()
    if not bare:
        raise ValueError(f"{word!r} holds no words")
    return bare
