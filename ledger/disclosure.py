"""What may leave a ledger by the terms on which a source spoke and by the confidentiality of a document.

Off the record: a claim leaves in no form. On background: its figure leaves, its source by a description, and the
words that may tell who spoke do not. On deep background: no description either (Associated Press definitions).
A name that is withheld is withheld everywhere, in quotes, notes and addresses too, and also where it spoke on the
record: otherwise a reader could put the two together. Of a confidential document only the figures leave (terms
of DEEP). Reports and exports both go by this module, so that neither can tell what the other holds back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from ledger.records import ClaimRecord
from ledger.vocabulary import Anonymity, GroundRules

HIDDEN = (GroundRules.BACKGROUND, GroundRules.DEEP_BACKGROUND)
"""Terms on which the source is not named."""
OFF = GroundRules.OFF_THE_RECORD

INSTEAD: dict[GroundRules, str] = {
    GroundRules.BACKGROUND: "a source on background",
    GroundRules.DEEP_BACKGROUND: "a source on deep background",
    OFF: "a source off the record",
}
"""What stands in place of a name."""

WITHHELD_WORDS = "withheld: the document is confidential"
PUBLISHER_INSTEAD = "a publisher withheld"

_DESCRIBED = (Anonymity.ANONYMOUS_DESCRIBED, Anonymity.ANONYMOUS_BARE, Anonymity.UNATTRIBUTED)
_SHORTEST = 3
"""A name of fewer letters is hidden only where it is the whole of a text: it would stand in other words."""
_FAMILY_NAME = 4


@dataclass(frozen=True, slots=True)
class Saying:
    """Whom a claim names as its source, and on what terms it spoke; `origin` is the same for all its names."""

    attributed_to: str | None
    anonymity: Anonymity | None
    ground_rules: GroundRules | None
    origin: str

    @property
    def unnamed(self) -> bool:
        """Whether the words only describe the source, or say nothing of it: there is no name to withhold."""
        return _unnamed(self.attributed_to, self.anonymity)


def _unnamed(name: str | None, anonymity: Anonymity | None) -> bool:
    return name is None or anonymity in _DESCRIBED


def speaks_unnamed(record: ClaimRecord) -> bool:
    """Whether the words describe the source, or say nothing of it, so that there is no name to withhold."""
    return _unnamed(record.attributed_to, record.anonymity)


def shown_source(record: ClaimRecord) -> str | None:
    """Who is shown as the source of a claim; None where nobody is named."""
    if record.anonymity is Anonymity.UNATTRIBUTED or record.attributed_to is None:
        return None
    if record.ground_rules is GroundRules.DEEP_BACKGROUND:
        return INSTEAD[GroundRules.DEEP_BACKGROUND]
    if record.ground_rules is GroundRules.BACKGROUND and not speaks_unnamed(record):
        return INSTEAD[GroundRules.BACKGROUND]
    return record.attributed_to


def shown_quote(record: ClaimRecord) -> str | None:
    """The quote of a claim, unless it may tell who spoke."""
    deep = record.ground_rules is GroundRules.DEEP_BACKGROUND
    named = record.ground_rules in HIDDEN and not speaks_unnamed(record)
    return None if deep or named else record.quote


def withheld_names(sayings: Iterable[Saying]) -> dict[str, str]:
    """The names that nothing may show, with what stands in their place.

    The name of a source that spoke off the record is withheld unless it also spoke openly.
    """
    said = list(sayings)
    known: dict[str, set[str]] = {}
    for s in said:
        if not s.unnamed:
            known.setdefault(s.origin, set()).add(s.attributed_to or "")
    names: dict[str, str] = {}
    for s in said:
        if s.ground_rules in HIDDEN:
            for name in _names(s, known):
                names.setdefault(name, INSTEAD[s.ground_rules or GroundRules.BACKGROUND])
    spoken = {n for s in said if s.ground_rules not in (OFF, *HIDDEN) for n in _names(s, {})}
    for s in said:
        if s.ground_rules is OFF:
            for name in _names(s, known) - spoken:
                names.setdefault(name, INSTEAD[OFF])
    return names


def _names(saying: Saying, known: dict[str, set[str]]) -> set[str]:
    """The names a source goes by; `known` holds those that share its origin.

    A description on deep background is hidden throughout too, unless it is one word (“sources”).
    """
    said = saying.attributed_to or ""
    if saying.unnamed:
        deep = saying.ground_rules is GroundRules.DEEP_BACKGROUND and len(said.split()) > 1
        return {said} if deep else set()
    found = {saying.origin, said} | known.get(saying.origin, set())
    if saying.anonymity is Anonymity.NAMED_PERSON:
        found |= {w for w in said.split(",")[0].split()[-1:] if len(w) >= _FAMILY_NAME}
    return {n for n in found if n}


def document_names(
    secret: Iterable[tuple[str, str | None, str | None, str]], open_publishers: set[str | None]
) -> list[tuple[str, str]]:
    """What names confidential documents, given as (key, url, publisher, what stands in place of the key).

    The publisher is withheld wherever no other document comes from it.
    """
    names = []
    for key, url, publisher, alias in secret:
        names += [(name, alias) for name in (key, url) if name and len(name) >= _SHORTEST]
        if publisher and publisher not in open_publishers:
            names.append((publisher, PUBLISHER_INSTEAD))
    return names


def document_alias(number: int) -> str:
    """What a confidential document is called."""
    return f"confidential document {number}"


def eraser(names: Iterable[tuple[str, str]]) -> Callable[[str], str]:
    """A function that puts something else in place of every withheld name in a text."""
    pairs = list(names)
    whole = {name.casefold(): instead for name, instead in pairs}
    inside = sorted((n for n, _ in pairs if len(n) >= _SHORTEST), key=len, reverse=True)
    if not inside:
        return lambda text: whole.get(text.casefold(), text)
    # Any run of signs may stand between the words of a name: it may be in an address (john-smith).
    parts = (r"(?:[\W_]|%20)+".join(re.escape(w) for w in name.split()) for name in inside)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
    words = {_key(name): instead for name, instead in pairs}

    def erase(text: str) -> str:
        if (found := whole.get(text.casefold())) is not None:
            return found
        return pattern.sub(lambda m: words.get(_key(m.group()), INSTEAD[GroundRules.BACKGROUND]), text)

    return erase


def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold().replace("%20", " ")))


def erased(value: Any, erase: Callable[[str], str]) -> Any:
    """`value` (a text, a tuple, or a dataclass of them) with `erase` done to every text in it."""
    if isinstance(value, str):
        return erase(value)
    if isinstance(value, tuple):
        return tuple(erased(v, erase) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        made = {}
        for f in fields(value):
            old = getattr(value, f.name)
            if isinstance(old, (str, tuple)) or is_dataclass(old):
                new = erased(old, erase)
                # An address that names a withheld source leads to it: better none than half of one.
                new = None if f.name == "url" and new != old else new
                if new is not old and new != old:
                    made[f.name] = new
        return replace(value, **made) if made else value
    return value
