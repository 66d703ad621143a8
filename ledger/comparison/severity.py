"""How far apart two readings are, and what kind of slip a pair of figures may hide."""

from __future__ import annotations

from ledger.figures import Policy
from ledger.vocabulary import Severity

RANK = {s: i for i, s in enumerate(Severity)}


def gap_severity(higher_low: float, lower_high: float, policy: Policy) -> tuple[Severity, float, float]:
    """Severity, gap and relative gap: from the top of the lower reading to the bottom of the higher one."""
    gap = higher_low - lower_high
    relative = gap / higher_low if higher_low else 0.0
    if gap <= policy.minor_gap or relative * 100 < policy.minor_percent:
        return Severity.MINOR, gap, relative
    if relative * 100 >= policy.extreme_percent:
        return Severity.EXTREME, gap, relative
    if relative * 100 >= policy.major_percent:
        return Severity.MAJOR, gap, relative
    return Severity.MODERATE, gap, relative


def digit_hint(x: int | None, y: int | None) -> str:
    """T5: a dropped zero, a thousands slip or two swapped digits; “” where there is no such sign."""
    if not x or not y or x == y:
        return ""
    larger, smaller = max(x, y), min(x, y)
    for times in (10, 100, 1000):
        if larger == smaller * times:
            return f"{larger:,} is exactly {times:,} times {smaller:,}: a dropped zero or a thousands slip?"
    a, b = str(x), str(y)
    if len(a) == len(b):
        odd = [i for i in range(len(a)) if a[i] != b[i]]
        if len(odd) == 2 and odd[1] == odd[0] + 1 and a[odd[0]] == b[odd[1]] and a[odd[1]] == b[odd[0]]:
            return f"two digits are swapped between {x:,} and {y:,}: a typing slip?"
    return ""
