"""The value of a number as printed: digits with separators, words, scales, dozens."""

from __future__ import annotations

import re
from typing import NamedTuple

from ledger.extraction.lexicons import AUX, MODIFIER, MONTH, NATION, NUMERIC, PERSON, Lexicon, lexicon, listed
from ledger.extraction.model import Sentence
from ledger.figures import MAX_COUNT

_RANGE_LINK = ("and", "to", "-", "–", "or")
_STRETCH = listed("numbers.stretch")
_SUFFIXES = listed("numbers.suffixes")
_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(?:[,٬]\d{2,3})*[,٬]\d{3}")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DECIMAL = re.compile(r"\d+[.,٫]\d{1,2}|\d+\.\d+")
_SUFFIXED = re.compile(r"(\d+(?:\.\d+)?)([A-Za-z]+)")


class Number(NamedTuple):
    """A number from token `first` to `last` (exclusive); `value` is None for a vague word."""

    value: int | None
    first: int
    last: int
    rule: str
    scaled: int = 1
    about: bool = False


def parse(s: Sentence, i: int) -> Number | None:
    """Read the number that begins at token i, the longest there is."""
    lists = lexicon()
    if s.flags[i] & NUMERIC:
        return _digits(s, i, lists)
    low = s.lows[i]
    if (
        low == "a"
        and s.low(i + 1) == "single"
        and s.low(i - 1) != "not"
        and s.flag(i + 2) & (PERSON | MODIFIER | NATION)
    ):
        return Number(1, i, i + 2, "number.single")
    vague = _vague(s, i, lists)
    if vague is not None:
        return vague
    odd = _odd(low, lists)
    if odd is not None:
        return Number(odd, i, i + 1, "number.words", about=True)
    if low == "a" and s.lows[i + 1 : i + 4] in (["quarter", "of", "a"], ["third", "of", "a"]):
        whole = lists.scales.get(s.low(i + 4), 0)
        quarter = whole >= 1000 and s.low(i + 1) == "quarter"
        return Number(whole // 4, i, i + 5, "number.half") if quarter else None
    if low == "half" and s.low(i + 1) in ("a", "an"):
        scale = lists.scales.get(s.low(i + 2)) or lists.counters.get(s.low(i + 2))
        if scale and scale > 1:
            return Number(scale // 2, i, i + 3, "number.half")
        return None
    return _words(s, i, lists)


def _vague(s: Sentence, i: int, lists: Lexicon) -> Number | None:
    low = s.lows[i]
    if low not in _vague_first(lists):
        return None
    for phrase in lists.vague:
        if phrase[0] == low and tuple(s.lows[i : i + len(phrase)]) == phrase:
            if len(phrase) == 1 and low in ("tens", "scores") and not _scores(s, i, low, lists):
                return None
            return Number(None, i, _alternative(s, i + len(phrase), lists), "number.vague")
    return None


def _scores(s: Sentence, i: int, low: str, lists: Lexicon) -> bool:
    """ "scores of people", "scores more", "scores were wounded"; not the scores of a game."""
    following = s.low(i + 1)
    if following == "of":
        return True
    return low == "scores" and (
        following in ("more", "others", "dead", "were", "are", "have")
        or following in lists.cues
        or s.low(i - 1) in lists.cues
        or s.low(i - 1) in ("left", "leaving", "and")
    )


def _alternative(s: Sentence, last: int, lists: Lexicon) -> int:
    """The end of "hundreds, if not thousands": the second word only stretches the first."""
    k = last + (s.low(last) == ",")
    if s.low(k) == "and" and s.low(k + 1) == "many" and s.flag(k + 2) & AUX:
        return last  # "displaced thousands, and many are missing"
    while s.low(k) in _STRETCH and k < last + 4:
        k += 1
    if k == last or s.low(k - 1) not in _STRETCH or s.low(k) not in _vague_first(lists):
        return last
    return k + 1


_first_cache: dict[int, frozenset[str]] = {}


def _vague_first(lists: Lexicon) -> frozenset[str]:
    found = _first_cache.get(id(lists))
    if found is None:
        found = _first_cache[id(lists)] = frozenset(p[0] for p in lists.vague)
    return found


def _odd(word: str, lists: Lexicon) -> int | None:
    """ "fifty-odd", "40-odd": the number, about."""
    if not word.endswith("-odd"):
        return None
    stem = word[:-4]
    return lists.units.get(stem, int(stem) if stem.isdigit() else None)


def _digits(s: Sentence, i: int, lists: Lexicon) -> Number | None:
    word = s.texts[i]
    last = i + 1
    if _PLAIN.fullmatch(word):
        if len(word) > 12 or (word[0] == "0" and len(word) > 1):
            return None
        value: float = int(word)
        text_end = s.ends[i]
        while len(word) <= 3 and s.flag(last) & NUMERIC and len(s.texts[last]) == 3 and s.texts[last].isdigit():
            if s.starts[last] - text_end != 1 or s.flag(i - 1) & MONTH:
                break
            value = value * 1000 + int(s.texts[last])
            text_end = s.ends[last]
            last += 1
        if last == i + 1 and len(word) <= 3 and s.low(last) == "," and s.low(last + 1) == "000":  # "4, 000 injured"
            value, last = value * 1000, last + 2
        rule = "number.digits"
    elif _GROUPED.fullmatch(word):
        value, rule = int(re.sub(r"[,٬]", "", word)), "number.grouped"
    elif _DOTTED.fullmatch(word) and s.low(last) not in lists.scales:
        value, rule = int(word.replace(".", "")), "number.dotted"
    elif _DECIMAL.fullmatch(word):
        if s.low(last) not in lists.scales:
            return Number(0, i, last, "number.decimal") if s.low(last) in _RANGE_LINK else None
        value, rule = float(word.replace(",", ".").replace("٫", ".")), "number.decimal"
    else:
        match = _SUFFIXED.fullmatch(word)
        if match is None or match[2].lower() not in _SUFFIXES:
            return None
        scale = lists.scales[match[2].lower()]
        return _whole(float(match[1]) * scale, i, last, "number.suffix", scale)
    low = s.low(last)
    scale = lists.scales.get(low, 0) or (lists.counters.get(low, 0) if low == "dozen" else 0)
    if scale and low not in ("k", "m"):
        return _whole(value * scale, i, last + 1, "number.scaled", scale)
    return _whole(value, i, last, rule, 1)


def _whole(value: float, first: int, last: int, rule: str, scale: int) -> Number | None:
    number = round(value)
    if not 0 <= number <= MAX_COUNT or abs(number - value) > 1e-6 * max(1.0, value):
        return None
    return Number(number, first, last, rule, scale)


def _words(s: Sentence, i: int, lists: Lexicon) -> Number | None:
    """Number words: "a hundred and fifty", "forty-five thousand", "two dozen", "a dozen"."""
    total = current = 0
    scaled = 1
    k = i
    seen = False
    while k < len(s.lows):
        low = s.lows[k]
        parts = low.split("-") if "-" in low else [low]
        units = [lists.units.get(p) for p in parts]
        if all(u is not None for u in units):
            value = sum(u for u in units if u is not None)
            if seen and current % 100 and not (current % 10 == 0 and current % 100 >= 20 and value < 10):
                break
            if len(parts) > 2 or (len(parts) == 2 and not (20 <= (units[0] or 0) <= 90 and 0 < (units[1] or 0) < 10)):
                break
            current += value
            seen = True
        elif low in ("a", "an") and not seen and (s.low(k + 1) in lists.scales or s.low(k + 1) in lists.counters):
            if s.low(k + 1) == "score" and s.low(k + 2) != "of":
                return None
            if s.low(k + 1) in ("m", "k"):
                return None
        elif low == "hundred" and (seen or k > i):
            current = max(current, 1) * 100
            scaled = 100
            seen = True
        elif low in lists.counters and (seen or k > i):
            if total or (current and current > 99) or (low == "score" and seen and s.low(k + 1) in ("was", "is", ",")):
                break
            exact = seen
            return Number(max(current, 1) * lists.counters[low], i, k + 1, "number.dozen", 12, not exact)
        elif low in lists.scales and lists.scales[low] >= 1000 and low not in ("k", "m") and (seen or k > i):
            total += max(current, 1) * lists.scales[low]
            scaled = lists.scales[low]
            current = 0
            seen = True
        elif low == "and" and seen and scaled > 1 and _small(s, k + 1, lists) and not _small_starts_noun(s, k + 1):
            pass
        else:
            break
        k += 1
    while k > i and s.lows[k - 1] == "and":
        k -= 1
    if not seen:
        return None
    return Number(total + current, i, k, "number.words", scaled) if total + current <= MAX_COUNT else None


def _small(s: Sentence, k: int, lists: Lexicon) -> bool:
    return all(p in lists.units for p in s.low(k).split("-")) if s.low(k) else False


def _small_starts_noun(s: Sentence, k: int) -> bool:
    """ "two hundred and one woman" is two figures; "two hundred and one people" is one."""
    return s.low(k) == "one" and not s.low(k + 1).endswith("s") and s.low(k + 1) not in ("people", "children")
