"""Why a filter finds nothing: how much there is without it, and which part of it to leave out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ledger.counting import plural

MOST = 3
"""Parts of a filter that are named, those that bring back most of what is near first."""


def loosened(noun: str, parts: Sequence[str], count: Callable[[Sequence[str]], int]) -> str:
    """What to say of a filter that finds nothing; empty where there is nothing to find either.

    `count` says how many there are with only some of the parts.
    """
    total = count(())
    if not total:
        return ""
    head = f"none of {plural(total, noun)} fits" if total > 1 else f"the one {noun} does not fit"
    if len(parts) < 2:
        return f"{head} {parts[0]}" if parts else head
    found = [(count([p for p in parts if p is not part]), part) for part in parts]
    some = sorted(((n, part) for n, part in found if n), key=lambda x: x[0])[:MOST]
    if not some:
        return f"{head} {' '.join(parts)}, nor any of it with one part left out"
    hints = ", ".join(f"without {part} {n:,} {'does' if n == 1 else 'do'}" for n, part in some)
    return f"{head}; {hints}"
