"""Runs every rule over the claims and gives the findings in the order in which people should see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ledger.comparison.context import Context, Family, Quantity
from ledger.comparison.rules import ACROSS, IN_FAMILY, IN_QUANTITY, WORDED, at_sight, origin_misreported
from ledger.comparison.rules.origin_misreported import OfDocument
from ledger.comparison.sentences import quantity_words, reading
from ledger.comparison.severity import RANK
from ledger.comparison.values import Placed, Seen
from ledger.comparison.verdicts import Fact, Finding, Words
from ledger.comparison.vocabulary import KINDS
from ledger.comparison.windows import month_keys
from ledger.figures import Policy
from ledger.names import Names
from ledger.names.folding import plain
from ledger.vocabulary import FindingList

_LISTS = {part: i for i, part in enumerate(FindingList)}


def blocks(placed: Placed) -> tuple[str, ...]:
    """Every set of claims that this one is compared within: `family:KEY`, `series:KEY`, ...

    A change to a claim can change only the findings of its blocks, before and after.
    """
    found = [f"family:{placed.family_key}", *(f"month:{key}" for key in month_keys(placed))]
    if placed.series_key:
        found.append(f"series:{placed.series_key} {placed.origin}")
    for lens, key in (("capacity", placed.capacity_key), ("figure", placed.figure_key)):
        if key:
            found.append(f"{lens}:{key}")
    return tuple(found)


def detect_block(
    block: str,
    placed: Iterable[Placed],
    *,
    names: Names,
    policy: Policy,
    parties: Mapping[str, str] | None = None,
) -> list[Finding]:
    """The findings of one block; `placed` holds all of its claims, and may hold others."""
    return _in_block(block, [c for c in placed if block in blocks(c)], context_of(names, policy, parties))


def detect(
    placed: Iterable[Placed], *, names: Names, policy: Policy, parties: Mapping[str, str] | None = None
) -> list[Finding]:
    """The findings over any claims: the union of those of each block, in the order people see them."""
    held: dict[str, list[Placed]] = {}
    for claim in placed:
        for block in blocks(claim):
            held.setdefault(block, []).append(claim)
    context = context_of(names, policy, parties)
    found: list[Finding] = []
    for block in sorted(held):
        found += _in_block(block, held[block], context)
    return sorted(found, key=order)


def context_of(names: Names, policy: Policy, parties: Mapping[str, str] | None) -> Context:
    """The settings of a run; `parties` are sources by the words that people use, with their side."""
    sides = {plain(names.resolve_actor(name)): side for name, side in (parties or {}).items()}
    return Context(names, policy, sides)


def detect_quantity(quantity: Quantity[Placed], of_document: OfDocument, context: Context) -> Iterator[Fact[Placed]]:
    """What is to be found among the claims about one thing by the rules that look at more than `at_sight`;
    `of_document` looks up what its reports say besides."""
    for rule in IN_QUANTITY:
        yield from rule(quantity, context)
    yield from origin_misreported.find_in(quantity, of_document, context)


def _in_block(block: str, claims: list[Placed], context: Context) -> list[Finding]:
    lens, _, key = block.partition(":")
    found: Iterable[Fact[Placed]] = ()
    if lens != "family":
        found = ACROSS[lens](key, claims, context) if len(claims) > 1 else ()
    elif len(claims) > 1 or any(c.fault for c in claims):
        found = detect_family(Family(claims), context)
    return [shown(fact) for fact in found]


def detect_family(family: Family, context: Context) -> Iterator[Fact[Placed]]:
    """What is to be found in one family."""
    for quantity in family.quantities.values():
        yield from at_sight(quantity, context)
        for rule in IN_QUANTITY:
            yield from rule(quantity, context)
    for family_rule in IN_FAMILY:
        yield from family_rule(family, context)


def words_of(fact: Fact[Placed]) -> Words:
    """What a finding says."""
    return fact.words if fact.words is not None else WORDED[fact.code](fact)


def shown(fact: Fact[Placed]) -> Finding:
    """What people are shown of a fact."""
    words = words_of(fact)
    return Finding(
        id=fact.id,
        kind=KINDS[fact.code][0],
        code=fact.code,
        list=fact.list,
        severity=fact.severity,
        explanation=words.sentence,
        fits_if=words.fits_if,
        claims=tuple(c.claim for c in fact.claims),
        origins=tuple(sorted({c.origin_name for c in fact.claims})),
        quantity=quantity_words(fact.about),
        hint=words.hint,
        labels=fact.labels,
        readings=tuple(reading(c) for c in fact.claims),
        quantities=tuple(sorted({fact.about.quantity_key, *fact.quantities})),
        lens=fact.lens,
        block=fact.block if fact.block is not None else fact.about.family_key,
        weight=fact.weight,
        smaller=fact.smaller,
        wrong=fact.wrong,
        last=fact.last,
    )


_SIDE, _WRONG, _DAY = 63, 1023, 2**22 - 1
"""The most that is told apart of each part of the rank; no day of the calendar is beyond the last."""


_LEVEL = {(part, grave): _LISTS[part] * 10 + len(RANK) - at for part in FindingList for grave, at in RANK.items()}


def rank(finding: Finding | Fact[Placed] | Fact[Seen]) -> int:
    """Where a finding stands among all: slips, disputes, notes, and within each the gravest first.

    Among equals two against two come before one against five, then those of which more figures must be wrong,
    then those with the latest claim. One whole number, so that a store can keep it as a column.
    """
    found = _LEVEL[finding.list, finding.severity]
    found = found * (_SIDE + 1) + _SIDE - min(finding.smaller, _SIDE)
    found = found * (_WRONG + 1) + _WRONG - min(finding.wrong, _WRONG)
    return found * (_DAY + 1) + _DAY - min(finding.last, _DAY)


def order(finding: Finding) -> tuple[int, float, str]:
    """The key that puts findings in the order in which people should see them."""
    return rank(finding), -finding.weight, finding.id
