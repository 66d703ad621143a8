"""Runs every rule over the claims and gives the findings in the order in which people should see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ledger.comparison.context import Context, Family, Quantity
from ledger.comparison.keys import month_keys
from ledger.comparison.rules import ACROSS, IN_FAMILY, IN_QUANTITY, origin_misreported
from ledger.comparison.rules.origin_misreported import OfDocument
from ledger.comparison.severity import RANK
from ledger.comparison.values import Finding, Placed
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


def detect_quantity(quantity: Quantity, of_document: OfDocument, context: Context) -> Iterator[Finding]:
    """The findings among the claims about one thing; `of_document` looks up what its reports say besides."""
    for rule in IN_QUANTITY:
        yield from rule(quantity, context)
    yield from origin_misreported.find_in(quantity, of_document, context)


def _in_block(block: str, claims: list[Placed], context: Context) -> list[Finding]:
    lens, _, key = block.partition(":")
    if lens != "family":
        return list(ACROSS[lens](key, claims, context)) if len(claims) > 1 else []
    if len(claims) > 1 or any(c.fault for c in claims):
        return detect_family(Family(claims), context)
    return []


def detect_family(family: Family, context: Context) -> list[Finding]:
    """The findings of one family."""
    found: list[Finding] = []
    for quantity in family.quantities.values():
        for rule in IN_QUANTITY:
            found += rule(quantity, context)
    for family_rule in IN_FAMILY:
        found += family_rule(family, context)
    return found


_SIDE, _WRONG, _DAY = 63, 1023, 2**22 - 1
"""The most that is told apart of each part of the rank; no day of the calendar is beyond the last."""


def rank(finding: Finding) -> int:
    """Where a finding stands among all: slips, disputes, notes, and within each the gravest first.

    Among equals two against two come before one against five, then those of which more figures must be wrong,
    then those with the latest claim. One whole number, so that a store can keep it as a column.
    """
    found = _LISTS[finding.list] * 10 + len(RANK) - RANK[finding.severity]
    for part, most in ((finding.smaller, _SIDE), (finding.wrong, _WRONG), (finding.last, _DAY)):
        found = found * (most + 1) + most - min(part, most)
    return found


def order(finding: Finding) -> tuple[int, float, str]:
    """The key that puts findings in the order in which people should see them."""
    return rank(finding), -finding.weight, finding.id
