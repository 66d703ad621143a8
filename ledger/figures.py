"""Figures and what they commit to.

A `Figure` is what was printed: a number and how it was qualified. A `Reading` is the interval that the
words commit to. `read` is the one place where words become numbers; its constants stand in `Policy`,
which is shown, editable and versioned, and every reading says in a sentence how it came about.

The rules and where they come from (Williams & Power 2013; Ferson et al. 2015; Cummins, Sauerland & Solt
2012; McNabb et al.; ACLED's coding of vague words) are set out in docs/explanation/how-a-figure-is-read.md.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from math import ceil, floor, inf

from ledger.vocabulary import Method, Qualifier

MAX_COUNT = 10**9
"""No figure is larger; a longer number in a file is an error, not a count of people."""

VAGUE_FLOORS: tuple[tuple[str, int, int], ...] = (
    ("hundreds of thousands", 100_000, 999_999),
    ("tens of thousands", 10_000, 99_999),
    ("millions", 1_000_000, 9_999_999),
    ("thousands", 1_000, 9_999),
    ("hundreds", 100, 999),
    ("scores", 20, 199),
    ("dozens", 12, 99),
    ("tens", 10, 99),
    ("several hundred", 300, 999),
    ("several thousand", 3_000, 9_999),
    ("several dozen", 36, 99),
    ("several", 3, 9),
    ("a handful", 3, 9),
    ("a few", 2, 6),
    ("many", 3, MAX_COUNT),
)
"""Vague words, the longest first: the least each can mean, and the most a reader expects (ACLED)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Every tolerance in one record. Percentages are whole numbers, so that readings are exact."""

    version: int = 1
    about_cap_percent: int = 10
    """"about N" is never wider than this share of N (Ferson et al. 2015: 9 at 100, 2.2 at 20)."""
    about_floor_percent: int = 1
    """"about 7,213" still allows this share of N either way."""
    round_cap_percent: int = 5
    """An unhedged round number: half a unit of its last digit, at most this share of N."""
    round_from: int = 20
    """Below this a bare number is a head count, and exact."""
    minor_gap: int = 2
    """A gap of so many people is never more than minor."""
    minor_percent: int = 5
    major_percent: int = 50
    extreme_percent: int = 90

    def as_dict(self) -> dict[str, int]:
        """The constants by name, for the screens, the reports and the journal."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed. `words` are the figure's own words, kept for vague ones and for showing."""

    value: int | None = None
    low: int | None = None
    high: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The interval that a figure commits to, both ends included; `high` is `inf` where there is no ceiling.

    The hard ends may raise a conflict, the soft ones only a note. `soft_ceiling` marks a ceiling that the
    words suggest without asserting it ("up to"). `why` is the sentence that reports print.
    """

    low: float
    high: float
    soft_low: float
    soft_high: float
    soft_ceiling: bool
    why: str


def settle(
    value: int | None,
    low: int | None,
    high: int | None,
    qualifier: Qualifier | None,
    words: str | None = None,
) -> Figure:
    """Make a figure of stated parts; ValueError says which of them disagree.

    Without a qualifier, the parts decide it: both ends are a range, one end is a bound, a value is exact.
    """
    for name, part in (("value", value), ("low", low), ("high", high)):
        if part is not None and not 0 <= part <= MAX_COUNT:
            raise ValueError(f"{name} {part} is not a count between 0 and {MAX_COUNT:,}")
    if low is not None and high is not None and low > high:
        raise ValueError(f"low {low} is above high {high}")
    if qualifier is None:
        qualifier = _implied(value, low, high, words)
    q = qualifier
    if q is Qualifier.VAGUE:
        if value is not None:
            raise ValueError("a vague figure has no value; keep its word in figure_text")
        if low is None and vague_floor(words) is None:
            raise ValueError("a vague figure needs its word in figure_text, such as dozens")
        return Figure(None, low, high, q, words)
    if q is Qualifier.BETWEEN:
        if low is None or high is None:
            raise ValueError("a range needs both low and high")
        if value is not None and not low <= value <= high:
            raise ValueError(f"value {value} lies outside {low} to {high}")
        return Figure(value, low, high, q, words)
    if q in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        bound = value if value is not None else low
        if bound is None or (low is not None and low != bound) or high is not None:
            raise ValueError(f"{q} needs one number, as value or low, and no high")
        return Figure(bound, low, None, q, words)
    if q in (Qualifier.AT_MOST, Qualifier.LESS_THAN, Qualifier.UP_TO):
        bound = value if value is not None else high
        if bound is None or (high is not None and high != bound) or low not in (None, 0):
            raise ValueError(f"{q} needs one number, as value or high, and no low")
        return Figure(bound, low, high, q, words)
    if value is None:
        raise ValueError(f"{q} needs a value")
    if q is Qualifier.EXACT and {low, high} - {None, value}:
        raise ValueError(f"an exact {value} cannot have low {low} and high {high}; use between")
    if (low is not None and low > value) or (high is not None and high < value):
        raise ValueError(f"value {value} lies outside low {low} and high {high}")
    return Figure(value, low, high, q, words)


def _implied(value: int | None, low: int | None, high: int | None, words: str | None) -> Qualifier:
    if value is None and low is None and high is None and vague_floor(words):
        return Qualifier.VAGUE
    if low is not None and high is not None and not low == high == value:
        return Qualifier.BETWEEN
    if value is None and low is not None:
        return Qualifier.AT_LEAST
    if value is None and high is not None:
        return Qualifier.AT_MOST
    return Qualifier.EXACT


def vague_floor(words: str | None) -> tuple[str, int, int] | None:
    """The vague word in `words`, the least it can mean and the most one expects; None if there is none."""
    text = f" {(words or '').casefold()} "
    for word, least, most in VAGUE_FLOORS:
        if re.search(rf"(?<!\w){word}(?!\w)", text):
            return word, least, most
    return None


def unit(value: int) -> int:
    """Place value of the last digit that is not zero: 7,200 gives 100, 26 gives 1."""
    size = 1
    while value and value % 10 == 0:
        value //= 10
        size *= 10
    return size


def counting_some(reading: Reading, shown: str, why: str) -> Reading:
    """The reading of a figure that counts only some, as `ledger.partial` says why: so many, or more in all."""
    if reading.low <= 0:
        return reading
    said = f"“{shown}” {why}: {count(reading.low)} or more in all"
    return Reading(reading.low, inf, reading.low, max(reading.soft_high, reading.low), False, said)


def read(figure: Figure, policy: Policy, method: Method = Method.UNKNOWN, some: str | None = None) -> Reading:
    """What the figure commits to. A documented count is a floor, whatever its words (HRDAG, IBC).

    `some` says why the figure counts only some of those it is about (`ledger.partial`), None where it does not.
    """
    if some is not None:
        return counting_some(read(figure, policy, method), show(figure), some)
    reading = _words(figure, policy)
    if method is Method.DOCUMENTED and figure.qualifier not in (
        Qualifier.AT_MOST,
        Qualifier.LESS_THAN,
        Qualifier.UP_TO,
    ):
        low = float(figure.value) if figure.qualifier is Qualifier.EXACT and figure.value else reading.low
        return Reading(
            low,
            inf,
            low,
            max(reading.soft_high, low),
            False,
            f"a documented count: {count(low)} or more, since the undocumented are not in it",
        )
    return reading


def _words(figure: Figure, policy: Policy) -> Reading:
    q = figure.qualifier
    if q is Qualifier.VAGUE:
        return _vague(figure)
    if q is Qualifier.BETWEEN and figure.low is not None and figure.high is not None:
        lo, hi = float(figure.low), float(figure.high)
        return Reading(lo, hi, lo, hi, False, f"given as {count(lo)} to {count(hi)}")
    if figure.value is None:
        raise ValueError("a figure without a number has no reading")
    value = figure.value
    v, step = float(value), unit(value)
    about = max(min(step / 2, value * policy.about_cap_percent / 100), value * policy.about_floor_percent / 100, 1.0)
    about = min(about, v)
    rounding = 0.0
    if step >= 10 and value >= policy.round_from:
        rounding = min(step / 2, value * policy.round_cap_percent / 100)
    granule = v + (step if step > 1 else max(1, 10 ** (len(str(value)) - 2)))
    said = f"“{q.label} {count(v)}”"
    if q is Qualifier.AT_LEAST:
        return Reading(v, inf, v, granule, False, f"{said} sets a floor of {count(v)} and no ceiling")
    if q is Qualifier.MORE_THAN:
        return Reading(v, inf, v + 1, granule, False, f"{said} sets a floor of {count(v)} and no ceiling")
    if q is Qualifier.AT_MOST:
        return Reading(0.0, v, 0.0, v, False, f"{said} sets a ceiling of {count(v)}")
    if q is Qualifier.LESS_THAN:
        return Reading(0.0, v, 0.0, max(v - 1, 0.0), False, f"{said} sets a ceiling of {count(v)}")
    if q is Qualifier.UP_TO:
        return Reading(0.0, v, 0.0, v, True, f"{said} suggests a ceiling of {count(v)}")
    if q is Qualifier.ABOUT:
        return Reading(
            v - about,
            v + about,
            v - rounding,
            v + rounding,
            False,
            f"{said} allows {bounds(v - about, v + about)}",
        )
    if q is Qualifier.NEARLY:
        return Reading(v - about, v, v - about, v, False, f"{said} allows {bounds(v - about, v)}")
    if rounding:
        return Reading(
            v - rounding,
            v + rounding,
            v,
            v,
            False,
            f"{count(v)} is a round number, read as {bounds(v - rounding, v + rounding)}",
        )
    return Reading(v, v, v, v, False, f"{count(v)} is exact")


def _vague(figure: Figure) -> Reading:
    found = vague_floor(figure.words)
    word, least, most = found if found else ("", figure.low or 0, figure.high or MAX_COUNT)
    if figure.low is not None:
        least, most = figure.low, max(most, figure.low)
    high = float(figure.high) if figure.high is not None else inf
    why = f"“{word or figure.words}” is read as {count(least)} or more"
    return Reading(float(least), high, float(least), min(float(most), high), False, why)


def count(number: float) -> str:
    """A number as people read it: grouped by thousands, with ∞ for no ceiling."""
    return "∞" if number == inf else f"{number:,.0f}"


def bounds(low: float, high: float) -> str:
    """The whole numbers inside an interval, in words: “28.5 to 31.5” people are 29 to 31."""
    if high == inf:
        return f"{ceil(low):,} or more"
    lo, hi = ceil(low), floor(high)
    return f"{lo:,}" if lo == hi else f"{lo:,} to {hi:,}"


def show(figure: Figure) -> str:
    """The figure in few words: “about 7,000”, “20,000–31,500”, “dozens”."""
    if figure.qualifier is Qualifier.VAGUE:
        return (figure.words or "").strip() or f"{figure.low:,} or more"
    if figure.qualifier is Qualifier.BETWEEN and figure.value is None:
        return f"{figure.low:,}–{figure.high:,}"
    text = f"{figure.value:,}" if figure.value is not None else "not stated"
    if figure.qualifier is Qualifier.BETWEEN:
        return f"{text} ({figure.low:,}–{figure.high:,})"
    return f"{figure.qualifier.label} {text}".strip()
