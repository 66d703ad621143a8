"""How the word that is being typed into a filter may go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledger.fields import VOCABULARIES
from ledger.filters.language import DATES, FIELDS, IN_FINDINGS, NONE, SPELLINGS, STATES, words

MOST = 50
"""Proposals that are made at once."""

_MEANING: dict[str, str] = {
    "document": "part of its name",
    "publisher": "who published it",
    "quote": "words of the sentence",
    "figure_text": "the figure as printed",
    "group": "who was counted",
    "place": "where",
    "attributed_to": "who says so",
    "relayed_by": "through whom it came",
    "event": "the label of an event",
    "figure": "27, >20, 20..30",
    "state": "where its review stands",
    "finding": "in which findings it is",
    "batch": "the number of an import",
    "id": "the claim's id",
}


@dataclass(frozen=True, slots=True)
class Completion:
    """A way to go on: the whole filter with the word finished, the word itself, and what it means."""

    text: str
    word: str
    hint: str = ""


def complete(text: str, names: Mapping[str, Iterable[tuple[str, int]]] | None = None) -> tuple[Completion, ...]:
    """The ways in which the last word of `text` may go on, the likeliest first.

    `names` are the names in use by field (`place`, `group`, `attributed_to`, ...), each with its number.
    """
    parts = words(text)
    last = parts[-1] if parts and not text.endswith((" ", "\t")) else ""
    before = text[: len(text) - len(last)]
    sign = "-" if last.startswith("-") else ""
    name, colon, value = last.removeprefix("-").partition(":")
    if not colon:
        found = _fields(name)
    else:
        field = SPELLINGS.get(name.casefold(), name.casefold())
        done, comma, value = value.rpartition(",")
        head = f"{name}:{done}{comma}"
        found = [(head + _quoted(v), hint) for v, hint in _values(field, value.strip('"'), names or {})]
    return tuple(Completion(before + sign + word, sign + word, hint) for word, hint in found[:MOST])


def _fields(start: str) -> list[tuple[str, str]]:
    folded = start.casefold()
    own = [f for f in FIELDS if f.startswith(folded)]
    others = [s for s in SPELLINGS if folded and s.startswith(folded)]
    return [(f"{f}:", _hint(f)) for f in own] + [(f"{s}:", f"the same as {SPELLINGS[s]}") for s in others]


def _hint(field: str) -> str:
    if field in DATES:
        return "2015-06, >2015, 2015-06..2015-08"
    if field in VOCABULARIES:
        return ", ".join(t.value for t in list(VOCABULARIES[field])[:4])
    return _MEANING.get(field, "")


def _values(field: str, start: str, names: Mapping[str, Iterable[tuple[str, int]]]) -> list[tuple[str, str]]:
    if field == "state":
        known = [(s, "") for s in STATES]
    elif field == "finding":
        known = [(s, "") for s in IN_FINDINGS]
    elif field in VOCABULARIES:
        known = [(t.value, t.label if t.label != t.value else "") for t in VOCABULARIES[field]]
    else:
        known = [(n, f"{count:,}") for n, count in sorted(names.get(field, ()), key=lambda x: (-x[1], x[0]))]
    if field not in ("state", "finding"):
        known.append((NONE, "not stated"))
    folded = start.casefold()
    starts = [k for k in known if k[0].casefold().startswith(folded)]
    inside = [k for k in known if folded in k[0].casefold() and k not in starts]
    return starts + inside


def _quoted(value: str) -> str:
    return f'"{value}"' if any(c in value for c in " ,\t") else value
