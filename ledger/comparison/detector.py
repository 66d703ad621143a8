"""Runs every rule over the claims and gives the findings in the order in which people should see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ledger.comparison.context import Context, Family
from ledger.comparison.rules import IN_FAMILY, IN_QUANTITY
from ledger.comparison.severity import RANK
from ledger.comparison.values import Finding, Placed
from ledger.figures import Policy
from ledger.names import Names
from ledger.vocabulary import FindingList

_LISTS = {part: i for i, part in enumerate(FindingList)}


def detect(
    placed: Iterable[Placed], *, names: Names, policy: Policy, parties: Mapping[str, str] | None = None
) -> list[Finding]:
    """The findings over claims of any number of families; the union of those of each family."""
    families: dict[str, list[Placed]] = {}
    for claim in placed:
        families.setdefault(claim.family_key, []).append(claim)
    context = Context(names, policy, parties or {})
    found: list[Finding] = []
    for key in sorted(families):
        if len(families[key]) > 1 or families[key][0].fault:
            found += detect_family(Family(families[key]), context)
    return sorted(found, key=order)


def detect_family(family: Family, context: Context) -> list[Finding]:
    """The findings of one family."""
    found: list[Finding] = []
    for quantity in family.quantities.values():
        for rule in IN_QUANTITY:
            found += rule(quantity, context)
    for family_rule in IN_FAMILY:
        found += family_rule(family, context)
    return found


def rank(finding: Finding) -> int:
    """Where a finding stands among all: slips, disputes, notes, and within each the gravest first."""
    return _LISTS[finding.list] * 10 + len(RANK) - RANK[finding.severity]


def order(finding: Finding) -> tuple[int, float, str]:
    """The key that puts findings in the order in which people should see them."""
    return rank(finding), -finding.weight, finding.id
