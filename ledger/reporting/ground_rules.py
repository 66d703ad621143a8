"""What a report holds back by the terms on which sources spoke: `ledger.disclosure` in terms of a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from ledger import disclosure as terms
from ledger.disclosure import HIDDEN, OFF, Saying
from ledger.queries import ClaimView
from ledger.reporting.gather import ReportInput
from ledger.reporting.model import Withheld

T = TypeVar("T")


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
        made: T = terms.erased(value, terms.eraser(self.names))
        return made


def disclosure(given: ReportInput) -> Disclosure:
    """What the ground rules of the claims in `given` hold back."""
    views = [*given.claims, *given.others, *given.left_out]
    off = [v for v in views if v.record.ground_rules is OFF]
    hidden = [v for v in views if v.record.ground_rules in HIDDEN]
    if not off and not hidden:
        return Disclosure(frozenset(), (), ())
    sayings = {
        Saying(v.record.attributed_to, v.record.anonymity, v.record.ground_rules, _origin(given, v)): None
        for v in views
    }
    off_ids = {v.id for v in off}
    findings = sum(1 for f in given.findings if off_ids & set(f.claims))
    quotes = sum(1 for v in hidden if v.record.quote and shown_quote(v) is None)
    sources = len({_origin(given, v) for v in hidden if not terms.speaks_unnamed(v.record)})
    counted = tuple(_counted(len(off), findings, sources, quotes))
    names = tuple(sorted(terms.withheld_names(sayings).items()))
    return Disclosure(frozenset(v.row for v in off), names, counted)


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


def shown_source(view: ClaimView) -> str | None:
    """Who is shown as the source of a claim; None where nobody is named."""
    return terms.shown_source(view.record)


def shown_quote(view: ClaimView) -> str | None:
    """The quote of a claim, unless it may tell who spoke."""
    return terms.shown_quote(view.record)


def _origin(given: ReportInput, view: ClaimView) -> str:
    reading = given.readings.get(view.row)
    return reading.origin if reading else " ".join((view.record.attributed_to or "").split())
