"""Numbers that count no people, each by name. They are asked before any rule reads a measure.

Every blocker is one function `(sentence, first, last, value) -> bool`; the first that holds names itself.
"""

from __future__ import annotations

from collections.abc import Callable

from ledger.extraction.lexicons import CAPITAL, DAY, MONTH, NATION, NUMERIC, PERSON, THING, UNIT, lexicon, listed
from ledger.extraction.model import Sentence

_AREAS = listed("series.areas")
_AGED = listed("blockers.aged")
_BEFORE_PEOPLE = listed("blockers.before-people")
_BEFORE_THING = listed("blockers.before-thing")
_BEFORE_UNIT = listed("blockers.before-unit")
_CLOCK = listed("blockers.clock")
_NOT_BEFORE_YEAR = listed("blockers.not-before-year")
_POPULATED = listed("blockers.populated")
_ROOMY = listed("blockers.roomy")
_WEAK_IDENTIFIERS = listed("blockers.weak-identifiers")
_WORD_IDENTIFIERS = listed("blockers.word-identifiers")

Blocker = Callable[[Sentence, int, int, int], bool]

_COUNTING = {("number", w) for w in ("may", "might", "could", "to", "would")} | {
    ("under", w) for w in ("just", "well", "slightly", "still")
}
_AGES = ("aged", "ages", "age")
_DASHES = ("-", "–", "‑", "—")


def _adjacent(s: Sentence, left: int, right: int) -> bool:
    return left >= 0 and right < len(s.texts) and s.ends[left] == s.starts[right]


def compound(s: Sentence, first: int, last: int, value: int) -> bool:
    """ "2,000-year-old", "12-member": the number belongs to a longer word. "500-strong" is let through."""
    return (
        s.low(last) in _DASHES
        and _adjacent(s, last - 1, last)
        and _adjacent(s, last, last + 1)
        and s.texts[last + 1][0].isalpha()
        and s.low(last + 1) not in ("strong", "plus")
    )


def glued(s: Sentence, first: int, last: int, value: int) -> bool:
    """ "G-20", "3.5", "#12", "B/12": something stands right before the digits."""
    return (
        first > 0
        and _adjacent(s, first - 1, first)
        and s.texts[first - 1] in ("#", "/", ".", "_", "@", "№", "§", "*", "=")
    )


def money(s: Sentence, first: int, last: int, value: int) -> bool:
    """Sums of money: a sign or code before, a currency after."""
    lists = lexicon()
    before = s.low(first - 1)
    return (
        before in lists.money_before
        or (before == "rs" or before.endswith("$"))
        or s.low(last) in lists.money_after
        or (s.low(last) in ("us", "u.s.", "canadian", "-") and s.low(last + 1) in lists.money_after)
        or s.low(last) in ("€", "$", "£")
    )


def percent(s: Sentence, first: int, last: int, value: int) -> bool:
    """Shares of a hundred."""
    nxt = s.low(last)
    return nxt in ("%", "percent", "pct", "percentage") or (nxt == "per" and s.low(last + 1) == "cent")


def unit(s: Sentence, first: int, last: int, value: int) -> bool:
    """Distances, weights, spans of time, votes and points."""
    k = last
    while s.low(k) in _BEFORE_UNIT and k < last + 3:
        k += 1
    nxt = s.low(k)
    if s.flag(k) & UNIT:
        return True
    return nxt in ("°", "'", "″", "x") or (nxt in _DASHES and s.flag(k + 1) & UNIT > 0 and _adjacent(s, k, k + 1))


def time(s: Sentence, first: int, last: int, value: int) -> bool:
    """Clock times: "at 5 a.m.", "0900 GMT", "10:30"."""
    return ":" in s.texts[first] or s.low(last) in _CLOCK


def date(s: Sentence, first: int, last: int, value: int) -> bool:
    """Days of the month: "May 30", "30 May", "7 to 13 July", "June 3 and 4"."""
    if not s.flags[first] & NUMERIC or value > 31:
        return False
    said_on = s.low(first - 2) in ("on", "since", "until", "till", "by", "after", "before")
    if _month(s, first - 1) and (said_on or not s.flag(last) & (PERSON | NATION)):
        return True
    if _month(s, last) and not (s.low(last) in ("may", "march") and not s.flag(last) & CAPITAL):
        return True
    joined = s.low(last) in ("to", "and", "-", "–", "through", ",") and s.flag(last + 1) & NUMERIC
    if joined and (_month(s, last + 2) or _month(s, first - 1)):
        return True
    if s.low(first - 1) in ("to", "and", "-", "–", "through") and s.flag(first - 2) & NUMERIC:
        return _month(s, first - 3)
    if s.low(last) == "of" and _month(s, last + 1):
        return True
    return bool(s.flag(first - 1) & DAY and s.low(first - 1) not in ("sun", "sat", "mon") and _month(s, last))


def _month(s: Sentence, index: int) -> bool:
    if not s.flag(index) & MONTH:
        return s.low(index) == "." and bool(s.flag(index - 1) & MONTH)
    return s.low(index) not in ("may", "march", "mar", "sat", "sun") or bool(s.flag(index) & CAPITAL)


def year(s: Sentence, first: int, last: int, value: int) -> bool:
    """Bare years, unless a noun for people follows at once and nothing before calls for a year."""
    if not (1000 <= value <= 2100 and len(s.texts[first]) == 4 and last == first + 1):
        return False
    before = s.low(first - 1)
    if s.flag(first - 1) & MONTH or (
        s.low(first - 1) in (",", ".") and (s.flag(first - 3) | s.flag(first - 2)) & MONTH
    ):
        return True
    if s.flag(first - 1) & NUMERIC and s.flag(first - 2) & MONTH:
        return True
    people = s.flag(last) & (PERSON | NATION) or s.low(last) in (
        "civilian",
        "casualties",
        "deaths",
        "fatalities",
    )
    if before == "the" and value >= 1900 and s.low(last) in ("deaths", "killings", "murders", "executions"):
        return True  # "the 1940 deaths of officers"
    if before == "to" and any(s.low(k) in ("toll", "deaths", "dead", "cases") for k in range(max(0, first - 8), first)):
        return False  # "this brings the toll in Norte to 2032"
    if before in lexicon().year_before and not (people and before in _BEFORE_PEOPLE):
        return value >= 1800 or before in ("in", "since", "year")
    return 1900 <= value <= 2100 and not people and before not in _NOT_BEFORE_YEAR


def age(s: Sentence, first: int, last: int, value: int) -> bool:
    """Ages: "aged 12", ", 40,", "35 years old", "in his 30s"."""
    if value > 115:
        return False
    before = s.low(first - 1)
    if before == "of" and (s.low(first - 2) in ("age", "ages") or s.low(first - 2) in _AGED):
        return True
    if before == "under" and s.low(first - 2) in ("were", "are", "was", "is", "aged") and value <= 21:
        return not s.flag(last) & (PERSON | NATION)
    if before in ("aged", "age", "ages", "turned") or (before == "and" and s.low(first - 3) in ("aged", "ages")):
        return True
    if before in ("between", "from") and s.low(first - 2) in _AGES:
        return True
    if before in ("and", "to") and s.low(first - 3) in ("between", "from") and s.low(first - 4) in _AGES:
        return True
    if before in (",", "(") and _of_areas(s, first):
        return False
    if before == "," and s.low(last) in (",", ".", ")", "-", "--") and s.flags[first] & NUMERIC:
        return bool(s.flag(first - 2) & (CAPITAL | PERSON)) and value > 0
    if before == "(" and s.low(last) == ")":
        return bool(s.flag(first - 2) & CAPITAL)
    return s.low(last) in ("year-old", "years-old", "-year-old")


def _of_areas(s: Sentence, first: int) -> bool:
    """ "distributed as follows: Norte, 50; Sur, 5": counts by place, not the ages of people."""
    return any(s.low(k) in _AREAS for k in range(first)) and any(
        s.low(k) in (";", ")", ":", "are") for k in range(max(0, first - 6), first)
    )


def identifier(s: Sentence, first: int, last: int, value: int) -> bool:
    """Numbers that name a thing: Resolution 2254, Flight 17, Route 1, Room 12, Group of 77."""
    before = s.low(first - 1)
    if not s.flags[first] & NUMERIC and before in _WORD_IDENTIFIERS:
        return False
    if before == "." and s.low(first - 2) in ("no", "nos"):
        return True
    if before not in lexicon().id_before:
        return False
    if (before, s.low(first - 2)) in _COUNTING or (before == "under" and value >= 1000):
        return False  # "may number 400", "just under 400"
    if before in _WEAK_IDENTIFIERS:
        return not s.flag(last) & (PERSON | NATION) and (before != "number" or s.low(last) != "of")
    return True


def ordinal_of_list(s: Sentence, first: int, last: int, value: int) -> bool:
    """The number of an item at the head of a line: "3. On 6 September"."""
    return (
        first == 0
        and s.low(last) in (".", ")", ":")
        and value < 100
        and s.starts[0] == s.start
        and s.flags[first] & NUMERIC > 0
    )


def score_line(s: Sentence, first: int, last: int, value: int) -> bool:
    """Results of games: "won 3-1", "7-2 record"."""
    dash = s.low(last) in _DASHES and _adjacent(s, last - 1, last) and s.flag(last + 1) & NUMERIC
    if dash and s.texts[last + 1].isdigit() and s.texts[first].isdigit():
        return int(s.texts[last + 1]) <= value
    back = s.low(first - 1) in _DASHES and _adjacent(s, first - 1, first) and s.flag(first - 2) & NUMERIC
    return bool(back and s.texts[first - 2].isdigit() and int(s.texts[first - 2]) >= value)


def phone(s: Sentence, first: int, last: int, value: int) -> bool:
    """Long runs of digits joined by dashes."""
    run = 0
    k = first
    while s.flag(k) & NUMERIC and s.low(k + 1) in _DASHES and _adjacent(s, k, k + 1):
        run, k = run + 1, k + 2
    k = first
    while s.low(k - 1) in _DASHES and _adjacent(s, k - 1, k) and s.flag(k - 2) & NUMERIC:
        run, k = run + 1, k - 2
    return run >= 2


def ratio(s: Sentence, first: int, last: int, value: int) -> bool:
    """Shares said in two numbers: "two in three of the dead"."""
    if value <= 10 and s.low(last) == "in" and _small_number(s, last + 1):
        return s.low(last + 2) == "of" or bool(s.flag(last + 2) & PERSON)
    whole = s.low(last) == "of" or bool(s.flag(last) & PERSON)
    return whole and s.low(first - 1) == "in" and value <= 100 and _small_number(s, first - 2)


def _small_number(s: Sentence, k: int) -> bool:
    low = s.low(k)
    return low in lexicon().units or (low.isdigit() and int(low) <= 100)


_BETWEEN = ("squad", "disposal", "control", "enforcement", "company", "station", "repair", "maintenance", "safety")


def counted_thing(s: Sentence, first: int, last: int, value: int) -> bool:
    """A noun that is no person follows at once: "27 attacks", "five vehicles"."""
    k = last
    while s.low(k) in _BEFORE_THING and k < last + 3:
        k += 1
    if s.flag(k) & THING and not s.flag(k) & PERSON:
        following = s.flag(k + 1) | (s.flag(k + 2) if s.low(k + 1) in _BETWEEN else 0)
        return not following & PERSON and s.low(k + 1) not in (
            "casualties",
            "deaths",
            "fatalities",
            "members",
        )
    return False


def population(s: Sentence, first: int, last: int, value: int) -> bool:
    """How many live or fit in a place: "a population of 20,000", "a village of 700", "built for 3,000"."""
    k = first - 1
    while s.low(k) in ("about", "some", "around", "nearly", "than", "more", "over", "just", "only"):
        k -= 1
    if s.low(k) == "for" and s.low(k - 1) in _ROOMY:  # "a camp built for 3,000"
        return True
    return s.low(k) == "of" and s.low(k - 1) in _POPULATED and not s.flag(last) & (PERSON | NATION)


BLOCKERS: tuple[tuple[str, Blocker], ...] = (
    ("block.compound", compound),
    ("block.glued", glued),
    ("block.time", time),
    ("block.money", money),
    ("block.percent", percent),
    ("block.unit", unit),
    ("block.date", date),
    ("block.year", year),
    ("block.age", age),
    ("block.identifier", identifier),
    ("block.list-number", ordinal_of_list),
    ("block.score", score_line),
    ("block.phone", phone),
    ("block.population", population),
    ("block.ratio", ratio),
    ("block.thing", counted_thing),
)


def blocked(s: Sentence, first: int, last: int, value: int) -> str | None:
    """The name of the blocker that holds for the number, or None."""
    for name, test in BLOCKERS:
        if test(s, first, last, value):
            return name
    return None
