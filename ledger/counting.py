"""Numbers of things in words."""

from __future__ import annotations


def plural(number: int, one: str, many: str | None = None) -> str:
    """“1 claim”, “2 claims”, “1,200 claims”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
