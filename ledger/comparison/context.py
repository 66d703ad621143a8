"""What rules look at: one quantity, one family of quantities, and the settings that hold for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from operator import attrgetter
from typing import Generic, Protocol

from ledger.comparison.independence import voices
from ledger.comparison.keys import key_of
from ledger.comparison.positions import Position, positions
from ledger.comparison.severity import RANK
from ledger.comparison.values import C, Placed
from ledger.comparison.verdicts import Fact, Relation, Verdict, Words
from ledger.comparison.vocabulary import KINDS
from ledger.figures import Policy
from ledger.names import Names
from ledger.vocabulary import FindingList, Severity


@dataclass(frozen=True, slots=True)
class Context:
    """The settings of one run: names, tolerances, and which origin is party to which side."""

    names: Names
    policy: Policy
    parties: Mapping[str, str] = field(default_factory=dict)

    def side(self, origin: str) -> str | None:
        """The side that an origin belongs to; None where it is not a party or not known."""
        return self.parties.get(origin)


class Quantity(Generic[C]):
    """All claims about one thing, in a fixed order, with what several rules need of them."""

    def __init__(self, key: str, claims: Iterable[C], sample: C | None = None) -> None:
        self.key = key
        self._sample = sample
        self.claims = sorted(claims, key=_CLAIM)
        self.max_low = max([c.low for c in self.claims])
        self.min_high = min([c.ceiling for c in self.claims])
        self.running = self.claims[0].running
        self._positions: dict[str, list[Position[C]]] | None = None
        self._origins: dict[str, list[C]] | None = None

    @property
    def sample(self) -> C:
        """One claim, for the parts of the key that all share: the first, or that of which these are a few beside."""
        return self._sample or self.claims[0]

    @property
    def fits(self) -> bool:
        """Whether one number lies in every reading, so that nothing can be at odds."""
        return self.max_low <= self.min_high

    def by_origin(self) -> dict[str, list[C]]:
        """The claims of each origin, origins in order of their keys."""
        if self._origins is None:
            found: dict[str, list[C]] = {}
            for claim in self.claims:
                own = found.get(claim.origin)
                if own is None:
                    found[claim.origin] = [claim]
                else:
                    own.append(claim)
            self._origins = {origin: found[origin] for origin in sorted(found)}
        return self._origins

    def positions(self) -> dict[str, list[Position[C]]]:
        """The positions of each independent voice (unattributed repeats left out)."""
        if self._positions is None:
            silent = any(not c.attributed for c in self.claims)
            held = dict(sorted(voices(self.claims).items())) if silent else self.by_origin()
            self._positions = {origin: positions(own) for origin, own in held.items()}
        return self._positions


_CLAIM = attrgetter("claim")

Find = Callable[[Quantity[Placed], Context], Iterator[Fact[Placed]]]


class FindAtSight(Protocol):
    """A rule that looks at nothing but what decides, so that it takes claims with their words or without."""

    def __call__(self, quantity: Quantity[C], context: Context, /) -> Iterator[Fact[C]]:
        """What it finds in one quantity."""


FindInFamily = Callable[["Family", Context], Iterator[Fact[Placed]]]
FindInBlock = Callable[[str, Sequence[Placed], Context], Iterator[Fact[Placed]]]


class Family:
    """The quantities that can bear on one another, with look-up by the parts of their keys."""

    def __init__(self, claims: Iterable[Placed]) -> None:
        groups: dict[str, list[Placed]] = {}
        for claim in claims:
            groups.setdefault(claim.quantity_key, []).append(claim)
        self.quantities = {key: Quantity(key, groups[key]) for key in sorted(groups)}
        self.cells: dict[tuple[str, str, str], list[Quantity[Placed]]] = {}
        for quantity in self.quantities.values():
            s = quantity.sample
            self.cells.setdefault((s.measure, s.group, s.place), []).append(quantity)
        self._documents: dict[tuple[str, str], list[Placed]] | None = None

    def of_document(self, document: str, origin: str) -> list[Placed]:
        """The claims of one document and origin, in a fixed order."""
        if self._documents is None:
            self._documents = {}
            for quantity in self.quantities.values():
                for claim in quantity.claims:
                    self._documents.setdefault((claim.document, claim.origin), []).append(claim)
        return self._documents.get((document, origin), [])

    def alike(self, quantity: Quantity[Placed], **changed: str) -> list[Quantity[Placed]]:
        """The quantities that differ from `quantity` only in the parts named in `changed`."""
        s = quantity.sample
        cell = tuple(changed.get(part, getattr(s, part)) for part in ("measure", "group", "place"))
        return [
            q
            for q in self.cells.get((cell[0], cell[1], cell[2]), ())
            if (q.sample.time_class, q.sample.anchor, q.sample.definition) == (s.time_class, s.anchor, s.definition)
        ]


def fact(
    code: str,
    verdict: Verdict | Relation,
    claims: Sequence[C],
    *,
    key: Sequence[str],
    about: C,
    words: Words | None = None,
    pair: tuple[C, C] | None = None,
    hint: str = "",
    quantities: Sequence[str] = (),
    where: FindingList | None = None,
    topic: str | None = None,
    labels: tuple[str, ...] = (),
    block: str | None = None,
    lens: str = "family",
    weight: float = 0.0,
    smaller: int = 0,
    wrong: int = 0,
) -> Fact[C]:
    """What a rule found. The id comes from `topic` (else the kind) and `key`: the keys of what it concerns."""
    kind, listed = KINDS[code]
    ordered = sorted(claims, key=_CLAIM)
    last = 0
    for c in ordered:
        day = c.published_day or c.as_of_last
        if day and day > last:
            last = day
    return Fact(
        key_of(topic or kind, *key),
        code,
        where or listed,
        verdict.severity or Severity.NOTE,
        tuple({c.claim: c for c in ordered}.values()) if len(ordered) > 2 else tuple(ordered),
        about,
        pair,
        words,
        labels,
        hint,
        tuple(quantities),
        lens,
        block,
        weight,
        smaller,
        wrong,
        last,
    )


def finding(
    code: str,
    relation: Relation,
    claims: Sequence[Placed],
    *,
    about: Sequence[str],
    quantity: Placed,
    quantities: Sequence[str] = (),
    where: FindingList | None = None,
    block: str | None = None,
    lens: str = "family",
    weight: float = 0.0,
) -> Fact[Placed]:
    """What a rule found, with the words that it has put it in."""
    return fact(
        code,
        relation,
        claims,
        key=about,
        about=quantity,
        words=relation.words,
        quantities=quantities,
        where=where,
        block=block,
        lens=lens,
        weight=weight,
    )


def worse(a: Verdict | Relation, b: Verdict | Relation | None) -> bool:
    """Whether verdict `a` weighs more than `b`."""
    if b is None:
        return True
    return (_rank(a), a.relative, a.gap) > (_rank(b), b.relative, b.gap)


def _rank(verdict: Verdict | Relation) -> float:
    return RANK[verdict.severity] if verdict.severity is not None else -inf
