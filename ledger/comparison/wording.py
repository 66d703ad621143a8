"""The words of a verdict on two claims that count the same thing, put together when somebody reads them."""

from __future__ import annotations

from collections.abc import Callable

from ledger.comparison.sentences import earlier_than, given, limits, says, when, who
from ledger.comparison.severity import digit_hint
from ledger.comparison.times import JUMP_DAYS, before, day_words, same_time
from ledger.comparison.values import Placed
from ledger.comparison.verdicts import Words


def words(code: str, a: Placed, b: Placed) -> Words:
    """How the verdict `code` on those two claims is put."""
    return _SAY[code](a, b)


def soft(claim: Placed) -> float:
    """Where the figure is expected to end."""
    return claim.ceiling if claim.soft_high is None else claim.soft_high


def _by_size(a: Placed, b: Placed) -> tuple[Placed, Placed]:
    return (a, b) if a.low > b.ceiling else (b, a)


def _in_time(a: Placed, b: Placed) -> tuple[Placed, Placed]:
    return (b, a) if before(b, a) else (a, b)


def _contradiction(a: Placed, b: Placed) -> Words:
    high, low = _by_size(a, b)
    return Words(
        f"The same document gives {given(high)} and {given(low)} for the same thing",
        "Fits if the two passages count different people, places or days",
        digit_hint(a.value, b.value),
    )


def _requalified(a: Placed, b: Placed) -> Words:
    return Words(
        f"{who(a)} says “{a.shown}” and {who(b)} says “{b.shown}”: one number of one source, qualified differently",
        "Fits if the qualifier was lost or changed on the way; compare with the source's own words",
    )


def _misreported(a: Placed, b: Placed) -> Words:
    high, low = _by_size(a, b)
    return Words(
        f"Two reports give different figures of {a.origin_name} for one date: {given(high)} and {given(low)}",
        f"Fits if one report misquotes {a.origin_name}, or if the two count different people",
        digit_hint(a.value, b.value) or f"check what {a.origin_name} said",
    )


def _changed(a: Placed, b: Placed) -> Words:
    early, late = _in_time(a, b)
    return Words(f"{early.origin_name} changed its figure from {early.shown} to {late.shown}")


def _cut(a: Placed, b: Placed) -> Words:
    early, late = _in_time(a, b)
    return Words(
        f"{early.origin_name} cut its figure from {early.shown} ({when(early)}) to {late.shown} ({when(late)})",
        "Fits if the source removed duplicates or corrected itself",
        digit_hint(early.value, late.value),
    )


def _growth(a: Placed, b: Placed) -> Words:
    if not same_time(a, b) and not before(a, b) and not before(b, a):
        return Words("which figure is the later one is not known; the lower may be earlier")
    early, late = _in_time(a, b)
    return Words(f"a running total may grow from {early.shown} to {late.shown}")


def _jump(a: Placed, b: Placed) -> Words:
    early, late = _in_time(a, b)
    return Words(
        f"A rise of ten times or more within {JUMP_DAYS} days, from {early.shown} ({who(early)}, {when(early)}) to "
        f"{late.shown} ({who(late)}, {when(late)}): possible, worth a look",
        "Fits if the toll really rose so fast",
        digit_hint(early.value, late.value),
    )


def _older(a: Placed, b: Placed) -> Words:
    early, late = _in_time(a, b)
    return Words(
        f"{who(late)} gives {late.shown}, published later than {early.shown} ({who(early)}, {when(early)}), but does "
        "not say as of when; it may repeat an older figure",
        f"Fits if {late.shown} {earlier_than(early)}",
    )


def _fall(a: Placed, b: Placed) -> Words:
    early, late = _in_time(a, b)
    return Words(
        f"{says(late)} {when(late)}, {says(early)} {when(early)}; a running total does not fall",
        f"Fits if the figure of {who(late)} {earlier_than(early)}, or counts less",
        digit_hint(early.value, late.value),
    )


def _disjoint(a: Placed, b: Placed) -> Words:
    high, low = _by_size(a, b)
    fits = f"Fits if one of the two counts other people, places or days, or if {low.shown} is a partial count"
    if high.running:
        day = high.as_of_first if high.as_of_first == high.as_of_last else None
        one_day = day is not None and high.as_of_known and low.as_of_known and low.as_of_last == day
        earlier = f"was counted earlier on {day_words(day or 1)}" if one_day else earlier_than(high)
        fits = f"Fits if the figure of {who(low)} {earlier}, or is a partial count"
    return Words(
        f"{who(high)} gives {_with_limits(high)}, {who(low)} gives {_with_limits(low)}; no number fits both",
        fits,
        digit_hint(a.value, b.value),
    )


def _with_limits(claim: Placed) -> str:
    return claim.shown if claim.qualifier == "between" and claim.high else f"{claim.shown} ({limits(claim)})"


_SAY: dict[str, Callable[[Placed, Placed], Words]] = {
    "C1": _disjoint,
    "C2": _fall,
    "C5": _contradiction,
    "C6": _misreported,
    "T1": _requalified,
    "T3": _older,
    "W5": _jump,
    "R0": lambda a, b: Words(f"both repeat one figure of {a.origin_name}: one source, not two"),
    "R1": _changed,
    "R2": _cut,
    "N3": lambda a, b: Words("a level that can rise and fall, on different dates"),
    "N4": lambda a, b: Words("the figures agree"),
    "N5": lambda a, b: Words(f"compatible: {a.why if a.low != a.ceiling else b.why}"),
    "N6": _growth,
}
