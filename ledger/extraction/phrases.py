"""The noun phrase that a figure counts: "27 regime fighters", "two of them", "208 guerrilla casualties"."""

from __future__ import annotations

from ledger.extraction import wholes
from ledger.extraction.cues import Cues
from ledger.extraction.lexicons import (
    ADVERB,
    AUX,
    BE,
    CAPITAL,
    DAY,
    DET,
    MODIFIER,
    MONTH,
    NATION,
    NUMERIC,
    PERSON,
    PREP,
    SAY,
    SAY_OBJECT,
    SOURCE_BODY,
    SOURCE_PERSON,
    STOP,
    THING,
    TITLE,
    lexicon,
    listed,
)
from ledger.extraction.model import Cue, Mention, Sentence
from ledger.vocabulary import Measure

_QUANTITY = listed("phrases.quantity")
_HARM = listed("phrases.harm")
_ROLES = listed("phrases.roles")
_NOT_HEAD = listed("phrases.not-head")
_NO_NOUN = listed("phrases.no-noun")
_OF_ONLY = listed("phrases.of-only")
_AGENCIES = listed("phrases.agencies")
_ATTRIBUTE = SOURCE_BODY | MODIFIER | NATION | CAPITAL
_ANIMALS = listed("phrases.animals")
_PERSONAL = listed("phrases.personal")
_LIKE_PEOPLE = listed("phrases.like-people")
_CASE_WORDS = listed("phrases.case-words")
_PEOPLE_ENDINGS = ("men", "women", "ists", "ians", "goers", "mates", "folk", "ers", "ors", "ees", "children", "keepers")
_QUOTE = ('"', "“", "”", "‘", "’", "'")
LIMIT = 9
"""Tokens after the number that are looked at for a noun."""


def attach(s: Sentence, text: str, m: Mention, cues: Cues, bounds: frozenset[int]) -> None:
    """Find the noun phrase of the mention and put it into it. `bounds` are tokens where other figures begin."""
    k = m.last
    n = len(s.texts)
    if m.figure.value is None and s.low(k) == "," and s.low(k + 1) == "of":  # "hundreds, if not thousands, of people"
        k += 1
    quoted = False
    if s.low(k) in _QUOTE and (s.low(k + 1) == "of" or _person_soon(s, k + 1, bounds)):  # 100 "terrorists" were killed
        quoted = s.low(k + 1) != "of"
        k += 1
    m.definite = any(s.low(i) in ("the", "those", "these", "all", "both") for i in range(m.prefix, m.first)) or s.low(
        m.prefix - 1
    ) in ("the", "those", "these")
    m.others = any(s.low(i) in ("another", "further", "additional") for i in range(m.prefix, m.first))
    partitive = False
    if s.low(k) == "out" and s.low(k + 1) == "of" and s.flag(k + 2 + bool(s.flag(k + 2) & DET)) & NUMERIC:
        k += 1  # "six out of 40 passengers"
    elif s.low(k) == "out" and s.low(k + 1) == "of" and s.low(k + 2) in lexicon().units:
        k += 1
    if s.low(k) == "of":
        following = s.low(k + 1)
        if following in ("them", "whom", "which", "us") or (
            following in ("these", "those") and not s.flag(k + 2) & PERSON
        ):
            m.kind, m.stop = "partitive", k + 2
            return
        partitive = m.figure.value is not None and m.rule not in ("number.vague",)
        k += 1
        while s.low(k) in ("the", "its", "their", "his", "her", "our", "a", "an", "these", "those", "all"):
            k += 1
        owner = 1 + (s.flag(k) & MODIFIER > 0)
        if s.low(k + owner - 1).endswith("'s") and s.flag(k + owner) & NUMERIC:
            k += owner  # "150 of the village's 1,800 residents"
        worded = s.low(k) in lexicon().units and m.figure.value != 1
        if s.flag(k) & NUMERIC or worded or (partitive and s.low(k - 1) == "of" and not _nounish(s, k)):
            m.kind, m.stop = "partitive", k
            if not s.flag(k) & NUMERIC and not worded:
                m.stop = m.last
                return
            k += 1
        if partitive and cues.first(k, ("ed", "adj", "noun")) is not None and not s.flag(k + 1) & PERSON:
            m.kind, m.stop = "partitive", k
            return
    while s.low(k) in _QUANTITY:
        m.others = m.others or s.low(k) in ("more", "other", "additional", "further", "extra")
        k += 1
    if s.low(k) == "others":
        m.others, m.kind, m.stop = True, "bare", k + 1
        return
    if m.figure.value is None and m.rule == "number.vague" and m.last == k and s.lows[m.last - 1] in _OF_ONLY:
        bounds = bounds | {k}  # "wounding dozens opposition activists said": such a word takes its noun with "of"
    cases = _cases(s, k, cues, bounds)
    if cases is not None:
        m.cue, m.stop, m.kind = cases, cases.last, "people"
        return
    start, j, head, weak = k, k, -1, -1
    premodifier, voiced = None, False
    while j < n and j < start + LIMIT and j not in bounds:
        flag, low = s.flags[j], s.lows[j]
        if (
            low == "("
            and j > start
            and s.flag(j + 1) & CAPITAL
            and s.low(j + 2) == ")"
            and _person_soon(s, j + 3, bounds)
        ):
            j += 3  # "Islamic State (IS) fighters"
            continue
        state = cues.first(j, ("ed", "adj"))
        if state is not None and _person_soon(s, state.last, bounds) and not s.flag(state.last) & NUMERIC:
            premodifier = premodifier or state
            if head < 0 and weak < 0:
                start = state.last
            j = state.last
            continue
        noun = cues.first(j, ("noun",))
        if noun is not None and not (low in ("body",) and s.low(j + 1) == "bags"):
            if flag & PERSON and low not in _NOT_HEAD and _person_soon(s, noun.last, bounds) and j + 1 == noun.last:
                head = j
                j += 1
                continue
            if _of_thing(s, noun.last):  # "the 12 missing files", "300 wounded sheep"
                m.kind, m.stop = "thing", noun.last
                return
            m.cue = noun
            if (flag & PERSON and low not in _NOT_HEAD and noun.last == j + 1) or (
                noun.measure in ("killed",) and low in ("corpses", "bodies", "martyrs", "corpse")
            ):
                head = j
            j = noun.last
            break
        if state is not None:
            break
        if flag & PERSON and head >= 0 and (_starts_speaker(s, j) or _capital_after_noun(s, j)):
            break
        if flag & PERSON and not (low in _NOT_HEAD and (not flag & MODIFIER or low == "local")):
            head = j
        elif flag & NATION:
            weak = j
        elif flag & MODIFIER:
            if low in ("today", "all"):
                break
            weak = j if flag & CAPITAL else weak
        elif flag & CAPITAL and not s.shouting and (not flag & (MONTH | DAY | STOP | SAY) or _united(s, j)):
            if j == start and (flag & (THING | SOURCE_BODY | SOURCE_PERSON) or low in _AGENCIES):
                voiced = True  # "kills 19 Monitor": who says so in a headline
                break
            if flag & TITLE and not flag & (PERSON | MODIFIER) and head < 0:
                weak, voiced = -1, True  # "injured seven Kano Governor Bala Usman said": who says so
                break
            weak = j
        elif low in ("and", "or", "/", "&", ",", "and/or") and (head >= 0 or weak >= 0 or j > start):
            if not _continues(s, j + 1, bounds, cues) or (low == "," and head >= 0 and not _list_of_nouns(s, j)):
                break
        elif (
            low in ("'s", "-")
            or not low[0].isalpha()
            or (flag & (STOP | ADVERB | SAY | SAY_OBJECT | PREP) and not (low == "related" and j > start))
            or head >= 0
            or not (_person_soon(s, j + 1, bounds) or _harm_soon(cues, j + 1, bounds))
        ):
            break
        j += 1
    if quoted and s.low(j) in _QUOTE:
        j += 1
    last = head if head >= 0 else weak
    named = last == weak and last >= 0 and not s.flags[last] & (NATION | CAPITAL) and m.cue is None
    if named and s.flag(j) & (THING | SOURCE_BODY) and s.low(j).endswith("s") and j == last + 1:
        m.kind, m.stop = "thing", j + 1  # "at two community health centres"
        return
    if m.rule == "number.vague" and s.low(m.last) != "of" and head < 0 and m.cue is None:
        last = -1  # "wounding dozens more local media said"
        voiced = True
    if premodifier is not None and m.cue is None:
        m.cue = premodifier
    if m.cue is not None and m.cue.form == "noun":
        m.stop = m.cue.last
        if last > start and s.lows[last] == "hostage":  # "12 pupils hostage"
            last -= 1
        if last >= start:
            m.group = _text(s, text, start, min(last + 1, m.cue.last))
            m.heads = tuple(s.lows[start : last + 1])
        m.kind = "people"
        return
    if last >= start:
        stop = _of_phrase(s, last + 1) if head >= 0 and s.lows[head] in _ROLES else last + 1
        m.kind = m.kind if m.kind == "partitive" and partitive else "people"
        if s.flag(last) & SOURCE_PERSON and (wholes.they_say(s, stop) or wholes.are_cited(s, m.prefix)):
            m.kind = "thing"  # "two residents said": they speak
            if any(cues.last(m.prefix, (form,)) for form in ("ed", "ing", "act")):
                m.kind, m.stop = "bare", m.last  # "wounding dozens more observers said"
                return
        m.stop = stop + (quoted and s.low(stop) in _QUOTE)
        m.group = _text(s, text, start, stop)
        m.heads = tuple(s.lows[start : last + 1])
        return
    if m.kind == "partitive":
        return
    m.stop = k
    blank = (
        k >= n
        or k in bounds
        or (s.low(k).endswith("ing") and not s.flag(k) & (PERSON | THING))
        or not s.lows[k][0].isalpha()
        or s.flags[k] & (STOP | ADVERB | SAY | PREP | DAY)
    )
    if j > start and j - start <= 2 and s.flag(j - 1) & MODIFIER:
        m.kind, m.stop = "people", j
        m.group = _text(s, text, start, j)
        m.heads = tuple(s.lows[start:j])
        return
    if not blank and not cues.at.get(k):
        stop = k + 1 if _likely_people(s, k, m) else _harmed(s, k, m, cues)
        if stop:
            m.kind, m.stop = "people", stop
            m.group = _text(s, text, start, stop)
            m.heads = (s.lows[stop - 1],)
            return
    voice = s.flag(k) & SOURCE_BODY or (s.flag(k) & MODIFIER and s.flag(k + 1) & (SOURCE_BODY | SOURCE_PERSON))
    if voice or voiced or s.low(k) in _NO_NOUN:  # "wounded 50 state media reported", "the injury of 89 according to"
        m.kind = "bare"
        return
    m.kind = "bare" if blank or cues.at.get(k) or (s.flags[k] & CAPITAL and s.shouting) else "thing"


def _cases(s: Sentence, k: int, cues: Cues, bounds: frozenset[int]) -> Cue | None:
    """ "100 confirmed or probable Ebola cases", "48 “probable cases”": words that qualify a case stand between."""
    if s.low(k) not in _CASE_WORDS:
        return None
    for j in range(k, k + 7):
        noun = cues.first(j, ("noun",)) if j > k else None
        if noun is not None:
            return noun if noun.measure is Measure.INFECTED else None
        if j in bounds or not (s.low(j) in _CASE_WORDS or s.flag(j) & CAPITAL):
            return None
    return None


def _likely_people(s: Sentence, k: int, m: Mention) -> bool:
    """A plural that no list holds and that is formed as words for people are: "40 quarrymen", "12 paddlers"."""
    low = s.low(k)
    if m.figure.value == 1 or s.flag(k) or len(low) < 6 or not low.isalpha() or low in _LIKE_PEOPLE:
        return False
    return low.endswith(_PEOPLE_ENDINGS)


def _harmed(s: Sentence, k: int, m: Mention, cues: Cues) -> int:
    """The token after an unknown plural that was "killed" or "arrested", which is said of people; 0 for none."""
    last = k
    while last < k + 3 and not _plural(s, last) and s.low(last).isalpha() and not s.flag(last) & ~_ATTRIBUTE:
        last += 1
    if m.figure.value == 1 or not _plural(s, last):
        return 0
    verb = cues.last(m.prefix, ("ed", "ing"))
    if verb is not None and verb.last == verb.first + 1 and s.low(verb.first) in _PERSONAL:
        return last + 1
    stop = last + 1
    if s.low(stop) == ",":  # "two nazims, Mohammad Ali and Asif Baghi, were killed"
        close = next((i for i in range(stop + 1, stop + 10) if s.low(i) == ","), stop)
        named = close > stop and all(
            s.flag(i) & (CAPITAL | TITLE) or s.low(i) in ("and", ".") for i in range(stop + 1, close)
        )
        stop = close + 1 if named else stop
    after = stop
    while s.flag(after) & (AUX | ADVERB) and after < stop + 5 and cues.first(after, ("ed",)) is None:
        after += 1
    passive = after > stop and any(s.flag(i) & BE for i in range(stop, after))
    return last + 1 if passive and s.low(after) in _PERSONAL else 0


def _plural(s: Sentence, k: int) -> bool:
    """A plain word in small letters that no list holds, with a plural's s."""
    low = s.low(k)
    return (
        low.isalpha() and len(low) > 3 and low.endswith("s") and not low.endswith("ss") and not s.flag(k)
        and low not in _LIKE_PEOPLE and low not in _ANIMALS and s.texts[k][0].islower()
    )  # fmt: skip


def _of_thing(s: Sentence, k: int) -> bool:
    """A noun that is no person follows a word of harm at once."""
    low = s.low(k)
    if s.flag(k) & THING and not s.flag(k) & PERSON:
        return s.low(k - 1) in _NOT_HEAD or s.low(k - 1) == "missing"
    plural = low.isalpha() and low.endswith("s") and not low.endswith("ss") and len(low) > 3 and not s.flag(k)
    return (
        plural
        and not s.flag(k)
        and s.low(k - 1) in ("missing", "dead", "wounded", "injured")
        and s.texts[k][0].islower()
    )


def _starts_speaker(s: Sentence, j: int) -> bool:
    """ "killing four civilians residents said": a second noun for people, right before a verb of saying."""
    return bool(s.flag(j) & SOURCE_PERSON and s.flag(j + 1) & SAY and s.flag(j - 1) & PERSON)


def _capital_after_noun(s: Sentence, j: int) -> bool:
    """ "killed 1,400 people Human Rights Watch said": a name begins after the noun."""
    return bool(
        s.flag(j) & CAPITAL and s.flag(j - 1) & PERSON and not s.flag(j - 1) & (CAPITAL | MODIFIER) and not s.shouting
    )


def _united(s: Sentence, j: int) -> bool:
    """ "United States": no verb of saying."""
    return s.low(j) == "states" and s.low(j - 1) == "united"


def _nounish(s: Sentence, k: int) -> bool:
    return bool(s.flag(k) & (PERSON | MODIFIER | NATION | CAPITAL)) or s.low(k)[:1].isalpha()


def _text(s: Sentence, text: str, start: int, stop: int) -> str:
    return " ".join(text[s.starts[start] : s.ends[stop - 1]].split())


def _person_soon(s: Sentence, k: int, bounds: frozenset[int]) -> bool:
    """A noun for people stands at k, or after one or two words that belong to it."""
    for i in range(k, k + 3):
        if i in bounds:
            return False
        flag, low = s.flag(i), s.low(i)
        if flag & PERSON and low not in ("dead", "wounded", "injured", "casualties"):
            return True
        if flag & NATION and low.endswith("s"):
            return True
        if not low or not low[0].isalpha() or flag & (STOP | PREP) or (flag & ADVERB and not flag & MODIFIER):
            return False
        if i > k and not flag & (MODIFIER | NATION | CAPITAL) and i == k + 2:
            return False
    return False


def _harm_soon(cues: Cues, k: int, bounds: frozenset[int]) -> bool:
    """A noun of harm stands at k or right after it: "nine unexplained deaths", "32 tornado-related fatalities"."""
    for i in (k, k + 1):
        if i in bounds:
            return False
        noun = cues.first(i, ("noun",))
        if noun is not None:
            return noun.words.lower() in _HARM
    return False


def _continues(s: Sentence, k: int, bounds: frozenset[int], cues: Cues) -> bool:
    """After "and": the phrase goes on with another noun for people."""
    if k in bounds or s.flag(k) & NUMERIC:
        return False
    flag = s.flag(k)
    if cues.at.get(k) and not flag & PERSON:
        return False
    return bool(flag & (PERSON | NATION | MODIFIER)) and (_person_soon(s, k, bounds) or bool(flag & NATION))


def _list_of_nouns(s: Sentence, comma: int) -> bool:
    """ "men, women and children": a comma inside a list of plain nouns."""
    return bool(s.flag(comma + 1) & PERSON) and s.low(comma + 2) in ("and", ",", "or")


def _of_phrase(s: Sentence, k: int) -> int:
    """The end of "of the Army of National Liberation" after a role; k itself where there is none."""
    if s.low(k) != "of":
        return k
    j = k + 1
    while s.low(j) in ("the", "a", "an", "his", "her", "their", "its"):
        j += 1
    begin = j
    while j < begin + 6 and j < len(s.texts):
        flag, low = s.flags[j], s.lows[j]
        if (
            (flag & CAPITAL and not flag & (MONTH | DAY))
            or (flag & (PERSON | MODIFIER | SOURCE_BODY) and not flag & STOP)
            or (low.startswith(("al-", "el-", "ul-", "as-", "an-")) and j > begin)
            or ("-" in low and low[0].isalpha() and s.flag(j + 1) & (MODIFIER | SOURCE_BODY | PERSON))
            or (low in ("of", "for", "and", "the", "al") and j > begin and s.flag(j + 1) & CAPITAL and low != "and")
        ):
            j += 1
        else:
            break
    while j > begin and not s.flag(j - 1) & (CAPITAL | PERSON | SOURCE_BODY):
        j -= 1
    return j if j > begin else k
