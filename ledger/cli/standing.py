"""What an act about names or events brought together: which claims are now compared with one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.counting import plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.api import Done, Ledger
    from ledger.queries import ClaimView

MOST = 3
"""Quantities that are named, those with most claims first."""
LOOKED = 500
"""Claims of a name that are looked at."""


def of_names(ledger: Ledger, kind: str, *names: str) -> list[ClaimView]:
    """The claims that use one of the names."""
    from ledger.queries import ClaimFilter

    field = {"place": "place", "group": "group", "actor": "source"}.get(kind)
    if field is None:
        return []
    wanted = [ClaimFilter(**{field: name}) for name in names]  # type: ignore[arg-type]  # each of the three is text
    found = [c for one in wanted for c in ledger.claims(one, limit=LOOKED)]
    return list({c.row: c for c in found}.values())


def together(ledger: Ledger, claims: Iterable[ClaimView]) -> list[dict[str, Any]]:
    """The quantities of those claims that two or more claims speak of: key, label, and how many claims."""
    by_row = {c.row: c.id for c in claims}
    one_of: dict[str, str] = {}
    for row, reading in ledger.readings_of(by_row).items():
        one_of.setdefault(reading.quantity, by_row[row])
    sizes = {key: len(ledger.claims_of_quantity(one)) for key, one in one_of.items()}
    largest = sorted((k for k, n in sizes.items() if n > 1), key=lambda k: (-sizes[k], k))[:MOST]
    return [{"quantity": k, "label": ledger.quantity(one_of[k]).label, "claims": sizes[k]} for k in largest]


def words(done: Done, found: list[dict[str, Any]]) -> list[str]:
    """The same in lines: what moved, and what now stands together."""
    lines = [done.findings.moves()]
    how = "now stand together" if done.findings.moved else "stood together before"
    lines += [f"{plural(each['claims'], 'claim')} {how}: {each['label']}" for each in found]
    if found or done.findings.new or done.findings.reopened:
        return lines
    return [*lines, "no two claims of it count the same people, place and time yet"]
