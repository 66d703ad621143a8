"""Words, numbers and marks with their offsets."""

from __future__ import annotations

import re

from ledger.extraction.lexicons import CAPITAL, NUMERIC, STOP, lexicon
from ledger.extraction.model import Sentence

TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}(?:[A-Za-z](?!\w))?"  # U.S. U.N. a.m.
    r"|[A-Z][a-z]{1,4}\.-[A-Z][a-z]+"  # Maj.-Gen
    r"|\d+(?:[.,:/٬٫]\d+)*[^\W\d_]*"  # 12,000 1.2 10:30 30th 10k
    r"|[^\W\d_]\w*(?:[-'’&‑]\w+)*"  # al-Juburi Forty-five three-day Syria's J&K
    r"|\.\.\.+|--+|[^\s\w]|_+"
)
_QUOTES = {'"': 0, "“": 1, "”": -1, "«": 1, "»": -1, "„": 1}
_MARKS = frozenset(_QUOTES)


_CAPITALS, _SMALL, _LITTLE = 1, 2, 4
"""What a word adds to the look of its sentence: all capitals; small letters; all capitals like a little word."""
_KEPT = 60_000
"""Words whose looks are kept; a text has some hundred different ones, and most return in the next."""
_seen: dict[str, tuple[str, int, int]] = {}


def fill(sentence: Sentence, text: str, open_quote: bool) -> bool:
    """Put the tokens of the sentence into it; give back whether a quotation is still open at its end."""
    words = TOKEN.findall(text, sentence.start, sentence.end)
    if not words:
        return open_quote
    seen = _seen
    try:
        looks = [seen[word] for word in words]
    except KeyError:
        if len(seen) > _KEPT:
            seen.clear()
        looks = [seen.get(word) or _look(word) for word in words]
    lows, flags, kinds = zip(*looks, strict=True)
    sentence.texts, sentence.lows, sentence.flags = words, list(lows), list(flags)
    starts, ends = sentence.starts, sentence.ends
    add_start, add_end, find, end = starts.append, ends.append, text.find, sentence.start
    for word in words:  # nothing but space stands between two tokens
        start = find(word, end)
        end = start + len(word)
        add_start(start)
        add_end(end)
    inside = _quotes(sentence, words, open_quote)
    capitals = kinds.count(_CAPITALS) + kinds.count(_CAPITALS | _LITTLE)
    sentence.shouting = capitals >= 3 and kinds.count(_SMALL) <= capitals // 4
    if not sentence.shouting and (_CAPITALS | _LITTLE in kinds or _LITTLE in kinds):
        _spare_names(sentence)
    return inside


def _quotes(sentence: Sentence, words: list[str], inside: bool) -> bool:
    """Mark the tokens inside quotations; give back whether one is open at the end."""
    if _MARKS.isdisjoint(words):
        sentence.quotes = [inside] * len(words)
        return inside
    add = sentence.quotes.append
    for word in words:
        step = _QUOTES.get(word)
        if step is not None:
            inside = not inside if step == 0 else step > 0
        add(inside)
    return inside


def _look(word: str) -> tuple[str, int, int]:
    """A word in small letters, its flags, and what it adds to the look of its sentence; kept."""
    low = word.lower()
    if not low.isascii():
        low = low.replace("’", "'").replace("‑", "-")
    flag, kind = lexicon().flags.get(low, 0), 0
    head = word[0]
    if "a" <= head <= "z":
        kind = _SMALL
        if "-" in word and word[(dash := word.find("-")) + 1 : dash + 2].isupper() and dash <= 3:
            flag |= CAPITAL  # al-Ameen, ul-Haq
    elif head.isupper():
        flag |= CAPITAL
        if len(word) > 1 and word[1:].isupper():
            kind = _CAPITALS
    elif head.isdigit():
        flag |= NUMERIC
    elif head.isalpha():
        kind = _SMALL
    if flag & CAPITAL and flag & STOP and len(word) > 1 and word.isupper():
        kind |= _LITTLE
    _seen[word] = low, flag, kind
    return low, flag, kind


def _spare_names(sentence: Sentence) -> None:
    """Words in capitals are names, not the little words they look like: "IS members", "US troops"."""
    for i, flag in enumerate(sentence.flags):
        if flag & CAPITAL and flag & STOP and len(word := sentence.texts[i]) > 1 and word.isupper():
            sentence.flags[i] = CAPITAL
            sentence.lows[i] = word
