"""What a report may say of a source, by the terms on which it spoke (Associated Press definitions).

Off the record: the claim is not in the report in any form, nor a finding that rests on it. On background: the
figure is shown, the source by its description. On deep background: the figure is shown and no description.
A name that is withheld is withheld everywhere in the report, in quotes, explanations and notes too, and also
where it spoke on the record: otherwise a reader could put the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from ledger.queries import ClaimView
from ledger.reporting.gather import ReportInput
from ledger.reporting.model import Withheld
from ledger.vocabulary import Anonymity, GroundRules

T = TypeVar("T")

_OFF = GroundRules.OFF_THE_RECORD
_HIDDEN = (GroundRules.BACKGROUND, GroundRules.DEEP_BACKGROUND)
_DESCRIBED = (Anonymity.ANONYMOUS_DESCRIBED, Anonymity.ANONYMOUS_BARE, Anonymity.UNATTRIBUTED)
_SHORTEST = 3
"""A name of fewer letters is hidden only where it is the whole of a text: it would stand in other words."""
_FAMILY_NAME = 4

INSTEAD: dict[GroundRules, str] = {
    GroundRules.BACKGROUND: "a source on background",
    GroundRules.DEEP_BACKGROUND: "a source on deep background",
    _OFF: "a source off the record",
}
"""What stands in place of a name."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What a report must hold back: rows of claims, and texts with what stands in their place."""

    off_the_record: frozenset[int]
    names: tuple[tuple[str, str], ...]
    counts: tuple[Withheld, ...]

    def allows(self, view: ClaimView) -> bool:
        """Whether the claim may be in the report at all."""
        return view.row not in self.off_the_record

    def hide(self, value: T) -> T:
        """`value` (a text, a tuple, or a dataclass of them) without any withheld name."""
        if not self.names:
            return value
        made: T = _walk(value, self._eraser())
        return made

    def _eraser(self) -> Callable[[str], str]:
        whole = {name.casefold(): instead for name, instead in self.names}
        inside = sorted((n for n, _ in self.names if len(n) >= _SHORTEST), key=len, reverse=True)
        if not inside:
            return lambda text: whole.get(text.casefold(), text)
        # Any run of signs may stand between the words of a name: it may be in an address (john-smith).
        parts = (r"(?:[\W_]|%20)+".join(re.escape(w) for w in name.split()) for name in inside)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
        words = {_key(name): instead for name, instead in self.names}

        def erase(text: str) -> str:
            if (found := whole.get(text.casefold())) is not None:
                return found
            return pattern.sub(lambda m: words.get(_key(m.group()), INSTEAD[GroundRules.BACKGROUND]), text)

        return erase


def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold().replace("%20", " ")))


def _walk(value: Any, erase: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return erase(value)
    if isinstance(value, tuple):
        return tuple(_walk(v, erase) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        made = {}
        for f in fields(value):
            old = getattr(value, f.name)
            if isinstance(old, (str, tuple)) or is_dataclass(old):
                new = _walk(old, erase)
                # An address that names a withheld source leads to it: better none than half of one.
                new = None if f.name == "url" and new != old else new
                if new is not old and new != old:
                    made[f.name] = new
        return replace(value, **made) if made else value
    return value


def disclosure(given: ReportInput) -> Disclosure:
    """What the ground rules of the claims in `given` hold back."""
    views = [*given.claims, *given.others, *given.left_out]
    off = [v for v in views if v.record.ground_rules is _OFF]
    hidden = [v for v in views if v.record.ground_rules in _HIDDEN]
    if not off and not hidden:
        return Disclosure(frozenset(), (), ())
    known: dict[str, set[str]] = {}
    for v in views:
        if not speaks_unnamed(v):
            known.setdefault(_origin(given, v), set()).add(v.record.attributed_to or "")
    names: dict[str, str] = {}
    for view in hidden:
        for name in _names(given, view, known):
            names.setdefault(name, INSTEAD[view.record.ground_rules or GroundRules.BACKGROUND])
    open_ = (v for v in views if v.record.ground_rules not in (_OFF, *_HIDDEN))
    spoken = {n for v in open_ for n in _names(given, v, {})}
    for view in off:
        for name in _names(given, view, known) - spoken:
            names.setdefault(name, INSTEAD[_OFF])
    off_ids = {v.id for v in off}
    findings = sum(1 for f in given.findings if off_ids & set(f.claims))
    quotes = sum(1 for v in hidden if v.record.quote and shown_quote(v) is None)
    sources = len({_origin(given, v) for v in hidden if not speaks_unnamed(v)})
    counted = tuple(_counted(len(off), findings, sources, quotes))
    return Disclosure(frozenset(v.row for v in off), tuple(sorted(names.items())), counted)


def _counted(claims: int, findings: int, names: int, quotes: int) -> Iterable[Withheld]:
    rows = (
        ("claims", claims, "made off the record: in no form in this report"),
        ("findings", findings, "rest on a claim made off the record"),
        (
            "names of sources",
            names,
            "spoke on background or deep background: not named anywhere, even where they spoke on the record",
        ),
        ("quotes", quotes, "of sources on background: the words may tell who spoke"),
    )
    return (Withheld(what=what, number=number, why=why) for what, number, why in rows if number)


def speaks_unnamed(view: ClaimView) -> bool:
    """Whether the words describe the source, or say nothing of it, so that there is no name to withhold."""
    r = view.record
    return r.attributed_to is None or r.anonymity in _DESCRIBED


def shown_source(view: ClaimView) -> str | None:
    """Who is shown as the source of a claim; None where nobody is named."""
    r = view.record
    if r.anonymity is Anonymity.UNATTRIBUTED or r.attributed_to is None:
        return None
    if r.ground_rules is GroundRules.DEEP_BACKGROUND:
        return INSTEAD[GroundRules.DEEP_BACKGROUND]
    if r.ground_rules is GroundRules.BACKGROUND and not speaks_unnamed(view):
        return INSTEAD[GroundRules.BACKGROUND]
    return r.attributed_to


def shown_quote(view: ClaimView) -> str | None:
    """The quote of a claim, unless it may tell who spoke."""
    deep = view.record.ground_rules is GroundRules.DEEP_BACKGROUND
    named = view.record.ground_rules in _HIDDEN and not speaks_unnamed(view)
    return None if deep or named else view.record.quote


def _names(given: ReportInput, view: ClaimView, known: dict[str, set[str]]) -> set[str]:
    """The names a claim's source goes by in this ledger; `known` holds those that share its origin.

    A description on deep background is hidden throughout too, unless it is one word (“sources”).
    """
    said = view.record.attributed_to or ""
    if speaks_unnamed(view):
        deep = view.record.ground_rules is GroundRules.DEEP_BACKGROUND and len(said.split()) > 1
        return {said} if deep else set()
    key = _origin(given, view)
    found = {key, said} | known.get(key, set())
    if view.record.anonymity is Anonymity.NAMED_PERSON:
        found |= {w for w in said.split(",")[0].split()[-1:] if len(w) >= _FAMILY_NAME}
    return {n for n in found if n}


def _origin(given: ReportInput, view: ClaimView) -> str:
    reading = given.readings.get(view.row)
    return reading.origin if reading else " ".join((view.record.attributed_to or "").split())
