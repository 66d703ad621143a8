"""Figures in a sentence: numbers with their ranges and qualifiers, less those that are blocked."""

from __future__ import annotations

from dataclasses import replace

from ledger.extraction import numerals
from ledger.extraction.blockers import blocked
from ledger.extraction.lexicons import (
    ADVERB,
    AUX,
    CAPITAL,
    MODIFIER,
    MONTH,
    NATION,
    NUMERIC,
    PERSON,
    SOURCE_BODY,
    SOURCE_PERSON,
    THING,
    Lexicon,
    lexicon,
    listed,
)
from ledger.extraction.model import Mention, Sentence
from ledger.extraction.numerals import Number
from ledger.figures import Figure
from ledger.vocabulary import Qualifier

_AFTER_IDLE_ONE = listed("numbers.after-idle-one")
_HAPPENINGS = listed("numbers.happenings")
_AGED_UNDER = listed("numbers.aged-under")
_BEFORE_IDLE_ONE = listed("numbers.before-idle-one")
_MOVED = listed("numbers.moved")
_RANGED_FROM = listed("numbers.ranged-from")
_RANGE_QUALIFIER = listed("numbers.range-qualifier")
_TALKED_ABOUT = listed("numbers.talked-about")
_VERB_OVER = listed("numbers.verb-over")

_NOT_NUMBER = ("one", "zero")
_DASHES = ("-", "–", "‑", "—")
_LOW = (Qualifier.AT_LEAST, Qualifier.MORE_THAN)
_HIGH = (Qualifier.UP_TO, Qualifier.AT_MOST, Qualifier.LESS_THAN)


def find(s: Sentence, text: str) -> list[Mention]:
    """Every figure that may count people, in order."""
    lists = lexicon()
    starters = _starters(lists)
    out: list[Mention] = []
    resume = 0
    flags = s.flags
    for i in [k for k, low in enumerate(s.lows) if low in starters or flags[k] & NUMERIC or "-" in low]:
        if i < resume or s.starts[i] < s.body:
            continue
        pair = _pair(s, text, i, lists)
        if pair is not None:
            out.append(pair)
            continue
        number = numerals.parse(s, i)
        if number is None:
            continue
        mention = _mention(s, text, number, lists)
        if mention is None:
            resume = number.last
            continue
        out.append(mention)
        resume = mention.last
    return out


def _pair(s: Sentence, text: str, i: int, lists: Lexicon) -> Mention | None:
    """ "two-three were hurt": two small number words joined by a dash are a range."""
    one, dash, two = s.lows[i].partition("-")
    low, high = lists.units.get(one, 0), lists.units.get(two, 0)
    if not dash or not 0 < low < high <= 12:
        return None
    words = text[s.starts[i] : s.ends[i]]
    mention = Mention(Figure(None, low, high, Qualifier.BETWEEN, words), i, i + 1, s.starts[i], s.ends[i], "range.dash")
    mention.prefix, _, _ = before(s, i, lists)
    return mention


_starter_cache: dict[int, frozenset[str]] = {}


def _starters(lists: Lexicon) -> frozenset[str]:
    found = _starter_cache.get(id(lists))
    if found is None:
        words = set(lists.units) | {p[0] for p in lists.vague} | {"a", "an", "half"}
        found = _starter_cache[id(lists)] = frozenset(words)
    return found


def _mention(s: Sentence, text: str, number: Number, lists: Lexicon) -> Mention | None:
    first, last = number.first, number.last
    if number.value is not None and not s.flags[first] & NUMERIC and _idle_word(s, number):
        return None
    ranged = _range(s, number, lists)
    if ranged is None and number.rule == "number.decimal" and number.scaled == 1:
        return None
    if ranged is not None:
        low, high, last, rule = ranged
        if blocked(s, first, number.last, low) or blocked(s, last - 1, last, high) or blocked(s, first, last, high):
            return None
        figure = Figure(None, low, high, Qualifier.BETWEEN, text[s.starts[first] : s.ends[last - 1]])
        mention = Mention(figure, first, last, s.starts[first], s.ends[last - 1], rule)
        mention.prefix, _, _ = before(s, first, lists)
        if s.low(first - 1) == "between" or rule == "range.from":
            mention.prefix, _, _ = before(s, first - 1 - (s.low(first - 2) in ("anywhere", "somewhere")), lists)
        return mention
    if number.value is not None and blocked(s, first, last, number.value):
        return None
    words = text[s.starts[first] : s.ends[last - 1]]
    prefix, qualifier, q_rule = before(s, first, lists)
    stop = last
    trailing, tail_words, tail_end = after(s, last, lists)
    if trailing is not None:
        qualifier = trailing if qualifier in (Qualifier.EXACT, Qualifier.ABOUT) else qualifier
        q_rule = f"qualifier.after.{tail_words}"
        stop = tail_end
    if number.value is None:
        figure = Figure(None, None, None, Qualifier.VAGUE, words)
        q_rule = "qualifier.vague"
    else:
        if number.about and qualifier is Qualifier.EXACT:
            qualifier, q_rule = Qualifier.ABOUT, "qualifier.dozen"
        figure = Figure(
            number.value,
            number.value if qualifier in _LOW else None,
            number.value if qualifier in _HIGH else None,
            qualifier,
            words,
        )
    mention = Mention(figure, first, stop, s.starts[first], s.ends[last - 1], number.rule)
    mention.prefix, mention.qualifier_rule = prefix, q_rule
    return mention


def _idle_word(s: Sentence, number: Number) -> bool:
    """ "one of the reasons", "no one", "one day": the word one that counts nobody."""
    if number.last - number.first > 1:
        return False
    low = s.lows[number.first]
    if low != "one":
        return low == "zero" and s.low(number.last) in ("-", "in", "hour")
    before_, after_ = s.low(number.first - 1), s.low(number.last)
    if before_ == "for" and after_ in (",", ".", "thing"):
        return True
    if after_ == "is" and (s.low(number.last + 1) in lexicon().cues or s.flag(number.last + 1) & ADVERB):
        return False  # "and one is missing"
    if after_ in ("of",) and s.low(number.last + 1) in ("the", "these", "those", "its", "their", "several", "many"):
        k = number.last + 2 + bool(s.flag(number.last + 2) & (MODIFIER | NATION))
        things = s.flag(k) & THING or s.low(k) in _HAPPENINGS
        if things and not any(s.flag(i) & PERSON for i in range(k, k + 5)):
            return True  # "in one of these encounters"
    if before_ == "that" and s.flag(number.last) & (PERSON | NATION | MODIFIER):
        return False  # "said that one victim died"
    if before_ == "that" and after_ == "of" and any(s.flag(i) & PERSON for i in range(number.last, number.last + 5)):
        return False  # "and that one of the prisoners later died"
    if before_ == "only" and (after_ == "of" or s.flag(number.last) & (PERSON | NATION | MODIFIER | AUX)):
        return False  # "only one of their fighters died"
    if before_ == "that" and s.flag(number.last) & AUX:  # "said that one had died"
        return False
    return before_ in _BEFORE_IDLE_ONE or after_ in _AFTER_IDLE_ONE


def _moved(s: Sentence, k: int) -> bool:
    """A toll or a verb of change stands before "from 12 to 15": two figures, not a range."""
    return any(s.low(i) in _MOVED for i in range(max(0, k - 14), k + 1))


def _range(s: Sentence, number: Number, lists: Lexicon) -> tuple[int, int, int, str] | None:
    """ "384 to 807", "between 384 and 807", "12-15", "two or three": low, high, the token after, the rule."""
    if number.value is None:
        return None
    link = s.low(number.last)
    k = number.last + 1
    if k >= len(s.lows):
        return None
    while link in ("to", "and") and s.low(k) in ("well", "more", "over", "than") and k < number.last + 4:
        k += 1
    if link in ("to", "and") and s.low(k) in _RANGE_QUALIFIER and s.low(k + 1):
        k += 1 if s.low(k) != "as" else 3
    if link == "to" and s.low(number.first - 1) != "from":
        rule = "range.to"
    elif link == "and" and s.low(number.first - 1) == "between":
        rule = "range.between"
    elif link == "to" and (s.low(number.first - 2) in _RANGED_FROM or not _moved(s, number.first - 2)):
        rule = "range.from"
    elif link in _DASHES and s.ends[number.last - 1] == s.starts[number.last] and s.ends[number.last] == s.starts[k]:
        rule = "range.dash"
    elif link == "or":
        rule = "range.or"
    else:
        return None
    if k >= len(s.texts) or not (s.flag(k) & NUMERIC or s.low(k) in _starters(lists) or "-" in s.low(k)):
        return None
    other = numerals.parse(s, k)
    if other is None or other.value is None or s.flag(other.last) & MONTH:
        return None
    low, high = number.value, other.value
    if number.rule == "number.decimal" and number.scaled == 1:  # "between 1.5 and 2 million"
        first = float(s.texts[number.first].replace(",", ".").replace("٫", "."))
        low = round(first * other.scaled)
        if abs(low - first * other.scaled) > 1e-6 or low >= high:
            return None
        return low, high, other.last, rule
    if other.scaled >= 1000 and number.scaled == 1 and low < 1000 and low * other.scaled <= high:
        low *= other.scaled
    elif other.scaled == 100 and number.scaled == 1 and low < 10 and high < 1000:
        low *= 100
    if low >= high or (rule == "range.or" and high > max(low + 10, low * 2)):
        return None
    if rule == "range.to" and high > low * 50 and low < 10:
        return None
    return low, high, other.last, rule


def before(s: Sentence, first: int, lists: Lexicon) -> tuple[int, Qualifier, str]:
    """The qualifier before a figure: the token where it begins, the qualifier and the rule that read it."""
    qualifier, rule = Qualifier.EXACT, "qualifier.none"
    prefix = first
    k = first - 1
    steps = 0
    pending = first
    while k >= 0 and steps < 8:
        low = s.lows[k]
        found = None
        for phrase, name in lists.before.get(low, ()):
            begin = k - len(phrase) + 1
            if begin >= 0 and tuple(s.lows[begin : k + 1]) == phrase:
                found = (begin, name, " ".join(phrase))
                break
        if found is not None and not _idle_qualifier(s, found[0], found[2]):
            begin, name, words = found
            term = Qualifier(name)
            if term is not Qualifier.EXACT and (
                qualifier is Qualifier.EXACT
                or (qualifier in (Qualifier.ABOUT, Qualifier.NEARLY) and term in _LOW + _HIGH)
            ):
                qualifier, rule = term, f"qualifier.{words}"
            prefix = pending = begin
            k = begin - 1
        elif low in lists.between:
            pending = k
            k -= 1
        else:
            break
        steps += 1
    prefix = min(prefix, pending)
    if s.low(prefix) == "reported" and s.flag(prefix - 1) & (CAPITAL | SOURCE_BODY | SOURCE_PERSON):
        prefix += 1  # "RPP radio reported five"
    return (prefix, qualifier, rule)


def _idle_qualifier(s: Sentence, begin: int, words: str) -> bool:
    """ "over" and "about" that belong to a verb before them: "fired over 12", "worried about 12"."""
    low = s.low(begin - 1)
    if words == "about":
        return low in _TALKED_ABOUT
    if words == "over":
        return low in _VERB_OVER
    if words == "up to":  # "had gone up to 15"
        return low in (
            "gone",
            "went",
            "going",
            "goes",
            "shot",
            "moved",
            "go",
            "climbed",
            "risen",
            "rose",
            "rise",
            "pushed",
        )
    return words in ("under", "below", "above") and low in _AGED_UNDER


def after(s: Sentence, last: int, lists: Lexicon) -> tuple[Qualifier | None, str, int]:
    """The qualifier after a figure ("107 or more", "60,000+"), its words, and the token after it."""
    if s.low(last) == "+":
        return Qualifier.AT_LEAST, "+", last + 1
    if s.low(last) == "-" and s.low(last + 1) == "plus":
        return Qualifier.AT_LEAST, "plus", last + 2
    if (
        s.low(last) == "plus"
        and s.starts[last] == s.ends[last - 1] + 1
        and s.low(last + 1) not in ("another", "a")
        and not s.flag(last + 1) & NUMERIC
    ):
        return Qualifier.AT_LEAST, "plus", last + 1
    for phrase, name in lists.after:
        if tuple(s.lows[last : last + len(phrase)]) == phrase:
            following = s.flag(last + len(phrase)) & NUMERIC or s.low(last + len(phrase)) == "than"
            if not following:
                return Qualifier(name), " ".join(phrase), last + len(phrase)
    return None, "", last


def qualify_late(s: Sentence, m: Mention) -> None:
    """ "40 people or more": the qualifier stands after the noun that the figure counts."""
    if m.figure.qualifier not in (Qualifier.EXACT, Qualifier.ABOUT) or m.figure.value is None or m.stop == m.last:
        return
    trailing, words, _ = after(s, m.stop, lexicon())
    if trailing is None or not words.startswith(("or ", "and ", "if ")):
        return
    value = m.figure.value
    m.figure = replace(
        m.figure,
        qualifier=trailing,
        low=value if trailing in _LOW else None,
        high=value if trailing in _HIGH else None,
    )
    m.qualifier_rule = f"qualifier.after.{words}"
    m.stop += len(words.split())
