"""Formats of casualty data that are read without a mapping, one module each, and their registry."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ledger.intake.coding import Known


@cache
def known() -> tuple[Known, ...]:
    """All known formats, the more special ones first."""
    from ledger.intake.formats import acled, airwars, helix, ibc, radford, t4p, ucdp, ukraine

    modules = (ucdp, acled, ibc, airwars, radford, t4p, ukraine, helix)
    return tuple(f for module in modules for f in module.FORMATS)


def named(name: str) -> Known | None:
    """The known format of that name."""
    return next((f for f in known() if f.name == name), None)


def recognised(columns: Iterable[str]) -> Known | None:
    """The known format that a table with these columns is in."""
    names = tuple(columns)
    return next((f for f in known() if f.spelled(names) is not None), None)
