"""What rules look at: one quantity, one family of quantities, and the settings that hold for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from operator import attrgetter

from ledger.comparison.independence import voices
from ledger.comparison.keys import key_of
from ledger.comparison.positions import Position, positions
from ledger.comparison.sentences import quantity_words, reading
from ledger.comparison.severity import RANK
from ledger.comparison.values import Finding, Placed, Relation
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


class Quantity:
    """All claims about one thing, in a fixed order, with what several rules need of them."""

    def __init__(self, claims: Iterable[Placed]) -> None:
        self.claims = sorted(claims, key=_CLAIM)
        self.key = self.claims[0].quantity_key
        self.max_low = max([c.low for c in self.claims])
        self.min_high = min([c.high for c in self.claims if c.high is not None], default=inf)
        self._positions: dict[str, list[Position]] | None = None
        self._origins: dict[str, list[Placed]] | None = None

    @property
    def sample(self) -> Placed:
        """Any one claim, for the parts of the key that all share."""
        return self.claims[0]

    @property
    def fits(self) -> bool:
        """Whether one number lies in every reading, so that nothing can be at odds."""
        return self.max_low <= self.min_high

    def by_origin(self) -> dict[str, list[Placed]]:
        """The claims of each origin, origins in order of their keys."""
        if self._origins is None:
            found: dict[str, list[Placed]] = {}
            for claim in self.claims:
                found.setdefault(claim.origin, []).append(claim)
            self._origins = dict(sorted(found.items()))
        return self._origins

    def positions(self) -> dict[str, list[Position]]:
        """The positions of each independent voice (unattributed repeats left out)."""
        if self._positions is None:
            self._positions = {k: positions(v) for k, v in sorted(voices(self.claims).items())}
        return self._positions


_CLAIM = attrgetter("claim")

Find = Callable[[Quantity, Context], Iterator[Finding]]
FindInFamily = Callable[["Family", Context], Iterator[Finding]]
FindInBlock = Callable[[str, Sequence[Placed], Context], Iterator[Finding]]


class Family:
    """The quantities that can bear on one another, with look-up by the parts of their keys."""

    def __init__(self, claims: Iterable[Placed]) -> None:
        groups: dict[str, list[Placed]] = {}
        for claim in claims:
            groups.setdefault(claim.quantity_key, []).append(claim)
        self.quantities = {key: Quantity(groups[key]) for key in sorted(groups)}
        self.cells: dict[tuple[str, str, str], list[Quantity]] = {}
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

    def alike(self, quantity: Quantity, **changed: str) -> list[Quantity]:
        """The quantities that differ from `quantity` only in the parts named in `changed`."""
        s = quantity.sample
        cell = tuple(changed.get(part, getattr(s, part)) for part in ("measure", "group", "place"))
        return [
            q
            for q in self.cells.get((cell[0], cell[1], cell[2]), ())
            if (q.sample.time_class, q.sample.anchor, q.sample.definition) == (s.time_class, s.anchor, s.definition)
        ]


def finding(
    code: str,
    relation: Relation,
    claims: Sequence[Placed],
    *,
    about: Sequence[str],
    quantity: Placed,
    quantities: Sequence[str] = (),
    where: FindingList | None = None,
    topic: str | None = None,
    labels: Sequence[str] = (),
    block: str | None = None,
    lens: str = "family",
    weight: float = 0.0,
    smaller: int = 0,
    wrong: int = 0,
) -> Finding:
    """Make a finding. Its id comes from `topic` (else the kind) and `about`: keys of what it concerns."""
    kind, listed = KINDS[code]
    ordered = sorted(claims, key=_CLAIM)
    return Finding(
        id=key_of(topic or kind, *about),
        kind=kind,
        code=code,
        list=where or listed,
        severity=relation.severity or Severity.NOTE,
        explanation=relation.sentence,
        fits_if=relation.fits_if,
        claims=tuple(dict.fromkeys(c.claim for c in ordered)),
        origins=tuple(sorted({c.origin_name for c in ordered})),
        quantity=quantity_words(quantity),
        hint=relation.hint,
        labels=tuple(labels),
        readings=tuple(reading(c) for c in ordered),
        quantities=tuple(sorted({quantity.quantity_key, *quantities})),
        lens=lens,
        block=block if block is not None else quantity.family_key,
        weight=weight,
        smaller=smaller,
        wrong=wrong,
        last=max((c.published_day or c.as_of_last or 0 for c in ordered), default=0),
    )


def worse(a: Relation, b: Relation | None) -> bool:
    """Whether verdict `a` weighs more than `b`."""
    if b is None:
        return True
    return (_rank(a), a.relative, a.gap) > (_rank(b), b.relative, b.gap)


def _rank(relation: Relation) -> float:
    return RANK[relation.severity] if relation.severity is not None else -inf
