"""Whether a text is English, judged by script and by its words in small letters.

Other languages are out of scope: they are named as such, and nothing is read in them; a paragraph in another
language inside an English text is cut. English prose has most of its small words in the lexicon's closed classes,
another language hardly any, whatever names stand between; which language it is, its own commonest words say.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ledger.extraction.lexicons import lexicon
from ledger.extraction.model import Cut

_WORD = re.compile(r"[^\W\d_]+")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
SAMPLE = 6_000
"""Characters looked at: enough to tell a language, and the cost stays the same for long texts."""
_HEAD = 400
"""Characters of a paragraph looked at."""
_FEWEST = 7
"""Words in small letters below which no language is told."""
_ENGLISH = 0.28
"""The share of English small words below which a text is another language's."""
_FOREIGN = 0x24F
"""The last character of the Latin blocks."""
_PLAIN_ENOUGH = 4
"""So many different small words that only English has make a paragraph English."""
_UNKNOWN = "a language other than English"


def note(text: str) -> str | None:
    """A sentence when the text is not English or holds no words; None when it can be read."""
    sample = text[:SAMPLE]
    words = _WORD.findall(sample)
    if not words:
        return "The text holds no words that can be read."
    found = _language(words)
    return f"The text seems to be in {found}; only English is read." if found else None


def foreign(text: str) -> list[Cut]:
    """The paragraphs that are in another language, as cuts."""
    out = []
    plain = _plain()
    for match in _PARAGRAPH.finditer(text):
        head = match.group()[:_HEAD]
        # Nearly every paragraph ends here: counting the languages of each took a twelfth of the whole reading.
        if len(plain.intersection(head.split())) >= _PLAIN_ENOUGH:
            continue
        found = _language(_WORD.findall(head))
        if found not in (None, _UNKNOWN):  # what no language's own words are in may be a list
            out.append(Cut(match.start(), match.end(), f"in {found}, not English"))
    return out


def _language(words: list[str]) -> str | None:
    """The language of some words where it is not English; None for English and for what cannot be told."""
    letters = "".join(words)
    if not letters.isascii():
        other = [c for c in letters if ord(c) > _FOREIGN]
        if len(other) > 0.5 * len(letters):
            return _script(other)
    small = [w for w in words if w[0].islower()]
    if len(small) < _FEWEST:
        return None
    english = _english()
    known = len([w for w in small if w in english])
    if known >= _ENGLISH * len(small):
        return None
    scores = {name: sum(w in hints for w in small) / len(small) for name, hints in _hints().items()}
    best = max(sorted(scores), key=lambda n: scores[n])
    if scores[best] > 0.12:
        return best
    return _UNKNOWN if len(small) >= 10 and known <= 0.1 * len(small) else None


def _script(letters: list[str]) -> str:
    tally: dict[str, int] = {}
    for char in letters[:2000]:
        script = unicodedata.name(char, "").partition(" ")[0]
        tally[script] = tally.get(script, 0) + 1
    best = max(sorted(tally), key=lambda s: tally[s])
    lists = lexicon().languages
    if best == "CJK" and ("HIRAGANA" in tally or "KATAKANA" in tally):
        best = "HIRAGANA"
    own = set(letters)
    for name, marks in lists["letters"].items():
        if sum(c in own for c in marks) and (best == "CYRILLIC") == (ord(marks[0]) < 0x600):
            return str(name)
    return str(lists["scripts"].get(best, f"{best.title()} script" if best else "another script"))


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    """Small words of English that no other language of the lists has."""
    return frozenset(w for w in _english() if w.isalpha()).difference(*_hints().values())


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    lists = lexicon()
    one = {word for word in lists.flags if "." not in word}
    return lists.english | one | set(lists.cues) | set(lists.units) | set(lists.scales)


@lru_cache(maxsize=1)
def _hints() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lexicon().languages["hints"].items()}
